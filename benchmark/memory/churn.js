'use strict';

// A server's day: decode, draw, encode, over and over, with 1 and with 32 requests in flight.

const { memory } = require('../lib/rss.js');
const { unexplained } = require('../lib/unexplained.js');
const { readSources } = require('../lib/sources.js');
const { sleep, collect } = require('../lib/settle.js');
const { trend, steadyTrend, median } = require('../lib/stats.js');
const { goal, unjudged, judgeCases } = require('../lib/goals.js');
const { format, MB } = require('../lib/format.js');
const ledger = require('../lib/ledger.js');

const COUNT = 2000;
// The runs with gc() look at the ledger, which needs no long run.
const GC_SHARE = 5;
const WARM_UP = 50;
// A multiple of the 8 (without WebP 6) requests after which picture and format repeat, so that with one
// in flight each sample is taken after the same kind of request.
const SAMPLE_EVERY = 24;
const SETTLE_MS = 1000;
const IDLE_MS = 5000;

// V8 compiles hot code on threads of its own, whose first use of the C library's heap costs about 1 MB
// each, up to four times in the first thousands of requests. Without its compilers that is gone.
const NO_COMPILER = ['--no-opt', '--no-sparkplug'];
// Runs that judge the slope rest after so many requests, when nothing is in flight, and sample then.
// Both are multiples of the 8 after which requests repeat. 64 lets each of 32 lanes work twice.
const WAVE_ONE = 48;
const WAVE_MANY = 64;
// Long enough for the pool of free pages to be given back, and for V8 to sweep.
const REST_MS = 1000;

// An Open Graph card, what such servers mostly draw.
const WIDTH = 1200;
const HEIGHT = 630;

const IDLE_GROWTH_LIMIT = 30 * MB;
const SLOPE_LIMIT = 50 * 1024;

function cases(engine, count) {
  const total = count ?? COUNT;
  const short = Math.max(WARM_UP, Math.ceil(total / GC_SHARE));
  return [
    { id: '1 in flight', params: { total, inFlight: 1 } },
    { id: '32 in flight', params: { total, inFlight: 32 } },
    { id: '1 in flight without compiler', execArgv: NO_COMPILER, params: { total, inFlight: 1, wave: WAVE_ONE } },
    { id: '32 in flight without compiler', execArgv: NO_COMPILER, params: { total, inFlight: 32, wave: WAVE_MANY } },
    { id: '1 in flight with gc()', gc: true, params: { total: short, inFlight: 1 } },
    { id: '32 in flight with gc()', gc: true, params: { total: short, inFlight: 32 } },
  ];
}

/** One request: number `index` decides the picture and the output format. */
async function request(engine, sources, index) {
  const image = await engine.loadImage(sources[index % sources.length]);
  const canvas = engine.createCanvas(WIDTH, HEIGHT);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0, WIDTH, HEIGHT);
  context.fillStyle = 'rgba(20, 40, 80, 0.6)';
  context.fillRect(0, HEIGHT - 120, WIDTH, 120);
  // The format changes once per round of pictures, so that each picture meets both.
  const type = Math.floor(index / sources.length) % 2 ? 'jpeg' : 'png';
  return (await engine.encode(canvas, type)).length;
}

/** Runs requests `from` to `to`, `inFlight` at a time; calls `done(bytes)` after each. Resolves to the time taken. */
async function requests(engine, sources, { from, to, inFlight }, done) {
  const began = performance.now();
  let next = from;
  const lane = async () => {
    while (next < to) {
      const index = next;
      next += 1;
      done(await request(engine, sources, index));
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  return performance.now() - began;
}

/** Counts requests and samples RSS every so many of them. */
function sampler() {
  const seen = { done: 0, bytes: 0, samples: [] };
  const tick = (bytes) => {
    seen.done += 1;
    seen.bytes += bytes;
    if (seen.done % SAMPLE_EVERY === 0) seen.samples.push([seen.done / 1000, memory().now]);
  };
  return { seen, tick };
}

/** Samples of the last half; the first number of each is thousands of requests. */
function lastHalf(samples, total) {
  return samples.filter(([thousands]) => thousands * 1000 > total / 2);
}

/** Runs and samples without a pause: what a server sees. */
async function runOn(engine, { total, inFlight }) {
  const sources = [...readSources(engine.decodes).values()];
  const start = memory().now;
  const baseline = ledger.read(engine);
  const warm = Math.min(WARM_UP, total);
  const { seen, tick } = sampler();
  const warmTook = await requests(engine, sources, { from: 0, to: warm, inFlight }, tick);
  await sleep(SETTLE_MS);
  const first = memory().now;
  const took = warmTook + await requests(engine, sources, { from: warm, to: total, inFlight }, tick);
  await sleep(IDLE_MS);
  const idle = memory();
  const { slope, error } = trend(lastHalf(seen.samples, total));
  const figures = {
    kinds: sources.length, done: seen.done, start, first, peak: idle.peak, idle: idle.now, growth: idle.now - first,
    slope, slopeError: error === null ? null : 2 * error, took, encoded: seen.bytes,
  };
  return globalThis.gc ? { ...figures, ...(await afterGc(engine, baseline)) } : figures;
}

/** Runs in waves and samples between them: what of RSS grows that the ledger does not explain. */
async function runWaves(engine, { total, inFlight, wave }) {
  const sources = [...readSources(engine.decodes).values()];
  const start = memory().now;
  const seen = { kinds: sources.length, done: 0, start, took: 0, encoded: 0, samples: [] };
  while (seen.done < total) {
    const to = Math.min(seen.done + wave, total);
    seen.took += await requests(engine, sources, { from: seen.done, to, inFlight }, (bytes) => { seen.encoded += bytes; });
    seen.done = to;
    await sleep(REST_MS);
    const { rss, rest } = await unexplained(engine);
    seen.samples.push([to / 1000, rest, rss]);
  }
  return { ...seen, peak: memory().peak, ...restOf(lastHalf(seen.samples, total)) };
}

/** The trend of what is not explained, and how much it was on both sides of the last half. */
function restOf(samples) {
  if (samples.length < 2) return {};
  const middle = samples.length >> 1;
  const typical = (part) => median(part.map(([, rest]) => rest));
  const { slope, low, high } = steadyTrend(samples);
  return {
    restThird: typical(samples.slice(0, middle)), restFourth: typical(samples.slice(middle)),
    restSlope: slope, restLow: low, restHigh: high,
  };
}

function run(engine, params) {
  return params.wave ? runWaves(engine, params) : runOn(engine, params);
}

async function afterGc(engine, baseline) {
  await collect();
  return { collected: memory().now, ...ledger.since(engine, baseline) };
}

function judge(id, figures) {
  if ('bitmaps' in figures) {
    const got = ledger.describe(figures);
    return [goal(`churn ${id}: ledger at zero`, ledger.atRest(figures), got)];
  }
  if ('samples' in figures) return [judgeSlope(id, figures)];
  return [goal(`churn ${id}: idle RSS within 30 MB of that after the first ${WARM_UP}`,
    figures.growth <= IDLE_GROWTH_LIMIT, format('MB', figures.growth))];
}

function judgeSlope(id, { restSlope: slope, restLow: low, restHigh: high }) {
  const text = `churn ${id}: slope of what the ledger does not explain below 50 KB per 1,000`;
  if (slope === undefined || slope === null) return unjudged(text, 'too few samples');
  const got = `${format('rate', slope)}, 95 % between ${format('rate', low)} and ${format('rate', high)}`;
  // A range wider than the limit that has the limit in it may be all noise, and is no verdict.
  const straddles = low < SLOPE_LIMIT && high >= SLOPE_LIMIT;
  if (straddles && high - low > SLOPE_LIMIT) return unjudged(text, `too noisy: ${got}`);
  return goal(text, slope < SLOPE_LIMIT, got);
}

function goals(results) {
  return judgeCases('churn', results, judge);
}

module.exports = {
  name: 'churn',
  title: `${COUNT} requests (gc() runs: ${COUNT / GC_SHARE}): decode JPEG 12 MP, PNG, WebP, SVG in turn, draw on ${WIDTH}x${HEIGHT}, encode`,
  cases,
  run,
  goals,
  figures: [
    ['done', 'requests', 'count'],
    ['kinds', 'kinds of picture read', 'count'],
    ['start', 'RSS before', 'MB'],
    ['first', `RSS after the first ${WARM_UP}`, 'MB'],
    ['peak', 'peak RSS', 'MB'],
    ['idle', 'RSS after 5 s idle', 'MB'],
    ['growth', `idle over first ${WARM_UP}`, 'MB'],
    ['slope', 'slope of RSS per 1,000 (last half)', 'rate'],
    ['slopeError', '± (two standard errors)', 'rate'],
    ['restThird', 'RSS less the ledger, third quarter', 'MB'],
    ['restFourth', 'RSS less the ledger, last quarter', 'MB'],
    ['restSlope', 'its slope per 1,000 (last half)', 'rate'],
    ['restLow', '95 % above', 'rate'],
    ['restHigh', '95 % below', 'rate'],
    ['took', 'time', 'seconds'],
    ['encoded', 'bytes encoded', 'count'],
    ['collected', 'RSS after gc()', 'MB'],
    ...ledger.FIGURES,
  ],
};
