'use strict';

// The contexts that draw with something that may change while calls that use it are still recorded: a gradient, a
// pattern, the fonts. Before it changes, the calls run.

// When this many are noted, those that are gone are let go: it may outlive a million contexts.
const TIDY_AT = 16;

class Dependents {
  // Weak references to the recorded commands of the contexts.
  #contexts = new Set();
  #tidyAt = TIDY_AT;

  add(weakCommands) {
    this.#contexts.add(weakCommands);
    if (this.#contexts.size >= this.#tidyAt) this.#tidy();
  }

  /** Runs what all of them have recorded. */
  flush() {
    for (const context of this.#contexts) context.deref()?.flushForOthers();
  }

  #tidy() {
    for (const context of this.#contexts) {
      if (context.deref() === undefined) this.#contexts.delete(context);
    }
    this.#tidyAt = Math.max(TIDY_AT, this.#contexts.size * 2);
  }
}

module.exports = { Dependents };
