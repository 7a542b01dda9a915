'use strict';

// Parent side of one engine: its process, kept alive over all scenes, started again after a crash.

const os = require('node:os');
const path = require('node:path');
const { spawn, spawnSync } = require('node:child_process');

const CHILD = path.join(__dirname, 'child.js');

// The slowest scene takes seconds to open on a slow machine; past this the engine hangs.
const TIMEOUT_MS = 120_000;
const STDERR_KEEP = 1500;

/** Environment of a pass with one thread: rayon's pool and libuv's. */
const ONE_THREAD = { RAYON_NUM_THREADS: '1', UV_THREADPOOL_SIZE: '1' };

// The last core: the first one is where interrupts usually go.
const PIN = ['taskset', '-c', String(os.cpus().length - 1)];

function canPin() {
  return spawnSync(PIN[0], [...PIN.slice(1), 'true']).status === 0;
}

class EngineProcess {
  #child = null;
  #command;
  #env;

  /** `one`: everything the process does shares one thread's time. */
  constructor(name, one) {
    this.name = name;
    const node = [process.execPath, '--expose-gc', CHILD, name];
    this.#command = one && canPin() ? [...PIN, ...node] : node;
    this.#env = one ? { ...process.env, ...ONE_THREAD } : process.env;
  }

  /** Sends a message and resolves with the answer, or `{ error }` after a crash or a hang. */
  ask(message) {
    this.#child ??= this.#start();
    const child = this.#child;
    return new Promise((resolve) => {
      const done = (answer) => {
        clearTimeout(timer);
        child.removeAllListeners('message').removeAllListeners('close');
        resolve(answer);
      };
      const timer = setTimeout(() => {
        this.#child = null;
        child.kill('SIGKILL');
        done({ error: 'timed out' });
      }, TIMEOUT_MS);
      child.once('message', done);
      child.once('close', (code, signal) => {
        this.#child = null;
        done({ error: `${signal ? `killed by ${signal}` : `exit code ${code}`}\n${child.said}` });
      });
      child.send(message, (error) => error && child.kill('SIGKILL'));
    });
  }

  #start() {
    const [command, ...args] = this.#command;
    const child = spawn(command, args, { env: this.#env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    child.said = '';
    child.stderr.on('data', (bytes) => { child.said = (child.said + bytes).slice(-STDERR_KEEP); });
    return child;
  }

  end() {
    if (this.#child) this.#child.disconnect();
    this.#child = null;
  }
}

module.exports = { EngineProcess };
