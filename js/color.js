'use strict';

// Colours from strings, each parsed once.

const { native } = require('./binding.js');

// A page has a few dozen colours; one that makes them from numbers must not grow this for ever.
const MOST = 512;
// Longer strings are not worth keeping.
const LONGEST = 64;

const known = new Map();

/** { r, g, b, a, css }, or null for a string that is no colour. */
function parseColor(text) {
  const cached = known.get(text);
  if (cached !== undefined) return cached;
  const color = native.parseColor(text) ?? null;
  if (text.length <= LONGEST) {
    if (known.size >= MOST) known.clear();
    known.set(text, color);
  }
  return color;
}

module.exports = { parseColor };
