'use strict';

// AVIF as Chromium shows it, and files that are none.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { describe, test } = require('node:test');

const { Image, createCanvas, createImageBitmap, loadImage, memoryUsage, setLimits } = require('../../index.js');

const FOLDER = path.join(__dirname, '../fixtures/avif');
const fixture = (name) => fs.readFileSync(path.join(FOLDER, name));
const CHROMIUM = JSON.parse(fixture('chromium.json'));

function context(image) {
  const ctx = createCanvas(image.width, image.height).getContext('2d');
  ctx.drawImage(image, 0, 0);
  return ctx;
}

/** The pixels at the quarters of each side, column by column. */
function quarters(image) {
  const ctx = context(image);
  const at = (side) => [0, 1, 2, 3, 4].map((i) => Math.floor(((side - 1) * i) / 4));
  return at(image.width).flatMap((x) => at(image.height).map((y) => [...ctx.getImageData(x, y, 1, 1).data]));
}

// Its arithmetic for these weights has fewer bits.
const COARSE = ['709.avif', '2020.avif'];

describe('read as Chromium does', () => {
  for (const [name, { width, height, pixels }] of Object.entries(CHROMIUM)) {
    if (name === 'grid-alpha.avif') continue;
    test(name, async () => {
      const image = await loadImage(fixture(name));
      assert.deepEqual([image.naturalWidth, image.naturalHeight], [width, height]);
      const most = COARSE.includes(name) ? 4 : 2;
      quarters(image).forEach((pixel, i) => {
        assert.ok(pixel.every((value, c) => Math.abs(value - pixels[i][c]) <= most), `pixel ${i}: ${pixel}, expected ${pixels[i]}`);
      });
    });
  }

  test('alpha of a grid is refused, not left out', async () => {
    await assert.rejects(loadImage(fixture('grid-alpha.avif')), { name: 'EncodingError', message: /alpha of a grid/ });
  });

  test('createImageBitmap, and a decode when it is drawn', async () => {
    const bitmap = await createImageBitmap(new Blob([fixture('lossless.avif')]));
    const image = new Image();
    image.src = fixture('lossless.avif');
    assert.deepEqual([...context(bitmap).getImageData(10, 20, 1, 1).data], [240, 60, 55, 255]);
    assert.deepEqual([...context(image).getImageData(10, 20, 1, 1).data], [240, 60, 55, 255]);
  });
});

describe('what is broken', () => {
  const whole = fixture('10bit-420.avif');

  test('every cut is an error, or still the whole picture', async () => {
    const wanted = JSON.stringify(quarters(await loadImage(whole)));
    for (let length = 3; length < whole.length; length += 7) {
      let image;
      try {
        image = await loadImage(whole.subarray(0, length));
      } catch (error) {
        assert.equal(error.name, 'EncodingError', `${length}: ${error}`);
        continue;
      }
      assert.equal(JSON.stringify(quarters(image)), wanted, `${length} bytes`);
    }
  });

  test('damaged bytes do no harm', async () => {
    for (let at = 0; at < whole.length; at += 3) {
      for (const bit of [1, 0x80]) {
        const damaged = Buffer.from(whole);
        damaged[at] ^= bit;
        await loadImage(damaged).then(
          (image) => assert.ok(image.width > 0),
          (error) => assert.ok(['EncodingError', 'RangeError'].includes(error.name), `${at}: ${error}`),
        );
      }
    }
  });

  test('sizes beyond the limits', async () => {
    await assert.rejects(loadImage(whole, { maxPixels: 128 * 128 - 1 }), { code: 'ERR_LIMIT', limit: 'maxPixels' });
    const { maxScratch } = setLimits();
    try {
      setLimits({ maxScratch: 1e6 });
      await assert.rejects(loadImage(whole), { code: 'ERR_LIMIT', limit: 'maxScratch' });
    } finally {
      setLimits({ maxScratch });
    }
  });
});

describe('written', () => {
  function picture(alpha) {
    const canvas = createCanvas(60, 44);
    const ctx = canvas.getContext('2d');
    const gradient = ctx.createLinearGradient(0, 0, 60, 44);
    gradient.addColorStop(0, 'rgb(250 60 20)');
    gradient.addColorStop(1, alpha ? 'rgb(10 80 240 / 0.4)' : 'rgb(10 80 240)');
    ctx.fillStyle = gradient;
    ctx.fillRect(0, 0, 60, 44);
    return canvas;
  }
  const farthest = (a, b) => a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);

  for (const alpha of [false, true]) {
    test(`and read again, ${alpha ? 'with alpha' : 'opaque'}`, async () => {
      const canvas = picture(alpha);
      const file = await canvas.encode('avif', { quality: 0.95, speed: 10 });
      assert.equal(file.toString('latin1', 4, 12), 'ftypavif');
      const image = await loadImage(file);
      assert.ok(farthest(context(image).canvas.data(), canvas.data()) <= 8);
    });
  }

  test('quality, alphaQuality and speed change the file', () => {
    const canvas = picture(true);
    const length = (options) => canvas.encodeSync('avif', { speed: 10, ...options }).length;
    assert.ok(length({ quality: 0.2 }) < length({ quality: 0.98 }));
    assert.notEqual(length({ quality: 0.9, alphaQuality: 0.1 }), length({ quality: 0.9 }));
    assert.deepEqual(canvas.encodeSync('avif'), canvas.encodeSync('image/avif', 80));
    for (const options of [{ speed: 0 }, { speed: 11 }, { speed: 1.5 }, { alphaQuality: 2 }, { quality: -1 }]) {
      assert.throws(() => canvas.encodeSync('avif', options), RangeError);
    }
  });

  test('colours of Display P3 become sRGB', async () => {
    const canvas = createCanvas(16, 16);
    const ctx = canvas.getContext('2d', { colorSpace: 'display-p3' });
    ctx.fillStyle = 'rgb(200 100 50)';
    ctx.fillRect(0, 0, 16, 16);
    const [r, g, b] = context(await loadImage(canvas.encodeSync('avif', { quality: 1, speed: 10 }))).getImageData(8, 8, 1, 1).data;
    assert.ok(farthest([r, g, b], [200, 100, 50]) <= 3, `${[r, g, b]}`);
  });

  test('data URLs, blobs and streams', async () => {
    const canvas = picture(false);
    const wanted = canvas.encodeSync('avif');
    assert.equal(canvas.toDataURL('image/avif'), `data:image/avif;base64,${wanted.toString('base64')}`);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/avif'));
    assert.equal(blob.type, 'image/avif');
    const parts = [];
    for await (const part of canvas.encodeStream('avif')) parts.push(part);
    assert.deepEqual(Buffer.concat(parts), wanted);
  });

  test('memory comes back', async () => {
    const before = memoryUsage().live;
    const canvas = createCanvas(60, 44);
    canvas.getContext('2d').fillRect(5, 5, 20, 20);
    const image = await loadImage(await canvas.encode('avif', { speed: 10 }));
    canvas.dispose();
    image.dispose();
    assert.ok(memoryUsage().live <= before, `${memoryUsage().live} after ${before}`);
  });
});
