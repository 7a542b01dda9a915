'use strict';

// Anti-aliasing, in a space of 64 by 64 units that fills a white picture. Both aim at the area that a shape covers
// of each pixel.

const { TURN, area, group } = require('./support.js');

const SIDE = 256;
const UNITS = 64;
// One pixel, in units: for lines that are to be thin in the picture.
const PIXEL = UNITS / SIDE;

function polygon(ctx, points) {
  ctx.beginPath();
  points.forEach(([x, y]) => ctx.lineTo(x, y));
  ctx.closePath();
}

/** A star with `count` points about the middle. */
function star(ctx, count, outer, inner) {
  const point = (_, i) => {
    const radius = i % 2 ? inner : outer;
    return [UNITS / 2 + radius * Math.sin((i * Math.PI) / count), UNITS / 2 - radius * Math.cos((i * Math.PI) / count)];
  };
  polygon(ctx, Array.from({ length: 2 * count }, point));
}

function stroke(ctx, width, settings = {}) {
  Object.assign(ctx, { lineWidth: width, ...settings });
  ctx.stroke();
}

const scenes = {
  'rect-fractional': (ctx) => ctx.fillRect(10.3, 12.6, 40.5, 37.2),

  'rect-rotated': (ctx) => {
    ctx.translate(32, 32);
    ctx.rotate(0.35);
    ctx.fillRect(-20, -14, 40, 28);
  },

  'rect-thinner-than-a-pixel': (ctx) => {
    for (let i = 0; i < 8; i += 1) ctx.fillRect(4 + i * 7.3, 6 + i * 0.2, (0.15 + i * 0.1) * PIXEL, 50);
  },

  triangle: (ctx) => {
    polygon(ctx, [[31.4, 5.2], [58.9, 52.7], [6.1, 57.3]]);
    ctx.fill();
  },

  circle: (ctx) => {
    ctx.beginPath();
    ctx.arc(32.2, 31.7, 25.3, 0, TURN);
    ctx.fill();
  },

  'small-circles': (ctx) => {
    for (let i = 0; i < 25; i += 1) {
      ctx.beginPath();
      ctx.arc(7 + (i % 5) * 12.3, 7 + Math.floor(i / 5) * 12.1, 0.5 + i * 0.2, 0, TURN);
      ctx.fill();
    }
  },

  'ellipse-tilted': (ctx) => {
    ctx.beginPath();
    ctx.ellipse(32, 32, 28, 11, 0.6, 0, TURN);
    ctx.fill();
  },

  'round-rect': (ctx) => {
    ctx.beginPath();
    ctx.roundRect(6.5, 9.25, 50.7, 44.4, [4, 12, 20, 8]);
    ctx.fill();
  },

  'star-nonzero': (ctx) => {
    polygon(ctx, [[32, 4], [48.4, 57], [5.2, 24.3], [58.8, 24.3], [15.6, 57]]);
    ctx.fill();
  },

  'star-evenodd': (ctx) => {
    polygon(ctx, [[32, 4], [48.4, 57], [5.2, 24.3], [58.8, 24.3], [15.6, 57]]);
    ctx.fill('evenodd');
  },

  'star-of-many-points': (ctx) => {
    star(ctx, 23, 29, 13);
    ctx.fill();
  },

  'cubic-leaf': (ctx) => {
    ctx.beginPath();
    ctx.moveTo(5, 58);
    ctx.bezierCurveTo(2, 18, 30, 3, 60, 5);
    ctx.bezierCurveTo(58, 36, 44, 60, 5, 58);
    ctx.fill();
  },

  'quadratic-waves': (ctx) => {
    ctx.beginPath();
    ctx.moveTo(0, 20);
    for (let x = 0; x < 64; x += 16) ctx.quadraticCurveTo(x + 8, x % 32 ? 38 : 2, x + 16, 20);
    ctx.lineTo(64, 50);
    for (let x = 64; x > 0; x -= 16) ctx.quadraticCurveTo(x - 8, x % 32 ? 60 : 40, x - 16, 50);
    ctx.fill();
  },

  'thin-rays': (ctx) => {
    for (let i = 0; i < 24; i += 1) {
      ctx.beginPath();
      ctx.moveTo(32 + 6 * Math.cos((i * TURN) / 24), 32 + 6 * Math.sin((i * TURN) / 24));
      ctx.lineTo(32 + 29 * Math.cos((i * TURN) / 24), 32 + 29 * Math.sin((i * TURN) / 24));
      stroke(ctx, PIXEL);
    }
  },

  'thick-joins': (ctx) => {
    ['miter', 'round', 'bevel'].forEach((join, i) => {
      ctx.beginPath();
      ctx.moveTo(8, 16 + i * 17);
      ctx.lineTo(30, 6 + i * 17);
      ctx.lineTo(56, 18 + i * 17);
      stroke(ctx, 5.5, { lineJoin: join, lineCap: ['butt', 'round', 'square'][i] });
    });
  },

  'stroked-circles': (ctx) => {
    for (let i = 0; i < 5; i += 1) {
      ctx.beginPath();
      ctx.arc(32, 32, 4 + i * 5.7, 0, TURN);
      stroke(ctx, (0.6 + i * 0.6) * PIXEL);
    }
  },

  'stroked-curve': (ctx) => {
    ctx.beginPath();
    ctx.moveTo(6, 50);
    ctx.bezierCurveTo(10, -20, 50, 90, 58, 10);
    stroke(ctx, 4.2, { lineCap: 'round' });
  },

  'dashed-frame': (ctx) => {
    ctx.beginPath();
    ctx.roundRect(7.5, 8.2, 48, 46, 12);
    ctx.setLineDash([5.5, 3.2]);
    stroke(ctx, 2.4);
  },

  'clip-circle': (ctx) => {
    ctx.beginPath();
    ctx.arc(30.4, 33.3, 24.6, 0, TURN);
    ctx.clip();
    ctx.fillRect(0, 0, UNITS, UNITS);
  },

  'translucent-overlap': (ctx) => {
    [['#d81b60b0', 24, 25], ['#1e88e5b0', 40, 26], ['#43a047b0', 32, 40]].forEach(([style, x, y]) => {
      ctx.fillStyle = style;
      ctx.beginPath();
      ctx.arc(x, y, 17.5, 0, TURN);
      ctx.fill();
    });
  },
};

function prepare(ctx) {
  ctx.fillStyle = '#fff';
  ctx.fillRect(0, 0, SIDE, SIDE);
  ctx.fillStyle = '#123c69';
  ctx.strokeStyle = '#123c69';
  ctx.scale(1 / PIXEL, 1 / PIXEL);
}

module.exports = group({
  scenes,
  side: SIDE,
  prepare,
  limits: { mean: 0.3 },
  farther: {
    'thin-rays': { mean: 1.2, bad: 2.5, reason: area(0.852, 1.26) },
    'stroked-circles': { mean: 1.3, bad: 1.8, reason: area(1.107, 1.94) },
    'small-circles': { mean: 0.5, bad: 0.6, reason: area(0.361, 0.62) },
    'star-of-many-points': { mean: 0.5, bad: 0.5, reason: area(0.308, 0.41) },
    'dashed-frame': { mean: 0.4, bad: 0.6, reason: area(0.311, 0.56) },
  },
});
