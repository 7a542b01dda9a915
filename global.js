'use strict';

// `require('@scope/canvas/global')`: the names that a page has, on globalThis, for libraries that look for them there.
// What is there already stays.

const canvas = require('./index.js');

const NAMES = [
  'CanvasGradient',
  'CanvasPattern',
  'CanvasRenderingContext2D',
  'DOMMatrix',
  'DOMMatrixReadOnly',
  'DOMPoint',
  'DOMPointReadOnly',
  'DOMQuad',
  'DOMRect',
  'DOMRectReadOnly',
  'FontFace',
  'FontFaceSet',
  'Image',
  'ImageBitmap',
  'ImageData',
  'ImageDecoder',
  'ImageTrack',
  'ImageTrackList',
  'OffscreenCanvas',
  'OffscreenCanvasRenderingContext2D',
  'Path2D',
  'TextMetrics',
  'VideoFrame',
  'createImageBitmap',
];

for (const name of NAMES) {
  if (name in globalThis) continue;
  // As the globals of a page: not enumerable, and to be replaced.
  Object.defineProperty(globalThis, name, { value: canvas[name], writable: true, configurable: true });
}

// Named ES module imports are found by reading this: keep it so.
module.exports = require('./index.js');
