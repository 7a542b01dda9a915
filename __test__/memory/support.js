'use strict';

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');

const canvas = require('../../index.js');

const FIXTURES = path.join(__dirname, '..', 'fixtures');
const fixture = (name) => fs.readFileSync(path.join(FIXTURES, name));

/** Collects until nothing changes any more: finalizers run in later turns of the event loop. */
async function collect() {
  assert.equal(typeof global.gc, 'function', 'these tests need --expose-gc');
  let before;
  for (let round = 0; round < 50; round++) {
    global.gc();
    await sleep(10);
    const { live, bitmaps } = canvas.memoryUsage();
    const now = `${live} ${bitmaps}`;
    if (round > 3 && now === before) return;
    before = now;
  }
}

/** Nothing is alive, and V8 was told exactly that. */
async function assertNothingLives() {
  await collect();
  const { live, bitmaps, bytesByKind, reported } = canvas.memoryUsage();
  assert.deepEqual({ bitmaps, live, reported, bytesByKind }, {
    bitmaps: 0,
    live: 0,
    reported: 0,
    bytesByKind: { pixels: 0, encoded: 0, input: 0, display: 0, scratch: 0, font: 0 },
  });
}

/** A picture of noise, which no encoder makes small, as a file. */
function noise(width, height, format = 'jpeg', options = undefined) {
  const picture = canvas.createCanvas(width, height);
  const context = picture.getContext('2d');
  const data = context.createImageData(width, height);
  let seed = 1;
  for (let i = 0; i < data.data.length; i++) {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    data.data[i] = i % 4 === 3 ? 255 : seed >> 16;
  }
  context.putImageData(data, 0, 0);
  const bytes = picture.encodeSync(format, options);
  picture.dispose();
  return bytes;
}

/** Runs a script in a process of its own, with default flags, and parses what it prints. */
function inChild(script, { timeout = 120_000 } = {}) {
  const source = `const canvas = require(${JSON.stringify(path.join(__dirname, '..', '..'))});
    const peakMegabytes = () => process.resourceUsage().maxRSS / 1024;
    const rssMegabytes = () => process.memoryUsage.rss() / 2 ** 20;
    ${script}`;
  const output = execFileSync(process.execPath, ['-e', source], { encoding: 'utf8', timeout });
  return JSON.parse(output);
}

module.exports = { assertNothingLives, canvas, collect, fixture, FIXTURES, inChild, noise };
