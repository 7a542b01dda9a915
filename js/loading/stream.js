'use strict';

// The bytes of Node's streams and of web streams.

const { types } = require('node:util');

const { wrongType } = require('../errors.js');
const { Collector } = require('./collector.js');

const isReadable = (value) => typeof value.pipe === 'function' && typeof value[Symbol.asyncIterator] === 'function';
const isWebStream = (value) => typeof value.getReader === 'function';

function piece(chunk, what) {
  if (types.isUint8Array(chunk)) return chunk;
  throw wrongType(`a piece of ${what}`, 'a Buffer or Uint8Array', chunk);
}

/** Destroys the stream if it was not read to its end: whoever is at its other end hears of it. */
async function readReadable(stream, collector, what, signal) {
  const stop = () => stream.destroy?.();
  signal.addEventListener('abort', stop);
  try {
    // Leaving the loop destroys the stream too.
    for await (const chunk of stream) collector.push(piece(chunk, what));
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

async function readWebStream(stream, collector, what, signal) {
  const reader = stream.getReader();
  // What comes of it is nobody's concern; the reason for stopping is told.
  const stop = (reason) => reader.cancel(reason).catch(() => {});
  const abort = () => stop(signal.reason);
  signal.addEventListener('abort', abort);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      collector.push(piece(value, what));
    }
  } catch (error) {
    stop(error);
    throw error;
  } finally {
    signal.removeEventListener('abort', abort);
    reader.releaseLock();
  }
}

/** All bytes of a stream; a RangeError as soon as there are too many. `expected` is how many it claims to have. */
async function readStream(stream, what, { signal, maxInputBytes, expected = 0 }) {
  const collector = new Collector(what, maxInputBytes, expected);
  const read = isWebStream(stream) ? readWebStream : readReadable;
  await read(stream, collector, what, signal);
  // A web stream that is called off looks as if it had ended.
  signal.throwIfAborted();
  return collector.bytes;
}

module.exports = { isReadable, isWebStream, readStream };
