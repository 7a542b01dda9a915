'use strict';

// The frames of an animated chart: columns that grow one after another, then a line through their tops.

const { createCanvas } = require('../../index.js');

const SIZE = { width: 480, height: 270 };
const COLOR = { ground: '#1b2340', grid: '#303a5e', text: '#e9edf8', soft: '#9aa6c8', line: '#ffd166' };
const COLUMNS = [
  { name: 'Mon', value: 34, color: '#ef6f6c' }, { name: 'Tue', value: 52, color: '#f2925a' },
  { name: 'Wed', value: 47, color: '#edb458' }, { name: 'Thu', value: 71, color: '#7fb77e' },
  { name: 'Fri', value: 88, color: '#4fa3a5' }, { name: 'Sat', value: 64, color: '#5b84c4' },
  { name: 'Sun', value: 79, color: '#8a6fc8' },
];
const PLOT = { left: 36, top: 66, right: 460, bottom: 232 };
const COUNT = 44;
const DELAY_MS = 40;
// So long the last one stays.
const LAST_MS = 2000;

const clamp = (value) => Math.min(Math.max(value, 0), 1);
// Fast at first, a little too far, and back.
const easeOutBack = (t) => 1 + 2.4 * (t - 1) ** 3 + 1.4 * (t - 1) ** 2;

const y = (value) => PLOT.bottom - (value / 100) * (PLOT.bottom - PLOT.top);
const step = (PLOT.right - PLOT.left) / COLUMNS.length;
const x = (i) => PLOT.left + step * (i + 0.5);

function drawGround(ctx) {
  ctx.fillStyle = COLOR.ground;
  ctx.fillRect(0, 0, SIZE.width, SIZE.height);
  ctx.fillStyle = COLOR.text;
  ctx.font = 'bold 21px sans-serif';
  ctx.textAlign = 'left';
  ctx.fillText('Visitors this week', PLOT.left, 38);
  ctx.fillStyle = COLOR.grid;
  for (const value of [0, 25, 50, 75, 100]) ctx.fillRect(PLOT.left, Math.round(y(value)), PLOT.right - PLOT.left, 1);
}

function drawColumn(ctx, { name, value, color }, i, progress) {
  // Each begins a little after the one before it.
  const shown = value * easeOutBack(clamp(progress * 2.2 - i * 0.14));
  ctx.fillStyle = color;
  ctx.beginPath();
  ctx.roundRect(x(i) - 18, y(shown), 36, PLOT.bottom - y(shown), [6, 6, 0, 0]);
  ctx.fill();
  ctx.textAlign = 'center';
  ctx.fillStyle = COLOR.soft;
  ctx.font = '14px sans-serif';
  ctx.fillText(name, x(i), PLOT.bottom + 22);
}

/** The line, as far as it has come. */
function drawLine(ctx, progress) {
  const reach = PLOT.left + clamp(progress * 2 - 1) * (PLOT.right - PLOT.left);
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, 0, reach, SIZE.height);
  ctx.clip();
  ctx.beginPath();
  COLUMNS.forEach(({ value }, i) => ctx.lineTo(x(i), y(value) - 14));
  ctx.strokeStyle = COLOR.line;
  ctx.lineWidth = 3;
  ctx.lineJoin = 'round';
  ctx.stroke();
  ctx.fillStyle = COLOR.line;
  COLUMNS.forEach(({ value }, i) => {
    ctx.beginPath();
    ctx.arc(x(i), y(value) - 14, 5, 0, 2 * Math.PI);
    ctx.fill();
  });
  ctx.restore();
}

/** Draws them one after another on one canvas, and gives it with the milliseconds that it is to be seen. */
function* frames() {
  const canvas = createCanvas(SIZE.width, SIZE.height);
  const ctx = canvas.getContext('2d', { alpha: false });
  try {
    for (let i = 0; i < COUNT; i += 1) {
      const progress = i / (COUNT - 1);
      drawGround(ctx);
      COLUMNS.forEach((column, at) => drawColumn(ctx, column, at, progress));
      drawLine(ctx, progress);
      yield { canvas, delay: i === COUNT - 1 ? LAST_MS : DELAY_MS };
    }
  } finally {
    canvas.dispose();
  }
}

module.exports = { COUNT, DELAY_MS, LAST_MS, SIZE, frames };
