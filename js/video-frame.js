'use strict';

// https://www.w3.org/TR/webcodecs/#videoframe-interface
//
// Of pictures, not of films: pixels are RGBA in sRGB, and what is made of another source or part is that part.

const { createCanvas, nativeOf } = require('./canvas.js');
const { sources } = require('./context2d.js');
const { bytesOf, dictionary, finishInterface, makeInspectable, sequence } = require('./convert.js');
const { domException, wrongType } = require('./errors.js');
const { DOMRectReadOnly } = require('./geometry/rect.js');
const { bitmapOf } = require('./image-bitmap.js');
const { ImageData } = require('./image-data.js');

const MAX_UNSIGNED_LONG = 0xffffffff;
const CONSTRUCT = Symbol('construct');

// Where red, green, blue and alpha are in a pixel; none where it has no alpha.
const FORMATS = { RGBA: [0, 1, 2, 3], RGBX: [0, 1, 2], BGRA: [2, 1, 0, 3], BGRX: [2, 1, 0] };
// Formats of films, which the standard knows too.
const PLANES = ['I420', 'I420A', 'I422', 'I422A', 'I444', 'I444A', 'NV12',
  ...['P10', 'AP10', 'P12', 'AP12'].flatMap((depth) => ['I420', 'I422', 'I444'].map((name) => `${name}${depth}`))];
const PIXEL_BYTES = 4;
const SRGB = { primaries: 'bt709', transfer: 'iec61966-2-1', matrix: 'rgb', fullRange: true };
const NO_SPACE = { primaries: null, transfer: null, matrix: null, fullRange: null };
// 8-bit sRGB.
const PLAIN = { wide: false, deep: false };

/** `[EnforceRange]` integers. */
function whole(value, what, least, most) {
  const number = Math.trunc(+value);
  if (!(number >= least && number <= most)) throw new TypeError(`VideoFrame: ${what} must be a whole number from ${least} to ${most}, got ${number}`);
  return number + 0;
}

const optional = (value, convert) => (value === undefined ? undefined : convert(value));

const timeOf = (value, what) => whole(value, what, -Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
const durationOf = (value) => whole(value, 'duration', 0, Number.MAX_SAFE_INTEGER);
const sideOf = (name) => (value) => whole(value, name, 0, MAX_UNSIGNED_LONG);

function formatOf(value) {
  const format = `${value}`;
  if (Object.hasOwn(FORMATS, format)) return format;
  const message = `VideoFrame: the format must be ${Object.keys(FORMATS).join(', ')}, got '${format.slice(0, 60)}'`;
  throw PLANES.includes(format) ? domException('NotSupportedError', message) : new TypeError(message);
}

/** A part of a picture; all of it where none is given. */
function rectOf(value, [width, height], what) {
  if (value === undefined) return { x: 0, y: 0, width, height };
  const { x = 0, y = 0, width: w = 0, height: h = 0 } = dictionary(value, what);
  const rect = { x: +x, y: +y, width: +w, height: +h };
  const isWhole = Object.values(rect).every((number) => Number.isInteger(number) && number >= 0);
  if (!isWhole || rect.width === 0 || rect.height === 0) throw new TypeError(`${what} must have whole numbers, and pixels`);
  if (rect.x + rect.width > width || rect.y + rect.height > height) {
    throw new TypeError(`${what} does not lie within ${width}x${height} pixels`);
  }
  return rect;
}

/** Both sides or none. */
function displayOf(given) {
  const height = optional(given.displayHeight, sideOf('displayHeight'));
  const width = optional(given.displayWidth, sideOf('displayWidth'));
  if ((width === undefined) !== (height === undefined)) throw new TypeError('VideoFrame: displayWidth and displayHeight are given together');
  if (width === 0 || height === 0) throw new TypeError('VideoFrame: displayWidth and displayHeight must not be 0');
  return width === undefined ? undefined : [width, height];
}

/** Where the one plane is in memory: `{ offset, stride }`. */
function layoutOf(value, [width, height], what) {
  const least = width * PIXEL_BYTES;
  if (value === undefined) return { offset: 0, stride: least, bytes: least * height };
  const planes = sequence(value, (plane) => {
    const { offset, stride } = dictionary(plane, `${what}: layout[0]`);
    return { offset: whole(offset, 'offset', 0, MAX_UNSIGNED_LONG), stride: whole(stride, 'stride', 0, MAX_UNSIGNED_LONG) };
  });
  if (planes === undefined) throw wrongType(`${what}: layout`, 'an array', value);
  if (planes.length !== 1) throw new TypeError(`${what}: layout must have 1 plane, got ${planes.length}`);
  const [{ offset, stride }] = planes;
  if (stride < least) throw new TypeError(`${what}: layout must have a stride of at least ${least}, got ${stride}`);
  return { offset, stride, bytes: offset + stride * height };
}

/** A bitmap of a part of something that can be drawn, in any size. */
function pictureOf(drawable, { x, y, width, height }, size = [width, height]) {
  const canvas = createCanvas(...size);
  const context = canvas.getContext('2d');
  context.globalCompositeOperation = 'copy';
  context.imageSmoothingEnabled = size[0] !== width || size[1] !== height;
  context.drawImage(drawable, x, y, width, height, 0, 0, ...size);
  return bitmapOf(nativeOf(canvas), size, PLAIN);
}

/** Moves rows of pixels from one order and place to others. Without alpha in one of them, they are opaque. */
function arrange([from, fromFormat, fromLayout], [to, toFormat, toLayout], [width, height]) {
  const [source, target] = [FORMATS[fromFormat], FORMATS[toFormat]];
  const isOpaque = source.length < 4 || target.length < 4;
  for (let y = 0; y < height; y++) {
    let i = fromLayout.offset + y * fromLayout.stride;
    let o = toLayout.offset + y * toLayout.stride;
    for (let x = 0; x < width; x++, i += PIXEL_BYTES, o += PIXEL_BYTES) {
      to[o + target[0]] = from[i + source[0]];
      to[o + target[1]] = from[i + source[1]];
      to[o + target[2]] = from[i + source[2]];
      to[o + 3] = isOpaque ? 255 : from[i + 3];
    }
  }
}

/** A bitmap of pixels in memory, and its format. */
function fromBytes(bytes, given) {
  const height = whole(given.codedHeight, 'codedHeight', 1, MAX_UNSIGNED_LONG);
  const width = whole(given.codedWidth, 'codedWidth', 1, MAX_UNSIGNED_LONG);
  const format = formatOf(given.format);
  const layout = layoutOf(given.layout, [width, height], 'VideoFrame');
  if (bytes.length < layout.bytes) throw new TypeError(`VideoFrame: the data must have at least ${layout.bytes} bytes, got ${bytes.length}`);
  // Its limits are checked first.
  const canvas = createCanvas(width, height);
  const pixels = new ImageData(width, height);
  const plain = { offset: 0, stride: width * PIXEL_BYTES };
  arrange([bytes, format, layout], [pixels.data, 'RGBA', plain], [width, height]);
  canvas.getContext('2d').putImageData(pixels, 0, 0);
  return [canvas, [width, height], format];
}

/** What can be drawn, and its size. */
function drawableOf(source) {
  if (sources.isCanvas(source) || sources.isBitmap(source)) {
    const width = source.displayWidth ?? source.width;
    const height = source.displayHeight ?? source.height;
    if (!width || !height) throw domException('InvalidStateError', 'VideoFrame: the source has no pixels');
    return [source, [width, height]];
  }
  if (!sources.isImage(source)) throw wrongType('VideoFrame: the source', 'an Image, a Canvas, an ImageBitmap, a VideoFrame or bytes', source);
  const { naturalWidth: width, naturalHeight: height, complete } = source;
  if (!complete || width === 0) throw domException('InvalidStateError', 'VideoFrame: the image has no picture');
  return [source, [width, height]];
}

/** The member `colorSpace`. */
class VideoColorSpace {
  #values;

  constructor(values) {
    this.#values = values;
  }

  get primaries() {
    return this.#values.primaries;
  }

  get transfer() {
    return this.#values.transfer;
  }

  get matrix() {
    return this.#values.matrix;
  }

  get fullRange() {
    return this.#values.fullRange;
  }

  toJSON() {
    return { ...this.#values };
  }
}

finishInterface(VideoColorSpace);

let frameOf;

class VideoFrame {
  // Null once it was closed.
  #bitmap;
  // The same in the size it is shown in, if that is another one.
  #scaled = null;
  #size;
  #display;
  #timestamp;
  #duration;
  #format;

  constructor(source, init = undefined, own = undefined) {
    const values = source === CONSTRUCT ? own : VideoFrame.#read(source, init);
    this.#bitmap = values.bitmap;
    this.#size = values.size;
    this.#display = values.display ?? values.size;
    this.#timestamp = values.timestamp;
    this.#duration = values.duration ?? null;
    this.#format = values.format;
  }

  static #read(source, init) {
    const given = dictionary(init, 'VideoFrame: the options');
    const bytes = bytesOf(source);
    const isFrame = sources.isFrame(source);
    const alpha = given.alpha === undefined ? 'keep' : `${given.alpha}`;
    if (alpha !== 'keep' && alpha !== 'discard') throw new TypeError(`VideoFrame: alpha must be 'keep' or 'discard', got '${alpha.slice(0, 60)}'`);
    const display = displayOf(given);
    const duration = optional(given.duration, durationOf) ?? (isFrame ? source.duration : null);
    const timestamp = optional(given.timestamp, (value) => timeOf(value, 'timestamp')) ?? (isFrame ? source.timestamp : undefined);
    if (timestamp === undefined) throw new TypeError('VideoFrame: timestamp must be given');
    const [drawable, whole, own = isFrame ? source.format : 'RGBA'] = bytes === undefined ? drawableOf(source) : fromBytes(bytes, given);
    const rect = rectOf(given.visibleRect, whole, 'VideoFrame: visibleRect');
    const picture = pictureOf(drawable, rect);
    // Its pixels are the picture's now.
    if (bytes !== undefined) drawable.dispose();
    const format = alpha === 'discard' ? own.replace('A', 'X') : own;
    return { bitmap: picture, size: [rect.width, rect.height], display, timestamp, duration, format };
  }

  get format() {
    return this.#bitmap === null ? null : this.#format;
  }

  get codedWidth() {
    return this.#bitmap === null ? 0 : this.#size[0];
  }

  get codedHeight() {
    return this.#bitmap === null ? 0 : this.#size[1];
  }

  get codedRect() {
    return this.#bitmap === null ? null : new DOMRectReadOnly(0, 0, ...this.#size);
  }

  get visibleRect() {
    return this.codedRect;
  }

  get displayWidth() {
    return this.#bitmap === null ? 0 : this.#display[0];
  }

  get displayHeight() {
    return this.#bitmap === null ? 0 : this.#display[1];
  }

  get rotation() {
    return 0;
  }

  get flip() {
    return false;
  }

  get timestamp() {
    return this.#timestamp;
  }

  get duration() {
    return this.#duration;
  }

  get colorSpace() {
    return new VideoColorSpace(this.#bitmap === null ? NO_SPACE : SRGB);
  }

  metadata() {
    this.#open('metadata');
    return {};
  }

  allocationSize(options = undefined) {
    this.#open('allocationSize');
    return this.#wanted(options, 'allocationSize').layout.bytes;
  }

  async copyTo(destination, options = undefined) {
    const bitmap = this.#open('copyTo');
    const { rect, format, layout } = this.#wanted(options, 'copyTo');
    const bytes = ArrayBuffer.isView(destination)
      ? new Uint8Array(destination.buffer, destination.byteOffset, destination.byteLength)
      : new Uint8Array(checkedBuffer(destination));
    if (bytes.length < layout.bytes) throw new TypeError(`copyTo: the destination must have at least ${layout.bytes} bytes, got ${bytes.length}`);
    const pixels = pixelsOf(bitmap, rect);
    const plain = { offset: 0, stride: rect.width * PIXEL_BYTES };
    // A frame without alpha shows what lies on black.
    const own = FORMATS[this.#format].length < 4 ? 'RGBX' : 'RGBA';
    arrange([pixels, own, plain], [bytes, format, layout], [rect.width, rect.height]);
    return [{ offset: layout.offset, stride: layout.stride }];
  }

  clone() {
    const bitmap = pictureOf(this.#open('clone'), { x: 0, y: 0, width: this.#size[0], height: this.#size[1] });
    return frameOf({
      bitmap,
      size: this.#size,
      display: this.#display,
      timestamp: this.#timestamp,
      duration: this.#duration,
      format: this.#format,
    });
  }

  close() {
    this.#bitmap?.close();
    this.#scaled?.close();
    this.#bitmap = null;
    this.#scaled = null;
  }

  #open(method) {
    if (this.#bitmap === null) throw domException('InvalidStateError', `${method}: the frame has been closed`);
    return this.#bitmap;
  }

  #wanted(options, method) {
    const given = dictionary(options, `${method}: the options`);
    const rect = rectOf(given.rect, this.#size, `${method}: rect`);
    const format = optional(given.format, formatOf) ?? this.#format;
    return { rect, format, layout: layoutOf(given.layout, [rect.width, rect.height], method) };
  }

  /** The bitmap in the size it is shown in. */
  #shown(method) {
    const bitmap = this.#open(method);
    const [width, height] = this.#size;
    if (this.#display[0] === width && this.#display[1] === height) return bitmap;
    this.#scaled ??= pictureOf(bitmap, { x: 0, y: 0, width, height }, this.#display);
    return this.#scaled;
  }

  static {
    frameOf = (values) => new VideoFrame(CONSTRUCT, undefined, values);
    const { isBitmap, bitmap, bitmapFormat } = sources;
    sources.isFrame = (value) => typeof value === 'object' && value !== null && #bitmap in value;
    // It is drawn as a bitmap is.
    sources.isBitmap = (value) => isBitmap(value) || sources.isFrame(value);
    sources.bitmap = (value, method) => bitmap(sources.isFrame(value) ? value.#shown(method) : value, method);
    sources.bitmapFormat = (value) => (sources.isFrame(value) ? PLAIN : bitmapFormat(value));
  }
}

function checkedBuffer(value) {
  if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) return value;
  throw wrongType('copyTo: the destination', 'an ArrayBuffer or a view of one', value);
}

/** A part of a bitmap as RGBA, not premultiplied. */
function pixelsOf(bitmap, rect) {
  const part = createCanvas(rect.width, rect.height);
  try {
    const context = part.getContext('2d');
    context.drawImage(bitmap, -rect.x, -rect.y);
    return context.getImageData(0, 0, rect.width, rect.height).data;
  } finally {
    part.dispose();
  }
}

finishInterface(VideoFrame);
makeInspectable(VideoFrame, ['format', 'timestamp', 'duration', 'codedWidth', 'codedHeight', 'displayWidth', 'displayHeight']);
if (Symbol.dispose) Object.defineProperty(VideoFrame.prototype, Symbol.dispose, { value: VideoFrame.prototype.close, writable: true, configurable: true });

module.exports = { VideoFrame, frameOf };
