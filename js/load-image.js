'use strict';

// loadImage(): an Image whose pixels are there.

const { bytesOf, dictionary } = require('./convert.js');
const { controlOf, withDeadline } = require('./deadline.js');
const { wrongType } = require('./errors.js');
const { Image, loadInto } = require('./image.js');
const { checkedLimit } = require('./limits.js');
const { isReadFrom } = require('./sources.js');

// The options by the limits they stand for.
const OPTIONS = {
  timeout: 'fetchTimeout',
  maxInputBytes: 'maxInputBytes',
  maxRedirects: 'maxRedirects',
  protocols: 'protocols',
  hosts: 'hosts',
  allowPrivateAddresses: 'allowPrivateAddresses',
  maxPixels: 'maxPixels',
  maxSide: 'maxSide',
};

function checkOptions(options) {
  const { signal } = controlOf({ signal: options.signal }, 'loadImage');
  const checked = { signal };
  for (const [name, limit] of Object.entries(OPTIONS)) {
    const value = options[name];
    if (value !== undefined) checked[name] = checkedLimit(limit, value, `loadImage: ${name}`);
  }
  return checked;
}

function sourceOf(source) {
  if (source instanceof URL) return source.href;
  if (typeof source === 'string' || bytesOf(source) !== undefined || isReadFrom(source)) return source;
  throw wrongType('loadImage: the source', 'a Buffer, typed array, ArrayBuffer, path, URL, SVG text, Blob, Response or stream', source);
}

async function loadImage(source, options = undefined) {
  const checked = checkOptions(dictionary(options, 'loadImage: the options'));
  const wanted = sourceOf(source);
  checked.signal?.throwIfAborted();
  const image = new Image();
  const loading = loadInto(image, wanted, checked);
  if (loading === null) throw new DOMException('the source is empty', 'EncodingError');
  try {
    await (checked.signal === undefined ? loading : withDeadline(() => loading, { signals: [checked.signal] }));
  } catch (error) {
    // Also calls off the decode.
    image.dispose();
    throw error;
  }
  return image;
}

module.exports = { loadImage };
