'use strict';

// A canvas as a file that is made while it is read: as a web stream, and as a Node stream.

const { Readable } = require('node:stream');
const { later } = require('./deadline.js');
const { domException } = require('./errors.js');
const { calledOff, enqueue } = require('./queue.js');

// Takes listeners off signals that live longer than the streams they were for.
const forgotten = new FinalizationRegistry(({ signal, listener }) => signal.removeEventListener('abort', listener));

/** The parts of a file, each made when it is asked for. */
class EncodedParts {
  #native;
  #turn;
  #signal;
  #fail;
  #timer;
  #listener;
  // The part that is being made, or waits for its turn.
  #part = null;

  /**
   * @param native what encodeStream() of the native canvas gives
   * @param control `signal` and `timeout`, which is the time until the file has been read, and how parts are queued
   * @param fail called with the reason when one of them ends it
   */
  constructor(native, { signal, timeout, ...turn }, fail) {
    this.#native = native;
    this.#turn = turn;
    this.#signal = signal;
    this.#fail = fail;
    // Neither a signal nor a timer keeps what nobody reads any more.
    const weak = new WeakRef(this);
    const end = (reason) => weak.deref()?.#end(reason);
    if (signal !== undefined) this.#follow(signal, () => end(signal.reason));
    if (timeout === undefined) return;
    const late = () => end(domException('TimeoutError', `the stream was not read within ${timeout} ms`));
    // Somebody who waits for the next part keeps the process running; a stream that nobody reads does not.
    this.#timer = later(late, timeout).unref();
  }

  #follow(signal, listener) {
    this.#listener = listener;
    signal.addEventListener('abort', listener);
    forgotten.register(this, { signal, listener }, this);
  }

  #end(reason) {
    this.close();
    this.#fail(reason);
  }

  /** The next part; null after the last. */
  async read() {
    try {
      this.#part = enqueue(this.#native.read(), this.#turn);
      const part = await this.#part.promise;
      if (part === null) this.close();
      return part;
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Frees everything. */
  close() {
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener('abort', this.#listener);
    forgotten.unregister(this);
    this.#part?.cancel(calledOff());
    this.#native.close();
  }
}

/** The file as a web stream of Buffers. */
function webStream(native, control) {
  let parts;
  return new ReadableStream({
    start(controller) {
      parts = new EncodedParts(native, control, (reason) => controller.error(reason));
    },
    async pull(controller) {
      const part = await parts.read();
      if (part === null) controller.close();
      else controller.enqueue(part);
    },
    cancel() {
      parts.close();
    },
  }, { highWaterMark: 0 });
}

/** The file as a Node stream. */
class EncodedReadable extends Readable {
  #parts;

  constructor(native, control) {
    super();
    this.#parts = new EncodedParts(native, control, (reason) => this.destroy(reason ?? calledOff()));
  }

  _read() {
    // In a task of its own, where what a listener throws is an uncaught exception, not a rejection.
    this.#parts.read().then((part) => process.nextTick(() => this.push(part)), (error) => this.destroy(error ?? calledOff()));
  }

  _destroy(error, done) {
    this.#parts.close();
    done(error);
  }
}

module.exports = { EncodedReadable, webStream };
