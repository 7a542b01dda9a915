'use strict';

// Back-pressure: a bound on the jobs that wait. Without one, a queue that is fed faster than it is worked off fills
// Redis, and its newest jobs are drawn when nobody asks for them any more.
//
// Cards that come while others are being added are counted and added together after them. So the bound is exact for one
// front, and no request waits for more than two rounds however many there are. Several fronts may together pass the bound
// by what the others add in one round.

const { randomUUID } = require('node:crypto');

const { BusyError } = require('./errors');

const WAITING = ['waiting', 'prioritized', 'delayed', 'paused'];

class Admission {
  #queue;
  #maxWaiting;
  #pending = [];
  #running = false;

  constructor(queue, maxWaiting) {
    this.#queue = queue;
    this.#maxWaiting = maxWaiting;
  }

  /** Adds a card and resolves with the id of its job. Rejects with a BusyError when as many wait as may. */
  add(card) {
    return new Promise((resolve, reject) => {
      this.#pending.push({ card, resolve, reject });
      if (!this.#running) this.#run();
    });
  }

  async #run() {
    this.#running = true;
    while (this.#pending.length > 0) await this.#round(this.#pending.splice(0));
    this.#running = false;
  }

  /** First come, first served: as many as there is room for. Never rejects; each card is told. */
  async #round(batch) {
    try {
      const waiting = await this.#queue.getJobCountByTypes(...WAITING);
      const room = Math.max(0, this.#maxWaiting - waiting);
      for (const { reject } of batch.slice(room)) reject(new BusyError(`${waiting} cards are waiting already`));
      await this.#addAll(batch.slice(0, room));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  async #addAll(admitted) {
    if (admitted.length === 0) return;
    const jobs = admitted.map(({ card }) => ({ name: 'card', data: card, opts: { jobId: randomUUID() } }));
    await this.#queue.addBulk(jobs);
    admitted.forEach(({ resolve }, i) => resolve(jobs[i].opts.jobId));
  }
}

module.exports = { Admission };
