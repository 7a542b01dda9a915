'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { readOptions } = require('../load/options.js');
const { combined, judge, otherPicture } = require('../load/judge.js');
const { loadTable } = require('../load/table.js');
const { figuresOf } = require('../load/run.js');
const { Subject } = require('../load/subject.js');
const { MB } = require('../lib/format.js');

const KNOWN = { engines: ['ours', 'canvas'] };
const PLAIN = {
  answers: 100, rate: 10, p50: 90, p99: 120, delay: 5, delayMax: 9, cpu: 50, start: 60 * MB, peak: 90 * MB, idle: 80 * MB,
  kept: 20 * MB, live: 0, picture: [0, 0],
};
const ok = (change) => ({ end: 'ok', detail: null, figures: { ...PLAIN, ...change } });
const verdicts = (count, byEngine) => judge(count, byEngine).map(({ pass }) => pass);

test('options have defaults', () => {
  const { connections, engines, seconds, idle, rounds, explicit } = readOptions([], KNOWN);
  assert.deepEqual({ connections, engines, seconds, idle, rounds, explicit }, {
    connections: [1, 16, 64], engines: ['ours', 'canvas'], seconds: 10, idle: 5, rounds: 1, explicit: false,
  });
});

test('options are read, twice the same counts once', () => {
  const { connections, engines, explicit } = readOptions(['--connections', '4,4,9', '--engines', 'ours'], KNOWN);
  assert.deepEqual({ connections, engines, explicit }, { connections: [4, 9], engines: ['ours'], explicit: true });
});

test('options that mean nothing are refused', () => {
  const bad = [['--seconds', '0'], ['--seconds', '1.5'], ['--connections', '1,'], ['--connections', '2000'], ['--engines', 'x'], ['--what', '1']];
  for (const argv of bad) assert.throws(() => readOptions(argv, KNOWN), Error, argv.join(' '));
});

test('the figures of several rounds are medians, and one bad round is the result', () => {
  assert.equal(combined([ok({ rate: 1 }), ok({ rate: 9 }), ok({ rate: 2 })]).figures.rate, 2);
  assert.equal(combined([ok({ p50: null }), ok({ p50: 7 })]).figures.p50, 7);
  assert.equal(combined([ok({ p50: null })]).figures.p50, null);
  const bad = { end: 'killed by SIGSEGV', figures: null, detail: '' };
  assert.equal(combined([ok(), bad]), bad);
});

test('requests are held to twice the better peer', () => {
  const peers = { a: ok({ rate: 5 }), b: ok({ rate: 2 }) };
  assert.deepEqual(verdicts(1, { ours: ok({ rate: 10 }), ...peers }), [true, true]);
  assert.deepEqual(verdicts(1, { ours: ok({ rate: 9.9 }), ...peers }), [false, true]);
});

test('the delay is judged at 64, to a fifth of the better peer', () => {
  const peers = { a: ok({ rate: 5, delay: 100 }), b: ok({ rate: 5, delay: 500 }) };
  assert.deepEqual(verdicts(64, { ours: ok({ delay: 20 }), ...peers }), [true, true, true]);
  assert.deepEqual(verdicts(64, { ours: ok({ delay: 21 }), ...peers }), [true, false, true]);
});

test('30 MB may be kept', () => {
  assert.deepEqual(verdicts(1, { ours: ok({ kept: 30 * MB }) }), [null, true]);
  assert.deepEqual(verdicts(1, { ours: ok({ kept: 31 * MB }) }), [null, false]);
});

test('a peer that failed is no peer; failing ourselves is a missed goal', () => {
  const failed = { end: '3 errors', figures: null, detail: '3 errors' };
  assert.deepEqual(verdicts(64, { ours: ok(), a: failed }), [null, null, true]);
  assert.deepEqual(verdicts(64, { ours: failed, a: ok() }), [false]);
  assert.match(loadTable([{ connections: 64, byEngine: { a: failed } }]), /64 \| a \| 3 errors \| –/);
});

test('another picture is seen, the same is not', () => {
  assert.equal(otherPicture({ ours: ok({ picture: [0, 0] }), a: ok({ picture: [3, 3] }) }), null);
  assert.equal(otherPicture({ ours: ok({ picture: [0, 0] }), a: ok({ picture: [20, 20] }) }), 20);
});

test('processor time is of the cards that were made, also of those nobody fetched', () => {
  const before = { cpu: 1000, cards: 10 };
  const loaded = { cpu: 2000, cards: 30, delay: { p99: 1, max: 2 } };
  const [start, idle] = [{ rss: 5 }, { rss: 8, peak: 9, live: 0 }];
  const result = { '2xx': 15, duration: 2, latency: { p50: 1, p99: 2 } };
  const { cpu, rate, kept } = figuresOf({ start, before, loaded, idle, picture: [] }, result);
  assert.deepEqual({ cpu, rate, kept }, { cpu: 50, rate: 7.5, kept: 3 });
});

test('a server process answers, draws the card and ends well', async () => {
  const subject = new Subject('ours');
  try {
    const port = await subject.listening();
    const response = await fetch(`http://127.0.0.1:${port}/card?title=Hello`);
    assert.equal(response.status, 200);
    const bytes = Buffer.from(await response.arrayBuffer());
    assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [1200, 630]);
    assert.equal((await fetch(`http://127.0.0.1:${port}/card?title=`)).status, 500);
    const { cards, rss, live } = await subject.ask('drain');
    assert.equal(cards, 1);
    assert.ok(rss > 0 && live >= 0);
    assert.equal((await subject.ask('picture')).length, 16 * 12 * 3);
    await subject.close();
  } finally {
    subject.kill();
  }
});

test('a server process that dies rejects what it was asked', async () => {
  const subject = new Subject('no such engine');
  await assert.rejects(subject.listening(), /the server ended: exit code 1/);
});
