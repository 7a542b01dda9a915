'use strict';

// The report's chart, drawn by this package: for each scene how long we take beside the fastest peer,
// on a logarithmic scale. Left of the middle line is faster.

const { createCanvas } = require('../../index.js');

const ROW = 26;
const TOP = 84;
const LEFT = 350;
const PLOT = 620;
const RIGHT = 70;
// The scale: from a hundredth of the peer's time to a hundred times.
const DECADES = 2;

const FASTER = { one: '#1b7f5c', all: '#8fd0b5' };
const SLOWER = { one: '#b8432f', all: '#e6a99c' };

const clamp = (value) => Math.min(DECADES, Math.max(-DECADES, value));

/** Where a ratio lies on the scale. */
const xOf = (ratio) => LEFT + (PLOT * (clamp(Math.log10(ratio)) + DECADES)) / (2 * DECADES);

function grid(ctx, height) {
  ctx.font = '12px sans-serif';
  ctx.textAlign = 'center';
  for (const mark of [0.01, 0.1, 1, 10, 100]) {
    const x = Math.round(xOf(mark)) + 0.5;
    ctx.strokeStyle = mark === 1 ? '#333' : '#ddd';
    ctx.beginPath();
    ctx.moveTo(x, TOP - 6);
    ctx.lineTo(x, height - 14);
    ctx.stroke();
    ctx.fillStyle = '#555';
    ctx.fillText(mark === 1 ? 'same time' : `x ${mark}`, x, TOP - 14);
  }
}

function head(ctx, title) {
  ctx.fillStyle = '#111';
  ctx.textAlign = 'left';
  ctx.font = '20px sans-serif';
  ctx.fillText(title, 16, 30);
  ctx.font = '13px sans-serif';
  ctx.fillStyle = '#555';
  ctx.fillText('Time in relation to the fastest peer; to the left is faster. Dark: one thread. Light: all threads.', 16, 52);
}

function bar(ctx, ratio, y, height, pass) {
  const [from, to] = [xOf(1), xOf(ratio)];
  ctx.fillStyle = (ratio <= 1 ? FASTER : SLOWER)[pass];
  ctx.fillRect(Math.min(from, to), y, Math.max(1, Math.abs(to - from)), height);
}

function row(ctx, { id, ratios }, y) {
  ctx.font = '13px sans-serif';
  ctx.textAlign = 'right';
  ctx.fillStyle = '#222';
  ctx.fillText(id, LEFT - 12, y + 16);
  const passes = Object.entries(ratios);
  const thick = 16 / passes.length;
  passes.forEach(([pass, ratio], i) => bar(ctx, ratio, y + 4 + i * thick, thick, pass));
  ctx.textAlign = 'left';
  ctx.fillStyle = '#222';
  ctx.fillText(passes[0][1].toFixed(2), LEFT + PLOT + 14, y + 16);
}

/** `rows`: a list of `{ id, ratios: { one?, all? } }`. Returns the PNG. */
function drawChart(title, rows) {
  const height = TOP + rows.length * ROW + 20;
  const ctx = createCanvas(LEFT + PLOT + RIGHT, height).getContext('2d', { alpha: false });
  ctx.fillStyle = '#fff';
  ctx.fillRect(0, 0, LEFT + PLOT + RIGHT, height);
  head(ctx, title);
  grid(ctx, height);
  rows.forEach((one, i) => row(ctx, one, TOP + i * ROW));
  return ctx.canvas.encodeSync('png');
}

module.exports = { drawChart };
