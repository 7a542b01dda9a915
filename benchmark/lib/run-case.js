'use strict';

// Parent side: one case of one scenario on one engine, in a process of its own.

const path = require('node:path');
const { fork } = require('node:child_process');
const { peakOf } = require('./rss.js');

const CHILD = path.join(__dirname, 'child.js');

// Longest of all cases is churn on a slow machine; past this the child hangs.
const TIMEOUT_MS = 30 * 60 * 1000;
// How often the peak is read from outside, for children that do not live to report it.
const POLL_MS = 250;
// Enough of stderr to show a panic message or an abort.
const STDERR_KEEP = 1500;

function start(spec) {
  const execArgv = [...(spec.gc ? ['--expose-gc'] : []), ...(spec.execArgv ?? [])];
  const child = fork(CHILD, [], { execArgv, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  child.send({ scenario: spec.scenario, engine: spec.engine, params: spec.params });
  return child;
}

/** Follows a child to its end: `{ message, stderr, peak, code, signal, late }`. */
function follow(child) {
  const seen = { message: null, stderr: '', peak: null, late: false };
  child.on('message', (message) => { seen.message = message; });
  child.stderr.on('data', (bytes) => { seen.stderr = (seen.stderr + bytes).slice(-STDERR_KEEP); });
  const poll = setInterval(() => { seen.peak = peakOf(child.pid) ?? seen.peak; }, POLL_MS);
  const timer = setTimeout(() => {
    seen.late = true;
    child.kill('SIGKILL');
  }, TIMEOUT_MS);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearInterval(poll);
      clearTimeout(timer);
      resolve({ ...seen, code, signal });
    });
  });
}

function ending({ message, code, signal, late }) {
  if (late) return 'timed out';
  if (signal) return `killed by ${signal}`;
  if (code !== 0) return `exit code ${code}`;
  if (!message) return 'ended without figures';
  return message.error ? 'threw' : 'ok';
}

/** Runs a case: `{ end, figures, detail }`. `end` is 'ok' only for a clean exit with figures. */
async function runCase(spec) {
  const seen = await follow(start(spec));
  const end = ending(seen);
  const figures = (seen.message && seen.message.figures) || { peak: seen.peak };
  const detail = end === 'ok' ? null : (seen.message && seen.message.error) || seen.stderr || null;
  return { end, figures, detail };
}

module.exports = { runCase };
