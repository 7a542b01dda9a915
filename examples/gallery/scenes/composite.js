'use strict';

// The 27 composite modes. Each is shown on a canvas of its own: a disc is there already, a square is drawn over it.

const { createCanvas } = require('../../../index.js');

const MODES = [
  'source-over', 'source-in', 'source-out', 'source-atop', 'destination-over', 'destination-in', 'destination-out',
  'destination-atop', 'lighter', 'copy', 'clear', 'xor', 'multiply', 'screen', 'overlay', 'darken', 'lighten',
  'color-dodge', 'color-burn', 'hard-light', 'soft-light', 'difference', 'exclusion', 'hue', 'saturation', 'color',
  'luminosity',
];

function linear(ctx, size, from, to) {
  const gradient = ctx.createLinearGradient(0, 0, size, size);
  gradient.addColorStop(0, from);
  gradient.addColorStop(1, to);
  return gradient;
}

function checkers(ctx, { width, height }) {
  ctx.fillStyle = '#e6e9f0';
  for (let y = 0; y < height; y += 12) {
    for (let x = (y / 12) % 2 ? 12 : 0; x < width; x += 24) ctx.fillRect(x, y, 12, 12);
  }
}

/** Draws the disc, then the square in a mode or with an opacity. */
function overlap(ctx, box, mode, alpha = 1) {
  checkers(ctx, box);
  const size = box.height;
  const layer = createCanvas(size, size);
  const paint = layer.getContext('2d');
  paint.fillStyle = linear(paint, size, '#ffd34d', '#e0305f');
  paint.arc(size * 0.4, size * 0.42, size * 0.33, 0, Math.PI * 2);
  paint.fill();
  paint.globalCompositeOperation = mode;
  paint.globalAlpha = alpha;
  paint.fillStyle = linear(paint, size, '#39c6e8', '#2b3fae');
  paint.fillRect(size * 0.38, size * 0.4, size * 0.52, size * 0.5);
  ctx.drawImage(layer, (box.width - size) / 2, 0);
  layer.dispose();
}

const cells = Object.fromEntries(MODES.map((mode) => [mode, (ctx, box) => overlap(ctx, box, mode)]));
cells['globalAlpha 0.5'] = (ctx, box) => overlap(ctx, box, 'source-over', 0.5);

module.exports = { name: 'composite', title: 'Composite modes', columns: 7, cellHeight: 112, cells };
