'use strict';

// Code to picture, in a process of its own for each (draw.js), which is ended when it takes too long, too much memory, or
// when nobody waits for it any more.

const { fork } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const DRAW = path.join(__dirname, 'draw.js');
// V8's heap, in MB; what is outside of it (canvases, array buffers) counts for the process as a whole.
const EXEC_ARGV = ['--max-old-space-size=128'];
const MAX_RSS = 640 * 1024 * 1024;
const WATCH_EVERY_MS = 50;

/** What went wrong in somebody's code: its name, message and line are for them. */
class CodeError extends Error {
  constructor({ name, message, line = null }) {
    super(message);
    this.name = 'CodeError';
    this.details = { name, message, line };
  }
}

/** The bytes a process has in memory; 0 where that cannot be known. Only Linux has /proc: elsewhere V8's heap and the budget bound it. */
function residentBytes(pid) {
  try {
    return Number(/^VmRSS:\s*(\d+) kB/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** Ends a child for one of three reasons; `reason()` says which. */
function watch(child, { timeoutMs, signal }) {
  let reason;
  const end = (why) => {
    reason ??= why;
    child.kill('SIGKILL');
  };
  const onAbort = () => end(signal.reason);
  const timer = setTimeout(() => end(new CodeError({ name: 'TimeoutError', message: `not done after ${timeoutMs} ms` })), timeoutMs);
  const meter = setInterval(() => {
    if (residentBytes(child.pid) > MAX_RSS) end(new CodeError({ name: 'RangeError', message: `took more than ${MAX_RSS >> 20} MB` }));
  }, WATCH_EVERY_MS);
  signal?.addEventListener('abort', onAbort);
  if (signal?.aborted) onAbort();
  const stop = () => {
    clearTimeout(timer);
    clearInterval(meter);
    signal?.removeEventListener('abort', onAbort);
  };
  return { reason: () => reason, stop };
}

/** {png, drawMs, encodeMs} of {code, width, height}. Throws a CodeError, or the signal's reason; the process is gone then. */
function render(job, { timeoutMs, signal } = {}) {
  const child = fork(DRAW, [], { execArgv: EXEC_ARGV, serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const watcher = watch(child, { timeoutMs, signal });
  return new Promise((resolve, reject) => {
    let answer;
    child.once('message', (message) => { answer = message; });
    child.on('error', (error) => {
      // One that runs, but has gone before it was sent the job, is for `close`.
      if (child.pid !== undefined) return;
      watcher.stop();
      reject(error);
    });
    child.send(job, () => {});
    child.once('close', (code, died) => {
      watcher.stop();
      const early = () => new CodeError({ name: 'Error', message: `the process ended before it had drawn (${died ?? `code ${code}`})` });
      if (watcher.reason() !== undefined) reject(watcher.reason());
      else if (answer === undefined) reject(early());
      else if (answer.error) reject(new CodeError(answer.error));
      else resolve(answer);
    });
  });
}

module.exports = { CodeError, render };
