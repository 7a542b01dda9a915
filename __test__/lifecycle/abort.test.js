'use strict';

// Encoding and decoding that is called off.

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { OffscreenCanvas, createCanvas, loadImage, memoryUsage } = require('../../index.js');
const { runWell } = require('../helpers/child.js');
const { assertSameBytes } = require('../helpers/pixels.js');

/** A canvas of noise, which takes long to encode. */
function noisy(width = 2000, height = 2000) {
  const canvas = createCanvas(width, height);
  const ctx = canvas.getContext('2d');
  const tile = ctx.createImageData(256, 256);
  let seed = 1;
  tile.data.forEach((_, i) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    tile.data[i] = i % 4 === 3 ? 255 : seed >>> 24;
  });
  for (let y = 0; y < height; y += 256) for (let x = 0; x < width; x += 256) ctx.putImageData(tile, x, y);
  ctx.getImageData(0, 0, 1, 1);
  return canvas;
}

const SLOW = { compressionLevel: 9 };
const working = () => memoryUsage().bytesByKind.encoded + memoryUsage().bytesByKind.scratch;

/** Until no worker encodes or decodes any more. */
async function settled() {
  while (working() > 0) await new Promise((resolve) => { setTimeout(resolve, 5); });
}

describe('encode with a signal', () => {
  test('that is aborted already begins nothing', async () => {
    const canvas = noisy(100, 100);
    const reason = new Error('no more');
    await assert.rejects(canvas.encode('png', { signal: AbortSignal.abort(reason) }), reason);
    await assert.rejects(canvas.encode('png', { signal: AbortSignal.abort() }), { name: 'AbortError' });
    assert.equal(working(), 0);
  });
  for (const format of ['png', 'jpeg', 'webp']) {
    test(`that is aborted while ${format} is written rejects with the reason and lets go of everything`, async () => {
      const canvas = noisy();
      const expected = canvas.encodeSync(format);
      const controller = new AbortController();
      const encoding = canvas.encode(format, { ...SLOW, signal: controller.signal });
      setTimeout(() => controller.abort('enough'), 10);
      await assert.rejects(encoding, (reason) => reason === 'enough');
      await settled();
      // The canvas is as it was.
      assertSameBytes(await canvas.encode(format, { signal: new AbortController().signal }), expected);
      assert.equal(working(), 0);
    });
  }
  const others = {
    toDataURLAsync: (control) => noisy(100, 100).toDataURLAsync('image/png', control),
    convertToBlob: (control) => {
      const canvas = new OffscreenCanvas(100, 100);
      canvas.getContext('2d').fillRect(0, 0, 50, 50);
      return canvas.convertToBlob({ type: 'image/png', ...control });
    },
  };
  for (const [name, call] of Object.entries(others)) {
    test(`in ${name}, with a timeout and a priority too`, async () => {
      const reason = new Error('no more');
      await assert.rejects(call({ signal: AbortSignal.abort(reason) }), reason);
      const controller = new AbortController();
      const called = call({ signal: controller.signal });
      controller.abort(reason);
      await assert.rejects(called, reason);
      assert.ok(await call({ signal: new AbortController().signal, timeout: 60_000, priority: 'low' }));
      await assert.rejects(call({ timeout: 0 }), RangeError);
      await assert.rejects(call({ priority: 'urgent' }), TypeError);
    });
  }
  test('that is aborted afterwards changes nothing', async () => {
    const controller = new AbortController();
    const bytes = await noisy(50, 50).encode('png', { signal: controller.signal, timeout: 60_000 });
    controller.abort();
    assert.ok(bytes.length > 1000);
  });
  test('may be shared, and keeps nothing of those that ended', async () => {
    const controller = new AbortController();
    const canvas = noisy(20, 20);
    for (let i = 0; i < 50; i++) await canvas.encode('png', { signal: controller.signal });
    const warnings = [];
    process.once('warning', (warning) => warnings.push(warning));
    const all = Array.from({ length: 8 }, () => canvas.encode('png', { signal: controller.signal }));
    controller.abort();
    for (const result of await Promise.allSettled(all)) assert.equal(result.reason?.name, 'AbortError');
    assert.deepEqual(warnings, []);
  });
  test('or a timeout of a wrong kind is refused', async () => {
    const canvas = noisy(2, 2);
    for (const signal of [null, {}, 5, new EventTarget()]) await assert.rejects(canvas.encode('png', { signal }), TypeError);
    for (const timeout of [0, -1, 0.5, NaN, '5', null]) await assert.rejects(canvas.encode('png', { timeout }), RangeError);
  });
});

test('encode ends when its time is over', async () => {
  const canvas = noisy(3000, 3000);
  await assert.rejects(canvas.encode('png', { ...SLOW, timeout: 1 }), { name: 'TimeoutError', message: /1 ms/ });
  await settled();
});

test('what waits for a worker is called off without one', async () => {
  await runWell(async function ({ createCanvas, memoryUsage }) {
    const canvas = createCanvas(1500, 1500);
    const ctx = canvas.getContext('2d');
    for (let i = 0; i < 3000; i++) {
      ctx.fillStyle = `rgb(${i % 256} ${(i * 7) % 256} ${(i * 31) % 256})`;
      ctx.fillRect((i * 37) % 1500, (i * 91) % 1500, 90, 70);
    }
    const order = [];
    const first = canvas.encode('png', { compressionLevel: 9 }).then(() => order.push('first'));
    const controller = new AbortController();
    const others = Array.from({ length: 20 }, () =>
      canvas.encode('png', { signal: controller.signal }).catch(({ name }) => order.push(name)));
    controller.abort();
    await Promise.all([first, ...others]);
    if (order.join() !== `${'AbortError,'.repeat(20)}first`) throw new Error(order.join());
    while (memoryUsage().bytesByKind.encoded + memoryUsage().bytesByKind.scratch > 0) await new Promise(setImmediate);
  }, { env: { UV_THREADPOOL_SIZE: '1' } });
});

test('a decode that is called off ends and leaves nothing', async () => {
  const file = await noisy(3000, 3000).encode('png', { compressionLevel: 1 });
  globalThis.gc?.();
  const before = memoryUsage().bytesByKind.pixels;
  for (const delay of [0, 1, 20]) {
    const controller = new AbortController();
    const loading = loadImage(file, { signal: controller.signal });
    setTimeout(() => controller.abort(), delay);
    await assert.rejects(loading, { name: 'AbortError' });
    await settled();
  }
  while (memoryUsage().bytesByKind.pixels > before) await new Promise((resolve) => { setTimeout(resolve, 5); });
  const { width } = await loadImage(file);
  assert.equal(width, 3000);
});
