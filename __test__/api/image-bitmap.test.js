'use strict';

// https://html.spec.whatwg.org/multipage/imagebitmap-and-animations.html#images-2
// The classes of errors are those that Chromium gave.

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { Image, ImageBitmap, ImageData, OffscreenCanvas, createCanvas, createImageBitmap, loadImage, setLimits, stats } = require('../../index.js');
const { fixture, solidPng } = require('../helpers/fixtures.js');

const RED = [255, 0, 0, 255];
const HAS_HALVES = typeof Float16Array === 'function';

/** A canvas of 4 by 3 whose pixels all differ. */
function numbered(settings = undefined) {
  const canvas = createCanvas(4, 3);
  const ctx = canvas.getContext('2d', settings);
  for (let i = 0; i < 12; i++) {
    ctx.fillStyle = `rgba(${i * 20}, ${255 - i * 10}, 7, ${(i + 1) / 12})`;
    ctx.fillRect(i % 4, Math.floor(i / 4), 1, 1);
  }
  return canvas;
}

/** The pixels of a bitmap, drawn on an empty canvas. */
function pixelsOf(bitmap) {
  const ctx = createCanvas(bitmap.width, bitmap.height).getContext('2d');
  ctx.drawImage(bitmap, 0, 0);
  return [...ctx.getImageData(0, 0, bitmap.width, bitmap.height).data];
}

const sizeOf = ({ width, height }) => [width, height];
const rows = (canvas) => {
  const data = [...canvas.data()];
  return Array.from({ length: canvas.height }, (_, y) => data.slice(y * canvas.width * 4, (y + 1) * canvas.width * 4));
};

describe('createImageBitmap', () => {
  test('has the pixels of a canvas as it was', async () => {
    const canvas = numbered();
    const wanted = [...canvas.data()];
    const bitmap = createImageBitmap(canvas);
    canvas.getContext('2d').clearRect(0, 0, 4, 3);
    assert.deepEqual(pixelsOf(await bitmap), wanted);
    assert.ok((await bitmap) instanceof ImageBitmap);
  });
  test('takes images, bitmaps, image data, blobs and bytes', async () => {
    const canvas = numbered();
    const png = canvas.toBuffer();
    const wanted = [...canvas.data()];
    const image = await loadImage(png);
    const pending = new Image();
    pending.src = png;
    const data = canvas.getContext('2d').getImageData(0, 0, 4, 3);
    const sources = { image, pending, data, bitmap: await createImageBitmap(canvas), blob: new Blob([png]), png, array: new Uint8Array(png) };
    for (const [name, source] of Object.entries(sources)) {
      const bitmap = await createImageBitmap(source);
      assert.deepEqual(sizeOf(bitmap), [4, 3], name);
      assert.deepEqual(pixelsOf(bitmap), wanted, name);
    }
  });
  test('an image that is disposed of afterwards leaves the bitmap', async () => {
    const image = await loadImage(fixture('png-rgb8.png'));
    const bitmap = await createImageBitmap(image);
    const before = pixelsOf(bitmap);
    image.dispose();
    assert.deepEqual(pixelsOf(bitmap), before);
  });
  test('cuts a part, which may lie outside and be turned round', async () => {
    const canvas = numbered();
    const all = rows(canvas);
    const part = await createImageBitmap(canvas, 1, 1, 2, 2);
    assert.deepEqual(pixelsOf(part), [...all[1].slice(4, 12), ...all[2].slice(4, 12)]);
    assert.deepEqual(pixelsOf(await createImageBitmap(canvas, 3, 3, -2, -2)), pixelsOf(part));
    const outside = await createImageBitmap(canvas, -1, -1, 3, 2);
    assert.deepEqual(pixelsOf(outside), [...Array(12).fill(0), ...Array(4).fill(0), ...all[0].slice(0, 8)]);
    assert.deepEqual(pixelsOf(await createImageBitmap(canvas, 10, 10, 1, 1)), [0, 0, 0, 0]);
  });
  test('turns upside down', async () => {
    const canvas = numbered();
    const flipped = await createImageBitmap(canvas, { imageOrientation: 'flipY' });
    assert.deepEqual(pixelsOf(flipped), rows(canvas).reverse().flat());
  });
  test('resizes, and keeps the shape where one side is left out', async () => {
    const canvas = numbered();
    assert.deepEqual(sizeOf(await createImageBitmap(canvas, { resizeWidth: 7 })), [7, 6]);
    assert.deepEqual(sizeOf(await createImageBitmap(canvas, { resizeHeight: 5 })), [7, 5]);
    assert.deepEqual(sizeOf(await createImageBitmap(canvas, 0, 0, 2, 2, { resizeWidth: 5 })), [5, 5]);
    const blocks = await createImageBitmap(canvas, { resizeWidth: 8, resizeHeight: 6, resizeQuality: 'pixelated' });
    const twice = (list) => list.flatMap((one) => [one, one]);
    const wide = rows(canvas).map((row) => twice([0, 4, 8, 12].map((at) => row.slice(at, at + 4))).flat());
    assert.deepEqual(pixelsOf(blocks), twice(wide).flat());
  });
  test('averages what it makes small', async () => {
    const canvas = createCanvas(64, 64);
    const ctx = canvas.getContext('2d');
    for (let x = 0; x < 64; x += 2) ctx.fillRect(x, 0, 1, 64);
    const small = await createImageBitmap(canvas, { resizeWidth: 8, resizeQuality: 'high' });
    for (const alpha of pixelsOf(small).filter((_, i) => i % 4 === 3)) assert.ok(Math.abs(alpha - 128) < 8, `${alpha}`);
  });
  test('keeps half floats and Display P3', { skip: !HAS_HALVES && 'no Float16Array' }, async () => {
    const settings = { colorSpace: 'display-p3', colorType: 'float16' };
    const canvas = numbered(settings);
    const read = (source) => {
      const ctx = createCanvas(4, 3).getContext('2d', settings);
      ctx.drawImage(source, 0, 0);
      return [...ctx.getImageData(0, 0, 4, 3, { pixelFormat: 'rgba-float16' }).data];
    };
    assert.deepEqual(read(await createImageBitmap(canvas)), read(canvas));
  });
  test('draws on a worker, and counts it', async () => {
    const before = stats().draw.done;
    await createImageBitmap(numbered());
    assert.equal(stats().draw.done, before + 1);
  });

  const canvas = numbered();
  const empty = createCanvas(0, 3);
  const REJECTED = {
    'no argument': [[], TypeError],
    'three arguments': [[canvas, 1, 1], TypeError],
    'four arguments': [[canvas, 1, 1, 1], TypeError],
    'a width of 0': [[canvas, 0, 0, 0, 2], RangeError],
    'a height of 0': [[canvas, 0, 0, 2, NaN], RangeError],
    'resized to 0': [[canvas, { resizeWidth: 0 }], { name: 'InvalidStateError' }],
    'resized below 0': [[canvas, { resizeHeight: -1 }], TypeError],
    'resized to no number': [[canvas, { resizeWidth: NaN }], TypeError],
    'resized beyond all': [[canvas, { resizeWidth: 100_000 }], RangeError],
    'an unknown orientation': [[canvas, { imageOrientation: 'left' }], TypeError],
    'an unknown quality': [[canvas, { resizeQuality: 'best' }], TypeError],
    'an unknown conversion': [[canvas, { colorSpaceConversion: 'x' }], TypeError],
    'options that are none': [[canvas, 'x'], TypeError],
    null: [[null], TypeError],
    'an object': [[{}], TypeError],
    'a path': [['photo.png'], TypeError],
    'an empty canvas': [[empty], { name: 'InvalidStateError' }],
    'an image without a source': [[new Image()], { name: 'InvalidStateError' }],
    'a blob of nonsense': [[new Blob(['xx'])], { name: 'InvalidStateError' }],
  };
  for (const [name, [args, error]] of Object.entries(REJECTED)) {
    test(`rejects ${name}`, () => assert.rejects(createImageBitmap(...args), error));
  }
  test('rejects a broken image, a closed bitmap and detached data', async () => {
    const broken = new Image();
    broken.src = Buffer.from('no picture');
    await assert.rejects(createImageBitmap(broken), { name: 'InvalidStateError' });
    const closed = await createImageBitmap(canvas);
    closed.close();
    await assert.rejects(createImageBitmap(closed), { name: 'InvalidStateError' });
    const data = new ImageData(2, 2);
    structuredClone(data.data.buffer, { transfer: [data.data.buffer] });
    await assert.rejects(createImageBitmap(data), { name: 'InvalidStateError' });
  });
  test('respects the limits', async () => {
    const { maxCanvasPixels, maxPixels } = setLimits();
    const png = solidPng(11, 10, 'red');
    try {
      setLimits({ maxCanvasPixels: 100, maxPixels: 100 });
      await assert.rejects(createImageBitmap(canvas, { resizeWidth: 50 }), { code: 'ERR_LIMIT', limit: 'maxCanvasPixels' });
      await assert.rejects(createImageBitmap(png), { code: 'ERR_LIMIT', limit: 'maxPixels' });
    } finally {
      setLimits({ maxCanvasPixels, maxPixels });
    }
  });
});

describe('createImageBitmap that is called off', () => {
  const reason = new Error('the client has gone');
  /** What has to be decoded, to be drawn, or is there. */
  const kinds = {
    'a canvas': () => numbered(),
    'the bytes of a picture': () => solidPng(64, 64, [1, 2, 3, 255]),
    'a Blob': () => new Blob([solidPng(64, 64, [1, 2, 3, 255])]),
    'an image': () => loadImage(solidPng(64, 64, [1, 2, 3, 255])),
  };
  for (const [kind, make] of Object.entries(kinds)) {
    test(`${kind}: before, and while it waits`, async () => {
      const source = await make();
      await assert.rejects(createImageBitmap(source, { signal: AbortSignal.abort(reason) }), reason);
      const controller = new AbortController();
      const bitmap = createImageBitmap(source, { signal: controller.signal, resizeWidth: 200 });
      controller.abort(reason);
      await assert.rejects(bitmap, reason);
      const { width } = await createImageBitmap(source, { signal: new AbortController().signal, timeout: 60_000, priority: 'high' });
      assert.ok(width > 0);
    });
  }

  test('by its timeout, while the body of a file does not come to its end', async () => {
    const blob = new Blob([solidPng(4, 4, RED)]);
    blob.stream = () => new ReadableStream();
    blob.arrayBuffer = () => new Promise(() => {});
    await assert.rejects(createImageBitmap(blob, { timeout: 20 }), { name: 'TimeoutError', message: /longer than 20 ms/ });
  });

  test('leaves nothing in the queue', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const all = Array.from({ length: 50 }, () => createImageBitmap(solidPng(64, 64, RED), { signal }));
    controller.abort(reason);
    for (const { reason: given } of await Promise.allSettled(all)) assert.equal(given, reason);
    assert.equal(stats().waiting, 0);
  });

  test('options of other kinds are TypeErrors', async () => {
    await assert.rejects(createImageBitmap(numbered(), { signal: {} }), { name: 'TypeError', message: /signal must be an AbortSignal/ });
    await assert.rejects(createImageBitmap(numbered(), { priority: 'urgent' }), { name: 'TypeError', message: /priority must be/ });
    await assert.rejects(createImageBitmap(numbered(), { timeout: 0 }), { name: 'RangeError' });
  });
});

describe('ImageBitmap', () => {
  test('is closed once and for all', async () => {
    const bitmap = await createImageBitmap(numbered());
    bitmap.close();
    bitmap.close();
    assert.deepEqual(sizeOf(bitmap), [0, 0]);
    const ctx = createCanvas(4, 4).getContext('2d');
    for (const use of [() => ctx.drawImage(bitmap, 0, 0), () => ctx.createPattern(bitmap, ''), () => bitmap.toMessage()]) {
      assert.throws(use, { name: 'InvalidStateError' });
    }
  });
  test('what was drawn with it before it was closed stays', async () => {
    const bitmap = await createImageBitmap(numbered());
    const ctx = createCanvas(4, 3).getContext('2d');
    ctx.drawImage(bitmap, 0, 0);
    bitmap.close();
    assert.deepEqual([...ctx.canvas.data()], [...numbered().data()]);
  });
  test('makes patterns', async () => {
    const ctx = createCanvas(8, 6).getContext('2d');
    ctx.fillStyle = ctx.createPattern(await createImageBitmap(numbered()), 'repeat');
    ctx.fillRect(0, 0, 8, 6);
    assert.deepEqual([...ctx.getImageData(4, 3, 4, 3).data], [...numbered().data()]);
  });
  test("can't be made by hand, and is printed with its size", async () => {
    assert.throws(() => new ImageBitmap(), TypeError);
    const bitmap = await createImageBitmap(numbered());
    assert.equal(Object.prototype.toString.call(bitmap), '[object ImageBitmap]');
    assert.equal(require('node:util').inspect(bitmap), 'ImageBitmap { width: 4, height: 3 }');
  });
});

describe('messages', () => {
  const bitmap = () => createImageBitmap(numbered());
  test('give the same bitmap, whether shared, transferred or kept', async () => {
    for (const shared of [false, true]) {
      const message = structuredClone((await bitmap()).toMessage({ shared }));
      assert.equal(message.pixels instanceof (shared ? SharedArrayBuffer : ArrayBuffer), true);
      assert.deepEqual(pixelsOf(ImageBitmap.fromMessage(message)), [...numbered().data()]);
    }
  });
  test('keep half floats and Display P3 to the bit', { skip: !HAS_HALVES && 'no Float16Array' }, async () => {
    const source = await createImageBitmap(numbered({ colorSpace: 'display-p3', colorType: 'float16' }));
    const message = source.toMessage();
    assert.deepEqual([message.colorSpace, message.colorType, message.pixels.byteLength], ['display-p3', 'float16', 4 * 3 * 8]);
    assert.deepEqual(ImageBitmap.fromMessage(message).toMessage(), message);
  });
  test('that are none are refused', async () => {
    const good = (await bitmap()).toMessage();
    const detached = new ArrayBuffer(48);
    structuredClone(detached, { transfer: [detached] });
    const WRONG = [
      [undefined, TypeError], [null, TypeError], [5, TypeError], [{}, TypeError], [{ ...good, kind: 'x' }, TypeError],
      [{ ...good, width: -1 }, RangeError], [{ ...good, width: 5 }, RangeError], [{ ...good, height: 70_000 }, RangeError],
      [{ ...good, width: 65_535, height: 65_535 }, { code: 'ERR_LIMIT' }], [{ ...good, width: NaN }, RangeError],
      [{ ...good, colorSpace: 'x' }, TypeError], [{ ...good, colorType: 'float16' }, RangeError],
      [{ ...good, pixels: new ArrayBuffer(47) }, RangeError], [{ ...good, pixels: detached }, RangeError],
      [{ ...good, pixels: { byteLength: 48 } }, TypeError], [{ ...good, pixels: 'x'.repeat(48) }, RangeError],
    ];
    for (const [message, error] of WRONG) assert.throws(() => ImageBitmap.fromMessage(message), error);
  });
  test('of nonsense make a picture all the same', async () => {
    const message = (await bitmap()).toMessage();
    new Uint8Array(message.pixels).set([255, 255, 255, 0, 200, 100, 50, 100]);
    const made = new Uint8Array(ImageBitmap.fromMessage(message).toMessage().pixels);
    assert.deepEqual([...made.subarray(0, 8)], [0, 0, 0, 0, 100, 100, 50, 100]);
  });
});

describe('OffscreenCanvas', () => {
  const drawn = () => {
    const canvas = new OffscreenCanvas(4, 3);
    canvas.getContext('2d').drawImage(numbered(), 0, 0);
    return canvas;
  };
  test('hands its picture over, and keeps its state', () => {
    const canvas = new OffscreenCanvas(4, 4);
    const ctx = canvas.getContext('2d');
    ctx.fillStyle = 'red';
    ctx.translate(2, 0);
    ctx.beginPath();
    ctx.rect(0, 0, 1, 1);
    ctx.clip();
    ctx.fillRect(0, 0, 4, 4);
    const bitmap = canvas.transferToImageBitmap();
    assert.equal(ctx.getImageData(2, 0, 1, 1).data[3], 0);
    ctx.fillRect(0, 0, 4, 4);
    assert.deepEqual([ctx.fillStyle, ctx.getTransform().e], ['#ff0000', 2]);
    for (const source of [canvas.data(), Buffer.from(pixelsOf(bitmap))]) {
      assert.deepEqual([...source].filter((_, i) => i % 4 === 3), [0, 0, 255, 0, ...Array(12).fill(0)]);
    }
  });
  test('an opaque one stays opaque', () => {
    const canvas = new OffscreenCanvas(2, 1);
    canvas.getContext('2d', { alpha: false });
    assert.deepEqual(pixelsOf(canvas.transferToImageBitmap()), [0, 0, 0, 255, 0, 0, 0, 255]);
    assert.deepEqual([...canvas.data()], [0, 0, 0, 255, 0, 0, 0, 255]);
  });
  test('becomes a blob', async () => {
    const canvas = drawn();
    const blob = canvas.convertToBlob();
    canvas.width = 1;
    assert.equal((await blob).type, 'image/png');
    assert.deepEqual(Buffer.from(await (await blob).arrayBuffer()), numbered().toBuffer());
    assert.equal((await drawn().convertToBlob({ type: 'IMAGE/WEBP', quality: 'x' })).type, 'image/webp');
    assert.equal((await drawn().convertToBlob({ type: 'image/unknown' })).type, 'image/png');
  });
  test('needs a context and pixels for it', async () => {
    const bare = new OffscreenCanvas(2, 2);
    assert.throws(() => bare.transferToImageBitmap(), { name: 'InvalidStateError' });
    await assert.rejects(bare.convertToBlob(), { name: 'InvalidStateError' });
    const empty = new OffscreenCanvas(0, 2);
    empty.getContext('2d');
    assert.throws(() => empty.transferToImageBitmap(), { name: 'InvalidStateError' });
    await assert.rejects(empty.convertToBlob(), { name: 'IndexSizeError' });
  });
  test('is a canvas with a context of its own', () => {
    const canvas = drawn();
    const ctx = canvas.getContext('2d');
    assert.equal(ctx.canvas, canvas);
    assert.equal(ctx.constructor.name, 'OffscreenCanvasRenderingContext2D');
    assert.equal(Object.prototype.toString.call(canvas), '[object OffscreenCanvas]');
    assert.deepEqual(canvas.toBuffer(), numbered().toBuffer());
    const other = createCanvas(4, 3).getContext('2d');
    other.drawImage(canvas, 0, 0);
    assert.deepEqual([...other.canvas.data()], [...canvas.data()]);
  });
  test('takes sides as whole numbers from 0', () => {
    assert.deepEqual(sizeOf(new OffscreenCanvas(1.7, '3')), [1, 3]);
    for (const args of [[], [1], [NaN, 1], [-1, 1], [2 ** 53, 1], [1, Symbol('x')], [1n, 1]]) assert.throws(() => new OffscreenCanvas(...args), TypeError);
    assert.throws(() => new OffscreenCanvas(2 ** 33, 1), RangeError);
    const canvas = new OffscreenCanvas(2, 2);
    canvas.width = 5.5;
    canvas.height = '7';
    assert.deepEqual(sizeOf(canvas), [5, 7]);
    assert.throws(() => {
      canvas.width = -1;
    }, TypeError);
  });
  test('knows the names of contexts', () => {
    const canvas = new OffscreenCanvas(1, 1);
    assert.equal(canvas.getContext('webgl'), null);
    assert.throws(() => canvas.getContext('3d'), TypeError);
  });
});
