'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { median, trend, steadyTrend } = require('../lib/stats.js');
const { readOptions } = require('../lib/options.js');
const { format, MB } = require('../lib/format.js');
const ledger = require('../lib/ledger.js');
const { unexplained } = require('../lib/unexplained.js');
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

test('the steady trend of an exact line is its slope, surely', () => {
  const line = [0, 1, 2, 3, 4].map((x) => [x, 2 * x]);
  assert.deepEqual(steadyTrend(line), { slope: 2, low: 2, high: 2 });
});

test('the steady trend keeps its slope when a few points at its end are far off', () => {
  const points = Array.from({ length: 20 }, (_, x) => [x, 3 * x + (x >= 17 ? 1000 : 0)]);
  assert.deepEqual(steadyTrend(points), { slope: 3, low: 3, high: 3 });
  assert.notEqual(Math.round(trend(points).slope), 3);
});

test('the steady trend has a range that grows with the noise', () => {
  // Five points: half of 10 slopes less and plus 1.96 x sqrt(5 x 4 x 15 / 18) ranks, so the first and last.
  const points = [[0, 0], [1, 4], [2, 0], [3, 4], [4, 0]];
  assert.deepEqual(steadyTrend(points), { slope: 0, low: -4, high: 4 });
});

test('steps that go on are a steady trend, and one step in the middle has a wide range', () => {
  const stairs = Array.from({ length: 20 }, (_, x) => [x, Math.floor(x / 4)]);
  const { slope, low: least } = steadyTrend(stairs);
  assert.ok(Math.abs(slope - 0.25) < 0.01 && least > 0.15);
  const step = Array.from({ length: 20 }, (_, x) => [x, x < 10 ? 0 : 1]);
  const { low, high } = steadyTrend(step);
  assert.ok(low === 0 && high > 0.05);
});

test('four points have no steady trend', () => {
  assert.deepEqual(steadyTrend([[0, 1], [1, 2], [2, 3], [3, 4]]), { slope: null, low: null, high: null });
});

test('what the ledger says is alive or kept is explained, and nothing is without a ledger', async () => {
  const said = await unexplained({ memoryUsage: () => ({ live: 3 * MB, pool: 2 * MB }) });
  assert.equal(said.rss - said.rest, 5 * MB);
  const silent = await unexplained({ memoryUsage: null });
  assert.equal(silent.rss, silent.rest);
});

test('a reading during which the ledger changed is taken again', async () => {
  const pools = [9 * MB, 4 * MB, 0, 0];
  const { rss, rest } = await unexplained({ memoryUsage: () => ({ live: 0, pool: pools.shift() }) });
  assert.equal(rss, rest);
  assert.equal(pools.length, 0);
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

test('churn: the plain runs are judged by what they keep, not by the slope', () => {
  assert.deepEqual(passes(churn, '1 in flight', { growth: 0, slope: 9 * MB, slopeError: 0 }), [true]);
  assert.deepEqual(passes(churn, '1 in flight', { growth: 31 * MB, slope: 0, slopeError: 0 }), [false]);
});

for (const [slope, low, high, verdict] of [
  [0, 0, 0, true],
  [51, 51, 51, false],
  [49, 40, 60, true],
  [51, 40, 60, false],
  [0, -100, 100, null],
  [-3000, -5000, -1000, true],
  [3000, 1000, 5000, false],
]) {
  test(`churn: a slope of ${slope} KB between ${low} and ${high} is judged ${verdict}`, () => {
    const figures = { samples: [], restSlope: slope * 1024, restLow: low * 1024, restHigh: high * 1024 };
    assert.deepEqual(passes(churn, '1 in flight without compiler', figures), [verdict]);
  });
}

test('churn: too few samples are no verdict', () => {
  const id = '1 in flight without compiler';
  assert.deepEqual(passes(churn, id, { samples: [], restSlope: null, restLow: null, restHigh: null }), [null]);
  assert.deepEqual(passes(churn, id, { samples: [] }), [null]);
});

test('churn: only the runs that judge the slope are without compiler, and sample in waves', () => {
  for (const { id, execArgv, params } of churn.cases('ours', null)) {
    const without = id.endsWith('without compiler');
    assert.deepEqual([Boolean(execArgv), Boolean(params.wave)], [without, without], id);
  }
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
