'use strict';

// Runs jobs, a fixed number at once, until it is told to stop, and keeps what went wrong.

const fs = require('node:fs');
const path = require('node:path');

const { Budget } = require('./budget.js');
const { DECK, KINDS } = require('./jobs.js');
const { hash } = require('./pictures.js');
const { Random } = require('./random.js');

// Of a thousand equal failures, a few tell the story.
const MOST_FAILURES = 10;

class Lanes {
  #seed;
  #golden;
  #keep;
  #budget = new Budget();
  #next = 0;
  /** Counts: pictures compared, jobs the budget refused, and jobs of each kind. */
  pictures = 0;
  refused = 0;
  kinds = {};
  failures = [];

  /** `keep` is a folder for pictures that are wrong, or null. */
  constructor({ seed, golden, keep }) {
    this.#seed = seed;
    this.#golden = golden;
    this.#keep = keep;
  }

  /** `more(index)` says whether another job may begin. */
  async run(lanes, more, kinds = DECK) {
    const lane = async () => {
      while (this.failures.length < MOST_FAILURES && more(this.#next)) {
        const index = this.#next;
        this.#next += 1;
        await this.#job(index, kinds);
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
  }

  get jobs() {
    return this.#next;
  }

  /** What came instead may not come again in the same place, so it is kept. */
  #keepWrong(key, index, bytes) {
    if (this.#keep === null) return '';
    fs.mkdirSync(this.#keep, { recursive: true });
    const file = path.join(this.#keep, `${this.#seed}-${index}-${key.replace('/', '.')}`);
    fs.writeFileSync(file, bytes);
    return `, kept in ${file}`;
  }

  #check(key, index, bytes) {
    const wanted = this.#golden[key];
    if (wanted === undefined) throw new Error(`there is no golden ${key}`);
    if (hash(bytes) !== wanted) throw new Error(`${key} is another picture${this.#keepWrong(key, index, bytes)}`);
    this.pictures += 1;
  }

  async #job(index, kinds) {
    const random = new Random(this.#seed, index);
    const kind = random.pick(kinds);
    const isRefusal = this.#budget.watch();
    this.kinds[kind] = (this.kinds[kind] ?? 0) + 1;
    const check = (key, bytes) => this.#check(key, index, bytes);
    try {
      await KINDS[kind]({ random, check, budget: this.#budget, golden: this.#golden, keep: this.#keep, index });
    } catch (error) {
      if (isRefusal(error)) this.refused += 1;
      else this.failures.push(`job ${index} (${kind}): ${error.stack ?? error}`);
    }
  }
}

module.exports = { Lanes };
