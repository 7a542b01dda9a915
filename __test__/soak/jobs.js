'use strict';

// The kinds of jobs. Each takes `{ random, check, budget, golden, keep, index }` and makes pictures in some way that a server
// might; what it finishes it gives to `check(key, bytes)`. What it starts and leaves must harm nobody.

const path = require('node:path');
const { Worker } = require('node:worker_threads');
const { setTimeout: sleep } = require('node:timers/promises');

const { Image, createCanvas, loadImage } = require('../../index.js');
const { FONT, fontKey, withFont } = require('./font.js');
const { NAMES, OUTPUTS, OUTPUT_NAMES, SOURCES, drawCard } = require('./pictures.js');

const WORKER = path.join(__dirname, 'worker.js');

// The photo takes a hundred times the others' time: often enough to be hit in the middle, seldom enough to let them by.
const sourceOf = (random) => (random.once(12) ? 'photo' : random.pick(NAMES));

/** Draws what is recorded so far, or doesn't. The picture must not show which. */
const looker = (random) => (ctx) => {
  if (random.once(3)) ctx.getImageData(0, 0, 1, 1);
};

/** What may happen to a canvas once its encoding has been asked for. The file shows what was there before. */
const AFTERWARDS = [
  () => {},
  (canvas) => canvas.dispose(),
  (canvas) => { canvas.width = 0; },
  (canvas) => { canvas.height = 700; },
  (canvas) => canvas.getContext('2d').reset(),
  (canvas) => { canvas.getContext('2d').drawImage(canvas, 20, 20); canvas.data(); },
];

/** Asks for one output, disturbs the canvas, and gives the bytes that come. Nothing here holds the canvas then. */
function output(canvas, name, random) {
  const bytes = OUTPUTS[name](canvas);
  // Pixels are there already; a promise settles later, also when the budget refuses what follows.
  if (bytes instanceof Promise) bytes.catch(() => {});
  random.pick(AFTERWARDS)(canvas);
  return bytes;
}

async function card({ random, check }) {
  const source = sourceOf(random);
  const name = random.pick(OUTPUT_NAMES);
  const image = await loadImage(SOURCES.get(source));
  const canvas = drawCard(image, undefined, looker(random));
  if (random.once(2)) image.dispose();
  check(`${source}/${name}`, await output(canvas, name, random));
}

/** Every way out of one canvas at once. */
async function all({ random, check }) {
  const source = sourceOf(random);
  const image = await loadImage(SOURCES.get(source));
  const canvas = drawCard(image, undefined, looker(random));
  image.dispose();
  const made = await Promise.all(OUTPUT_NAMES.map((name) => OUTPUTS[name](canvas)));
  made.forEach((bytes, i) => check(`${source}/${OUTPUT_NAMES[i]}`, bytes));
  check(`${source}/png`, canvas.encodeSync('png'));
  check(`${source}/jpeg`, canvas.toBuffer('image/jpeg', 80));
}

/** A decode whose signal fires before, while, or after it runs. */
async function abort({ random, check }) {
  const source = random.once(2) ? 'photo' : sourceOf(random);
  const controller = new AbortController();
  const loading = loadImage(SOURCES.get(source), { signal: controller.signal });
  loading.catch(() => {});
  if (random.once(4)) controller.abort();
  else setTimeout(() => controller.abort(), random.below(40));
  try {
    check(`${source}/pixels`, drawCard(await loading).data());
  } catch (error) {
    if (error.name !== 'AbortError') throw error;
  }
}

/** Draws an image that is still being decoded, and takes it away at once. */
async function early({ random, check }) {
  const source = sourceOf(random);
  const image = new Image();
  image.onerror = () => {};
  image.src = SOURCES.get(source);
  const canvas = drawCard(image, undefined, looker(random));
  if (random.once(2)) image.dispose();
  else image.src = SOURCES.get(random.pick(NAMES));
  const name = random.pick(OUTPUT_NAMES);
  check(`${source}/${name}`, await output(canvas, name, random));
}

/** One image, its source changed again and again: the last one counts. */
async function changing({ random, check }) {
  const image = new Image();
  image.onerror = () => {};
  const sources = Array.from({ length: 2 + random.below(4) }, () => sourceOf(random));
  for (const source of sources) {
    image.src = SOURCES.get(source);
    if (random.once(2)) await sleep(random.below(4));
  }
  await image.decode();
  check(`${sources.at(-1)}/pixels`, drawCard(image).data());
}

/** Starts decodes and encodes and leaves all of them for the collector. */
async function drop({ random }) {
  for (let i = 0; i < 4; i += 1) {
    loadImage(SOURCES.get(sourceOf(random))).then((image) => drawCard(image).encode('webp')).catch(() => {});
    const canvas = createCanvas(1 + random.below(400), 1 + random.below(400));
    canvas.getContext('2d').fillRect(0, 0, 50, 50);
    canvas.encode(random.pick(['png', 'jpeg', 'webp'])).catch(() => {});
    if (random.once(3)) canvas.dispose();
  }
  if (random.once(4)) global.gc();
}

/** Text in a font that is registered for this job alone. */
async function font({ random, check, index }) {
  await withFont(`Soak ${index}`, async (family) => {
    const image = await loadImage(SOURCES.get(FONT.source));
    const canvas = drawCard(image, family, looker(random));
    const name = random.pick(OUTPUT_NAMES);
    check(`${fontKey}/${name}`, await output(canvas, name, random));
  });
}

async function budget({ random, budget: windows }) {
  await windows.exhaust(random.below(1 << 20), random.below(20));
}

const ended = (worker) => new Promise((resolve, reject) => {
  worker.once('error', reject);
  worker.once('exit', resolve);
});

/** A thread that makes cards of its own: to its end, or terminated somewhere on the way. */
async function worker({ random, golden, keep, index }) {
  const thread = new Worker(WORKER, { workerData: { seed: index, jobs: 1 + random.below(12), golden, keep } });
  let failure = null;
  thread.on('message', (message) => { failure ??= message; });
  const end = ended(thread);
  if (random.once(3)) await end;
  else await Promise.all([end, sleep(random.below(300)).then(() => thread.terminate())]);
  if (failure !== null) throw new Error(`in a worker: ${failure}`);
}

const KINDS = { card, all, abort, early, changing, drop, font, budget, worker };
// How often each comes, of the sum. Workers cost most: each loads the library once more.
const SHARES = { card: 50, all: 10, abort: 12, early: 16, changing: 8, drop: 8, font: 6, budget: 3, worker: 2 };
const DECK = Object.entries(SHARES).flatMap(([kind, share]) => new Array(share).fill(kind));

module.exports = { KINDS, DECK };
