'use strict';

// The contexts that draw with a gradient or a pattern. Those objects may change while calls that use them
// are still recorded: the calls run first.

// When this many are noted, those that are gone are let go: a style may outlive a million contexts.
const TIDY_AT = 16;

class StyleUsers {
  // Weak references to the recorded commands of the contexts.
  #users = new Set();
  #tidyAt = TIDY_AT;

  add(weakCommands) {
    this.#users.add(weakCommands);
    if (this.#users.size >= this.#tidyAt) this.#tidy();
  }

  /** Runs what all of them have recorded. */
  flush() {
    for (const user of this.#users) user.deref()?.flushForOthers();
  }

  #tidy() {
    for (const user of this.#users) {
      if (user.deref() === undefined) this.#users.delete(user);
    }
    this.#tidyAt = Math.max(TIDY_AT, this.#users.size * 2);
  }
}

module.exports = { StyleUsers };
