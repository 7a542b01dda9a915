'use strict';

// A very small version of what a scene drew, to see that engines drew the same thing: an engine that
// leaves something out must not look fast.

const COLUMNS = 16;
const ROWS = 12;

/** Mean red, green and blue over white of each cell of a 16 by 12 grid. */
function thumbnail(ctx, width, height) {
  const { data } = ctx.getImageData(0, 0, width, height);
  const sums = new Float64Array(COLUMNS * ROWS * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const cell = (Math.floor((y * ROWS) / height) * COLUMNS + Math.floor((x * COLUMNS) / width)) * 3;
      const at = (y * width + x) * 4;
      const alpha = data[at + 3] / 255;
      for (let c = 0; c < 3; c += 1) sums[cell + c] += 255 + (data[at + c] - 255) * alpha;
    }
  }
  const pixels = (width * height) / (COLUMNS * ROWS);
  return Array.from(sums, (sum) => Math.round(sum / pixels));
}

/** The mean difference of two thumbnails, in levels of 255. */
function difference(a, b) {
  return a.reduce((sum, value, i) => sum + Math.abs(value - b[i]), 0) / a.length;
}

module.exports = { thumbnail, difference };
