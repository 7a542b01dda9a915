'use strict';

// Bytes that arrive in pieces, held to a limit.

const { tooManyBytes } = require('../errors.js');

const FIRST = 64 * 1024;

/**
 * Pieces are copied into one buffer that grows: kept as they come, pieces of one byte each would cost hundreds of
 * bytes of memory for one of the limit.
 */
class Collector {
  #bytes;
  #length = 0;
  #what;
  #most;

  /** @param expected how many bytes there will be, if somebody says so; believed up to a point. */
  constructor(what, most, expected = 0) {
    this.#what = what;
    this.#most = most;
    if (expected > most) throw tooManyBytes(what, expected, most);
    this.#bytes = Buffer.allocUnsafeSlow(Math.min(Math.max(expected, 0), 16 * FIRST));
  }

  push(chunk) {
    const length = this.#length + chunk.byteLength;
    if (length > this.#most) throw tooManyBytes(this.#what, length, this.#most, true);
    if (length > this.#bytes.length) this.#grow(length);
    this.#bytes.set(chunk, this.#length);
    this.#length = length;
  }

  get bytes() {
    return this.#bytes.subarray(0, this.#length);
  }

  #grow(needed) {
    const doubled = Math.max(needed, FIRST, this.#bytes.length * 2);
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, Math.min(doubled, this.#most)));
    larger.set(this.bytes);
    this.#bytes = larger;
  }
}

module.exports = { Collector };
