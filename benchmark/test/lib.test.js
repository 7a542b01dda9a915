'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { median, trend } = require('../lib/stats.js');
const { readOptions } = require('../lib/options.js');
const { format, MB } = require('../lib/format.js');
const ledger = require('../lib/ledger.js');
const churn = require('../memory/churn.js');
const syncLoop = require('../memory/sync-loop.js');
const srcShrink = require('../memory/src-shrink.js');
const abuse = require('../memory/abuse.js');
const manyLive = require('../memory/many-live.js');

const KNOWN = { scenarios: ['churn', 'abuse'], engines: ['ours', 'canvas'] };

const REST = { bitmaps: 0, live: 0, untold: 0, v8: 0 };

function passes(scenario, id, figures) {
  return scenario.goals({ [id]: { end: 'ok', figures } }).map(({ pass }) => pass);
}

test('the median of an even count is the middle of the two', () => {
  assert.equal(median([4, 1, 3, 2]), 2.5);
  assert.equal(median([9, 1, 5]), 5);
});

test('the trend of an exact line has its slope and no error', () => {
  const { slope, error } = trend([[0, 1], [1, 3], [2, 5], [3, 7]]);
  assert.equal(slope, 2);
  assert.equal(error, 0);
});

test('the error of a trend grows with the noise', () => {
  // Residuals of +-1 around a flat line at x = 0..3: slope -0.4, s = sqrt(3.2 / 2 / 5).
  const { slope, error } = trend([[0, 1], [1, -1], [2, 1], [3, -1]]);
  assert.ok(Math.abs(slope + 0.4) < 1e-12);
  assert.ok(Math.abs(error - Math.sqrt(3.2 / 2 / 5)) < 1e-12);
});

test('two points are no trend', () => {
  assert.deepEqual(trend([[0, 1], [1, 2]]), { slope: null, error: null });
});

test('options name what was got and what is allowed', () => {
  assert.throws(() => readOptions(['--engine', 'skia'], {}, KNOWN), /expected ours, canvas but received 'skia'/);
  assert.throws(() => readOptions(['--count', '0'], {}, KNOWN), /received '0'/);
  assert.throws(() => readOptions(['--nonsense'], {}, KNOWN));
});

test('the count comes from the command line, else from the environment', () => {
  const env = { BENCH_MEMORY_COUNT: '7' };
  assert.equal(readOptions([], env, KNOWN).count, 7);
  assert.equal(readOptions(['--count', '9'], env, KNOWN).count, 9);
  assert.equal(readOptions([], {}, KNOWN).count, null);
});

test('a missing figure is a dash, zero is zero', () => {
  assert.equal(format('MB', null), '–');
  assert.equal(format('MB', 0), '0.0 MB');
});

test('the ledger is judged by the change since the baseline', () => {
  const engine = { memoryUsage: () => ({ bitmaps: 3, live: 500, reported: 500, v8: 900, pool: 0 }) };
  const figures = ledger.since(engine, { bitmaps: 3, live: 500, v8: 800 });
  assert.deepEqual(figures, { bitmaps: 0, live: 0, untold: 0, v8: 100, pool: 0 });
  assert.ok(ledger.atRest(figures));
  assert.deepEqual(ledger.since({ memoryUsage: null }, null), {});
});

for (const [what, change] of Object.entries({ bitmaps: 1, live: 1, untold: -1, v8: 2 * MB })) {
  test(`${what} of ${change} is not at rest`, () => {
    assert.equal(ledger.atRest({ ...REST, [what]: change }), false);
  });
}

test('a case that did not end well fails its goal', () => {
  const goals = abuse.goals({ 'terminated workers': { end: 'killed by SIGABRT', figures: {} } });
  assert.deepEqual(goals.map(({ pass, got }) => [pass, got]), [[false, 'killed by SIGABRT']]);
});

test('sync-loop: the peak decides', () => {
  assert.deepEqual(passes(syncLoop, 'sync-loop', { made: 600, peak: 249 * MB }), [true]);
  assert.deepEqual(passes(syncLoop, 'sync-loop', { made: 600, peak: 250 * MB }), [false]);
});

test('churn: growth and slope are judged apart, a slope lost in noise is not judged', () => {
  const flat = { growth: 0, slope: 0, slopeError: 0 };
  assert.deepEqual(passes(churn, '1 in flight', flat), [true, true]);
  assert.deepEqual(passes(churn, '1 in flight', { ...flat, growth: 31 * MB }), [false, true]);
  assert.deepEqual(passes(churn, '1 in flight', { ...flat, slope: 51 * 1024 }), [true, false]);
  assert.deepEqual(passes(churn, '1 in flight', { ...flat, slope: MB, slopeError: 2 * MB }), [true, null]);
  assert.deepEqual(passes(churn, '1 in flight', { ...flat, slope: -3 * MB, slopeError: 2 * MB }), [true, true]);
  assert.deepEqual(passes(churn, '1 in flight', { ...flat, slope: 3 * MB, slopeError: 2 * MB }), [true, false]);
  assert.deepEqual(passes(churn, '1 in flight', { growth: 0, slope: null, slopeError: null }), [true, null]);
});

test('churn: with gc() the ledger decides', () => {
  assert.deepEqual(passes(churn, '1 in flight with gc()', { growth: 99 * MB, ...REST }), [true]);
  assert.deepEqual(passes(churn, '1 in flight with gc()', { growth: 0, ...REST, bitmaps: 2 }), [false]);
});

test('src-shrink: size and bytes must both go', () => {
  const empty = { size0: '0x0', live0: 0, laterLive0: 0, size1: '0x0', live1: 1, laterLive1: 0, size2: '0x0', live2: 0, laterLive2: 0 };
  assert.deepEqual(passes(srcShrink, 'src-shrink', empty), [true, true, true]);
  assert.deepEqual(passes(srcShrink, 'src-shrink', { ...empty, size1: '4000x3000' }), [true, false, true]);
  assert.deepEqual(passes(srcShrink, 'src-shrink', { ...empty, laterLive2: 48000000 }), [true, true, false]);
});

test('many-live: the ratio decides', () => {
  assert.deepEqual(passes(manyLive, 'many-live', { ratio: 2, many: 100000 }), [true]);
  assert.deepEqual(passes(manyLive, 'many-live', { ratio: 2.01, many: 100000 }), [false]);
});
