'use strict';

// Files of every format, written here and read by Pillow, and the other way round. docs/formats.md has the table.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, before, describe, test } = require('node:test');

const { GifEncoder, createCanvas, loadImage } = require('../../index.js');
const { assertSameBytes } = require('../helpers/pixels.js');
const { ask } = require('./python.js');

const [WIDTH, HEIGHT] = [40, 24];
// Lossy formats at high quality on smooth colours; measured 6 and 7.
const NEAR = 12;

let folder;
before(() => { folder = fs.mkdtempSync(path.join(os.tmpdir(), 'canvas-formats-')); });
after(() => fs.rmSync(folder, { recursive: true, force: true }));

/** A smooth picture, with a hole and a half-transparent part if it is to have alpha. */
function picture({ alpha = false, width = WIDTH, height = HEIGHT } = {}) {
  const canvas = createCanvas(width, height);
  const ctx = canvas.getContext('2d');
  const gradient = ctx.createLinearGradient(0, 0, width, height);
  gradient.addColorStop(0, 'rgb(250 60 20)');
  gradient.addColorStop(1, 'rgb(10 80 240)');
  ctx.fillStyle = gradient;
  ctx.fillRect(0, 0, width, height);
  if (alpha) {
    ctx.clearRect(0, 0, width / 4, height / 4);
    ctx.globalAlpha = 0.5;
    ctx.clearRect(width / 2, 0, 8, 8);
    ctx.fillRect(width / 2, 0, 8, 8);
  }
  return canvas;
}

function write(name, bytes) {
  const file = path.join(folder, name);
  fs.writeFileSync(file, bytes);
  return file;
}

const told = (name, bytes) => ask([write(name, bytes)])[0];

/** Straight pixels without colours where there is no alpha, which formats keep or don't. */
function visible(pixels) {
  const copy = Buffer.from(pixels);
  for (let i = 0; i < copy.length; i += 4) if (copy[i + 3] === 0) copy.fill(0, i, i + 4);
  return copy;
}

function farthest(a, b) {
  assert.equal(a.length, b.length);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
}

const LOSSLESS = {
  png: ['PNG', [{}, { compressionLevel: 0 }, { compressionLevel: 9, filters: 'paeth' }]],
  webp: ['WEBP', [{ lossless: true }]],
  bmp: ['BMP', [{}]],
  ico: ['ICO', [{}]],
  tiff: ['TIFF', [{}]],
  qoi: ['QOI', [{}]],
};

describe('written here, read by Pillow', () => {
  for (const [format, [name, all]] of Object.entries(LOSSLESS)) {
    for (const options of all) {
      for (const alpha of [false, true]) {
        test(`${format} ${JSON.stringify(options)}, ${alpha ? 'with alpha' : 'opaque'}`, () => {
          const canvas = picture({ alpha });
          const answer = told(`out.${format}`, canvas.encodeSync(format, options));
          assert.deepEqual([answer.format, answer.size], [name, [WIDTH, HEIGHT]]);
          assertSameBytes(visible(answer.frames[0].pixels), visible(canvas.data()));
        });
      }
    }
  }

  for (const options of [{}, { progressive: true }, { optimizeCoding: true }, { chromaSubsampling: false }, { chromaSubsampling: '4:2:2', quality: 0.97 }]) {
    test(`jpeg ${JSON.stringify(options)}`, () => {
      const canvas = picture();
      const answer = told('out.jpg', canvas.encodeSync('jpeg', { quality: 0.97, ...options }));
      assert.equal(answer.format, 'JPEG');
      assert.equal(Boolean(answer.info.progressive), Boolean(options.progressive));
      assert.ok(farthest(answer.frames[0].pixels, canvas.data()) <= NEAR);
    });
  }

  test('webp, lossy', () => {
    const canvas = picture();
    const answer = told('out.webp', canvas.encodeSync('webp', { quality: 0.97 }));
    assert.equal(answer.format, 'WEBP');
    assert.ok(farthest(answer.frames[0].pixels, canvas.data()) <= NEAR);
  });

  for (const alpha of [false, true]) {
    test(`avif, ${alpha ? 'with alpha' : 'opaque'}`, () => {
      const canvas = picture({ alpha });
      const answer = told('out.avif', canvas.encodeSync('avif', { quality: 0.97, speed: 10 }));
      assert.deepEqual([answer.format, answer.size], ['AVIF', [WIDTH, HEIGHT]]);
      // What shows of a colour depends on its alpha, which is not exact either.
      const shown = (pixels) => Buffer.from(pixels).map((value, i) => (i % 4 === 3 ? value : (value * pixels[i | 3]) / 255));
      const far = farthest(shown(answer.frames[0].pixels), shown(canvas.data()));
      // Edges of alpha ring; measured 32.
      assert.ok(far <= NEAR * (alpha ? 4 : 1), `${far}`);
    });
  }

  test('png with a palette', () => {
    const canvas = createCanvas(WIDTH, HEIGHT);
    const ctx = canvas.getContext('2d');
    for (let i = 0; i < 20; i++) {
      ctx.fillStyle = `rgb(${i * 12} 40 ${255 - i * 9} / ${i % 4 ? 1 : 0.5})`;
      ctx.fillRect(i * 2, 0, 2, HEIGHT);
    }
    const exact = told('palette.png', canvas.encodeSync('png', { colors: 256 }));
    assert.equal(exact.mode, 'P');
    assertSameBytes(visible(exact.frames[0].pixels), visible(canvas.data()));
    const few = told('few.png', picture().encodeSync('png', { colors: 32 }));
    assert.ok(farthest(few.frames[0].pixels, picture().data()) < 80);
  });

  test('png with what it says of itself', () => {
    const text = { Title: 'A card', Author: 'Jürgen Ωmega' };
    const answer = told('text.png', picture().encodeSync('png', { text, resolution: 300 }));
    assert.deepEqual(answer.text, text);
    assert.ok(answer.info.dpi.every((dpi) => Math.abs(dpi - 300) < 0.02), `${answer.info.dpi}`);
  });

  test('the resolution of jpeg and tiff', () => {
    for (const format of ['jpeg', 'tiff']) {
      assert.deepEqual(told(`dpi.${format}`, picture().encodeSync(format, { resolution: 144 })).info.dpi, [144, 144], format);
    }
  });

  test('gif has 256 exact colours, and transparency', () => {
    const canvas = createCanvas(16, 16);
    const ctx = canvas.getContext('2d');
    for (let i = 0; i < 255; i++) {
      ctx.fillStyle = `rgb(${i} ${255 - i} ${(i * 7) % 256})`;
      ctx.fillRect(i % 16, Math.floor(i / 16), 1, 1);
    }
    const answer = told('out.gif', canvas.encodeSync('gif'));
    assert.deepEqual([answer.format, answer.size], ['GIF', [16, 16]]);
    assertSameBytes(visible(answer.frames[0].pixels), visible(canvas.data()));
  });

  test('an animated gif shows each frame as it was drawn, as long as it was to be shown', () => {
    const encoder = new GifEncoder(WIDTH, HEIGHT);
    const canvas = createCanvas(WIDTH, HEIGHT);
    const ctx = canvas.getContext('2d');
    const moments = [];
    for (let i = 0; i < 8; i++) {
      ctx.clearRect(0, 0, WIDTH, HEIGHT);
      ctx.fillStyle = `hsl(${i * 40} 90% 50%)`;
      ctx.fillRect(i * 4, 4, 10, 12);
      moments.push(canvas.data());
      encoder.addFrame(canvas, { delay: 50 + i * 10 });
    }
    const { frames, info } = told('animated.gif', encoder.finish());
    assert.equal(info.loop, 0);
    assert.deepEqual(frames.map(({ duration }) => duration), moments.map((_, i) => 50 + i * 10));
    moments.forEach((moment, i) => assertSameBytes(visible(frames[i].pixels), visible(moment), `frame ${i}`));
  });

  test('formats with a profile say that they are in Display P3, others are converted', () => {
    const canvas = createCanvas(4, 4);
    const ctx = canvas.getContext('2d', { colorSpace: 'display-p3' });
    ctx.fillStyle = 'rgb(200 100 50)';
    ctx.fillRect(0, 0, 4, 4);
    for (const format of ['png', 'tiff']) assert.ok(told(`wide.${format}`, canvas.encodeSync(format)).hasProfile, format);
    for (const format of ['bmp', 'qoi', 'gif']) {
      const { hasProfile, frames } = told(`wide.${format}`, canvas.encodeSync(format));
      assert.equal(hasProfile, false);
      assert.ok(farthest(frames[0].pixels.subarray(0, 4), [200, 100, 50, 255]) <= 1, `${format}: ${[...frames[0].pixels.subarray(0, 4)]}`);
    }
  });
});

describe('written by Pillow, read here', () => {
  const files = {
    PNG: 0, 'PNG+palette': 0, 'JPEG+quality': NEAR, 'JPEG+progressive': NEAR, GIF: 0, 'WEBP+lossless': 0,
    'AVIF+quality': NEAR, BMP: 0, ICO: 0, TIFF: 0, 'TIFF+lzw': 0, 'TIFF+deflate': 0,
  };
  for (const [name, allowed] of Object.entries(files)) {
    test(name, async () => {
      const file = path.join(folder, name);
      const [{ size: [width, height], frames }] = ask([`make:${name}:${file}`]);
      const image = await loadImage(file);
      const canvas = createCanvas(width, height);
      canvas.getContext('2d').drawImage(image, 0, 0);
      assert.deepEqual([image.naturalWidth, image.naturalHeight], [width, height]);
      assert.ok(farthest(visible(canvas.data()), visible(frames[0].pixels)) <= allowed);
    });
  }
});
