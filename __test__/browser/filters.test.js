'use strict';

// How far our filters are from Chromium's, whose pictures record.js keeps beside this file.

const test = require('node:test');
const assert = require('node:assert/strict');
const path = require('node:path');
const { meanDifference, recordedScenes } = require('../helpers/recorded.js');
const group = require('./filter-scenes.js');

const scenes = recordedScenes(group, path.join(__dirname, 'filter-pictures'));
const { SIDE, names } = group;

// The mean absolute difference of red, green and blue over a picture, in levels of 255.
const MEAN = 0.5;
// A pixel is bad when a channel of it differs by more levels than this from the same pixel of Chromium's and
// from each of its neighbours …
const LEVELS = 16;
// … and so many percent may be bad.
const BAD = 0.3;
// Three translucent layers over all of the picture, each of which Chromium composites rounding up; a blur that it
// makes on a smaller picture, as we do, but another one; and twice as many edges, which it anti-aliases by
// approximations of its own.
const FARTHER = { 'blur-40px': { mean: 0.8 }, 'blur-150px': { mean: 0.7 }, 'drop-shadow-hard': { bad: 0.5 } };

/** The largest difference of two pixels' channels. */
function distance(a, i, b, j) {
  return Math.max(Math.abs(a[i] - b[j]), Math.abs(a[i + 1] - b[j + 1]), Math.abs(a[i + 2] - b[j + 2]));
}

function isBad(a, b, x, y) {
  const at = (y * SIDE + x) * 4;
  for (let ny = Math.max(y - 1, 0); ny <= Math.min(y + 1, SIDE - 1); ny += 1) {
    for (let nx = Math.max(x - 1, 0); nx <= Math.min(x + 1, SIDE - 1); nx += 1) {
      if (distance(a, at, b, (ny * SIDE + nx) * 4) <= LEVELS) return false;
    }
  }
  return true;
}

function badPercent(a, b) {
  let bad = 0;
  for (let y = 0; y < SIDE; y += 1) {
    for (let x = 0; x < SIDE; x += 1) bad += isBad(a, b, x, y) ? 1 : 0;
  }
  return (bad * 100) / (SIDE * SIDE);
}

test('the record has exactly the scenes', () => {
  scenes.assertComplete();
  assert.ok(names.length >= 25);
});

test('filters look as in Chromium', async (t) => {
  for (const name of names) {
    await t.test(name, async (t) => {
      const [mine, theirs] = [scenes.ours(name), await scenes.theirs(name)];
      const [mean, bad] = [meanDifference(mine, theirs), badPercent(mine, theirs)];
      t.diagnostic(`${name}: mean difference ${mean.toFixed(3)}, ${bad.toFixed(2)} % bad`);
      const limit = { mean: MEAN, bad: BAD, ...FARTHER[name] };
      assert.ok(mean <= limit.mean, `the mean difference is ${mean.toFixed(3)}, the limit ${limit.mean}`);
      assert.ok(bad <= limit.bad, `${bad.toFixed(2)} % of the pixels are bad, the limit ${limit.bad}`);
    });
  }
});
