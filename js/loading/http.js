'use strict';

// The bytes behind an http: or https: URL.
//
// With node:http and not the global fetch(): only here can the address that a name means be checked where the connection
// is made. Each fetch has a connection of its own, which ends with it.

const dns = require('node:dns');
const http = require('node:http');
const https = require('node:https');
const { pipeline } = require('node:stream');
const zlib = require('node:zlib');

const { limitError } = require('../errors.js');
const { publicLookup } = require('./addresses.js');
const { readStream } = require('./stream.js');
const { checkUrl } = require('./url.js');

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

// A few servers send these although they are asked not to.
const DECODERS = {
  gzip: zlib.createGunzip,
  'x-gzip': zlib.createGunzip,
  deflate: zlib.createInflate,
  br: zlib.createBrotliDecompress,
};

// Any type: asked for images, servers may send newer formats than are read here.
const HEADERS = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'node' };

/** A URL as messages have it. */
const shown = (url) => (url.href.length > 200 ? `${url.href.slice(0, 200)}…` : url.href);

function failure(url, reason, properties) {
  return Object.assign(new Error(`fetching ${shown(url)} ${reason}`), properties);
}

/** What went wrong in the network, with the URL; errors that tell their own story stay. */
function networkError(url, cause) {
  if (cause.code === 'ERR_LIMIT' || typeof cause.code !== 'string') return cause;
  return Object.assign(failure(url, `failed: ${cause.message || cause.code}`, { code: cause.code }), { cause });
}

/** The response's head. Its body is not read yet. */
function request(url, { signal, allowPrivateAddresses, lookup = dns.lookup }) {
  return new Promise((resolve, reject) => {
    const { request: start } = url.protocol === 'https:' ? https : http;
    const options = { agent: false, headers: HEADERS, lookup: allowPrivateAddresses ? lookup : publicLookup(lookup), signal };
    // An answer that changes the protocol (101) is neither a response nor an error.
    const none = () => reject(failure(url, 'gave no response', {}));
    start(url, options, resolve).on('error', reject).on('close', none).end();
  });
}

/** Where a response leads to, by https://fetch.spec.whatwg.org/#concept-response-location-url; undefined for nowhere. */
function locationOf({ statusCode, headers: { location } }, url) {
  if (!REDIRECTS.has(statusCode) || location === undefined) return undefined;
  try {
    // Headers come as Latin-1; addresses that are not ASCII are meant as UTF-8.
    return new URL(Buffer.from(location, 'latin1').toString(), url);
  } catch {
    throw failure(url, `gave status ${statusCode} with an address that is none`, { status: statusCode });
  }
}

/** The response after all redirects, and the URL it came from. Each URL is checked before it is asked. */
async function follow(url, options) {
  const { maxRedirects } = options;
  for (let redirects = 0; ; redirects++) {
    checkUrl(url, options);
    const response = await request(url, options).catch((error) => {
      throw networkError(url, error);
    });
    try {
      const next = locationOf(response, url);
      if (next === undefined) return { response, url };
      if (redirects === maxRedirects) {
        throw limitError(`fetching ${shown(url)} needs another redirect, the limit maxRedirects allows ${maxRedirects}`, 'maxRedirects', redirects + 1, maxRedirects);
      }
      // A web server has no say over files and other schemes here, whatever the limit protocols allows.
      if (!/^https?:$/.test(next.protocol)) throw failure(url, `led to a ${next.protocol} URL`, {});
      response.destroy();
      url = next;
    } catch (error) {
      response.destroy();
      throw error;
    }
  }
}

function decoded(response, url) {
  const encoding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity' || encoding === '') return response;
  if (!Object.hasOwn(DECODERS, encoding)) throw failure(url, `gave a body in the encoding '${encoding.slice(0, 60)}'`, {});
  // Whoever reads hears of errors from the last of them.
  return pipeline(response, DECODERS[encoding](), () => {});
}

async function readBody(response, url, options) {
  const { statusCode: status, headers } = response;
  // A part (206) was not asked for and is no picture.
  if (status < 200 || status > 299 || status === 206) throw failure(url, `gave status ${status}`, { status });
  const body = decoded(response, url);
  try {
    return await readStream(body, shown(url), { ...options, expected: Number(headers['content-length']) || 0 });
  } catch (error) {
    throw networkError(url, error);
  }
}

/** The bytes a URL leads to. `lookup` is as in node:net, for those who resolve names in another way. */
async function fetchUrl(text, options) {
  const { response, url } = await follow(new URL(text), options);
  try {
    return await readBody(response, url, options);
  } finally {
    response.destroy();
  }
}

module.exports = { fetchUrl };
