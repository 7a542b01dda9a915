'use strict';

// encodeStream, createPNGStream, createJPEGStream: the same file in parts, made when they are asked for.

const assert = require('node:assert/strict');
const events = require('node:events');
const { Readable } = require('node:stream');
const { describe, test } = require('node:test');

const { createCanvas, loadImage, memoryUsage, setLimits, setMemoryBudget, stats } = require('../../index.js');
const { runChild } = require('../helpers/child.js');
const { collectUntil } = require('../helpers/collect.js');
const { assertSameBytes, context } = require('../helpers/pixels.js');

/** A canvas that no format makes small. */
function noisy(width = 600, height = 500) {
  const ctx = context(width, height);
  const image = ctx.createImageData(width, height);
  let seed = 7;
  for (let i = 0; i < image.data.length; i++) {
    seed ^= seed << 13;
    seed ^= seed >>> 17;
    seed ^= seed << 5;
    image.data[i] = seed & 255;
  }
  ctx.putImageData(image, 0, 0);
  return ctx.canvas;
}

async function all(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return parts;
}

const WAYS = {
  'encodeStream png': ['png', (canvas) => canvas.encodeStream('png')],
  'encodeStream by default': ['png', (canvas) => canvas.encodeStream()],
  'encodeStream jpeg': ['jpeg', (canvas) => canvas.encodeStream('image/jpeg')],
  'encodeStream webp': ['webp', (canvas) => canvas.encodeStream('webp')],
  createPNGStream: ['png', (canvas) => canvas.createPNGStream()],
  createJPEGStream: ['jpeg', (canvas) => canvas.createJPEGStream()],
};

for (const [name, [format, open]] of Object.entries(WAYS)) {
  test(`${name} gives the file of encode() in parts`, async () => {
    const canvas = noisy();
    const parts = await all(open(canvas));
    // libwebp gives a file as a whole.
    assert.ok(parts.length > 1 || format === 'webp', `${parts.length} parts`);
    assert.ok(parts.every((part) => part instanceof Uint8Array && part.length > 0));
    assertSameBytes(Buffer.concat(parts), await canvas.encode(format));
  });
}

test('options are those of encode()', async () => {
  const canvas = noisy();
  const [low, high] = await Promise.all([0.1, 0.9].map((quality) => all(canvas.createJPEGStream({ quality }))));
  assertSameBytes(Buffer.concat(low), canvas.encodeSync('jpeg', { quality: 0.1 }));
  assertSameBytes(Buffer.concat(high), canvas.encodeSync('jpeg', { quality: 0.9 }));
  for (const bad of [{ quality: 2 }, { timeout: 0 }]) assert.throws(() => canvas.createJPEGStream(bad), RangeError);
  for (const bad of [{ signal: 1 }, { priority: 'urgent' }]) assert.throws(() => canvas.encodeStream('png', bad), TypeError);
  assert.throws(() => canvas.encodeStream('heif'), TypeError);
  const options = { colors: 16, text: { Title: 'few' } };
  assertSameBytes(Buffer.concat(await all(canvas.createPNGStream(options))), canvas.encodeSync('png', options));
});

test('a stream shows the canvas as it was', async () => {
  const canvas = noisy();
  const before = canvas.encodeSync('png');
  const stream = canvas.createPNGStream();
  canvas.getContext('2d').fillRect(0, 0, 300, 300);
  const parts = [];
  for await (const part of stream) {
    parts.push(part);
    if (parts.length === 1) canvas.dispose();
  }
  assertSameBytes(Buffer.concat(parts), before);
});

test('nothing is made before it is asked for', async () => {
  const canvas = noisy(2000, 1500);
  canvas.data();
  const before = stats().encode.begun;
  const reader = canvas.encodeStream('png').getReader();
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(stats().encode.begun, before);
  await reader.read();
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(stats().encode.begun, before + 1);
  await reader.cancel();
});

test('a canvas without pixels, and one that is gone, have no stream', () => {
  assert.throws(() => createCanvas(0, 5).encodeStream(), { name: 'IndexSizeError' });
  const gone = createCanvas(5, 5);
  gone.dispose();
  assert.throws(() => gone.createPNGStream(), { name: 'InvalidStateError' });
});

describe('streams that are not read to their end', () => {
  const ENDS = {
    'a web stream that is cancelled': async (canvas) => {
      const reader = canvas.encodeStream('png').getReader();
      await reader.read();
      await reader.cancel();
      assert.equal((await reader.read()).done, true);
    },
    'a Node stream that is destroyed': async (canvas) => {
      const stream = canvas.createPNGStream();
      for await (const part of stream) if (part) break;
      assert.equal(stream.destroyed, true);
    },
    'a signal that is aborted between parts': async (canvas) => {
      const controller = new AbortController();
      const reader = canvas.encodeStream('png', { signal: controller.signal }).getReader();
      await reader.read();
      controller.abort(new Error('enough'));
      await assert.rejects(reader.read(), { message: 'enough' });
    },
    'a signal that is aborted while a part is made': async (canvas) => {
      const controller = new AbortController();
      const stream = canvas.createJPEGStream({ signal: controller.signal });
      const reading = all(stream);
      controller.abort(new Error('enough'));
      await assert.rejects(reading, { message: 'enough' });
    },
    'a timeout': async (canvas) => {
      const reader = canvas.encodeStream('png', { timeout: 30 }).getReader();
      await reader.read();
      await new Promise((resolve) => setTimeout(resolve, 80));
      await assert.rejects(reader.read(), { name: 'TimeoutError' });
    },
  };
  for (const [name, end] of Object.entries(ENDS)) {
    test(`${name} frees everything`, async () => {
      const canvas = noisy(1200, 900);
      canvas.data();
      const { bytesByKind } = memoryUsage();
      await end(canvas);
      // The stream's thread lets go when it finds nobody there.
      for (let i = 0; i < 200 && memoryUsage().bytesByKind.scratch > bytesByKind.scratch; i++) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      const now = memoryUsage().bytesByKind;
      assert.ok(now.scratch <= bytesByKind.scratch && now.encoded <= bytesByKind.encoded, JSON.stringify(now));
    });
  }
  test('a signal that was aborted before gives no stream', () => {
    const signal = AbortSignal.abort(new Error('before'));
    assert.throws(() => createCanvas(5, 5).encodeStream('png', { signal }), { message: 'before' });
  });
});

test('what goes wrong is the stream\'s error', async () => {
  const canvas = createCanvas(3000, 3000);
  canvas.getContext('2d').fillRect(1, 1, 2000, 2000);
  const stream = canvas.createPNGStream();
  setMemoryBudget(memoryUsage().live + 100_000);
  try {
    await assert.rejects(all(stream), { name: 'RangeError', code: 'ERR_LIMIT', limit: 'memoryBudget' });
  } finally {
    setMemoryBudget(Infinity);
  }
});

test('a timeout may be longer than a timer', async () => {
  const parts = await all(noisy(50, 50).encodeStream('png', { timeout: 2 ** 31 }));
  assert.ok(parts.length > 0);
});

test('a signal that lives on keeps no stream that is dropped', async () => {
  const { signal } = new AbortController();
  events.setMaxListeners(0, signal);
  const before = memoryUsage().bitmaps;
  for (let i = 0; i < 20; i++) {
    const canvas = noisy(100, 100);
    canvas.encodeStream('png', { signal });
    canvas.createPNGStream({ signal });
    canvas.data();
    canvas.dispose();
  }
  assert.ok(await collectUntil(() => memoryUsage().bitmaps <= before + 4), `${memoryUsage().bitmaps - before} bitmaps`);
});

test('a reason that is none is still an error of a Node stream', async () => {
  const controller = new AbortController();
  const stream = noisy().createPNGStream({ signal: controller.signal });
  const failed = events.once(stream, 'error');
  controller.abort(null);
  assert.equal((await failed)[0].name, 'AbortError');
});

test('rows that could not be drawn are in no part of a file', async () => {
  const canvas = createCanvas(4000, 20_000);
  const ctx = canvas.getContext('2d', { alpha: false });
  for (let i = 0; i < 800; i++) {
    ctx.fillStyle = `hsl(${i * 7} 90% 50%)`;
    ctx.fillRect((i * 37) % 3000, i * 25, 1000, 60);
  }
  const reader = canvas.encodeStream('jpeg').getReader();
  await reader.read();
  setMemoryBudget(memoryUsage().live + 200_000);
  let parts = 0;
  try {
    await assert.rejects(async () => {
      while (!(await reader.read()).done) parts++;
    }, RangeError);
  } finally {
    setMemoryBudget(Infinity);
  }
  // What was encoded of the strip that was there.
  assert.ok(parts < 4, `${parts} parts`);
});

test('an error of who listens is an uncaught exception', () => runChild((canvas) => {
  process.on('unhandledRejection', () => process.exit(3));
  process.on('uncaughtException', (error) => process.exit(error.message === 'mine' ? 7 : 4));
  canvas.createCanvas(9, 9).createPNGStream().on('data', () => {
    throw new Error('mine');
  });
}).then(({ code, stderr }) => assert.equal(code, 7, stderr)));

test('it pipes into Node streams and Responses', async () => {
  const canvas = noisy();
  const file = canvas.encodeSync('png');
  assertSameBytes(Buffer.from(await new Response(canvas.encodeStream()).arrayBuffer()), file);
  assertSameBytes(Buffer.concat(await all(Readable.fromWeb(canvas.encodeStream()))), file);
  assertSameBytes(Buffer.concat(await all(Readable.toWeb(canvas.createPNGStream()))), file);
});

describe('a canvas larger than any bitmap', () => {
  test('needs the limit to be set', () => {
    assert.throws(() => createCanvas(30_000, 30_000), { code: 'ERR_LIMIT', limit: 'maxCanvasPixels', actual: 900_000_000, allowed: 2 ** 28 });
  });
  test('is encoded, streamed and read in strips', async () => {
    const before = setLimits();
    setLimits({ maxCanvasPixels: 65_535 ** 2 });
    try {
      const canvas = createCanvas(60_000, 4800);
      const ctx = canvas.getContext('2d', { alpha: false });
      ctx.fillStyle = '#123456';
      ctx.fillRect(0, 0, 60_000, 4800);
      ctx.fillStyle = 'gold';
      ctx.fillRect(59_000, 4000, 500, 500);
      assert.deepEqual([...ctx.getImageData(58_999, 4499, 2, 1).data], [0x12, 0x34, 0x56, 255, 255, 215, 0, 255]);
      assert.deepEqual([...ctx.getImageData(59_000, 4499, 1, 2).data], [255, 215, 0, 255, 0x12, 0x34, 0x56, 255]);
      const file = Buffer.concat(await all(canvas.createPNGStream({ compressionLevel: 1 })));
      assert.deepEqual([file.readUInt32BE(16), file.readUInt32BE(20)], [60_000, 4800]);
      assertSameBytes(file, await canvas.encode('png', { compressionLevel: 1 }));
      assert.ok(memoryUsage().bytesByKind.pixels < 40_000_000);
      const other = context(10, 10);
      assert.throws(() => other.drawImage(canvas, 0, 0), RangeError);
      assert.throws(() => other.createPattern(canvas, 'repeat'), RangeError);
      await assert.rejects(canvas.encode('webp'), { name: 'EncodingError' });
      canvas.dispose();
    } finally {
      setLimits(before);
    }
  });
  test('a large canvas that was not drawn is streamed without its bitmap', async () => {
    const canvas = createCanvas(5000, 4000);
    const ctx = canvas.getContext('2d');
    ctx.fillStyle = 'teal';
    ctx.arc(2500, 2000, 1900, 0, 7);
    ctx.fill();
    let most = 0;
    const parts = [];
    for await (const part of canvas.createPNGStream({ compressionLevel: 1 })) {
      parts.push(part);
      most = Math.max(most, memoryUsage().bytesByKind.pixels);
    }
    assert.ok(most < 40_000_000, `${most} bytes of pixels`);
    const image = await loadImage(Buffer.concat(parts));
    assert.deepEqual([image.width, image.height], [5000, 4000]);
    canvas.dispose();
    image.dispose();
  });
});
