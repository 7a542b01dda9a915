'use strict';

// https://html.spec.whatwg.org/multipage/imagebitmap-and-animations.html#imagedata

const { Buffer } = require('node:buffer');
const { types } = require('node:util');

const { checkFixed, dictionary, finishInterface } = require('./convert.js');
const { domException, tooFew } = require('./errors.js');
const { COLOR_SPACES, PIXEL_FORMATS, colorSpaceOf, halfArray, isHalfArray, pixelFormatOf } = require('./pixel-format.js');

// The most bytes one typed array may have on every Node we support.
const MAX_BYTES = 2 ** 32;
// Below it, zeroing costs less than the Buffer whose memory is not zeroed.
const UNZEROED_FROM = 2 ** 16;

/** The format an `ImageDataSettings` asks for; `wide` where it names no colour space. */
function formatOf(settings, wide = false) {
  const given = dictionary(settings, 'the settings');
  // In the order of their names, as Web IDL reads dictionaries.
  const space = colorSpaceOf(given.colorSpace, wide ? 1 : 0);
  return { wide: space === 1, deep: pixelFormatOf(given.pixelFormat) === 1 };
}

/** The kind of array for pixels of a size, and its length in bytes; an error where that is more than an array holds. */
function arrayFor(width, height, deep, tooLarge = (message) => new RangeError(message)) {
  const PixelArray = deep ? halfArray() : Uint8ClampedArray;
  const bytes = width * height * 4 * PixelArray.BYTES_PER_ELEMENT;
  if (bytes > MAX_BYTES) {
    const message = `image data of ${width}x${height} pixels takes ${bytes} bytes, at most ${MAX_BYTES} are possible`;
    throw tooLarge(message);
  }
  return { PixelArray, bytes };
}

/** Transparent black pixels of a size. */
function blankPixels(width, height, deep, tooLarge = undefined) {
  const { PixelArray } = arrayFor(width, height, deep, tooLarge);
  return new PixelArray(width * height * 4);
}

/** Pixels of a size with whatever is there in memory, for one who writes them all before anybody sees them. */
function pixelsToFill(width, height, deep) {
  const { PixelArray, bytes } = arrayFor(width, height, deep);
  return new PixelArray(bytes < UNZEROED_FROM ? width * height * 4 : Buffer.allocUnsafeSlow(bytes).buffer);
}

/** The constructor's error is another than that of a context's methods. */
const tooManyPixels = (message) => domException('IndexSizeError', message);

/** { data, width, height, format } of an ImageData, past whatever own properties it was given; undefined for anything else. */
let imageDataParts;

class ImageData {
  #data;
  #width;
  #height;
  #format;

  // new ImageData(sw, sh, settings) or new ImageData(data, sw, sh, settings)
  constructor(first, second, third = undefined, fourth = undefined) {
    if (arguments.length < 2) throw tooFew('ImageData', 2, arguments.length);
    if (types.isUint8ClampedArray(first) || isHalfArray(first)) this.#fromArray(first, second, third, fourth);
    else this.#fromSize(first, second, third);
  }

  #fromSize(sw, sh, settings) {
    // An array of another kind is a number that is none, as Web IDL takes it.
    const [width, height] = [sw >>> 0, sh >>> 0];
    this.#format = formatOf(settings);
    if (width === 0 || height === 0) throw domException('IndexSizeError', `ImageData: a size of ${width}x${height} has no pixels`);
    this.#data = blankPixels(width, height, this.#format.deep, tooManyPixels);
    this.#width = width;
    this.#height = height;
  }

  #fromArray(data, sw, sh, settings) {
    const isHalf = isHalfArray(data);
    checkFixed(data, 'the data');
    const width = sw >>> 0;
    const given = sh === undefined ? undefined : sh >>> 0;
    const format = formatOf(settings);
    if (format.deep !== isHalf) {
      const name = isHalf ? 'a Float16Array' : 'a Uint8ClampedArray';
      throw domException('InvalidStateError', `ImageData: ${name} does not hold pixels of the format '${PIXEL_FORMATS[Number(format.deep)]}'`);
    }
    const pixels = data.length / 4;
    if (pixels === 0 || !Number.isInteger(pixels)) {
      throw domException('InvalidStateError', `ImageData: ${data.length} values are not a whole number of pixels`);
    }
    const height = pixels / width;
    if (width === 0 || !Number.isInteger(height)) {
      throw domException('IndexSizeError', `ImageData: ${pixels} pixels do not make rows of ${width}`);
    }
    if (given !== undefined && given !== height) {
      throw domException('IndexSizeError', `ImageData: the data has ${height} rows of ${width}, not ${given}`);
    }
    this.#data = data;
    this.#width = width;
    this.#height = height;
    this.#format = format;
  }

  get width() {
    return this.#width;
  }

  get height() {
    return this.#height;
  }

  get data() {
    return this.#data;
  }

  get colorSpace() {
    return COLOR_SPACES[Number(this.#format.wide)];
  }

  get pixelFormat() {
    return PIXEL_FORMATS[Number(this.#format.deep)];
  }

  static {
    imageDataParts = (value) => {
      if (typeof value !== 'object' || value === null || !(#data in value)) return undefined;
      return { data: value.#data, width: value.#width, height: value.#height, format: value.#format };
    };
  }
}

finishInterface(ImageData);

/** `new ImageData(…)`, as a function. */
const createImageData = (...args) => new ImageData(...args);

const settingsOf = ({ deep, wide }) => ({ colorSpace: COLOR_SPACES[Number(wide)], pixelFormat: PIXEL_FORMATS[Number(deep)] });

module.exports = { ImageData, blankPixels, createImageData, formatOf, imageDataParts, pixelsToFill, settingsOf };
