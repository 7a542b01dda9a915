'use strict';

// The calls that take only numbers, recorded here and handed over many at a time.
//
// A call into native code costs a hundred times what writing a few numbers costs. So a context and a
// path write the number of a command and its arguments into an array, and native code runs the array
// when something else needs the result: long texts, pictures, another object, reading pixels, or the array
// being full. The commands' numbers come from native code, which has the only list of them.

const { native } = require('./binding.js');

/** Command names to their numbers. A plain object: its fields are constants to the compiler. */
const COMMANDS = native.commands();
const OP = Object.fromEntries(COMMANDS.map(({ name }, index) => [name, index]));

/** How many numbers a command takes in the array, for those that only set the drawing state; else 0. */
const STATE_LENGTH = Uint8Array.from(COMMANDS, ({ args }, op) => (op > OP.restore && op < OP.beginPath ? 1 + args : 0));

/** Keyword attributes: for each a Map from value to its number. */
const KEYWORDS = Object.create(null);
for (const [attribute, values] of Object.entries(native.keywords())) {
  KEYWORDS[attribute] = new Map(values.map((value, index) => [value, index]));
}

// The longest command: its number, four arguments, and 27 numbers of a text.
const LONGEST = 32;
/** The most UTF-16 code units of a text that is recorded. Three are in a number, which has 53 bits. */
const MAX_TEXT = 81;
// An array begins small, because a hundred thousand contexts may have a few calls pending …
const SMALL = 80;
// … grows by this factor …
const GROWTH = 8;
// … and is run when it has this many numbers: the call has vanished among 600 lines, and the array
// stays in the processor's first cache with what else is in use.
const FULL = 2048;

// How far back `restore` looks for something that was drawn.
const NEAR = 128;

const NOTHING = new Float64Array(0);
// An array that has been run is used again by whoever records next: a large one, or else a small one.
let spare = null;
let smallSpare = null;

class CommandBuffer {
  #run;
  #values = NOTHING;
  #count = 0;
  // The last place where the longest command fits.
  #last = -1;
  // Where the saves begin that are recorded and not restored yet.
  #saves = [];
  // What went wrong when somebody else ran what was recorded.
  #error = undefined;

  /** @param run called with (numbers, count) to run what was recorded */
  constructor(run) {
    this.#run = run;
  }

  // One method for each number of arguments: loops over lists would cost more than the writing.

  add(op) {
    let at = this.#count;
    if (at > this.#last) at = this.#room();
    this.#values[at] = op;
    this.#count = at + 1;
  }

  save() {
    this.add(OP.save);
    this.#saves.push(this.#count - 1);
  }

  /** What was saved, set and restored without being used is not recorded at all. */
  restore() {
    const from = this.#saves.pop();
    if (from !== undefined && this.#setsOnly(from + 1)) this.#count = from;
    else this.add(OP.restore);
  }

  /** All that was recorded from there on sets the drawing state and nothing else. */
  #setsOnly(at) {
    const end = this.#count;
    if (end - at > NEAR) return false;
    const values = this.#values;
    while (at < end) {
      const length = STATE_LENGTH[values[at]];
      if (length === 0) return false;
      at += length;
    }
    return true;
  }

  add1(op, a) {
    let at = this.#count;
    if (at > this.#last) at = this.#room();
    const values = this.#values;
    values[at] = op;
    values[at + 1] = a;
    this.#count = at + 2;
  }

  add2(op, a, b) {
    let at = this.#count;
    if (at > this.#last) at = this.#room();
    const values = this.#values;
    values[at] = op;
    values[at + 1] = a;
    values[at + 2] = b;
    this.#count = at + 3;
  }

  add4(op, a, b, c, d) {
    let at = this.#count;
    if (at > this.#last) at = this.#room();
    const values = this.#values;
    values[at] = op;
    values[at + 1] = a;
    values[at + 2] = b;
    values[at + 3] = c;
    values[at + 4] = d;
    this.#count = at + 5;
  }

  add5(op, a, b, c, d, e) {
    this.add4(op, a, b, c, d);
    this.#values[this.#count++] = e;
  }

  add6(op, a, b, c, d, e, f) {
    let at = this.#count;
    if (at > this.#last) at = this.#room();
    const values = this.#values;
    values[at] = op;
    values[at + 1] = a;
    values[at + 2] = b;
    values[at + 3] = c;
    values[at + 4] = d;
    values[at + 5] = e;
    values[at + 6] = f;
    this.#count = at + 7;
  }

  add8(op, a, b, c, d, e, f, g, h) {
    this.add6(op, a, b, c, d, e, f);
    const at = this.#count;
    this.#values[at] = g;
    this.#values[at + 1] = h;
    this.#count = at + 2;
  }

  /** Four numbers and a list of eight. */
  add12(op, a, b, c, d, more) {
    this.add4(op, a, b, c, d);
    const values = this.#values;
    const at = this.#count;
    for (let i = 0; i < 8; i++) values[at + i] = more[i];
    this.#count = at + 8;
  }

  /** A text of at most MAX_TEXT code units: their count, then three in each number. */
  addText(op, x, y, maxWidth, text) {
    const { length } = text;
    this.add4(op, x, y, maxWidth, length);
    const values = this.#values;
    let at = this.#count;
    let unit = 0;
    for (; unit + 2 < length; unit += 3) {
      values[at++] = text.charCodeAt(unit) + text.charCodeAt(unit + 1) * 0x10000 + text.charCodeAt(unit + 2) * 0x100000000;
    }
    if (unit < length) {
      values[at++] = text.charCodeAt(unit) + (unit + 1 < length ? text.charCodeAt(unit + 1) * 0x10000 : 0);
    }
    this.#count = at;
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
    if (this.#error !== undefined) this.#throwHeld();
    const count = this.#count;
    if (count === 0) return;
    const values = this.#values;
    // Given back first: whatever the run throws, it is over.
    this.#release();
    this.#run(values, count);
  }

  /** Forgets what was recorded. */
  clear() {
    this.#error = undefined;
    this.#release();
  }

  #throwHeld() {
    const error = this.#error;
    this.#error = undefined;
    throw error;
  }

  #release() {
    const values = this.#values;
    if (values.length >= FULL) spare = values;
    else if (values.length === SMALL) smallSpare = values;
    this.#values = NOTHING;
    this.#count = 0;
    this.#last = -1;
    if (this.#saves.length > 0) this.#saves = [];
  }

  /** Makes room for the longest command, and gives the place for it. */
  #room() {
    if (this.#count >= FULL) this.flush();
    const before = this.#values;
    if (this.#count === 0 && spare !== null) {
      this.#values = spare;
      spare = null;
    } else if (this.#count === 0 && smallSpare !== null) {
      this.#values = smallSpare;
      smallSpare = null;
    } else {
      this.#values = new Float64Array(Math.min(Math.max(SMALL, before.length * GROWTH), FULL + LONGEST));
      this.#values.set(before);
    }
    this.#last = this.#values.length - LONGEST;
    return this.#count;
  }
}

module.exports = { OP, KEYWORDS, MAX_TEXT, CommandBuffer };
