'use strict';

// Scenes as we draw them, beside the pictures of them that Chromium drew and `browser/record.js` keeps.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const api = require('../../index.js');
const { registerFamilies } = require('./fonts.js');

const { createCanvas, loadImage } = api;

const FIXTURES = path.join(__dirname, '../fixtures');
// A channel that differs by no more levels than this is not bad.
const LEVELS = 16;

const tools = {
  another: createCanvas,
  image: (file) => loadImage(fs.readFileSync(path.join(FIXTURES, file))),
};

/** @param group what `browser/scenes/support.js` makes; @param pictures the folder of its pictures */
function recordedScenes({ names, sizeOf, draw, families }, pictures) {
  const pixelsOf = (ctx, [width, height]) => ctx.getImageData(0, 0, width, height).data;

  return {
    /** Chromium's pixels of a scene. */
    async theirs(name) {
      const image = await loadImage(fs.readFileSync(path.join(pictures, `${name}.png`)));
      assert.deepEqual([image.naturalWidth, image.naturalHeight], sizeOf(name));
      const ctx = createCanvas(...sizeOf(name)).getContext('2d');
      ctx.drawImage(image, 0, 0);
      return pixelsOf(ctx, sizeOf(name));
    },

    /** Ours. */
    async ours(name) {
      registerFamilies(families);
      const ctx = createCanvas(...sizeOf(name)).getContext('2d');
      await draw(ctx, name, tools);
      return pixelsOf(ctx, sizeOf(name));
    },

    /** There is a picture of each scene, and none besides. */
    assertComplete() {
      const files = fs.readdirSync(pictures).filter((file) => file.endsWith('.png'));
      assert.deepEqual(files.sort(), names.map((name) => `${name}.png`).sort());
    },
  };
}

/** The mean absolute difference of red, green and blue, in levels of 255. */
function meanDifference(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) {
    assert.ok(i % 4 !== 3 || (a[i] === 255 && b[i] === 255), 'the pictures are opaque');
    sum += Math.abs(a[i] - b[i]);
  }
  return sum / ((a.length / 4) * 3);
}

/** The largest difference of two pixels' channels. */
function distance(a, i, b, j) {
  return Math.max(Math.abs(a[i] - b[j]), Math.abs(a[i + 1] - b[j + 1]), Math.abs(a[i + 2] - b[j + 2]));
}

/** Whether a pixel of `a` is like neither the same pixel of `b` nor any of its neighbours. */
function isBad(a, b, width, height, x, y) {
  const at = (y * width + x) * 4;
  for (let ny = Math.max(y - 1, 0); ny <= Math.min(y + 1, height - 1); ny += 1) {
    for (let nx = Math.max(x - 1, 0); nx <= Math.min(x + 1, width - 1); nx += 1) {
      if (distance(a, at, b, (ny * width + nx) * 4) <= LEVELS) return false;
    }
  }
  return true;
}

/** How many percent of a picture's pixels are bad. */
function badPercent(a, b, [width, height]) {
  let bad = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) bad += isBad(a, b, width, height, x, y) ? 1 : 0;
  }
  return (bad * 100) / (width * height);
}

/** Makes our classes global, as a browser's are. */
function makeGlobal() {
  for (const [name, value] of Object.entries(api)) {
    if (typeof value === 'function' && /^[A-Z]/.test(name)) globalThis[name] = value;
  }
}

module.exports = { badPercent, makeGlobal, meanDifference, recordedScenes };
