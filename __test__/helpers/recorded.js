'use strict';

// Scenes as we draw them, beside the pictures of them that Chromium drew and `browser/record.js` keeps.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { createCanvas, loadImage } = require('../../index.js');

/** @param group { SIDE, names, draw } of a file of scenes; @param pictures the folder of its pictures */
function recordedScenes({ SIDE, names, draw }, pictures) {
  const pixelsOf = (ctx) => ctx.getImageData(0, 0, SIDE, SIDE).data;

  return {
    /** Chromium's pixels of a scene. */
    async theirs(name) {
      const image = await loadImage(fs.readFileSync(path.join(pictures, `${name}.png`)));
      assert.deepEqual([image.naturalWidth, image.naturalHeight], [SIDE, SIDE]);
      const ctx = createCanvas(SIDE, SIDE).getContext('2d');
      ctx.drawImage(image, 0, 0);
      return pixelsOf(ctx);
    },

    /** Ours. */
    ours(name) {
      const ctx = createCanvas(SIDE, SIDE).getContext('2d');
      draw(ctx, name, createCanvas);
      return pixelsOf(ctx);
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

module.exports = { meanDifference, recordedScenes };
