'use strict';

// What garbage collection frees, and what it must not.

const assert = require('node:assert/strict');
const { test } = require('node:test');

const { GifEncoder, Image, ImageDecoder, Path2D, VideoFrame, createCanvas, loadImage, memoryUsage } = require('../../index.js');
const { collectUntil } = require('../helpers/collect.js');
const { fixture, solidPng } = require('../helpers/fixtures.js');
const { assertPixel, context, RED } = require('../helpers/pixels.js');

const PNG = solidPng(300, 200, 'red');
const GIF = (() => {
  const encoder = new GifEncoder(300, 200);
  for (const color of ['red', 'lime', 'blue']) {
    const ctx = context(300, 200);
    ctx.fillStyle = color;
    ctx.fillRect(0, 0, 200, 200);
    encoder.addFrame(ctx.canvas);
  }
  return encoder.finish();
})();
const decoderOf = (data) => new ImageDecoder({ data, type: 'image/gif' });
const held = () => { const { bitmaps, bytesByKind } = memoryUsage(); return { bitmaps, pixels: bytesByKind.pixels, input: bytesByKind.input, display: bytesByKind.display }; };

/** Runs `work`, drops what it gives, and waits for the figures to be what they were. */
async function assertAllFreed(work) {
  await collectUntil(() => false, 3);
  const before = held();
  await work();
  const isFreed = () => Object.entries(held()).every(([name, value]) => value <= before[name]);
  const freed = await collectUntil(isFreed);
  assert.ok(freed, `before ${JSON.stringify(before)}, after ${JSON.stringify(held())}`);
}

const CASES = {
  'canvases that were drawn on': () => { for (let i = 0; i < 50; i++) { const ctx = context(300, 200); ctx.fillRect(0, 0, 9, 9); ctx.getImageData(0, 0, 1, 1); } },
  'canvases with recorded drawing': () => { for (let i = 0; i < 50; i++) context(300, 200).fillText('Hello', 5, 50); },
  'images that were loaded': async () => { for (let i = 0; i < 20; i++) await loadImage(PNG); },
  'images nobody waited for': () => { for (let i = 0; i < 20; i++) new Image().src = PNG; },
  'broken images': () => { for (let i = 0; i < 20; i++) { const image = new Image(); image.onerror = () => {}; image.src = PNG.subarray(0, 50); } },
  'encodes nobody waited for': () => { for (let i = 0; i < 10; i++) { const ctx = context(300, 200); ctx.fillRect(0, 0, 9, 9); ctx.canvas.encode('png'); } },
  'decoders that nobody asked for a frame': () => { for (let i = 0; i < 20; i++) decoderOf(GIF); },
  'decoders and frames that nobody closed': async () => {
    for (let i = 0; i < 5; i++) {
      const decoder = decoderOf(GIF);
      for (const frameIndex of [0, 2, 1]) await decoder.decode({ frameIndex });
    }
  },
  'frames nobody waited for': () => {
    for (let i = 0; i < 10; i++) {
      const decoder = decoderOf(GIF);
      decoder.decode({ frameIndex: 2 });
      decoder.decode({ frameIndex: 1 });
    }
  },
  'frames that were called off': async () => {
    const decoders = Array.from({ length: 10 }, () => decoderOf(GIF));
    const decodes = decoders.map((decoder) => decoder.decode({ frameIndex: 2 }).catch(() => {}));
    decoders.forEach((decoder, i) => (i % 2 === 0 ? decoder.reset() : decoder.close()));
    await Promise.all(decodes);
  },
  'damaged animations': async () => { for (let i = 0; i < 10; i++) await decoderOf(GIF.subarray(0, -20)).decode({ frameIndex: 2 }).catch(() => {}); },
  'frames of pictures': () => { for (let i = 0; i < 10; i++) new VideoFrame(context(300, 200).canvas, { timestamp: 0 }).clone(); },
  'gradients and paths': () => {
    for (let i = 0; i < 200; i++) {
      const ctx = context(20, 20);
      ctx.fillStyle = ctx.createLinearGradient(0, 0, 9, 0);
      ctx.fillStyle.addColorStop(0, 'red');
      ctx.fill(new Path2D('M0 0L9 9L0 9z'));
    }
  },
  'canvases drawn on each other': () => {
    const [a, b] = [context(300, 200), context(300, 200)];
    a.fillRect(0, 0, 5, 5);
    b.drawImage(a.canvas, 0, 0);
    a.drawImage(b.canvas, 0, 0);
    a.getImageData(0, 0, 1, 1);
  },
  'a canvas and a context that know each other through a closure': () => {
    const ctx = context(300, 200);
    ctx.fillRect(0, 0, 5, 5);
    ctx.getImageData(0, 0, 1, 1);
    ctx.canvas.self = { ctx, again: () => ctx.canvas };
  },
};
for (const [name, work] of Object.entries(CASES)) {
  test(`freed: ${name}`, () => assertAllFreed(work));
}

test('a context keeps its canvas', async () => {
  const ctx = createCanvas(20, 20).getContext('2d');
  ctx.fillStyle = 'red';
  ctx.fillRect(0, 0, 20, 20);
  ctx.getImageData(0, 0, 1, 1);
  await collectUntil(() => false, 5);
  memoryUsage();
  assertPixel(ctx, 19, 19, RED);
  assert.equal(ctx.canvas.width, 20);
});

test('a context keeps its canvas when its canvas property is overwritten', async () => {
  const ctx = createCanvas(20, 20).getContext('2d');
  ctx.canvas = null;
  ctx.fillStyle = 'red';
  ctx.fillRect(0, 0, 20, 20);
  await collectUntil(() => false, 5);
  memoryUsage();
  assertPixel(ctx, 19, 19, RED);
});

test('a canvas keeps its context', async () => {
  const canvas = createCanvas(20, 20);
  canvas.getContext('2d').fillStyle = 'red';
  canvas.getContext('2d').note = 'mine';
  await collectUntil(() => false, 5);
  assert.equal(canvas.getContext('2d').note, 'mine');
  assert.equal(canvas.getContext('2d').fillStyle, '#ff0000');
});

test('a context that uses a gradient keeps it', async () => {
  const ctx = context(20, 20);
  ctx.fillStyle = ctx.createLinearGradient(0, 0, 20, 0);
  ctx.fillStyle.addColorStop(0, 'red');
  await collectUntil(() => false, 5);
  ctx.fillRect(0, 0, 20, 20);
  assertPixel(ctx, 10, 10, RED);
});

test('drawing keeps the picture it needs, not the objects', async () => {
  const ctx = context(20, 20);
  await (async () => {
    ctx.drawImage(await loadImage(PNG), 0, 0);
    const other = context(5, 5);
    other.fillStyle = 'red';
    other.fillRect(0, 0, 5, 5);
    ctx.drawImage(other.canvas, 15, 15);
  })();
  await collectUntil(() => false, 5);
  memoryUsage();
  assertPixel(ctx, 1, 1, RED);
  assertPixel(ctx, 19, 19, RED);
});

test('an image that is decoding stays until its event', async () => {
  const done = new Promise((resolve) => {
    const image = new Image();
    image.onload = () => resolve('load');
    image.src = fixture('png-rgb16.png');
  });
  await collectUntil(() => false, 5);
  assert.equal(await done, 'load');
});

test('an encode goes on without its canvas', async () => {
  const encoding = (() => {
    const ctx = context(300, 200);
    ctx.fillStyle = 'red';
    ctx.fillRect(0, 0, 300, 200);
    return ctx.canvas.encode('png');
  })();
  await collectUntil(() => false, 5);
  const ctx = context(20, 20);
  ctx.drawImage(await loadImage(await encoding), 0, 0);
  assertPixel(ctx, 19, 19, RED);
});
