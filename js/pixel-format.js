'use strict';

// The formats of canvases and image data: https://html.spec.whatwg.org/multipage/canvas.html#predefinedcolorspace
// A format is { deep, wide }: half floats or bytes, Display P3 or sRGB.

const { domException } = require('./errors.js');

// Here from Node 24 on, and without which there is no place for half floats in JavaScript.
const { Float16Array } = globalThis;

const COLOR_SPACES = ['srgb', 'display-p3'];
const COLOR_TYPES = ['unorm8', 'float16'];
const PIXEL_FORMATS = ['rgba-unorm8', 'rgba-float16'];

/** A Web IDL enumeration's value: its place in the list; undefined for undefined. */
function enumerated(value, list, name) {
  if (value === undefined) return undefined;
  const string = `${value}`;
  const index = list.indexOf(string);
  if (index < 0) {
    const names = list.map((known) => `'${known}'`).join(' or ');
    throw new TypeError(`${name} must be ${names}, got '${string.slice(0, 60)}'`);
  }
  return index;
}

/** A dictionary's member as an index, or that of its default. */
const colorSpaceOf = (value, initial = 0) => enumerated(value, COLOR_SPACES, 'colorSpace') ?? initial;
const colorTypeOf = (value) => enumerated(value, COLOR_TYPES, 'colorType') ?? 0;
const pixelFormatOf = (value) => enumerated(value, PIXEL_FORMATS, 'pixelFormat') ?? 0;

/** The array that holds half floats; an error that says why there is none. */
function halfArray() {
  if (Float16Array === undefined) {
    throw domException('NotSupportedError', "pixelFormat 'rgba-float16' needs Float16Array, which Node.js has from version 24 on");
  }
  return Float16Array;
}

const isHalfArray = (value) => Float16Array !== undefined && value instanceof Float16Array;

module.exports = { COLOR_SPACES, COLOR_TYPES, PIXEL_FORMATS, colorSpaceOf, colorTypeOf, halfArray, isHalfArray, pixelFormatOf };
