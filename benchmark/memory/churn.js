'use strict';

// A server's day: decode, draw, encode, over and over, with 1 and with 32 requests in flight.

const { memory } = require('../lib/rss.js');
const { readSources } = require('../lib/sources.js');
const { sleep, collect } = require('../lib/settle.js');
const { trend } = require('../lib/stats.js');
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

function lastHalf(samples, total) {
  return samples.filter(([thousands]) => thousands * 1000 > total / 2);
}

async function run(engine, { total, inFlight }) {
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

async function afterGc(engine, baseline) {
  await collect();
  return { collected: memory().now, ...ledger.since(engine, baseline) };
}

function judge(id, figures) {
  if ('bitmaps' in figures) {
    const got = ledger.describe(figures);
    return [goal(`churn ${id}: ledger at zero`, ledger.atRest(figures), got)];
  }
  const idle = goal(`churn ${id}: idle RSS within 30 MB of that after the first ${WARM_UP}`,
    figures.growth <= IDLE_GROWTH_LIMIT, format('MB', figures.growth));
  return [idle, judgeSlope(id, figures)];
}

function judgeSlope(id, { slope, slopeError }) {
  const text = `churn ${id}: slope below 50 KB per 1,000`;
  if (slope === null) return unjudged(text, 'too few samples');
  const got = `${format('rate', slope)} ± ${format('rate', slopeError)}`;
  // Requests in flight make RSS swing by tens of MB. A slope that may be all noise is no verdict.
  const surelyBelow = slope + slopeError < SLOPE_LIMIT;
  const surelyAbove = slope - slopeError >= SLOPE_LIMIT;
  if (slopeError > SLOPE_LIMIT && !surelyBelow && !surelyAbove) return unjudged(text, `too noisy: ${got}`);
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
    ['slope', 'slope per 1,000 (last half)', 'rate'],
    ['slopeError', '± (two standard errors)', 'rate'],
    ['took', 'time', 'seconds'],
    ['encoded', 'bytes encoded', 'count'],
    ['collected', 'RSS after gc()', 'MB'],
    ...ledger.FIGURES,
  ],
};
