'use strict';

// A client of the front, as another service would be: sends cards, waits where it is told to, asks until it has an end.

const { setTimeout: sleep } = require('node:timers/promises');

const ASK_EVERY_MS = 100;

class Client {
  /** How often the front asked to wait, because enough cards did. */
  busy = 0;
  #base;
  #signal;

  /** `signal` ends all that is under way. */
  constructor(base, signal) {
    this.#base = base;
    this.#signal = signal;
  }

  post(body) {
    return fetch(`${this.#base}/cards`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: this.#signal,
    });
  }

  /** Sends a card, again and again while the queue is full. Returns its id. */
  async add(body) {
    for (;;) {
      const response = await this.post(body);
      const answer = await response.json();
      if (response.status === 202) return answer.id;
      if (response.status !== 503) throw new Error(`POST /cards: ${response.status}, ${answer.error}`);
      this.busy += 1;
      await sleep(Number(response.headers.get('retry-after')) * 1000, undefined, { signal: this.#signal });
    }
  }

  /** Asks until the card is drawn or has failed for good: {picture} or {state, reason, attempts}. */
  async end(id) {
    for (;;) {
      const response = await fetch(`${this.#base}/cards/${id}`, { signal: this.#signal });
      if (response.headers.get('content-type') === 'image/png') return { picture: Buffer.from(await response.arrayBuffer()) };
      const answer = await response.json();
      if (answer.state === 'failed') return answer;
      if (response.status !== 200) throw new Error(`GET /cards/${id}: ${response.status}, ${answer.error ?? answer.state}`);
      await sleep(ASK_EVERY_MS, undefined, { signal: this.#signal });
    }
  }
}

/** Runs `work(item, index)` for all items, `width` at a time, and returns what it gave, in their order. */
async function mapWide(items, width, work) {
  const results = new Array(items.length);
  let next = 0;
  const lane = async () => {
    while (next < items.length) {
      const index = next;
      next += 1;
      results[index] = await work(items[index], index);
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  return results;
}

module.exports = { Client, mapWide };
