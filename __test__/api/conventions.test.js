'use strict';

// The ways in which other canvas packages are called.

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');
const { promisify } = require('node:util');

const { Canvas, Image, JPEGStream, PNGStream, createCanvas, createImageData } = require('../../index.js');
const { fixture } = require('../helpers/fixtures.js');

function drawing() {
  const canvas = createCanvas(6, 4);
  const ctx = canvas.getContext('2d');
  ctx.fillStyle = 'rgba(200, 100, 50, 0.5)';
  ctx.fillRect(0, 0, 6, 4);
  ctx.fillStyle = 'rgb(10, 20, 30)';
  ctx.fillRect(3, 0, 3, 4);
  return canvas;
}

async function bytesOf(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

describe('toBuffer', () => {
  test('is a PNG without arguments', () => {
    const canvas = drawing();
    assert.deepEqual(canvas.toBuffer(), canvas.encodeSync('png'));
  });
  test('takes a number from 0 to 100, or an object with one from 0 to 1', () => {
    const canvas = drawing();
    assert.deepEqual(canvas.toBuffer('image/jpeg', 30), canvas.toBuffer('image/jpeg', { quality: 0.3 }));
    assert.notDeepEqual(canvas.toBuffer('image/jpeg', 30), canvas.toBuffer('image/jpeg'));
  });
  test("'raw' gives words of premultiplied ARGB", () => {
    const raw = drawing().toBuffer('raw');
    assert.equal(raw.length, 6 * 4 * 4);
    assert.deepEqual([...raw.subarray(12, 16)], [30, 20, 10, 255]);
    const [blue, green, red, alpha] = raw;
    assert.equal(alpha, 128);
    assert.ok(Math.abs(red - 100) <= 1 && Math.abs(green - 50) <= 1 && Math.abs(blue - 25) <= 1, `${red} ${green} ${blue}`);
  });
  test('calls back with what it gives, of the canvas as it was', async () => {
    const canvas = drawing();
    const wanted = canvas.toBuffer('image/jpeg', { quality: 0.4 });
    const given = new Promise((resolve, reject) => {
      const result = canvas.toBuffer((error, bytes) => (error ? reject(error) : resolve(bytes)), 'image/jpeg', { quality: 0.4 });
      assert.equal(result, undefined);
    });
    canvas.width = 1;
    assert.deepEqual(await given, wanted);
  });
  test('calls back with what went wrong', async () => {
    const tooWide = createCanvas(16_384, 1);
    await assert.rejects(promisify((done) => tooWide.toBuffer(done, 'image/webp'))(), { name: 'EncodingError' });
  });
  test('throws what is wrong with the call, and does not call back', () => {
    const never = () => assert.fail('called back');
    assert.throws(() => drawing().toBuffer(never, 'image/unknown'), TypeError);
    assert.throws(() => drawing().toBuffer(never, 'image/jpeg', { quality: 2 }), RangeError);
    assert.throws(() => createCanvas(0, 0).toBuffer(never), { name: 'IndexSizeError' });
  });
});

describe('toDataURL', () => {
  test('takes a quality in an object', () => {
    const canvas = drawing();
    assert.equal(canvas.toDataURL('image/jpeg', { quality: 0.3 }), canvas.toDataURL('image/jpeg', 0.3));
  });
  test('calls back, wherever the callback stands', async () => {
    const canvas = drawing();
    const calls = { 'image/png': [], 'image/jpeg': ['image/jpeg'] };
    for (const [type, args] of Object.entries(calls)) {
      const url = await promisify((...all) => canvas.toDataURL(...all))(...args);
      assert.equal(url, canvas.toDataURL(type));
    }
    const url = await promisify((...all) => canvas.toDataURL(...all))('image/jpeg', 0.2);
    assert.equal(url, canvas.toDataURL('image/jpeg', 0.2));
  });
  test('gives a promise by another name', async () => {
    const canvas = drawing();
    const later = canvas.toDataURLAsync('image/webp', 0.5);
    const wanted = canvas.toDataURL('image/webp', 0.5);
    canvas.getContext('2d').clearRect(0, 0, 6, 4);
    assert.equal(await later, wanted);
    assert.equal(await createCanvas(0, 3).toDataURLAsync(), 'data:,');
    assert.equal(await createCanvas(16_384, 1).toDataURLAsync('image/webp'), 'data:,');
  });
});

describe('streams', () => {
  test('have classes and two names each', async () => {
    const canvas = drawing();
    const png = canvas.toBuffer();
    const jpeg = canvas.toBuffer('image/jpeg');
    assert.ok(canvas.pngStream() instanceof PNGStream);
    assert.ok(canvas.createJPEGStream() instanceof JPEGStream);
    for (const stream of [canvas.createPNGStream(), canvas.pngStream(), new PNGStream(canvas)]) assert.deepEqual(await bytesOf(stream), png);
    for (const stream of [canvas.createJPEGStream(), canvas.jpegStream(), new JPEGStream(canvas)]) assert.deepEqual(await bytesOf(stream), jpeg);
  });
  test('are only of canvases', () => {
    assert.throws(() => new PNGStream({}), TypeError);
    assert.throws(() => Canvas.prototype.createPNGStream.call({}), TypeError);
  });
});

describe('a canvas as an element', () => {
  test('has a place and a size', () => {
    const canvas = createCanvas(30, 20);
    canvas.width = 40;
    assert.deepEqual([canvas.clientWidth, canvas.clientHeight], [40, 20]);
    const { x, y, width, height } = canvas.getBoundingClientRect();
    assert.deepEqual([x, y, width, height], [0, 0, 40, 20]);
    assert.deepEqual([canvas.type, canvas.stride], ['image', 160]);
  });
  test('keeps a style', () => {
    const { style } = createCanvas(1, 1);
    style.width = '10px';
    style.setProperty('background-color', 'red', 'important');
    style.setProperty('--mine', 5);
    assert.equal(style.getPropertyValue('width'), '10px');
    assert.deepEqual([style.backgroundColor, style.getPropertyPriority('background-color')], ['red', 'important']);
    assert.equal(style['--mine'], '5');
    assert.equal(style.removeProperty('background-color'), 'red');
    assert.deepEqual([style.getPropertyValue('background-color'), style.getPropertyPriority('background-color')], ['', '']);
    for (const name of ['setProperty', 'set-property', '__proto__', 'constructor']) style.setProperty(name, 'x');
    assert.equal(typeof style.setProperty, 'function');
    assert.equal(style.getPropertyValue('constructor'), '');
  });
  test('takes another style', () => {
    const canvas = createCanvas(1, 1);
    const mine = { cursor: 'pointer' };
    canvas.style = mine;
    assert.equal(canvas.style, mine);
    canvas.style = 'border: 1px solid; font-size: 3em';
    assert.deepEqual({ ...canvas.style }, { border: '1px solid', fontSize: '3em' });
  });
  test('has listeners', () => {
    const canvas = createCanvas(1, 1);
    const seen = [];
    const listener = (event) => seen.push(event.target === canvas && event.type);
    canvas.addEventListener('click', listener);
    canvas.dispatchEvent(new Event('click'));
    canvas.removeEventListener('click', listener);
    canvas.dispatchEvent(new Event('click'));
    assert.deepEqual(seen, ['click']);
  });
  test('takes what others put on it', () => {
    const canvas = createCanvas(1, 1);
    canvas.parentNode = null;
    canvas.getContext('2d').dpr = 2;
    assert.equal(canvas.getContext('2d').dpr, 2);
  });
  test('is printed with its size', () => {
    assert.equal(require('node:util').inspect(createCanvas(3, 2)), 'Canvas { width: 3, height: 2 }');
  });
});

test('image data is made by a function too', () => {
  const pixels = new Uint8ClampedArray(24);
  assert.equal(createImageData(pixels, 3).data, pixels);
  assert.deepEqual([createImageData(3, 2).width, createImageData(pixels, 3, 2).height], [3, 2]);
  assert.throws(() => createImageData(0, 2), { name: 'IndexSizeError' });
  assert.throws(() => createImageData(1), TypeError);
});

describe('kinds of canvases', () => {
  test('there are two', () => {
    assert.equal(new Canvas(3, 2, 'image').type, 'image');
    assert.equal(createCanvas(3, 2, undefined).type, 'image');
    assert.equal(createCanvas(3, 2, 'pdf').type, 'pdf');
  });
  test('others are refused', () => {
    for (const type of ['PDF', 'SVG', 8, -1, 0.5, NaN, {}]) assert.throws(() => createCanvas(3, 2, type), { name: 'NotSupportedError' });
  });
});

describe("an image's events", () => {
  const heard = (image, type) => new Promise((resolve) => image.addEventListener(type, resolve, { once: true }));
  test('load comes after onload', async () => {
    const image = new Image();
    const order = [];
    image.onload = () => order.push('onload');
    const event = heard(image, 'load');
    image.src = fixture('png-rgb8.png');
    assert.equal((await event).target, image);
    assert.deepEqual(order, ['onload']);
  });
  test('error has its reason', async () => {
    const image = new Image();
    let reason;
    image.onerror = (error) => {
      reason = error;
    };
    const event = heard(image, 'error');
    image.src = Buffer.from('no picture at all');
    assert.equal((await event).error, reason);
    assert.equal((await event).message, reason.message);
  });
  test('another source set meanwhile is not told of', async () => {
    const image = new Image();
    image.addEventListener('error', () => assert.fail('an old source was told of'));
    image.src = Buffer.from('no picture at all');
    const event = heard(image, 'load');
    image.src = fixture('png-rgb8.png');
    await event;
  });
});
