'use strict';

// Canvases of other packages, which are read by their getImageData().

const { createCanvas, nativeOf } = require('./canvas.js');
const { sources } = require('./context2d.js');
const { isObject } = require('./convert.js');
const { wrongType } = require('./errors.js');
const { ImageData } = require('./image-data.js');

/** What such a canvas shows now, as [native canvas, width, height]. */
function picture(source, method) {
  const { width, height } = source;
  const { data } = Object(Object(source.getContext('2d')).getImageData?.(0, 0, width, height));
  if (!ArrayBuffer.isView(data)) throw wrongType(`${method}: the source`, 'a canvas that gives image data', source);
  const canvas = createCanvas(width, height);
  canvas.getContext('2d').putImageData(new ImageData(Uint8ClampedArray.from(data), width, height), 0, 0);
  return [nativeOf(canvas), width, height];
}

sources.isForeign = (value) => isObject(value) && typeof value.getContext === 'function';
sources.foreign = picture;
