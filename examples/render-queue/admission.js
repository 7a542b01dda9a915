'use strict';

// Back-pressure: a bound on the jobs that wait. Without one, a queue that is fed faster than it is worked off fills
// Redis, and its newest jobs are drawn when nobody asks for them any more.

const { randomUUID } = require('node:crypto');

const { BusyError } = require('./errors');

const WAITING = ['waiting', 'prioritized', 'delayed', 'paused'];

class Admission {
  #queue;
  #maxWaiting;
  // Jobs that this process is about to add. Counting them makes the bound exact for one front; several may together pass
  // it by as many requests as are under way in the others.
  #adding = 0;

  constructor(queue, maxWaiting) {
    this.#queue = queue;
    this.#maxWaiting = maxWaiting;
  }

  /** Adds a card and returns the id of its job. Throws BusyError when as many wait as may. */
  async add(card) {
    this.#adding += 1;
    try {
      const waiting = await this.#queue.getJobCountByTypes(...WAITING);
      if (waiting + this.#adding > this.#maxWaiting) throw new BusyError(`${waiting} cards are waiting already`);
      const jobId = randomUUID();
      await this.#queue.add('card', card, { jobId });
      return jobId;
    } finally {
      this.#adding -= 1;
    }
  }
}

module.exports = { Admission };
