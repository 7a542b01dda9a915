'use strict';

// GifEncoder and GifStream. What the files show is checked by another decoder in ../formats.

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { GifDisposal, GifEncoder, GifStream, createCanvas, createImageBitmap, loadImage, memoryUsage, setLimits } = require('../../index.js');
const { runWell } = require('../helpers/child.js');
const { assertSameBytes, context } = require('../helpers/pixels.js');

const SIZE = [40, 30];

/** A context, and what it shows at each of some moments. */
function* moments(count) {
  const ctx = context(...SIZE);
  for (let i = 0; i < count; i++) {
    ctx.clearRect(0, 0, ...SIZE);
    ctx.fillStyle = `hsl(${i * 50} 80% 50%)`;
    ctx.fillRect(i * 3, 5, 12, 12);
    yield ctx.canvas;
  }
}

/** The frames' descriptors of a file of ours: { left, top, width, height, delay, disposal }. */
function framesOf(gif) {
  const table = (flags) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  const frames = [];
  let at = 13 + table(gif[10]);
  let control;
  const skipBlocks = () => {
    while (gif[at] !== 0) at += gif[at] + 1;
    at++;
  };
  while (gif[at] !== 0x3b) {
    if (gif[at] === 0x21) {
      if (gif[at + 1] === 0xf9) control = { delay: gif.readUInt16LE(at + 4), disposal: (gif[at + 3] >> 2) & 7 };
      at += 2;
      skipBlocks();
    } else {
      const [left, top, width, height] = [1, 3, 5, 7].map((offset) => gif.readUInt16LE(at + offset));
      frames.push({ left, top, width, height, ...control, local: (gif[at + 9] & 0x80) !== 0 });
      at += 11 + table(gif[at + 9]);
      skipBlocks();
    }
  }
  return frames;
}

function encoded(count, options) {
  const encoder = new GifEncoder(...SIZE, options);
  for (const canvas of moments(count)) encoder.addFrame(canvas, { delay: 40 });
  return encoder.finish();
}

test('each frame is in the file, and the first one is the picture', async () => {
  const file = encoded(5);
  const frames = framesOf(file);
  assert.equal(frames.length, 5);
  assert.deepEqual(frames.map(({ delay }) => delay), [4, 4, 4, 4, 4]);
  const { left, top, width, height } = frames[0];
  assert.deepEqual([left, top, width, height], [0, 0, ...SIZE]);
  assert.ok(frames.slice(1).every((frame) => frame.width * frame.height < 40 * 30), 'only what changes');
  const image = await loadImage(file);
  const ctx = context(...SIZE);
  ctx.drawImage(image, 0, 0);
  const [first] = moments(1);
  assertSameBytes(ctx.canvas.data(), first.data());
});

test('every way gives the same file', async () => {
  const file = encoded(6);
  const waiting = new GifEncoder(...SIZE);
  for (const canvas of moments(6)) await waiting.addFrame(canvas, { delay: 40 });
  assertSameBytes(await waiting.finishAsync(), file);
  const stream = new GifStream(...SIZE);
  const parts = [];
  const read = (async () => {
    for await (const part of stream) parts.push(part);
  })();
  for (const canvas of moments(6)) await stream.addFrame(canvas, { delay: 40 });
  await Promise.all([stream.end(), read]);
  assertSameBytes(Buffer.concat(parts), file);
  assert.ok(parts.length > 3, `${parts.length} parts`);
});

test('frames are canvases, bitmaps, image data and bytes', async () => {
  const [canvas] = moments(1);
  const imageData = canvas.getContext('2d').getImageData(0, 0, ...SIZE);
  const frames = [[canvas], [await createImageBitmap(canvas)], [imageData], [canvas.data(), ...SIZE], [imageData.data.buffer, ...SIZE]];
  const files = frames.map((frame) => {
    const encoder = new GifEncoder(...SIZE);
    encoder.addFrame(...frame, { delay: 70 });
    return encoder.finish();
  });
  for (const file of files) assertSameBytes(file, files[0]);
  assert.equal(framesOf(files[0])[0].delay, 7);
});

test('a frame shows the canvas as it was at the call', () => {
  const [canvas] = moments(1);
  const encoder = new GifEncoder(...SIZE);
  encoder.addFrame(canvas);
  canvas.getContext('2d').fillRect(0, 0, ...SIZE);
  const other = new GifEncoder(...SIZE);
  const [same] = moments(1);
  other.addFrame(same);
  assertSameBytes(encoder.finish(), other.finish());
});

test('repeat: for ever, never, so often', () => {
  const count = (options) => {
    const file = encoded(2, options);
    const at = file.indexOf('NETSCAPE2.0');
    return at < 0 ? null : file.readUInt16LE(at + 13);
  };
  assert.deepEqual([count(), count({ repeat: 0 }), count({ repeat: -1 }), count({ repeat: 3 })], [0, 0, null, 3]);
});

test('globalPalette: no frame has a palette of its own', () => {
  assert.ok(framesOf(encoded(4)).every(({ local }) => local));
  assert.ok(framesOf(encoded(4, { globalPalette: true })).every(({ local }) => !local));
  assert.ok(framesOf(encoded(4, { globalPalette: true, palette: ['red', 'lime', 'blue'] })).every(({ local }) => !local));
});

test('finish() begins another file', () => {
  const encoder = new GifEncoder(...SIZE);
  const [canvas] = moments(1);
  encoder.addFrame(canvas);
  encoder.addFrame(canvas);
  assert.equal(encoder.frameCount, 2);
  const first = encoder.finish();
  assert.equal(encoder.frameCount, 0);
  encoder.addFrame(canvas);
  assert.deepEqual([framesOf(first).length, framesOf(encoder.finish()).length], [2, 1]);
});

test('a patch lies where it is put, and is disposed of as it is told', () => {
  const encoder = new GifEncoder(...SIZE);
  const [canvas] = moments(1);
  const red = Uint8Array.of(255, 0, 0, 255);
  encoder.addFrame(canvas);
  encoder.addFrame(red, 1, 1, { left: 39, top: 29, disposal: GifDisposal.Background });
  encoder.addFrame(red, 1, 1, { left: 0, top: 0, disposal: 'previous' });
  const [, second] = framesOf(encoder.finish());
  assert.deepEqual([second.left, second.top, second.width, second.height], [39, 29, 1, 1]);
});

describe('errors', () => {
  const small = () => new GifEncoder(5, 5);
  const [canvas] = moments(1);
  const cases = {
    RangeError: [
      () => new GifEncoder(0, 5), () => new GifEncoder(5, 65536), () => new GifEncoder(5.5, 5), () => new GifEncoder(65535, 65535),
      () => new GifEncoder(5, 5, { repeat: -2 }), () => new GifEncoder(5, 5, { repeat: 65536 }), () => new GifEncoder(5, 5, { colors: 1 }),
      () => small().addFrame(canvas), () => small().addFrame(new Uint8Array(99), 5, 5), () => small().addFrame(new Uint8Array(4), 1, 1, { left: 5 }),
      () => small().addFrame(new Uint8Array(4), 1, 1, { delay: -1 }), () => small().addFrame(new Uint8Array(4), 1, 1, { delay: NaN }),
      () => small().addFrame(new Uint8Array(4), 1, 1, { delay: 1e9 }), () => small().addFrame(new Uint8Array(4), 1, 1, { top: -1 }),
    ],
    TypeError: [
      () => GifEncoder(5, 5), () => new GifEncoder(5, 5, 'fast'), () => small().addFrame(), () => small().addFrame('picture'),
      () => small().addFrame({ width: 5, height: 5 }), () => small().addFrame(new Uint8Array(4), 1, 1, { disposal: 'fade' }),
      () => small().addFrame(new Uint8Array(4), 1, 1, { disposal: 3 }), () => small().addFrame(new Uint8Array(4), 1, 1, 5),
      () => small().addFrame(new Uint8Array(4), 1, 1, { priority: 'urgent' }), () => GifEncoder.prototype.finish.call({}),
    ],
  };
  for (const [name, calls] of Object.entries(cases)) {
    for (const call of calls) test(`${`${call}`.slice(6, 90)} is a ${name}`, () => assert.throws(call, { name }));
  }

  test('there is no file without a frame, or after the end', async () => {
    assert.throws(() => small().finish(), { name: 'InvalidStateError' });
    await assert.rejects(small().finishAsync(), { name: 'InvalidStateError' });
    const encoder = new GifEncoder(...SIZE);
    encoder.addFrame(canvas);
    encoder.dispose();
    assert.throws(() => encoder.finish(), { name: 'InvalidStateError' });
    assert.throws(() => encoder.addFrame(canvas), { name: 'InvalidStateError' });
    const stream = new GifStream(...SIZE);
    stream.resume();
    stream.addFrame(canvas);
    await stream.end();
    assert.throws(() => stream.addFrame(canvas), { name: 'InvalidStateError' });
  });

  test('maxFrames holds', () => {
    const { maxFrames } = setLimits();
    setLimits({ maxFrames: 2 });
    try {
      const encoder = new GifEncoder(...SIZE);
      encoder.addFrame(canvas);
      encoder.addFrame(canvas);
      assert.throws(() => encoder.addFrame(canvas), { name: 'RangeError', limit: 'maxFrames', allowed: 2 });
    } finally {
      setLimits({ maxFrames });
    }
  });
});

test('a stream that is destroyed frees everything, and its frames are called off', async () => {
  const stream = new GifStream(400, 300);
  const big = createCanvas(400, 300);
  big.getContext('2d').fillRect(0, 0, 50, 50);
  const frames = Array.from({ length: 20 }, () => stream.addFrame(big));
  stream.destroy();
  const ends = await Promise.allSettled(frames);
  assert.ok(ends.some(({ status }) => status === 'rejected'));
  assert.throws(() => stream.addFrame(big), { name: 'InvalidStateError' });
});

// In a process of its own: other tests leave encoders behind, which give back what they hold when they are collected.
test('what an encoder holds is counted, and given back', async () => {
  await runWell(async ({ GifEncoder, createCanvas, memoryUsage }) => {
    const assert = require('node:assert/strict');
    const scratch = () => memoryUsage().bytesByKind.scratch;
    const encoder = new GifEncoder(200, 200);
    const before = scratch();
    await encoder.addFrame(createCanvas(200, 200));
    assert.ok(scratch() - before >= 200 * 200 * 4, `${scratch() - before}`);
    encoder.dispose();
    assert.equal(scratch(), before);
  });
});
