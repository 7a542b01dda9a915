'use strict';

// Careless programs: promises dropped, canvases drawn on themselves, workers killed in mid-decode.

const path = require('node:path');
const { Worker } = require('node:worker_threads');
const { memory } = require('../lib/rss.js');
const { readSources, sourceFile } = require('../lib/sources.js');
const { sleep, quiet, collect } = require('../lib/settle.js');
const { goal, judgeCases } = require('../lib/goals.js');
const ledger = require('../lib/ledger.js');

const COUNTS = {
  'abandoned decodes': 200,
  'abandoned encodes': 500,
  'canvas on canvas': 10000,
  'pixels out and in': 10000,
  'terminated workers': 50,
};

const SIDE = 256;
const QUIET_LIMIT_MS = 5 * 60 * 1000;
const IDLE_MS = 2000;
// A worker lives 0 to 30 ms after it said that its decodes begin.
const WORKER_LIVES_MS = 31;

function cases(engine, count) {
  return Object.entries(COUNTS).map(([id, full]) => (
    { id, gc: true, params: { id, count: Math.min(full, count ?? full) } }
  ));
}

/** Decodes that nobody waits for; their images are garbage from the start. */
function abandonDecodes(engine, count) {
  const photo = readSources(['jpeg']).get('jpeg');
  for (let i = 0; i < count; i += 1) engine.loadImage(photo);
}

/** Encodes that nobody waits for: ten of each canvas, which is repainted in between. */
function abandonEncodes(engine, count) {
  let canvas = null;
  for (let i = 0; i < count; i += 1) {
    if (i % 10 === 0) canvas = engine.createCanvas(1000, 750);
    const context = canvas.getContext('2d');
    context.fillStyle = `hsl(${i % 360}, 60%, 50%)`;
    context.fillRect(i % 400, i % 300, 500, 400);
    engine.encode(canvas, 'png');
  }
}

/** Two canvases drawn on each other and on themselves, none of it looked at before the end. */
function drawInCircles(engine, count) {
  const [first, second] = [0, 1].map(() => engine.createCanvas(SIDE, SIDE));
  const [a, b] = [first.getContext('2d'), second.getContext('2d')];
  a.fillStyle = '#48c';
  a.fillRect(0, 0, SIDE, SIDE);
  for (let i = 0; i < count; i += 1) {
    b.drawImage(first, 0, 0);
    a.drawImage(second, 0, 0);
    a.drawImage(first, 1, 1);
  }
  if (a.getImageData(SIDE - 1, SIDE - 1, 1, 1).data[3] !== 255) throw new Error('the picture was lost on the way');
}

function pixelsOutAndIn(engine, count) {
  const context = engine.createCanvas(SIDE, SIDE).getContext('2d');
  context.fillRect(0, 0, SIDE, SIDE);
  for (let i = 0; i < count; i += 1) {
    const pixels = context.getImageData(0, 0, SIDE, SIDE);
    pixels.data[0] = i & 255;
    context.putImageData(pixels, 0, 0);
  }
}

function killWorker(engine, life) {
  const worker = new Worker(path.join(__dirname, 'abuse-worker.js'), {
    workerData: { engine: engine.name, file: sourceFile('jpeg') },
  });
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', async () => {
      await sleep(life);
      await worker.terminate();
      resolve();
    });
  });
}

async function terminateWorkers(engine, count) {
  // 7 and 31 have no common divisor: every lifetime comes up, in no order.
  for (let i = 0; i < count; i += 1) await killWorker(engine, (i * 7) % WORKER_LIVES_MS);
}

const ACTS = {
  'abandoned decodes': abandonDecodes,
  'abandoned encodes': abandonEncodes,
  'canvas on canvas': drawInCircles,
  'pixels out and in': pixelsOutAndIn,
  'terminated workers': terminateWorkers,
};

async function run(engine, { id, count }) {
  let rejected = 0;
  process.on('unhandledRejection', () => { rejected += 1; });
  await collect();
  const start = memory().now;
  const baseline = ledger.read(engine);
  const began = performance.now();
  await ACTS[id](engine, count);
  const calls = performance.now() - began;
  const still = await quiet(QUIET_LIMIT_MS);
  if (!still) throw new Error(`still at work ${QUIET_LIMIT_MS / 1000} s after the last call`);
  const took = performance.now() - began;
  await sleep(IDLE_MS);
  const idle = memory();
  await collect();
  const after = { collected: memory().now, ...ledger.since(engine, baseline) };
  return { count, start, peak: idle.peak, idle: idle.now, calls, took, rejected, ...after };
}

function goals(results) {
  return judgeCases('abuse', results, (id, figures) => [
    goal(`abuse ${id}: no crash, ledger at zero, V8 told`, ledger.atRest(figures), ledger.describe(figures)),
  ]);
}

module.exports = {
  name: 'abuse',
  title: 'what careless programs do',
  cases,
  run,
  goals,
  figures: [
    ['count', 'times', 'count'],
    ['start', 'RSS before', 'MB'],
    ['peak', 'peak RSS', 'MB'],
    ['idle', 'RSS after idle', 'MB'],
    ['collected', 'RSS after gc()', 'MB'],
    ['calls', 'time in the calls', 'ms'],
    ['took', 'time until quiet', 'ms'],
    ['rejected', 'promises rejected unheard', 'count'],
    ...ledger.FIGURES,
  ],
};
