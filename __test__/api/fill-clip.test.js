'use strict';

// Fill rules and clipping. https://html.spec.whatwg.org/multipage/canvas.html#drawing-paths-to-the-canvas

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { Path2D } = require('../../index.js');
const { assertPixel, context, inkBox, inkCount, pixel, BLACK, CLEAR } = require('../helpers/pixels.js');

/** Two rectangles, one in the other, turning the same way. */
function nested(target) {
  target.rect(0, 0, 10, 10);
  target.rect(3, 3, 4, 4);
  return target;
}

describe('fill rules', () => {
  const own = (...args) => { const ctx = nested(context()); ctx.fill(...args); return inkCount(ctx); };
  const path = (...args) => { const ctx = context(); ctx.fill(nested(new Path2D()), ...args); return inkCount(ctx); };
  test('nonzero fills the inner rectangle', () => assert.deepEqual([own('nonzero'), path('nonzero')], [100, 100]));
  test('evenodd leaves it out', () => assert.deepEqual([own('evenodd'), path('evenodd')], [84, 84]));
  test('nonzero is the default', () => {
    assert.deepEqual([own(), own(undefined), path(), path(undefined)], [100, 100, 100, 100]);
  });
  test('nonzero leaves out what turns the other way', () => {
    const ctx = context();
    ctx.rect(0, 0, 10, 10);
    ctx.rect(7, 3, -4, 4);
    ctx.fill();
    assert.equal(inkCount(ctx), 84);
  });
  for (const rule of ['even-odd', 'NONZERO', '', null, 5, {}]) {
    test(`fill and clip refuse ${JSON.stringify(rule)}`, () => {
      for (const name of ['fill', 'clip']) {
        assert.throws(() => context()[name](rule), TypeError);
        assert.throws(() => context()[name](new Path2D(), rule), TypeError);
      }
    });
  }
  test('fill of a Path2D leaves the current path alone', () => {
    const ctx = context();
    ctx.rect(0, 0, 1, 1);
    ctx.fill(new Path2D('M5 5h1v1h-1z'));
    assert.equal(inkCount(ctx), 1);
    ctx.fill();
    assert.equal(inkCount(ctx), 2);
  });
  test('stroke refuses what is no Path2D', () => {
    for (const wrong of [null, 5, 'M0 0', {}]) assert.throws(() => context().stroke(wrong), TypeError);
  });
});

/** A context clipped to a rectangle. */
function clipped(...rect) {
  const ctx = context();
  clipTo(ctx, ...rect);
  return ctx;
}

function clipTo(ctx, ...rect) {
  ctx.beginPath();
  ctx.rect(...rect);
  ctx.clip();
}

const flood = (ctx) => { ctx.fillRect(-100, -100, 1000, 1000); return ctx; };

describe('clip', () => {
  test('a rectangle holds fillRect', () => {
    assert.deepEqual(inkBox(flood(clipped(2, 3, 4, 5))), { left: 2, top: 3, right: 6, bottom: 8 });
  });

  const HELD = {
    fill: (ctx) => { ctx.beginPath(); ctx.rect(0, 0, 10, 10); ctx.fill(); },
    stroke: (ctx) => { ctx.beginPath(); ctx.lineWidth = 50; ctx.moveTo(0, 5); ctx.lineTo(10, 5); ctx.stroke(); },
    strokeRect: (ctx) => { ctx.lineWidth = 50; ctx.strokeRect(0, 0, 10, 10); },
    drawImage: (ctx) => ctx.drawImage(flood(context()).canvas, 0, 0),
    fillText: (ctx) => { ctx.font = '60px sans-serif'; ctx.fillText('█■██', -9, 30); ctx.fillRect(0, 0, 9, 9); },
  };
  for (const [name, draw] of Object.entries(HELD)) {
    test(`holds ${name}`, () => {
      const ctx = clipped(2, 3, 4, 5);
      draw(ctx);
      assert.deepEqual(inkBox(ctx), { left: 2, top: 3, right: 6, bottom: 8 });
    });
  }

  test('does not hold putImageData', () => {
    const ctx = clipped(2, 3, 4, 5);
    const data = ctx.createImageData(10, 10);
    data.data.fill(255);
    ctx.putImageData(data, 0, 0);
    assert.equal(inkCount(ctx), 100);
  });
  test('two clips leave what both have', () => {
    const ctx = clipped(0, 0, 6, 6);
    clipTo(ctx, 3, 3, 6, 6);
    assert.deepEqual(inkBox(flood(ctx)), { left: 3, top: 3, right: 6, bottom: 6 });
  });
  test('clips without a common pixel leave nothing', () => {
    const ctx = clipped(0, 0, 3, 3);
    clipTo(ctx, 5, 5, 3, 3);
    assert.equal(inkCount(flood(ctx)), 0);
  });
  test('an empty path leaves nothing', () => {
    const ctx = context();
    ctx.beginPath();
    ctx.clip();
    assert.equal(inkCount(flood(ctx)), 0);
  });
  test('restore opens it again', () => {
    const ctx = context();
    ctx.save();
    clipTo(ctx, 0, 0, 2, 2);
    ctx.save();
    clipTo(ctx, 0, 0, 1, 1);
    ctx.restore();
    assert.equal(inkCount(flood(ctx)), 4);
    ctx.restore();
    assert.equal(inkCount(flood(ctx)), 100);
  });
  test('takes the even-odd rule', () => {
    const ctx = nested(context());
    ctx.clip('evenodd');
    assert.equal(inkCount(flood(ctx)), 84);
  });
  test('takes a Path2D and a rule', () => {
    const ctx = context();
    ctx.clip(nested(new Path2D()), 'evenodd');
    assert.equal(inkCount(flood(ctx)), 84);
  });
  test('the transform counts when the path is made, not when drawing', () => {
    const ctx = context();
    ctx.translate(5, 5);
    clipTo(ctx, 0, 0, 2, 2);
    ctx.resetTransform();
    assert.deepEqual(inkBox(flood(ctx)), { left: 5, top: 5, right: 7, bottom: 7 });
  });
  test('a circle has soft edges', () => {
    const ctx = context(20, 20);
    ctx.arc(10, 10, 7.5, 0, 7);
    ctx.clip();
    flood(ctx);
    assertPixel(ctx, 10, 10, BLACK);
    assertPixel(ctx, 1, 1, CLEAR);
    const alphas = new Set(ctx.getImageData(0, 0, 20, 20).data.filter((_, i) => i % 4 === 3));
    assert.ok(alphas.size > 4, 'levels between clear and opaque');
  });
  test('a circle and a rectangle leave their common part', () => {
    const ctx = context(20, 20);
    ctx.arc(10, 10, 8, 0, 7);
    ctx.clip();
    clipTo(ctx, 10, 0, 10, 20);
    flood(ctx);
    assert.equal(pixel(ctx, 9, 10)[3], 0);
    assert.equal(pixel(ctx, 10, 10)[3], 255);
    assert.equal(pixel(ctx, 19, 1)[3], 0);
  });
  test('keeps the current path', () => {
    const ctx = context();
    ctx.rect(1, 1, 2, 2);
    ctx.clip();
    ctx.fill();
    assert.equal(inkCount(ctx), 4);
  });
});
