'use strict';

// Runs inputs of one family (first argument: its module), one after another, each when its parent sends the number:
// { index } and back { index, outcome, open, fault, cpu, peak }, where `open` is the outcome of an input of which several
// would do. The parent watches meanwhile.

const fs = require('node:fs');

const { memoryUsage } = require('../../index.js');
const { errorOutcome, isExpected } = require('./outcome.js');

// Workers may be at the end of something that nobody waits for; far more than any of them takes.
const REST_MS = 10_000;

const { inputs } = require(process.argv[2]);
const all = inputs();
const strays = [];
process.on('unhandledRejection', (reason) => strays.push(`unhandled rejection: ${reason?.stack ?? String(reason)}`));
process.on('uncaughtException', (error) => strays.push(`uncaught: ${error?.stack ?? String(error)}`));

const turn = () => new Promise((resolve) => { setImmediate(resolve); });
const pause = () => new Promise((resolve) => { setTimeout(resolve, 5); });

/** Linux forgets the most that this process ever had. */
function forgetPeak() {
  try {
    fs.writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // Elsewhere the peak is that of the whole process.
  }
}

function peak() {
  try {
    return Number(/^VmHWM:\s*(\d+) kB/m.exec(fs.readFileSync('/proc/self/status', 'latin1'))[1]) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}

/** Collects garbage until the ledger is empty; what is left in the end, or null. */
async function leftOnLedger() {
  const end = Date.now() + REST_MS;
  for (;;) {
    global.gc();
    await turn();
    const { live, bitmaps, bytesByKind } = memoryUsage();
    if (live === 0 && bitmaps === 0) return null;
    if (Date.now() > end) return `${live} bytes, ${bitmaps} bitmaps: ${JSON.stringify(bytesByKind)}`;
    await pause();
  }
}

/** An outcome is a text, alone or with a picture's `sum`. */
async function outcomeOf(input) {
  try {
    const result = (await input.run()) ?? 'done';
    return typeof result === 'string' ? { text: result } : result;
  } catch (error) {
    return { text: errorOutcome(error) };
  }
}

async function judge(input) {
  strays.length = 0;
  const outcome = await outcomeOf(input);
  const left = await leftOnLedger();
  const faults = [...strays];
  if (left !== null) faults.push(`left on the ledger: ${left}`);
  if (!(await isExpected(outcome, input.expect))) faults.unshift(`expected ${input.expect}, got ${outcome.text}`);
  const open = Array.isArray(input.expect) && faults.length === 0 ? { first: input.expect[0], text: outcome.text } : null;
  return { outcome: outcome.text.split(' ').slice(0, 2).join(' '), open, fault: faults.join('\n') || null };
}

process.on('message', async ({ index }) => {
  forgetPeak();
  const before = process.cpuUsage();
  const verdict = await judge(all[index]);
  const { user, system } = process.cpuUsage(before);
  process.send({ index, ...verdict, cpu: (user + system) / 1000, peak: peak() });
});
process.once('disconnect', () => process.removeAllListeners('message'));
process.send({ ready: all.length });
