'use strict';

// What reading attributes, hit tests and errors answer, compared with what Chromium answered to record.js. Each
// file in `values` is a topic: `cases`, each the body of a function, and `departures`, those that we answer
// otherwise, each with its reason.

const test = require('node:test');
const assert = require('node:assert/strict');
const api = require('../../index.js');
const { answer } = require('./answer.js');
const { topicNames } = require('./groups.js');

// The browser's globals.
for (const [name, value] of Object.entries(api)) {
  if (typeof value === 'function' && /^[A-Z]/.test(name)) globalThis[name] = value;
}

let count = 0;

for (const name of topicNames) {
  const { cases, departures = {} } = require(`./values/${name}.js`);
  const { answers } = require(`./values/${name}.json`);

  test(name, () => {
    assert.deepEqual(Object.keys(answers).sort(), [...cases].sort());
    const unknown = Object.entries(departures).filter(([body, reason]) => !(body in answers) || !reason);
    assert.deepEqual(unknown, []);
    const wrong = cases
      .filter((body) => !(body in departures))
      .map((body) => ({ body, ours: answer(body, api.createCanvas), theirs: answers[body] }))
      .filter(({ ours, theirs }) => JSON.stringify(ours) !== JSON.stringify(theirs));
    assert.deepEqual(wrong, []);
    count += cases.length;
  });
}

test('there are as many answers as the documentation says', () => {
  assert.ok(count >= 256, `${count} answers`);
});
