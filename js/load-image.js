'use strict';

// loadImage(): an Image whose pixels are there.

const { bytesOf, dictionary } = require('./convert.js');
const { controlOf, withDeadline } = require('./deadline.js');
const { wrongType } = require('./errors.js');
const { Image, dataModeOf, loadInto } = require('./image.js');
const { checkedLimit, NATIVE } = require('./limits.js');
const { checkRoom } = require('./queue.js');
const { isReadFrom } = require('./sources.js');

// The options by the limits they stand for.
const OPTIONS = {
  timeout: 'fetchTimeout',
  maxInputBytes: 'maxInputBytes',
  maxRedirects: 'maxRedirects',
  protocols: 'protocols',
  hosts: 'hosts',
  allowPrivateAddresses: 'allowPrivateAddresses',
  ...Object.fromEntries(NATIVE.map((name) => [name, name])),
};

function checkOptions(options) {
  const { signal, priority } = controlOf({ signal: options.signal, priority: options.priority }, 'loadImage');
  const checked = { signal, priority };
  if (options.dataMode !== undefined) checked.dataMode = dataModeOf(options.dataMode, 'loadImage: dataMode');
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
  return loadPicture(source, checkOptions(dictionary(options, 'loadImage: the options')));
}

/** The same with options that have been checked; `ignoresProfile` is one more. */
async function loadPicture(source, checked) {
  const wanted = sourceOf(source);
  checked.signal?.throwIfAborted();
  checkRoom();
  const image = new Image();
  if (checked.dataMode !== undefined) image.dataMode = checked.dataMode;
  const { signal, timeout } = checked;
  const late = `loading took longer than ${timeout} ms`;
  const loading = loadInto(image, wanted, checked);
  if (loading === null) throw new DOMException('the source is empty', 'EncodingError');
  try {
    await (signal === undefined && timeout === undefined ? loading : withDeadline(() => loading, { signals: [signal], timeout, late }));
  } catch (error) {
    // Also calls off the decode.
    image.dispose();
    throw error;
  }
  return image;
}

module.exports = { loadImage, loadPicture };
