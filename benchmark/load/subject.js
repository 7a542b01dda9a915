'use strict';

// The parent's handle on a server process: ask it, end it. Once it has died every question is rejected.

const path = require('node:path');
const { fork } = require('node:child_process');

const SERVER = path.join(__dirname, 'server.js');
// The longest answer is to 'drain': 16 cards of the slowest engine on a slow machine. Past this it hangs.
const REPLY_MS = 120_000;
// An engine may still have work in its threads when the server has closed.
const END_MS = 30_000;
const STDERR_KEEP = 1500;

class Subject {
  #child;
  #ended;
  #said = '';

  constructor(engine) {
    // No execArgv of the parent: the server runs as any server does, with default flags.
    this.#child = fork(SERVER, [engine], { execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    this.#child.stderr.on('data', (bytes) => { this.#said = (this.#said + bytes).slice(-STDERR_KEEP); });
    this.#ended = new Promise((resolve) => {
      this.#child.once('error', (error) => resolve(error.message));
      this.#child.once('close', (code, signal) => resolve(signal ? `killed by ${signal}` : `exit code ${code}`));
    });
  }

  /** The port, once the server listens. */
  listening() {
    return this.#reply('listening');
  }

  ask(name) {
    const reply = this.#reply(name);
    // The end that follows a broken channel rejects the reply; this only keeps the error from being thrown.
    this.#child.send(name, (error) => error && this.kill());
    return reply;
  }

  /** Ends the server; throws unless it ends well by itself. */
  async close() {
    const timer = setTimeout(() => this.kill(), END_MS);
    this.#child.send('end');
    const end = await this.#ended;
    clearTimeout(timer);
    if (end !== 'exit code 0') throw new Error(`the server's end: ${end}\n${this.#said}`);
  }

  kill() {
    this.#child.kill('SIGKILL');
  }

  #reply(key) {
    return new Promise((resolve, reject) => {
      const done = (finish, value) => {
        clearTimeout(timer);
        this.#child.off('message', onMessage);
        finish(value);
      };
      const onMessage = (message) => {
        if (key in message) done(resolve, message[key]);
      };
      const timer = setTimeout(() => done(reject, new Error(`the server did not answer '${key}'`)), REPLY_MS);
      this.#child.on('message', onMessage);
      this.#ended.then((end) => done(reject, new Error(`the server ended: ${end}\n${this.#said}`)));
    });
  }
}

module.exports = { Subject };
