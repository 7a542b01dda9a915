'use strict';

// What the asynchronous work of this thread is telling: counters, channels, and lines for whoever debugs.

const diagnostics = require('node:diagnostics_channel');
const { debuglog, inspect } = require('node:util');

const { native } = require('./binding.js');

const debug = debuglog('canvas');

/** A counter for each kind of work, and a channel that its ends are told on. */
const KINDS = ['decode', 'draw', 'encode', 'font', 'load'];
const channels = Object.fromEntries(KINDS.map((kind) => [kind, diagnostics.channel(`@scope/canvas:${kind}`)]));
const counters = Object.fromEntries(KINDS.map((kind) => [kind, {
  begun: 0, done: 0, failed: 0, aborted: 0, waitedMs: 0, workedMs: 0, bytesIn: 0, bytesOut: 0, formats: {},
}]));

/** A signal's reason may be anything, and look at nothing well. */
function isAbort(error) {
  try {
    return error?.name === 'AbortError' || error?.name === 'TimeoutError';
  } catch {
    return false;
  }
}

/** One piece of work, from when it is asked for to its end. */
class Watched {
  #about;
  #priority;
  #asked = performance.now();
  #begun;

  /** @param about `kind`, and what is known of it: `format`, `bytesIn` */
  constructor(about, priority) {
    this.#about = about;
    this.#priority = priority;
    counters[about.kind].begun++;
  }

  /** It waits no longer. */
  begins() {
    this.#begun = performance.now();
  }

  /** It is done; `result` is its bytes, where it makes any. */
  ends(result) {
    const counter = counters[this.#about.kind];
    // Behind a stream's last part there is nothing.
    if (result === null) return void counter.begun--;
    const bytesOut = result instanceof Uint8Array ? result.byteLength : 0;
    const { format } = this.#about;
    counter.done++;
    counter.bytesOut += bytesOut;
    if (format !== undefined) counter.formats[format] = (counter.formats[format] ?? 0) + 1;
    this.#tell({ bytesOut });
  }

  /** It ends with an error; whoever calls work off may give any reason for it. */
  fails(error, calledOff = false) {
    const counter = counters[this.#about.kind];
    if (calledOff || isAbort(error)) counter.aborted++;
    else counter.failed++;
    this.#tell({ error });
  }

  #tell(more) {
    const now = performance.now();
    const begun = this.#begun ?? now;
    const { kind, bytesIn = 0 } = this.#about;
    const counter = counters[kind];
    const [waitedMs, workedMs] = [begun - this.#asked, now - begun];
    counter.waitedMs += waitedMs;
    counter.workedMs += workedMs;
    counter.bytesIn += bytesIn;
    const channel = channels[kind];
    if (!channel.hasSubscribers && !debug.enabled) return;
    const message = { ...this.#about, priority: this.#priority, waitedMs, workedMs, ...more };
    channel.publish(message);
    if (debug.enabled) debug('%s', line(message));
  }
}

/** A message in one line. */
function line(message) {
  const { kind, format = '', priority, waitedMs, workedMs, bytesIn = 0, bytesOut = 0, error } = message;
  const times = `waited ${waitedMs.toFixed(1)} ms, worked ${workedMs.toFixed(1)} ms`;
  const end = 'error' in message ? inspect(error, { customInspect: false, depth: 0 }).split('\n', 1)[0] : `${bytesIn} bytes in, ${bytesOut} out`;
  return `${kind} ${format} (${priority}): ${times}, ${end}`;
}

/** Tells of work that needs no turn: `work()` is a promise of bytes. */
async function watch(about, work) {
  const watched = new Watched(about, 'normal');
  watched.begins();
  try {
    const result = await work();
    watched.ends(result);
    return result;
  } catch (error) {
    watched.fails(error);
    throw error;
  }
}

/** A copy of all counters. */
function count() {
  const copies = KINDS.map((kind) => [kind, { ...counters[kind], formats: { ...counters[kind].formats } }]);
  return { ...Object.fromEntries(copies), runningInProcess: native.countRunning() };
}

module.exports = { Watched, count, watch };
