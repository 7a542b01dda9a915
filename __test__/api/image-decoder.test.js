'use strict';

// ImageDecoder. What frames of many files show is compared with other decoders in ../formats.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { Readable } = require('node:stream');
const { describe, test } = require('node:test');

const { GifEncoder, ImageDecoder, VideoFrame, createImageBitmap, loadImage, memoryUsage, setLimits } = require('../../index.js');
const { fixture } = require('../helpers/fixtures.js');
const { assertSameBytes, context } = require('../helpers/pixels.js');

const SIZE = [24, 16];
const COUNT = 6;

/** A file of some frames, each another colour with a square that moves, and the frames. */
function animation() {
  const encoder = new GifEncoder(...SIZE, { repeat: 4 });
  const ctx = context(...SIZE);
  const frames = [];
  for (let i = 0; i < COUNT; i++) {
    ctx.clearRect(0, 0, ...SIZE);
    ctx.fillStyle = `rgb(${i * 40} 0 255)`;
    ctx.fillRect(i * 2, i, 10, 8);
    encoder.addFrame(ctx.canvas, { delay: 10 * (i + 1) });
    frames.push(ctx.canvas.data());
  }
  return { file: encoder.finish(), frames };
}

const { file, frames } = animation();
const decoderOf = (data = file, type = 'image/gif') => new ImageDecoder({ data, type });

/** What a frame shows when it is drawn. */
function shown(image) {
  const ctx = context(image.displayWidth, image.displayHeight);
  ctx.drawImage(image, 0, 0);
  return ctx.canvas.data();
}

const rejection = (promise) => promise.then(() => 'kept', (error) => error.name);

test('each frame is what was put in, with its time', async () => {
  const decoder = decoderOf();
  await decoder.tracks.ready;
  const track = decoder.tracks.selectedTrack;
  assert.deepEqual([track.animated, track.frameCount, track.repetitionCount, track.selected], [true, COUNT, 4, true]);
  let start = 0;
  for (let frameIndex = 0; frameIndex < COUNT; frameIndex++) {
    const { image, complete } = await decoder.decode({ frameIndex });
    assert.ok(image instanceof VideoFrame && complete);
    const duration = 10_000 * (frameIndex + 1);
    assert.deepEqual([image.timestamp, image.duration, image.codedWidth, image.codedHeight], [start, duration, ...SIZE]);
    assertSameBytes(shown(image), frames[frameIndex]);
    image.close();
    start += duration;
  }
  decoder.close();
});

test('frames are asked for in any order and all at once, before anything is known', async () => {
  const order = [5, 0, 3, 3, 1, 4, 2, 5];
  const decoder = decoderOf();
  const results = await Promise.all(order.map((frameIndex) => decoder.decode({ frameIndex })));
  results.forEach(({ image }, i) => assertSameBytes(shown(image), frames[order[i]]));
  const first = await decoder.decode();
  assertSameBytes(shown(first.image), frames[0]);
});

test('frames of one colour are whole, in every size', async () => {
  for (const side of [1, 5, 9, 40, 300]) {
    const ctx = context(side + 4, side);
    const encoder = new GifEncoder(side + 4, side);
    for (let i = 0; i < 3; i++) {
      ctx.fillRect(i, 0, side, side);
      encoder.addFrame(ctx.canvas);
    }
    const decoder = decoderOf(encoder.finish());
    const { image } = await decoder.decode({ frameIndex: 2 });
    assertSameBytes(shown(image), ctx.canvas.data());
  }
});

test('data comes from wherever there are bytes', async () => {
  const { buffer, byteOffset, byteLength } = file;
  const halves = [file.subarray(0, 100), file.subarray(100)];
  const sources = {
    buffer: file,
    'an ArrayBuffer': buffer.slice(byteOffset, byteOffset + byteLength),
    'shared memory': (() => {
      const shared = new SharedArrayBuffer(byteLength);
      new Uint8Array(shared).set(file);
      return shared;
    })(),
    'a DataView': new DataView(buffer, byteOffset, byteLength),
    'a Node stream': Readable.from(halves),
    'a web stream': new Blob(halves).stream(),
    'a Blob': new Blob(halves),
    'a Response': new Response(file),
  };
  for (const [name, data] of Object.entries(sources)) {
    const decoder = decoderOf(data);
    assert.equal(await decoder.completed, undefined, name);
    assert.equal(decoder.complete, true, name);
    const { image } = await decoder.decode({ frameIndex: COUNT - 1 });
    assertSameBytes(shown(image), frames[COUNT - 1]);
    decoder.close();
  }
});

test('what comes later is waited for', async () => {
  let controller;
  const stream = new ReadableStream({ start(one) { controller = one; } });
  const decoder = decoderOf(stream);
  const decoding = decoder.decode({ frameIndex: 1 });
  controller.enqueue(new Uint8Array(file.subarray(0, 50)));
  await new Promise(setImmediate);
  assert.deepEqual([decoder.complete, decoder.tracks.length, decoder.tracks.selectedIndex], [false, 0, -1]);
  controller.enqueue(new Uint8Array(file.subarray(50)));
  controller.close();
  const { image } = await decoding;
  assertSameBytes(shown(image), frames[1]);
});

test('the data is the decoder\'s own from the call on', async () => {
  const data = Uint8Array.from(file);
  const decoder = new ImageDecoder({ data, type: 'image/gif', transfer: [data.buffer] });
  assert.equal(data.byteLength, 0);
  const other = Uint8Array.from(file);
  const second = decoderOf(other);
  other.fill(0);
  for (const one of [decoder, second]) assertSameBytes(shown((await one.decode({ frameIndex: 2 })).image), frames[2]);
});

test('still pictures of all formats are one frame without a duration', async () => {
  const names = { 'png-rgba8.png': 'png', 'jpeg-420.jpg': 'jpeg', 'webp-lossy-alpha.webp': 'webp', 'bmp-24.bmp': 'bmp', 'tiff-rgb-lzw.tif': 'tiff', 'ico-16-32-48.ico': 'x-icon', 'jpeg-orientation-6.jpg': 'jpeg' };
  for (const [name, type] of Object.entries(names)) {
    const data = fixture(name);
    const decoder = decoderOf(data, `image/${type}`);
    const { image } = await decoder.decode();
    const track = decoder.tracks[0];
    assert.deepEqual([track.animated, track.frameCount, track.repetitionCount, image.timestamp, image.duration], [false, 1, 0, 0, null], name);
    const picture = await loadImage(data);
    const ctx = context(picture.width, picture.height);
    ctx.drawImage(picture, 0, 0);
    assertSameBytes(shown(image), ctx.canvas.data());
  }
});

test('the first frame is what an image shows', async () => {
  for (const [name, type] of [['gif-animated.gif', 'gif'], ['webp-animated.webp', 'webp']]) {
    const { image } = await decoderOf(fixture(name), `image/${type}`).decode();
    const picture = await loadImage(fixture(name));
    const ctx = context(picture.width, picture.height);
    ctx.drawImage(picture, 0, 0);
    assertSameBytes(shown(image), ctx.canvas.data());
  }
});

test('types that can be decoded are told', async () => {
  const are = ['image/gif', 'image/png', 'image/apng', 'image/jpeg', 'image/jpg', 'image/webp', 'image/avif', 'image/bmp', 'image/tiff', 'image/x-icon', 'IMAGE/GIF'];
  const arent = ['image/svg+xml', 'image/gif;a=b', '', 'gif', 'video/mp4', 'image/jxl'];
  for (const type of are) assert.equal(await ImageDecoder.isTypeSupported(type), true, type);
  for (const type of arent) assert.equal(await ImageDecoder.isTypeSupported(type), false, type);
  await assert.rejects(ImageDecoder.isTypeSupported(), TypeError);
  await assert.rejects(ImageDecoder.isTypeSupported(Symbol('x')), TypeError);
});

describe('what is wrong', () => {
  test('with the options is thrown', () => {
    const wrong = [
      [], [undefined], [null], [1], [{}], [{ data: file }], [{ type: 'image/gif' }], [{ type: 'image/gif', data: new Uint8Array(0) }],
      [{ type: 'image/gif', data: 'text' }], [{ type: 'image/gif', data: {} }], [{ type: 'image/gif', data: file, colorSpaceConversion: 'x' }],
      [{ type: 'image/gif', data: file, desiredWidth: -1 }], [{ type: 'image/gif', data: file, desiredHeight: 2 ** 32 }],
      [{ type: Symbol('x'), data: file }], [{ type: 'image/gif', data: file, transfer: 5 }],
    ];
    for (const args of wrong) assert.throws(() => new ImageDecoder(...args), TypeError, JSON.stringify(args)?.slice(0, 80));
    assert.throws(() => ImageDecoder({ type: 'image/gif', data: file }), TypeError);
  });

  test('with the type or the data is told by all promises, and the decoder is closed', async () => {
    const cases = [
      [file, 'image/foo', 'NotSupportedError'], [file, '', 'NotSupportedError'], [file, 'image/png', 'EncodingError'],
      [Buffer.alloc(100), 'image/gif', 'EncodingError'], [Buffer.from('GIF89a'), 'image/gif', 'EncodingError'],
      [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml', 'NotSupportedError'],
    ];
    for (const [data, type, name] of cases) {
      const decoder = decoderOf(data, type);
      const early = decoder.decode();
      assert.deepEqual([await rejection(decoder.tracks.ready), await rejection(early)], [name, name], type);
      assert.equal(await rejection(decoder.decode()), 'InvalidStateError');
      assert.equal(decoder.tracks.length, 0);
    }
    const failing = new ReadableStream({ start: (controller) => controller.error(new RangeError('mine')) });
    const decoder = decoderOf(failing);
    assert.deepEqual([await rejection(decoder.completed), await rejection(decoder.tracks.ready)], ['RangeError', 'RangeError']);
  });

  test('with an index is a RangeError, and the next decode goes on', async () => {
    const decoder = decoderOf();
    assert.equal(await rejection(decoder.decode({ frameIndex: COUNT })), 'RangeError');
    for (const frameIndex of [-1, 2 ** 32, NaN, Infinity]) {
      assert.equal(await rejection(decoder.decode({ frameIndex })), 'TypeError', String(frameIndex));
    }
    assert.equal(await rejection(decoder.decode(5)), 'TypeError');
    assert.equal((await decoder.decode({ frameIndex: 1.9 })).image.timestamp, 10_000);
  });

  test('in the middle of a file costs the frames that need it', async () => {
    const broken = Buffer.from(file);
    // Within the pixels of the last frame.
    broken[broken.lastIndexOf(0x2c) + 12] = 0xff;
    const decoder = decoderOf(broken.subarray(0, -8));
    assertSameBytes(shown((await decoder.decode({ frameIndex: 0 })).image), frames[0]);
    const { frameCount } = (await decoder.tracks.ready, decoder.tracks[0]);
    assert.equal(await rejection(decoder.decode({ frameIndex: frameCount - 1 })), 'EncodingError');
    assertSameBytes(shown((await decoder.decode({ frameIndex: 1 })).image), frames[1]);
  });

  test('limits are held to', async () => {
    const before = setLimits();
    try {
      setLimits({ maxFrames: COUNT - 1 });
      assert.equal(await decoderOf().tracks.ready.catch((error) => error.limit), 'maxFrames');
      setLimits({ maxFrames: before.maxFrames, maxPixels: 10 });
      assert.equal(await decoderOf().decode().catch((error) => error.limit), 'maxPixels');
      setLimits({ maxPixels: before.maxPixels, maxInputBytes: 10 });
      assert.throws(() => decoderOf(), { limit: 'maxInputBytes' });
      assert.equal(await decoderOf(new Blob([file])).completed.catch((error) => error.limit), 'maxInputBytes');
      setLimits({ maxInputBytes: before.maxInputBytes, maxQueued: 3 });
      const decoder = decoderOf(new ReadableStream());
      const decodes = [1, 2, 3, 4].map(() => decoder.decode());
      assert.equal(await decodes[3].catch((error) => error.limit), 'maxQueued');
      decoder.close();
      assert.deepEqual(await Promise.all(decodes.slice(0, 3).map(rejection)), ['AbortError', 'AbortError', 'AbortError']);
    } finally {
      setLimits(before);
    }
  });
});

describe('calling off', () => {
  test('reset ends what waits, and the decoder goes on', async () => {
    const decoder = decoderOf();
    await decoder.tracks.ready;
    const decodes = [0, 1, 2].map((frameIndex) => decoder.decode({ frameIndex }));
    decoder.reset();
    assert.deepEqual(await Promise.all(decodes.map(rejection)), ['AbortError', 'AbortError', 'AbortError']);
    assertSameBytes(shown((await decoder.decode({ frameIndex: 4 })).image), frames[4]);
  });

  test('close frees everything', async () => {
    const decoder = decoderOf();
    await decoder.tracks.ready;
    const [track] = decoder.tracks;
    const decoding = decoder.decode();
    decoder.close();
    decoder.close();
    decoder.reset();
    assert.deepEqual([await rejection(decoding), await rejection(decoder.decode())], ['AbortError', 'InvalidStateError']);
    assert.deepEqual([decoder.type, decoder.complete, decoder.tracks.length, decoder.tracks.selectedIndex, decoder.tracks.selectedTrack], ['', true, 0, -1, null]);
    track.selected = true;
    assert.deepEqual([decoder.tracks.selectedIndex, track.selected], [-1, false]);
  });

  test('close ends reading', async () => {
    let reason;
    const stream = new ReadableStream({ cancel(why) { reason = why; } });
    const decoder = decoderOf(stream);
    const all = [decoder.completed, decoder.tracks.ready, decoder.decode()].map(rejection);
    decoder.close();
    assert.deepEqual(await Promise.all(all), ['AbortError', 'AbortError', 'AbortError']);
    await new Promise(setImmediate);
    assert.equal(reason?.name, 'AbortError');
  });

  test('a signal ends one decode', async () => {
    const decoder = decoderOf();
    const controller = new AbortController();
    const first = decoder.decode({ signal: controller.signal });
    const second = decoder.decode({ frameIndex: 1 });
    controller.abort(new Error('mine'));
    await assert.rejects(first, { message: 'mine' });
    assertSameBytes(shown((await second).image), frames[1]);
    await assert.rejects(decoder.decode({ signal: controller.signal }), { message: 'mine' });
  });

  test('a track that is not selected gives nothing', async () => {
    const decoder = decoderOf();
    await decoder.tracks.ready;
    const [track] = decoder.tracks;
    track.selected = false;
    assert.deepEqual([decoder.tracks.selectedIndex, decoder.tracks.selectedTrack], [-1, null]);
    assert.equal(await rejection(decoder.decode()), 'InvalidStateError');
    track.selected = true;
    assert.equal((await decoder.decode()).complete, true);
  });
});

test('one picture is kept while frames are decoded one after the other', async () => {
  const decoder = decoderOf();
  await decoder.tracks.ready;
  const before = memoryUsage().live;
  const picture = SIZE[0] * SIZE[1] * 4;
  for (let frameIndex = 0; frameIndex < COUNT; frameIndex++) {
    const { image } = await decoder.decode({ frameIndex });
    image.close();
    assert.ok(memoryUsage().live - before <= picture, `${memoryUsage().live - before} bytes after frame ${frameIndex}`);
  }
  decoder.close();
  assert.ok(memoryUsage().live < before);
});

test('a frame goes wherever a bitmap goes', async () => {
  const { image } = await decoderOf().decode({ frameIndex: 3 });
  const bitmap = await createImageBitmap(image);
  const ctx = context(...SIZE);
  ctx.drawImage(bitmap, 0, 0);
  assertSameBytes(ctx.canvas.data(), frames[3]);
  ctx.fillStyle = ctx.createPattern(image, 'repeat');
  ctx.clearRect(0, 0, ...SIZE);
  ctx.fillRect(0, 0, ...SIZE);
  assertSameBytes(ctx.canvas.data(), frames[3]);
  const encoder = new GifEncoder(...SIZE);
  encoder.addFrame(image);
  const again = await decoderOf(encoder.finish()).decode();
  assertSameBytes(shown(again.image), frames[3]);
});

test('classes can\'t be made by hand, and print what they are', async () => {
  const decoder = decoderOf();
  await decoder.tracks.ready;
  const { tracks } = decoder;
  assert.throws(() => new tracks.constructor(), { name: 'TypeError', message: 'Illegal constructor' });
  assert.throws(() => new tracks[0].constructor(), { name: 'TypeError', message: 'Illegal constructor' });
  assert.deepEqual([...tracks], [tracks[0]]);
  assert.deepEqual(Object.keys(tracks), ['0']);
  assert.match(require('node:util').inspect(tracks[0]), /ImageTrack \{ animated: true, frameCount: 6, repetitionCount: 4, selected: true \}/);
  assert.equal(Object.prototype.toString.call(decoder), '[object ImageDecoder]');
});

test('files are read as they are', async () => {
  const data = fs.createReadStream(require.resolve('../fixtures/gif-animated.gif'));
  const decoder = decoderOf(data);
  await decoder.completed;
  const { image } = await decoder.decode({ frameIndex: 1 });
  assert.ok(image.codedWidth > 0);
});
