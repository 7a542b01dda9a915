'use strict';

// What the ledger says, and what V8 was told, in this process.

const assert = require('node:assert/strict');
const { afterEach, test } = require('node:test');
const { setTimeout: sleep } = require('node:timers/promises');

const { assertNothingLives, canvas, fixture, noise } = require('./support.js');

const { Image, createCanvas, loadImage, memoryUsage } = canvas;

afterEach(assertNothingLives);

test('a canvas that is only created or recorded on owns no pixels', () => {
  const picture = createCanvas(4000, 4000);
  const context = picture.getContext('2d');
  context.fillRect(0, 0, 10, 10);
  context.measureText('a');
  assert.equal(memoryUsage().bitmaps, 0);
  assert.ok(memoryUsage().live < 10_000, `${memoryUsage().live} bytes`);
});

test('pixels are on the ledger to the byte, and V8 is told at once', () => {
  const picture = createCanvas(300, 200);
  picture.getContext('2d').getImageData(0, 0, 1, 1);
  assert.equal(memoryUsage().live, 0, 'a blank canvas is read without pixels');
  picture.getContext('2d').fillRect(0, 0, 1, 1);
  const told = memoryUsage().v8;
  picture.getContext('2d').getImageData(0, 0, 1, 1);
  const { live, bitmaps, bytesByKind, reported, v8 } = memoryUsage();
  assert.deepEqual([bitmaps, bytesByKind.pixels, live, reported], [1, 240_000, 240_000, 240_000]);
  // A few bytes are the recorded operation that is gone now, and the array that was read into.
  assert.ok(Math.abs(v8 - told - 240_000) < 1000, `${v8 - told}`);
  picture.dispose();
  assert.equal(memoryUsage().live, 0);
});

test('resizing and setting a side to 0 free the pixels', () => {
  const picture = createCanvas(300, 200);
  const context = picture.getContext('2d');
  for (const change of [() => (picture.width = 300), () => (picture.height = 0)]) {
    context.fillRect(0, 0, 5, 5);
    context.getImageData(0, 0, 1, 1);
    change();
    assert.equal(memoryUsage().bitmaps, 0);
  }
});

test('one image, another source 500 times, then 0, 1 and 2 bytes', async () => {
  const large = noise(640, 480);
  const image = new Image();
  image.onerror = assert.fail;
  for (let i = 0; i < 500; i++) image.src = large;
  await image.decode();
  // Decodes of earlier sources that had begun already end on their own.
  for (let tries = 0; memoryUsage().bitmaps !== 1 && tries < 500; tries++) await sleep(10);
  assert.deepEqual([memoryUsage().bitmaps, memoryUsage().live], [1, 640 * 480 * 4]);
  for (const length of [0, 1, 2]) {
    image.src = large;
    await image.decode();
    image.src = Buffer.alloc(length);
    assert.deepEqual([image.width, image.height, image.naturalWidth, image.naturalHeight], [0, 0, 0, 0]);
    assert.equal(image.complete, false);
    assert.equal(memoryUsage().live, 0, `after ${length} bytes`);
  }
});

test('emptying an image during its decode frees what the decode holds', async () => {
  const large = noise(1500, 1500);
  for (let i = 0; i < 20; i++) {
    const image = new Image();
    image.src = large;
    image.src = Buffer.alloc(0);
  }
});

test('decodes whose images nobody keeps free their buffers', async () => {
  const large = noise(1000, 1000);
  for (let i = 0; i < 50; i++) loadImage(large);
});

test('encodes that nobody awaits', () => {
  for (let i = 0; i < 50; i++) {
    const picture = createCanvas(500, 500);
    picture.getContext('2d').fillRect(0, 0, 100, 100);
    picture.encode('png');
  }
});

test('a queued encode keeps its pixels on the ledger until it is done', async () => {
  const picture = createCanvas(500, 500);
  const context = picture.getContext('2d');
  context.fillRect(0, 0, 100, 100);
  context.getImageData(0, 0, 1, 1);
  const encoding = picture.encode('png');
  picture.dispose();
  assert.ok(memoryUsage().live >= 1_000_000, 'the snapshot is still there');
  await encoding;
  assert.equal(memoryUsage().live, 0);
});

test('a canvas drawn on another and on itself in a loop stays bounded', () => {
  const [a, b] = [createCanvas(128, 128), createCanvas(128, 128)];
  const before = memoryUsage().peak;
  for (let i = 0; i < 2000; i++) {
    a.getContext('2d').drawImage(b, 1, 0);
    b.getContext('2d').drawImage(a, 0, 1);
    a.getContext('2d').drawImage(a, 2, 2);
  }
  a.getContext('2d').getImageData(0, 0, 1, 1);
  assert.ok(memoryUsage().peak - before < 64 * 128 * 128 * 4, `peak ${memoryUsage().peak}, before ${before}`);
  assert.ok(memoryUsage().live < 8 * 128 * 128 * 4, `${memoryUsage().live} bytes live`);
});

test('getImageData and putImageData in a loop stay bounded', () => {
  const context = createCanvas(64, 64).getContext('2d');
  for (let i = 0; i < 3000; i++) {
    const data = context.getImageData(0, 0, 64, 64);
    data.data[i % data.data.length] = i;
    context.putImageData(data, 0, 0);
  }
  const { live } = memoryUsage();
  assert.ok(live < 3 * 64 * 64 * 4, `${live} bytes live`);
});

test('broken and refused pictures leave nothing', async () => {
  const png = fixture('png-rgba8.png');
  const inputs = [Buffer.from('no picture'), png.subarray(0, png.length / 2), png.subarray(0, 20)];
  for (const input of inputs) await assert.rejects(loadImage(input));
  await assert.rejects(loadImage(png, { maxPixels: 10 }), RangeError);
});

test('every kind of picture is decoded, drawn, encoded and given back', async () => {
  for (const name of ['png-rgba16.png', 'jpeg-progressive.jpg', 'jpeg-cmyk.jpg', 'jpeg-orientation-6.jpg', 'gif-animated.gif',
    'webp-lossy-alpha.webp', 'bmp-24.bmp', 'ico-16-32-48.ico', 'tiff-rgb-lzw.tif', 'svg-text.svg', 'svg-gzip.svgz']) {
    const image = await loadImage(fixture(name));
    const picture = createCanvas(image.width, image.height);
    picture.getContext('2d').drawImage(image, 0, 0);
    for (const format of ['png', 'jpeg', 'webp', 'avif']) await picture.encode(format);
  }
});

test('paths that a synchronous loop drops are given back inside it', () => {
  const data = `M0 0${'L1 1'.repeat(20_000)}`;
  const before = memoryUsage().peak;
  for (let i = 0; i < 1000; i++) new canvas.Path2D(data);
  // All of them would be 340 MB.
  assert.ok(memoryUsage().peak < before + 300e6, `${memoryUsage().peak} after ${before}`);
});

test('thumbnails do not keep the photographs they were made of', async () => {
  const photo = noise(2000, 1500);
  const kept = [];
  for (let i = 0; i < 30; i++) {
    const image = await loadImage(photo);
    const thumbnail = createCanvas(100, 75);
    thumbnail.getContext('2d').drawImage(image, 0, 0, 100, 75);
    image.dispose();
    kept.push(thumbnail);
  }
  // All photographs would be 360 MB.
  assert.ok(memoryUsage().live < 250e6, `${memoryUsage().live} bytes live`);
  assert.equal(kept.length, 30);
});

test('saved states are counted with their dashes', () => {
  const context = createCanvas(10, 10).getContext('2d');
  const dashes = new Array(100).fill(1);
  for (let i = 0; i < 1000; i++) {
    context.save();
    context.setLineDash(dashes);
  }
  context.measureText('');
  // 1,000 lists of 100 numbers.
  assert.ok(memoryUsage().bytesByKind.display > 800_000, `${memoryUsage().bytesByKind.display}`);
});

test('paths, gradients, clips and saved states are counted and given back', () => {
  const context = createCanvas(100, 100).getContext('2d');
  const path = new canvas.Path2D();
  const gradient = context.createLinearGradient(0, 0, 1, 1);
  for (let i = 0; i < 10_000; i++) {
    path.lineTo(i, i);
    context.lineTo(i, -i);
    context.save();
  }
  for (let i = 0; i < 100; i++) gradient.addColorStop(i / 100, 'red');
  context.clip(path);
  context.fill();
  const { display } = memoryUsage().bytesByKind;
  // 10,000 points of 16 bytes, twice.
  assert.ok(display > 320_000, `${display} bytes of paths`);
});

test('ten million calls without a look at the canvas stay small', () => {
  const context = createCanvas(100, 100).getContext('2d');
  const calls = (count) => {
    for (let i = 0; i < count; i += 5) {
      context.save();
      context.globalAlpha = (i % 7) / 7;
      context.translate(1, 0);
      context.fillRect(1000, 0, 1, 1);
      context.restore();
    }
  };
  calls(1e6);
  const before = process.memoryUsage.rss();
  calls(1e7);
  const growth = (process.memoryUsage.rss() - before) / 2 ** 20;
  assert.ok(growth < 50, `RSS grew by ${growth} MB`);
  assert.ok(memoryUsage().live < 100_000, `${memoryUsage().live} bytes live`);
});

test('two thousand contexts with calls pending keep little', () => {
  const contexts = Array.from({ length: 2000 }, () => createCanvas(10, 10).getContext('2d'));
  const before = process.memoryUsage().arrayBuffers;
  for (const context of contexts) {
    context.fillRect(0, 0, 1, 1);
    context.stroke();
  }
  const each = (process.memoryUsage().arrayBuffers - before) / contexts.length;
  assert.ok(each < 1024, `${each} bytes each`);
});
