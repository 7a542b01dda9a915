'use strict';

// Work that ends when somebody calls it off or its time is over.

const { domException } = require('../errors.js');

// Node's timers take no more; it is 24 days.
const LONGEST = 2 ** 31 - 1;

/**
 * What `work(signal)` gives, unless one of the signals is aborted or the time is over before: then it rejects at once
 * with the reason, and the signal given to the work tells it to let go of everything.
 */
async function withDeadline(work, { signals, timeout, what }) {
  const controller = new AbortController();
  const { signal } = controller;
  const isLate = () => controller.abort(domException('TimeoutError', `${what} took longer than the ${timeout} ms of the limit fetchTimeout`));
  const timer = setTimeout(isLate, Math.min(timeout, LONGEST));
  const given = signals.filter((one) => one !== undefined);
  const follow = (event) => controller.abort(event.target.reason);
  try {
    return await new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      for (const one of given) {
        if (one.aborted) return controller.abort(one.reason);
        one.addEventListener('abort', follow);
      }
      work(signal).then(resolve, reject);
    });
  } finally {
    clearTimeout(timer);
    for (const one of given) one.removeEventListener('abort', follow);
  }
}

module.exports = { withDeadline };
