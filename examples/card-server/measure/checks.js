'use strict';

// Judges the answers of a run. Every answer must be a picture of the asked format and size, and the same query must give
// the same bytes every time.

const { SIZE } = require('../card');
const { readPicture } = require('./picture');

// Of a thousand equal failures, a few tell the story.
const SHOWN = 8;

class Checks {
  #failures = [];
  #first = new Map();

  fail(message) {
    this.#failures.push(message);
  }

  /** Checks one answer. `target` is the query it belongs to. */
  answer(target, format, { status, headers, body }) {
    const got = readPicture(body);
    const size = got && `${got.width}x${got.height}`;
    if (status !== 200) this.fail(`${target}: status ${status}, ${body.toString('utf8', 0, 120).trim()}`);
    else if (headers['content-type'] !== `image/${format}`) this.fail(`${target}: type ${headers['content-type']}`);
    else if (Number(headers['content-length']) !== body.length) this.fail(`${target}: content-length is wrong`);
    else if (got?.format !== format) this.fail(`${target}: the bytes are not ${format}`);
    else if (size !== `${SIZE.width}x${SIZE.height}`) this.fail(`${target}: the picture is ${size}`);
    else this.#sameBytes(target, body);
  }

  /** The first picture of each query, for the checks that follow and for looking at. */
  first(target) {
    return this.#first.get(target);
  }

  get failures() {
    const more = this.#failures.length - SHOWN;
    return more > 0 ? [...this.#failures.slice(0, SHOWN), `and ${more} more`] : this.#failures;
  }

  #sameBytes(target, body) {
    const first = this.#first.get(target);
    if (first === undefined) this.#first.set(target, body);
    else if (!first.equals(body)) this.fail(`${target}: two answers to the same query differ`);
  }
}

module.exports = { Checks };
