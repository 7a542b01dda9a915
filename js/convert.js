'use strict';

// Web IDL's conversions from JavaScript values, for integers and interfaces.
// https://webidl.spec.whatwg.org/#js-type-mapping
// (An `unrestricted double` is `+value`, a DOMString is `${value}`.)

const { inspect: { custom: inspectCustom }, types } = require('node:util');

const { wrongType } = require('./errors.js');

const MIN_LONG = -0x80000000;
const MAX_LONG = 0x7fffffff;

/** `[EnforceRange] long`: what does not fit is an error. */
function toLongInRange(value, what) {
  const number = Math.trunc(+value);
  if (!(number >= MIN_LONG && number <= MAX_LONG)) throw new TypeError(`${what} must be a 32-bit integer, got ${number}`);
  return number + 0;
}

/** A number as Web IDL converts to `unrestricted double`. Unlike `Number()` it refuses a BigInt. */
const toNumber = (value) => +value;

const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

const NO_MEMBERS = Object.freeze(Object.create(null));

/** What the members of a dictionary, or of options, are read from. */
function dictionary(value, what) {
  if (value === undefined || value === null) return NO_MEMBERS;
  if (!isObject(value)) throw wrongType(what, 'an object', value);
  return value;
}

/** A `sequence`, each item converted by a function of one argument; undefined for what can't be gone through. */
function sequence(value, convert) {
  if (!isObject(value)) return undefined;
  const method = value[Symbol.iterator];
  if (method === undefined || method === null) return undefined;
  // The usual list. Looking twice is seen by nobody.
  if (Array.isArray(value)) return [...value].map(convert);
  // With the method that was found, which is looked up once.
  return Array.from({ [Symbol.iterator]: () => Reflect.apply(method, value, []) }, convert);
}

/** Defines the members of an object literal, which have their names as Web IDL wants. */
function addMembers(Class, members) {
  Object.defineProperties(Class.prototype, Object.getOwnPropertyDescriptors(members));
}

/** Shows the attributes of these names when an object is printed; a list, or a function that tells them. */
function makeInspectable(Class, names) {
  const value = function inspectAttributes(depth, options, inspect) {
    if (!(this instanceof Class)) return this;
    const shown = {};
    for (const name of typeof names === 'function' ? names(this) : names) shown[name] = this[name];
    return `${this.constructor.name} ${inspect(shown, options)}`;
  };
  Object.defineProperty(Class.prototype, inspectCustom, { value, writable: true, configurable: true });
}

/** Gives an interface's members the attributes Web IDL wants: enumerable, and a class string. */
function finishInterface(Class, name = Class.name) {
  const { prototype } = Class;
  for (const key of Object.getOwnPropertyNames(prototype)) {
    if (key !== 'constructor') Object.defineProperty(prototype, key, { enumerable: true });
  }
  for (const [key, { value }] of Object.entries(Object.getOwnPropertyDescriptors(Class))) {
    if (typeof value === 'function') Object.defineProperty(Class, key, { enumerable: true });
  }
  Object.defineProperty(prototype, Symbol.toStringTag, { value: name, configurable: true });
}

/** `Symbol.dispose` where this Node has it, so that `using` works. */
function makeDisposable(Class) {
  if (!Symbol.dispose) return;
  const { dispose } = Class.prototype;
  Object.defineProperty(Class.prototype, Symbol.dispose, { value: dispose, writable: true, configurable: true });
}

/**
 * Throws a TypeError for a typed array of shared memory, which another thread could write to while native code
 * reads, and for one whose memory may change its size. https://webidl.spec.whatwg.org/#js-buffer-source-types
 */
function checkFixed({ buffer }, what) {
  if (types.isSharedArrayBuffer(buffer)) throw new TypeError(`${what} must not be shared memory`);
  if (buffer.resizable) throw new TypeError(`${what} must not be resizable`);
}

/**
 * The bytes behind a Buffer, typed array, DataView or ArrayBuffer; undefined for anything else. A
 * detached one has no bytes. Only shared memory is copied: another thread could write to it while
 * native code reads.
 */
function bytesOf(value) {
  const isView = ArrayBuffer.isView(value);
  if (!isView && !types.isAnyArrayBuffer(value)) return undefined;
  // Detached ones say 0 too, and refuse to be looked at.
  if (value.byteLength === 0) return new Uint8Array(0);
  const bytes = isView ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : new Uint8Array(value);
  return types.isSharedArrayBuffer(bytes.buffer) ? bytes.slice() : bytes;
}

module.exports = {
  MIN_LONG,
  addMembers,
  bytesOf,
  checkFixed,
  dictionary,
  finishInterface,
  isObject,
  makeDisposable,
  makeInspectable,
  sequence,
  toLongInRange,
  toNumber,
};
