'use strict';

// https://html.spec.whatwg.org/multipage/imagebitmap-and-animations.html#imagedata

const { types } = require('node:util');

const { finishInterface, optionsOf } = require('./convert.js');
const { domException, tooFew, wrongType } = require('./errors.js');

// The most bytes one Uint8ClampedArray may have on every Node we support.
const MAX_BYTES = 2 ** 32;

function checkColorSpace(settings) {
  const { colorSpace = 'srgb' } = optionsOf(settings, 'the settings');
  if (`${colorSpace}` !== 'srgb') throw new TypeError(`colorSpace must be 'srgb', got '${`${colorSpace}`.slice(0, 60)}'`);
}

/** Transparent black pixels of a size; a RangeError where that is more than an array holds. */
function blankPixels(width, height) {
  const bytes = width * height * 4;
  if (bytes > MAX_BYTES) {
    throw new RangeError(`image data of ${width}x${height} pixels takes ${bytes} bytes, at most ${MAX_BYTES} are possible`);
  }
  return new Uint8ClampedArray(bytes);
}

/** { data, width, height } of an ImageData, past whatever own properties it was given; undefined for anything else. */
let imageDataParts;

class ImageData {
  #data;
  #width;
  #height;

  // new ImageData(sw, sh, settings) or new ImageData(data, sw, sh, settings)
  constructor(first, second, third, fourth) {
    if (arguments.length < 2) throw tooFew('ImageData', 2, arguments.length);
    if (typeof first === 'object' && first !== null) this.#fromArray(first, second, third, fourth);
    else this.#fromSize(first, second, third);
  }

  #fromSize(sw, sh, settings) {
    const [width, height] = [sw >>> 0, sh >>> 0];
    checkColorSpace(settings);
    if (width === 0 || height === 0) throw domException('IndexSizeError', `ImageData: a size of ${width}x${height} has no pixels`);
    this.#data = blankPixels(width, height);
    this.#width = width;
    this.#height = height;
  }

  #fromArray(data, sw, sh, settings) {
    if (!(data instanceof Uint8ClampedArray)) throw wrongType('the data', 'a Uint8ClampedArray', data);
    // Another thread could write while native code reads; Web IDL refuses it too.
    if (types.isSharedArrayBuffer(data.buffer)) throw new TypeError('the data must not be shared memory');
    const width = sw >>> 0;
    const given = sh === undefined ? undefined : sh >>> 0;
    checkColorSpace(settings);
    const pixels = data.length / 4;
    if (pixels === 0 || !Number.isInteger(pixels)) {
      throw domException('InvalidStateError', `ImageData: ${data.length} bytes are not a whole number of pixels`);
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
    // Reading the field is what refuses objects that are no ImageData.
    return this.#data && 'srgb';
  }

  static {
    imageDataParts = (value) => {
      if (typeof value !== 'object' || value === null || !(#data in value)) return undefined;
      return { data: value.#data, width: value.#width, height: value.#height };
    };
  }
}

finishInterface(ImageData);

module.exports = { ImageData, blankPixels, checkColorSpace, imageDataParts };
