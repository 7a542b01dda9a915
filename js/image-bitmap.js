'use strict';

// https://html.spec.whatwg.org/multipage/imagebitmap-and-animations.html#imagebitmap

const { native } = require('./binding.js');
const { sources } = require('./context2d.js');
const { bytesOf, dictionary, finishInterface, makeDisposable, makeInspectable } = require('./convert.js');
const { describe, domException, wrongType } = require('./errors.js');
const { checkArea, side } = require('./canvas-size.js');
const { COLOR_SPACES, COLOR_TYPES, colorSpaceOf, colorTypeOf } = require('./pixel-format.js');

const CONSTRUCT = Symbol('construct');

/** The member of a message that says what it is, and in which form. */
const MESSAGE = 'scope-canvas-bitmap-1';

/** An ImageBitmap of a native canvas, which is nobody else's from then on. */
let bitmapOf;

class ImageBitmap {
  // Null once it was closed.
  #native;
  #width;
  #height;
  // { wide, deep } of the pixels.
  #format;

  constructor(token = undefined, source = undefined, size = undefined, format = undefined) {
    if (token !== CONSTRUCT) throw new TypeError('Illegal constructor');
    const [width, height] = size;
    this.#native = source;
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

  close() {
    this.#native?.dispose();
    this.#native = null;
    this.#width = 0;
    this.#height = 0;
  }

  dispose() {
    this.close();
  }

  // For other threads, as no native object can be posted to them.
  toMessage(options = undefined) {
    const { shared = false } = dictionary(options, 'toMessage: the options');
    const own = this.#source('toMessage');
    const { wide, deep } = this.#format;
    const bytes = this.#width * this.#height * (deep ? 8 : 4);
    const pixels = shared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes);
    // Native code writes to memory that no other thread has.
    const target = shared ? new Uint8ClampedArray(bytes) : new Uint8ClampedArray(pixels);
    own.readStored(target);
    if (shared) new Uint8ClampedArray(pixels).set(target);
    const { width, height } = this;
    return { kind: MESSAGE, width, height, colorSpace: COLOR_SPACES[Number(wide)], colorType: COLOR_TYPES[Number(deep)], pixels };
  }

  static fromMessage(message) {
    const { kind, width, height, colorSpace, colorType, pixels } = Object(message);
    if (kind !== MESSAGE) throw wrongType('fromMessage: the message', 'what toMessage() gave', message);
    const size = [side(width, 'width', 'bitmap'), side(height, 'height', 'bitmap')];
    checkArea(...size);
    const format = { wide: colorSpaceOf(colorSpace) === 1, deep: colorTypeOf(colorType) === 1 };
    const wanted = size[0] * size[1] * (format.deep ? 8 : 4);
    const { byteLength } = Object(pixels);
    if (byteLength !== wanted) {
      throw new RangeError(`fromMessage: pixels must have ${wanted} bytes for a bitmap of ${size.join('x')}, got ${describe(byteLength)}`);
    }
    // A copy where another thread could write to it.
    const stored = bytesOf(pixels);
    if (stored === undefined) throw wrongType('fromMessage: pixels', 'an ArrayBuffer or a SharedArrayBuffer', pixels);
    const own = new native.Canvas(...size);
    own.setAttributes(false, format.deep, format.wide);
    own.writeStored(stored);
    return bitmapOf(own, size, format);
  }

  #source(method) {
    if (this.#native === null) throw domException('InvalidStateError', `${method}: the bitmap has been closed`);
    return this.#native;
  }

  static {
    bitmapOf = (own, size, format) => new ImageBitmap(CONSTRUCT, own, size, format);
    sources.isBitmap = (value) => typeof value === 'object' && value !== null && #native in value;
    sources.bitmap = (value, method) => [value.#source(method), value.#width, value.#height];
    sources.bitmapFormat = (value) => value.#format;
  }
}

finishInterface(ImageBitmap);
makeDisposable(ImageBitmap);
makeInspectable(ImageBitmap, ['width', 'height']);

module.exports = { ImageBitmap, bitmapOf };
