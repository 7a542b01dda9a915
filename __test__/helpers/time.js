'use strict';

const assert = require('node:assert/strict');

/** Runs `work` and fails when it took longer than allowed. Limits are generous: they catch what grows without bound. */
function within(milliseconds, work) {
  const began = performance.now();
  const result = work();
  const took = performance.now() - began;
  assert.ok(took < milliseconds, `took ${Math.round(took)} ms, at most ${milliseconds} are allowed`);
  return result;
}

module.exports = { within };
