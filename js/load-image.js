'use strict';

// loadImage(): an Image whose pixels are there.

const { bytesOf, dictionary } = require('./convert.js');
const { describe, wrongType } = require('./errors.js');
const { Image, loadInto } = require('./image.js');

const NUMBERS = ['maxInputBytes', 'maxPixels', 'maxSide', 'timeout'];

function checkOptions(options) {
  const { signal } = options;
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw wrongType('loadImage: signal', 'an AbortSignal', signal);
  }
  const checked = { signal };
  for (const name of NUMBERS) {
    const value = options[name];
    if (value === undefined) continue;
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new RangeError(`loadImage: ${name} must be a whole number of at least 1, got ${describe(value)}`);
    }
    checked[name] = value;
  }
  return checked;
}

function sourceOf(source) {
  if (source instanceof URL) return source.href;
  if (typeof source === 'string' || bytesOf(source) !== undefined) return source;
  throw wrongType('loadImage: the source', 'a Buffer, typed array, ArrayBuffer, path or URL', source);
}

/** Rejects as soon as the signal says so; the decode that goes on belongs to nobody then. */
function abortable(promise, signal) {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

async function loadImage(source, options = undefined) {
  const checked = checkOptions(dictionary(options, 'loadImage: the options'));
  checked.signal?.throwIfAborted();
  const image = new Image();
  const loading = loadInto(image, sourceOf(source), checked);
  if (loading === null) throw new DOMException('the source is empty', 'EncodingError');
  try {
    await abortable(loading, checked.signal);
  } catch (error) {
    image.dispose();
    throw error;
  }
  return image;
}

module.exports = { loadImage };
