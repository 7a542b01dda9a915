'use strict';

// The bytes behind a file path or a URL, held to a limit while they arrive.

const fs = require('node:fs/promises');
const { fileURLToPath } = require('node:url');

const { limits } = require('./limits.js');

function tooLarge(what, bytes, most) {
  return new RangeError(`${what} has ${bytes} bytes, the limit maxInputBytes allows ${most}`);
}

/**
 * The bytes of a data: URL. https://fetch.spec.whatwg.org/#data-url-processor
 */
function dataUrlBytes(url, most = limits.maxInputBytes) {
  const comma = url.indexOf(',');
  if (comma < 0) throw new TypeError('the data: URL has no comma');
  const text = url.slice(comma + 1);
  const isBase64 = /; *base64 *$/i.test(url.slice(5, comma));
  // Checked before the text is decoded. Every character may be escaped as three; base64 gives three
  // bytes for four characters.
  const atLeast = (text.length / 3) * (isBase64 ? 0.75 : 1);
  if (atLeast > most) throw tooLarge('the data: URL', `at least ${Math.floor(atLeast)}`, most);
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

async function readFile(path, { signal, maxInputBytes }) {
  const file = await fs.open(path, 'r');
  try {
    const stat = await file.stat();
    // Devices and pipes may never end.
    if (!stat.isFile()) throw new TypeError(`${path} is not a regular file`);
    if (stat.size > maxInputBytes) throw tooLarge(path, stat.size, maxInputBytes);
    return await file.readFile({ signal });
  } finally {
    await file.close();
  }
}

/** Reads a body chunk by chunk, so that a lying or missing Content-Length can't pass the limit. */
async function readBody(response, what, maxInputBytes) {
  const chunks = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength;
    // Leaving the loop cancels the body.
    if (length > maxInputBytes) throw tooLarge(what, `more than ${maxInputBytes}`, maxInputBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

async function fetchUrl(url, { signal, given, maxInputBytes, timeout }) {
  const time = AbortSignal.timeout(timeout);
  const controller = new AbortController();
  const abort = (event) => controller.abort(event.target.reason);
  const signals = [signal, given, time];
  for (const source of signals) {
    if (source?.aborted) controller.abort(source.reason);
    source?.addEventListener('abort', abort);
  }
  try {
    const response = await fetch(url, { signal: controller.signal });
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`fetching ${url} gave status ${response.status}`);
    }
    const declared = Number(response.headers.get('content-length'));
    if (declared > maxInputBytes) {
      await response.body?.cancel();
      throw tooLarge(url, declared, maxInputBytes);
    }
    return await readBody(response, url, maxInputBytes);
  } finally {
    for (const source of signals) source?.removeEventListener('abort', abort);
  }
}

/** Whether a string's bytes are at hand, without waiting. */
const isDataUrl = (text) => /^data:/i.test(text);

/** The bytes a path, file: URL or http(s): URL names. */
async function readSource(text, { signal, given, maxInputBytes = limits.maxInputBytes, timeout = limits.fetchTimeout } = {}) {
  signal?.throwIfAborted();
  const options = { signal, given, maxInputBytes, timeout };
  if (/^https?:/i.test(text)) return fetchUrl(text, options);
  if (/^file:/i.test(text)) return readFile(fileURLToPath(text), options);
  return readFile(text, options);
}

module.exports = { dataUrlBytes, isDataUrl, readSource };
