'use strict';

// https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-roundrect

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { Path2D } = require('../../index.js');
const { assertSameBytes, context, inkBox, inkCount, pixel } = require('../helpers/pixels.js');

function filled(...args) {
  const ctx = context(20, 20);
  ctx.roundRect(...args);
  ctx.fill();
  return ctx;
}

/** Which corners of a 20x20 rectangle are cut: upper left, upper right, lower right, lower left. */
const cut = (ctx) => [[0, 0], [19, 0], [19, 19], [0, 19]].map(([x, y]) => pixel(ctx, x, y)[3] < 128);

describe('the radii', () => {
  const CASES = [
    [undefined, [false, false, false, false]],
    [0, [false, false, false, false]],
    [6, [true, true, true, true]],
    ['6', [true, true, true, true]],
    [[6], [true, true, true, true]],
    [[6, 0], [true, false, true, false]],
    [[6, 0, 0], [true, false, false, false]],
    [[0, 6, 0], [false, true, false, true]],
    [[0, 0, 6], [false, false, true, false]],
    [[0, 0, 0, 6], [false, false, false, true]],
    [{ x: 6, y: 6 }, [true, true, true, true]],
    [[{ x: 6, y: 6 }, 0, 0, 0], [true, false, false, false]],
    [{}, [false, false, false, false]],
    [{ x: 6 }, [false, false, false, false]],
    [new Set([6, 0]), [true, false, true, false]],
  ];
  for (const [radii, expected] of CASES) {
    test(`${radii instanceof Set ? 'a Set' : JSON.stringify(radii)} cuts ${expected}`, () => {
      assert.deepEqual(cut(filled(0, 0, 20, 20, radii)), expected);
    });
  }

  test('left out, the corners are square', () => assert.equal(inkCount(filled(0, 0, 20, 20)), 400));

  test('a point has a radius for each direction', () => {
    const ctx = filled(0, 0, 20, 20, { x: 10, y: 2 });
    assert.ok(pixel(ctx, 0, 0)[3] < 128);
    assert.ok(pixel(ctx, 5, 0)[3] < 255, 'long in x');
    assert.equal(pixel(ctx, 0, 5)[3], 255, 'short in y');
  });

  test('radii that are too large are scaled down together', () => {
    assertSameBytes(filled(0, 0, 20, 20, 1000).canvas.data(), filled(0, 0, 20, 20, 10).canvas.data());
  });

  for (const radii of [[], [1, 2, 3, 4, 5], Array(1000).fill(1)]) {
    test(`${radii.length} radii are a RangeError`, () => {
      assert.throws(() => context().roundRect(0, 0, 9, 9, radii), RangeError);
      assert.throws(() => new Path2D().roundRect(0, 0, 9, 9, radii), RangeError);
    });
  }

  for (const radii of [-1, [-1], [1, -1], { x: -1 }, [{ x: 1, y: -1 }]]) {
    test(`${JSON.stringify(radii)} is a RangeError`, () => {
      assert.throws(() => context().roundRect(0, 0, 9, 9, radii), RangeError);
    });
  }

  for (const radii of [NaN, Infinity, [NaN], [1, Infinity], { x: NaN }, [{ y: -Infinity }]]) {
    test(`${Array.isArray(radii) ? `[${radii}]` : String(radii)} draws nothing`, () => assert.equal(inkCount(filled(0, 0, 9, 9, radii)), 0));
  }
});

test('negative sizes draw the same area', () => {
  assert.deepEqual(inkBox(filled(18, 16, -15, -12, 3)), { left: 3, top: 4, right: 18, bottom: 16 });
});

test('a negative width takes the corners along', () => {
  // From the right edge leftwards: its upper left radius is at the upper right.
  assert.deepEqual(cut(filled(20, 0, -20, 20, [6, 0, 0, 0])), [false, true, false, false]);
});

test('a Path2D has the same method', () => {
  const ctx = context(20, 20);
  const path = new Path2D();
  path.roundRect(0, 0, 20, 20, [6, 0]);
  ctx.fill(path);
  assertSameBytes(ctx.canvas.data(), filled(0, 0, 20, 20, [6, 0]).canvas.data());
});

test('lines go on from its corner', () => {
  const ctx = context(20, 20);
  ctx.lineWidth = 2;
  ctx.roundRect(10, 10, 8, 8, 2);
  ctx.lineTo(2, 10);
  ctx.stroke();
  assert.equal(pixel(ctx, 5, 10)[3], 255);
});
