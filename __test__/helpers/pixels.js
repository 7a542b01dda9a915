'use strict';

// Small canvases and exact pixels.

const assert = require('node:assert/strict');

const { createCanvas } = require('../../index.js');

/** A canvas's context, the canvas being `ctx.canvas`. */
const context = (width = 10, height = 10, options = undefined) => createCanvas(width, height).getContext('2d', options);

/** One pixel as [r, g, b, a], not premultiplied. */
const pixel = (ctx, x, y) => [...ctx.getImageData(x, y, 1, 1).data];

function assertPixel(ctx, x, y, expected, message = undefined) {
  assert.deepEqual(pixel(ctx, x, y), expected, message ?? `the pixel at ${x},${y}`);
}

/** Each channel within `tolerance` of what is expected. */
function assertNear(actual, expected, tolerance, message = '') {
  assert.equal(actual.length, expected.length);
  const worst = Math.max(...actual.map((value, i) => Math.abs(value - expected[i])));
  assert.ok(worst <= tolerance, `${message} expected ${expected}, within ${tolerance}, got ${actual}`);
}

/** The same bytes; says where they first differ instead of writing them all. */
function assertSameBytes(actual, expected, message = 'the bytes') {
  assert.equal(actual.length, expected.length, `${message}: the length`);
  const at = actual.findIndex((byte, i) => byte !== expected[i]);
  assert.equal(at, -1, `${message} differ first at ${at}: ${actual[at]} and ${expected[at]}`);
}

/** The smallest rectangle around all pixels that are not transparent, or null. */
function inkBox(ctx) {
  const { width, height } = ctx.canvas;
  const { data } = ctx.getImageData(0, 0, width, height);
  const box = { left: width, top: height, right: 0, bottom: 0 };
  for (let i = 3; i < data.length; i += 4) {
    if (data[i] === 0) continue;
    const x = ((i - 3) / 4) % width;
    const y = Math.floor((i - 3) / 4 / width);
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x + 1);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y + 1);
  }
  return box.right === 0 ? null : box;
}

/** How many pixels are not transparent. */
const inkCount = (ctx) => {
  const { data } = ctx.getImageData(0, 0, ctx.canvas.width, ctx.canvas.height);
  let count = 0;
  for (let i = 3; i < data.length; i += 4) count += data[i] > 0 ? 1 : 0;
  return count;
};

const RED = [255, 0, 0, 255];
const GREEN = [0, 255, 0, 255];
const BLUE = [0, 0, 255, 255];
const BLACK = [0, 0, 0, 255];
const WHITE = [255, 255, 255, 255];
const CLEAR = [0, 0, 0, 0];

module.exports = {
  context, pixel, assertPixel, assertNear, assertSameBytes, inkBox, inkCount, RED, GREEN, BLUE, BLACK, WHITE, CLEAR,
};
