'use strict';

// https://html.spec.whatwg.org/multipage/canvas.html#pixel-manipulation

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { ImageData } = require('../../index.js');
const { assertNear, assertPixel, context, inkBox, inkCount, pixel, BLUE, CLEAR, RED } = require('../helpers/pixels.js');

/** Image data whose pixels are all different. */
function numbered(width, height) {
  const data = new ImageData(width, height);
  for (let i = 0; i < width * height; i++) data.data.set([i, 255 - i, i * 7, 255], i * 4);
  return data;
}

describe('new ImageData', () => {
  test('of a size is transparent black', () => {
    const data = new ImageData(3, 2);
    assert.deepEqual([data.width, data.height, data.data.length, data.colorSpace], [3, 2, 24, 'srgb']);
    assert.ok(data.data instanceof Uint8ClampedArray && data.data.every((byte) => byte === 0));
  });
  test('of an array keeps that array', () => {
    const array = new Uint8ClampedArray(24);
    const data = new ImageData(array, 3);
    assert.equal(data.data, array);
    assert.deepEqual([data.width, data.height], [3, 2]);
    assert.equal(new ImageData(array, 3, 2).height, 2);
  });
  const ERRORS = [
    ['IndexSizeError', [0, 5]], ['IndexSizeError', [5, 0]], ['IndexSizeError', ['x', 5]],
    ['InvalidStateError', [new Uint8ClampedArray(0), 1]], ['InvalidStateError', [new Uint8ClampedArray(7), 1]],
    ['IndexSizeError', [new Uint8ClampedArray(24), 4]], ['IndexSizeError', [new Uint8ClampedArray(24), 0]],
    ['IndexSizeError', [new Uint8ClampedArray(24), 3, 3]],
    // No array of pixels: Web IDL takes them for numbers.
    ['IndexSizeError', [new Uint8Array(24), 3]], ['IndexSizeError', [[0, 0, 0, 0], 1]], ['IndexSizeError', [{}, 1]],
    ['TypeError', [5]], ['TypeError', []], ['TypeError', [1, 1, { colorSpace: 'display-p4' }]], ['TypeError', [1, 1, 5]],
    ['IndexSizeError', [65536, 65536]],
  ];
  for (const [name, args] of ERRORS) {
    test(`of ${args.map((arg) => (ArrayBuffer.isView(arg) ? `${arg.constructor.name}(${arg.length})` : JSON.stringify(arg)))} is a ${name}`, () => {
      assert.throws(() => new ImageData(...args), { name });
    });
  }
  test('its members are read-only', () => {
    const data = new ImageData(1, 1);
    assert.throws(() => { data.width = 5; }, TypeError);
    assert.throws(() => { data.data = null; }, TypeError);
  });
});

describe('createImageData', () => {
  test('of a size', () => {
    const data = context().createImageData(3, 2);
    assert.ok(data instanceof ImageData);
    assert.deepEqual([data.width, data.height], [3, 2]);
  });
  test('takes negative sizes as their amount', () => {
    const data = context().createImageData(-3, -2);
    assert.deepEqual([data.width, data.height], [3, 2]);
  });
  test('of another one has its size and no pixels of it', () => {
    const data = context().createImageData(numbered(3, 2));
    assert.deepEqual([data.width, data.height], [3, 2]);
    assert.ok(data.data.every((byte) => byte === 0));
  });
  test('without pixels is an IndexSizeError', () => {
    for (const size of [[0, 1], [1, 0]]) assert.throws(() => context().createImageData(...size), { name: 'IndexSizeError' });
  });
  test('of anything else is a TypeError', () => {
    for (const args of [[], [5], [{}], [null], [NaN, 1], [1, Infinity], [1, 2 ** 40]]) {
      assert.throws(() => context().createImageData(...args), TypeError, JSON.stringify(args));
    }
  });
});

describe('getImageData', () => {
  const drawn = () => { const ctx = context(); ctx.fillStyle = 'red'; ctx.fillRect(2, 3, 1, 1); return ctx; };
  test('gives a rectangle', () => {
    const data = drawn().getImageData(1, 3, 3, 2);
    assert.deepEqual([data.width, data.height], [3, 2]);
    assert.deepEqual([...data.data], [...CLEAR, ...RED, ...CLEAR, ...CLEAR, ...CLEAR, ...CLEAR]);
  });
  test('negative sizes reach back', () => {
    const data = drawn().getImageData(4, 5, -3, -2);
    assert.deepEqual([...data.data], [...drawn().getImageData(1, 3, 3, 2).data]);
  });
  test('outside is transparent black, whatever the memory was used for before', () => {
    const ctx = context(100, 100);
    ctx.fillStyle = 'red';
    ctx.fillRect(0, 0, 100, 100);
    for (let round = 0; round < 30; round += 1) {
      new Uint8Array(300 * 300 * 4).fill(0xab);
      const { data } = ctx.getImageData(-100, -100, 300, 300);
      const ours = data.filter((_, i) => i % 4 === 3 && data[i] === 255).length;
      assert.equal(ours, 10_000);
      assert.equal(data.reduce((sum, byte) => sum + byte), 10_000 * (255 + 255));
    }
  });

  test('outside is transparent black', () => {
    const data = drawn().getImageData(-2, -1, 5, 5).data;
    assert.deepEqual([...data.subarray((4 * 5 + 4) * 4)], RED);
    assert.equal(data.filter((byte) => byte > 0).length, 2);
    assert.ok(drawn().getImageData(500, 500, 2, 2).data.every((byte) => byte === 0));
    for (const far of [-2147483648, 2147483647]) {
      assert.ok(drawn().getImageData(far, 3, 1, 1).data.every((byte) => byte === 0));
      assert.ok(drawn().getImageData(2, far, 3, -3).data.every((byte) => byte === 0));
    }
  });
  test('is a copy', () => {
    const ctx = drawn();
    ctx.getImageData(2, 3, 1, 1).data.fill(0);
    assertPixel(ctx, 2, 3, RED);
  });
  test('ignores transform and clip', () => {
    const ctx = drawn();
    ctx.translate(50, 50);
    ctx.beginPath();
    ctx.clip();
    assertPixel(ctx, 2, 3, RED);
  });
  test('truncates its numbers', () => assert.deepEqual([...drawn().getImageData(2.9, 3.9, 1.9, 1.9).data], RED));
  for (const size of [[0, 1], [1, 0], [0.5, 1]]) {
    test(`${size} is an IndexSizeError`, () => assert.throws(() => context().getImageData(0, 0, ...size), { name: 'IndexSizeError' }));
  }
  for (const args of [[0, 0, 1], [NaN, 0, 1, 1], [0, Infinity, 1, 1], [0, 0, 'x', 1], [0, 0, 1, 2 ** 31], [-(2 ** 31) - 1, 0, 1, 1], [0, 0, 1, 1, 5]]) {
    test(`(${args}) is a TypeError`, () => assert.throws(() => context().getImageData(...args), TypeError));
  }
  test('more than an array holds is a RangeError', () => {
    assert.throws(() => context().getImageData(0, 0, 2147483647, 2147483647), RangeError);
    assert.throws(() => context().createImageData(2147483647, 2147483647), RangeError);
  });
});

describe('putImageData', () => {
  const put = (data, ...args) => { const ctx = context(); ctx.putImageData(data, ...args); return ctx; };
  test('opaque pixels come back as they were', () => {
    const data = numbered(10, 10);
    assert.deepEqual(put(data, 0, 0).getImageData(0, 0, 10, 10).data, data.data);
  });
  test('half transparent pixels come back within what premultiplying keeps', () => {
    const data = new ImageData(1, 1);
    data.data.set([200, 100, 50, 128]);
    assertNear(pixel(put(data, 0, 0), 0, 0), [200, 100, 50, 128], 1);
  });
  test('premultiplied values go round unchanged', () => {
    const data = new ImageData(16, 16);
    for (let i = 0; i < 256; i++) data.data.set([i * 3, i * 5, i * 7, i], i * 4);
    const first = context(16, 16);
    first.putImageData(data, 0, 0);
    const once = first.getImageData(0, 0, 16, 16);
    const second = context(16, 16);
    second.putImageData(once, 0, 0);
    assert.deepEqual(second.getImageData(0, 0, 16, 16).data, once.data);
  });
  test('transparent pixels have no colour', () => {
    const data = new ImageData(1, 1);
    data.data.set([9, 9, 9, 0]);
    assertPixel(put(data, 0, 0), 0, 0, CLEAR);
  });
  test('replaces: nothing is blended', () => {
    const ctx = context();
    ctx.fillRect(0, 0, 10, 10);
    ctx.globalAlpha = 0.1;
    ctx.globalCompositeOperation = 'destination-over';
    ctx.putImageData(new ImageData(2, 2), 4, 4);
    assert.equal(inkCount(ctx), 96);
  });
  test('ignores the transform', () => {
    const ctx = context();
    ctx.scale(3, 3);
    ctx.putImageData(numbered(1, 1), 2, 2);
    assert.deepEqual(inkBox(ctx), { left: 2, top: 2, right: 3, bottom: 3 });
  });
  test('is cut at the edges', () => {
    assert.deepEqual(inkBox(put(numbered(4, 4), -2, -3)), { left: 0, top: 0, right: 2, bottom: 1 });
    assert.deepEqual(inkBox(put(numbered(4, 4), 8, 9)), { left: 8, top: 9, right: 10, bottom: 10 });
    assert.equal(inkCount(put(numbered(4, 4), 2147483647, -2147483647)), 0);
  });
  const DIRTY = [
    [[1, 1, 2, 1], { left: 4, top: 4, right: 6, bottom: 5 }],
    [[3, 2, -2, -1], { left: 4, top: 4, right: 6, bottom: 5 }],
    [[-5, -5, 7, 7], { left: 3, top: 3, right: 5, bottom: 5 }],
    [[2, 2, 100, 100], { left: 5, top: 5, right: 7, bottom: 7 }],
    [[0, 0, 0, 5], null], [[9, 9, 5, 5], null], [[-9, 0, 5, 5], null],
    [[-2147483647, -2147483647, 2147483647, 2147483647], null],
    [[2147483647, 2147483647, 2147483647, 2147483647], null],
    [[-2147483648, 0, -2147483647, 4], null], [[0, -2147483647, 4, -2147483648], null],
    [[0, 0, 2147483647, 2147483647], { left: 3, top: 3, right: 7, bottom: 7 }],
    [[2147483647, 4, -2147483647, -4], { left: 3, top: 3, right: 7, bottom: 7 }],
  ];
  for (const [dirty, expected] of DIRTY) {
    test(`the dirty rectangle ${dirty}`, () => assert.deepEqual(inkBox(put(numbered(4, 4), 3, 3, ...dirty)), expected));
  }
  test('later changes of the data do not show', () => {
    const data = new ImageData(1, 1);
    data.data.set(RED);
    const ctx = put(data, 0, 0);
    data.data.set(BLUE);
    assertPixel(ctx, 0, 0, RED);
  });
  test('keeps its place among drawn shapes', () => {
    const ctx = context();
    ctx.fillRect(0, 0, 10, 10);
    const data = new ImageData(10, 10);
    for (let i = 0; i < 100; i++) data.data.set(RED, i * 4);
    ctx.putImageData(data, 0, 0);
    ctx.fillStyle = 'blue';
    ctx.fillRect(0, 0, 1, 1);
    assertPixel(ctx, 0, 0, BLUE);
    assertPixel(ctx, 5, 5, RED);
  });
  for (const args of [[numbered(1, 1), 0], [{}, 0, 0], [null, 0, 0], [numbered(1, 1), NaN, 0], [numbered(1, 1), 0, 0, 1, 1, 1]]) {
    test(`${args.length} arguments, the first ${args[0]?.constructor?.name ?? args[0]}, x ${args[1]}: a TypeError`, () => {
      assert.throws(() => context().putImageData(...args), TypeError);
    });
  }
});

test('shared memory is refused', () => {
  const shared = new Uint8ClampedArray(new SharedArrayBuffer(16));
  assert.throws(() => new ImageData(shared, 2), TypeError);
});
