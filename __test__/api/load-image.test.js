'use strict';

// loadImage(): sources, limits, signals.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { describe, test } = require('node:test');
const { pathToFileURL } = require('node:url');

const { Image, loadImage, memoryUsage, setLimits } = require('../../index.js');
const { fixture, fixturePath, solidPng } = require('../helpers/fixtures.js');
const { context, assertPixel, RED } = require('../helpers/pixels.js');
const { withServer } = require('../helpers/server.js');

// The servers of these tests are on the loopback.
setLimits({ allowPrivateAddresses: true });

const PNG = solidPng(6, 5, 'red');

describe('sources', () => {
  const file = fixturePath('png-rgb8.png');
  const SOURCES = {
    Buffer: [PNG, 6],
    Uint8Array: [new Uint8Array(PNG), 6],
    ArrayBuffer: [new Uint8Array(PNG).buffer, 6],
    'a path': [file, 64],
    'a file: URL': [pathToFileURL(file).href, 64],
    'a URL object': [pathToFileURL(file), 64],
    'a data: URL': [`data:image/png;base64,${PNG.toString('base64')}`, 6],
  };
  for (const [name, [source, width]] of Object.entries(SOURCES)) {
    test(name, async () => {
      const image = await loadImage(source);
      assert.ok(image instanceof Image);
      assert.equal(image.naturalWidth, width);
      assert.equal(image.complete, true);
    });
  }
  test('its pixels are there', async () => {
    const ctx = context();
    ctx.drawImage(await loadImage(PNG), 0, 0);
    assertPixel(ctx, 5, 4, RED);
  });
  for (const wrong of [null, undefined, 5, {}, [], true, Symbol('x'), () => {}]) {
    test(`${String(wrong)} is a TypeError`, async () => {
      await assert.rejects(loadImage(wrong), { name: 'TypeError', message: /Buffer/ });
    });
  }
});

describe('sources that fail', () => {
  for (const [name, source] of [['empty bytes', Buffer.alloc(0)], ['two bytes', Buffer.alloc(2)], ['an empty path', ''], ['no picture', Buffer.alloc(200, 'x')], ['a cut picture', PNG.subarray(0, 60)], ['no such file', '/no/such/file']]) {
    test(`${name} rejects with an Error`, async () => {
      await assert.rejects(loadImage(source), (error) => error instanceof Error && error.message.length > 5);
    });
  }
  test('nothing is left of it', async () => {
    const before = memoryUsage();
    await assert.rejects(loadImage(PNG.subarray(0, 60)));
    await assert.rejects(loadImage(PNG, { maxPixels: 1 }));
    const now = memoryUsage();
    // Less where what other tests have left was collected meanwhile.
    assert.ok(now.bitmaps <= before.bitmaps, `${now.bitmaps} bitmaps`);
    assert.ok(now.bytesByKind.pixels <= before.bytesByKind.pixels && now.bytesByKind.input <= before.bytesByKind.input);
  });
});

describe('limits', () => {
  const CASES = [
    ['maxPixels', 30, 29], ['maxSide', 6, 5], ['maxInputBytes', PNG.length, PNG.length - 1],
  ];
  for (const [name, enough, tooLittle] of CASES) {
    test(`${name} of exactly the need is enough`, async () => assert.equal((await loadImage(PNG, { [name]: enough })).naturalWidth, 6));
    test(`one less is a RangeError that names ${name}`, async () => {
      await assert.rejects(loadImage(PNG, { [name]: tooLittle }), { name: 'RangeError', message: new RegExp(`${name}`) });
    });
    for (const wrong of [0, -1, 1.5, NaN, Infinity, '5', null, {}]) {
      test(`${name}: ${String(wrong)} is a RangeError`, async () => {
        await assert.rejects(loadImage(PNG, { [name]: wrong }), { name: 'RangeError', message: new RegExp(name) });
      });
    }
  }
  test('maxInputBytes holds files', async () => {
    const file = fixturePath('png-rgb8.png');
    const { size } = fs.statSync(file);
    await loadImage(file, { maxInputBytes: size });
    await assert.rejects(loadImage(file, { maxInputBytes: size - 1 }), { name: 'RangeError', message: /maxInputBytes/ });
  });
  test('maxInputBytes holds data: URLs', async () => {
    const url = `data:;base64,${PNG.toString('base64')}`;
    await loadImage(url, { maxInputBytes: PNG.length });
    await assert.rejects(loadImage(url, { maxInputBytes: PNG.length - 1 }), { name: 'RangeError' });
  });
  test('maxInputBytes holds a body of declared length before any of it comes', async () => {
    const handler = (_, response) => response.writeHead(200, { 'content-length': 50e6 }).flushHeaders();
    await withServer(handler, async (url) => {
      await assert.rejects(loadImage(url, { maxInputBytes: 1000, timeout: 5000 }), { name: 'RangeError', message: /maxInputBytes/ });
    });
  });
  test('maxInputBytes holds a body without a length', async () => {
    const handler = (_, response) => {
      const more = () => { if (response.destroyed) return; if (response.write(Buffer.alloc(65536))) setImmediate(more); else response.once('drain', more); };
      more();
    };
    await withServer(handler, async (url) => {
      await assert.rejects(loadImage(url, { maxInputBytes: 100_000 }), { name: 'RangeError', message: /maxInputBytes/ });
    });
  });
  test('timeout ends a fetch that hangs', async () => {
    await withServer(() => {}, async (url) => {
      const began = performance.now();
      await assert.rejects(loadImage(url, { timeout: 100 }), { name: 'TimeoutError' });
      assert.ok(performance.now() - began < 5000);
    });
  });
});

describe('signal', () => {
  test('aborted before: rejects with its reason, reads nothing', async () => {
    const reason = new Error('no more');
    await assert.rejects(loadImage('/no/such/file', { signal: AbortSignal.abort(reason) }), (error) => error === reason);
  });
  test('aborted before: bytes are not decoded either', async () => {
    await assert.rejects(loadImage(PNG, { signal: AbortSignal.abort() }), { name: 'AbortError' });
  });
  test('aborted during a decode', async () => {
    const controller = new AbortController();
    const loading = loadImage(fixture('jpeg-444.jpg'), { signal: controller.signal });
    controller.abort();
    await assert.rejects(loading, { name: 'AbortError' });
  });
  test('aborted during a fetch', async () => {
    const controller = new AbortController();
    await withServer(() => controller.abort(new Error('enough')), async (url) => {
      await assert.rejects(loadImage(url, { signal: controller.signal }), { message: 'enough' });
    });
  });
  test('aborted during a body', async () => {
    const controller = new AbortController();
    const handler = (_, response) => { response.write(PNG.subarray(0, 20)); setTimeout(() => controller.abort(), 20); };
    await withServer(handler, async (url) => {
      await assert.rejects(loadImage(url, { signal: controller.signal }), { name: 'AbortError' });
    });
  });
  test('aborted afterwards changes nothing', async () => {
    const controller = new AbortController();
    const image = await loadImage(PNG, { signal: controller.signal });
    controller.abort();
    assert.equal(image.naturalWidth, 6);
  });
  test('leaves no listener behind', async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    const [add, remove] = [signal.addEventListener, signal.removeEventListener];
    signal.addEventListener = (...args) => { listeners++; return add.apply(signal, args); };
    signal.removeEventListener = (...args) => { listeners--; return remove.apply(signal, args); };
    await loadImage(PNG, { signal });
    await assert.rejects(loadImage(Buffer.alloc(50), { signal }));
    await withServer((_, response) => response.end(PNG), (url) => loadImage(url, { signal }));
    await new Promise((resolve) => setImmediate(resolve));
    assert.ok(listeners <= 0, `${listeners} listeners are left`);
  });
  for (const wrong of [5, 'signal', {}, null]) {
    test(`${JSON.stringify(wrong)} is a TypeError`, async () => assert.rejects(loadImage(PNG, { signal: wrong }), TypeError));
  }
});

test('options that are no object are a TypeError', async () => {
  await assert.rejects(loadImage(PNG, 5), TypeError);
  await loadImage(PNG, null);
});

test('what is no regular file is refused', { skip: process.platform === 'win32' && 'no such files there' }, async () => {
  await assert.rejects(loadImage('/dev/zero'), { message: /regular file/ });
  await assert.rejects(loadImage(os.tmpdir()), { message: /regular file|EISDIR/ });
});

test('a file with a percent sign in its name is found by its URL', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'canvas-'));
  try {
    const file = path.join(folder, 'a%20b #1.png');
    fs.writeFileSync(file, PNG);
    assert.equal((await loadImage(pathToFileURL(file))).naturalWidth, 6);
    assert.equal((await loadImage(file)).naturalWidth, 6);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});
