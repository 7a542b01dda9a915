'use strict';

// Line styles and dashes. https://html.spec.whatwg.org/multipage/canvas.html#line-styles

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { assertPixel, assertSameBytes, context, inkBox, inkCount, pixel, BLACK, CLEAR } = require('../helpers/pixels.js');

/** A stroked polyline in a 40x40 canvas. */
function stroked(style, ...points) {
  const ctx = context(40, 40);
  const { dash, ...attributes } = style;
  Object.assign(ctx, attributes);
  if (dash) ctx.setLineDash(dash);
  ctx.beginPath();
  for (const point of points) ctx.lineTo(...point);
  ctx.stroke();
  return ctx;
}

const box = (left, top, right, bottom) => ({ left, top, right, bottom });

test('lineWidth is centred on the path', () => {
  assert.deepEqual(inkBox(stroked({ lineWidth: 6 }, [10, 20], [30, 20])), box(10, 17, 30, 23));
});

describe('lineCap', () => {
  test('butt ends at the point', () => assert.deepEqual(inkBox(stroked({ lineWidth: 8, lineCap: 'butt' }, [10, 20], [30, 20])), box(10, 16, 30, 24)));
  test('square reaches half the width on', () => {
    const ctx = stroked({ lineWidth: 8, lineCap: 'square' }, [10, 20], [30, 20]);
    assert.deepEqual(inkBox(ctx), box(6, 16, 34, 24));
    assertPixel(ctx, 6, 16, BLACK);
  });
  test('round reaches half the width on, without corners', () => {
    const ctx = stroked({ lineWidth: 8, lineCap: 'round' }, [10, 20], [30, 20]);
    assert.deepEqual(inkBox(ctx), box(6, 16, 34, 24));
    assert.ok(pixel(ctx, 6, 16)[3] < 64);
  });
});

describe('lineJoin', () => {
  const corner = (style) => stroked({ lineWidth: 8, ...style }, [10, 30], [10, 10], [30, 10]);
  test('miter fills the corner', () => assertPixel(corner({ lineJoin: 'miter' }), 6, 6, BLACK));
  test('bevel cuts it', () => assertPixel(corner({ lineJoin: 'bevel' }), 6, 6, CLEAR));
  test('round rounds it', () => {
    const ctx = corner({ lineJoin: 'round' });
    assert.ok(pixel(ctx, 6, 6)[3] < 64);
    assertPixel(ctx, 8, 8, BLACK);
  });
  test('a miter beyond the limit is a bevel', () => {
    // A right angle's miter is the square root of two widths long.
    assertPixel(corner({ lineJoin: 'miter', miterLimit: 1.5 }), 6, 6, BLACK);
    assertSameBytes(corner({ lineJoin: 'miter', miterLimit: 1.4 }).canvas.data(), corner({ lineJoin: 'bevel' }).canvas.data());
  });
});

describe('attributes that refuse values', () => {
  const WRONG = {
    lineWidth: [0, -1, NaN, Infinity, -Infinity, 'x', undefined, null, {}],
    miterLimit: [0, -1, NaN, Infinity, -Infinity, 'x', undefined, null, {}],
    lineDashOffset: [NaN, Infinity, -Infinity, 'x', undefined, {}],
    lineCap: ['', 'Round', 'flat', null, 5],
    lineJoin: ['', 'Round', 'miter-clip', null, 5],
  };
  for (const [name, values] of Object.entries(WRONG)) {
    for (const value of values) {
      test(`${name} = ${typeof value === 'string' ? JSON.stringify(value) : String(value)} changes nothing`, () => {
        const ctx = context();
        const good = { lineWidth: 3, miterLimit: 3, lineDashOffset: 3, lineCap: 'round', lineJoin: 'round' };
        Object.assign(ctx, good);
        ctx[name] = value;
        for (const key of Object.keys(good)) assert.equal(ctx[key], good[key]);
      });
    }
  }
  test('numbers are converted', () => {
    const ctx = context();
    ctx.lineWidth = '2.5';
    ctx.lineDashOffset = true;
    assert.deepEqual([ctx.lineWidth, ctx.lineDashOffset], [2.5, 1]);
  });
});

describe('dashes', () => {
  const line = (dash, lineDashOffset = 0) => stroked({ lineWidth: 2, dash, lineDashOffset }, [0, 10], [40, 10]);
  const runs = (ctx) => {
    const on = Array.from({ length: 40 }, (_, x) => pixel(ctx, x, 10)[3] === 255);
    return on.map((value, x) => (value && !on[x - 1] ? [x, on.indexOf(false, x) < 0 ? 40 : on.indexOf(false, x)] : null)).filter(Boolean);
  };
  test('start with a dash', () => assert.deepEqual(runs(line([10, 5])), [[0, 10], [15, 25], [30, 40]]));
  test('an odd list is taken twice', () => {
    assert.deepEqual(runs(line([5, 10, 3])), [[0, 5], [15, 18], [23, 33], [36, 40]]);
    const ctx = context();
    ctx.setLineDash([5, 10, 3]);
    assert.deepEqual(ctx.getLineDash(), [5, 10, 3, 5, 10, 3]);
  });
  test('the offset moves the pattern back', () => assert.deepEqual(runs(line([10, 5], 4)), [[0, 6], [11, 21], [26, 36]]));
  test('a negative offset moves it on', () => assert.deepEqual(runs(line([10, 5], -3)), [[3, 13], [18, 28], [33, 40]]));
  test('an offset of whole periods changes nothing', () => {
    assertSameBytes(line([10, 5], 15 * 1000).canvas.data(), line([10, 5]).canvas.data());
  });
  test('no dashes is a whole line', () => assert.deepEqual(runs(line([])), [[0, 40]]));
  test('only zeros is a whole line', () => assert.deepEqual(runs(line([0, 0])), [[0, 40]]));
  test('go on around corners', () => {
    const ctx = stroked({ lineWidth: 2, dash: [10, 100] }, [20, 10], [26, 10], [26, 30]);
    assertPixel(ctx, 25, 12, BLACK);
    assertPixel(ctx, 25, 16, CLEAR);
  });
  test('begin anew with every subpath', () => {
    const ctx = context(40, 40);
    ctx.lineWidth = 2;
    ctx.setLineDash([5, 100]);
    for (const y of [10, 20]) { ctx.moveTo(0, y); ctx.lineTo(40, y); }
    ctx.stroke();
    assert.equal(inkCount(ctx), 2 * 10);
  });
  test('have caps of their own', () => {
    const ctx = stroked({ lineWidth: 2, lineCap: 'square', dash: [2, 8] }, [10, 10], [30, 10]);
    assertPixel(ctx, 9, 10, BLACK);
    assertPixel(ctx, 12, 10, BLACK);
    assertPixel(ctx, 13, 10, CLEAR);
  });
  test('apply to strokeRect', () => {
    const ctx = context(40, 40);
    ctx.lineWidth = 2;
    ctx.setLineDash([5, 1000]);
    ctx.strokeRect(10, 10, 20, 20);
    assert.equal(inkCount(ctx), 10);
  });
  for (const bad of [[-1], [1, -1], [NaN], [1, Infinity], ['x'], [undefined], [{}]]) {
    test(`a list with ${String(bad[bad.length - 1])} changes nothing`, () => {
      const ctx = context();
      ctx.setLineDash([1, 2]);
      ctx.setLineDash(bad);
      assert.deepEqual(ctx.getLineDash(), [1, 2]);
    });
  }
  for (const wrong of [5, null, undefined, {}, 'list', true]) {
    test(`${JSON.stringify(wrong)} is a TypeError`, () => assert.throws(() => context().setLineDash(wrong), TypeError));
  }
  test('any iterable will do', () => {
    const ctx = context();
    ctx.setLineDash(new Float32Array([1, 2]));
    assert.deepEqual(ctx.getLineDash(), [1, 2]);
    ctx.setLineDash(new Set([3, 4]));
    assert.deepEqual(ctx.getLineDash(), [3, 4]);
  });
  test('getLineDash gives a copy', () => {
    const ctx = context();
    const list = [1, 2];
    ctx.setLineDash(list);
    list[0] = 50;
    ctx.getLineDash().push(9);
    assert.deepEqual(ctx.getLineDash(), [1, 2]);
  });
});
