'use strict';

// The exceptions that the standards name, with messages made one way.

const domException = (name, message) => new DOMException(message, name);

/** Fewer arguments than the method needs. */
function tooFew(method, needed, got) {
  const plural = needed === 1 ? 'argument' : 'arguments';
  return new TypeError(`${method} takes at least ${needed} ${plural}, got ${got}`);
}

/** A value of the wrong type: says what was wanted and what came. */
function wrongType(what, expected, value) {
  return new TypeError(`${what} must be ${expected}, got ${describe(value)}`);
}

/** What a limit of setLimits() refuses: its name, what was met and what it allows can be read off the error. */
function limitError(message, limit, actual, allowed) {
  return Object.assign(new RangeError(message), { code: 'ERR_LIMIT', limit, actual, allowed });
}

/** The error for more bytes than `maxInputBytes` allows; `bytes` is what is known of them. */
function tooManyBytes(what, bytes, allowed, atLeast = false) {
  const amount = atLeast ? `at least ${bytes}` : bytes;
  return limitError(`${what} has ${amount} bytes, the limit maxInputBytes allows ${allowed}`, 'maxInputBytes', bytes, allowed);
}

/** A short name for any value, safe for hostile ones. */
function describe(value) {
  if (value === null) return 'null';
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object') return `${typeof value} ${String(value).slice(0, 60)}`;
  return Array.isArray(value) ? 'an array' : 'an object';
}

module.exports = { describe, domException, limitError, tooFew, tooManyBytes, wrongType };
