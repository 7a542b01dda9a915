'use strict';

// Finds the JavaScript tests and runs them with node:test. Node 18 and 20 take no globs, and
// 18 can't limit how many files run at once, so both are done here.

const fs = require('node:fs');
const path = require('node:path');
const { ROOT, CommandError, run } = require('./run.js');

const TESTS = '__test__';

/** --test-concurrency came with Node 20.10. */
function hasConcurrency(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 10);
}

/** Every *.test.js of ours below a directory, sorted, as paths from the project's root. */
function testFiles(directory) {
  const entries = fs.readdirSync(path.join(ROOT, directory), { withFileTypes: true }).filter(({ name }) => name !== 'node_modules');
  const found = entries.flatMap((entry) => {
    const file = `${directory}/${entry.name}`;
    if (entry.isDirectory()) return testFiles(file);
    return entry.name.endsWith('.test.js') ? [file] : [];
  });
  return found.sort();
}

// Folders whose tests are in another group than `js`.
const GROUPS = { bundlers: 'package', licenses: 'licenses', memory: 'memory', package: 'package' };

/**
 * The tests in groups. Memory tests read the RSS of their own process, those of the package and of bundlers
 * install into temporary folders: neither may share the machine with other tests. Those of the licences need cargo.
 */
function testGroups() {
  const groups = { js: [], licenses: [], memory: [], package: [] };
  for (const file of testFiles(TESTS)) {
    const folder = file.split('/')[1];
    groups[GROUPS[folder] ?? 'js'].push(file);
  }
  return groups;
}

/** The arguments of Node, one list for each run of it, that test these files. */
function testArgs(files, { oneAtATime = false, reporter = 'spec', version = process.version } = {}) {
  const args = ['--expose-gc', '--test', `--test-reporter=${reporter}`];
  if (!oneAtATime) return [[...args, ...files]];
  if (hasConcurrency(version)) return [[...args, '--test-concurrency=1', ...files]];
  return files.map((file) => [...args, file]);
}

function runTests(files, options) {
  // No test may depend on the fonts of the machine.
  process.env.DISABLE_SYSTEM_FONTS_LOAD = '1';
  if (files.length === 0) throw new CommandError('No test files were found for this check.', 1);
  for (const args of testArgs(files, options)) run(process.execPath, args);
}

module.exports = { testArgs, testGroups, runTests };
