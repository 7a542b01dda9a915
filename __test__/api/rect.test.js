'use strict';

// https://html.spec.whatwg.org/multipage/canvas.html#drawing-rectangles-to-the-bitmap

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { assertNear, assertPixel, context, inkBox, inkCount, pixel, BLACK, CLEAR, RED } = require('../helpers/pixels.js');

describe('fillRect', () => {
  test('fills exactly its pixels', () => {
    const ctx = context();
    ctx.fillRect(2, 3, 4, 5);
    assert.deepEqual(inkBox(ctx), { left: 2, top: 3, right: 6, bottom: 8 });
    assert.equal(inkCount(ctx), 20);
    assertPixel(ctx, 2, 3, BLACK);
  });
  test('negative sizes reach back', () => {
    const ctx = context();
    ctx.fillRect(6, 8, -4, -5);
    assert.deepEqual(inkBox(ctx), { left: 2, top: 3, right: 6, bottom: 8 });
  });
  for (const [w, h] of [[0, 5], [5, 0], [0, 0]]) {
    test(`${w}x${h} draws nothing`, () => {
      const ctx = context();
      ctx.fillRect(2, 2, w, h);
      assert.equal(inkCount(ctx), 0);
    });
  }
  test('half a pixel is half covered', () => {
    const ctx = context();
    ctx.fillRect(2.5, 2, 1, 1);
    assertNear(pixel(ctx, 2, 2), [0, 0, 0, 128], 1);
    assertNear(pixel(ctx, 3, 2), [0, 0, 0, 128], 1);
  });
  test('what lies outside is left out', () => {
    const ctx = context();
    ctx.fillRect(-5, -5, 7, 7);
    ctx.fillRect(9, 9, 1e6, 1e6);
    assert.equal(inkCount(ctx), 4 + 1);
  });
  test('leaves the current path alone', () => {
    const ctx = context();
    ctx.rect(0, 0, 1, 1);
    ctx.fillRect(5, 5, 1, 1);
    ctx.fill();
    assert.equal(inkCount(ctx), 2);
  });
  test('arguments are converted', () => {
    const ctx = context();
    ctx.fillRect('2', { valueOf: () => 3 }, true, [1]);
    assert.deepEqual(inkBox(ctx), { left: 2, top: 3, right: 3, bottom: 4 });
  });
});

describe('clearRect', () => {
  test('clears exactly its pixels', () => {
    const ctx = context();
    ctx.fillRect(0, 0, 10, 10);
    ctx.clearRect(2, 3, 4, 5);
    assert.equal(inkCount(ctx), 100 - 20);
    assertPixel(ctx, 2, 3, CLEAR);
    assertPixel(ctx, 5, 7, CLEAR);
    assertPixel(ctx, 6, 8, BLACK);
  });
  test('ignores alpha, mode and style', () => {
    const ctx = context();
    ctx.fillRect(0, 0, 10, 10);
    ctx.globalAlpha = 0.1;
    ctx.globalCompositeOperation = 'destination-over';
    ctx.fillStyle = 'red';
    ctx.clearRect(0, 0, 10, 10);
    assert.equal(inkCount(ctx), 0);
  });
  test('is held by the clip', () => {
    const ctx = context();
    ctx.fillRect(0, 0, 10, 10);
    ctx.beginPath();
    ctx.rect(0, 0, 5, 10);
    ctx.clip();
    ctx.clearRect(0, 0, 10, 10);
    assertPixel(ctx, 4, 4, CLEAR);
    assertPixel(ctx, 5, 4, BLACK);
  });
  test('is transformed', () => {
    const ctx = context();
    ctx.fillRect(0, 0, 10, 10);
    ctx.translate(5, 5);
    ctx.clearRect(0, 0, 2, 2);
    assertPixel(ctx, 5, 5, CLEAR);
    assertPixel(ctx, 0, 0, BLACK);
  });
  test('negative sizes reach back', () => {
    const ctx = context();
    ctx.fillRect(0, 0, 10, 10);
    ctx.clearRect(10, 10, -5, -5);
    assert.equal(inkCount(ctx), 75);
  });
});

describe('strokeRect', () => {
  test('draws a frame', () => {
    const ctx = context();
    ctx.strokeStyle = 'red';
    ctx.lineWidth = 2;
    ctx.strokeRect(2, 2, 6, 6);
    assert.deepEqual(inkBox(ctx), { left: 1, top: 1, right: 9, bottom: 9 });
    assert.equal(inkCount(ctx), 64 - 16);
    assertPixel(ctx, 1, 1, RED);
    assertPixel(ctx, 5, 5, CLEAR);
  });
  test('has the corners lineJoin asks for', () => {
    const ctx = context();
    ctx.lineWidth = 4;
    ctx.lineJoin = 'bevel';
    ctx.strokeRect(3, 3, 4, 4);
    assert.ok(pixel(ctx, 1, 1)[3] < 255, 'the outer corner is cut');
  });
  test('without height it is a line', () => {
    const ctx = context();
    ctx.lineWidth = 2;
    ctx.strokeRect(2, 5, 6, 0);
    const box = inkBox(ctx);
    assert.deepEqual([box.top, box.bottom], [4, 6]);
    assertPixel(ctx, 5, 4, BLACK);
  });
  test('without both it draws nothing', () => {
    const ctx = context();
    ctx.strokeRect(5, 5, 0, 0);
    assert.equal(inkCount(ctx), 0);
  });
  test('leaves the current path alone', () => {
    const ctx = context();
    ctx.rect(0, 0, 1, 1);
    ctx.lineWidth = 1e-9;
    ctx.strokeRect(5, 5, 1, 1);
    ctx.fill();
    assertPixel(ctx, 0, 0, BLACK);
  });
});

for (const name of ['fillRect', 'clearRect', 'strokeRect', 'rect']) {
  test(`${name} needs four arguments`, () => assert.throws(() => context()[name](1, 2, 3), { name: 'TypeError', message: /4.*3/ }));
  test(`${name} with a number that is not finite does nothing`, () => {
    for (const bad of [NaN, Infinity, -Infinity, undefined, 'x', {}]) {
      for (let i = 0; i < 4; i++) {
        const ctx = context();
        ctx.fillRect(0, 0, 1, 1);
        const numbers = [0, 0, 10, 10];
        numbers[i] = bad;
        ctx[name](...numbers);
        ctx.fill();
        assert.equal(inkCount(ctx), 1, `${name}(${numbers})`);
      }
    }
  });
}
