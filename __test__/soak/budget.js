'use strict';

// Windows of time in which the budget is all but used up. A job that one of them fell into may be refused; no other may.

const { memoryUsage, setMemoryBudget } = require('../../index.js');

class Budget {
  #open = false;
  #windows = 0;

  /** Leaves `room` bytes for `milliseconds`. Does nothing while another window is open. */
  async exhaust(room, milliseconds) {
    if (this.#open) return;
    this.#open = true;
    this.#windows += 1;
    setMemoryBudget(memoryUsage().live + room);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    setMemoryBudget(Infinity);
    this.#open = false;
  }

  /**
   * Call when a job begins: the function it gives tells whether an error was the budget's, and could be. That is a
   * RangeError, or what an image says that the budget left broken.
   */
  watch() {
    const first = this.#open ? this.#windows - 1 : this.#windows;
    return (error) => /\bthe memory budget of \d+ bytes\b/.test(error?.message) && this.#windows > first;
  }
}

module.exports = { Budget };
