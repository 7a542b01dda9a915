'use strict';

// How large canvases and bitmaps may be.

const { describe, limitError } = require('./errors.js');
const { MAX_CANVAS_SIDE, limits } = require('./limits.js');

/** A size given to a constructor. */
function side(value, name, what = 'canvas') {
  const number = Math.trunc(+value) + 0;
  if (!(number >= 0 && number <= MAX_CANVAS_SIDE)) {
    throw new RangeError(`the ${what}'s ${name} must be from 0 to ${MAX_CANVAS_SIDE}, got ${describe(value)}`);
  }
  return number;
}

function checkArea(width, height) {
  const [pixels, { maxCanvasPixels: allowed }] = [width * height, limits];
  if (pixels <= allowed) return;
  const message = `a canvas of ${width}x${height} has ${pixels} pixels, the limit maxCanvasPixels allows ${allowed}`;
  throw limitError(message, 'maxCanvasPixels', pixels, allowed);
}

module.exports = { checkArea, side };
