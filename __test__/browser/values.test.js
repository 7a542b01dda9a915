'use strict';

// What reading attributes, hit tests and errors answer, compared with what Chromium answered to record.js. Each
// file in `values` is a topic: `cases`, each the body of a function, `departures`, those that we answer
// otherwise, each with its reason, `within`, by how much numbers may differ, or `isNear`, which tells, and the
// `families` of `__test__/fonts` that the cases use.

const test = require('node:test');
const assert = require('node:assert/strict');
const api = require('../../index.js');
const { answer } = require('./answer.js');
const { registerFamilies } = require('../helpers/fonts.js');
const { makeGlobal } = require('../helpers/recorded.js');
const { topicNames } = require('./groups.js');

makeGlobal();

/** Whether answers are the same, but for numbers that are close. */
function isNear(ours, theirs, within) {
  if (typeof ours === 'number' && typeof theirs === 'number') return Math.abs(ours - theirs) <= within;
  if (!Array.isArray(ours) || !Array.isArray(theirs)) return JSON.stringify(ours) === JSON.stringify(theirs);
  return ours.length === theirs.length && ours.every((one, i) => isNear(one, theirs[i], within));
}

let count = 0;

for (const name of topicNames) {
  const topic = require(`./values/${name}.js`);
  const { cases, departures = {}, families = [], within = 0 } = topic;
  const near = topic.isNear ?? ((ours, theirs) => isNear(ours, theirs, within));
  const { answers } = require(`./values/${name}.json`);

  test(name, () => {
    registerFamilies(families);
    assert.deepEqual(Object.keys(answers).sort(), [...cases].sort());
    const unknown = Object.entries(departures).filter(([body, reason]) => !(body in answers) || !reason);
    assert.deepEqual(unknown, []);
    const wrong = cases
      .filter((body) => !(body in departures))
      .map((body) => ({ body, ours: answer(body, api.createCanvas), theirs: answers[body] }))
      .filter(({ ours, theirs }) => !near(ours, theirs));
    assert.deepEqual(wrong, []);
    count += cases.length;
  });
}

test('there are as many answers as the documentation says', () => {
  assert.ok(count >= 10500, `${count} answers`);
});
