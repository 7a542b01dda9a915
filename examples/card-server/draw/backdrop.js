'use strict';

// What lies under everything: the night gradient, two glows, the rings behind the photo and the field of dots.

const { COLOR, withAlpha } = require('./palette');
const { glow } = require('./shapes');

function sky(ctx, { width, height }) {
  const gradient = ctx.createLinearGradient(0, 0, width, height);
  gradient.addColorStop(0, COLOR.night);
  gradient.addColorStop(0.55, '#121436');
  gradient.addColorStop(1, COLOR.dusk);
  ctx.fillStyle = gradient;
  ctx.fillRect(0, 0, width, height);
}

function glows(ctx, { width, height }) {
  glow(ctx, {
    x: width * 0.62, y: height * 0.98, radius: 470,
    stops: [[0, withAlpha(COLOR.coral, 0.42)], [0.5, withAlpha(COLOR.coral, 0.12)], [1, withAlpha(COLOR.coral, 0)]],
  });
  glow(ctx, {
    x: 40, y: -30, radius: 480,
    stops: [[0, withAlpha('#4a6bff', 0.4)], [0.55, withAlpha('#4a6bff', 0.11)], [1, withAlpha('#4a6bff', 0)]],
  });
}

/** Circles around the lower left corner of the photo, fainter as they grow; every other one is dashed. */
function rings(ctx, { x, y }) {
  ctx.save();
  ctx.lineWidth = 1.5;
  for (let i = 0; i < 6; i += 1) {
    ctx.beginPath();
    ctx.arc(x, y, 62 + i * 38, 0, Math.PI * 2);
    ctx.setLineDash(i % 2 === 0 ? [] : [3, 9]);
    ctx.strokeStyle = withAlpha(COLOR.gold, 0.42 - i * 0.06);
    ctx.stroke();
  }
  ctx.restore();
}

/** A lattice of dots that fades away from its upper right corner. One path for each strength, not one for each dot. */
function dots(ctx, { x, y, columns, rows, step }) {
  const levels = columns + rows - 1;
  ctx.save();
  ctx.fillStyle = COLOR.mist;
  for (let level = 0; level < levels; level += 1) {
    ctx.beginPath();
    for (let row = Math.max(0, level - columns + 1); row <= Math.min(level, rows - 1); row += 1) {
      const left = x - (level - row) * step;
      const top = y + row * step;
      ctx.moveTo(left + 1.8, top);
      ctx.arc(left, top, 1.8, 0, Math.PI * 2);
    }
    ctx.globalAlpha = 0.5 * (1 - level / levels);
    ctx.fill();
  }
  ctx.restore();
}

/** Paints the backdrop. `panel` is the box of the photo that will lie on it. */
function drawBackdrop(ctx, size, panel) {
  sky(ctx, size);
  glows(ctx, size);
  rings(ctx, { x: panel.x, y: panel.y + panel.height });
  dots(ctx, { x: panel.x - 40, y: 40, columns: 12, rows: 5, step: 20 });
}

module.exports = { drawBackdrop };
