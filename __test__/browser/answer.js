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

const METRICS = [
  ...['width', 'actualBoundingBoxLeft', 'actualBoundingBoxRight', 'fontBoundingBoxAscent', 'fontBoundingBoxDescent'],
  ...['actualBoundingBoxAscent', 'actualBoundingBoxDescent', 'emHeightAscent', 'emHeightDescent'],
  ...['hangingBaseline', 'alphabeticBaseline', 'ideographicBaseline'],
];

/** The metrics of a text, in the order above, in whole ten thousandths of a pixel. */
function measured(ctx, text) {
  const metrics = ctx.measureText(text);
  return METRICS.map((name) => Math.round(metrics[name] * 1e4) / 1e4 + 0);
}

/**
 * Runs the body of a function of a new context, its canvas of 100 by 50 pixels, a way to make another canvas, and
 * one to `measure` a text.
 * An error is answered by its name.
 */
function answer(body, another) {
  const canvas = another(100, 50);
  try {
    const ctx = canvas.getContext('2d');
    const measure = (text) => measured(ctx, text);
    return encode(new Function('ctx', 'canvas', 'another', 'measure', body)(ctx, canvas, another, measure));
  } catch (error) {
    return { throws: error.name };
  }
}

module.exports = { answer };
