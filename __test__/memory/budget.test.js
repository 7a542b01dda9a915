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

test('a list that another thread could not finish is gone on with, not begun again', async () => {
  const fills = (context, source) => {
    context.fillStyle = 'rgba(255, 0, 0, 0.3)';
    context.fillRect(0, 0, 300, 300);
    context.filter = 'blur(2px)';
    context.fillStyle = 'rgba(0, 0, 255, 0.1)';
    // Their pictures are enough for a part of the list to be drawn before the rest is looked at.
    for (let i = 0; i < 6; i++) context.fillRect(400, 0, 1600, 2000);
    context.filter = 'none';
    context.drawImage(source, 1000, 1000);
    // A full list is handed over.
    for (let i = 0; i < 4200; i++) context.fillRect(1900, 1900, 1, 1);
    context.measureText('a');
  };
  const large = () => {
    const source = createCanvas(4000, 4000);
    source.getContext('2d').fillRect(0, 0, 3, 3);
    return source;
  };
  const pixel = (context, x, y) => [...context.getImageData(x, y, 1, 1).data];
  const right = createCanvas(2000, 2000).getContext('2d');
  fills(right, large());
  const wanted = [pixel(right, 2, 2), pixel(right, 600, 600)];
  right.canvas.dispose();
  for (const room of [60e6, 72e6, 80e6]) {
    const context = createCanvas(2000, 2000).getContext('2d');
    const source = large();
    setMemoryBudget(memoryUsage().live + room);
    try {
      fills(context, source);
    } catch (error) {
      // Without another thread it is told here.
      assert.equal(error.name, 'RangeError');
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    setMemoryBudget(Infinity);
    assert.deepEqual([pixel(context, 2, 2), pixel(context, 600, 600)], wanted, `${room}`);
    context.canvas.dispose();
    source.dispose();
  }
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
  setMemoryBudget(10_000_000);
  // One operation fewer than three lists hold: two may wait to be drawn while the third is recorded.
  for (let i = 0; i < 3 * 4096 - 1; i++) context.fillRect(0, 0, 1, 1);
  try {
    context.measureText('');
  } catch {
    // On a machine with one processor the first list was refused already.
  }
  const before = memoryUsage().bytesByKind.display;
  // The second finds the list full, and 64 MB of pixels are refused.
  context.fillRect(0, 0, 1, 1);
  context.fillRect(0, 0, 1, 1);
  for (let i = 0; i < 500; i++) context.lineTo(i, 1);
  assert.throws(() => context.measureText(''), (error) => error instanceof RangeError && /budget/.test(error.message));
  const grown = memoryUsage().bytesByKind.display - before;
  // 500 points of 16 bytes.
  assert.ok(grown >= 8000, `${grown} bytes more`);
});
