'use strict';

// What every worker sees to beside its cards: failed jobs become dead letters, and what is too old is deleted. Any of
// them may do it, several at once too, so there is no one process that must live.

const { deleteOld, moveFailed } = require('./dead-letters');

const EVERY_MS = 30_000;

class Housekeeping {
  #app;
  #timer;
  #running = null;
  #again = false;

  /** @param app {queues, results, settings, log} */
  constructor(app) {
    this.#app = app;
    this.#timer = setInterval(() => this.tidy(), EVERY_MS);
  }

  /** Does all of it once. A call during another makes that one look once more. */
  tidy() {
    this.#again = true;
    this.#running ??= this.#run().finally(() => { this.#running = null; });
    return this.#running;
  }

  async stop() {
    clearInterval(this.#timer);
    await this.#running;
  }

  async #run() {
    const { queues, results, settings, log } = this.#app;
    while (this.#again) {
      this.#again = false;
      try {
        const moved = await moveFailed(queues);
        if (moved > 0) log(`${moved} failed for good, see the dead letters`);
        await deleteOld(queues, settings.keepMs);
        await results.deleteOld(settings.keepMs);
      } catch (error) {
        // The next time does it.
        log(`housekeeping: ${error.message}`);
      }
    }
  }
}

module.exports = { Housekeeping };
