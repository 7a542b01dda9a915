'use strict';

// The ways in which other canvas packages call toBuffer() and toDataURL(): told apart by the types of the arguments.

const { isObject } = require('./convert.js');

/** `toDataURL([type][, quality or config][, callback])` */
function dataUrlCall(args) {
  const at = args.findIndex((value) => typeof value === 'function');
  const [type, settings] = at < 0 ? args : args.slice(0, at);
  const quality = isObject(settings) ? settings.quality : settings;
  return { type, quality, callback: args[at] };
}

/** Calls back, Node's way, in a task of its own: what the callback throws is an uncaught exception, not a rejection. */
function callBack(promise, callback) {
  promise.then(
    (value) => setImmediate(callback, null, value),
    (error) => setImmediate(callback, error),
  );
}

/** Straight RGBA as premultiplied BGRA: the words that Cairo calls ARGB32, on processors that write the low byte first. */
function toArgb32(bytes) {
  for (let i = 0; i < bytes.length; i += 4) {
    const alpha = bytes[i + 3];
    const red = bytes[i];
    // Exact: a premultiplied value that was divided by its alpha comes back.
    bytes[i] = Math.round((bytes[i + 2] * alpha) / 255);
    bytes[i + 1] = Math.round((bytes[i + 1] * alpha) / 255);
    bytes[i + 2] = Math.round((red * alpha) / 255);
  }
  return bytes;
}

module.exports = { callBack, dataUrlCall, toArgb32 };
