'use strict';

// Files of pictures held to goldens, pixel for pixel. BLESS=1 writes the goldens anew: look at them.

const assert = require('node:assert/strict');
const fs = require('node:fs');

const { createCanvas, loadImage } = require('../../index.js');

async function pixelsOf(file) {
  const image = await loadImage(file);
  const canvas = createCanvas(image.width, image.height);
  canvas.getContext('2d').drawImage(image, 0, 0);
  const pixels = { size: [image.width, image.height], data: canvas.data() };
  image.dispose();
  canvas.dispose();
  return pixels;
}

/** How far the channels differ at most. */
async function difference(file, golden) {
  const [ours, wanted] = [await pixelsOf(file), await pixelsOf(golden)];
  assert.deepEqual(ours.size, wanted.size);
  return ours.data.reduce((most, byte, i) => Math.max(most, Math.abs(byte - wanted.data[i])), 0);
}

/** Fails unless the picture in a file is the golden's, each channel within `most` levels. */
async function assertGolden(file, golden, most = 0) {
  if (process.env.BLESS) fs.copyFileSync(file, golden);
  const off = await difference(file, golden);
  assert.ok(off <= most, `${off} levels off`);
}

module.exports = { assertGolden };
