'use strict';

// Does a canvas cost more to make when many others are alive? A collector of any kind must not
// walk over everything that lives each time something is made.

const { memory } = require('../lib/rss.js');
const { mean, median } = require('../lib/stats.js');
const { goal, judgeCases } = require('../lib/goals.js');

const FEW = 100;
const MANY = 100000;
const MEASURED = 2000;
const SIDE = 16;
// While the crowd is built the event loop turns once per so many.
const TURN_EVERY = 1000;

const RATIO_LIMIT = 2;

function cases(engine, count) {
  return [{ id: 'many-live', params: { many: Math.max(FEW, count ?? MANY) } }];
}

/** A canvas that owns pixels: painted, and looked at. */
function createOne(engine) {
  const canvas = engine.createCanvas(SIDE, SIDE);
  const context = canvas.getContext('2d');
  context.fillRect(0, 0, SIDE, SIDE);
  context.getImageData(0, 0, 1, 1);
  return canvas;
}

async function growTo(live, size, engine) {
  while (live.length < size) {
    live.push(createOne(engine));
    if (live.length % TURN_EVERY === 0) await new Promise(setImmediate);
  }
}

/** Times of single creations in microseconds; the canvases are dropped at once. */
async function measure(engine) {
  const times = [];
  for (let i = 0; i < MEASURED; i += 1) {
    const began = performance.now();
    createOne(engine);
    times.push((performance.now() - began) * 1000);
    if (i % TURN_EVERY === 0) await new Promise(setImmediate);
  }
  return { median: median(times), mean: mean(times), worst: Math.max(...times) };
}

async function run(engine, { many }) {
  const live = [];
  await growTo(live, FEW, engine);
  // Once for the compiler's sake, then for the record.
  await measure(engine);
  const few = await measure(engine);
  const before = memory().now;
  await growTo(live, many, engine);
  const crowd = await measure(engine);
  return {
    many: live.length, fewMedian: few.median, crowdMedian: crowd.median, ratio: crowd.median / few.median,
    fewMean: few.mean, crowdMean: crowd.mean, meanRatio: crowd.mean / few.mean, worst: crowd.worst,
    each: many > FEW ? Math.round((memory().now - before) / (many - FEW)) : null, peak: memory().peak,
  };
}

function goals(results) {
  return judgeCases('many-live', results, (id, { ratio, many }) => [
    goal(`many-live: a creation with ${many} live takes at most ${RATIO_LIMIT} times that with ${FEW}`,
      ratio <= RATIO_LIMIT, ratio.toFixed(2)),
  ]);
}

module.exports = {
  name: 'many-live',
  title: `one more ${SIDE}x${SIDE} canvas with ${FEW} and with ${MANY} live, over ${MEASURED} creations each`,
  cases,
  run,
  goals,
  figures: [
    ['many', 'live in the crowd', 'count'],
    ['fewMedian', `median with ${FEW} live`, 'us'],
    ['crowdMedian', 'median in the crowd', 'us'],
    ['ratio', 'ratio of medians', 'ratio'],
    ['fewMean', `mean with ${FEW} live`, 'us'],
    ['crowdMean', 'mean in the crowd', 'us'],
    ['meanRatio', 'ratio of means', 'ratio'],
    ['worst', 'slowest in the crowd', 'us'],
    ['each', 'bytes of RSS per live canvas', 'count'],
    ['peak', 'peak RSS', 'MB'],
  ],
};
