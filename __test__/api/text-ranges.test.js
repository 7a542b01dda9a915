'use strict';

// Parts of a measured text. The answers are those of Chromium 156 with `--enable-blink-features=ExtendedTextMetrics`,
// rounded to thousandths of a pixel.

const assert = require('node:assert/strict');
const { before, describe, it } = require('node:test');

const { DOMRectReadOnly, GlobalFonts, createCanvas } = require('../..');
const { registerFamilies } = require('../helpers/fonts.js');
const answers = require('../fixtures/text-ranges.json');

GlobalFonts.systemFonts = false;
before(() => registerFamilies(['Test Sans', 'Test Hebrew', 'Test Arabic', 'Test Devanagari']));

const FONT = answers[0].attributes.font;
const numbers = ({ x, y, width, height }) => [x, y, width, height];
const context = (attributes = { font: FONT }) => Object.assign(createCanvas(1, 1).getContext('2d'), attributes);
const measured = (text, attributes) => context(attributes).measureText(text, { ranges: true });

/** What a call gives, or the name of what it throws. */
function told(call) {
  try {
    return call();
  } catch (error) {
    return error.name;
  }
}

/** Equal but for the rounding of the recording and of the grids that fonts are measured on. */
function assertNear(actual, expected, message) {
  if (typeof expected === 'string' || typeof actual === 'string') return assert.equal(actual, expected, message);
  assert.equal(actual.length, expected.length, message);
  actual.forEach((value, i) => (Array.isArray(value) ? assertNear(value, expected[i], message) : assert.ok(Math.abs(value - expected[i]) < 0.01, `${message}: ${actual} and ${expected}`)));
  return undefined;
}

for (const { text, attributes, width, selections, boxes, indexes } of answers) {
  const { font, ...others } = attributes;
  describe(`${JSON.stringify(text)} ${JSON.stringify(others)}`, () => {
    it('is as wide', () => assertNear([measured(text, attributes).width], [width], 'width'));
    it('is selected in the same rectangles', () => {
      const metrics = measured(text, attributes);
      for (const [range, expected] of Object.entries(selections)) {
        assertNear(told(() => metrics.getSelectionRects(...range.split(',')).map(numbers)), expected, range);
      }
    });
    it('has its ink in the same boxes', () => {
      const metrics = measured(text, attributes);
      for (const [range, expected] of Object.entries(boxes)) {
        assertNear(told(() => numbers(metrics.getActualBoundingBox(...range.split(',')))), expected, range);
      }
    });
    it('has the same indexes at offsets', () => {
      const metrics = measured(text, attributes);
      const found = Object.fromEntries(Object.keys(indexes).map((offset) => [offset, metrics.getIndexFromOffset(Number(offset))]));
      assert.deepEqual(found, indexes);
    });
  });
}

describe('ranges', () => {
  it('are there when they were asked for', () => {
    const metrics = context().measureText('abc');
    for (const call of [() => metrics.getSelectionRects(0, 1), () => metrics.getActualBoundingBox(0, 1), () => metrics.getIndexFromOffset(0)]) {
      assert.throws(call, { name: 'InvalidStateError' });
    }
    for (const options of [undefined, {}, { ranges: false }]) {
      assert.throws(() => context().measureText('abc', options).getIndexFromOffset(0), { name: 'InvalidStateError' });
    }
    assert.throws(() => context().measureText('abc', 5), TypeError);
  });
  it('take what Web IDL lets through', () => {
    const metrics = measured('abc');
    assert.throws(() => metrics.getSelectionRects(1), TypeError);
    assert.throws(() => metrics.getActualBoundingBox(), TypeError);
    assert.throws(() => metrics.getIndexFromOffset(), TypeError);
    for (const bad of [NaN, Infinity, 'x', {}]) assert.throws(() => metrics.getIndexFromOffset(bad), TypeError);
    assert.throws(() => metrics.getSelectionRects(-1, 2), { name: 'IndexSizeError' });
    assert.deepEqual(metrics.getSelectionRects('0', 2.9).map(numbers), metrics.getSelectionRects(0, 2).map(numbers));
    assert.ok(metrics.getSelectionRects(0, 1)[0] instanceof DOMRectReadOnly);
    assert.ok(metrics.getActualBoundingBox(0, 1) instanceof DOMRectReadOnly);
  });
  it('are of the text as it was measured', () => {
    const ctx = context();
    const metrics = ctx.measureText('abc', { ranges: true });
    const first = metrics.getSelectionRects(0, 3).map(numbers);
    ctx.font = '40px sans-serif';
    ctx.textAlign = 'right';
    assert.deepEqual(metrics.getSelectionRects(0, 3).map(numbers), first);
  });
  it('of all carets lead back to them', () => {
    for (const text of ['Hamburg', 'שלום', 'a b\tc\u2028d', '\ud800x\udc00']) {
      for (const textAlign of ['left', 'center', 'right']) {
        const metrics = measured(text, { font: FONT, textAlign });
        for (let index = 0; index <= text.length; index += 1) {
          const [{ x }] = metrics.getSelectionRects(index, index);
          assert.equal(metrics.getIndexFromOffset(x), index, `${text} ${index}`);
        }
      }
    }
  });
  it('of odd texts are finite', () => {
    for (const text of ['\u200d', '\u0301', '\u202e', '\u{1F469}\u200D', '\0', '\u00ad'.repeat(5), 'x'.repeat(5000)]) {
      const metrics = measured(text);
      const rects = metrics.getSelectionRects(0, text.length).map(numbers).flat();
      assert.ok(rects.every(Number.isFinite), JSON.stringify(text.slice(0, 9)));
      assert.ok(numbers(metrics.getActualBoundingBox(0, text.length)).every(Number.isFinite));
      assert.ok(numbers(metrics.getSelectionRects(0, 0)[0]).every(Number.isFinite));
      assert.ok(metrics.getIndexFromOffset(1e9) <= text.length);
    }
  });
});
