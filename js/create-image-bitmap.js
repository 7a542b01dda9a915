'use strict';

// https://html.spec.whatwg.org/multipage/imagebitmap-and-animations.html#dom-createimagebitmap

const { native } = require('./binding.js');
const { createCanvas, nativeOf } = require('./canvas.js');
const { sources } = require('./context2d.js');
const { bytesOf, dictionary } = require('./convert.js');
const { controlOf, withDeadline } = require('./deadline.js');
const { domException, wrongType } = require('./errors.js');
const { bitmapOf } = require('./image-bitmap.js');
const { imageDataParts } = require('./image-data.js');
const { loadPicture } = require('./load-image.js');
const { COLOR_SPACES, COLOR_TYPES } = require('./pixel-format.js');
const { checkRoom, enqueue } = require('./queue.js');

const MAX_UNSIGNED_LONG = 0xffffffff;

const ENUMS = {
  colorSpaceConversion: ['none', 'default'],
  // The last is what `from-image` was called before.
  imageOrientation: ['from-image', 'flipY', 'none'],
  premultiplyAlpha: ['none', 'premultiply', 'default'],
  resizeQuality: ['pixelated', 'low', 'medium', 'high'],
};

const invalid = (message) => domException('InvalidStateError', `createImageBitmap: ${message}`);

function enumerated(value, name) {
  if (value === undefined) return undefined;
  const given = `${value}`;
  if (!ENUMS[name].includes(given)) {
    throw new TypeError(`createImageBitmap: ${name} must be one of ${ENUMS[name].join(', ')}, got '${given.slice(0, 60)}'`);
  }
  return given;
}

/** `[EnforceRange] unsigned long`, and no bitmap is 0 wide or high. */
function resized(value, name) {
  if (value === undefined) return undefined;
  const number = Math.trunc(+value);
  if (!(number >= 0 && number <= MAX_UNSIGNED_LONG)) throw new TypeError(`createImageBitmap: ${name} must be a whole number from 0, got ${number}`);
  if (number === 0) throw invalid(`${name} is 0`);
  return number;
}

function optionsOf(value) {
  const given = dictionary(value, 'createImageBitmap: the options');
  // In the order of their names, as Web IDL reads dictionaries.
  const ignoresProfile = enumerated(given.colorSpaceConversion, 'colorSpaceConversion') === 'none';
  const flipped = enumerated(given.imageOrientation, 'imageOrientation') === 'flipY';
  // Pixels are premultiplied in any case, so this changes nothing.
  enumerated(given.premultiplyAlpha, 'premultiplyAlpha');
  const height = resized(given.resizeHeight, 'resizeHeight');
  const quality = enumerated(given.resizeQuality, 'resizeQuality') ?? 'low';
  const width = resized(given.resizeWidth, 'resizeWidth');
  return { flipped, height, ignoresProfile, quality, width, ...controlOf(given, 'createImageBitmap') };
}

/** The rectangle that is wanted, with positive sides; undefined for all. */
function cropOf(args) {
  if (args.length < 4) return undefined;
  const [sx, sy, sw, sh] = args.map((value) => +value | 0);
  if (sw === 0 || sh === 0) throw new RangeError(`createImageBitmap: the ${sw === 0 ? 'width' : 'height'} of the source rectangle is 0`);
  return { x: Math.min(sx, sx + sw), y: Math.min(sy, sy + sh), width: Math.abs(sw), height: Math.abs(sh) };
}

const format = (colorSpace, colorType) => ({ wide: colorSpace === 'display-p3', deep: colorType === 'float16' });
const PLAIN = format();

/** What is drawn of a source that is there, `[drawable, width, height, format]`; undefined for what is none. */
function drawableOf(value) {
  if (sources.isCanvas(value)) {
    const { width, height } = value;
    if (width === 0 || height === 0) throw invalid('the canvas has no pixels');
    const { colorSpace, colorType } = value.getContext('2d').getContextAttributes();
    return [value, width, height, format(colorSpace, colorType)];
  }
  if (sources.isBitmap(value)) {
    const [, width, height] = sources.bitmap(value, 'createImageBitmap');
    return [value, width, height, sources.bitmapFormat(value)];
  }
  const data = imageDataParts(value);
  if (data === undefined) return undefined;
  if (data.data.length === 0) throw invalid("the data's buffer is detached");
  return [canvasOf(value, data), data.width, data.height, data.format];
}

const newCanvas = (width, height, { wide, deep }) => {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d', { colorSpace: COLOR_SPACES[Number(wide)], colorType: COLOR_TYPES[Number(deep)] });
  return [canvas, context];
};

function canvasOf(imageData, { width, height, format: own }) {
  const [canvas, context] = newCanvas(width, height, own);
  context.putImageData(imageData, 0, 0);
  return canvas;
}

/** The sides of the result: what is left out keeps the shape. */
function outputSize({ width, height }, wanted) {
  if (wanted.width === undefined && wanted.height === undefined) return [width, height];
  return [
    wanted.width ?? Math.ceil((width * wanted.height) / height),
    wanted.height ?? Math.ceil((height * wanted.width) / width),
  ];
}

/** Records the part of a picture in the wanted size; what is outside of the picture is transparent. */
function recorded([drawable, width, height, own], crop, options) {
  const from = crop ?? { x: 0, y: 0, width, height };
  const [outWidth, outHeight] = outputSize(from, options);
  const [canvas, context] = newCanvas(outWidth, outHeight, own);
  const isResized = outWidth !== from.width || outHeight !== from.height;
  context.imageSmoothingEnabled = isResized && options.quality !== 'pixelated';
  context.imageSmoothingQuality = options.quality === 'pixelated' ? 'low' : options.quality;
  if (options.flipped) context.setTransform(1, 0, 0, -1, 0, outHeight);
  context.drawImage(drawable, from.x, from.y, from.width, from.height, 0, 0, outWidth, outHeight);
  return [nativeOf(canvas), [outWidth, outHeight], own];
}

/** Whether all of a picture is wanted as it is. */
const isWhole = (crop, { flipped, width, height }) => crop === undefined && !flipped && width === undefined && height === undefined;

/** What a decoded image gives, and nothing is copied of. */
function shared(image) {
  const [source, width, height] = sources.image(image);
  const own = new native.Canvas(width, height);
  own.showImage(source);
  return [own, [width, height], PLAIN];
}

/** The bitmap of a decoded image. */
function fromImage(image, crop, options) {
  const { naturalWidth: width, naturalHeight: height } = image;
  if (!image.complete || width === 0 || height === 0) throw invalid('the image has no picture');
  return isWhole(crop, options) ? shared(image) : recorded([image, width, height, PLAIN], crop, options);
}

/** An image whose bytes are there is waited for; one without, or that is still being read, is not usable. */
async function decoded(image) {
  if (sources.image(image) === null) throw invalid('the image is not usable');
  try {
    await image.decode();
  } catch (error) {
    throw invalid(error.message);
  }
}

async function loaded(source, { ignoresProfile, priority }, off) {
  try {
    return await loadPicture(source, { ignoresProfile, priority, signal: off });
  } catch (error) {
    if (error.code === 'ERR_LIMIT' || off?.aborted) throw error;
    throw invalid(`the source could not be decoded: ${error.message}`);
  }
}

/** Runs the drawing on a worker, so that the promise is of pixels that are there. */
async function drawn([own, size, pixels], { priority }, off) {
  const task = own.draw();
  if (task !== null) {
    const entry = enqueue(task, { owner: task, priority, about: { kind: 'draw' } });
    off?.addEventListener('abort', () => entry.cancel(off.reason));
    await entry.promise;
  }
  return bitmapOf(own, size, pixels);
}

/** The bitmap of a source that has to be waited for; `off`, where there is one, calls it off. */
async function fromLater(source, crop, options, off) {
  if (sources.isImage(source)) {
    await decoded(source);
    off?.throwIfAborted();
    return drawn(fromImage(source, crop, options), options, off);
  }
  const image = await loaded(source, options, off);
  try {
    off?.throwIfAborted();
    return await drawn(fromImage(image, crop, options), options, off);
  } finally {
    image.dispose();
  }
}

// createImageBitmap(source, options) or (source, sx, sy, sw, sh, options)
async function createImageBitmap(source, ...more) {
  const count = arguments.length;
  if (count < 1 || count === 3 || count === 4) throw new TypeError(`createImageBitmap takes 1, 2, 5 or 6 arguments, got ${count}`);
  const isCropped = count > 4;
  const crop = cropOf(isCropped ? more.slice(0, 4) : []);
  const options = optionsOf(isCropped ? more[4] : more[0]);
  const { signal, timeout } = options;
  signal?.throwIfAborted();
  checkRoom();
  const drawable = drawableOf(source);
  if (drawable === undefined && !sources.isImage(source) && !(source instanceof Blob) && bytesOf(source) === undefined) {
    const kinds = 'an Image, Canvas, ImageBitmap, ImageData, Blob, Buffer or typed array';
    throw wrongType('createImageBitmap: the source', kinds, source);
  }
  // As the source is now.
  const now = drawable && recorded(drawable, crop, options);
  const work = (off) => (now === undefined ? fromLater(source, crop, options, off) : drawn(now, options, off));
  if (signal === undefined && timeout === undefined) return work();
  return withDeadline(work, { signals: [signal], timeout, late: `createImageBitmap took longer than ${timeout} ms` });
}

module.exports = { createImageBitmap };
