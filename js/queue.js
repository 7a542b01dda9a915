'use strict';

// Asynchronous work of this thread on its way to libuv's workers.
//
// libuv takes work in the order in which it comes, runs as much at once as it has threads, and has no end. So work waits
// here until the process has a slot for it: what is urgent goes first, each owner (a canvas, an image) has its turn, what
// is called off while it waits costs nothing, and there is an end.

const { describe, domException, limitError } = require('./errors.js');
const { limits } = require('./limits.js');
const { Watched } = require('./observe.js');

const PRIORITIES = ['high', 'normal', 'low'];

// Every so many starts the most urgent work stands back for the next: under a steady load of it the others would wait for
// ever.
const STANDS_BACK = 4;

/** Work of one urgency: owners take turns, and each owner's work is in order. */
class Lane {
  // Owners in the order of their turns.
  #owners = new Map();

  get isEmpty() {
    return this.#owners.size === 0;
  }

  add(entry) {
    const own = this.#owners.get(entry.owner);
    if (own === undefined) this.#owners.set(entry.owner, new Set([entry]));
    else own.add(entry);
  }

  remove(entry) {
    const own = this.#owners.get(entry.owner);
    own.delete(entry);
    if (own.size === 0) this.#owners.delete(entry.owner);
  }

  /** Whose turn it is. */
  first() {
    const [own] = this.#owners.values();
    const [entry] = own;
    return entry;
  }

  /** It was that owner's turn. */
  took(entry) {
    const own = this.#owners.get(entry.owner);
    this.#owners.delete(entry.owner);
    own.delete(entry);
    if (own.size > 0) this.#owners.set(entry.owner, own);
  }
}

const lanes = PRIORITIES.map(() => new Lane());
let waiting = 0;
let running = 0;
let starts = 0;

/** The member `priority` of options, checked. */
function priorityOf(value, method) {
  if (value === undefined) return 'normal';
  if (PRIORITIES.includes(value)) return value;
  throw new TypeError(`${method}: priority must be 'high', 'normal' or 'low', got ${describe(value)}`);
}

/** Refuses more work than may wait, before anything is taken for it. */
function checkRoom() {
  const { maxQueued: allowed } = limits;
  if (waiting < allowed) return;
  throw limitError(`${waiting} jobs wait already, the limit maxQueued allows ${allowed}`, 'maxQueued', waiting + 1, allowed);
}

/** The lane whose turn it is, of those that have work. */
function nextLane() {
  const filled = lanes.filter((lane) => !lane.isEmpty);
  let back = 0;
  for (let every = STANDS_BACK; starts % every === every - 1 && back < filled.length - 1; every *= STANDS_BACK) back++;
  return filled[back];
}

/** Starts what there are slots for. A thread that runs nothing always starts one: nobody else would wake it. */
function pump() {
  while (waiting > 0) {
    const lane = nextLane();
    const entry = lane.first();
    const result = entry.start(running === 0);
    if (result === null) return;
    lane.took(entry);
    waiting--;
    starts++;
    running++;
    entry.follow(result);
  }
}

function ended() {
  running--;
  pump();
}

/** A task and the promise of its result. */
class Entry {
  #task;
  #watched;
  #settle;

  constructor(task, { owner, priority, about }) {
    this.owner = owner;
    this.lane = lanes[PRIORITIES.indexOf(priority)];
    this.#task = task;
    this.#watched = new Watched(about, priority);
    this.promise = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
  }

  /** Begins the work and gives its promise; null where there is no slot for it. */
  start(anyway) {
    try {
      return this.#task.start(anyway);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** It is out of its lane, and settles as `result` does. */
  follow(result) {
    this.lane = null;
    this.#watched.begins();
    result.then(
      (value) => {
        ended();
        this.#settle.resolve(value);
        this.#watched.ends(value);
      },
      (error) => {
        ended();
        this.#end(error);
      },
    );
  }

  /** Nobody wants the result: work that waits is gone at once, work that runs stops where it can. */
  cancel(reason) {
    this.#task.cancel();
    if (this.lane === null) return;
    this.lane.remove(this);
    this.lane = null;
    waiting--;
    this.#end(reason, true);
  }

  #end(error, calledOff = false) {
    // First of all: whoever listens may throw.
    this.#settle.reject(error);
    this.#watched.fails(error, calledOff);
  }
}

/**
 * Has a native task done when it is its turn.
 *
 * @param task something with start(anyway), which gives a promise, or null where no slot is free, and cancel()
 * @param options `owner`, `priority`, and `about`, which says what it is
 * @returns an entry with its `promise`, and `cancel(reason)`
 */
function enqueue(task, options) {
  const entry = new Entry(task, options);
  entry.lane.add(entry);
  waiting++;
  pump();
  return entry;
}

/** What is called off without a reason of somebody's. */
const calledOff = () => domException('AbortError', 'nobody waits for the result any more');

/** How much waits and runs, of this thread. */
const load = () => ({ waiting, running });

module.exports = { calledOff, checkRoom, enqueue, load, priorityOf };
