'use strict';

// Operations on Path2D beyond the standard.

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { FillType, Path2D, PathOp, StrokeCap, StrokeJoin, memoryUsage, setMemoryBudget } = require('../../index.js');
const { context, inkCount } = require('../helpers/pixels.js');

const A = 'M0 0h10v10h-10z';
const B = 'M5 5h10v10h-10z';

/** How many pixels a path covers under its own rule. */
function covered(path) {
  const ctx = context(40, 40);
  ctx.fill(path, path.getFillTypeString());
  return inkCount(ctx);
}

function pixels(path, rule) {
  const ctx = context(100, 50);
  ctx.fill(path, rule);
  return ctx.getImageData(0, 0, 100, 50).data;
}

describe('op', () => {
  for (const [name, area] of [['Difference', 75], ['Intersect', 25], ['Union', 175], ['Xor', 150], ['ReverseDifference', 75]]) {
    test(name, () => {
      const path = new Path2D(A);
      assert.equal(path.op(new Path2D(B), PathOp[name]), path);
      assert.equal(covered(path), area);
      assert.equal(path.getFillType(), FillType.EvenOdd);
    });
  }
  test('keeps corners and edges to the bit', () => {
    assert.equal(new Path2D(A).op(new Path2D(B), PathOp.Intersect).getBounds().join(), '5,5,10,10');
    const odd = new Path2D('M.1 .1h10.3v10.3h-10.3z').op(new Path2D('M5.7 5.1h10.3v10.3h-10.3z'), PathOp.Intersect);
    assert.deepEqual(odd.getBounds().slice(0, 2), [5.7, 5.1]);
  });
  test('keeps curves', () => {
    const [a, b] = [new Path2D(), new Path2D()];
    a.arc(20, 20, 15, 0, 7);
    b.arc(30, 20, 15, 0, 7);
    const text = a.op(b, PathOp.Intersect).toSVGString();
    assert.match(text, /C/);
    assert.ok(text.split(/[MLQCZ]/).length < 20, text);
  });
  test('with itself', () => {
    const path = new Path2D(A);
    assert.equal(covered(path.op(path, PathOp.Union)), 100);
    assert.equal(path.op(path, PathOp.Xor).toSVGString(), '');
  });
  test('takes each path by its fill type', () => {
    const ring = new Path2D(`${A}M2 2h4v4h-4z`);
    ring.setFillType(FillType.EvenOdd);
    assert.equal(covered(new Path2D(A).op(ring, PathOp.Difference)), 16);
    const outside = new Path2D(B);
    outside.setFillType(FillType.InverseWinding);
    assert.equal(covered(new Path2D(A).op(outside, PathOp.Intersect)), 75);
    assert.equal(new Path2D(A).op(outside, PathOp.Union).getFillType(), FillType.InverseEvenOdd);
  });
  test('what it makes is right under both rules', () => {
    const star = new Path2D('M50 2L80 48 5 18 95 18 20 48z').op(new Path2D('M30 10h40v30h-40zM40 20h10v10h-10z'), PathOp.Xor);
    assert.deepEqual(pixels(star, 'nonzero'), pixels(star, 'evenodd'));
  });
  test('looks like the two that were combined', () => {
    const [a, b] = ['M20 5C90 -20 -10 70 80 45Q60 60 10 40z', 'M10 25a40 20 10 1 1 60 10z'];
    const [one, other, both] = [a, b, a].map((data) => pixels(new Path2D(data), 'nonzero'));
    const made = pixels(new Path2D(a).op(new Path2D(b), PathOp.Union), 'nonzero');
    let differing = 0;
    for (let i = 3; i < both.length; i += 4) {
      const whole = [one[i], other[i]];
      if (whole.includes(255)) differing += Number(made[i] < 250);
      else if (whole.every((alpha) => alpha === 0)) differing += Number(made[i] > 5);
    }
    assert.equal(differing, 0);
  });
  test('wrong arguments are TypeErrors', () => {
    for (const wrong of [undefined, null, {}, A, 5]) assert.throws(() => new Path2D(A).op(wrong, 0), TypeError);
    for (const wrong of [undefined, null, -1, 5, 1.5, '1', 'union']) assert.throws(() => new Path2D(A).op(new Path2D(B), wrong), TypeError);
  });
  test('too much is a RangeError, at once, and changes nothing', () => {
    const long = new Path2D();
    for (let i = 0; i < 300_000; i++) long.lineTo(i, i % 7);
    const before = long.getBounds();
    const dense = new Path2D();
    for (let i = 0; i < 5000; i++) dense.lineTo((i % 2) * 1e4 + (i % 13), i * 3 + (i % 7));
    for (let i = 0; i < 5000; i++) dense.lineTo(i * 3, (i % 2) * 1e4 + (i % 5));
    const start = Date.now();
    for (const method of ['simplify', 'stroke']) assert.throws(() => long[method](), RangeError);
    for (const [method, ...values] of [['round', 1], ['trim', 0, 0.5], ['dash', 1, 1, 0]]) assert.throws(() => long[method](...values), RangeError);
    assert.throws(() => dense.simplify(), RangeError);
    assert.ok(Date.now() - start < 5000);
    assert.deepEqual(long.getBounds(), before);
  });
  test('the budget is asked', () => {
    const path = new Path2D();
    for (let i = 0; i < 50_000; i++) path.rect((i % 200) * 3, Math.floor(i / 200) * 3, 2, 2);
    path.getBounds();
    const ctx = context(40, 40);
    ctx.fillRect(0, 0, 1, 1);
    const { budget, live } = memoryUsage();
    try {
      setMemoryBudget(live + 2 ** 20);
      assert.throws(() => new Path2D(A).op(path, PathOp.Union), RangeError);
      assert.throws(() => path.stroke(), RangeError);
      assert.throws(() => path.toSVGString(), RangeError);
      assert.throws(() => path.equals(path), RangeError);
      assert.throws(() => ctx.isPointInStroke(path, 1, 1), RangeError);
    } finally {
      setMemoryBudget(budget);
    }
    assert.ok(path.getBounds()[2] > 500);
  });
});

describe('simplify and asWinding', () => {
  test('leave the area as it is', () => {
    const ring = new Path2D(`${A}M2 2h4v4h-4z`);
    assert.equal(covered(new Path2D(ring).simplify()), 100);
    ring.setFillType(FillType.EvenOdd);
    assert.equal(covered(new Path2D(ring).simplify()), 84);
    const winding = new Path2D(ring).asWinding();
    assert.deepEqual([winding.getFillType(), covered(winding)], [FillType.Winding, 84]);
  });
  test('asWinding leaves a winding path alone', () => assert.equal(new Path2D(A).asWinding().toSVGString(), 'M0 0L10 0L10 10L0 10Z'));
});

describe('stroke', () => {
  test('is the outline of the stroke', () => {
    const options = { width: 6, cap: StrokeCap.Round, join: StrokeJoin.Bevel };
    const ctx = context(40, 40);
    ctx.lineWidth = 6;
    ctx.lineCap = 'round';
    ctx.lineJoin = 'bevel';
    ctx.stroke(new Path2D('M5 5L30 8 12 30'));
    const filled = context(40, 40);
    filled.fill(new Path2D('M5 5L30 8 12 30').stroke(options));
    const [one, other] = [ctx, filled].map((c) => c.getImageData(0, 0, 40, 40).data);
    assert.ok(one.every((value, i) => Math.abs(value - other[i]) <= 2));
  });
  test('has defaults', () => assert.deepEqual(new Path2D('M0 5h10').stroke().getBounds(), [0, 4.5, 10, 5.5]));
  test('what is no width changes nothing', () => {
    for (const width of [0, -1, NaN, Infinity]) assert.equal(new Path2D('M0 5h10').stroke({ width }).toSVGString(), 'M0 5L10 5');
  });
  test('what would be bent is a RangeError', () => {
    assert.deepEqual(new Path2D('M0 0h1e7').stroke({ width: 4 }).getBounds(), [0, -2, 1e7, 2]);
    const long = new Path2D('M0 0h1e8');
    assert.throws(() => long.stroke(), (error) => error instanceof RangeError && /1e8 is more than 1e7/.test(error.message));
    assert.equal(long.toSVGString(), 'M0 0L100000000 0');
    assert.throws(() => new Path2D(A).stroke({ width: 1e8 }), RangeError);
  });
  test('wrong options are TypeErrors', () => {
    for (const options of [null, 5, { cap: 'round' }, { join: 9 }]) assert.throws(() => new Path2D(A).stroke(options), TypeError);
  });
});

describe('transform, trim, dash, round', () => {
  const made = (data, method, ...values) => {
    const path = new Path2D(data);
    assert.equal(path[method](...values), path);
    return path.toSVGString();
  };
  test('transform', () => {
    assert.equal(made('M0 0h10v10', 'transform', { a: 2, d: 3, e: 1 }), 'M1 0L21 0L21 30');
    assert.equal(made('M0 0h10', 'transform', { a: NaN }), 'M0 0L10 0');
    assert.throws(() => new Path2D('M1e300 0h1').transform({ a: 1e300 }), RangeError);
  });
  test('trim', () => {
    assert.equal(made('M0 0h10v10', 'trim', 0.25, 0.75), 'M5 0L10 0L10 5');
    assert.equal(made('M0 0h10v10', 'trim', 0.25, 0.75, true), 'M10 5L10 10M0 0L5 0');
    assert.equal(made('M0 0h10', 'trim', NaN, 1), 'M0 0L10 0');
  });
  test('dash', () => {
    assert.equal(made('M0 0h10', 'dash', 4, 2, 1), 'M0 0L3 0M5 0L9 0');
    assert.equal(made('M0 0h10', 'dash', -4, 2, 1), 'M0 0L10 0');
    assert.throws(() => new Path2D('M0 0h10').dash(1e-9, 1e-9, 0), RangeError);
  });
  test('round', () => {
    assert.equal(made('M0 0h10v10', 'round', 2), 'M0 0L8 0Q10 0 10 2L10 10');
    assert.equal(made('M0 0h10v10', 'round', -2), 'M0 0L10 0L10 10');
  });
  test('too few arguments are TypeErrors', () => {
    for (const [method, ...values] of [['transform'], ['trim', 0], ['dash', 1, 2], ['round'], ['op', new Path2D()], ['equals'], ['setFillType']]) {
      assert.throws(() => new Path2D(A)[method](...values), TypeError);
    }
  });
});

describe('bounds, text, equality, fill types', () => {
  test('getBounds has the control points, computeTightBounds the curve', () => {
    const path = new Path2D('M0 0Q5 10 10 0M30 30');
    assert.deepEqual([path.getBounds(), path.computeTightBounds()], [[0, 0, 10, 10], [0, 0, 10, 5]]);
    assert.deepEqual([new Path2D().getBounds(), new Path2D('M5 6').getBounds()], [[0, 0, 0, 0], [5, 6, 5, 6]]);
  });
  test('toSVGString comes back through the constructor', () => {
    const path = new Path2D('M.1-1e-7L1e21 5A3 4 10 0 1 9 9Q1 2 3 4C1 2 3 4 5 6Z');
    path.rect(1, 2, 3, 4);
    path.lineTo(1 / 3, -0);
    path.arc(9, 9, 4, 1, 3);
    path.closePath();
    path.roundRect(1, 1, 30, 20, [2, 5]);
    const back = new Path2D(path.toSVGString());
    assert.ok(back.equals(path));
    assert.equal(back.toSVGString(), path.toSVGString());
  });
  test('equals looks at segments and fill types', () => {
    const [a, b] = [new Path2D(A), new Path2D(A)];
    assert.equal(a.equals(b), true);
    b.setFillType(FillType.EvenOdd);
    assert.equal(a.equals(b) || a.equals(new Path2D(B)), false);
    assert.throws(() => a.equals(A), TypeError);
  });
  test('fill types are numbers from 0 to 3, and are copied', () => {
    const path = new Path2D(A);
    assert.equal(path.getFillType(), FillType.Winding);
    for (const [name, text] of [['EvenOdd', 'evenodd'], ['InverseWinding', 'nonzero'], ['InverseEvenOdd', 'evenodd']]) {
      path.setFillType(FillType[name]);
      assert.deepEqual([path.getFillType(), path.getFillTypeString()], [FillType[name], text]);
      assert.equal(new Path2D(path).getFillType(), FillType[name]);
    }
    for (const wrong of [4, -1, '1', null]) assert.throws(() => path.setFillType(wrong), TypeError);
  });
});
