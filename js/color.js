'use strict';

// Colours from strings, each parsed once.

const { native } = require('./binding.js');

// A page has a few dozen colours, a chart some hundred; one that makes them from numbers must not grow
// this for ever. At twice this many the older half is forgotten.
const MOST = 2048;
// Longer strings are not worth keeping.
const LONGEST = 64;

let known = new Map();
let older = new Map();

// What programs write when they compute colours. Anything else is native code's, whose parser follows
// the whole grammar; asking it takes microseconds, which shows where each colour is used once.
const HEX = /^#[0-9a-f]{6}$/i;
const RGB = /^rgb\((\d{1,3}), ?(\d{1,3}), ?(\d{1,3})\)$/;

function opaque(number) {
  const css = `#${(0x1000000 + number).toString(16).slice(1)}`;
  return { r: number >> 16, g: (number >> 8) & 255, b: number & 255, a: 1, modern: false, css };
}

function parse(text) {
  if (HEX.test(text)) return opaque(parseInt(text.slice(1), 16));
  const match = RGB.exec(text);
  if (match === null) return native.parseColor(text) ?? null;
  const [r, g, b] = [Math.min(+match[1], 255), Math.min(+match[2], 255), Math.min(+match[3], 255)];
  return opaque((r << 16) | (g << 8) | b);
}

/** { r, g, b, a, modern, css }, or null for a string that is no colour. */
function parseColor(text) {
  const cached = known.get(text);
  return cached !== undefined ? cached : parseNew(text);
}

function parseNew(text) {
  const color = older.get(text) ?? parse(text);
  if (text.length <= LONGEST) {
    if (known.size >= MOST) {
      older = known;
      known = new Map();
    }
    known.set(text, color);
  }
  return color;
}

module.exports = { parseColor };
