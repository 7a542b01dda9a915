'use strict';

// A little of `npm run soak`, and that it sees what it is there to see.

const assert = require('node:assert/strict');
const { before, describe, test } = require('node:test');

const { DECK, KINDS } = require('../soak/jobs.js');
const { Random } = require('../soak/random.js');
const { faults, makeGolden, runSoak } = require('../soak/run.js');

const JOBS = 250;
let golden;
before(() => { golden = makeGolden(); });

describe('mixed traffic with faults', () => {
  for (const seed of [1, 2]) {
    test(`${JOBS} jobs, 64 at once, seed ${seed}: every picture is right, nothing is left`, async () => {
      const { result, faults: found } = await runSoak({ seed, golden, jobs: JOBS });
      assert.deepEqual(found, []);
      assert.equal(result.jobs, JOBS);
      assert.ok(result.pictures >= JOBS / 2, `${result.pictures} pictures were finished, ${result.refused} jobs refused`);
    });
  }
  test('a process that ends in the middle of it ends well', async () => {
    const { result, faults: found } = await runSoak({ seed: 3, golden, cut: 400 });
    assert.deepEqual(found, []);
    assert.equal(result, null);
  });
});

describe('the soak sees', () => {
  test('another picture', async () => {
    const other = Object.fromEntries(Object.keys(golden).map((key) => [key, key.endsWith('/png') ? 'another' : golden[key]]));
    const { faults: found } = await runSoak({ seed: 1, golden: other, jobs: 60 });
    assert.match(found.join('\n'), /\/png is another picture/);
    assert.doesNotMatch(found.join('\n'), /\/(?:jpeg|webp|pixels) is another/);
  });
  const well = { result: { failures: [], left: { live: 0, bitmaps: 0 } }, stderr: '', late: false, code: 0, signal: null };
  const whole = { cut: null };
  test('nothing wrong with a run that is well', () => assert.deepEqual(faults(whole, well), []));
  const WRONG = {
    'bytes that are left': [{ result: { failures: [], left: { live: 7, bitmaps: 0 } } }, /left on the ledger: live 7$/],
    'a crash': [{ signal: 'SIGSEGV', code: null, result: null }, /killed by SIGSEGV/],
    'another exit code': [{ code: 1, result: null, stderr: 'it threw' }, /ended with 1\nit threw/],
    'a hang': [{ late: true, signal: 'SIGKILL', result: null }, /hung/],
    'an end without a result': [{ result: null }, /without a result/],
  };
  for (const [name, [change, message]] of Object.entries(WRONG)) {
    test(name, () => assert.match(faults(whole, { ...well, ...change }).join(), message));
  }
});

describe('what the jobs choose by', () => {
  const choices = (seed, index) => {
    const random = new Random(seed, index);
    return Array.from({ length: 20 }, () => random.below(1000));
  };
  test('is the same for the same seed and job', () => assert.deepEqual(choices(5, 9), choices(5, 9)));
  test('differs between seeds and between jobs', () => {
    assert.notDeepEqual(choices(5, 9), choices(6, 9));
    assert.notDeepEqual(choices(5, 9), choices(5, 10));
  });
  test('gives every kind of job its turn', () => {
    const seen = new Set(Array.from({ length: 2000 }, (_, index) => new Random(1, index).pick(DECK)));
    assert.deepEqual([...seen].sort(), Object.keys(KINDS).sort());
  });
});
