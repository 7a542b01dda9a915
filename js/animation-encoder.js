'use strict';

// Animations, frame by frame. Each frame is encoded by a worker while the next one is drawn.

const { native } = require('./binding.js');
const { createCanvas } = require('./canvas.js');
const { checkArea } = require('./canvas-size.js');
const { sources } = require('./context2d.js');
const { bytesOf, dictionary, finishInterface, makeDisposable, makeInspectable } = require('./convert.js');
const { encoding, whole, within } = require('./encoding.js');
const { domException, limitError, wrongType } = require('./errors.js');
const { GivenReadable, give } = require('./given-readable.js');
const { ImageData } = require('./image-data.js');
const { limits } = require('./limits.js');
const { calledOff, checkRoom, enqueue, priorityOf } = require('./queue.js');

/** Those that hold animations, by their media types, and what a side may have. */
const TYPES = { 'image/gif': 65_535, 'image/png': 65_535, 'image/apng': 65_535, 'image/webp': 16_383 };
// What all of them have room for.
const MOST_SIDE = 65_535;
const MOST_REPEATS = 65_535;
const MOST_DELAY = 655_350;

/** What GifEncoder tells the class that it is one of. */
const GIF = Symbol('GIF');
const GIF_ENCODER = { name: 'GifEncoder', type: 'image/gif' };

/** What becomes of a frame when its time is over. */
const GifDisposal = Object.freeze({ Keep: 0, Background: 1, Previous: 2 });

/** Names as in CSS and in tools for GIFs. */
const DISPOSALS = { keep: 0, none: 0, background: 1, previous: 2 };

function disposalOf(value) {
  if (value === undefined) return undefined;
  const number = typeof value === 'string' ? DISPOSALS[value] : value;
  if (Object.values(GifDisposal).includes(number)) return number;
  throw wrongType('addFrame: disposal', "a GifDisposal, or 'keep', 'background' or 'previous'", value);
}

function typeOf(value = 'image/png') {
  const type = `${value}`.toLowerCase();
  if (Object.hasOwn(TYPES, type)) return type;
  throw new TypeError(`AnimationEncoder: type must be ${Object.keys(TYPES).join(', ')}, got '${type.slice(0, 60)}'`);
}

/** Undefined for ever. */
function repeatsOf({ repeat = 0 }, name) {
  whole(`${name}: repeat`, repeat, -1, MOST_REPEATS);
  return repeat === 0 ? undefined : Math.max(repeat, 0);
}

/** What native code is told; `name` is the class's. */
function animationSettings([width, height], options, { name, type, streams = false }) {
  const given = dictionary(options, `${name}: the options`);
  const own = type ?? typeOf(given.type);
  const settings = {
    width: whole(`${name}: the width`, width, 1, TYPES[own]),
    height: whole(`${name}: the height`, height, 1, TYPES[own]),
    repeats: repeatsOf(given, name),
    globalPalette: Boolean(given.globalPalette),
    streams,
  };
  checkArea(width, height);
  // A background is under no animation.
  settings.file = { ...encoding(own === 'image/apng' ? 'image/png' : own, given), background: undefined };
  return settings;
}

/** A canvas that shows straight RGBA pixels. */
function canvasOf(pixels, width, height) {
  const sides = [whole('addFrame: the width', width, 1, MOST_SIDE), whole('addFrame: the height', height, 1, MOST_SIDE)];
  const expected = width * height * 4;
  if (pixels.length !== expected) {
    throw new RangeError(`addFrame: a frame of ${width}x${height} has ${expected} bytes, got ${pixels.length}`);
  }
  return shown(new ImageData(new Uint8ClampedArray(pixels), ...sides));
}

function shown(imageData) {
  const canvas = createCanvas(imageData.width, imageData.height);
  canvas.getContext('2d').putImageData(imageData, 0, 0);
  return canvas;
}

/** { source, options, own }: a native canvas, which is ours or somebody else's. */
function frameOf(args) {
  const [first, second] = args;
  if (sources.isCanvas(first)) return { source: sources.canvas(first), options: second };
  if (sources.isBitmap(first)) return { source: sources.bitmap(first, 'addFrame'), options: second };
  const isImageData = first instanceof ImageData;
  const pixels = isImageData ? undefined : bytesOf(first);
  if (!isImageData && pixels === undefined) {
    throw wrongType('addFrame: the frame', 'a Canvas, an ImageBitmap, an ImageData, or RGBA bytes with a width and a height', first);
  }
  const own = isImageData ? shown(first) : canvasOf(pixels, second, args[2]);
  return { source: sources.canvas(own), options: isImageData ? second : args[3], own };
}

/** Adds frames to a native encoder, in order. */
class Frames {
  #settings;
  #native;
  #count = 0;
  #turns = {};
  #entries = new Set();

  constructor(settings) {
    this.#settings = settings;
    this.#native = new native.AnimationEncoder(settings);
  }

  get count() {
    return this.#count;
  }

  /** The promise of what the frame adds to the file; null where nothing is handed over. */
  add(args) {
    const { source: [canvas, width, height], options, own } = frameOf(args);
    try {
      const given = dictionary(options, 'addFrame: the options');
      const { delay = 100, left = 0, top = 0 } = given;
      const settings = {
        delay: within('addFrame: delay', delay, 0, MOST_DELAY),
        left: whole('addFrame: left', left, 0, MOST_SIDE),
        top: whole('addFrame: top', top, 0, MOST_SIDE),
        disposal: disposalOf(given.disposal),
      };
      const priority = priorityOf(given.priority, 'addFrame');
      this.#check(width, height, settings);
      const promise = this.#enqueue(this.#native.add(canvas, settings), priority);
      this.#count++;
      return promise;
    } finally {
      // Its picture is the frame's now.
      own?.dispose();
    }
  }

  #check(width, height, { left, top }) {
    const { width: w, height: h } = this.#settings;
    if (left + width > w || top + height > h) {
      throw new RangeError(`addFrame: a frame of ${width}x${height} at ${left},${top} does not lie within ${w}x${h} pixels`);
    }
    if (this.#count >= limits.maxFrames) {
      const message = `addFrame: the limit maxFrames allows ${limits.maxFrames} frames`;
      throw limitError(message, 'maxFrames', this.#count + 1, limits.maxFrames);
    }
    checkRoom();
  }

  #enqueue(task, priority = 'normal') {
    const entry = enqueue(task, { owner: this.#turns, priority, about: { kind: 'encode', format: this.#settings.file.format } });
    this.#entries.add(entry);
    const done = () => this.#entries.delete(entry);
    entry.promise.then(done, done);
    return entry.promise;
  }

  /** What is left of the file, now: all of it where nothing was handed over. */
  finishSync() {
    return this.#ended((own) => own.finishSync()) ?? Buffer.alloc(0);
  }

  /** The same on a worker. */
  async finish() {
    checkRoom();
    return (await this.#ended((own) => this.#enqueue(own.finish()))) ?? Buffer.alloc(0);
  }

  /** The next frame is the first of another file. */
  #ended(finish) {
    if (this.#count === 0) throw domException('InvalidStateError', 'finish: no frame was added');
    const own = this.#native;
    this.#native = new native.AnimationEncoder(this.#settings);
    this.#count = 0;
    return finish(own);
  }

  dispose() {
    this.#native.dispose();
    for (const entry of this.#entries) entry.cancel(calledOff());
    this.#count = 0;
  }
}

/** A promise that nobody has to look at: what goes wrong is told at the end too. */
function optional(promise) {
  promise.catch(() => {});
  return promise;
}

class AnimationEncoder {
  #frames;
  #width;
  #height;

  constructor(width, height, options = undefined, kind = undefined) {
    const settings = animationSettings([width, height], options, kind === GIF ? GIF_ENCODER : { name: 'AnimationEncoder' });
    this.#frames = new Frames(settings);
    this.#width = settings.width;
    this.#height = settings.height;
  }

  get width() {
    return this.#width;
  }

  get height() {
    return this.#height;
  }

  get frameCount() {
    return this.#frames.count;
  }

  addFrame(...args) {
    return optional(this.#frames.add(args).then(() => undefined));
  }

  finish() {
    return this.#frames.finishSync();
  }

  async finishAsync() {
    return this.#frames.finish();
  }

  dispose() {
    this.#frames.dispose();
  }
}

finishInterface(AnimationEncoder);
makeDisposable(AnimationEncoder);
makeInspectable(AnimationEncoder, ['width', 'height', 'frameCount']);

class GifEncoder extends AnimationEncoder {
  constructor(width, height, options = undefined) {
    super(width, height, options, GIF);
  }
}

finishInterface(GifEncoder);

/** The same as a Node stream, which has each frame as soon as the next one is known. */
class GifStream extends GivenReadable {
  #frames;
  #ended = false;

  constructor(width, height, options = undefined) {
    const frames = new Frames(animationSettings([width, height], options, { name: 'GifStream', type: 'image/gif', streams: true }));
    super(() => frames.dispose());
    this.#frames = frames;
  }

  get frameCount() {
    return this.#frames.count;
  }

  addFrame(...args) {
    this.#checkOpen('addFrame');
    return optional(give(this, this.#frames.add(args)));
  }

  end() {
    this.#checkOpen('end');
    this.#ended = true;
    return optional(give(this, this.#frames.finish(), true));
  }

  #checkOpen(method) {
    if (this.destroyed || this.#ended) throw domException('InvalidStateError', `${method}: the stream has ended`);
  }
}

module.exports = { AnimationEncoder, GifDisposal, GifEncoder, GifStream };
