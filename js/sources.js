'use strict';

// The bytes behind whatever may be the source of an image or a font, held to the limits while they arrive.

const { resolveObjectURL } = require('node:buffer');
const { fileURLToPath } = require('node:url');

const { withDeadline } = require('./deadline.js');
const { tooManyBytes } = require('./errors.js');
const { limits } = require('./limits.js');
const { checkProtocol } = require('./loading/access.js');
const { readFile } = require('./loading/file.js');
const { isReadable, isWebStream, readStream } = require('./loading/stream.js');

/**
 * The bytes of a data: URL. https://fetch.spec.whatwg.org/#data-url-processor
 */
function dataUrlBytes(url, most) {
  const comma = url.indexOf(',');
  if (comma < 0) throw new TypeError('the data: URL has no comma');
  const text = url.slice(comma + 1);
  const isBase64 = /; *base64 *$/i.test(url.slice(5, comma));
  // Checked before the text is decoded. Every character may be escaped as three; base64 gives three
  // bytes for four characters.
  const atLeast = (text.length / 3) * (isBase64 ? 0.75 : 1);
  if (atLeast > most) throw tooManyBytes('the data: URL', Math.floor(atLeast), most, true);
  const bytes = percentDecoded(text);
  return isBase64 ? Buffer.from(bytes.toString('latin1'), 'base64') : bytes;
}

/** https://url.spec.whatwg.org/#percent-decode */
function percentDecoded(text) {
  const raw = Buffer.from(text, 'utf8');
  if (!raw.includes(0x25)) return raw;
  let length = 0;
  for (let i = 0; i < raw.length; i++) {
    const digits = raw[i] === 0x25 ? raw.toString('latin1', i + 1, i + 3) : '';
    if (/^[0-9a-f]{2}$/i.test(digits)) {
      raw[length++] = parseInt(digits, 16);
      i += 2;
    } else {
      raw[length++] = raw[i];
    }
  }
  return raw.subarray(0, length);
}

const isDataUrl = (text) => /^data:/i.test(text);

/** Whether a string is an SVG document rather than the place of one: `<` begins no URL and hardly a path. */
const isSvgText = (text) => /^[\s\uFEFF]*<(?:svg[\s/>]|\?xml\s|!--|!doctype\s+svg)/i.test(text);

function svgBytes(text, most) {
  const length = Buffer.byteLength(text);
  if (length > most) throw tooManyBytes('the SVG text', length, most);
  return Buffer.from(text);
}

/** The limits, but for those a call has of its own. */
const settings = (options) => ({ ...limits, timeout: limits.fetchTimeout, ...options });

/** The bytes that a string has in it (a data: URL, SVG text), without waiting; undefined for the place of a file. */
function bytesAtHand(text, options = {}) {
  const all = settings(options);
  if (isSvgText(text)) return svgBytes(text, all.maxInputBytes);
  if (!isDataUrl(text)) return undefined;
  checkProtocol('data:', all);
  return dataUrlBytes(text, all.maxInputBytes);
}

/** The scheme of a URL; a path is a file's. */
function protocolOf(text) {
  const [, scheme] = /^([a-z][a-z\d+.-]+:)\/\//i.exec(text) ?? /^(https?:|file:|blob:)/i.exec(text) ?? [];
  return scheme?.toLowerCase() ?? 'file:';
}

async function readBlob(blob, what, { maxInputBytes }) {
  if (blob.size > maxInputBytes) throw tooManyBytes(what, blob.size, maxInputBytes);
  return new Uint8Array(await blob.arrayBuffer());
}

function blobOfUrl(url) {
  const blob = resolveObjectURL(url);
  if (blob === undefined) throw new Error(`there is no Blob behind ${url.slice(0, 200)}`);
  return blob;
}

async function readText(text, options) {
  const protocol = protocolOf(text);
  checkProtocol(protocol, options);
  switch (protocol) {
    case 'http:':
    // Loaded where it is needed: with what of Node it needs, it would take a quarter of the time that loading takes.
    case 'https:': return require('./loading/http.js').fetchUrl(text, options);
    case 'blob:': return readBlob(blobOfUrl(text), 'the Blob', options);
    default: return readFile(/^file:/i.test(text) ? fileURLToPath(text) : text, options);
  }
}

async function readResponse(response, options) {
  const { body, bodyUsed, headers, ok, status } = response;
  if (bodyUsed) throw new TypeError('the body of the Response has been read already');
  // A part (206) is no picture.
  if (!ok || status === 206) {
    body?.cancel?.().catch(() => {});
    throw Object.assign(new Error(`the Response has status ${status}`), { status });
  }
  if (body === null) return Buffer.alloc(0);
  return readStream(body, 'the body of the Response', { ...options, expected: Number(headers.get('content-length')) || 0 });
}

// Told by what they can do, so that those of other packages are taken too. A Response comes before a Blob: it has
// all that a Blob needs but a size.
const READERS = [
  [(value) => typeof value.arrayBuffer === 'function' && typeof value.status === 'number', readResponse],
  [(value) => typeof value.arrayBuffer === 'function' && typeof value.size === 'number', (blob, options) => readBlob(blob, 'the Blob', options)],
  [(value) => isWebStream(value) || isReadable(value), (stream, options) => readStream(stream, 'the stream', options)],
];

const readerOf = (value) => READERS.find(([is]) => is(value))?.[1];

/** Whether it is an object that bytes can be read from, over time. */
const isReadFrom = (value) => typeof value === 'object' && value !== null && readerOf(value) !== undefined;

/**
 * The bytes behind a path, a URL, a Blob, a Response or a stream. `options` has the limits that differ for this call,
 * `timeout` in place of `fetchTimeout`; `signal` and `given` call it off.
 */
async function readSource(source, { signal, given, ...own } = {}) {
  const options = settings(own);
  const read = typeof source === 'string' ? readText : readerOf(source);
  const late = `reading the source took longer than the ${options.timeout} ms of the limit fetchTimeout`;
  const deadline = { signals: [signal, given], timeout: options.timeout, late };
  return withDeadline((stop) => read(source, { ...options, signal: stop }), deadline);
}

module.exports = { bytesAtHand, isReadFrom, readSource };
