'use strict';

// What an engine says of its own memory, measured against a baseline. Only ours says anything.

/** The engine's report now, or null. */
function read(engine) {
  return engine.memoryUsage ? engine.memoryUsage() : null;
}

/** The change since `baseline`, as figures for a table; an empty object for engines without a ledger. */
function since(engine, baseline) {
  const now = read(engine);
  if (!now || !baseline) return {};
  return {
    bitmaps: now.bitmaps - baseline.bitmaps,
    live: now.live - baseline.live,
    untold: now.live - now.reported,
    v8: now.v8 - baseline.v8,
    pool: now.pool,
  };
}

/** Columns for the figures of `since`. */
const FIGURES = [
  ['bitmaps', 'live bitmaps after gc()', 'count'],
  ['live', 'live bytes after gc()', 'count'],
  ['untold', 'live bytes not told to V8', 'count'],
  ['v8', 'V8 external memory over the start', 'count'],
  ['pool', 'free pages kept for reuse', 'MB'],
];

// V8's total also counts array buffers of Node itself (streams, IPC), which come and go: allow 1 MB.
const V8_SLACK = 1024 * 1024;

/** True when nothing is live and V8 was told so. */
function atRest(figures) {
  return figures.bitmaps === 0 && figures.live === 0 && figures.untold === 0 && Math.abs(figures.v8) <= V8_SLACK;
}

function describe(figures) {
  return `${figures.bitmaps} bitmaps, ${figures.live} bytes live, ${figures.untold} untold, V8 ${figures.v8} over the start`;
}

module.exports = { read, since, atRest, describe, FIGURES };
