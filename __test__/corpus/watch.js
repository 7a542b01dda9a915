'use strict';

// A family of inputs, in processes that are watched: how long each input takes, how much memory, how it ends. What
// crashes, hangs or grows ends its process, and the next input begins with another one.

const { fork } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const path = require('node:path');

const CHILD = path.join(__dirname, 'child.js');
const SAMPLE_MS = 50;
// Linux counts a process's time in hundredths of a second, on all processors Node runs on.
const TICK_MS = 10;
const MOST_ERROR_CHARACTERS = 1500;

/** What one input may take. Time is that of the processor, so that a busy machine makes nothing late. */
const LIMITS = { cpuMs: 5000, wallMs: 60_000, bytes: 1 << 30 };

/** { cpuMs, bytes } of a running process; null once it is gone, or where there is no /proc. */
function sample(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const status = fs.readFileSync(`/proc/${pid}/status`, 'latin1');
    const bytes = Number(/^VmRSS:\s*(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
    return { cpuMs: (Number(fields[11]) + Number(fields[12])) * TICK_MS, bytes };
  } catch {
    return null;
  }
}

/** One process and the input it is at. */
class Child {
  #process;
  #errors = '';
  #settle = null;
  #gone;

  constructor(module) {
    const env = { ...process.env, DISABLE_SYSTEM_FONTS_LOAD: '1' };
    this.#process = fork(CHILD, [module], { execArgv: ['--expose-gc'], env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    this.#process.stderr.on('data', (data) => { this.#errors = `${this.#errors}${data}`.slice(-MOST_ERROR_CHARACTERS); });
    this.#process.on('message', (message) => this.#settle?.(message));
    this.#gone = new Promise((resolve) => {
      // Not 'close', which Node leaves out after disconnect().
      this.#process.on('exit', async (code, signal) => {
        if (!this.#process.stderr.closed) await once(this.#process.stderr, 'close');
        const how = code === 0 ? null : `the process ended with ${signal ?? `code ${code}`}\n${this.#errors}`;
        this.#settle?.({ gone: how ?? 'the process ended in the middle' });
        resolve(how);
      });
    });
  }

  /** The next message, or { gone }. */
  #message() {
    return new Promise((resolve) => { this.#settle = resolve; });
  }

  ready() {
    return this.#message();
  }

  /** Runs an input under watch: the child's message, or { gone } with the reason. */
  async run(index, limits) {
    const began = Date.now();
    const before = sample(this.#process.pid)?.cpuMs ?? 0;
    let [killed, most] = [null, 0];
    const watch = setInterval(() => {
      const now = sample(this.#process.pid);
      most = Math.max(most, now?.bytes ?? 0);
      killed ??= Child.#excess(now, before, Date.now() - began, limits);
      if (killed !== null) this.#process.kill('SIGKILL');
    }, SAMPLE_MS);
    const answer = this.#message();
    this.#process.send({ index });
    const message = await answer;
    clearInterval(watch);
    return message.gone === undefined ? message : { gone: killed ?? message.gone, cpu: Date.now() - began, peak: most };
  }

  static #excess(now, before, wallMs, limits) {
    if (now !== null && now.cpuMs - before > limits.cpuMs) return `hangs: more than ${limits.cpuMs} ms of processor time`;
    if (now !== null && now.bytes > limits.bytes) return `grows: more than ${Math.round(limits.bytes / 1e6)} MB`;
    return wallMs > limits.wallMs ? `hangs: more than ${limits.wallMs} ms` : null;
  }

  /** Lets it end by itself; what was wrong with its end, or null. */
  end() {
    this.#settle = null;
    if (this.#process.connected) this.#process.disconnect();
    const impatient = setTimeout(() => this.#process.kill('SIGKILL'), LIMITS.wallMs);
    return this.#gone.finally(() => clearTimeout(impatient));
  }
}

/** What exceeds a limit though the sampling missed it. */
function lateFault({ cpu, peak }, limits) {
  if (cpu > limits.cpuMs) return `slow: ${Math.round(cpu)} ms of processor time`;
  return peak > limits.bytes ? `grows: ${Math.round(peak / 1e6)} MB` : null;
}

/**
 * Runs inputs of a module, each { index, name }. Gives { results, ending }: of each input { name, outcome, fault, cpu, peak }, and what was
 * wrong with the end of a process, or null.
 */
async function watchFamily(module, inputs, limits = LIMITS) {
  const results = [];
  const endings = [];
  let child = null;
  for (const { index, name } of inputs) {
    if (child === null) {
      child = new Child(module);
      const { gone } = await child.ready();
      if (gone !== undefined) return { results, ending: gone };
    }
    const message = await child.run(index, limits);
    if (message.gone !== undefined) {
      results.push({ name, outcome: 'killed', fault: message.gone, cpu: message.cpu, peak: message.peak });
      await child.end();
      child = null;
    } else {
      results.push({ name, ...message, fault: message.fault ?? lateFault(message, limits) });
    }
  }
  if (child !== null) endings.push(await child.end());
  return { results, ending: endings.find((ending) => ending !== null) ?? null };
}

module.exports = { LIMITS, watchFamily };
