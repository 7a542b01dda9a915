'use strict';

// All composite modes: shapes over shapes with soft colours and edges, and the modes that change what lies
// outside of what is drawn.

const { TURN, area, group } = require('./support.js');

const MODES = [
  'source-over', 'source-in', 'source-out', 'source-atop', 'destination-over', 'destination-in', 'destination-out',
  'destination-atop', 'lighter', 'copy', 'clear', 'xor', 'multiply', 'screen', 'overlay', 'darken', 'lighten', 'color-dodge',
  'color-burn', 'hard-light', 'soft-light', 'difference', 'exclusion', 'hue', 'saturation', 'color', 'luminosity',
];
const UNBOUNDED = ['source-in', 'source-out', 'destination-in', 'destination-atop', 'copy'];

function disc(ctx, x, y, radius) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, TURN);
}

/** Stripes of colours of which some are translucent. */
function below(ctx) {
  ['#e53935', 'rgba(253, 216, 53, 0.8)', 'rgba(67, 160, 71, 0.5)', '#1e88e5', 'rgba(0, 0, 0, 0.3)', '#fff', '#777'].forEach((color, i) => {
    ctx.fillStyle = color;
    ctx.fillRect(10, 8 + i * 21, 110, 20);
  });
}

function above(ctx) {
  const gradient = ctx.createLinearGradient(40, 0, 150, 0);
  gradient.addColorStop(0, '#c2185b');
  gradient.addColorStop(0.5, 'rgba(40, 180, 200, 0.7)');
  gradient.addColorStop(1, 'rgba(250, 240, 90, 0.2)');
  ctx.fillStyle = gradient;
  disc(ctx, 95, 80, 58.5);
  ctx.fill();
}

const mode = (name) => (ctx) => {
  below(ctx);
  ctx.globalCompositeOperation = name;
  above(ctx);
};

const clipped = (name) => (ctx) => {
  below(ctx);
  disc(ctx, 70, 70, 50.3);
  ctx.clip();
  ctx.globalCompositeOperation = name;
  above(ctx);
};

const picture = (name) => (ctx, { another }) => {
  below(ctx);
  const canvas = another(80, 80);
  const inner = canvas.getContext('2d', { willReadFrequently: true });
  inner.fillStyle = 'rgba(200, 30, 90, 0.7)';
  disc(inner, 40, 40, 36);
  inner.fill();
  ctx.globalCompositeOperation = name;
  ctx.globalAlpha = 0.8;
  ctx.drawImage(canvas, 30, 30, 110, 100);
};

const made = (make, names, suffix) => Object.fromEntries(names.map((name) => [`${name}${suffix}`, make(name)]));

const scenes = {
  ...made(mode, MODES, ''),
  ...made(clipped, [...UNBOUNDED, 'xor'], '-clipped'),
  ...made(picture, [...UNBOUNDED, 'multiply', 'luminosity'], '-of-a-picture'),
  'stroke-in-a-mode': (ctx) => {
    below(ctx);
    ctx.globalCompositeOperation = 'destination-out';
    ctx.lineWidth = 12;
    disc(ctx, 80, 80, 50);
    ctx.stroke();
  },
  'clear-rect-clipped': (ctx) => {
    below(ctx);
    disc(ctx, 80, 80, 60.4);
    ctx.clip();
    ctx.rotate(0.2);
    ctx.globalAlpha = 0.3;
    ctx.clearRect(40.5, 20.5, 100, 90);
  },
};

module.exports = group({
  scenes,
  farther: {
    'clear-rect-clipped': { bad: 0.4, reason: area(0.104, 0) },
  },
});
