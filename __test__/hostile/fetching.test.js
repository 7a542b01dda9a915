'use strict';

// Servers, streams and files that mean no good.

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { afterEach, describe, test } = require('node:test');

const { Image, loadImage, memoryUsage, setLimits } = require('../../index.js');
const { collectUntil } = require('../helpers/collect.js');
const { solidPng } = require('../helpers/fixtures.js');
const { withServer } = require('../helpers/server.js');

setLimits({ allowPrivateAddresses: true });

const PNG = solidPng(6, 5, 'red');
const inputLimit = { name: 'RangeError', code: 'ERR_LIMIT', limit: 'maxInputBytes' };

// No test leaves a picture behind.
afterEach(() => {
  const { bytesByKind, bitmaps } = memoryUsage();
  assert.deepEqual([bytesByKind.pixels, bytesByKind.input, bytesByKind.scratch, bitmaps], [0, 0, 0, 0]);
});

/** A server that speaks with raw sockets: each connection is handed to `talk` once a request has come. */
async function withSocket(talk, run) {
  const sockets = new Set();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    // Clients that leave are what these tests are about.
    socket.on('error', () => {}).once('data', () => talk(socket)).on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await run(`http://127.0.0.1:${server.address().port}/`, server);
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  }
}

/** When the other end is gone, in whatever way. */
const closing = (socket) => new Promise((resolve) => { socket.once('close', resolve); });

/** Writes pieces for as long as somebody reads. */
function pour(stream, piece) {
  const more = () => {
    if (stream.destroyed) return;
    if (stream.write(piece)) setImmediate(more);
    else stream.once('drain', more);
  };
  more();
}

const withDisposed = async (loading) => (await loading).dispose();

describe('bodies', () => {
  const HEAD = 'HTTP/1.1 200 OK\r\n';
  const ANSWERS = {
    'shorter than its length': [`${HEAD}content-length: ${PNG.length + 1}\r\n\r\n`, PNG],
    'much shorter than its length': [`${HEAD}content-length: 5000000\r\n\r\n`, PNG],
    'in chunks without the last': [`${HEAD}transfer-encoding: chunked\r\n\r\n${PNG.length.toString(16)}\r\n`, PNG, '\r\n'],
    'in chunks that break off': [`${HEAD}transfer-encoding: chunked\r\n\r\nffff\r\n`, PNG],
    'in chunks of no length': [`${HEAD}transfer-encoding: chunked\r\n\r\nxyz\r\n`, PNG],
    'with two lengths': [`${HEAD}content-length: ${PNG.length}\r\ncontent-length: 5\r\n\r\n`, PNG],
    'with a length and in chunks': [`${HEAD}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n${PNG.length.toString(16)}\r\n`, PNG, '\r\n0\r\n\r\n'],
    'with a length below zero': [`${HEAD}content-length: -1\r\n\r\n`, PNG],
    'with a length that is none': [`${HEAD}content-length: many\r\n\r\n`, PNG],
    'longer than its length': [`${HEAD}content-length: ${PNG.length - 20}\r\n\r\n`, PNG],
    'until the end, cut': [`${HEAD}\r\n`, PNG.subarray(0, PNG.length - 20)],
    'that is none': ['', ''],
    'without HTTP': [PNG],
    'of another protocol': ['HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n', PNG],
    'of headers that break off': [`${HEAD}content-le`],
  };
  for (const [name, parts] of Object.entries(ANSWERS)) {
    test(`one ${name} is an error, not a part of a picture`, () => withSocket((socket) => {
      for (const part of parts) socket.write(part);
      socket.end();
    }, async (url) => {
      await assert.rejects(loadImage(url, { timeout: 10_000 }), (error) => error instanceof Error && error.name !== 'TimeoutError');
    }));
  }
  test('one until the end of the connection is a picture', () => withSocket((socket) => socket.end(Buffer.concat([Buffer.from(`${HEAD}\r\n`), PNG])), (url) => withDisposed(loadImage(url))));
  test('one after answers that are none yet is a picture', () => withSocket((socket) => {
    socket.end(Buffer.concat([Buffer.from(`HTTP/1.1 103 Early Hints\r\nlink: <a>\r\n\r\n${HEAD}content-length: ${PNG.length}\r\n\r\n`), PNG]));
  }, (url) => withDisposed(loadImage(url))));

  const ENDLESS = {
    'with no length': [`${HEAD}\r\n`, Buffer.alloc(65536)],
    'in chunks': [`${HEAD}transfer-encoding: chunked\r\n\r\n`, Buffer.from(`4000\r\n${'x'.repeat(0x4000)}\r\n`)],
    'in chunks of a byte': [`${HEAD}transfer-encoding: chunked\r\n\r\n`, Buffer.from('1\r\nx\r\n'.repeat(2000))],
  };
  for (const [name, [head, piece]] of Object.entries(ENDLESS)) {
    test(`one ${name} without an end is ended at the limit`, async () => {
      let closed;
      await withSocket((socket) => {
        closed = closing(socket);
        socket.write(head);
        pour(socket, piece);
      }, async (url) => {
        await assert.rejects(loadImage(url, { maxInputBytes: 100_000 }), inputLimit);
        await closed;
      });
    });
  }
  test('one that says it is too large is not read', async () => {
    let closed;
    await withSocket((socket) => {
      closed = closing(socket);
      socket.write(`${HEAD}content-length: 1000001\r\n\r\n`);
    }, async (url) => {
      await assert.rejects(loadImage(url, { maxInputBytes: 1_000_000 }), { ...inputLimit, actual: 1_000_001, allowed: 1_000_000 });
      await closed;
    });
  });
  test('one of very many small pieces costs little more than its bytes', async () => {
    const used = () => {
      global.gc();
      return process.memoryUsage().heapUsed + process.memoryUsage().external;
    };
    const before = used();
    let left = 300_000;
    let grown;
    const stream = new ReadableStream({
      pull(controller) {
        if (--left > 0) return controller.enqueue(Uint8Array.of(1));
        grown = used() - before;
        controller.close();
      },
    });
    await assert.rejects(loadImage(stream), { name: 'EncodingError' });
    // Kept as they come, they would weigh more than a hundred bytes each.
    assert.ok(grown < 5e6, `${grown} bytes`);
  });
});

describe('headers', () => {
  test('without an end are an error', () => withSocket((socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    pour(socket, `x: ${'y'.repeat(4000)}\r\n`);
  }, async (url) => {
    await assert.rejects(loadImage(url), { code: 'HPE_HEADER_OVERFLOW' });
  }));
  test('of redirects without an end are held by the time', () => withServer((request, response) => {
    setTimeout(() => response.writeHead(302, { location: request.url }).end(), 20);
  }, async (url) => {
    await assert.rejects(loadImage(url, { timeout: 300, maxRedirects: 1e6 }), { name: 'TimeoutError' });
  }));
});

describe('slowness', () => {
  // Each never gets to its end; the server must see that nobody waits any more.
  const SLOW = {
    'an answer that never comes': () => {},
    'a header that never ends': (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-'),
    'a body that never comes': (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n'),
    'a body that stands still': (socket) => socket.write(Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n'), PNG])),
    'a body that drips': (socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n');
      const timer = setInterval(() => socket.write('x'), 5);
      socket.on('close', () => clearInterval(timer));
    },
    'hints without an end': (socket) => {
      const timer = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'), 5);
      socket.on('close', () => clearInterval(timer));
    },
    'a packed body that stands still': (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\ncontent-encoding: gzip\r\n\r\n'),
  };
  for (const [name, talk] of Object.entries(SLOW)) {
    const heard = (socket) => {
      const closed = closing(socket);
      talk(socket);
      return closed;
    };
    test(`${name}: the time limit closes the connection`, async () => {
      let closed;
      await withSocket((socket) => { closed = heard(socket); }, async (url) => {
        await assert.rejects(loadImage(url, { timeout: 150 }), { name: 'TimeoutError', message: /150 ms/ });
        await closed;
      });
    });
    test(`${name}: the signal closes the connection`, async () => {
      const controller = new AbortController();
      const reason = new Error('enough');
      let closed;
      await withSocket((socket) => {
        closed = heard(socket);
        setTimeout(() => controller.abort(reason), 20);
      }, async (url) => {
        await assert.rejects(loadImage(url, { signal: controller.signal }), (error) => error === reason);
        await closed;
      });
    });
    test(`${name}: another source, or none, closes the connection`, async () => {
      for (const leave of [(image) => image.dispose(), (image) => { image.src = PNG.subarray(0, 2); }]) {
        const image = new Image();
        let closed;
        await withSocket((socket) => {
          closed = heard(socket);
          setTimeout(() => leave(image), 20);
        }, async (url, server) => {
          image.src = url;
          await once(server, 'connection');
          while (closed === undefined) await new Promise((resolve) => setImmediate(resolve));
          await closed;
        });
      }
    });
  }
  test('the body of a redirect is not waited for', async () => {
    const closed = [];
    await withSocket((socket) => {
      closed.push(closing(socket));
      socket.write('HTTP/1.1 302 Found\r\nlocation: /0\r\ncontent-length: 100000\r\n\r\n');
    }, async (url) => {
      await assert.rejects(loadImage(url, { maxRedirects: 3 }), { limit: 'maxRedirects' });
      await Promise.all(closed);
    });
    assert.equal(closed.length, 4);
  });
});

test('what was read is freed when it is called off', async () => {
  const controller = new AbortController();
  const size = 32 * 1024 * 1024;
  await collectUntil(() => false, 2);
  const before = process.memoryUsage().arrayBuffers;
  let sent;
  const isSent = new Promise((resolve) => { sent = resolve; });
  await withServer((_, response) => {
    response.writeHead(200, { 'content-length': size + 1 });
    response.write(Buffer.alloc(size), sent);
  }, async (url) => {
    const loading = loadImage(url, { signal: controller.signal });
    loading.catch(() => {});
    await isSent;
    controller.abort();
    await assert.rejects(loading, { name: 'AbortError' });
  });
  assert.ok(await collectUntil(() => process.memoryUsage().arrayBuffers - before < 4e6), `${process.memoryUsage().arrayBuffers - before} bytes`);
});

test('many at once, of all kinds, end each in its way', () => withServer((request, response) => {
  const kind = Number(request.url.slice(1)) % 5;
  if (kind === 0) response.end(PNG);
  else if (kind === 1) response.writeHead(500).end();
  else if (kind === 2) request.socket.destroy();
  else if (kind === 3) response.writeHead(302, { location: '/0' }).end();
  else pour(response, Buffer.alloc(65536));
}, async (url) => {
  const all = Array.from({ length: 50 }, (_, i) => loadImage(`${url}/${i}`, { maxInputBytes: 100_000 }));
  const settled = await Promise.allSettled(all);
  for (const { value } of settled) value?.dispose();
  const outcomes = settled.map(({ status, reason }) => (status === 'fulfilled' ? 'picture' : String(reason.limit ?? reason.status ?? reason.code)));
  assert.deepEqual(outcomes, Array.from({ length: 50 }, (_, i) => ['picture', '500', 'ECONNRESET', 'picture', 'maxInputBytes'][i % 5]));
}));

describe('files', { skip: process.platform === 'win32' && 'no such files there' }, () => {
  function withFolder(run) {
    return async () => {
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'canvas-'));
      try {
        await run(folder);
      } finally {
        fs.rmSync(folder, { recursive: true });
      }
    };
  }
  test('a pipe that nobody writes to is refused at once, and holds no thread', withFolder(async (folder) => {
    const pipe = path.join(folder, 'pipe');
    assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
    // More than Node has threads: were they held, the last file could not be read.
    await Promise.all(Array.from({ length: 8 }, () => assert.rejects(loadImage(pipe), { name: 'TypeError', message: /regular file/ })));
    const file = path.join(folder, 'a.png');
    fs.writeFileSync(file, PNG);
    await withDisposed(loadImage(file));
    fs.symlinkSync(pipe, path.join(folder, 'link'));
    await assert.rejects(loadImage(path.join(folder, 'link')), { message: /regular file/ });
  }));
  for (const device of ['/dev/zero', '/dev/random', '/dev/null', '/dev/full', '/']) {
    test(`${device} is refused`, { skip: !fs.existsSync(device) && 'there is none' }, () => assert.rejects(loadImage(device), { message: /regular file|EISDIR/ }));
  }
  test('a socket is an error', withFolder(async (folder) => {
    const server = net.createServer().listen(path.join(folder, 'socket'));
    await once(server, 'listening');
    await assert.rejects(loadImage(path.join(folder, 'socket')), Error);
    server.close();
  }));
  test('a file that says it is empty is read to its end', { skip: !fs.existsSync('/proc/self/maps') && 'no such files here' }, async () => {
    assert.equal(fs.statSync('/proc/self/maps').size, 0);
    await assert.rejects(loadImage('/proc/self/maps', { maxInputBytes: 100 }), inputLimit);
    await assert.rejects(loadImage('/proc/self/maps'), { name: 'EncodingError' });
  });
  test('a file with holes is refused by its length', withFolder(async (folder) => {
    const file = path.join(folder, 'large');
    fs.writeFileSync(file, PNG);
    fs.truncateSync(file, 2 ** 40);
    await assert.rejects(loadImage(file), { ...inputLimit, actual: 2 ** 40 });
  }));
});
