'use strict';

// How far our pictures are from Chromium's, which record.js keeps in `pictures`. Each file in `scenes` is a group
// of scenes with the limits it is held to.

const test = require('node:test');
const assert = require('node:assert/strict');
const path = require('node:path');
const { badPercent, makeGlobal, meanDifference, recordedScenes } = require('../helpers/recorded.js');
const { groupNames } = require('./groups.js');

makeGlobal();

// What each scene's picture was off by: [group, mean].
const measured = [];

for (const groupName of groupNames) {
  const group = require(`./scenes/${groupName}.js`);
  const scenes = recordedScenes(group, path.join(__dirname, 'pictures', groupName));

  test(groupName, async (t) => {
    scenes.assertComplete();
    const unknown = Object.entries(group.farther).filter(([name, { reason }]) => !group.names.includes(name) || !reason);
    assert.deepEqual(unknown, []);
    for (const name of group.names) {
      await t.test(name, async (t) => {
        const [mine, theirs] = [await scenes.ours(name), await scenes.theirs(name)];
        const [mean, bad] = [meanDifference(mine, theirs), badPercent(mine, theirs)];
        t.diagnostic(`${groupName}/${name}: mean difference ${mean.toFixed(3)}, ${bad.toFixed(2)} % bad`);
        measured.push([groupName, mean]);
        const limit = group.limitsOf(name);
        assert.ok(mean <= limit.mean, `the mean difference is ${mean.toFixed(3)}, the limit ${limit.mean}`);
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

test('there are as many scenes as the documentation says', () => {
  assert.ok(measured.length >= 55, `${measured.length} scenes`);
});
