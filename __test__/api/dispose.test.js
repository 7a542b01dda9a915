'use strict';

// dispose() and Symbol.dispose: memory is free at once, later use is an InvalidStateError.

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { createCanvas, Image, loadImage, memoryUsage } = require('../../index.js');
const { solidPng } = require('../helpers/fixtures.js');
const { context } = require('../helpers/pixels.js');

const PNG = solidPng(50, 40, 'red');
const GONE = { name: 'InvalidStateError', message: /disposed/ };

function drawn() {
  const canvas = createCanvas(50, 40);
  canvas.getContext('2d').fillRect(0, 0, 5, 5);
  canvas.data();
  return canvas;
}

describe('a canvas', () => {
  test('frees its pixels at once', () => {
    const before = memoryUsage();
    const canvas = drawn();
    assert.equal(memoryUsage().bitmaps, before.bitmaps + 1);
    canvas.dispose();
    const after = memoryUsage();
    assert.deepEqual([after.bitmaps, after.bytesByKind.pixels], [before.bitmaps, before.bytesByKind.pixels]);
  });
  test('may be disposed of twice', () => {
    const canvas = drawn();
    canvas.dispose();
    assert.equal(canvas.dispose(), undefined);
  });
  const USES = {
    encodeSync: (canvas) => canvas.encodeSync('png'),
    toBuffer: (canvas) => canvas.toBuffer('image/png'),
    toDataURL: (canvas) => canvas.toDataURL(),
    data: (canvas) => canvas.data(),
    'drawImage of it': (canvas) => context().drawImage(canvas, 0, 0),
    getImageData: (canvas) => canvas.getContext('2d').getImageData(0, 0, 1, 1),
    putImageData: (canvas) => { const ctx = canvas.getContext('2d'); ctx.putImageData(ctx.createImageData(1, 1), 0, 0); },
    'fillText of a long text': (canvas) => canvas.getContext('2d').fillText('x'.repeat(200), 5, 5),
    measureText: (canvas) => canvas.getContext('2d').measureText('x'),
    'setting width': (canvas) => { canvas.width = 5; },
    reset: (canvas) => canvas.getContext('2d').reset(),
  };
  for (const [name, use] of Object.entries(USES)) {
    test(`${name} afterwards is an InvalidStateError`, () => {
      const canvas = drawn();
      canvas.dispose();
      assert.throws(() => use(canvas), GONE);
    });
  }
  test('encode afterwards rejects', async () => {
    const canvas = drawn();
    canvas.dispose();
    await assert.rejects(canvas.encode('png'), GONE);
  });
  test('recorded calls afterwards are harmless', () => {
    const canvas = drawn();
    const ctx = canvas.getContext('2d');
    canvas.dispose();
    assert.doesNotThrow(() => { ctx.fillRect(0, 0, 1, 1); ctx.fillText('x', 5, 5); ctx.save(); ctx.restore(); ctx.fillStyle = 'red'; });
  });
});

describe('an image', () => {
  test('frees its pixels at once', async () => {
    const before = memoryUsage();
    const image = await loadImage(PNG);
    assert.equal(memoryUsage().bitmaps, before.bitmaps + 1);
    image.dispose();
    const after = memoryUsage();
    assert.deepEqual([after.bitmaps, after.bytesByKind.pixels], [before.bitmaps, before.bytesByKind.pixels]);
  });
  test('may be disposed of twice, and has no size then', async () => {
    const image = await loadImage(PNG);
    image.dispose();
    image.dispose();
    assert.deepEqual([image.naturalWidth, image.naturalHeight, image.src], [0, 0, '']);
  });
  test('drawing and another source are InvalidStateErrors', async () => {
    const image = await loadImage(PNG);
    image.dispose();
    assert.throws(() => context().drawImage(image, 0, 0), GONE);
    assert.throws(() => { image.src = PNG; }, GONE);
    await assert.rejects(image.decode());
  });
  test('disposed of while it is decoded: decode() rejects, no event comes', async () => {
    const image = new Image();
    let events = 0;
    image.onload = image.onerror = () => { events++; };
    image.src = PNG;
    const decoding = image.decode();
    image.dispose();
    await assert.rejects(decoding, { name: 'EncodingError' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(events, 0);
  });
  test('what was drawn from it stays', async () => {
    const image = await loadImage(PNG);
    const ctx = context();
    ctx.drawImage(image, 0, 0);
    image.dispose();
    assert.deepEqual([...ctx.getImageData(5, 5, 1, 1).data], [255, 0, 0, 255]);
  });
});

test('Symbol.dispose is dispose, where Node has it', { skip: !Symbol.dispose && 'this Node has no Symbol.dispose' }, () => {
  for (const object of [createCanvas(1, 1), new Image()]) {
    assert.equal(object[Symbol.dispose], object.dispose);
    object[Symbol.dispose]();
  }
});
