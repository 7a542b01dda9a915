'use strict';

// The addon, loaded once, and the methods of its classes.

const native = require('./native.js').loadNative();

// Kept on the addon itself: a module registry that is thrown away may keep the addon.
const TAKEN = Symbol.for('@scope/canvas/methods');

/**
 * Takes the methods and getters off a native class's prototype and gives them as functions whose first
 * argument is the object. The public classes extend the native ones, and what they call inside trusts
 * its arguments: nobody else should find it.
 */
function takeMethods({ prototype }) {
  if (prototype[TAKEN] !== undefined) return prototype[TAKEN];
  const methods = Object.create(null);
  for (const [name, { value, get }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    if (name === 'constructor') continue;
    methods[name] = Function.prototype.call.bind(value ?? get);
    delete prototype[name];
  }
  Object.defineProperty(prototype, TAKEN, { value: methods });
  return methods;
}

module.exports = { native, takeMethods };
