'use strict';

// Finds the JavaScript tests and runs them with node:test. Node 18 and 20 take no globs, and
// 18 can't limit how many files run at once, so both are done here.

const fs = require('node:fs');
const path = require('node:path');
const { ROOT, CommandError, run } = require('./run.js');

const TESTS = '__test__';

// --test-concurrency came with Node 20.10.
const [major, minor] = process.versions.node.split('.').map(Number);
const HAS_CONCURRENCY = major > 20 || (major === 20 && minor >= 10);

/** Every *.test.js below a directory, sorted, as paths from the project's root. */
function testFiles(directory) {
  const entries = fs.readdirSync(path.join(ROOT, directory), { withFileTypes: true });
  const found = entries.flatMap((entry) => {
    const file = `${directory}/${entry.name}`;
    if (entry.isDirectory()) return testFiles(file);
    return entry.name.endsWith('.test.js') ? [file] : [];
  });
  return found.sort();
}

/**
 * The tests in groups. Memory tests read the RSS of their own process, the package tests
 * install into temporary folders: neither may share the machine with other tests.
 */
function testGroups() {
  const groups = { js: [], memory: [], package: [] };
  for (const file of testFiles(TESTS)) {
    const folder = file.split('/')[1];
    groups[folder === 'memory' || folder === 'package' ? folder : 'js'].push(file);
  }
  return groups;
}

function runTests(files, { oneAtATime = false } = {}) {
  // No test may depend on the fonts of the machine.
  process.env.DISABLE_SYSTEM_FONTS_LOAD = '1';
  if (files.length === 0) throw new CommandError('No test files were found for this check.', 1);
  const args = ['--expose-gc', '--test', '--test-reporter=spec'];
  if (!oneAtATime) return run(process.execPath, [...args, ...files]);
  if (HAS_CONCURRENCY) {
    return run(process.execPath, [...args, '--test-concurrency=1', ...files]);
  }
  for (const file of files) run(process.execPath, [...args, file]);
}

module.exports = { testGroups, runTests };
