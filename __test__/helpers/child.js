'use strict';

// A script in a process of its own, watched: it must end in time, by itself, and stay small.

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const INDEX = path.join(__dirname, '../../index.js');
const WATCH_EVERY_MS = 20;

/** Resident bytes of a running process; 0 once it is gone or where there is no /proc. */
function residentBytes(pid) {
  try {
    const status = fs.readFileSync(`/proc/${pid}/status`, 'latin1');
    return Number(/^VmRSS:\s*(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/**
 * Runs `node` on a script file, or on `source` when it is a function whose body is the script; there
 * `canvas` is the library. Gives { code, signal, stdout, stderr, peak, ms, timedOut }.
 */
function runChild(script, { args = [], timeout = 60_000, nodeArgs = ['--expose-gc'], env = {} } = {}) {
  const isFunction = typeof script === 'function';
  const source = isFunction ? ['-e', `const canvas = require(${JSON.stringify(INDEX)}); (${script})(canvas);`, '--'] : [script];
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(process.execPath, [...nodeArgs, ...source, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
    const result = { stdout: '', stderr: '', peak: 0, timedOut: false };
    child.stdout.on('data', (data) => { result.stdout += data; });
    child.stderr.on('data', (data) => { result.stderr += data; });
    const watch = setInterval(() => { result.peak = Math.max(result.peak, residentBytes(child.pid)); }, WATCH_EVERY_MS);
    const timer = setTimeout(() => {
      result.timedOut = true;
      child.kill('SIGKILL');
    }, timeout);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearInterval(watch);
      clearTimeout(timer);
      resolve({ ...result, code, signal, ms: performance.now() - began });
    });
  });
}

/** As runChild, for a script that must end well; fails with what it wrote. */
async function runWell(script, options = {}) {
  const result = await runChild(script, options);
  if (result.timedOut || result.code !== 0) {
    const end = result.timedOut ? 'did not end in time' : `ended with code ${result.code}, signal ${result.signal}`;
    throw new Error(`the script ${end} after ${Math.round(result.ms)} ms\n${result.stdout.slice(-2000)}\n${result.stderr.slice(-4000)}`);
  }
  return result;
}

module.exports = { runChild, runWell };
