'use strict';

// What a case of `values` answers, as JSON. The browser runs this file too.

/** JSON has no undefined, no -0, and only finite numbers. */
function encode(value) {
  if (value === undefined) return { is: 'undefined' };
  if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) {
    return { is: Object.is(value, -0) ? '-0' : `${value}` };
  }
  if (ArrayBuffer.isView(value)) return Array.from(value, encode);
  if (Array.isArray(value)) return value.map(encode);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, encode(one)]));
  }
  return value;
}

/**
 * Runs the body of a function of a new context, its canvas of 100 by 50 pixels, and a way to make another canvas.
 * An error is answered by its name.
 */
function answer(body, another) {
  const canvas = another(100, 50);
  try {
    return encode(new Function('ctx', 'canvas', 'another', body)(canvas.getContext('2d'), canvas, another));
  } catch (error) {
    return { throws: error.name };
  }
}

module.exports = { answer };
