'use strict';

// What untrusted input may cost and where it may come from. One table, changed by setLimits().

const { native } = require('./binding.js');
const { dictionary } = require('./convert.js');
const { describe, tooManyBytes } = require('./errors.js');
const { PROTOCOLS, boolean, hostList, protocolList } = require('./loading/access.js');

// A canvas side as Chromium has it.
const MAX_CANVAS_SIDE = 65535;

const limits = {
  /** Pixels of one canvas, as in Chromium. */
  maxCanvasPixels: 2 ** 28,
  /** Bytes of one image file. */
  maxInputBytes: 256 * 1024 * 1024,
  /** Milliseconds that a fetch over HTTP, or a stream, may take. */
  fetchTimeout: 30_000,
  /** How often one fetch may be led to another URL. */
  maxRedirects: 5,
  /** What may be read from; paths are `file:`. */
  protocols: PROTOCOLS,
  /** The hosts that may be fetched from; null for all. */
  hosts: null,
  /** Whether addresses that are not of the public internet may be fetched from. */
  allowPrivateAddresses: false,
  /** Jobs that run at once in the process, whatever thread they are of: all threads set and get the same. */
  get maxConcurrent() {
    return native.mostRunning();
  },
  set maxConcurrent(value) {
    native.mostRunning(value);
  },
  /** Jobs of this thread that may wait for their turn. */
  maxQueued: 10_000,
  ...native.setImageLimits({}),
};

// What native code holds decodes to. A call's own are the lower of its and the thread's.
const NATIVE = ['maxPixels', 'maxSide', 'maxScratch', 'maxFrames', 'maxSvgBytes', 'maxSvgNodes', 'maxSvgDepth', 'maxSvgTime'];

// The nesting that the stack of the thread that draws SVG pictures has room for.
const DEEPEST_SVG = limits.maxSvgDepth;

const wholeNumber = (lowest, highest = Number.MAX_SAFE_INTEGER) => (value, what) => {
  if (Number.isInteger(value) && value >= lowest && value <= highest) return value;
  throw new RangeError(`${what} must be a whole number from ${lowest} to ${highest}, got ${describe(value)}`);
};

// What a limit may be: each gives the value as it is kept, or throws.
const CHECKS = {
  maxCanvasPixels: wholeNumber(1, MAX_CANVAS_SIDE ** 2),
  maxInputBytes: wholeNumber(1),
  fetchTimeout: wholeNumber(1),
  maxRedirects: wholeNumber(0),
  protocols: protocolList,
  hosts: hostList,
  allowPrivateAddresses: boolean,
  maxConcurrent: wholeNumber(1),
  maxQueued: wholeNumber(1),
  maxPixels: wholeNumber(1),
  maxSide: wholeNumber(1, 2 ** 32 - 1),
  maxScratch: wholeNumber(1),
  maxFrames: wholeNumber(1),
  maxSvgBytes: wholeNumber(1),
  maxSvgNodes: wholeNumber(1),
  maxSvgDepth: wholeNumber(1, DEEPEST_SVG),
  maxSvgTime: wholeNumber(1),
};

/** A value of the limit `name`, which the caller calls `what`. */
const checkedLimit = (name, value, what) => CHECKS[name](value, what);

/** A RangeError for a font file of more bytes than are allowed. */
function checkFontSize(bytes) {
  if (bytes > limits.maxInputBytes) throw tooManyBytes('the font', bytes, limits.maxInputBytes);
}

/** Those of `values` that native code holds decodes to. */
const nativeLimits = (values) => Object.fromEntries(NATIVE.filter((name) => values[name] !== undefined).map((name) => [name, values[name]]));

/** Changes the limits that are given; returns all of them. */
function setLimits(changes = undefined) {
  const wanted = Object.entries(dictionary(changes, 'setLimits: the limits')).filter(([, value]) => value !== undefined);
  const values = Object.fromEntries(wanted.map(([name, value]) => {
    if (!Object.hasOwn(CHECKS, name)) throw new TypeError(`setLimits: there is no limit '${name}', only ${Object.keys(limits).join(', ')}`);
    return [name, checkedLimit(name, value, `setLimits: ${name}`)];
  }));
  Object.assign(limits, values, native.setImageLimits(nativeLimits(values)));
  return { ...limits };
}

module.exports = { checkFontSize, checkedLimit, limits, nativeLimits, setLimits, MAX_CANVAS_SIDE, NATIVE };
