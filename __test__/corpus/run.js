'use strict';

// All hostile inputs, each judged on its own; prints a table, and each fault. Ends with 1 if there is one.
//   node __test__/corpus/run.js                all families
//   node __test__/corpus/run.js --only png,svg --input bomb     some of them, and inputs whose name has a word
//   node __test__/corpus/run.js --slower 10    with ten times the time, for a debug build
//   node __test__/corpus/run.js --verbose      the outcome of each input
//   node __test__/corpus/run.js --settle       writes settled.json: which outcome an input has that may have several

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { parseArgs } = require('node:util');

const { LIMITS, watchFamily } = require('./watch.js');

const FAMILIES = path.join(__dirname, 'families');
// { family: { input: outcome } }. Where the standards leave it open what comes of an input, its list of expectations says
// what will do; what it is, is the list's first unless it is said here, so that a change is noticed.
const SETTLED = path.join(__dirname, 'settled.json');
const MB = 1024 * 1024;
// One of them may take all the memory it is allowed, so there are never many.
const LANES = Math.min(2, os.cpus().length);
const { values: OPTIONS } = parseArgs({
  options: { only: { type: 'string' }, input: { type: 'string' }, slower: { type: 'string' }, verbose: { type: 'boolean' }, settle: { type: 'boolean' } },
});

function families() {
  const names = fs.readdirSync(FAMILIES).filter((file) => file.endsWith('.js')).map((file) => file.slice(0, -'.js'.length));
  const wanted = OPTIONS.only?.split(',') ?? names;
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`There is no family ${unknown.join(', ')}, only ${names.join(', ')}.`);
  return wanted.map((name) => {
    const module = path.join(FAMILIES, `${name}.js`);
    return { name, module, names: require(module).inputs().map((input) => input.name) };
  });
}

/** { outcome: how many }, the most frequent first. */
function tally(results) {
  const counts = new Map();
  for (const { outcome } of results) {
    const word = outcome.split(' ')[0];
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([word, count]) => `${count} ${word}`).join(', ');
}

const worst = (results, field) => Math.max(0, ...results.map((result) => result[field]));

function row({ name, results, faults }) {
  const cells = [name.padEnd(14), String(results.length).padStart(6), String(faults.length).padStart(6)];
  cells.push(Math.round(worst(results, 'cpu')).toString().padStart(9), Math.round(worst(results, 'peak') / MB).toString().padStart(9));
  return `${cells.join(' ')}  ${tally(results)}`;
}

const readSettled = () => JSON.parse(fs.readFileSync(SETTLED, 'utf8'));

/** Finds what has another outcome than is settled; with --settle that is what is settled from now on. */
function settle(family, results) {
  const all = readSettled();
  const known = all[family] ?? {};
  const fresh = {};
  for (const result of results.filter(({ open }) => open)) {
    const { first, text } = result.open;
    const expected = known[result.name] ?? first;
    if (text !== first) fresh[result.name] = text;
    if (text !== expected && !OPTIONS.settle) result.fault = `expected ${expected} as before, got ${text}, which would do too: see --settle`;
  }
  if (OPTIONS.settle) fs.writeFileSync(SETTLED, `${JSON.stringify({ ...all, [family]: { ...known, ...fresh } }, null, 1)}\n`);
}

async function runFamily({ name, module, names }, limits) {
  const repeated = names.filter((one, index) => names.indexOf(one) !== index);
  if (repeated.length > 0) throw new Error(`${name} has several inputs named ${repeated.slice(0, 5).join(', ')}`);
  const inputs = names.map((input, index) => ({ name: input, index })).filter((input) => input.name.includes(OPTIONS.input ?? ''));
  const { results, ending } = await watchFamily(module, inputs, limits);
  settle(name, results);
  const faults = results.filter(({ fault }) => fault !== null).map((result) => `${result.name}: ${result.fault}`);
  if (ending !== null) faults.push(`its end: ${ending}`);
  return { name, results, faults };
}

/** Runs the families in lanes; what is done is printed at once. */
async function runAll(all, limits) {
  const queue = [...all];
  const done = [];
  const lane = async () => {
    for (let family = queue.shift(); family !== undefined; family = queue.shift()) {
      const result = await runFamily(family, limits);
      done.push(result);
      console.log(row(result));
      for (const fault of result.faults) console.log(`  FAULT ${fault.replaceAll('\n', '\n        ')}`);
      if (OPTIONS.verbose) for (const { name, outcome, cpu } of result.results) console.log(`  ${name}: ${outcome}, ${Math.round(cpu)} ms`);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return done;
}

async function main() {
  const began = Date.now();
  const slower = Number(OPTIONS.slower ?? 1);
  const limits = { ...LIMITS, cpuMs: LIMITS.cpuMs * slower, wallMs: LIMITS.wallMs * slower };
  console.log('family         inputs faults  worst ms  worst MB  outcomes');
  const done = await runAll(families(), limits);
  const results = done.flatMap((family) => family.results);
  const faults = done.flatMap((family) => family.faults);
  console.log(row({ name: 'all', results, faults }));
  console.log(`${results.length} inputs, ${faults.length} faults, ${((Date.now() - began) / 1000).toFixed(1)} s`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}

main();
