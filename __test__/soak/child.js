'use strict';

// One run of the soak, in a process of its own. Takes { seed, golden, keep, lanes, jobs, seconds, cut } from its parent,
// sends { jobs, pictures, refused, kinds, failures, left, peak }. With `cut` it ends itself in the middle of the work.

const { setTimeout: sleep } = require('node:timers/promises');

const { memoryUsage } = require('../../index.js');
const { Lanes } = require('./lanes.js');

// Decodes that nobody waits for may still run; the photo's takes the longest.
const REST_ROUNDS = 200;

function left() {
  const { live, bitmaps, reported, bytesByKind } = memoryUsage();
  return { live, bitmaps, reported, ...bytesByKind };
}

const isNothing = (usage) => Object.values(usage).every((value) => value === 0);

/** Collects until nothing is alive, a bounded number of times, and gives what still is. */
async function leftAfterCollecting() {
  for (let i = 0; i < REST_ROUNDS && !isNothing(left()); i += 1) {
    global.gc();
    await sleep(25);
  }
  return left();
}

function limitOf({ jobs, seconds }) {
  const end = Date.now() + seconds * 1000;
  return (index) => index < jobs && Date.now() < end;
}

async function soak(task) {
  const lanes = new Lanes(task);
  // As a program that ends while its workers and decodes are busy.
  if (task.cut !== null) setTimeout(() => process.exit(0), task.cut);
  await lanes.run(task.lanes, limitOf(task));
  const { jobs, pictures, refused, kinds, failures } = lanes;
  return { jobs, pictures, refused, kinds, failures, left: await leftAfterCollecting(), peak: process.resourceUsage().maxRSS * 1024 };
}

process.once('disconnect', () => process.exit(1));
process.once('message', async (task) => {
  const result = await soak(task);
  process.removeAllListeners('disconnect');
  process.send(result, () => process.disconnect());
});
