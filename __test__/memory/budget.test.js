'use strict';

// setMemoryBudget(): past it an allocation throws, and the process goes on.

const assert = require('node:assert/strict');
const { afterEach, test } = require('node:test');

const { assertNothingLives, canvas, noise } = require('./support.js');

const { createCanvas, loadImage, memoryUsage, setMemoryBudget } = canvas;

afterEach(async () => {
  setMemoryBudget(Infinity);
  await assertNothingLives();
});

const draw = (width, height) => {
  const context = createCanvas(width, height).getContext('2d');
  context.fillRect(0, 0, width, height);
  context.getImageData(0, 0, 1, 1);
  return context;
};

test('a canvas past the budget is refused, a smaller one works', () => {
  setMemoryBudget(1_000_000);
  assert.throws(() => draw(1000, 1000), (error) => error instanceof RangeError && /budget of 1000000 bytes/.test(error.message));
  const small = draw(100, 100);
  assert.deepEqual([...small.getImageData(5, 5, 1, 1).data], [0, 0, 0, 255]);
  assert.equal(memoryUsage().budget, 1_000_000);
});

test('dropped canvases make room before the budget refuses, without gc() and without waiting', () => {
  setMemoryBudget(10_000_000);
  for (let i = 0; i < 40; i++) draw(1000, 1000);
});

test('canvases that are kept are not taken away', () => {
  setMemoryBudget(10_000_000);
  const kept = [draw(1000, 1000), draw(1000, 1000)];
  assert.throws(() => draw(1000, 1000), RangeError);
  for (const context of kept) assert.equal(context.getImageData(999, 999, 1, 1).data[3], 255);
});

test('a decode past the budget rejects with a RangeError', async () => {
  const large = noise(1000, 1000);
  setMemoryBudget(1_000_000);
  await assert.rejects(loadImage(large), RangeError);
  setMemoryBudget(Infinity);
  const image = await loadImage(large);
  assert.equal(image.naturalWidth, 1000);
});

test('an encode past the budget rejects, and the canvas is unharmed', async () => {
  const picture = createCanvas(500, 500);
  const context = picture.getContext('2d');
  context.fillStyle = '#ff0000';
  context.fillRect(0, 0, 500, 500);
  setMemoryBudget(500_000);
  await assert.rejects(picture.encode('png'), RangeError);
  setMemoryBudget(Infinity);
  assert.deepEqual([...context.getImageData(499, 499, 1, 1).data], [255, 0, 0, 255]);
});

test('a budget that is no number is refused', () => {
  for (const bad of [NaN, -1, 'many', undefined]) assert.throws(() => setMemoryBudget(bad), RangeError);
  assert.equal(memoryUsage().budget, Infinity);
});

test('a path that grew in a batch that failed is counted', () => {
  const context = createCanvas(4000, 4000).getContext('2d');
  // One operation fewer than a list holds before it is drawn.
  for (let i = 0; i < 4095; i++) context.fillRect(0, 0, 1, 1);
  context.measureText('');
  const before = memoryUsage().bytesByKind.display;
  setMemoryBudget(10_000_000);
  // The second finds the list full, and its 64 MB of pixels are refused.
  context.fillRect(0, 0, 1, 1);
  context.fillRect(0, 0, 1, 1);
  for (let i = 0; i < 500; i++) context.lineTo(i, 1);
  assert.throws(() => context.measureText(''), (error) => error instanceof RangeError && /budget/.test(error.message));
  const grown = memoryUsage().bytesByKind.display - before;
  // 500 points of 16 bytes.
  assert.ok(grown >= 8000, `${grown} bytes more`);
});
