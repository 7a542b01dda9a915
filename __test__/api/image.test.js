'use strict';

// Image: its sources, its events, its members.
// https://html.spec.whatwg.org/multipage/embedded-content.html#the-img-element

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');
const { pathToFileURL } = require('node:url');

const { Image, memoryUsage, setLimits } = require('../../index.js');
const { fixture, fixturePath, solidPng } = require('../helpers/fixtures.js');
const { assertPixel, context, inkCount, BLUE, RED } = require('../helpers/pixels.js');
const { withServer } = require('../helpers/server.js');

// The servers of these tests are on the loopback.
setLimits({ allowPrivateAddresses: true });

const RED_PNG = solidPng(6, 5, 'red');
const BLUE_PNG = solidPng(3, 2, 'blue');
const NOT_A_PICTURE = Buffer.from('this is plain text, no picture at all');

/** The event that ends the load of `src`: ['load', arguments] or ['error', arguments]. */
function ended(src, image = new Image()) {
  return new Promise((resolve) => {
    image.onload = (...args) => resolve({ event: 'load', args, image });
    image.onerror = (...args) => resolve({ event: 'error', args, image });
    image.src = src;
  });
}

function assertRed(image) {
  assert.deepEqual([image.naturalWidth, image.naturalHeight], [6, 5]);
  const ctx = context();
  ctx.drawImage(image, 0, 0);
  assertPixel(ctx, 5, 4, RED);
  assert.equal(inkCount(ctx), 30);
}

describe('sources', () => {
  const arrayBuffer = (bytes) => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  const BYTES = {
    Buffer: (png) => png,
    Uint8Array: (png) => new Uint8Array(png),
    Uint8ClampedArray: (png) => new Uint8ClampedArray(png),
    'a view into a larger buffer': (png) => new Uint8Array(arrayBuffer(Buffer.concat([Buffer.alloc(7), png, Buffer.alloc(9)])), 7, png.length),
    DataView: (png) => new DataView(arrayBuffer(png)),
    ArrayBuffer: arrayBuffer,
    SharedArrayBuffer: (png) => { const shared = new SharedArrayBuffer(png.length); new Uint8Array(shared).set(png); return shared; },
    'a base64 data: URL': (png) => `data:image/png;base64,${png.toString('base64')}`,
    'a data: URL with a wrong type': (png) => `data:text/plain;base64,${png.toString('base64')}`,
    'a percent-encoded data: URL': (png) => `data:image/png,${[...png].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')}`,
  };
  for (const [name, make] of Object.entries(BYTES)) {
    test(`${name}: loads`, async () => {
      const { event, image } = await ended(make(RED_PNG));
      assert.equal(event, 'load');
      assertRed(image);
    });
    test(`${name}: size and pixels are there at once`, () => {
      const image = new Image();
      image.src = make(RED_PNG);
      assertRed(image);
    });
  }
  test('an SVG in a data: URL as text', async () => {
    const { image } = await ended("data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='6' height='5'><rect width='6' height='5' fill='red'/></svg>");
    assertRed(image);
  });
  test('text in an SVG has the letters of its generic family', async () => {
    const inkOf = async (family) => {
      const text = `<text y='60' font-size='60' font-family='${family}'>iIW</text>`;
      const { image } = await ended(`data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='150' height='80'>${text}</svg>`);
      const ctx = context(150, 80);
      ctx.drawImage(image, 0, 0);
      return inkCount(ctx);
    };
    const [sans, serif, mono] = await Promise.all(['sans-serif', 'serif', 'monospace'].map(inkOf));
    assert.ok(sans > 0 && serif > 0 && mono > 0 && new Set([sans, serif, mono]).size === 3, `${sans} ${serif} ${mono}`);
    assert.equal(await inkOf('Nowhere'), sans);
  });
  for (const [name, make] of [['a path', (path) => path], ['a file: URL', (path) => pathToFileURL(path).href], ['a URL object', pathToFileURL]]) {
    test(`${name} loads`, async () => {
      const { event, image } = await ended(make(fixturePath('png-rgb8.png')));
      assert.equal(event, 'load');
      assert.deepEqual([image.naturalWidth, image.naturalHeight], [64, 48]);
    });
  }
  test('http: loads', async () => {
    await withServer((_, response) => response.end(RED_PNG), async (url) => {
      const { event, image } = await ended(`${url}/red.png`);
      assert.equal(event, 'load');
      assertRed(image);
      assert.equal(image.currentSrc, `${url}/red.png`);
    });
  });
  test('the text of an SVG: size and pixels are there at once', () => {
    const image = new Image();
    image.src = "<svg xmlns='http://www.w3.org/2000/svg' width='6' height='5'><rect width='6' height='5' fill='red'/></svg>";
    assertRed(image);
    assert.match(image.src, /^<svg/);
  });
  test('a blob: URL loads', async () => {
    const url = URL.createObjectURL(new Blob([RED_PNG]));
    try {
      const { event, image } = await ended(url);
      assert.equal(event, 'load');
      assertRed(image);
    } finally {
      URL.revokeObjectURL(url);
    }
  });
  test('bytes changed right after setting src do not matter', async () => {
    const bytes = Buffer.from(RED_PNG);
    const image = new Image();
    image.src = bytes;
    bytes.fill(0);
    await image.decode();
    assertRed(image);
  });
  test('src reads back as it was set', () => {
    const image = new Image();
    assert.equal(image.src, '');
    image.src = RED_PNG;
    assert.equal(image.src, RED_PNG);
    assert.equal(image.currentSrc, '');
  });
});

describe('sources that fail', () => {
  const FAILURES = {
    'no picture': [NOT_A_PICTURE, /not an image/],
    'a PNG that ends too early': [RED_PNG.subarray(0, RED_PNG.length - 20), /PNG.*(end|early|decod)/],
    'no such file': ['/no/such/file.png', /ENOENT/],
    'a folder': [__dirname, /not a regular file|EISDIR/],
    'a blob: URL without a Blob': ['blob:nodedata:00000000-0000-0000-0000-000000000000', /no Blob/],
    'text that begins as an SVG and is none': ['<?xml version="1.0"?><html/>', /not an image/],
    'a data: URL without a comma': ['data:image/png', /comma/],
    'an empty data: URL': ['data:,', /.+/],
    'an empty string': ['', /empty/],
    'null': [null, /ENOENT/],
    'a number': [12345, /ENOENT/],
  };
  for (const [name, [src, message]] of Object.entries(FAILURES)) {
    test(`${name}: onerror gets an Error with the reason`, async () => {
      const { event, args, image } = await ended(src);
      assert.equal(event, 'error');
      assert.equal(args.length, 1);
      assert.ok(args[0] instanceof Error, String(args[0]));
      assert.match(args[0].message, message);
      assert.deepEqual([image.naturalWidth, image.naturalHeight, image.complete], [0, 0, true]);
    });
    test(`${name}: decode() rejects with the reason`, async () => {
      const image = new Image();
      image.src = src;
      await assert.rejects(image.decode(), { message });
    });
  }
  test('data that is no picture names itself as EncodingError', async () => {
    const image = new Image();
    image.src = RED_PNG.subarray(0, RED_PNG.length - 20);
    await assert.rejects(image.decode(), { name: 'EncodingError' });
  });
  for (const [name, handler, message] of [
    ['status 404', (_, response) => { response.statusCode = 404; response.end(RED_PNG); }, /404/],
    ['status 500', (_, response) => { response.statusCode = 500; response.end(); }, /500/],
    ['content that is no picture', (_, response) => response.end('<html>no picture</html>'), /.+/],
    ['nothing', (_, response) => response.end(), /.+/],
    ['a broken connection', (request) => request.socket.destroy(), /.+/],
    ['a body that breaks off', (_, response) => { response.writeHead(200, { 'content-length': 5000 }); response.write(RED_PNG, () => response.destroy()); }, /.+/],
  ]) {
    test(`http with ${name} is an error`, async () => {
      await withServer(handler, async (url) => {
        const { event, args } = await ended(url);
        assert.equal(event, 'error');
        assert.ok(args[0] instanceof Error);
        assert.match(args[0].message, message);
      });
    });
  }
  test('nobody listening is an error', async () => assert.equal((await ended('http://127.0.0.1:1/')).event, 'error'));
  test('a broken source clears the picture before it', async () => {
    const { image } = await ended(RED_PNG);
    await ended(NOT_A_PICTURE, image);
    assert.equal(image.naturalWidth, 0);
    await ended(RED_PNG, image);
    assertRed(image);
  });
});

describe('the order of events', () => {
  for (const [name, src] of [['bytes', RED_PNG], ['a data: URL', `data:image/png;base64,${RED_PNG.toString('base64')}`], ['broken bytes', NOT_A_PICTURE], ['an empty string', '']]) {
    test(`${name}: no event inside the setter`, async () => {
      const image = new Image();
      let events = 0;
      image.onload = image.onerror = () => { events++; };
      image.src = src;
      assert.equal(events, 0);
      await new Promise((resolve) => setTimeout(resolve, 50));
      assert.equal(events, 1);
    });
  }
  test('handlers set after src are called', async () => {
    const image = new Image();
    image.src = RED_PNG;
    await new Promise((resolve) => { image.onload = resolve; });
  });
  test('handlers are called on the image', async () => {
    const image = new Image();
    const self = await new Promise((resolve) => { image.onload = function onload() { resolve(this); }; image.src = RED_PNG; });
    assert.equal(self, image);
  });
  test('handlers that are no functions are passed over', async () => {
    const image = new Image();
    image.onload = 'text';
    image.src = RED_PNG;
    await image.decode();
  });
  test('the event comes once, and pixels are there then', async () => assertRed((await ended(RED_PNG)).image));
});

describe('a second source', () => {
  test('drops the first: one event, the second picture', async () => {
    const image = new Image();
    const events = [];
    image.onload = () => events.push(image.naturalWidth);
    image.src = RED_PNG;
    image.src = BLUE_PNG;
    await image.decode();
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.deepEqual(events, [3]);
    const ctx = context();
    ctx.drawImage(image, 0, 0);
    assertPixel(ctx, 0, 0, BLUE);
  });
  test('makes decode() of the first reject', async () => {
    const image = new Image();
    image.src = RED_PNG;
    const first = image.decode();
    image.src = BLUE_PNG;
    await assert.rejects(first, { name: 'EncodingError' });
    await image.decode();
  });
  test('set as soon as decode() resolves still drops the event of the first', async () => {
    const image = new Image();
    const events = [];
    image.onload = () => events.push(image.naturalWidth);
    image.src = RED_PNG;
    await image.decode();
    image.src = BLUE_PNG;
    await image.decode();
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.deepEqual(events, [3]);
  });
  test('wins over a file that comes later', async () => {
    const image = new Image();
    image.src = fixturePath('png-rgb8.png');
    image.src = BLUE_PNG;
    await image.decode();
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(image.naturalWidth, 3);
  });
});

for (const length of [0, 1, 2]) {
  for (const [kind, make] of [['Buffer', (n) => RED_PNG.subarray(0, n)], ['ArrayBuffer', (n) => new ArrayBuffer(n)]]) {
    test(`a ${kind} of length ${length} empties the image`, async () => {
      const { image } = await ended(RED_PNG);
      const held = memoryUsage().bitmaps;
      let events = 0;
      image.onload = image.onerror = () => { events++; };
      image.src = make(length);
      assert.deepEqual([image.naturalWidth, image.naturalHeight, image.width, image.height], [0, 0, 0, 0]);
      // Those of images before it may be collected meanwhile.
      assert.ok(memoryUsage().bitmaps < held, 'its pixels are freed');
      assert.equal(image.complete, false);
      const ctx = context();
      ctx.drawImage(image, 0, 0);
      assert.equal(inkCount(ctx), 0);
      await assert.rejects(image.decode(), { name: 'EncodingError' });
      assert.equal(events, 0);
    });
  }
}

describe('complete', () => {
  test('is true without a source', () => assert.equal(new Image().complete, true));
  test('is false while a file is read, true afterwards', async () => {
    const image = new Image();
    image.src = fixturePath('png-rgb8.png');
    assert.equal(image.complete, false);
    assert.equal(image.naturalWidth, 0);
    const ctx = context();
    ctx.drawImage(image, 0, 0);
    assert.equal(inkCount(ctx), 0);
    await image.decode();
    assert.equal(image.complete, true);
  });
  test('is true when decoding has ended', async () => assert.equal((await ended(RED_PNG)).image.complete, true));
  test('is true once it was drawn', () => {
    const image = new Image();
    image.src = RED_PNG;
    assertRed(image);
    assert.equal(image.complete, true);
  });
});

describe('width and height', () => {
  test('are the natural ones until they are set', async () => {
    const { image } = await ended(RED_PNG);
    assert.deepEqual([image.width, image.height], [6, 5]);
    image.width = 40;
    assert.deepEqual([image.width, image.height, image.naturalWidth], [40, 5, 6]);
  });
  test('come from the constructor', () => {
    const image = new Image(7, '8');
    assert.deepEqual([image.width, image.height, image.naturalWidth], [7, 8, 0]);
  });
});

test('decode() without a source rejects', async () => assert.rejects(new Image().decode(), { name: 'EncodingError' }));
test('decode() may be called again and again', async () => {
  const image = new Image();
  image.src = fixture('jpeg-444.jpg');
  await Promise.all([image.decode(), image.decode()]);
  await image.decode();
});
test('its class string is HTMLImageElement', () => assert.equal(String(new Image()), '[object HTMLImageElement]'));
