'use strict';

// Colours beyond sRGB. The page itself is a canvas of half floats in Display P3, and its file has 16 bits a channel.

const { createCanvas } = require('../../../index.js');
const COLOR = require('../palette');

/** What sRGB can show above, what Display P3 can below. The difference shows on a display that has it. */
function primaries(ctx, { width, height }) {
  [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0]].forEach((rgb, i) => {
    ctx.fillStyle = `color(srgb ${rgb.join(' ')})`;
    ctx.fillRect((i * width) / 4, 0, width / 4, height / 2);
    ctx.fillStyle = `color(display-p3 ${rgb.join(' ')})`;
    ctx.fillRect((i * width) / 4, height / 2, width / 4, height / 2);
  });
}

function oklch(ctx, { width, height }) {
  for (let x = 0; x < 24; x += 1) {
    for (let y = 0; y < 12; y += 1) {
      ctx.fillStyle = `oklch(${0.4 + y * 0.045} ${0.05 + y * 0.012} ${x * 15})`;
      ctx.fillRect((x * width) / 24, (y * height) / 12, width / 24 + 1, height / 12 + 1);
    }
  }
}

/** The space in which colours are mixed, row by row. */
function mixes(ctx, { width, height }) {
  const spaces = ['srgb', 'srgb-linear', 'oklab', 'oklch', 'hsl'];
  const row = height / spaces.length;
  spaces.forEach((space, i) => {
    for (let step = 0; step <= 10; step += 1) {
      ctx.fillStyle = `color-mix(in ${space}, ${COLOR.sky}, ${COLOR.gold} ${step * 10}%)`;
      ctx.fillRect((step * width) / 11, i * row, width / 11 + 1, row);
    }
    ctx.fillStyle = 'white';
    ctx.font = '15px sans-serif';
    ctx.fillText(space, 10, i * row + 23);
  });
}

/** One colour, and others made from it. */
function relative(ctx, { width }) {
  const colors = [
    COLOR.coral,
    `oklch(from ${COLOR.coral} calc(l - 0.25) c h)`,
    `oklch(from ${COLOR.coral} calc(l + 0.15) c h)`,
    `oklch(from ${COLOR.coral} l c calc(h + 120))`,
    `oklch(from ${COLOR.coral} l c calc(h + 240))`,
    `rgb(from ${COLOR.coral} r g b / 40%)`,
  ];
  colors.forEach((color, i) => {
    ctx.beginPath();
    ctx.arc(width * (0.2 + 0.3 * (i % 3)), i < 3 ? 52 : 128, 34, 0, Math.PI * 2);
    ctx.fillStyle = color;
    ctx.fill();
  });
}

/**
 * A dark picture made brighter again. Eight bits have lost the steps in between; half floats have kept them.
 */
function fineSteps(ctx, { width, height }) {
  ['unorm8', 'float16'].forEach((colorType, i) => {
    const layer = createCanvas(width, height / 2);
    const paint = layer.getContext('2d', { colorType });
    const ramp = paint.createLinearGradient(0, 0, width, 0);
    ramp.addColorStop(0, 'color(srgb 0 0 0)');
    ramp.addColorStop(1, 'color(srgb 0.02 0.05 0.06)');
    paint.fillStyle = ramp;
    paint.fillRect(0, 0, width, height);
    ctx.filter = 'brightness(1600%)';
    ctx.drawImage(layer, 0, (i * height) / 2);
    layer.dispose();
  });
}

/** Light added up beyond white, then halved: half floats remember how much it was. */
function beyondWhite(ctx, { width, height }) {
  ['unorm8', 'float16'].forEach((colorType, i) => {
    const layer = createCanvas(width / 2, height);
    const paint = layer.getContext('2d', { colorType });
    paint.globalCompositeOperation = 'lighter';
    paint.fillStyle = 'rgb(230 150 60)';
    for (const [x, y] of [[0.4, 0.4], [0.6, 0.4], [0.5, 0.6]]) {
      paint.beginPath();
      paint.arc((x * width) / 2, y * height, 46, 0, Math.PI * 2);
      paint.fill();
    }
    ctx.filter = 'brightness(40%)';
    ctx.drawImage(layer, (i * width) / 2, 0);
    layer.dispose();
  });
}

module.exports = {
  name: 'wide-colours',
  title: 'Wide colours and half floats',
  columns: 3,
  cellHeight: 180,
  options: { colorSpace: 'display-p3', colorType: 'float16' },
  cells: {
    'sRGB above, Display P3 below': primaries,
    oklch,
    'color-mix': mixes,
    'relative colours': relative,
    'dark, then brighter: unorm8, float16': fineSteps,
    'beyond white, then darker: unorm8, float16': beyondWhite,
  },
};
