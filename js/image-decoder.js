'use strict';

// https://www.w3.org/TR/webcodecs/#imagedecoder-interface

const { native } = require('./binding.js');
const { bytesOf, dictionary, finishInterface, makeInspectable } = require('./convert.js');
const { controlOf } = require('./deadline.js');
const { domException, limitError, tooFew, tooManyBytes, wrongType } = require('./errors.js');
const { bitmapOf } = require('./image-bitmap.js');
const { limits } = require('./limits.js');
const { watch } = require('./observe.js');
const { checkRoom, enqueue } = require('./queue.js');
const { isReadFrom, readSource } = require('./sources.js');
const { frameOf } = require('./video-frame.js');

const MAX_UNSIGNED_LONG = 0xffffffff;
const CONSTRUCT = Symbol('construct');
const PLAIN = { wide: false, deep: false };

function unsignedLong(value, what) {
  const number = Math.trunc(+value);
  if (!(number >= 0 && number <= MAX_UNSIGNED_LONG)) throw new TypeError(`${what} must be a whole number from 0, got ${number}`);
  return number;
}

/** A promise and how it is kept; nobody has to look at it. */
function deferred() {
  const parts = {};
  parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
  parts.promise.catch(() => {});
  return parts;
}

const closedError = () => domException('InvalidStateError', 'the decoder has been closed');

function initOf(value) {
  const given = dictionary(value, 'ImageDecoder: the options');
  // In the order of their names, as Web IDL reads dictionaries.
  const conversion = given.colorSpaceConversion === undefined ? 'default' : `${given.colorSpaceConversion}`;
  if (conversion !== 'default' && conversion !== 'none') {
    throw new TypeError(`ImageDecoder: colorSpaceConversion must be 'default' or 'none', got '${conversion.slice(0, 60)}'`);
  }
  const { data } = given;
  if (data === undefined) throw new TypeError('ImageDecoder: data must be given');
  for (const name of ['desiredHeight', 'desiredWidth']) {
    if (given[name] !== undefined) unsignedLong(given[name], `ImageDecoder: ${name}`);
  }
  const transfer = given.transfer === undefined ? [] : [...given.transfer];
  if (given.type === undefined) throw new TypeError('ImageDecoder: type must be given');
  return { ignoresProfile: conversion === 'none', data, transfer, type: `${given.type}`.toLowerCase() };
}

/** The bytes that are there; undefined for what they are read from. */
function bytesNow(data) {
  const bytes = bytesOf(data);
  if (bytes === undefined) {
    if (isReadFrom(data)) return undefined;
    throw wrongType('ImageDecoder: data', 'an ArrayBuffer, a view of one, a Blob, a Response or a stream', data);
  }
  if (bytes.length === 0) throw new TypeError('ImageDecoder: the data has no bytes');
  if (bytes.length > limits.maxInputBytes) throw tooManyBytes('the image', bytes.length, limits.maxInputBytes);
  return bytes;
}

/** Their memory is the decoder's, which has copied it: nobody else has it from then on. */
const detach = (buffers) => structuredClone(null, { transfer: buffers });

class ImageTrack {
  #list;
  #found;

  constructor(token = undefined, list = undefined, found = undefined) {
    if (token !== CONSTRUCT) throw new TypeError('Illegal constructor');
    this.#list = list;
    this.#found = found;
  }

  get animated() {
    return this.#found.count > 1;
  }

  get frameCount() {
    return this.#found.count;
  }

  get repetitionCount() {
    return this.#found.repeats ?? Infinity;
  }

  get selected() {
    return this.#list.selectedTrack === this;
  }

  set selected(value) {
    select(this.#list, this, Boolean(value));
  }
}

let select;
let establish;
let empty;

class ImageTrackList {
  #ready = deferred();
  #selected = false;

  constructor(token = undefined) {
    if (token !== CONSTRUCT) throw new TypeError('Illegal constructor');
  }

  get ready() {
    return this.#ready.promise;
  }

  get length() {
    return Object.hasOwn(this, 0) ? 1 : 0;
  }

  get selectedIndex() {
    return this.#selected ? 0 : -1;
  }

  get selectedTrack() {
    return this.#selected ? this[0] : null;
  }

  static {
    // Files have one track: what stands beside an animation is not shown with it.
    establish = (list, found) => {
      const value = new ImageTrack(CONSTRUCT, list, found);
      Object.defineProperty(list, 0, { value, enumerable: true, configurable: true });
      list.#selected = true;
      list.#ready.resolve();
    };
    empty = (list, reason) => {
      delete list[0];
      list.#selected = false;
      list.#ready.reject(reason);
    };
    select = (list, track, isSelected) => {
      // One of a decoder that was closed selects nothing.
      if (list[0] === track) list.#selected = isSelected;
    };
  }
}

/** Its decodes are done one after the other: most frames are drawn on the one before. */
class ImageDecoder {
  #type;
  #native = new native.ImageDecoder();
  #tracks = new ImageTrackList(CONSTRUCT);
  #completed = deferred();
  #complete = false;
  #closed = false;
  #reading = new AbortController();
  #opening = null;
  #found = null;
  #jobs = [];
  #turns = {};
  #tickets = 0;

  constructor(init) {
    if (arguments.length === 0) throw tooFew('ImageDecoder', 1, 0);
    const { data, type, transfer, ignoresProfile } = initOf(init);
    this.#type = type;
    const bytes = bytesNow(data);
    if (!native.ImageDecoder.supports(type)) {
      detach(transfer);
      const error = domException('NotSupportedError', `pictures of the type '${type.slice(0, 60)}' can't be decoded`);
      queueMicrotask(() => this.#fail(error));
      return;
    }
    if (bytes === undefined) {
      this.#read(data, ignoresProfile);
    } else {
      this.#open(bytes, ignoresProfile);
      detach(transfer);
    }
  }

  static async isTypeSupported(type) {
    if (arguments.length === 0) throw tooFew('isTypeSupported', 1, 0);
    return native.ImageDecoder.supports(`${type}`.toLowerCase());
  }

  get type() {
    return this.#type;
  }

  get complete() {
    return this.#complete;
  }

  get completed() {
    return this.#completed.promise;
  }

  get tracks() {
    return this.#tracks;
  }

  async decode(options = undefined) {
    if (this.#closed) throw closedError();
    const given = dictionary(options, 'decode: the options');
    const frame = given.frameIndex === undefined ? 0 : unsignedLong(given.frameIndex, 'decode: frameIndex');
    const { signal, priority } = controlOf({ signal: given.signal, priority: given.priority }, 'decode');
    signal?.throwIfAborted();
    if (this.#found !== null && this.#tracks.selectedIndex < 0) throw domException('InvalidStateError', 'decode: no track is selected');
    checkRoom();
    this.#checkJobs();
    const job = { ...deferred(), frame, priority, entry: null };
    const stop = () => this.#end(job, signal.reason);
    signal?.addEventListener('abort', stop);
    this.#jobs.push(job);
    this.#next();
    try {
      return await job.promise;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  reset() {
    this.#reset(domException('AbortError', 'the decoder was reset'));
  }

  close() {
    this.#close(domException('AbortError', 'the decoder was closed'));
  }

  /** Decodes that wait for one of their own are not in the queue yet. */
  #checkJobs() {
    const { length } = this.#jobs;
    const { maxQueued: allowed } = limits;
    if (length < allowed) return;
    throw limitError(`${length} decodes wait already, the limit maxQueued allows ${allowed}`, 'maxQueued', length + 1, allowed);
  }

  async #read(source, ignoresProfile) {
    try {
      const bytes = await watch({ kind: 'load' }, () => readSource(source, { given: this.#reading.signal }));
      if (this.#closed) return;
      if (bytes.length === 0) throw domException('EncodingError', 'the source is empty');
      this.#open(bytes, ignoresProfile);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Has the frames looked for. What is wrong with the file is told by promises. */
  #open(bytes, ignoresProfile) {
    this.#complete = true;
    this.#completed.resolve();
    checkRoom();
    const task = this.#native.open(bytes, this.#type, ignoresProfile);
    const about = { kind: 'decode', format: this.#type.slice('image/'.length), bytesIn: bytes.length };
    this.#opening = enqueue(task, { owner: this.#turns, priority: 'normal', about });
    this.#opening.promise.then(
      (found) => this.#opened(found),
      (error) => this.#fail(error),
    );
  }

  #opened(found) {
    if (this.#closed) return;
    this.#opening = null;
    this.#found = found;
    this.#native.expect(found.width, found.height);
    establish(this.#tracks, found);
    this.#next();
  }

  #fail(error) {
    if (!this.#closed) this.#close(error);
  }

  /** Begins the first decode, if it is its turn. */
  #next() {
    const [job] = this.#jobs;
    if (job === undefined || job.entry !== null || this.#found === null) return;
    const { count } = this.#found;
    if (job.frame >= count) {
      this.#end(job, new RangeError(`decode: frameIndex ${job.frame} is not below the number of frames, ${count}`));
      return;
    }
    const ticket = this.#tickets++;
    try {
      const task = this.#native.decode(job.frame, ticket);
      const about = { kind: 'decode', format: this.#type.slice('image/'.length) };
      job.entry = enqueue(task, { owner: this.#turns, priority: job.priority, about });
    } catch (error) {
      this.#end(job, error);
      return;
    }
    job.entry.promise.then(
      (moment) => this.#decoded(job, ticket, moment),
      (error) => this.#end(job, error),
    );
  }

  #decoded(job, ticket, moment) {
    if (!this.#jobs.includes(job)) return this.#drop(ticket);
    try {
      job.resolve({ image: this.#frame(ticket, moment), complete: true });
    } catch (error) {
      job.reject(error);
    }
    this.#end(job);
  }

  #frame(ticket, { start, duration }) {
    const { width, height } = this.#found;
    const canvas = new native.Canvas(width, height);
    this.#native.show(ticket, canvas);
    const size = [width, height];
    return frameOf({ bitmap: bitmapOf(canvas, size, PLAIN), size, timestamp: start, duration, format: 'RGBA' });
  }

  /** Nobody waits for that frame any more. */
  #drop(ticket) {
    if (!this.#closed) this.#native.show(ticket, new native.Canvas(1, 1));
  }

  /** It is done, or called off for a reason. */
  #end(job, reason) {
    const at = this.#jobs.indexOf(job);
    if (at < 0) return;
    this.#jobs.splice(at, 1);
    job.reject(reason);
    job.entry?.cancel(reason);
    this.#next();
  }

  #reset(reason) {
    for (const job of this.#jobs.splice(0)) {
      job.reject(reason);
      job.entry?.cancel(reason);
    }
  }

  #close(reason) {
    if (this.#closed) return;
    this.#closed = true;
    this.#reset(reason);
    this.#reading.abort(reason);
    this.#opening?.cancel(reason);
    this.#native.dispose();
    this.#completed.reject(reason);
    empty(this.#tracks, reason);
    this.#type = '';
  }
}

finishInterface(ImageTrack);
makeInspectable(ImageTrack, ['animated', 'frameCount', 'repetitionCount', 'selected']);
finishInterface(ImageTrackList);
Object.defineProperty(ImageTrackList.prototype, Symbol.iterator, { value: Array.prototype[Symbol.iterator], writable: true, configurable: true });
makeInspectable(ImageTrackList, ['length', 'selectedIndex', 'selectedTrack']);
finishInterface(ImageDecoder);
makeInspectable(ImageDecoder, ['type', 'complete', 'tracks']);
if (Symbol.dispose) Object.defineProperty(ImageDecoder.prototype, Symbol.dispose, { value: ImageDecoder.prototype.close, writable: true, configurable: true });

module.exports = { ImageDecoder, ImageTrack, ImageTrackList };
