'use strict';

// Everything that must hold before a change lands, in order; the first failure ends the run.
// CI runs exactly this.
//   node scripts/test.js                   all checks
//   node scripts/test.js --only js,types   some of them (the addon is built when they need it)
//   node scripts/test.js --only js --prebuilt   with the canvas.*.node that lies here, from a release build
//   node scripts/test.js --list

const { parseArgs } = require('node:util');
const { CommandError, run, main } = require('./run.js');
const { build } = require('./build.js');
const { ensureTools } = require('./tools.js');
const { testGroups, runTests } = require('./test-files.js');

const cargo = (...args) => run('cargo', args);
const clippy = (...features) =>
  cargo('clippy', '--locked', '--all-targets', ...features, '--', '-D', 'warnings');

// name, heading, what it does. The core is tested without the `binding` feature: it needs no Node.
const CHECKS = [
  ['tools', 'Install the locked tools', ensureTools],
  ['platforms', 'Generated package files', () => run(process.execPath, ['scripts/platforms.js', '--check'])],
  ['licenses', 'Licences of what is in the addon', () => runTests(testGroups().licenses)],
  ['fmt', 'cargo fmt', () => cargo('fmt', '--all', '--check')],
  ['clippy', 'cargo clippy', () => clippy()],
  ['clippy-core', 'cargo clippy, core alone', () => clippy('--no-default-features')],
  ['rust', 'cargo test', () => cargo('test', '--locked', '--no-default-features')],
  ['build', 'Build the addon', () => build()],
  ['js', 'JavaScript tests', () => runTests(testGroups().js)],
  ['hostile', 'Hostile inputs', () => run(process.execPath, ['__test__/corpus/run.js'])],
  ['types', 'Type tests', () => run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', '.'])],
  ['memory', 'Memory tests', () => runTests(testGroups().memory, { oneAtATime: true })],
  ['package', 'Package tests', () => runTests(testGroups().package, { oneAtATime: true })],
].map(([name, heading, check]) => ({ name, heading, check }));

// What a check needs to have happened before it.
const NEEDS = { js: ['build'], hostile: ['build'], memory: ['build'], package: ['build'], types: ['tools'], licenses: ['tools'] };

function selected({ only, prebuilt }) {
  const wanted = only ? withNeeds(only) : CHECKS;
  return prebuilt ? wanted.filter(({ name }) => name !== 'build') : wanted;
}

function withNeeds(only) {
  const names = only.split(',');
  const unknown = names.filter((name) => !CHECKS.some((check) => check.name === name));
  if (unknown.length > 0) {
    const known = CHECKS.map(({ name }) => name).join(', ');
    throw new CommandError(`Unknown check ${unknown.join(', ')}. Known: ${known}.`, 1);
  }
  const wanted = new Set(names.flatMap((name) => [...(NEEDS[name] || []), name]));
  return CHECKS.filter(({ name }) => wanted.has(name));
}

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

function runCheck({ name, heading, check }) {
  const start = Date.now();
  console.log(`\n=== ${heading} (${name})`);
  try {
    check();
  } catch (error) {
    if (error instanceof CommandError) error.message = `FAILED: ${heading} (${name}), ${seconds(start)}\n${error.message}`;
    throw error;
  }
  console.log(`--- ${heading}: passed, ${seconds(start)}`);
}

const OPTIONS = { only: { type: 'string' }, prebuilt: { type: 'boolean' }, list: { type: 'boolean' } };

function test() {
  const { values } = parseArgs({ options: OPTIONS });
  if (values.list) return CHECKS.forEach(({ name, heading }) => console.log(`${name.padEnd(12)} ${heading}`));
  const start = Date.now();
  const checks = selected(values);
  checks.forEach(runCheck);
  console.log(`\n${checks.length} of ${CHECKS.length} checks run, all passed, ${seconds(start)}`);
}

main(test);
