'use strict';

// Mixed traffic with faults, for as long as one likes: jobs decode, draw and encode, 64 at once, while others abort,
// resize, dispose, drop, exhaust the budget and terminate threads. Each run is a process of its own; every fourth ends
// itself in the middle. Every finished picture must have the bytes it has when it is made alone, no process may crash
// or hang, and the ledger must be empty in the end. Exit code 1 otherwise, 2 on bad options.
//   npm run soak                           10 minutes
//   npm run soak -- --seconds 60 --seed 7

const os = require('node:os');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { makeGolden, runSoak } = require('../__test__/soak/run.js');

const HELP = `usage: npm run soak -- [options]
  --seconds N  how long (default: 600)
  --seed N     what the jobs choose by, 0 to 4294967295 (default: 1)
  --lanes N    jobs at once, 1 to 1024 (default: 64)
  --jobs N     most jobs of one run (default: as many as its time allows)
  --help       this text`;

// Pictures that are wrong are kept here.
const KEEP = path.join(os.tmpdir(), 'canvas-soak');
// One run's share of the time: long enough to reach a steady state, short enough to see where a fault began.
const RUN_SECONDS = 30;
const CUT_EVERY = 4;
// Cuts come between 0.3 and 3.3 s into a run.
const CUT_MS = { from: 300, step: 173, range: 3000 };

const OPTIONS = {
  seconds: { type: 'string', default: '600' },
  seed: { type: 'string', default: '1' },
  lanes: { type: 'string', default: '64' },
  jobs: { type: 'string', default: String(Number.MAX_SAFE_INTEGER) },
  help: { type: 'boolean' },
};
const RANGES = { seconds: [1, 1e7], seed: [0, 2 ** 32 - 1], lanes: [1, 1024], jobs: [1, Number.MAX_SAFE_INTEGER] };

function readOptions(argv) {
  const { values } = parseArgs({ args: argv, options: OPTIONS });
  const numbers = Object.entries(RANGES).map(([name, [low, high]]) => {
    const value = Number(values[name]);
    if (/^\d+$/.test(values[name]) && value >= low && value <= high) return [name, value];
    throw new Error(`--${name}: expected a whole number from ${low} to ${high} but received '${values[name]}'`);
  });
  return { help: Boolean(values.help), ...Object.fromEntries(numbers) };
}

function taskOf(index, { seed, lanes, jobs }, secondsLeft) {
  const isCut = index % CUT_EVERY === CUT_EVERY - 1;
  return {
    seed: (seed + index) >>> 0,
    lanes,
    jobs,
    seconds: Math.max(1, Math.min(RUN_SECONDS, secondsLeft)),
    cut: isCut ? CUT_MS.from + ((index * CUT_MS.step) % CUT_MS.range) : null,
  };
}

function describe(result) {
  if (result === null) return 'ended itself in the middle';
  const kinds = Object.entries(result.kinds).map(([kind, count]) => `${count} ${kind}`).join(', ');
  return `${result.jobs} jobs (${kinds}), ${result.pictures} pictures, ${result.refused} refused by the budget, `
    + `peak ${(result.peak / 1e6).toFixed(0)} MB`;
}

async function soak(options) {
  const golden = makeGolden();
  console.log(`${Object.keys(golden).length} golden pictures, seed ${options.seed}`);
  const end = Date.now() + options.seconds * 1000;
  const total = { runs: 0, jobs: 0, pictures: 0, faults: 0 };
  for (let index = 0; Date.now() < end; index += 1) {
    const task = taskOf(index, options, (end - Date.now()) / 1000);
    const { result, faults } = await runSoak({ ...task, golden, keep: KEEP });
    console.log(`run ${index} (seed ${task.seed}): ${faults.length > 0 ? 'FAILED' : describe(result)}`);
    faults.forEach((fault) => console.log(`  ${fault}`));
    total.runs += 1;
    total.jobs += result?.jobs ?? 0;
    total.pictures += result?.pictures ?? 0;
    total.faults += faults.length;
  }
  console.log(`${total.runs} runs, ${total.jobs} jobs, ${total.pictures} pictures compared, ${total.faults} faults`);
  process.exitCode = total.faults > 0 ? 1 : 0;
}

function start() {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error.message}\n\n${HELP}`);
    process.exitCode = 2;
    return null;
  }
}

const options = start();
if (options?.help) console.log(HELP);
else if (options) soak(options);
