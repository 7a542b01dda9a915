'use strict';

// `npm run bench:kernels`: instructions of the core kernels (kernels/), counted by callgrind and
// compared with kernels.json. See README.md beside this file.
//   node benchmark/kernels.js             count and compare
//   node benchmark/kernels.js --record    count and write what was counted into the record
//   node benchmark/kernels.js --only a,b  some of them
// Exit code 1 when a kernel became slower, or there is no record for this kind of processor.

const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { parseArgs } = require('node:util');
const { ROOT, CommandError, run, main } = require('../scripts/run.js');
const { compare, difference } = require('./kernels/record.js');
const { table } = require('./lib/report.js');

const RECORD = path.join(__dirname, 'kernels.json');

// Two runs whose difference is this many times the work: start and preparation cancel out.
const FEW = 1;
const MANY = 3;

/** Builds the program; returns its path. */
function buildKernels() {
  const args = ['bench', '--locked', '--no-default-features', '--bench', 'kernels', '--no-run', '--message-format=json'];
  const { stdout } = run('cargo', args, { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8', maxBuffer: 1 << 28 });
  const messages = stdout.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
  const built = messages.find(({ executable, target }) => executable && target.name === 'kernels');
  if (!built) throw new CommandError('cargo built no kernels.', 1);
  return built.executable;
}

function valgrind(args) {
  const result = spawnSync('valgrind', ['--tool=callgrind', '--callgrind-out-file=/dev/null', ...args], { encoding: 'utf8' });
  if (result.error) throw new CommandError('valgrind is needed to count instructions (Debian: apt-get install valgrind).', 127);
  if (result.status !== 0) throw new CommandError(`valgrind ${args.join(' ')} failed:\n${result.stderr}`, 1);
  return result;
}

function instructions(program, kernel, times) {
  const { stderr } = valgrind([program, kernel, String(times)]);
  const found = /Collected\s*:\s*(\d+)/.exec(stderr);
  if (!found) throw new CommandError(`callgrind said nothing about ${kernel}:\n${stderr}`, 1);
  return Number(found[1]);
}

function count(program, kernel) {
  console.error(`${kernel} …`);
  return difference(instructions(program, kernel, FEW), instructions(program, kernel, MANY), MANY - FEW);
}

const lines = (text) => text.trim().split('\n');

/** What valgrind lets the program see, because that is what is counted. */
const levelOf = (program) => lines(valgrind([program, 'level']).stdout)[0].replace(/\(.*/, '').trim();

function chosen(program, only) {
  const names = lines(spawnSync(program, ['list'], { encoding: 'utf8' }).stdout);
  const wanted = only ? only.split(',') : names;
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new CommandError(`No kernel is called ${unknown}. Known: ${names.join(', ')}.`, 2);
  return wanted;
}

const readRecord = () => (fs.existsSync(RECORD) ? JSON.parse(fs.readFileSync(RECORD, 'utf8')) : {});

function write(record, level, counts) {
  record[level] = { ...record[level], ...counts };
  fs.writeFileSync(RECORD, `${JSON.stringify(record, null, 2)}\n`);
  console.log(`\nRecorded in ${path.relative(ROOT, RECORD)}.`);
}

function report(level, rows) {
  const millions = (value) => (value === null ? '–' : (value / 1e6).toFixed(2));
  const change = ({ change: by }) => (by === null ? 'no record' : `${by >= 0 ? '+' : ''}${(by * 100).toFixed(1)} %`);
  console.log(`# Kernels, ${level}: million instructions\n`);
  console.log(table(['kernel', 'recorded', 'now', 'change', ''], rows.map((row) => [
    row.name, millions(row.recorded), millions(row.now), change(row), row.verdict,
  ])));
}

const OPTIONS = { record: { type: 'boolean' }, only: { type: 'string' } };

function kernels() {
  const { values } = parseArgs({ options: OPTIONS });
  const program = buildKernels();
  const level = levelOf(program);
  const counts = Object.fromEntries(chosen(program, values.only).map((name) => [name, count(program, name)]));
  const record = readRecord();
  const rows = compare(counts, record[level] ?? {});
  report(level, rows);
  if (values.record) return write(record, level, counts);
  if (rows.some(({ verdict }) => verdict === 'SLOWER' || verdict === 'NEW')) process.exitCode = 1;
}

main(kernels);
