'use strict';

// Sends requests, a fixed number of them in flight, over connections that are kept open.

const http = require('node:http');
const { performance } = require('node:perf_hooks');

const TIMEOUT_MS = 60_000;

/** One GET. Resolves with {status, headers, body, ms}; the time is from sending to the last byte. */
function get(agent, port, target) {
  return new Promise((resolve, reject) => {
    const begin = performance.now();
    const options = { agent, host: '127.0.0.1', port, path: target, timeout: TIMEOUT_MS };
    const req = http.get(options, (res) => {
      const chunks = [];
      res.on('data', (chunk) => chunks.push(chunk));
      res.on('error', reject);
      res.on('end', () => {
        const ms = performance.now() - begin;
        resolve({ status: res.statusCode, headers: res.headers, body: Buffer.concat(chunks), ms });
      });
    });
    req.on('timeout', () => req.destroy(new Error(`no answer in ${TIMEOUT_MS / 1000} s`)));
    req.on('error', reject);
  });
}

/**
 * Runs `targets` in order with `concurrency` in flight and gives each answer to `onAnswer(index, answer)`, or
 * `onFailure(index, error)`. Returns the seconds it took.
 */
async function runLoad({ port, targets, concurrency, onAnswer, onFailure }) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: concurrency });
  const begin = performance.now();
  let next = 0;
  const lane = async () => {
    while (next < targets.length) {
      const index = next;
      next += 1;
      try {
        onAnswer(index, await get(agent, port, targets[index]));
      } catch (error) {
        onFailure(index, error);
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  agent.destroy();
  return (performance.now() - begin) / 1000;
}

module.exports = { runLoad };
