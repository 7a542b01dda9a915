'use strict';

// How far our pictures are from Chromium's, which record.js keeps in `pictures`. Each file in `scenes` is a group
// of scenes with the limits it is held to.

const test = require('node:test');
const assert = require('node:assert/strict');
const path = require('node:path');
const { badPercent, makeGlobal, meanDifference, recordedScenes } = require('../helpers/recorded.js');
const { ssim } = require('../helpers/ssim.js');
const { groupNames } = require('./groups.js');

makeGlobal();

// What each scene's picture was off by: [group, mean, ssim].
const measured = [];

/** How far our picture of a scene is. */
async function measure(scenes, group, name) {
  const [mine, theirs] = [await scenes.ours(name), await scenes.theirs(name)];
  const size = group.sizeOf(name);
  return { mean: meanDifference(mine, theirs), bad: badPercent(mine, theirs, size), alike: ssim(mine, theirs, ...size) };
}

for (const groupName of groupNames) {
  const group = require(`./scenes/${groupName}.js`);
  const scenes = recordedScenes(group, path.join(__dirname, 'pictures', groupName));

  test(groupName, async (t) => {
    scenes.assertComplete();
    const unknown = Object.entries(group.farther).filter(([name, { reason }]) => !group.names.includes(name) || !reason);
    assert.deepEqual(unknown, []);
    for (const name of group.names) {
      await t.test(name, async (t) => {
        const { mean, bad, alike } = await measure(scenes, group, name);
        t.diagnostic(`${groupName}/${name}: mean difference ${mean.toFixed(3)}, ${bad.toFixed(2)} % bad, ssim ${alike.toFixed(4)}`);
        measured.push([groupName, mean, alike]);
        const limit = group.limitsOf(name);
        assert.ok(mean <= limit.mean, `the mean difference is ${mean.toFixed(3)}, the limit ${limit.mean}`);
        assert.ok(alike >= limit.ssim, `the pictures are alike by ${alike.toFixed(4)}, at least ${limit.ssim} is asked`);
        assert.ok(bad <= limit.bad, `${bad.toFixed(2)} % of the pixels are bad, the limit is ${limit.bad}`);
      });
    }
  });
}

test('anti-aliasing is near in the mean of all scenes of edges', (t) => {
  const means = measured.filter(([group]) => group === 'edges').map(([, mean]) => mean);
  assert.equal(means.length, 20);
  const mean = means.reduce((sum, by) => sum + by, 0) / means.length;
  t.diagnostic(`mean of all: ${mean.toFixed(3)}`);
  assert.ok(mean <= 0.3, `the mean of all scenes is ${mean.toFixed(3)}`);
});

test('text is like the browser’s in the median of all its scenes', (t) => {
  const alike = measured.filter(([group]) => group.startsWith('text-')).map(([, , by]) => by).sort((a, b) => a - b);
  assert.ok(alike.length >= 66, `${alike.length} scenes`);
  const median = alike[Math.floor(alike.length / 2)];
  t.diagnostic(`median of all: ${median.toFixed(5)}`);
  assert.ok(median > 0.999, `the median is ${median.toFixed(5)}`);
});

test('there are as many scenes as the documentation says', () => {
  assert.ok(measured.length >= 480, `${measured.length} scenes`);
});
