'use strict';

// https://html.spec.whatwg.org/multipage/canvas.html#path2d-objects
// Its drawing methods are tested with those of the context, in path.test.js.

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { Path2D } = require('../../index.js');
const { assertSameBytes, context, inkBox, inkCount, pixel } = require('../helpers/pixels.js');

const box = (left, top, right, bottom) => ({ left, top, right, bottom });

function filled(path, rule = 'nonzero') {
  const ctx = context(20, 20);
  ctx.fill(path, rule);
  return ctx;
}

const square = () => new Path2D('M2 3h4v5h-4z');

describe('new Path2D', () => {
  test('is empty', () => assert.equal(inkCount(filled(new Path2D())), 0));
  test('of undefined is empty', () => assert.equal(inkCount(filled(new Path2D(undefined))), 0));
  test('of another one is a copy', () => {
    const first = square();
    const copy = new Path2D(first);
    first.rect(10, 10, 5, 5);
    assert.deepEqual(inkBox(filled(copy)), box(2, 3, 6, 8));
    copy.rect(0, 0, 1, 1);
    assert.equal(pixel(filled(first), 0, 0)[3], 0);
  });
  test('of anything else takes it as text', () => {
    assert.equal(inkCount(filled(new Path2D({ toString: () => 'M0 0h2v2h-2z' }))), 4);
    for (const value of [null, 5, {}, []]) assert.equal(inkCount(filled(new Path2D(value))), 0);
  });
  test('needs new', () => assert.throws(() => Path2D(), TypeError));
  test('its class string is Path2D', () => assert.equal(String(new Path2D()), '[object Path2D]'));
});

describe('SVG path data', () => {
  const DATA = [
    ['absolute lines', 'M2,3 L6,3 L6,8 L2,8 Z'],
    ['relative lines', 'm2 3 l4 0 l0 5 l-4 0 z'],
    ['horizontal and vertical lines', 'M2 3H6V8H2Z'],
    ['lines after a move, without a letter', 'M2 3 6 3 6 8 2 8z'],
    ['relative lines after a move', 'm2 3 4 0 0 5-4 0z'],
    ['numbers without space between', 'M2 3h4v5h-4z'],
    ['exponents and points without digits before them', 'M20e-1 .3e1h4v5h-4z'],
    ['curves along lines', 'M2 3C3 3 6 3 6 3S6 7 6 8Q2 8 2 8T2 3z'],
    ['arcs without radii are lines', 'M2 3A0 0 0 0 0 6 3V8H2z'],
    ['white space everywhere', ' \n\tM 2 , 3 h 4 v 5 h -4 z  '],
  ];
  for (const [name, data] of DATA) {
    test(name, () => assertSameBytes(filled(new Path2D(data)).canvas.data(), filled(square()).canvas.data()));
  }
  test('arcs', () => {
    const found = inkBox(filled(new Path2D('M2 10A8 8 0 0 1 18 10A8 8 0 0 1 2 10z')));
    assert.deepEqual(found, box(2, 2, 18, 18));
  });
  test('arc flags without space between', () => {
    assertSameBytes(filled(new Path2D('M2 10a8 8 0 0116 0z')).canvas.data(), filled(new Path2D('M2 10a8 8 0 0 1 16 0z')).canvas.data());
  });
  test('radii too small are scaled up', () => assert.deepEqual(inkBox(filled(new Path2D('M2 10A1 1 0 0 1 18 10z'))), box(2, 2, 18, 10)));
  test('several subpaths', () => assert.equal(inkCount(filled(new Path2D('M0 0h2v2h-2zM10 10h3v3h-3z'))), 4 + 9));
  test('the even-odd rule applies', () => assert.equal(inkCount(filled(new Path2D('M0 0h10v10h-10zM2 2h4v4h-4z'), 'evenodd')), 100 - 16));
  for (const [bad, inked] of [['h5v5', 0], ['M', 0], ['x', 0], ['M0 0h4v4h-4z bad', 16], ['M0 0h4v4h-4z L', 16], ['M0 0h4v4h-4 h1e999', 16], ['M0 0 L', 0], ['M0 0h4v4h-4z h5.v5', 16]]) {
    test(`'${bad}' is drawn up to its error`, () => assert.equal(inkCount(filled(new Path2D(bad))), inked));
  }
});

describe('addPath', () => {
  test('adds a copy', () => {
    const path = new Path2D();
    const added = square();
    path.addPath(added);
    added.rect(10, 10, 5, 5);
    assert.deepEqual(inkBox(filled(path)), box(2, 3, 6, 8));
  });
  test('takes a matrix', () => {
    const path = new Path2D();
    path.addPath(square(), { a: 2, d: 2, e: 1, f: 1 });
    assert.deepEqual(inkBox(filled(path)), box(5, 7, 13, 17));
  });
  test('takes nothing as the identity', () => {
    for (const nothing of [undefined, null, {}]) {
      const path = new Path2D();
      path.addPath(square(), nothing);
      assert.deepEqual(inkBox(filled(path)), box(2, 3, 6, 8));
    }
  });
  test('may add itself', () => {
    const path = square();
    path.addPath(path, { e: 10 });
    assert.equal(inkCount(filled(path)), 40);
  });
  test('keeps what is there', () => {
    const path = square();
    path.addPath(new Path2D('M10 10h2v2h-2z'));
    assert.equal(inkCount(filled(path)), 24);
  });
  test('a matrix that is not finite adds nothing', () => {
    const path = new Path2D();
    path.addPath(square(), { a: NaN });
    path.addPath(square(), { e: Infinity });
    assert.equal(inkCount(filled(path)), 0);
  });
  for (const wrong of [undefined, null, 'M0 0', {}, 5]) {
    test(`${JSON.stringify(wrong)} is a TypeError`, () => assert.throws(() => new Path2D().addPath(wrong), TypeError));
  }
  test('a wrong matrix is a TypeError', () => {
    assert.throws(() => new Path2D().addPath(square(), 5), TypeError);
    assert.throws(() => new Path2D().addPath(square(), { a: 1, m11: 2 }), TypeError);
  });
  test('lines go on from the added path', () => {
    const path = new Path2D();
    path.addPath(new Path2D('M2 10L6 10'));
    path.lineTo(18, 10);
    const ctx = context(20, 20);
    ctx.lineWidth = 2;
    ctx.stroke(path);
    assert.ok(inkBox(ctx).right <= 18);
    assert.equal(pixel(ctx, 4, 10)[3], 255);
  });
});

test('a path may change after it was drawn', () => {
  const ctx = context(20, 20);
  const path = square();
  ctx.fill(path);
  path.rect(10, 10, 4, 4);
  assert.equal(inkCount(ctx), 20);
  ctx.fill(path);
  assert.equal(inkCount(ctx), 36);
});

test('one path serves many contexts', () => {
  const path = square();
  assertSameBytes(filled(path).canvas.data(), filled(path).canvas.data());
});
