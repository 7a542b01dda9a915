'use strict';

// https://html.spec.whatwg.org/multipage/embedded-content.html#the-img-element

const { native } = require('./binding.js');
const { sources } = require('./context2d.js');
const { bytesOf, finishInterface, makeDisposable, makeInspectable } = require('./convert.js');
const { describe, domException, tooManyBytes } = require('./errors.js');
const { limits, nativeLimits } = require('./limits.js');
const { watch } = require('./observe.js');
const { checkRoom, enqueue } = require('./queue.js');
const { bytesAtHand, readSource } = require('./sources.js');

/** Starts a load with options and of sources that the src attribute can't carry; gives its promise. */
let loadInto;

// Data this short is no image in any format: it empties the image.
const EMPTIES = 2;

// As in node-canvas: the pixels of a picture, and its file, which documents can have.
const MODE_IMAGE = 1;
const MODE_MIME = 2;

/** There is no error in having nothing to draw: no source at all, or one without width or height. */
const hasNothing = (state, noSource) => state === 'sizeless' || (state === 'empty' && noSource);

/** A `load` event, or an `error` event with its reason. */
function loadEvent(type, [error]) {
  const event = new Event(type);
  if (error !== undefined) Object.assign(event, { error, message: `${error?.message ?? error}` });
  return event;
}

function dataModeOf(value, what) {
  if (Number.isInteger(value) && value >= MODE_IMAGE && value <= (MODE_IMAGE | MODE_MIME)) return value;
  throw new RangeError(`${what} must be Image.MODE_IMAGE, Image.MODE_MIME or both, got ${describe(value)}`);
}

class Image extends EventTarget {
  static MODE_IMAGE = MODE_IMAGE;
  static MODE_MIME = MODE_MIME;

  #native = new native.Image();
  #src = '';
  // Counts sources, so that the end of an older load is told from this one's.
  #generation = 0;
  // The load in flight or the last one; null when there was nothing to load.
  #loading = null;
  // Bytes are on their way from a file or the network.
  #fetching = false;
  // Ends a fetch that another source makes useless.
  #controller = null;
  // The decode in its queue, or the last one.
  #decoding = null;
  // The source was emptied by data that is no image.
  #emptied = false;
  #dataMode = MODE_IMAGE;
  #width;
  #height;

  onload = null;
  onerror = null;
  alt = '';

  constructor(width = undefined, height = undefined) {
    super();
    if (width !== undefined) this.#width = width >>> 0;
    if (height !== undefined) this.#height = height >>> 0;
  }

  get src() {
    return this.#src;
  }

  set src(value) {
    this.#load(bytesOf(value) === undefined ? `${value}` : value, {});
  }

  get dataMode() {
    return this.#dataMode;
  }

  set dataMode(value) {
    this.#setDataMode(value);
  }

  get currentSrc() {
    return typeof this.#src === 'string' ? this.#src : '';
  }

  get width() {
    return this.#width ?? this.#natural('naturalWidth');
  }

  set width(value) {
    this.#width = value >>> 0;
  }

  get height() {
    return this.#height ?? this.#natural('naturalHeight');
  }

  set height(value) {
    this.#height = value >>> 0;
  }

  get naturalWidth() {
    return this.#natural('naturalWidth');
  }

  get naturalHeight() {
    return this.#natural('naturalHeight');
  }

  get complete() {
    if (this.#fetching || this.#emptied) return false;
    return this.#native.state !== 'pending';
  }

  async decode() {
    const generation = this.#generation;
    if (this.#loading === null) throw domException('EncodingError', 'the image has no source to decode');
    try {
      await this.#loading;
    } catch (error) {
      // A load that was called off fails in its own way, or not, depending on how far it was.
      if (generation === this.#generation) throw error;
    }
    if (generation !== this.#generation) {
      throw domException('EncodingError', 'the image got another source before this one was decoded');
    }
  }

  dispose() {
    this.#callOff();
    this.#loading = null;
    this.#fetching = false;
    this.#src = '';
    this.#native.dispose();
  }

  /** Private, so that a wrong receiver is told before a wrong value. */
  #setDataMode(value) {
    this.#dataMode = dataModeOf(value, 'dataMode');
  }

  /** A private method, so that a wrong receiver is a TypeError: native getters throw a plain Error. */
  #natural(side) {
    return this.#native[side];
  }

  /** Takes bytes, a string, or what else readSource() reads from. */
  #load(source, options) {
    const bytes = bytesOf(source);
    // Whatever comes of the new source, the old picture goes first.
    this.#native.clear();
    this.#callOff();
    this.#src = bytes === undefined && typeof source !== 'string' ? '' : source;
    this.#fetching = false;
    this.#emptied = bytes !== undefined && bytes.byteLength <= EMPTIES;
    this.#loading = this.#emptied ? null : this.#start(bytes, source, options);
    if (this.#loading !== null) this.#report(this.#loading, this.#generation);
    return this.#loading;
  }

  #start(bytes, source, options) {
    try {
      if (source === '') throw domException('EncodingError', 'the source is empty');
      const now = bytes ?? (typeof source === 'string' ? bytesAtHand(source, options) : undefined);
      if (now !== undefined) return this.#decodeBytes(now, options);
      this.#fetching = true;
      this.#controller = new AbortController();
      return this.#fetch(source, { ...options, given: this.#controller.signal }, this.#generation);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  #decodeBytes(bytes, options) {
    const { maxInputBytes = limits.maxInputBytes, priority = 'normal' } = options;
    const { byteLength: bytesIn } = bytes;
    if (bytesIn > maxInputBytes) throw tooManyBytes('the image', bytesIn, maxInputBytes);
    const keepsFile = (this.#dataMode & MODE_MIME) !== 0;
    const task = this.#native.load(bytes, nativeLimits(options), options.ignoresProfile === true, keepsFile);
    if (task === null) return Promise.resolve();
    // Whoever draws it without waiting decodes it then.
    checkRoom();
    const about = { kind: 'decode', format: this.#native.format, bytesIn };
    // Not the image, which may be collected while its turn has not come.
    this.#decoding = enqueue(task, { owner: task, priority, about });
    return this.#decoding.promise;
  }

  /** Nobody wants what is on its way. */
  #callOff() {
    this.#generation++;
    this.#controller?.abort();
    this.#controller = null;
    this.#decoding?.cancel(domException('AbortError', 'the image got another source before this one was decoded'));
    this.#decoding = null;
  }

  async #fetch(source, options, generation) {
    try {
      const bytes = await watch({ kind: 'load' }, () => readSource(source, options));
      this.#controller = null;
      // Another source was set meanwhile: these bytes are nobody's.
      if (generation !== this.#generation) return;
      this.#fetching = false;
      await this.#decodeBytes(bytes, options);
    } finally {
      if (generation === this.#generation) this.#fetching = false;
    }
  }

  /** Tells that a load has ended, unless another source was set meanwhile. */
  #report(loading, generation) {
    const isThis = () => generation === this.#generation;
    // In tasks of their own, where what a handler throws is an uncaught exception, not a rejection.
    const tell = (type, ...reason) => {
      process.nextTick(() => isThis() && this.#handle(type, reason));
      process.nextTick(() => isThis() && this.dispatchEvent(loadEvent(type, reason)));
    };
    loading.then(
      () => tell('load'),
      (error) => tell('error', error),
    );
  }

  /** Calls onload, or onerror with the reason. */
  #handle(type, reason) {
    const handler = this[`on${type}`];
    if (typeof handler === 'function') handler.apply(this, reason);
  }

  static {
    loadInto = (image, value, options) => image.#load(value, options);
    sources.isImage = (value) => typeof value === 'object' && value !== null && #src in value;
    sources.image = (value) => {
      const own = value.#native;
      if (value.#fetching || hasNothing(own.state, value.#loading === null || value.#src === '')) return null;
      return [own, own.naturalWidth, own.naturalHeight];
    };
  }
}

finishInterface(Image, 'HTMLImageElement');
makeDisposable(Image);
makeInspectable(Image, ['src', 'width', 'height', 'complete']);

module.exports = { Image, dataModeOf, loadInto };
