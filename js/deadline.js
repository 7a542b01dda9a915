'use strict';

// Work that ends when somebody calls it off or its time is over.

const { domException, wrongType } = require('./errors.js');
const { checkedLimit } = require('./limits.js');
const { priorityOf } = require('./queue.js');

// Node's timers take no more; it is 24 days.
const LONGEST = 2 ** 31 - 1;

/** A timer for a time however long. */
const later = (call, milliseconds) => setTimeout(call, Math.min(milliseconds, LONGEST));

/**
 * What `work(signal)` gives, unless one of the signals is aborted or the time is over before (`late` says which time):
 * then it rejects at once with the reason, and the signal given to the work tells it to let go of everything.
 */
async function withDeadline(work, { signals, timeout, late }) {
  const controller = new AbortController();
  const { signal } = controller;
  const isLate = () => controller.abort(domException('TimeoutError', late));
  const timer = timeout === undefined ? undefined : later(isLate, timeout);
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

/** The members `signal`, `timeout` and `priority` of options, checked; undefined where they are not given. */
function controlOf({ signal, timeout, priority }, method) {
  if (signal !== undefined && !(signal instanceof AbortSignal)) throw wrongType(`${method}: signal`, 'an AbortSignal', signal);
  if (timeout !== undefined) checkedLimit('fetchTimeout', timeout, `${method}: timeout`);
  return { signal, timeout, priority: priorityOf(priority, method) };
}

module.exports = { controlOf, later, withDeadline };
