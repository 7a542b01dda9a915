'use strict';

// The part of RSS that an engine's ledger does not explain: code, heaps, fragments, and any leak.
// Pictures that V8 has not collected yet are alive and on the ledger, so they are no part of it.

const { memory } = require('./rss.js');
const { sleep } = require('./settle.js');
const ledger = require('./ledger.js');

// Pages of the pool are given back after half a second without work, so a reading can fall into that.
const TRIES = 10;
const PAUSE_MS = 20;

/** What the ledger says is resident for the engine: alive, or kept free to be used again. */
function explained(engine) {
  const said = ledger.read(engine);
  return said ? said.live + said.pool : 0;
}

/** `{ rss, rest }`: all of RSS, and RSS less what the ledger explains (the same for an engine without one). */
async function unexplained(engine) {
  for (let left = TRIES; ; left -= 1) {
    const before = explained(engine);
    const rss = memory().now;
    if (before === explained(engine) || left === 0) return { rss, rest: rss - before };
    await sleep(PAUSE_MS);
  }
}

module.exports = { unexplained };
