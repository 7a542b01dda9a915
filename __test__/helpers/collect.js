'use strict';

// Garbage collection and what follows it. Needs --expose-gc.

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Collects until `isDone` says so, a bounded number of times; gives whether it did. */
async function collectUntil(isDone, rounds = 50) {
  for (let i = 0; i < rounds; i++) {
    global.gc();
    await turn();
    if (isDone()) return true;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return false;
}

module.exports = { collectUntil };
