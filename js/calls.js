'use strict';

// The ways in which other canvas packages call toBuffer() and toDataURL(): told apart by the types of the arguments.

/** `toDataURL([type][, quality or config][, callback])` */
function dataUrlCall(args) {
  const at = args.findIndex((value) => typeof value === 'function');
  const [type, quality] = at < 0 ? args : args.slice(0, at);
  return { type, quality, callback: args[at] };
}

/** Calls back, Node's way, in a task of its own: what the callback throws is an uncaught exception, not a rejection. */
function callBack(promise, callback) {
  promise.then(
    (value) => setImmediate(callback, null, value),
    (error) => setImmediate(callback, error),
  );
}

module.exports = { callBack, dataUrlCall };
