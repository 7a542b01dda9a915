'use strict';

// Parent side of the soak: makes the golden pictures, starts runs, and says what was wrong with each.

const { execFileSync, fork } = require('node:child_process');
const path = require('node:path');

const CHILD = path.join(__dirname, 'child.js');
// A run that has had its time still finishes its jobs and collects; past this it hangs.
const GRACE_MS = 120_000;
const STDERR_KEEP = 4000;
// Golden files don't depend on the fonts of the machine.
const env = { ...process.env, DISABLE_SYSTEM_FONTS_LOAD: '1' };

function makeGolden() {
  return JSON.parse(execFileSync(process.execPath, [path.join(__dirname, 'golden.js')], { encoding: 'utf8', env }));
}

function follow(child, limitMs) {
  const seen = { result: null, stderr: '', late: false };
  child.on('message', (message) => { seen.result = message; });
  child.stderr.on('data', (bytes) => { seen.stderr = (seen.stderr + bytes).slice(-STDERR_KEEP); });
  const timer = setTimeout(() => {
    seen.late = true;
    child.kill('SIGKILL');
  }, limitMs);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ ...seen, code, signal });
    });
  });
}

function ending({ late, signal, code, stderr }) {
  if (late) return 'the process hung';
  if (signal) return `the process was killed by ${signal}\n${stderr}`;
  return code === 0 ? null : `the process ended with ${code}\n${stderr}`;
}

/** What a run did wrong, as sentences. */
function faults(task, seen) {
  const end = ending(seen);
  if (end !== null) return [end];
  if (seen.result === null) return task.cut === null ? ['the process ended without a result'] : [];
  const rest = Object.entries(seen.result.left).filter(([, value]) => value !== 0);
  const leak = rest.length > 0 ? [`left on the ledger: ${rest.map(([name, value]) => `${name} ${value}`).join(', ')}`] : [];
  return [...seen.result.failures, ...leak];
}

/**
 * One run: `{ result, faults }`; `result` is null when it did not come so far. `cut` is the number of milliseconds
 * after which the run ends itself, or null; `jobs` and `seconds` bound it, whichever comes first; `keep` is a folder
 * for pictures that are wrong, or null.
 */
async function runSoak({ seed, golden, keep = null, lanes = 64, jobs = Number.MAX_SAFE_INTEGER, seconds = 3600, cut = null }) {
  const task = { seed, golden, keep, lanes, jobs, seconds, cut };
  const child = fork(CHILD, [], { env, execArgv: ['--expose-gc'], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  child.send(task);
  const seen = await follow(child, seconds * 1000 + GRACE_MS);
  return { result: seen.result, faults: faults(task, seen) };
}

module.exports = { faults, makeGolden, runSoak };
