'use strict';

// Waiting, in the ways the scenarios wait.

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// Quiet means three half-second windows in a row with less than a tenth of one core in use.
const WINDOW_MS = 500;
const QUIET_WINDOWS = 3;
const QUIET_SHARE = 0.1;

/** Resolves true once no thread of the process works any more, false when `limitMs` passed first. */
async function quiet(limitMs) {
  const end = Date.now() + limitMs;
  let calm = 0;
  while (calm < QUIET_WINDOWS) {
    if (Date.now() > end) return false;
    const before = process.cpuUsage();
    await sleep(WINDOW_MS);
    const used = process.cpuUsage(before);
    calm = (used.user + used.system) / 1000 < WINDOW_MS * QUIET_SHARE ? calm + 1 : 0;
  }
  return true;
}

// Finalizers run in later turns of the event loop and may free what the next pass can collect.
const GC_PASSES = 4;

/** Collects all garbage and lets finalizers run. Needs --expose-gc. */
async function collect() {
  for (let pass = 0; pass < GC_PASSES; pass += 1) {
    globalThis.gc();
    await sleep(20);
  }
}

module.exports = { sleep, quiet, collect };
