'use strict';

// How far our edges are from Chromium's, whose pictures record.js keeps beside this file. Both aim at
// the area that a shape covers of each pixel.

const test = require('node:test');
const assert = require('node:assert/strict');
const path = require('node:path');
const { meanDifference, recordedScenes } = require('../helpers/recorded.js');
const group = require('./scenes.js');

const scenes = recordedScenes(group, path.join(__dirname, 'pictures'));
const { names } = group;

// The mean absolute difference of red, green and blue over a picture, in levels of 255: the limit for
// each scene and for the mean of all.
const LIMIT = 0.3;

// Chromium draws lines up to a pixel wide, dashes, and many small or acute shapes by approximations of
// its own. Area itself (means of 8x8 samples a pixel) is 0.85, 1.1, 0.36, 0.31 and 0.31 away from it here.
const FARTHER = {
  'thin-rays': 1.2,
  'stroked-circles': 1.3,
  'small-circles': 0.5,
  'star-of-many-points': 0.5,
  'dashed-frame': 0.4,
};

test('the record has exactly the scenes', () => {
  scenes.assertComplete();
  assert.equal(names.length, 20);
});

test('edges look as in Chromium', async (t) => {
  const all = [];
  for (const name of names) {
    await t.test(name, async (t) => {
      const by = meanDifference(scenes.ours(name), await scenes.theirs(name));
      all.push(by);
      t.diagnostic(`${name}: mean difference ${by.toFixed(3)}`);
      const limit = FARTHER[name] ?? LIMIT;
      assert.ok(by <= limit, `the mean difference is ${by.toFixed(3)}, the limit ${limit}`);
    });
  }
  assert.equal(all.length, 20);
  const mean = all.reduce((sum, by) => sum + by, 0) / all.length;
  t.diagnostic(`mean of all: ${mean.toFixed(3)}`);
  assert.ok(mean <= LIMIT, `the mean of all scenes is ${mean.toFixed(3)}, the limit ${LIMIT}`);
});
