'use strict';

// The calls that take only numbers, recorded here and handed over many at a time.
//
// A call into native code costs a hundred times what writing a few numbers costs. So a context and a
// path write the number of a command and its arguments into an array, and native code runs the array
// when something else needs the result: text, pictures, another object, reading pixels, or the array
// being full. The commands' numbers come from native code, which has the only list of them.

const { native } = require('./binding.js');

/** Command names to their numbers. */
const OP = Object.create(null);
native.commands().forEach(({ name }, index) => {
  OP[name] = index;
});

/** Keyword attributes: for each a Map from value to its number. */
const KEYWORDS = Object.create(null);
for (const [attribute, values] of Object.entries(native.keywords())) {
  KEYWORDS[attribute] = new Map(values.map((value, index) => [value, index]));
}

// An array this full is run. Large enough that the call vanishes, small enough that a hundred
// thousand contexts with something pending stay small.
const FULL = 1024;
// The longest command is an operation number and 12 arguments.
const LONGEST = 16;

// What native code reads. Runs never nest, so one serves all.
const shared = new Float64Array(FULL + LONGEST);
// Arrays of contexts that have been run are used again by others.
let spare = null;

class CommandBuffer {
  #run;
  #values = null;
  #count = 0;
  // What went wrong when somebody else ran what was recorded.
  #error = undefined;

  /** @param run called with (numbers, count) to run what was recorded */
  constructor(run) {
    this.#run = run;
  }

  add(op) {
    const at = this.#room();
    this.#values[at] = op;
    this.#count = at + 1;
  }

  add1(op, a) {
    const at = this.#room();
    const values = this.#values;
    values[at] = op;
    values[at + 1] = a;
    this.#count = at + 2;
  }

  add2(op, a, b) {
    const at = this.#room();
    const values = this.#values;
    values[at] = op;
    values[at + 1] = a;
    values[at + 2] = b;
    this.#count = at + 3;
  }

  add4(op, a, b, c, d) {
    const at = this.#room();
    const values = this.#values;
    values[at] = op;
    values[at + 1] = a;
    values[at + 2] = b;
    values[at + 3] = c;
    values[at + 4] = d;
    this.#count = at + 5;
  }

  addMany(op, numbers) {
    const at = this.#room();
    const values = this.#values;
    values[at] = op;
    for (let i = 0; i < numbers.length; i++) values[at + 1 + i] = numbers[i];
    this.#count = at + 1 + numbers.length;
  }

  /** Runs what was recorded, for somebody whose business its errors are not: they wait for the owner. */
  flushForOthers() {
    try {
      this.flush();
    } catch (error) {
      this.#error = error;
    }
  }

  /** Runs what was recorded. */
  flush() {
    const error = this.#error;
    if (error !== undefined) {
      this.#error = undefined;
      throw error;
    }
    const count = this.#count;
    if (count === 0) return;
    const values = this.#values;
    for (let i = 0; i < count; i++) shared[i] = values[i];
    // Given back first: whatever the run throws, it is over.
    this.#count = 0;
    this.#values = null;
    spare = values;
    this.#run(shared, count);
  }

  /** Forgets what was recorded. */
  clear() {
    this.#error = undefined;
    this.#count = 0;
  }

  #room() {
    if (this.#count >= FULL) this.flush();
    if (this.#values === null) {
      this.#values = spare ?? [];
      spare = null;
    }
    return this.#count;
  }
}

module.exports = { OP, KEYWORDS, CommandBuffer };
