'use strict';

// The CanvasPath mixin, on contexts and on Path2D alike.
// https://html.spec.whatwg.org/multipage/canvas.html#building-paths

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { Path2D } = require('../../index.js');
const { assertPixel, assertSameBytes, context, inkBox, inkCount, pixel, BLACK, CLEAR } = require('../helpers/pixels.js');

const box = (left, top, right, bottom) => ({ left, top, right, bottom });

/** Builds with `steps` on the context and on a Path2D, and draws with `verb`; gives the two contexts. */
function both(steps, verb = 'fill', size = 20, prepare = () => {}) {
  const own = context(size, size);
  prepare(own);
  steps(own);
  own[verb]();
  const other = context(size, size);
  prepare(other);
  const path = new Path2D();
  steps(path);
  other[verb](path);
  assertSameBytes(other.canvas.data(), own.canvas.data(), 'a Path2D draws the same');
  return own;
}

const thick = (ctx) => { ctx.lineWidth = 2; };

describe('moveTo, lineTo, closePath', () => {
  test('a polygon is filled', () => {
    const ctx = both((p) => { p.moveTo(2, 2); p.lineTo(8, 2); p.lineTo(8, 6); p.lineTo(2, 6); });
    assert.deepEqual(inkBox(ctx), box(2, 2, 8, 6));
    assert.equal(inkCount(ctx), 24);
  });
  test('lineTo without a point before it starts there', () => {
    const ctx = both((p) => { p.lineTo(4, 10); p.lineTo(16, 10); }, 'stroke', 20, thick);
    assert.deepEqual(inkBox(ctx), box(4, 9, 16, 11));
  });
  test('a subpath of one point strokes nothing', () => {
    assert.equal(inkCount(both((p) => p.moveTo(5, 5), 'stroke', 20, thick)), 0);
  });
  test('stroking leaves the last side open', () => {
    const ctx = both((p) => { p.moveTo(5, 5); p.lineTo(15, 5); p.lineTo(15, 15); p.lineTo(5, 15); }, 'stroke', 20, thick);
    assertPixel(ctx, 5, 10, CLEAR);
  });
  test('closePath draws the last side', () => {
    const ctx = both((p) => { p.moveTo(5, 5); p.lineTo(15, 5); p.lineTo(15, 15); p.lineTo(5, 15); p.closePath(); }, 'stroke', 20, thick);
    assertPixel(ctx, 5, 10, BLACK);
  });
  test('after closePath lines go on from the start', () => {
    const ctx = both((p) => {
      p.moveTo(5, 5); p.lineTo(15, 5); p.lineTo(15, 15); p.closePath(); p.lineTo(5, 15);
    }, 'stroke', 20, thick);
    assertPixel(ctx, 4, 12, BLACK);
  });
  test('closePath of nothing does nothing', () => {
    assert.equal(inkCount(both((p) => p.closePath(), 'stroke')), 0);
  });
  test('beginPath forgets', () => {
    const ctx = context();
    ctx.rect(0, 0, 5, 5);
    ctx.beginPath();
    ctx.fill();
    assert.equal(inkCount(ctx), 0);
  });
  test('filling keeps the path', () => {
    const ctx = context();
    ctx.rect(0, 0, 2, 2);
    ctx.fill();
    ctx.clearRect(0, 0, 10, 10);
    ctx.fill();
    assert.equal(inkCount(ctx), 4);
  });
});

describe('rect', () => {
  test('adds a closed rectangle', () => {
    const ctx = both((p) => p.rect(3, 4, 6, 5), 'stroke', 20, thick);
    assert.deepEqual(inkBox(ctx), box(2, 3, 10, 10));
    assertPixel(ctx, 3, 6, BLACK);
  });
  test('negative sizes reach back', () => assert.deepEqual(inkBox(both((p) => p.rect(9, 9, -6, -5))), box(3, 4, 9, 9)));
  test('lines go on from its corner', () => {
    const ctx = both((p) => { p.rect(10, 10, 5, 5); p.lineTo(2, 10); }, 'stroke', 20, thick);
    assertPixel(ctx, 4, 9, BLACK);
  });
});

describe('curves', () => {
  test('a quadratic curve passes through its middle', () => {
    // At t = 1/2: (0 + 2*20 + 0)/4 = 10 in y.
    const ctx = both((p) => { p.moveTo(0, 0); p.quadraticCurveTo(10, 20, 20, 0); });
    assertPixel(ctx, 10, 8, BLACK);
    assertPixel(ctx, 10, 11, CLEAR);
    assert.equal(inkBox(ctx).bottom, 10);
  });
  test('a cubic curve passes through its middle', () => {
    // At t = 1/2: (3*20 + 3*20)/8 = 15 in y.
    const ctx = both((p) => { p.moveTo(0, 0); p.bezierCurveTo(0, 20, 20, 20, 20, 0); });
    assertPixel(ctx, 10, 13, BLACK);
    assertPixel(ctx, 10, 16, CLEAR);
    assert.equal(inkBox(ctx).bottom, 15);
  });
  test('a quadratic curve without a point before it starts at its control point', () => {
    const ctx = both((p) => p.quadraticCurveTo(2, 10, 18, 10), 'stroke', 20, thick);
    assert.deepEqual(inkBox(ctx), box(2, 9, 18, 11));
  });
  test('a cubic curve without a point before it starts at its first control point', () => {
    const ctx = both((p) => p.bezierCurveTo(2, 10, 10, 10, 18, 10), 'stroke', 20, thick);
    assert.deepEqual(inkBox(ctx), box(2, 9, 18, 11));
  });
});

describe('arc', () => {
  test('a whole circle', () => {
    const ctx = both((p) => p.arc(10, 10, 8, 0, 2 * Math.PI));
    assert.deepEqual(inkBox(ctx), box(2, 2, 18, 18));
    assertPixel(ctx, 10, 10, BLACK);
    assertPixel(ctx, 3, 3, CLEAR);
  });
  test('clockwise from 0 to a half turn is the lower half', () => {
    assert.deepEqual(inkBox(both((p) => p.arc(10, 10, 8, 0, Math.PI))), box(2, 10, 18, 18));
  });
  test('counterclockwise from 0 to a half turn is the upper half', () => {
    assert.deepEqual(inkBox(both((p) => p.arc(10, 10, 8, 0, Math.PI, true))), box(2, 2, 18, 10));
  });
  test('a line leads to its start', () => {
    const ctx = both((p) => { p.moveTo(1, 10); p.arc(15, 10, 3, 0, 1); }, 'stroke', 20, thick);
    assertPixel(ctx, 8, 10, BLACK);
  });
  test('radius 0 is a point lines reach', () => {
    const ctx = both((p) => { p.moveTo(2, 10); p.arc(18, 10, 0, 0, 6); }, 'stroke', 20, thick);
    assert.deepEqual(inkBox(ctx), box(2, 9, 18, 11));
  });
  test('more than a turn is a whole circle', () => {
    assert.deepEqual(inkBox(both((p) => p.arc(10, 10, 8, 0, 100))), box(2, 2, 18, 18));
  });
  test('a negative radius is an IndexSizeError', () => {
    for (const target of [context(), new Path2D()]) {
      assert.throws(() => target.arc(0, 0, -1, 0, 1), { name: 'IndexSizeError' });
    }
  });
  test('a number that is not finite is checked before the radius', () => {
    assert.equal(context().arc(NaN, 0, -1, 0, 1), undefined);
  });
});

describe('ellipse', () => {
  test('has two radii', () => {
    assert.deepEqual(inkBox(both((p) => p.ellipse(10, 10, 8, 4, 0, 0, 2 * Math.PI))), box(2, 6, 18, 14));
  });
  test('is turned by its rotation', () => {
    const found = inkBox(both((p) => p.ellipse(10, 10, 8, 4, Math.PI / 2, 0, 2 * Math.PI)));
    // The turned numbers are not exact: a pixel at the edge may have the least of ink.
    assert.ok(Math.abs(found.left - 6) <= 1 && Math.abs(found.top - 2) <= 1, JSON.stringify(found));
    assert.ok(Math.abs(found.right - 14) <= 1 && Math.abs(found.bottom - 18) <= 1, JSON.stringify(found));
  });
  for (const radii of [[-1, 1], [1, -1]]) {
    test(`radii ${radii} are an IndexSizeError`, () => {
      for (const target of [context(), new Path2D()]) {
        assert.throws(() => target.ellipse(0, 0, ...radii, 0, 0, 1), { name: 'IndexSizeError' });
      }
    });
  }
});

describe('arcTo', () => {
  test('rounds a corner', () => {
    const ctx = both((p) => { p.moveTo(2, 4); p.arcTo(16, 4, 16, 18, 6); p.lineTo(16, 18); }, 'stroke', 20, thick);
    assertPixel(ctx, 5, 3, BLACK);
    assertPixel(ctx, 16, 14, BLACK);
    assert.equal(pixel(ctx, 16, 3)[3], 0, 'the corner itself is left out');
  });
  test('radius 0 is a line to the corner', () => {
    const ctx = both((p) => { p.moveTo(2, 10); p.arcTo(18, 10, 18, 18, 0); }, 'stroke', 20, thick);
    assert.deepEqual(inkBox(ctx), box(2, 9, 18, 11));
  });
  test('points on one line are a line to the corner', () => {
    const ctx = both((p) => { p.moveTo(2, 10); p.arcTo(10, 10, 18, 10, 5); }, 'stroke', 20, thick);
    assert.deepEqual(inkBox(ctx), box(2, 9, 10, 11));
  });
  test('without a point before it, it starts at the corner', () => {
    const ctx = both((p) => { p.arcTo(4, 10, 16, 10, 5); p.lineTo(16, 10); }, 'stroke', 20, thick);
    assert.deepEqual(inkBox(ctx), box(4, 9, 16, 11));
  });
  test('a negative radius is an IndexSizeError', () => {
    assert.throws(() => context().arcTo(0, 0, 1, 1, -1), { name: 'IndexSizeError' });
  });
});

const COUNTS = {
  moveTo: 2, lineTo: 2, quadraticCurveTo: 4, bezierCurveTo: 6, arcTo: 5, arc: 5, ellipse: 7, rect: 4, roundRect: 4,
};
for (const [name, count] of Object.entries(COUNTS)) {
  test(`${name} needs ${count} arguments`, () => {
    for (const target of [context(), new Path2D()]) {
      assert.throws(() => target[name](...Array(count - 1).fill(1)), TypeError);
      assert.equal(target[name](...Array(count).fill(1)), undefined);
    }
  });
  test(`${name} with a number that is not finite adds nothing`, () => {
    for (const bad of [NaN, Infinity, -Infinity]) {
      for (let i = 0; i < count; i++) {
        const numbers = Array(count).fill(9);
        numbers[i] = bad;
        const ctx = both((p) => { p.moveTo(2, 5); p[name](...numbers); p.lineTo(8, 5); }, 'stroke', 20, thick);
        assert.deepEqual(inkBox(ctx), box(2, 4, 8, 6), `${name}(${numbers})`);
      }
    }
  });
}

describe('overridden methods', () => {
  const twice = { value(x, y) { Object.getPrototypeOf(this).lineTo.call(this, x * 2, y * 2); }, configurable: true };
  const corner = (target) => { target.moveTo(0, 0); target.lineTo(10, 0); target.lineTo(10, 10); target.lineTo(0, 10); };
  for (const [name, make] of [['a context', () => context(20, 20)], ['a Path2D', () => new Path2D()]]) {
    test(`of ${name} are what callers reach`, () => {
      const target = make();
      Object.defineProperty(target, 'lineTo', twice);
      corner(target);
      const ctx = name === 'a context' ? target : context(20, 20);
      ctx.fill(...(ctx === target ? [] : [target]));
      assert.deepEqual(inkBox(ctx), box(0, 0, 20, 20));
    });
    test(`of the prototype of ${name} are seen by objects made before`, () => {
      const target = make();
      const prototype = Object.getPrototypeOf(target);
      const { lineTo } = prototype;
      const seen = [];
      prototype.lineTo = function record(...numbers) { seen.push(numbers); return lineTo.apply(this, numbers); };
      try {
        corner(target);
      } finally {
        prototype.lineTo = lineTo;
      }
      assert.deepEqual(seen, [[10, 0], [10, 10], [0, 10]]);
    });
  }
  test('of one class refuse objects of the other', () => {
    const [ctx, path] = [context(20, 20), new Path2D()];
    for (const name of ['lineTo', 'rect', 'arc', 'roundRect']) {
      assert.throws(() => Path2D.prototype[name].call(ctx, 1, 1, 1, 1, 1), TypeError);
      assert.throws(() => Object.getPrototypeOf(ctx)[name].call(path, 1, 1, 1, 1, 1), TypeError);
    }
  });
});
