'use strict';

// scripts/test-report.js reads what this version of Node writes about tests that pass, fail, throw and hang.

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, test } = require('node:test');

const { readReport } = require('../../scripts/test-report.js');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'canvas-report-'));
after(() => fs.rmSync(folder, { recursive: true }));

/** The report of a file of tests with this body. */
function reportOf(name, body) {
  const file = path.join(folder, `${name}.test.js`);
  fs.writeFileSync(file, `const { describe, test } = require('node:test');\n${body}`);
  const env = { ...process.env };
  delete env.NODE_TEST_CONTEXT;
  const { stdout } = spawnSync(process.execPath, ['--test', '--test-reporter=tap', file], { encoding: 'utf8', env });
  return readReport(stdout);
}

test('tests that pass', () => {
  const report = reportOf('good', "describe('a', () => { test('b', () => {}); test('c', () => {}); });");
  assert.deepEqual(report, { passed: 2, failed: 0, skipped: 0, failures: [] });
});

test('a test that fails is named with its reason, its suite is not', () => {
  const { failed, failures } = reportOf('bad', `describe('suite', () => {
    test('good', () => {});
    test('bad', () => { throw new Error('too blue'); });
    test('worse', () => require('node:assert').equal(1, 2, 'one is not two'));
  });`);
  assert.equal(failed, 2);
  assert.deepEqual(failures, [{ name: 'bad', reason: 'too blue' }, { name: 'worse', reason: 'one is not two' }]);
});

test('a file that throws or dies is a failure', () => {
  for (const body of ["throw new Error('at once');", "process.kill(process.pid, 'SIGKILL');"]) {
    const { failed, failures } = reportOf('thrown', body);
    assert.equal(failed, 1);
    assert.equal(failures.length, 1);
    assert.match(failures[0].name, /thrown\.test\.js$/);
  }
});

test('a test that is skipped is neither', () => {
  assert.deepEqual(reportOf('skipped', "test('later', { skip: true }, () => {});"), { passed: 0, failed: 0, skipped: 1, failures: [] });
});
