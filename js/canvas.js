'use strict';

// https://html.spec.whatwg.org/multipage/canvas.html#the-canvas-element

const { native } = require('./binding.js');
const { createContext, flushContext, forgetContext, sources } = require('./context2d.js');
const { finishInterface, makeDisposable } = require('./convert.js');
const { controlOf, withDeadline } = require('./deadline.js');
const { dataUrlEncoding, encoding } = require('./encoding.js');
const { describe, domException, tooFew, wrongType } = require('./errors.js');
const { MAX_CANVAS_PIXELS, MAX_CANVAS_SIDE } = require('./limits.js');
const { colorSpaceOf, colorTypeOf } = require('./pixel-format.js');

const DEFAULT_WIDTH = 300;
const DEFAULT_HEIGHT = 150;

// What toDataURL gives where there is nothing to give.
const NO_DATA = 'data:,';

/** A size given to the constructor. */
function side(value, name) {
  const number = Math.trunc(Number(value)) + 0;
  if (!(number >= 0 && number <= MAX_CANVAS_SIDE)) {
    throw new RangeError(`the canvas's ${name} must be from 0 to ${MAX_CANVAS_SIDE}, got ${describe(value)}`);
  }
  return number;
}

/**
 * A size given to an attribute: a reflected `unsigned long`, whose values beyond the signed range mean
 * the default. https://html.spec.whatwg.org/multipage/common-dom-interfaces.html#reflect
 */
function reflected(value, initial, name) {
  const number = value >>> 0;
  return number > 0x7fffffff ? initial : side(number, name);
}

function checkArea(width, height) {
  if (width * height > MAX_CANVAS_PIXELS) {
    throw new RangeError(`a canvas of ${width}x${height} has ${width * height} pixels, at most ${MAX_CANVAS_PIXELS} are allowed`);
  }
}

/**
 * `CanvasRenderingContext2DSettings`, its enumerations as numbers. The standard takes a value that is no object
 * for none. https://html.spec.whatwg.org/multipage/canvas.html#canvasrenderingcontext2dsettings
 */
function contextAttributes(options) {
  const given = Object(options) === options ? options : {};
  // In the order of their names, as Web IDL reads dictionaries.
  const { alpha = true } = given;
  const colorSpace = colorSpaceOf(given.colorSpace);
  const colorType = colorTypeOf(given.colorType);
  const { desynchronized = false, textContrast = true, willReadFrequently = false } = given;
  return {
    alpha: Boolean(alpha),
    colorSpace,
    colorType,
    desynchronized: Boolean(desynchronized),
    textContrast: Boolean(textContrast),
    willReadFrequently: Boolean(willReadFrequently),
  };
}

class Canvas {
  #native;
  #width;
  #height;
  #context = null;
  // Its pixels are in Display P3.
  #wide = false;
  #disposed = false;

  constructor(width = DEFAULT_WIDTH, height = DEFAULT_HEIGHT) {
    const [w, h] = [side(width, 'width'), side(height, 'height')];
    checkArea(w, h);
    this.#native = new native.Canvas(w, h);
    this.#width = w;
    this.#height = h;
  }

  get width() {
    return this.#width;
  }

  set width(value) {
    this.#resize(reflected(value, DEFAULT_WIDTH, 'width'), this.#height);
  }

  get height() {
    return this.#height;
  }

  set height(value) {
    // Converted first, which may set the width.
    const height = reflected(value, DEFAULT_HEIGHT, 'height');
    this.#resize(this.#width, height);
  }

  #resize(width, height) {
    checkArea(width, height);
    if (this.#context !== null) forgetContext(this.#context);
    this.#native.resize(width, height);
    this.#width = width;
    this.#height = height;
  }

  getContext(contextId, options = undefined) {
    if (arguments.length < 1) throw tooFew('getContext', 1, arguments.length);
    const id = `${contextId}`;
    const attributes = contextAttributes(options);
    if (id !== '2d') return null;
    if (this.#context === null) {
      const { alpha, colorSpace, colorType } = attributes;
      if (!alpha || colorSpace !== 0 || colorType !== 0) this.#native.setAttributes(!alpha, colorType === 1, colorSpace === 1);
      if (!attributes.textContrast) this.#native.setTextContrast(false);
      this.#wide = colorSpace === 1;
      this.#context = createContext(this, this.#native, attributes);
    }
    return this.#context;
  }

  async encode(format = undefined, options = undefined) {
    const [kind, number] = encoding(format, options);
    const { signal, timeout } = controlOf(Object(options), 'encode');
    signal?.throwIfAborted();
    this.#flush();
    if (signal === undefined && timeout === undefined) return this.#native.encode(kind, number);
    const stop = new native.Stop();
    // As the canvas is now, whatever happens while this waits.
    const encoded = this.#native.encode(kind, number, stop);
    const work = (off) => {
      off.addEventListener('abort', () => stop.request());
      return encoded;
    };
    return withDeadline(work, { signals: [signal], timeout, late: `encoding took longer than ${timeout} ms` });
  }

  encodeSync(format = undefined, options = undefined) {
    const [kind, number] = encoding(format, options);
    this.#flush();
    return this.#native.encodeSync(kind, number);
  }

  toBuffer(format = undefined, options = undefined) {
    return this.encodeSync(format, options);
  }

  toDataURL(type = 'image/png', quality = undefined) {
    const { mime, encoding: [kind, number] } = dataUrlEncoding(type, quality);
    this.#flush();
    if (this.#width === 0 || this.#height === 0) return NO_DATA;
    try {
      return `data:${mime};base64,${this.#native.encodeSync(kind, number).toString('base64')}`;
    } catch (error) {
      // A picture that the format can't hold.
      if (error.name === 'EncodingError') return NO_DATA;
      throw error;
    }
  }

  toBlob(callback, type = 'image/png', quality = undefined) {
    if (arguments.length < 1) throw tooFew('toBlob', 1, arguments.length);
    if (typeof callback !== 'function') throw wrongType('toBlob: the callback', 'a function', callback);
    const { mime, encoding: [kind, number] } = dataUrlEncoding(type, quality);
    this.#flush();
    const isEmpty = this.#width === 0 || this.#height === 0;
    const encoded = isEmpty ? Promise.resolve(null) : this.#native.encode(kind, number);
    // In a task of its own, where what the callback throws is an uncaught exception, not a rejection.
    const give = (blob) => setImmediate(() => callback(blob));
    encoded.then(
      (bytes) => give(bytes && new Blob([bytes], { type: mime })),
      () => give(null),
    );
  }

  data() {
    this.#flush();
    const bytes = new Uint8ClampedArray(this.#width * this.#height * 4);
    if (bytes.length > 0) this.#native.readPixels([0, 0], this.#width, bytes, false, this.#wide);
    return Buffer.from(bytes.buffer);
  }

  dispose() {
    if (this.#context !== null) forgetContext(this.#context);
    this.#disposed = true;
    this.#native.dispose();
  }

  #flush() {
    if (this.#disposed) throw domException('InvalidStateError', 'the canvas has been disposed of');
    if (this.#context !== null) flushContext(this.#context);
  }

  static {
    sources.isCanvas = (value) => typeof value === 'object' && value !== null && #context in value;
    sources.canvas = (value) => {
      value.#flush();
      return [value.#native, value.#width, value.#height];
    };
  }
}

finishInterface(Canvas, 'HTMLCanvasElement');
makeDisposable(Canvas);

const createCanvas = (width, height) => new Canvas(width, height);

module.exports = { Canvas, createCanvas };
