'use strict';

// What happens to a canvas while it is being encoded.

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { createCanvas, memoryUsage } = require('../../index.js');
const { assertPixel, assertSameBytes, context, BLUE } = require('../helpers/pixels.js');

/** A context with something drawn and something recorded. */
function drawn(size = 200) {
  const ctx = context(size, size);
  for (let i = 0; i < 20; i++) {
    ctx.fillStyle = `hsl(${i * 18} 90% 50%)`;
    ctx.fillRect(i * 7, i * 5, 60, 40);
  }
  ctx.getImageData(0, 0, 1, 1);
  ctx.font = '30px sans-serif';
  ctx.fillText('Hello', 20, 100);
  return ctx;
}

const CHANGES = {
  'drawing on it': (ctx) => { ctx.fillStyle = 'blue'; ctx.fillRect(0, 0, 200, 200); ctx.getImageData(0, 0, 1, 1); },
  'putting pixels': (ctx) => ctx.putImageData(ctx.createImageData(200, 200), 0, 0),
  'drawing it on itself': (ctx) => { ctx.drawImage(ctx.canvas, 50, 50); ctx.canvas.data(); },
  'setting its width': (ctx) => { ctx.canvas.width = 10; },
  'reset': (ctx) => ctx.reset(),
  'dispose': (ctx) => ctx.canvas.dispose(),
  'another encode': (ctx) => { ctx.canvas.encodeSync('jpeg'); },
};

for (const format of ['png', 'jpeg', 'webp']) {
  describe(`${format} is of what the canvas showed at the call, after`, () => {
    for (const [name, change] of Object.entries(CHANGES)) {
      test(name, async () => {
        const expected = drawn().canvas.encodeSync(format);
        const ctx = drawn();
        const encoding = ctx.canvas.encode(format);
        change(ctx);
        assertSameBytes(await encoding, expected);
      });
    }
  });
}

test('drawing meanwhile shows on the canvas', async () => {
  const ctx = drawn();
  const encoding = ctx.canvas.encode('png');
  ctx.fillStyle = 'blue';
  ctx.fillRect(0, 0, 200, 200);
  assertPixel(ctx, 100, 100, BLUE);
  await encoding;
  assertPixel(ctx, 100, 100, BLUE);
});

test('many at once give what each should', async () => {
  const canvases = Array.from({ length: 20 }, (_, i) => {
    const ctx = context(40, 40);
    ctx.fillStyle = `rgb(${i * 10} 0 0)`;
    ctx.fillRect(0, 0, 40, 40);
    return ctx.canvas;
  });
  const all = await Promise.all(canvases.map((canvas) => canvas.encode('png')));
  all.forEach((bytes, i) => assertSameBytes(bytes, canvases[i].encodeSync('png'), `canvas ${i}`));
});

test('one canvas encoded many times while it changes gives each moment', async () => {
  const ctx = context(40, 40);
  const moments = [];
  for (let i = 0; i < 20; i++) {
    ctx.fillStyle = `rgb(0 ${i * 10} 0)`;
    ctx.fillRect(0, 0, 40, 40);
    moments.push([ctx.canvas.encode('png'), ctx.canvas.encodeSync('png')]);
  }
  for (const [encoding, expected] of moments) assertSameBytes(await encoding, expected);
});

test('nothing is held once all are done', async () => {
  const before = memoryUsage();
  const canvas = createCanvas(100, 100);
  canvas.getContext('2d').fillRect(0, 0, 5, 5);
  await Promise.all(Array.from({ length: 10 }, () => canvas.encode('png')));
  canvas.dispose();
  // A worker lets go of its snapshot moments after its promise resolves.
  for (let i = 0; i < 100 && memoryUsage().bitmaps > before.bitmaps; i++) await new Promise((resolve) => setTimeout(resolve, 10));
  const after = memoryUsage();
  // Fewer are held where canvases of the tests before were collected meanwhile.
  assert.ok(after.bitmaps <= before.bitmaps, `${after.bitmaps} bitmaps, ${before.bitmaps} before`);
  assert.equal(after.bytesByKind.encoded, before.bytesByKind.encoded);
});
