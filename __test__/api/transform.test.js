'use strict';

// https://html.spec.whatwg.org/multipage/canvas.html#transformations

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { assertPixel, context, inkBox, BLACK, CLEAR } = require('../helpers/pixels.js');

/** Where a unit of fillRect(x, y, w, h) lands after `change`, as [left, top, right, bottom]. */
function lands(change, rect = [0, 0, 1, 1], size = 20) {
  const ctx = context(size, size);
  change(ctx);
  ctx.fillRect(...rect);
  const box = inkBox(ctx);
  return box && [box.left, box.top, box.right, box.bottom];
}

test('translate moves', () => assert.deepEqual(lands((ctx) => ctx.translate(3, 4)), [3, 4, 4, 5]));
test('translate adds up', () => {
  assert.deepEqual(lands((ctx) => { ctx.translate(3, 4); ctx.translate(1, 2); }), [4, 6, 5, 7]);
});
test('scale sizes', () => assert.deepEqual(lands((ctx) => ctx.scale(3, 4), [1, 1, 1, 1]), [3, 4, 6, 8]));
test('a negative scale mirrors', () => {
  assert.deepEqual(lands((ctx) => { ctx.translate(10, 0); ctx.scale(-1, 1); }, [2, 0, 3, 1]), [5, 0, 8, 1]);
});
test('the last transform applies first', () => {
  assert.deepEqual(lands((ctx) => { ctx.scale(2, 2); ctx.translate(3, 0); }), [6, 0, 8, 2]);
  assert.deepEqual(lands((ctx) => { ctx.translate(3, 0); ctx.scale(2, 2); }), [3, 0, 5, 2]);
});
test('rotate turns clockwise', () => {
  // A quarter turn takes x to y and y to -x.
  const ctx = context(20, 20);
  ctx.translate(10, 10);
  ctx.rotate(Math.PI / 2);
  ctx.fillRect(2, 1, 4, 2);
  assertPixel(ctx, 8, 13, BLACK);
  assertPixel(ctx, 13, 8, CLEAR);
});
test('transform multiplies', () => {
  assert.deepEqual(lands((ctx) => { ctx.translate(2, 2); ctx.transform(2, 0, 0, 3, 1, 1); }), [3, 3, 5, 6]);
});
test('transform shears', () => {
  const ctx = context(20, 20);
  ctx.transform(1, 0, 1, 1, 0, 0);
  ctx.fillRect(0, 10, 2, 2);
  assertPixel(ctx, 12, 11, BLACK);
  assertPixel(ctx, 1, 11, CLEAR);
});

describe('setTransform', () => {
  test('replaces what was there', () => {
    assert.deepEqual(lands((ctx) => { ctx.translate(9, 9); ctx.setTransform(2, 0, 0, 3, 1, 4); }), [1, 4, 3, 7]);
  });
  test('without arguments is the identity', () => {
    assert.deepEqual(lands((ctx) => { ctx.translate(9, 9); ctx.setTransform(); }), [0, 0, 1, 1]);
  });
  for (const nothing of [undefined, null]) {
    test(`${nothing} is the identity`, () => {
      assert.deepEqual(lands((ctx) => { ctx.translate(9, 9); ctx.setTransform(nothing); }), [0, 0, 1, 1]);
    });
  }
  test('takes a matrix by its short names', () => {
    assert.deepEqual(lands((ctx) => ctx.setTransform({ a: 2, d: 3, e: 1, f: 4 })), [1, 4, 3, 7]);
  });
  test('takes a matrix by its long names', () => {
    assert.deepEqual(lands((ctx) => ctx.setTransform({ m11: 2, m22: 3, m41: 1, m42: 4 })), [1, 4, 3, 7]);
  });
  test('takes both names when they agree', () => {
    assert.deepEqual(lands((ctx) => ctx.setTransform({ a: 2, m11: 2 })), [0, 0, 2, 1]);
  });
  test('an empty object is the identity', () => {
    assert.deepEqual(lands((ctx) => { ctx.translate(9, 9); ctx.setTransform({}); }), [0, 0, 1, 1]);
  });
  test('names that disagree are a TypeError', () => {
    assert.throws(() => context().setTransform({ a: 2, m11: 3 }), TypeError);
  });
  for (const wrong of [5, 'matrix', true]) {
    test(`${JSON.stringify(wrong)} is a TypeError`, () => assert.throws(() => context().setTransform(wrong), TypeError));
  }
  for (const count of [2, 3, 4, 5]) {
    test(`${count} numbers are a TypeError`, () => {
      assert.throws(() => context().setTransform(...Array(count).fill(1)), TypeError);
    });
  }
  test('numbers that are not finite change nothing', () => {
    for (const bad of [NaN, Infinity, -Infinity]) {
      for (let i = 0; i < 6; i++) {
        const numbers = [1, 0, 0, 1, 5, 5];
        numbers[i] = bad;
        assert.deepEqual(lands((ctx) => { ctx.translate(3, 3); ctx.setTransform(...numbers); }), [3, 3, 4, 4]);
      }
    }
  });
});

test('resetTransform is the identity', () => {
  assert.deepEqual(lands((ctx) => { ctx.rotate(1); ctx.resetTransform(); }), [0, 0, 1, 1]);
});

for (const [name, count] of [['scale', 2], ['rotate', 1], ['translate', 2], ['transform', 6]]) {
  test(`${name} needs ${count} arguments`, () => {
    assert.throws(() => context()[name](...Array(count - 1).fill(1)), TypeError);
  });
  test(`${name} with a number that is not finite changes nothing`, () => {
    for (let i = 0; i < count; i++) {
      for (const bad of [NaN, Infinity, -Infinity]) {
        const numbers = Array(count).fill(2);
        numbers[i] = bad;
        assert.deepEqual(lands((ctx) => ctx[name](...numbers)), [0, 0, 1, 1]);
      }
    }
  });
}

test('a matrix without an inverse draws nothing', () => {
  assert.equal(lands((ctx) => ctx.scale(0, 1)), null);
  assert.equal(lands((ctx) => ctx.setTransform(1, 1, 1, 1, 0, 0)), null);
});

test('drawing works again after a matrix without an inverse', () => {
  assert.deepEqual(lands((ctx) => { ctx.scale(0, 0); ctx.setTransform(1, 0, 0, 1, 2, 2); }), [2, 2, 3, 3]);
});

test('path points are transformed when they are added', () => {
  const ctx = context(20, 20);
  ctx.rect(0, 0, 2, 2);
  ctx.translate(10, 10);
  ctx.rect(0, 0, 2, 2);
  ctx.translate(100, 100);
  ctx.fill();
  assertPixel(ctx, 1, 1, BLACK);
  assertPixel(ctx, 11, 11, BLACK);
});

test('line width is transformed when stroking', () => {
  const ctx = context(20, 20);
  ctx.beginPath();
  ctx.moveTo(0, 10);
  ctx.lineTo(20, 10);
  ctx.scale(1, 4);
  ctx.stroke();
  assert.deepEqual(inkBox(ctx), { left: 0, top: 8, right: 20, bottom: 12 });
});
