'use strict';

// A Node stream of parts that somebody makes, who can wait until they are read.

const { Readable } = require('node:stream');

const { calledOff } = require('./queue.js');

/**
 * Puts the part of a promise (null for none) into a stream, and is kept when there is room for more; of the last part,
 * when it is in the stream. What goes wrong destroys the stream.
 */
let give;

class GivenReadable extends Readable {
  #close;
  // Called when somebody reads on.
  #wanted = [];

  /** @param close called at the end, whatever it is */
  constructor(close) {
    super();
    this.#close = close;
  }

  async #give(promise, isLast) {
    const part = await promise;
    if (this.destroyed) throw calledOff();
    const isEmpty = part === null || part.length === 0;
    if (!isEmpty && !this.push(part)) await this.#room();
    if (isLast) this.push(null);
  }

  #room() {
    return new Promise((resolve) => this.#wanted.push(resolve));
  }

  _read() {
    for (const resolve of this.#wanted.splice(0)) resolve();
  }

  _destroy(error, done) {
    this.#close();
    this._read();
    done(error);
  }

  static {
    give = async (stream, promise, isLast = false) => {
      try {
        await stream.#give(promise, isLast);
      } catch (error) {
        stream.destroy(error);
        throw error;
      }
    };
  }
}

module.exports = { GivenReadable, give };
