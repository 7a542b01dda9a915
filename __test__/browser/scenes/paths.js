'use strict';

// Paths: how each segment is built, and what is inside.

const { TURN, area, group } = require('./support.js');

const INK = '#123c69';

/** Fills, or strokes, the path that a function makes. */
const filled = (make, rule = 'nonzero') => (ctx) => {
  ctx.beginPath();
  make(ctx);
  ctx.fill(rule);
};
const stroked = (make, width = 3) => (ctx) => {
  ctx.lineWidth = width;
  ctx.beginPath();
  make(ctx);
  ctx.stroke();
};

/** A shape of SVG path data. */
const data = (text) => (ctx) => ctx.fill(new Path2D(text));

function polygon(ctx, points) {
  points.forEach(([x, y], i) => (i === 0 ? ctx.moveTo(x, y) : ctx.lineTo(x, y)));
}

const scenes = {
  'arcs-of-all-lengths': (ctx) => {
    ctx.lineWidth = 4;
    for (let i = 0; i < 16; i += 1) {
      ctx.beginPath();
      ctx.arc(22 + (i % 4) * 39, 22 + Math.floor(i / 4) * 39, 14, 0.3, 0.3 + (i + 1) * 0.41, i % 2 === 1);
      ctx.stroke();
    }
  },
  'pie-slices': (ctx) => {
    const ends = [0, 1.1, 1.9, 3.6, 4.1, TURN];
    ends.slice(1).forEach((end, i) => {
      ctx.fillStyle = ['#d81b60', '#1e88e5', '#43a047', '#fb8c00', '#5e35b1'][i];
      ctx.beginPath();
      ctx.moveTo(80, 80);
      ctx.arc(80, 80, 62, ends[i], end);
      ctx.fill();
    });
  },
  'arc-after-a-point': stroked((ctx) => {
    ctx.moveTo(10, 20);
    ctx.arc(80, 90, 45, 1, 4);
    ctx.lineTo(150, 20);
    ctx.arc(120, 110, 22, 2, 0.5, true);
  }),
  'more-than-a-turn': filled((ctx) => {
    ctx.arc(50, 50, 40, 0, 3 * TURN);
    ctx.moveTo(150, 110);
    ctx.arc(110, 110, 40, 0, -1.5 * TURN);
  }),
  'arc-to-corners': stroked((ctx) => {
    ctx.moveTo(20, 20);
    ctx.arcTo(140, 20, 140, 140, 35);
    ctx.arcTo(140, 140, 20, 140, 20);
    ctx.arcTo(20, 140, 60, 60, 12);
    ctx.arcTo(60, 60, 20, 20, 200);
  }),
  'arc-to-degenerate': stroked((ctx) => {
    ctx.arcTo(20, 30, 90, 90, 20);
    ctx.arcTo(20, 30, 90, 90, 20);
    ctx.arcTo(120, 40, 120, 40, 9);
    ctx.arcTo(140, 140, 160, 240, 0);
    ctx.arcTo(80, 80, 20, 20, 15);
  }),
  'ellipse-arcs': (ctx) => {
    ctx.lineWidth = 3;
    for (let i = 0; i < 9; i += 1) {
      ctx.beginPath();
      ctx.ellipse(28 + (i % 3) * 52, 28 + Math.floor(i / 3) * 52, 22, 6 + i * 1.5, i * 0.35, 0.5 * i, 0.5 * i + 4.2, i % 2 === 0);
      ctx.stroke();
    }
  },
  'ellipses-without-height': stroked((ctx) => {
    ctx.ellipse(80, 30, 60, 0, 0.1, 0, TURN);
    ctx.moveTo(140, 90);
    ctx.ellipse(80, 90, 60, 10, 0, 0, Math.PI);
    ctx.moveTo(80, 150);
    ctx.ellipse(80, 130, 0, 20, 0.4, 0, 5);
  }, 5),
  'rects-of-negative-size': filled((ctx) => {
    ctx.rect(150, 10, -60, 60);
    ctx.rect(10, 150, 60, -60);
    ctx.rect(150, 150, -60, -60);
    ctx.rect(100, 100, 40, 40);
    ctx.rect(110, 50, 30, -30);
  }),
  'round-rects': filled((ctx) => {
    ctx.roundRect(8, 8, 64, 40, 12);
    ctx.roundRect(84, 8, 64, 40, [4, 20]);
    ctx.roundRect(8, 58, 64, 40, [{ x: 30, y: 8 }, 0, { x: 5, y: 18 }, 3]);
    ctx.roundRect(84, 58, 64, 40, [40, 60, 10]);
    ctx.roundRect(72, 148, -64, -40, [4, 24, 0, 14]);
    ctx.roundRect(148, 108, -64, 40, [4, 24, 0, 14]);
  }),
  'round-rects-inside-each-other': filled((ctx) => {
    ctx.roundRect(10, 10, 140, 140, 30);
    ctx.roundRect(140, 20, -120, 120, 24);
    ctx.roundRect(40, 40, 80, 80, 16);
    ctx.roundRect(50, 110, 60, -60, 10);
  }),
  'curves-with-loops': stroked((ctx) => {
    ctx.moveTo(20, 120);
    ctx.bezierCurveTo(220, 10, -60, 10, 140, 120);
    ctx.moveTo(20, 150);
    ctx.bezierCurveTo(160, 90, 0, 90, 140, 150);
  }),
  'curves-filled': filled((ctx) => {
    ctx.moveTo(20, 100);
    ctx.bezierCurveTo(220, -40, -60, -40, 140, 100);
    ctx.moveTo(10, 150);
    ctx.quadraticCurveTo(80, 60, 150, 150);
    ctx.quadraticCurveTo(80, 120, 10, 150);
  }, 'evenodd'),
  'rules-differ': (ctx) => {
    const shape = (x) => {
      ctx.beginPath();
      polygon(ctx, [[x + 36, 8], [x + 58, 78], [x + 2, 34], [x + 70, 34], [x + 14, 78]]);
    };
    shape(2);
    ctx.fill();
    shape(82);
    ctx.fill('evenodd');
    ctx.beginPath();
    ctx.arc(40, 120, 32, 0, TURN);
    ctx.arc(40, 120, 18, 0, TURN, true);
    ctx.moveTo(152, 120);
    ctx.arc(120, 120, 32, 0, TURN);
    ctx.moveTo(138, 120);
    ctx.arc(120, 120, 18, 0, TURN);
    ctx.fill();
  },
  'after-close-path': stroked((ctx) => {
    ctx.moveTo(30, 30);
    ctx.lineTo(90, 30);
    ctx.lineTo(60, 80);
    ctx.closePath();
    ctx.lineTo(20, 130);
    ctx.closePath();
    ctx.moveTo(110, 110);
    ctx.closePath();
    ctx.lineTo(150, 60);
    ctx.rect(100, 120, 30, 25);
    ctx.lineTo(150, 150);
  }),
  'transforms-between-segments': stroked((ctx) => {
    ctx.moveTo(20, 20);
    ctx.translate(30, 0);
    ctx.lineTo(60, 30);
    ctx.rotate(0.5);
    ctx.lineTo(70, 40);
    ctx.scale(0.5, 2);
    ctx.quadraticCurveTo(100, 60, 160, 20);
    ctx.arc(100, 10, 24, 0, 4);
  }),
  'svg-data': data('M10 10h40v30H10zm50 0l40 5-10 25c-20 5 -25-5-30-30zM110 10q25-20 40 10t-20 30zM10 70a30 20 20 1 0 50 10zM80 70a25 25 0 0 1 50 0s10 20-10 40-40-10-40-40z'),
  'svg-data-relative': data('m20 110 20 -10 20 30 q10 -30 30 0 t30 0 c0 10 20 10 20 -20 s10 -40 -20 -30 a20 10 45 0 0 -30 0 z m60 -90 v20 h-20 z'),
  'svg-data-broken-off': data('M20 20L140 20L140 100L20 100ZM40 40L100 40L100 90Q 20'),
  'paths-put-together': (ctx) => {
    const leaf = new Path2D('M0 0C20 -30 60 -30 80 0C60 30 20 30 0 0Z');
    const flower = new Path2D();
    for (let i = 0; i < 7; i += 1) {
      const turn = (i * TURN) / 7;
      const [c, s] = [Math.cos(turn), Math.sin(turn)];
      flower.addPath(leaf, { a: 0.9 * c, b: 0.9 * s, c: -0.5 * s, d: 0.5 * c, e: 80, f: 80 });
    }
    ctx.fill(flower, 'evenodd');
  },
  'far-outside': filled((ctx) => {
    polygon(ctx, [[-1e6, 40], [1e6, 60], [1e6, 80], [-1e6, 60]]);
    polygon(ctx, [[60, -1e7], [100, 1e7], [80, 1e7]]);
    ctx.moveTo(80, 1e5);
    ctx.arc(80, 1e5 + 120, 1e5, 0, TURN);
  }),
  'small-and-scaled-up': (ctx) => {
    ctx.scale(8000, 8000);
    ctx.beginPath();
    ctx.ellipse(0.01, 0.01, 0.008, 0.005, 0.5, 0, TURN);
    ctx.moveTo(0.002, 0.018);
    ctx.bezierCurveTo(0.01, 0.012, 0.012, 0.022, 0.019, 0.016);
    ctx.fill('evenodd');
  },
  slivers: filled((ctx) => {
    for (let i = 0; i < 12; i += 1) polygon(ctx, [[4, 6 + i * 13], [156, 6.3 + i * 13 + i * 0.2], [156, 7 + i * 13 + i * 0.5]]);
  }),
};

function prepare(ctx) {
  ctx.fillStyle = INK;
  ctx.strokeStyle = INK;
}

module.exports = group({
  scenes,
  prepare,
  farther: {
    'arcs-of-all-lengths': { mean: 0.75, bad: 1, reason: area(0.725, 0.97) },
    'arc-after-a-point': { bad: 0.75, reason: area(0.353, 0.52) },
    'more-than-a-turn': { bad: 0.6, reason: area(0.381, 0.76) },
    'arc-to-corners': { mean: 0.55, bad: 0.75, reason: area(0.362, 0.53) },
    'ellipse-arcs': { mean: 0.55, bad: 0.8, reason: area(0.516, 0.83) },
    'ellipses-without-height': { mean: 0.7, bad: 0.45, reason: area(0.186, 0.09) },
    'round-rects-inside-each-other': { bad: 0.35, reason: area(0.284, 0.41) },
    'curves-with-loops': { bad: 0.85, reason: area(0.395, 0.71) },
    'curves-filled': { bad: 0.7, reason: area(0.431, 0.66) },
    'rules-differ': { bad: 0.6, reason: area(0.37, 0.61) },
    'paths-put-together': { bad: 0.75, reason: area(0.472, 0.65) },
    'transforms-between-segments': { bad: 0.35, reason: area(0.268, 0.23) },
    'small-and-scaled-up': { bad: 0.4, reason: area(0.247, 0.43) },
    slivers: { bad: 0.4, reason: area(0.429, 0.36) },
  },
});
