'use strict';

// VideoFrame, with what Chromium's does.

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { OffscreenCanvas, VideoFrame, createCanvas, createImageBitmap, loadImage, memoryUsage } = require('../../index.js');
const { solidPng } = require('../helpers/fixtures.js');
const { context } = require('../helpers/pixels.js');

/** 4x2 pixels: red, green, blue, half-transparent black; the second row is white. */
const PIXELS = Uint8Array.of(
  255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 0, 0, 0, 128,
  ...Array(16).fill(255),
);

function source() {
  const ctx = context(4, 2);
  const data = ctx.createImageData(4, 2);
  data.data.set(PIXELS);
  ctx.putImageData(data, 0, 0);
  return ctx.canvas;
}

async function bytesOf(frame, options) {
  const bytes = new Uint8Array(frame.allocationSize(options));
  await frame.copyTo(bytes, options);
  return [...bytes];
}

test('a frame of a canvas is the canvas as it is now', async () => {
  const canvas = source();
  const frame = new VideoFrame(canvas, { timestamp: 5, duration: 7 });
  canvas.getContext('2d').clearRect(0, 0, 4, 2);
  assert.deepEqual(await bytesOf(frame), [...PIXELS]);
  const { format, codedWidth, codedHeight, displayWidth, displayHeight, timestamp, duration, rotation, flip } = frame;
  assert.deepEqual([format, codedWidth, codedHeight, displayWidth, displayHeight, timestamp, duration, rotation, flip], ['RGBA', 4, 2, 4, 2, 5, 7, 0, false]);
  const rect = { x: 0, y: 0, width: 4, height: 2, top: 0, right: 4, bottom: 2, left: 0 };
  assert.deepEqual([frame.codedRect.toJSON(), frame.visibleRect.toJSON(), frame.metadata()], [rect, rect, {}]);
  assert.deepEqual(frame.colorSpace.toJSON(), { primaries: 'bt709', transfer: 'iec61966-2-1', matrix: 'rgb', fullRange: true });
});

test('all sources make frames', async () => {
  const image = await loadImage(solidPng(4, 2, 'red'));
  const offscreen = new OffscreenCanvas(4, 2);
  offscreen.getContext('2d').fillRect(0, 0, 4, 2);
  const bitmap = await createImageBitmap(source());
  const frame = new VideoFrame(source(), { timestamp: 1 });
  for (const one of [source(), image, offscreen, bitmap, frame]) {
    const made = new VideoFrame(one, { timestamp: 3 });
    assert.deepEqual([made.codedWidth, made.codedHeight, made.timestamp], [4, 2, 3]);
  }
  const again = new VideoFrame(new VideoFrame(source(), { timestamp: 1, duration: 2 }));
  assert.deepEqual([again.timestamp, again.duration], [1, 2]);
});

test('a frame of pixels in memory has them, from where they are', async () => {
  const init = { format: 'RGBA', codedWidth: 4, codedHeight: 2, timestamp: 0 };
  assert.deepEqual(await bytesOf(new VideoFrame(PIXELS, init)), [...PIXELS]);
  const swapped = Uint8Array.from(PIXELS);
  for (let i = 0; i < swapped.length; i += 4) [swapped[i], swapped[i + 2]] = [swapped[i + 2], swapped[i]];
  const bgra = new VideoFrame(swapped.buffer, { ...init, format: 'BGRA' });
  assert.equal(bgra.format, 'BGRA');
  assert.deepEqual(await bytesOf(bgra, { format: 'RGBA' }), [...PIXELS]);
  assert.deepEqual(await bytesOf(bgra), [...swapped]);
  const spaced = new Uint8Array(3 + 20 * 2);
  spaced.set(PIXELS.subarray(0, 16), 3);
  spaced.set(PIXELS.subarray(16), 23);
  assert.deepEqual(await bytesOf(new VideoFrame(spaced, { ...init, layout: [{ offset: 3, stride: 20 }] })), [...PIXELS]);
  const opaque = new VideoFrame(PIXELS, { ...init, format: 'RGBX' });
  assert.deepEqual((await bytesOf(opaque)).slice(12, 16), [0, 0, 0, 255]);
});

test('copyTo writes a part, in any order and place', async () => {
  const frame = new VideoFrame(source(), { timestamp: 0 });
  const rect = { x: 1, y: 0, width: 2, height: 2 };
  assert.deepEqual(await bytesOf(frame, { rect }), [0, 255, 0, 255, 0, 0, 255, 255, ...Array(8).fill(255)]);
  assert.deepEqual((await bytesOf(frame, { rect, format: 'BGRA' })).slice(0, 8), [0, 255, 0, 255, 255, 0, 0, 255]);
  assert.deepEqual((await bytesOf(frame, { format: 'RGBX' })).slice(12, 16), [0, 0, 0, 255]);
  const bytes = new Uint8Array(40).fill(9);
  assert.deepEqual(await frame.copyTo(bytes.subarray(4), { rect, layout: [{ offset: 4, stride: 16 }] }), [{ offset: 4, stride: 16 }]);
  assert.deepEqual([...bytes.subarray(6, 18)], [9, 9, 0, 255, 0, 255, 0, 0, 255, 255, 9, 9]);
  assert.deepEqual(await frame.copyTo(new ArrayBuffer(100)), [{ offset: 0, stride: 16 }]);
});

test('it is drawn in its display size', () => {
  const frame = new VideoFrame(source(), { timestamp: 0, displayWidth: 8, displayHeight: 4 });
  assert.deepEqual([frame.codedWidth, frame.displayWidth, frame.displayHeight], [4, 8, 4]);
  const ctx = context(10, 10);
  ctx.drawImage(frame, 0, 0);
  const alpha = (x, y) => ctx.getImageData(x, y, 1, 1).data[3];
  assert.deepEqual([alpha(0, 0), alpha(4, 3), alpha(7, 3), alpha(8, 3), alpha(7, 4)], [255, 255, 255, 0, 0]);
});

test('a part of a picture is that part', async () => {
  const frame = new VideoFrame(source(), { timestamp: 0, visibleRect: { x: 2, y: 0, width: 1, height: 1 }, alpha: 'discard' });
  assert.deepEqual([frame.format, frame.codedWidth, frame.codedHeight], ['RGBX', 1, 1]);
  assert.deepEqual(await bytesOf(frame), [0, 0, 255, 255]);
});

test('once closed there is nothing', async () => {
  const frame = new VideoFrame(source(), { timestamp: 5, duration: 7 });
  const copy = frame.clone();
  frame.close();
  frame.close();
  const { format, codedWidth, displayHeight, codedRect, visibleRect, timestamp, duration } = frame;
  assert.deepEqual([format, codedWidth, displayHeight, codedRect, visibleRect, timestamp, duration], [null, 0, 0, null, null, 5, 7]);
  assert.deepEqual(frame.colorSpace.toJSON(), { primaries: null, transfer: null, matrix: null, fullRange: null });
  const closed = { name: 'InvalidStateError' };
  const ctx = context();
  for (const use of [
    () => frame.clone(), () => frame.allocationSize(), () => frame.metadata(), () => ctx.drawImage(frame, 0, 0),
    () => ctx.createPattern(frame, 'repeat'), () => new VideoFrame(frame),
  ]) assert.throws(use, closed);
  await assert.rejects(frame.copyTo(new Uint8Array(100)), closed);
  await assert.rejects(createImageBitmap(frame), closed);
  assert.deepEqual(await bytesOf(copy), [...PIXELS]);
  assert.deepEqual([copy.timestamp, copy.duration], [5, 7]);
});

test('a closed frame gives its memory back', () => {
  const canvas = createCanvas(200, 100);
  canvas.getContext('2d').fillRect(0, 0, 5, 5);
  const before = memoryUsage().live;
  const frame = new VideoFrame(canvas, { timestamp: 0, displayWidth: 300, displayHeight: 300 });
  context().drawImage(frame, 0, 0);
  frame.close();
  // The canvas itself has pixels since.
  assert.ok(memoryUsage().live - before <= 2 * 200 * 100 * 4, `${memoryUsage().live - before}`);
});

describe('what is wrong', () => {
  const frame = new VideoFrame(source(), { timestamp: 0 });
  const init = { format: 'RGBA', codedWidth: 4, codedHeight: 2, timestamp: 0 };

  test('with the source or the options is thrown', () => {
    const wrong = [
      [], [source()], [source(), {}], [source(), 5], [{}, { timestamp: 0 }], ['x', { timestamp: 0 }], [source(), { timestamp: NaN }],
      [source(), { timestamp: 0, duration: -1 }], [source(), { timestamp: 0, alpha: 'x' }], [source(), { timestamp: 0, displayWidth: 3 }],
      [source(), { timestamp: 0, displayWidth: 0, displayHeight: 2 }], [source(), { timestamp: 0, visibleRect: { width: 5, height: 1 } }],
      [source(), { timestamp: 0, visibleRect: { x: 0.5, width: 1, height: 1 } }], [source(), { timestamp: 0, visibleRect: {} }],
      [PIXELS, { ...init, format: 'x' }], [PIXELS, { ...init, format: undefined }], [PIXELS, { ...init, codedWidth: 0 }], [PIXELS, { ...init, codedHeight: 3 }],
      [PIXELS, { ...init, timestamp: undefined }], [PIXELS, { ...init, layout: [] }], [PIXELS, { ...init, layout: [{ offset: 1, stride: 16 }] }],
      [PIXELS, { ...init, layout: [{ offset: 0, stride: 15 }] }], [PIXELS, { ...init, layout: 5 }], [new Uint8Array(0), init],
    ];
    for (const args of wrong) assert.throws(() => new VideoFrame(...args), TypeError, JSON.stringify(args).slice(0, 120));
    assert.throws(() => new VideoFrame(PIXELS, { ...init, format: 'I420' }), { name: 'NotSupportedError' });
    assert.throws(() => new VideoFrame(createCanvas(0, 5), { timestamp: 0 }), { name: 'InvalidStateError' });
    assert.throws(() => new VideoFrame(PIXELS, { ...init, codedWidth: 2 ** 20, codedHeight: 2 ** 20 }), (error) => error instanceof RangeError || error instanceof TypeError);
  });

  test('with copyTo rejects, and nothing is written', async () => {
    const bytes = new Uint8Array(31).fill(9);
    const wrong = [
      [bytes], [undefined], [{}], [[1, 2]], [new Uint8Array(100), { rect: { x: 0, y: 0, width: 9, height: 1 } }], [new Uint8Array(100), { rect: { x: 0, y: 0, width: 0, height: 1 } }],
      [new Uint8Array(100), { layout: [{ offset: 80, stride: 16 }] }], [new Uint8Array(100), { layout: [{}, {}] }], [new Uint8Array(100), { format: 'x' }],
    ];
    for (const args of wrong) await assert.rejects(frame.copyTo(...args), TypeError);
    assert.ok(bytes.every((byte) => byte === 9));
    await assert.rejects(frame.copyTo(new Uint8Array(100), { format: 'NV12' }), { name: 'NotSupportedError' });
    assert.throws(() => frame.allocationSize({ rect: { x: 3, y: 0, width: 2, height: 1 } }), TypeError);
  });

  test('members of other objects are refused', () => {
    for (const name of ['format', 'codedWidth', 'codedRect', 'timestamp', 'colorSpace']) {
      const { get } = Object.getOwnPropertyDescriptor(VideoFrame.prototype, name);
      assert.throws(() => get.call({}), TypeError, name);
    }
    assert.throws(() => VideoFrame.prototype.close.call({}), TypeError);
  });
});
