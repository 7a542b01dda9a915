'use strict';

// SVG pictures are drawn again in the size in which they are seen.

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const { describe, test } = require('node:test');

const { Image, loadImage, memoryUsage, setLimits, setMemoryBudget } = require('../../index.js');
const { assertSameBytes, context } = require('../helpers/pixels.js');

const BODY = '<rect width="10" height="10" fill="#ffd"/><circle cx="5" cy="5" r="4" fill="red"/><path d="M1 9L9 1" stroke="blue" stroke-width=".5"/>';
const svg = (width, height) => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 10 10" preserveAspectRatio="none">${BODY}</svg>`);
// Without a view box nothing of it grows with its size.
const PLAIN = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">${BODY}</svg>`);

const small = () => loadImage(svg(10, 10));

function drawn(size, draw) {
  const ctx = context(...size);
  draw(ctx);
  return ctx.canvas.data();
}

/** What a picture of that size itself looks like. */
const itself = async (width, height) => {
  const image = await loadImage(svg(width, height));
  return drawn([width, height], (ctx) => ctx.drawImage(image, 0, 0));
};

/** The mean difference, in levels. */
const apart = (a, b) => a.reduce((sum, value, i) => sum + Math.abs(value - b[i]), 0) / a.length;

describe('the pixels are those of a picture of that size', () => {
  test('by the sizes of drawImage', async () => {
    for (const image of [await small(), await loadImage(PLAIN)]) {
      assertSameBytes(drawn([200, 120], (ctx) => ctx.drawImage(image, 0, 0, 200, 120)), await itself(200, 120));
    }
  });

  test('by the transform', async () => {
    const image = await small();
    const scaled = drawn([150, 70], (ctx) => {
      ctx.scale(15, 7);
      ctx.drawImage(image, 0, 0);
    });
    assertSameBytes(scaled, await itself(150, 70));
  });

  test('without smoothing, and whatever its quality', async () => {
    const image = await small();
    for (const settings of [{ imageSmoothingEnabled: false }, { imageSmoothingQuality: 'low' }, { imageSmoothingQuality: 'high' }]) {
      const picture = drawn([90, 90], (ctx) => Object.assign(ctx, settings).drawImage(image, 0, 0, 90, 90));
      assertSameBytes(picture, await itself(90, 90));
    }
  });

  test('in part', async () => {
    const image = await small();
    const picture = drawn([100, 100], (ctx) => ctx.drawImage(image, 5, 0, 5, 5, 0, 0, 100, 100));
    const whole = await loadImage(svg(200, 200));
    assertSameBytes(picture, drawn([100, 100], (ctx) => ctx.drawImage(whole, -100, 0)));
  });

  test('before anybody waited for it', async () => {
    const image = new Image();
    image.src = svg(10, 10);
    assertSameBytes(drawn([80, 80], (ctx) => ctx.drawImage(image, 0, 0, 80, 80)), await itself(80, 80));
  });
});

test('turned, its edges are sharp', async () => {
  const image = await small();
  const turned = drawn([100, 100], (ctx) => {
    ctx.translate(50, 50);
    ctx.rotate(0.5);
    ctx.drawImage(image, -40, -40, 80, 80);
  });
  const large = await loadImage(svg(80, 80));
  const other = drawn([100, 100], (ctx) => {
    ctx.translate(50, 50);
    ctx.rotate(0.5);
    ctx.drawImage(large, -40, -40);
  });
  assert.ok(apart(turned, other) < 0.01, `${apart(turned, other)}`);
});

test('in its own size and smaller it is as it was decoded', async () => {
  const image = await loadImage(svg(100, 100));
  assertSameBytes(drawn([100, 100], (ctx) => ctx.drawImage(image, 0, 0)), await itself(100, 100));
  const half = drawn([50, 50], (ctx) => ctx.drawImage(image, 0, 0, 50, 50));
  assert.ok(apart(half, await itself(50, 50)) < 4);
});

test('what may not be drawn so large is enlarged', async () => {
  const image = await small();
  const before = setLimits();
  try {
    setLimits({ maxPixels: 20 * 20 });
    const limited = await loadImage(svg(10, 10));
    const picture = drawn([100, 100], (ctx) => ctx.drawImage(limited, 0, 0, 100, 100));
    setLimits(before);
    const sharp = drawn([100, 100], (ctx) => ctx.drawImage(image, 0, 0, 100, 100));
    assert.ok(apart(picture, sharp) > 2);
  } finally {
    setLimits(before);
  }
  // More pixels than there may be of any: a part of it is seen, and nothing else is taken.
  const { peak } = memoryUsage();
  const part = drawn([50, 50], (ctx) => ctx.drawImage(image, -1e6, -1e6, 2e6, 2e6));
  assert.ok(part.some((byte) => byte !== 0));
  assert.ok(memoryUsage().peak - peak < 200e6);
});

test('one other size is kept, and given back with the image', async () => {
  const { status, stderr, stdout } = spawnSync(process.execPath, ['-e', `
    const { createCanvas, loadImage, memoryUsage } = require(${JSON.stringify(require.resolve('../../index.js'))});
    loadImage(Buffer.from(${JSON.stringify(svg(10, 10).toString())})).then((image) => {
      const ctx = createCanvas(400, 400).getContext('2d');
      ctx.fillRect(0, 0, 1, 1);
      ctx.getImageData(0, 0, 1, 1);
      const { pixels: before } = memoryUsage().bytesByKind;
      const kept = [100, 200, 300, 100].map((size) => {
        ctx.drawImage(image, 0, 0, size, size);
        ctx.getImageData(0, 0, 1, 1);
        return memoryUsage().bytesByKind.pixels - before;
      });
      image.dispose();
      console.log(JSON.stringify([...kept, memoryUsage().bytesByKind.pixels - before]));
    });`], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  const bytes = (size) => size * size * 4;
  assert.deepEqual(JSON.parse(stdout), [bytes(100), bytes(200), bytes(300), bytes(100), -bytes(10)]);
});

test('where the budget has no room for it, it is an error as anywhere', async () => {
  const image = await small();
  const before = memoryUsage().live;
  const ctx = context(300, 300);
  ctx.drawImage(image, 0, 0, 300, 300);
  try {
    setMemoryBudget(before + 300 * 300 * 4 + 100_000);
    assert.throws(() => ctx.getImageData(0, 0, 1, 1), { name: 'RangeError', limit: 'memoryBudget' });
  } finally {
    setMemoryBudget(Infinity);
  }
  ctx.clearRect(0, 0, 300, 300);
  ctx.drawImage(image, 0, 0, 300, 300);
  assertSameBytes(ctx.canvas.data(), await itself(300, 300));
});

test('one line that is too long changes nothing for other sizes', async () => {
  const image = await small();
  drawn([10, 10], (ctx) => ctx.drawImage(image, 0, 0, 100_000, 1));
  assertSameBytes(drawn([300, 300], (ctx) => ctx.drawImage(image, 0, 0, 300, 300)), await itself(300, 300));
});
