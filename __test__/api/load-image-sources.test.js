'use strict';

// What loadImage() reads from, beside bytes, paths and URLs.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { Readable } = require('node:stream');
const { describe, test } = require('node:test');

const { loadImage, setLimits } = require('../../index.js');
const { fixturePath, solidPng } = require('../helpers/fixtures.js');
const { context, assertPixel, RED } = require('../helpers/pixels.js');
const { withServer } = require('../helpers/server.js');

setLimits({ allowPrivateAddresses: true });

const PNG = solidPng(6, 5, 'red');
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="6" height="5"><rect width="6" height="5" fill="red"/></svg>';

/** A web stream of these pieces; `cancelled` of it tells the reason it was called off for. */
function webStream(pieces, end = true) {
  const left = [...pieces];
  const stream = new ReadableStream({
    pull(controller) {
      if (left.length > 0) controller.enqueue(left.shift());
      else if (end) controller.close();
      else return new Promise(() => {});
    },
    cancel(reason) { stream.cancelled = { reason }; },
  });
  return stream;
}

const halves = [PNG.subarray(0, 40), PNG.subarray(40)];
const singles = () => [...PNG].map((byte) => Uint8Array.of(byte));

describe('sources', () => {
  const SOURCES = {
    'a Blob': () => new Blob([PNG]),
    'a Blob with a wrong type': () => new Blob([PNG], { type: 'text/html' }),
    'a part of a Blob': () => new Blob(['xx', PNG]).slice(2),
    'a Response': () => new Response(PNG),
    'a Response of a web stream': () => new Response(webStream(halves)),
    'a Response that says another type': () => new Response(PNG, { headers: { 'content-type': 'application/json' } }),
    'a Readable': () => Readable.from(halves),
    'a Readable of single bytes': () => Readable.from(singles()),
    'a web stream': () => webStream(halves),
    'a web stream of single bytes': () => webStream(singles()),
    'a web stream made of a Readable': () => Readable.toWeb(Readable.from(halves, { objectMode: false })),
    'SVG text': () => SVG,
    'SVG text after blanks and a byte order mark': () => `\uFEFF \n\t${SVG}`,
    'SVG text with a declaration': () => `<?xml version="1.0" encoding="UTF-8"?>\n${SVG}`,
    'SVG text with a comment': () => `<!-- drawn by hand -->${SVG}`,
    'SVG text with a document type': () => `<!DOCTYPE svg>${SVG}`,
    'SVG text with letters beyond ASCII': () => SVG.replace('<rect', '<title>Grüße 你好 😀</title><rect'),
  };
  for (const [name, make] of Object.entries(SOURCES)) {
    test(name, async () => {
      const image = await loadImage(make());
      const ctx = context();
      ctx.drawImage(image, 0, 0);
      assertPixel(ctx, 5, 4, RED);
      assert.deepEqual([image.naturalWidth, image.naturalHeight, image.complete], [6, 5, true]);
    });
  }
  test('a File', { skip: !globalThis.File && 'no File here' }, async () => {
    assert.equal((await loadImage(new File([PNG], 'a.png'))).naturalWidth, 6);
  });
  test('a file as a stream', async () => {
    assert.equal((await loadImage(fs.createReadStream(fixturePath('png-rgb8.png')))).naturalWidth, 64);
  });
  test('what fetch() gives, and a request of a server', async () => {
    const widths = [];
    const handler = async (request, response) => {
      if (request.method === 'GET') return response.end(PNG);
      widths.push((await loadImage(request)).naturalWidth);
      response.end();
    };
    await withServer(handler, async (url) => {
      const image = await loadImage(await fetch(url));
      assert.equal(image.naturalWidth, 6);
      assert.equal(image.src, '');
      await fetch(url, { method: 'POST', body: PNG });
    });
    assert.deepEqual(widths, [6]);
  });
  test('a blob: URL, until it is revoked', async () => {
    const url = URL.createObjectURL(new Blob([PNG]));
    assert.equal((await loadImage(url)).naturalWidth, 6);
    assert.equal((await loadImage(new URL(url))).naturalWidth, 6);
    URL.revokeObjectURL(url);
    await assert.rejects(loadImage(url), { message: /no Blob/ });
  });
});

describe('sources that fail', () => {
  test('a Response with another status', async () => {
    await assert.rejects(loadImage(new Response(PNG, { status: 404 })), { status: 404, message: /404/ });
    await assert.rejects(loadImage(new Response(PNG, { status: 206 })), { status: 206 });
    await assert.rejects(loadImage(Response.error()), Error);
  });
  test('a Response that was read, or has no body', async () => {
    const response = new Response(PNG);
    await response.arrayBuffer();
    await assert.rejects(loadImage(response), { name: 'TypeError', message: /read already/ });
    await assert.rejects(loadImage(new Response(null)), { name: 'EncodingError' });
  });
  test('a stream that is locked, or was read', async () => {
    const stream = webStream(halves);
    stream.getReader();
    await assert.rejects(loadImage(stream), TypeError);
    const readable = Readable.from(halves);
    await readable.toArray();
    await assert.rejects(loadImage(readable), Error);
    await assert.rejects(loadImage(Readable.from([]).destroy()), Error);
  });
  test('a stream that fails tells its error', async () => {
    const reason = new Error('the disk is gone');
    await assert.rejects(loadImage(Readable.from((async function* () { yield halves[0]; throw reason; })())), (error) => error === reason);
    await assert.rejects(loadImage(new ReadableStream({ pull: (controller) => controller.error(reason) })), (error) => error === reason);
  });
  for (const [name, piece] of [['text', 'abc'], ['numbers', 5], ['objects', {}], ['arrays', [1, 2]]]) {
    test(`a stream of ${name} is a TypeError and is ended`, async () => {
      const readable = Readable.from([piece], { objectMode: true });
      await assert.rejects(loadImage(readable), { name: 'TypeError', message: /Buffer or Uint8Array/ });
      assert.equal(readable.destroyed, true);
      const stream = webStream([piece], false);
      await assert.rejects(loadImage(stream), { name: 'TypeError' });
      assert.ok(stream.cancelled);
    });
  }
  test('a stream that ends too early gives no part of a picture', async () => {
    await assert.rejects(loadImage(webStream([PNG.subarray(0, PNG.length - 20)])), { name: 'EncodingError' });
  });
  for (const wrong of [{ arrayBuffer() {} }, { size: 5 }, new Map(), new Date(), Promise.resolve(PNG), (function* () {})(), new AbortController()]) {
    test(`${Object.prototype.toString.call(wrong)} is a TypeError`, async () => {
      await assert.rejects(loadImage(wrong), { name: 'TypeError', message: /the source must be/ });
    });
  }
});

describe('maxInputBytes', () => {
  const most = { maxInputBytes: PNG.length };
  const less = { maxInputBytes: PNG.length - 1 };
  const met = { code: 'ERR_LIMIT', limit: 'maxInputBytes', allowed: PNG.length - 1 };
  const SOURCES = {
    'a Blob': () => new Blob([PNG]),
    'a Response': () => new Response(webStream(halves)),
    'a Readable': () => Readable.from(halves),
    'a web stream': () => webStream(halves),
    'a blob: URL': () => URL.createObjectURL(new Blob([PNG])),
  };
  for (const [name, make] of Object.entries(SOURCES)) {
    test(`holds ${name}`, async () => {
      await loadImage(make(), most);
      await assert.rejects(loadImage(make(), less), met);
    });
  }
  test('holds SVG text by its bytes', async () => {
    const text = SVG.replace('<rect', '<!-- ü --><rect');
    await loadImage(text, { maxInputBytes: text.length + 1 });
    await assert.rejects(loadImage(text, { maxInputBytes: text.length }), { limit: 'maxInputBytes', actual: text.length + 1 });
  });
  test('holds streams without an end, which are ended', async () => {
    const piece = Buffer.alloc(1000);
    const endless = new Readable({ read() { this.push(piece); } });
    await assert.rejects(loadImage(endless, { maxInputBytes: 10_000 }), { limit: 'maxInputBytes' });
    assert.equal(endless.destroyed, true);
    let cancelled = false;
    const stream = new ReadableStream({ pull: (controller) => controller.enqueue(piece), cancel() { cancelled = true; } });
    await assert.rejects(loadImage(stream, { maxInputBytes: 10_000 }), { limit: 'maxInputBytes' });
    assert.equal(cancelled, true);
  });
  test('a Response that says it is larger is not read', async () => {
    const stream = webStream(halves);
    const response = new Response(stream, { headers: { 'content-length': '5000' } });
    await assert.rejects(loadImage(response, { maxInputBytes: 4999 }), { limit: 'maxInputBytes', actual: 5000 });
  });
});

describe('signal and timeout', () => {
  const forever = { Readable: () => new Readable({ read() {} }), 'web stream': () => webStream([halves[0]], false) };
  const isEnded = (stream) => (stream instanceof Readable ? stream.destroyed : stream.cancelled !== undefined);
  for (const [name, make] of Object.entries(forever)) {
    test(`a ${name} is ended when the signal is aborted`, async () => {
      const controller = new AbortController();
      const stream = make();
      const loading = loadImage(stream, { signal: controller.signal });
      const reason = new Error('enough');
      setImmediate(() => controller.abort(reason));
      await assert.rejects(loading, (error) => error === reason);
      assert.ok(isEnded(stream));
    });
    test(`a ${name} is ended when its time is over`, async () => {
      const stream = make();
      await assert.rejects(loadImage(stream, { timeout: 20 }), { name: 'TimeoutError', message: /20 ms/ });
      assert.ok(isEnded(stream));
    });
    test(`a ${name} is left alone when the signal was aborted before`, async () => {
      const stream = make();
      await assert.rejects(loadImage(stream, { signal: AbortSignal.abort() }), { name: 'AbortError' });
      assert.ok(!isEnded(stream));
    });
  }
  test('reasons that are no errors are handed on', async () => {
    for (const reason of [null, 'text', 0]) {
      const controller = new AbortController();
      const loading = loadImage(new Readable({ read() {} }), { signal: controller.signal });
      controller.abort(reason);
      await assert.rejects(loading, (error) => error === reason);
    }
  });
  test('the longest timeout is no short one', async () => {
    assert.equal((await loadImage(Readable.from(halves), { timeout: Number.MAX_SAFE_INTEGER })).naturalWidth, 6);
  });
});
