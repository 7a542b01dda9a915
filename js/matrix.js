'use strict';

// Two-dimensional matrices as arguments.
// https://drafts.fxtf.org/geometry/#dictdef-dommatrix2dinit

const { describe } = require('./errors.js');

const ALIASES = [['a', 'm11', 1], ['b', 'm12', 0], ['c', 'm21', 0], ['d', 'm22', 1], ['e', 'm41', 0], ['f', 'm42', 0]];

function component(init, [name, alias, initial]) {
  const [short, long] = [init[name], init[alias]];
  if (short === undefined) return long === undefined ? initial : +long;
  const value = +short;
  if (long !== undefined && !Object.is(value, +long) && value !== +long) {
    throw new TypeError(`the matrix has ${name} = ${value} but ${alias} = ${+long}`);
  }
  return value;
}

/** The six numbers of a DOMMatrix2DInit; nothing means the identity. */
function matrixNumbers(init) {
  if (init === undefined || init === null) return [1, 0, 0, 1, 0, 0];
  if (typeof init !== 'object' && typeof init !== 'function') {
    throw new TypeError(`a matrix must be an object, got ${describe(init)}`);
  }
  return ALIASES.map((names) => component(init, names));
}

module.exports = { matrixNumbers };
