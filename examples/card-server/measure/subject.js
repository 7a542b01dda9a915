'use strict';

// The parent's handle on the measured process: start it, ask it, end it. If it dies, every open question is rejected.

const { fork } = require('node:child_process');
const path = require('node:path');

const REPLY_MS = 30_000;

class Subject {
  #child;
  #exited;

  constructor(concurrency) {
    // No execArgv of the parent: the server runs as any server does, with default flags.
    this.#child = fork(path.join(__dirname, 'child.js'), [String(concurrency)], { execArgv: [] });
    this.#exited = new Promise((resolve) => {
      this.#child.once('error', (error) => resolve(error.message));
      this.#child.once('exit', (code, signal) => resolve(signal ?? code));
    });
  }

  /** The port, once the server listens. */
  async listening() {
    return (await this.#reply('listening')).listening;
  }

  /** Begins to watch the event loop and returns the first sample. */
  async start() {
    return (await this.#ask('start', 'started')).started;
  }

  async sample() {
    return (await this.#ask('sample', 'sample')).sample;
  }

  /** Closes the server and returns how the process ended: 0, another exit code, or a signal. */
  async close() {
    this.#child.send('close');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), REPLY_MS);
    const end = await this.#exited;
    clearTimeout(timer);
    return end;
  }

  kill() {
    this.#child.kill('SIGKILL');
  }

  #ask(message, key) {
    const reply = this.#reply(key);
    this.#child.send(message, (error) => {
      // The exit that follows a broken channel rejects the reply; this only keeps the error from being thrown.
      if (error) this.#child.kill('SIGKILL');
    });
    return reply;
  }

  #reply(key) {
    return new Promise((resolve, reject) => {
      const done = (finish, value) => {
        clearTimeout(timer);
        this.#child.off('message', onMessage);
        finish(value);
      };
      const onMessage = (message) => {
        if (key in message) done(resolve, message);
      };
      const timer = setTimeout(() => done(reject, new Error(`the server did not answer "${key}"`)), REPLY_MS);
      this.#child.on('message', onMessage);
      this.#exited.then((end) => done(reject, new Error(`the server process ended (${end})`)));
    });
  }
}

module.exports = { Subject };
