'use strict';

// Choices that depend on a seed alone, so that a job does the same in every run, whatever runs beside it.

/** Spreads a number over 32 bits. https://github.com/skeeto/hash-prospector, the two-round function */
function mixed(value) {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}

class Random {
  #state;

  /** One sequence for each pair of numbers. */
  constructor(seed, index) {
    // Xorshift never leaves 0.
    this.#state = mixed(mixed(seed) + index) || 1;
  }

  /** A whole number from 0 up to, and not with, `bound`. https://en.wikipedia.org/wiki/Xorshift */
  below(bound) {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x >>> 0;
    return this.#state % bound;
  }

  pick(list) {
    return list[this.below(list.length)];
  }

  /** True once in `times`, on average. */
  once(times) {
    return this.below(times) === 0;
  }
}

module.exports = { Random };
