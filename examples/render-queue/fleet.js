'use strict';

// A number of worker processes, and a new one for each that dies. On a server this is the service manager's work.

const { fork } = require('node:child_process');
const path = require('node:path');

const SCRIPT = path.join(__dirname, 'worker.js');
// A worker that dies at once, again and again, must not take the machine with it.
const RESPAWN_MS = 1000;

class Fleet {
  #env;
  #log;
  #children = new Set();
  #timers = new Set();
  #stopping = false;

  /** @param env what the workers are told beside the environment of this process (settings.js) */
  constructor(env = {}, log = console.error) {
    this.#env = env;
    this.#log = log;
  }

  /** Starts `count` workers and resolves when all of them take jobs. When one can't, all are stopped. */
  async start(count) {
    try {
      await Promise.all(Array.from({ length: count }, () => this.#spawn()));
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  get pids() {
    return [...this.#children].map((child) => child.pid);
  }

  /** Kills one as a crash does: nothing of it runs any more. */
  kill(pid) {
    const child = [...this.#children].find((one) => one.pid === pid);
    if (child === undefined) throw new Error(`no worker has the process id ${pid}`);
    child.kill('SIGKILL');
  }

  /** Lets each finish what it has in work. Resolves with how they ended: 0, another exit code, or a signal. */
  async stop() {
    this.#stopping = true;
    for (const timer of this.#timers) clearTimeout(timer);
    const ends = [...this.#children].map((child) => child.ended);
    for (const child of this.#children) child.kill('SIGTERM');
    return Promise.all(ends);
  }

  #spawn() {
    // Without the flags of this process: a worker runs as any server does.
    const child = fork(SCRIPT, { env: { ...process.env, ...this.#env }, execArgv: [] });
    this.#children.add(child);
    child.ended = new Promise((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal ?? code));
    });
    return new Promise((resolve, reject) => {
      child.once('message', () => {
        child.ended.then((end) => this.#replace(child, end));
        resolve();
      });
      child.ended.then((end) => {
        this.#children.delete(child);
        reject(new Error(`a worker ended before it took jobs (${end})`));
      });
    });
  }

  #replace(child, end) {
    if (this.#stopping) return;
    this.#log(`worker ${child.pid} ended (${end}); another will take its place`);
    this.#spawnLater();
  }

  #spawnLater() {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#spawn().catch((error) => {
        if (this.#stopping) return;
        this.#log(error.message);
        this.#spawnLater();
      });
    }, RESPAWN_MS);
    this.#timers.add(timer);
  }
}

module.exports = { Fleet };
