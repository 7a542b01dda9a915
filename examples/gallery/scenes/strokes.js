'use strict';

// How lines are drawn.

const COLOR = require('../palette');

const COLORS = [COLOR.coral, COLOR.gold, COLOR.mint, COLOR.sky, COLOR.violet];

function line(ctx, ...points) {
  ctx.beginPath();
  for (const [x, y] of points) ctx.lineTo(x, y);
  ctx.stroke();
}

function widths(ctx) {
  [1, 2, 4, 8, 16].forEach((width, i) => {
    ctx.lineWidth = width;
    ctx.strokeStyle = COLORS[i];
    line(ctx, [24 + i * 40, 146], [60 + i * 40, 24]);
  });
}

function caps(ctx) {
  ['butt', 'round', 'square'].forEach((cap, i) => {
    const y = 40 + i * 45;
    ctx.lineCap = cap;
    ctx.lineWidth = 26;
    ctx.strokeStyle = COLORS[i];
    line(ctx, [50, y], [195, y]);
    ctx.lineCap = 'butt';
    ctx.lineWidth = 2;
    ctx.strokeStyle = COLOR.ink;
    line(ctx, [50, y], [195, y]);
  });
}

function joins(ctx) {
  ctx.lineWidth = 22;
  ['miter', 'round', 'bevel'].forEach((join, i) => {
    const x = 20 + i * 72;
    ctx.lineJoin = join;
    ctx.strokeStyle = COLORS[i + 1];
    line(ctx, [x, 130], [x + 31, 60], [x + 62, 130]);
  });
}

function miterLimits(ctx) {
  ctx.lineWidth = 12;
  [2, 5, 12].forEach((limit, i) => {
    const x = 34 + i * 72;
    ctx.miterLimit = limit;
    ctx.strokeStyle = COLORS[i + 2];
    line(ctx, [x, 145], [x + 16, 80], [x + 32, 145]);
  });
}

function dashes(ctx) {
  ctx.lineWidth = 6;
  [[4, 4], [16, 8], [24, 6, 4, 6], [2, 10], [30, 3, 3]].forEach((dash, i) => {
    ctx.setLineDash(dash);
    ctx.strokeStyle = COLORS[i];
    line(ctx, [20, 27 + i * 29], [225, 27 + i * 29]);
  });
}

function dashOffsets(ctx) {
  ctx.lineWidth = 10;
  ctx.setLineDash([30, 15]);
  ctx.strokeStyle = COLOR.sky;
  for (let i = 0; i < 8; i += 1) {
    ctx.lineDashOffset = -i * 9;
    line(ctx, [20, 22 + i * 18], [225, 22 + i * 18]);
  }
}

function roundDots(ctx) {
  ctx.lineCap = 'round';
  ctx.lineWidth = 12;
  ctx.setLineDash([0, 20]);
  [64, 42, 20].forEach((radius, i) => {
    ctx.strokeStyle = COLORS[i];
    ctx.beginPath();
    ctx.arc(122, 85, radius, 0, Math.PI * 2);
    ctx.stroke();
  });
}

function gradientStroke(ctx) {
  const colors = ctx.createLinearGradient(20, 0, 225, 0);
  COLORS.forEach((color, i) => colors.addColorStop(i / (COLORS.length - 1), color));
  ctx.strokeStyle = colors;
  ctx.lineWidth = 14;
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  ctx.beginPath();
  for (let x = 24; x <= 220; x += 2) ctx.lineTo(x, 85 + Math.sin(x / 16) * 50);
  ctx.stroke();
}

module.exports = {
  name: 'strokes',
  title: 'Strokes, dashes and joins',
  columns: 4,
  cellHeight: 170,
  cells: {
    'lineWidth 1 to 16': widths,
    'lineCap butt, round, square': caps,
    'lineJoin miter, round, bevel': joins,
    'miterLimit 2, 5, 12': miterLimits,
    setLineDash: dashes,
    lineDashOffset: dashOffsets,
    'dots: dashes of 0, round caps': roundDots,
    'strokeStyle of a gradient': gradientStroke,
  },
};
