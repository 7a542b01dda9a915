'use strict';

// Sizes that no canvas can have, and what a refusal leaves behind.

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { Canvas, createCanvas, memoryUsage, setMemoryBudget } = require('../../index.js');
const { assertPixel, context, BLACK } = require('../helpers/pixels.js');

const REFUSED = [
  [-1, 5], [5, -1], [NaN, 5], [5, NaN], [Infinity, 5], [5, -Infinity], [1e9, 1], [1, 1e9], [65536, 1], [1, 65536],
  [65535, 65535], [65536, 65536], [2 ** 31, 1], [2 ** 32 + 1, 1], ['x', 5], [{}, 5], [5, {}], [[1, 2], 5], [() => {}, 5],
];

describe('constructor', () => {
  for (const sizes of REFUSED) {
    test(`${sizes.map((size) => (typeof size === 'object' ? JSON.stringify(size) : String(size)))} is a RangeError`, () => {
      const before = memoryUsage().live;
      assert.throws(() => createCanvas(...sizes), { name: 'RangeError', message: /got|has/ });
      assert.throws(() => new Canvas(...sizes), RangeError);
      assert.ok(memoryUsage().live <= before);
    });
  }
  for (const size of [Symbol('x'), 5n ** 100n, Object.create(null)]) {
    test(`a ${typeof size} is an Error`, () => {
      assert.throws(() => createCanvas(size, 5), (error) => error instanceof TypeError || error instanceof RangeError);
      assert.throws(() => createCanvas(5, size), (error) => error instanceof TypeError || error instanceof RangeError);
    });
  }
  for (const [sizes, expected] of [[['5', '6'], [5, 6]], [[null, 5], [0, 5]], [[undefined, undefined], [300, 150]], [[true, [7]], [1, 7]], [[0.9, -0.5], [0, 0]], [[0, 0], [0, 0]]]) {
    test(`${JSON.stringify(sizes)} is ${expected}`, () => {
      const canvas = createCanvas(...sizes);
      assert.deepEqual([canvas.width, canvas.height], expected);
    });
  }
  test('a canvas without pixels takes every call', () => {
    const ctx = context(0, 0);
    ctx.fillRect(0, 0, 9, 9);
    ctx.fillText('x', 0, 0);
    ctx.drawImage(createCanvas(3, 3), 0, 0);
    ctx.clip();
    ctx.stroke();
    ctx.putImageData(ctx.createImageData(2, 2), 0, 0);
    assert.ok(ctx.getImageData(0, 0, 2, 2).data.every((byte) => byte === 0));
    assert.equal(ctx.canvas.data().length, 0);
  });
  test('the longest sides are allowed', () => {
    for (const sizes of [[65535, 1], [1, 65535]]) {
      const ctx = context(...sizes);
      ctx.fillRect(0, 0, 65535, 65535);
      assertPixel(ctx, sizes[0] - 1, sizes[1] - 1, BLACK);
      ctx.canvas.dispose();
    }
  });
});

describe('attributes', () => {
  for (const name of ['width', 'height']) {
    for (const value of [65536, 1e9, 2 ** 31 - 1]) {
      test(`${name} = ${value} is a RangeError, the canvas stays as it was`, () => {
        const ctx = context(6, 6);
        ctx.fillRect(0, 0, 6, 6);
        assert.throws(() => { ctx.canvas[name] = value; }, RangeError);
        assert.deepEqual([ctx.canvas.width, ctx.canvas.height], [6, 6]);
        assertPixel(ctx, 3, 3, BLACK);
      });
    }
    for (const [value, expected] of [[NaN, 0], [Infinity, 0], ['x', 0], [null, 0], ['7', 7], [3.9, 3], [2 ** 32 + 2, 2], [{}, 0]]) {
      test(`${name} = ${JSON.stringify(value) ?? value} (${String(value)}) is ${expected}`, () => {
        const canvas = createCanvas(6, 6);
        canvas[name] = value;
        assert.equal(canvas[name], expected);
      });
    }
    test(`${name} = Symbol() is a TypeError`, () => assert.throws(() => { createCanvas(1, 1)[name] = Symbol('x'); }, TypeError));
  }
  test('too large an area is a RangeError', () => {
    const canvas = createCanvas(65535, 10);
    assert.throws(() => { canvas.height = 65535; }, RangeError);
    assert.equal(canvas.height, 10);
  });
  test('a canvas that throws while it is asked for a size stays as it was', () => {
    const ctx = context(6, 6);
    ctx.fillRect(0, 0, 6, 6);
    assert.throws(() => { ctx.canvas.width = { valueOf() { throw new Error('mine'); } }; }, { message: 'mine' });
    assertPixel(ctx, 3, 3, BLACK);
  });
});

describe('the memory budget', () => {
  function withBudget(bytes, work) {
    setMemoryBudget(memoryUsage().live + bytes);
    try {
      return work();
    } finally {
      setMemoryBudget(Infinity);
    }
  }
  test('a canvas past it is a RangeError when it is drawn, a smaller one works afterwards', () => {
    withBudget(1e6, () => {
      const large = context(2000, 2000);
      assert.throws(() => { large.fillRect(0, 0, 9, 9); large.getImageData(0, 0, 1, 1); }, { name: 'RangeError', message: /budget|memory/i });
      const small = context(50, 50);
      small.fillRect(0, 0, 50, 50);
      assertPixel(small, 49, 49, BLACK);
    });
  });
  test('the refused canvas works when there is room again', () => {
    const large = context(1000, 1000);
    withBudget(1e6, () => assert.throws(() => { large.fillRect(0, 0, 9, 9); large.getImageData(0, 0, 1, 1); }, RangeError));
    large.fillRect(0, 0, 9, 9);
    assertPixel(large, 5, 5, BLACK);
    large.canvas.dispose();
  });
  test('encoding past it rejects, and the process goes on', async () => {
    const canvas = createCanvas(2000, 2000);
    canvas.getContext('2d').fillRect(0, 0, 5, 5);
    setMemoryBudget(memoryUsage().live + 1e5);
    try {
      await assert.rejects(canvas.encode('png'), RangeError);
    } finally {
      setMemoryBudget(Infinity);
    }
    assert.ok((await canvas.encode('png')).length > 100);
    canvas.dispose();
  });
  test('a path past it is a RangeError', () => {
    withBudget(2e6, () => {
      const ctx = context(10, 10);
      assert.throws(() => {
        for (let i = 0; i < 1e6; i++) ctx.lineTo(i % 10, i % 7);
        ctx.fill();
        ctx.getImageData(0, 0, 1, 1);
      }, RangeError);
    });
  });
  test('garbage makes room before anything is refused', () => {
    withBudget(20e6, () => {
      for (let i = 0; i < 100; i++) {
        const ctx = context(1000, 1000);
        ctx.fillRect(0, 0, 5, 5);
        ctx.getImageData(0, 0, 1, 1);
      }
    });
  });
});
