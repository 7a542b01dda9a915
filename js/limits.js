'use strict';

// What untrusted input may cost. One table, changed by setLimits().

const { native } = require('./binding.js');
const { dictionary } = require('./convert.js');
const { describe } = require('./errors.js');

// A canvas side and area as Chromium has them.
const MAX_CANVAS_SIDE = 65535;
const MAX_CANVAS_PIXELS = 2 ** 28;

const limits = {
  /** Bytes of one image file. */
  maxInputBytes: 256 * 1024 * 1024,
  /** Milliseconds a fetch over HTTP may take. */
  fetchTimeout: 30_000,
  ...native.setImageLimits({}),
};

const NATIVE = ['maxPixels', 'maxSide', 'maxScratch'];

function checked(name, value) {
  if (!(name in limits)) throw new TypeError(`setLimits: there is no limit '${name}', only ${Object.keys(limits).join(', ')}`);
  const highest = name === 'maxSide' ? 2 ** 32 - 1 : Number.MAX_SAFE_INTEGER;
  if (!Number.isInteger(value) || value < 1 || value > highest) {
    throw new RangeError(`setLimits: ${name} must be a whole number from 1 to ${highest}, got ${describe(value)}`);
  }
  return value;
}

/** A RangeError for a font file of more bytes than are allowed. */
function checkFontSize(bytes) {
  if (bytes > limits.maxInputBytes) {
    throw new RangeError(`the font has ${bytes} bytes, the limit maxInputBytes allows ${limits.maxInputBytes}`);
  }
}

/** Changes the limits that are given; returns all of them. */
function setLimits(changes = undefined) {
  const wanted = Object.entries(dictionary(changes, 'setLimits: the limits')).filter(([, value]) => value !== undefined);
  const values = Object.fromEntries(wanted.map(([name, value]) => [name, checked(name, value)]));
  const nativeValues = Object.fromEntries(NATIVE.filter((name) => name in values).map((name) => [name, values[name]]));
  Object.assign(limits, values, native.setImageLimits(nativeValues));
  return { ...limits };
}

module.exports = { checkFontSize, limits, setLimits, MAX_CANVAS_SIDE, MAX_CANVAS_PIXELS };
