'use strict';

// Lets a bounded number of jobs run, and a bounded number wait, first come first served. A card holds tens of megabytes
// of pixels while it is made, so the number that are made at once is what bounds the memory of the server.

/** Thrown when the queue is full. */
class BusyError extends Error {}

class Gate {
  #active = 0;
  #waiting = new Set();
  #maxActive;
  #maxWaiting;

  constructor(maxActive, maxWaiting) {
    this.#maxActive = maxActive;
    this.#maxWaiting = maxWaiting;
  }

  /** Runs an async job when its turn comes. Rejects with the signal's reason if that fires while the job waits. */
  async run(job, signal) {
    await this.#enter(signal);
    try {
      return await job();
    } finally {
      this.#leave();
    }
  }

  async #enter(signal) {
    signal.throwIfAborted();
    if (this.#active < this.#maxActive) {
      this.#active += 1;
      return;
    }
    if (this.#waiting.size >= this.#maxWaiting) throw new BusyError(`${this.#waiting.size} cards are waiting already`);
    await this.#turn(signal);
  }

  #turn(signal) {
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        this.#waiting.delete(start);
        reject(signal.reason);
      };
      const start = () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      this.#waiting.add(start);
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** Hands the place to the next job, or gives it up. */
  #leave() {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#active -= 1;
      return;
    }
    this.#waiting.delete(next);
    next();
  }
}

module.exports = { BusyError, Gate };
