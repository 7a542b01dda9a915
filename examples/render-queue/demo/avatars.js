'use strict';

// The server that the demonstration's avatars come from, with the moods that such servers have:
//   /good/…   answers          /late/…   503 the first time, then answers
//   /gone/…   404              /down/…   503 each time
//   /held/…   answers when it is let go; `held` resolves with the first request

const http = require('node:http');

class AvatarServer {
  #server;
  #bytes;
  #seen = new Set();
  #release;
  #released = new Promise((resolve) => { this.#release = resolve; });
  #onHeld;

  constructor(bytes) {
    this.#bytes = bytes;
    this.held = new Promise((resolve) => { this.#onHeld = resolve; });
    this.#server = http.createServer((req, res) => this.#answer(req, res));
  }

  async listen() {
    await new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.origin = `http://127.0.0.1:${this.#server.address().port}`;
  }

  /** Answers what was held, and holds nothing more. */
  release() {
    this.#release();
  }

  async close() {
    this.#release();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer({ url }, res) {
    const mood = url.split('/')[1];
    const first = !this.#seen.has(url);
    this.#seen.add(url);
    if (mood === 'held') {
      this.#onHeld();
      await this.#released;
    }
    if (mood === 'gone') res.writeHead(404).end();
    else if (mood === 'down' || (mood === 'late' && first)) res.writeHead(503).end();
    else res.writeHead(200, { 'content-type': 'image/png' }).end(this.#bytes);
  }
}

module.exports = { AvatarServer };
