'use strict';

// https://html.spec.whatwg.org/multipage/canvas.html#the-offscreencanvas-interface
//
// It is a Canvas too, with all of its ways to a file, which the standard's is not.

const { native } = require('./binding.js');
const { Canvas, OFFSCREEN, encodedBytes, hasContext, nativeOf } = require('./canvas.js');
const { finishInterface, dictionary } = require('./convert.js');
const { controlOf } = require('./deadline.js');
const { dataUrlEncoding } = require('./encoding.js');
const { describe, domException, tooFew } = require('./errors.js');
const { bitmapOf } = require('./image-bitmap.js');

// What a getContext() of the standard's knows, of which only the first is there.
const CONTEXTS = ['2d', 'bitmaprenderer', 'webgl', 'webgl2', 'webgpu'];

/** `[EnforceRange] unsigned long long` */
function size(value, name) {
  const number = Math.trunc(+value);
  if (number >= 0 && number <= Number.MAX_SAFE_INTEGER) return number;
  throw new TypeError(`OffscreenCanvas: the ${name} must be a whole number from 0, got ${describe(number)}`);
}

class OffscreenCanvas extends Canvas {
  constructor(width, height) {
    if (arguments.length < 2) throw tooFew('OffscreenCanvas', 2, arguments.length);
    super(size(width, 'width'), size(height, 'height'), OFFSCREEN);
  }

  get width() {
    return super.width;
  }

  set width(value) {
    super.width = size(value, 'width');
  }

  get height() {
    return super.height;
  }

  set height(value) {
    super.height = size(value, 'height');
  }

  getContext(contextId, options = undefined) {
    if (arguments.length < 1) throw tooFew('getContext', 1, arguments.length);
    const id = `${contextId}`;
    if (!CONTEXTS.includes(id)) {
      throw new TypeError(`getContext: the context must be one of ${CONTEXTS.join(', ')}, got '${id.slice(0, 60)}'`);
    }
    return super.getContext(id, options);
  }

  transferToImageBitmap() {
    const own = nativeOf(this);
    if (!hasContext(this)) throw domException('InvalidStateError', 'transferToImageBitmap: the canvas has no context');
    const { width, height } = this;
    if (width === 0 || height === 0) throw domException('InvalidStateError', 'transferToImageBitmap: the canvas has no pixels');
    const { colorSpace, colorType } = this.getContext('2d').getContextAttributes();
    const bitmap = new native.Canvas(width, height);
    bitmap.takeOver(own);
    return bitmapOf(bitmap, [width, height], { wide: colorSpace === 'display-p3', deep: colorType === 'float16' });
  }

  async convertToBlob(options = undefined) {
    const given = dictionary(options, 'convertToBlob: the options');
    const { type = 'image/png' } = given;
    const { mime, settings } = dataUrlEncoding(type, given);
    const control = controlOf(given, 'convertToBlob');
    if (!hasContext(this)) throw domException('InvalidStateError', 'convertToBlob: the canvas has no context');
    return new Blob([await encodedBytes(this, settings, control)], { type: mime });
  }
}

finishInterface(OffscreenCanvas);

module.exports = { OffscreenCanvas };
