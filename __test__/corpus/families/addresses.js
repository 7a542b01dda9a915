'use strict';

// Where pictures come from: paths, devices, data: and blob: URLs, servers that lie, streams that do not end.

const fs = require('node:fs');
const http = require('node:http');
const os = require('node:os');
const path = require('node:path');
const { Readable } = require('node:stream');

const { loadImage } = require('../../../index.js');
const { seed } = require('../bytes.js');
const { calls } = require('../inputs.js');

const PNG = 'png-rgb8.png';
const SMALL = 1 << 16;

async function load(source, options) {
  const image = await loadImage(source, options);
  const size = `${image.naturalWidth}x${image.naturalHeight}`;
  image.dispose();
  return size;
}

const rows = (table) => Object.entries(table).map(([what, [expect, source, options]]) => [what, expect, () => load(typeof source === 'function' ? source() : source, options)]);

const base64 = () => seed(PNG).toString('base64');

const data = () => rows({
  'a data URL': ['64x48', () => `data:image/png;base64,${base64()}`],
  'a data URL of nothing': ['EncodingError', 'data:,'],
  'a data URL without a comma': ['TypeError', 'data:image/png;base64'],
  'a data URL of no base64': ['EncodingError', 'data:image/png;base64,!!!!'],
  'a data URL of base64 with spaces': ['64x48', () => `data:image/png;base64,${base64().replace(/(.{9})/g, '$1 \n')}`],
  'a data URL of base64 cut short': ['EncodingError', () => `data:image/png;base64,${base64().slice(0, 99)}`],
  'a data URL of base64 padded in the midst': ['EncodingError', () => `data:image/png;base64,${base64().slice(0, 98)}==${base64().slice(98)}`],
  'a data URL of percent signs': ['EncodingError', () => `data:image/png,${'%'.repeat(100_000)}`],
  'a data URL of half percent codes': ['EncodingError', 'data:image/svg+xml,%3Csvg%3'],
  'a data URL of percent codes': ['64x48', () => `data:image/png,${[...seed(PNG)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')}`],
  'a data URL of another type': ['64x48', () => `data:text/html;base64,${base64()}`],
  'a data URL of a type of a megabyte': ['64x48', () => `data:${'x'.repeat(1 << 20)};base64,${base64()}`],
  'a data URL of a million parameters': ['64x48', () => `data:image/png${';a=b'.repeat(250_000)};base64,${base64()}`],
  'a data URL in upper case': ['64x48', () => `DATA:image/png;BASE64,${base64()}`],
  'a data URL with a fragment': ['64x48', () => `data:image/png;base64,${base64()}#x`],
  'a data URL of 32 MB': ['EncodingError', () => `data:image/png;base64,${'A'.repeat(32 << 20)}`],
  'a data URL beyond maxInputBytes': ['limit maxInputBytes', () => `data:image/png;base64,${base64()}`, { maxInputBytes: 100 }],
  'a data URL where there may be none': ['limit protocols', 'data:,', { protocols: ['https:'] }],
  'a data URL of lone surrogates': ['EncodingError', 'data:image/png,\ud800\udc00\ud800'],
});

const files = () => rows({
  '/dev/zero': ['TypeError', '/dev/zero'], '/dev/random': ['TypeError', '/dev/random'], '/dev/stdin': ['TypeError', '/dev/stdin'], '/dev/null': ['TypeError', '/dev/null'], 'a directory': ['TypeError', '/'],
  '/proc/self/mem': [['Error', 'EncodingError', 'TypeError'], '/proc/self/mem'], 'a file that grows': ['EncodingError', '/proc/self/maps'], 'a file of length 0 that has bytes': ['EncodingError', '/proc/self/cmdline'],
  'no file': ['Error', '/nowhere/nothing.png'], 'no name': ['EncodingError', ''], 'a name of a megabyte': ['Error', () => `/${'x'.repeat(1 << 20)}`], 'a path of 100,000 parts': ['Error', () => '/..'.repeat(100_000).concat('/nothing.png')],
  'a zero in the name': ['TypeError', '/tmp/a\0b.png'], 'a URL with a zero': ['TypeError', 'file:///tmp/a%00b.png'], 'a URL with a slash in a name': ['TypeError', 'file:///tmp/a%2fb.png'], 'a URL of another host': [['TypeError', 'Error'], 'file://example.org/a.png'],
  'a lone surrogate in the name': ['Error', '/tmp/\ud800.png'], 'a file where there may be none': ['limit protocols', '/etc/passwd', { protocols: ['data:'] }], 'a URL object of a device': ['TypeError', () => new URL('file:///dev/zero')],
  'a blob URL of nobody': [['Error', 'TypeError', 'EncodingError', 'NetworkError'], 'blob:nodedata:1234'], 'another scheme': [['TypeError', 'Error', 'limit protocols'], 'ftp://example.org/a.png'], 'javascript': [['TypeError', 'Error', 'limit protocols'], 'javascript:alert(1)'],
  'a password in the URL': ['TypeError', 'https://a:b@example.org/a.png'], 'a URL without a host': [['TypeError', 'Error'], 'http://'], 'a port of 99999': [['TypeError', 'Error'], 'http://127.0.0.1:99999/'],
});

const made = () => [
  ['a pipe that nobody writes to', 'TypeError', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hostile-'));
    try {
      require('node:child_process').execFileSync('mkfifo', [path.join(folder, 'pipe.png')]);
      return await load(path.join(folder, 'pipe.png'));
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  }],
  ['a link to itself', 'Error', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hostile-'));
    try {
      fs.symlinkSync(path.join(folder, 'a.png'), path.join(folder, 'a.png'));
      return await load(path.join(folder, 'a.png'));
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  }],
  ['a file of a terabyte that is all holes', 'limit maxInputBytes', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hostile-'));
    try {
      const file = path.join(folder, 'a.png');
      fs.closeSync(fs.openSync(file, 'w'));
      fs.truncateSync(file, 2 ** 36);
      return await load(file);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  }],
];

const PRIVATE = ['127.0.0.1', '127.1', '2130706433', '0x7f.1', '0177.0.0.1', '0.0.0.0', '10.0.0.1', '192.168.0.1', '169.254.169.254', '[::1]', '[::]', '[::ffff:127.0.0.1]', '[fe80::1]', '[fd00::1]', '[64:ff9b::7f00:1]', 'localhost', '127.0.0.1.'];
const privates = () => rows(Object.fromEntries(PRIVATE.map((host) => [`a private address: ${host}`, [host === '127.0.0.1.' ? ['limit allowPrivateAddresses', 'Error', 'TypeError'] : 'limit allowPrivateAddresses', `http://${host}:8080/a.png`]])));

/** A server that answers as it should not. */
const served = (answer, options) => async () => {
  const server = http.createServer((request, response) => { request.on('error', () => {}); response.on('error', () => {}); answer(response, request, server.address().port); });
  server.on('clientError', () => {});
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  try {
    return await load(`http://127.0.0.1:${server.address().port}/`, { allowPrivateAddresses: true, ...options });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => { server.close(resolve); });
  }
};

const endless = (response, part) => { const write = () => { while (!response.destroyed && response.write(part)); if (!response.destroyed) response.once('drain', write); }; write(); };

const servers = () => [
  ['a server: right', '64x48', served((response) => response.end(seed(PNG)))],
  ['a server: an answer without an end', 'limit maxInputBytes', served((response) => endless(response, Buffer.alloc(SMALL)), { maxInputBytes: SMALL * 4 })],
  ['a server: a length of 2^53', 'limit maxInputBytes', served((response) => { response.setHeader('content-length', String(2 ** 53)); response.write('x'); })],
  ['a server: a length that is too long', 'Error', served((response) => { response.setHeader('content-length', String(seed(PNG).length + 50)); response.write(seed(PNG)); setTimeout(() => response.destroy(), 50); })],
  ['a server: half an answer', ['Error', 'EncodingError'], served((response) => { response.write(seed(PNG).subarray(0, 500)); setTimeout(() => response.destroy(), 50); })],
  ['a server: no answer', 'TimeoutError', served(() => {}, { timeout: 200 })],
  ['a server: a byte now and then', 'TimeoutError', served((response) => { const timer = setInterval(() => response.write('\x89'), 20); response.on('close', () => clearInterval(timer)); }, { timeout: 300 })],
  ['a server: redirects in a circle', 'limit maxRedirects', served((response, request, port) => { response.writeHead(302, { location: `http://127.0.0.1:${port}/` }); response.end(); })],
  ['a server: a redirect to a file', ['limit protocols', 'TypeError', 'Error'], served((response) => { response.writeHead(302, { location: 'file:///etc/passwd' }); response.end(); })],
  ['a server: a redirect to data', ['limit protocols', 'TypeError', 'Error', '64x48'], served((response) => { response.writeHead(302, { location: 'data:,' }); response.end(); })],
  ['a server: a redirect to nowhere', ['Error', 'TypeError'], served((response) => { response.writeHead(302); response.end(); })],
  ['a server: a redirect to no URL', ['Error', 'TypeError'], served((response) => { response.writeHead(302, { location: 'http://[' }); response.end(); })],
  ['a server: a redirect with a password', 'TypeError', served((response, request, port) => { response.writeHead(302, { location: `http://a:b@127.0.0.1:${port}/` }); response.end(); })],
  ['a server: status 500', 'Error', served((response) => { response.writeHead(500); response.end(seed(PNG)); })],
  ['a server: status 204', ['Error', 'EncodingError'], served((response) => { response.writeHead(204); response.end(); })],
  ['a server: a header of 100 KB', 'Error', served((response) => { response.setHeader('x', 'x'.repeat(100_000)); response.end(seed(PNG)); })],
  ['a server: no HTTP', 'Error', served((response) => { response.socket.end('hello\r\n\r\n'); })],
  ['a server: gzip that says it is none', 'EncodingError', served((response) => response.end(require('node:zlib').gzipSync(seed(PNG))))],
  ['a server: a gzip bomb', ['EncodingError', 'limit maxInputBytes', 'Error'], served((response) => { response.setHeader('content-encoding', 'gzip'); response.end(require('node:zlib').gzipSync(Buffer.alloc(1 << 26))); })],
  ['a server: an unknown encoding', ['EncodingError', 'Error', '64x48'], served((response) => { response.setHeader('content-encoding', 'nobody'); response.end(seed(PNG)); })],
  ['a server: HTML', 'EncodingError', served((response) => { response.setHeader('content-type', 'text/html'); response.end('<html>'); })],
];

async function* parts(...all) { yield* all; }
async function* forever() { for (;;) { yield Buffer.alloc(SMALL); await new Promise(setImmediate); } }

const streams = () => rows({
  'a stream': ['64x48', () => Readable.from([seed(PNG)])],
  'a stream of single bytes': ['64x48', () => Readable.from(parts(...[...seed(PNG)].map((byte) => Buffer.of(byte))))],
  'a stream without an end': ['limit maxInputBytes', () => Readable.from(forever()), { maxInputBytes: SMALL * 4 }],
  'a stream of nothing': ['EncodingError', () => Readable.from([])],
  'a stream that fails': ['Error', () => Readable.from((async function* fail() { yield seed(PNG).subarray(0, 9); throw new Error('the end of mine'); })())],
  'a stream of objects': ['TypeError', () => Readable.from([{ a: 1 }])],
  'a stream of numbers': ['TypeError', () => Readable.from([1, 2, 3])],
  'a stream that never gives anything': ['TimeoutError', () => new Readable({ read() {} }), { timeout: 200 }],
  'a stream that is destroyed': [['Error', 'EncodingError', 'AbortError'], () => new Readable({ read() {} }).destroy()],
  'a web stream without an end': ['limit maxInputBytes', () => new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(SMALL)) }), { maxInputBytes: SMALL * 4 }],
  'a web stream of texts': ['TypeError', () => new ReadableStream({ start: (controller) => { controller.enqueue('x'); controller.close(); } })],
  'a web stream that fails': ['Error', () => new ReadableStream({ start: (controller) => controller.error(new Error('the end of mine')) })],
  'a web stream that is locked': ['TypeError', () => { const stream = new ReadableStream(); stream.getReader(); return stream; }],
  'a Blob': ['64x48', () => new Blob([seed(PNG)])],
  'an empty Blob': ['EncodingError', () => new Blob([])],
  'a Blob of 64 MB': ['limit maxInputBytes', () => new Blob([Buffer.alloc(64 << 20)]), { maxInputBytes: 1 << 20 }],
  'a Response of an error': [['Error', 'TypeError'], () => Response.error()],
  'a Response read already': ['TypeError', () => { const response = new Response(seed(PNG)); response.arrayBuffer(); return response; }],
  'a signal that was aborted': ['AbortError', () => seed(PNG), { signal: AbortSignal.abort() }],
  'a signal of another kind': ['TypeError', () => seed(PNG), { signal: {} }],
});

module.exports = { inputs: () => calls([...data(), ...files(), ...made(), ...privates(), ...servers(), ...streams()]) };
