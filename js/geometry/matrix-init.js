'use strict';

// Matrices as arguments: a DOMMatrix, or an object with its numbers.
// https://drafts.fxtf.org/geometry/#dommatrixinit-dictionary

const { dictionary } = require('../convert.js');
const { AT, IDENTITY, IS_2D, of2d } = require('./matrix-values.js');

// Two names of each number, in the order in which Web IDL reads them.
const SHORT = ['a', 'b', 'c', 'd', 'e', 'f'];
const LONG = ['m11', 'm12', 'm21', 'm22', 'm41', 'm42'];
// Those that only a three-dimensional matrix has.
const DEEP = ['m13', 'm14', 'm23', 'm24', 'm31', 'm32', 'm33', 'm34', 'm43', 'm44'];

// Set by matrix.js, which knows the classes: the list of a matrix of ours, undefined for anything else.
const matrices = { valuesOf: () => undefined };

const numberOf = (value) => (value === undefined ? undefined : +value);

/** The six numbers both kinds of dictionary have. https://drafts.fxtf.org/geometry/#matrix-validate-and-fixup-2d */
function fixup2d(init) {
  const short = SHORT.map((name) => numberOf(init[name]));
  const long = LONG.map((name) => numberOf(init[name]));
  const numbers = short.map((value, i) => value ?? long[i] ?? IDENTITY[AT[LONG[i]]]);
  return { numbers, short, long };
}

function checkNames({ short, long }) {
  short.forEach((value, i) => {
    // SameValueZero: NaN is the same as NaN.
    if (value === undefined || long[i] === undefined || [value].includes(long[i])) return;
    throw new TypeError(`the matrix has ${SHORT[i]} = ${value} but ${LONG[i]} = ${long[i]}`);
  });
}

/** The list of a `DOMMatrix2DInit`; nothing means the identity. The caller may not change it. */
function matrix2d(init) {
  if (init === undefined) return IDENTITY;
  const own = matrices.valuesOf(init);
  if (own !== undefined) return own;
  const fixed = fixup2d(dictionary(init, 'the matrix'));
  checkNames(fixed);
  return of2d(...fixed.numbers);
}

/**
 * The list of a `DOMMatrixInit`; nothing means the identity. The caller may not change it.
 * https://drafts.fxtf.org/geometry/#matrix-validate-and-fixup
 */
function matrixOf(init) {
  if (init === undefined) return IDENTITY;
  const own = matrices.valuesOf(init);
  if (own !== undefined) return own;
  const given = dictionary(init, 'the matrix');
  const fixed = fixup2d(given);
  const is2d = given.is2D === undefined ? undefined : Boolean(given.is2D);
  const deep = DEEP.map((name) => numberOf(given[name]));
  checkNames(fixed);
  const m = of2d(...fixed.numbers);
  const isDeep = deep.some((value, i) => value !== undefined && value !== IDENTITY[AT[DEEP[i]]]);
  if (is2d === true && isDeep) throw new TypeError('the matrix is2D, but has a number of a three-dimensional one');
  m[IS_2D] = isDeep || is2d === false ? 0 : 1;
  deep.forEach((value, i) => {
    if (value !== undefined) m[AT[DEEP[i]]] = value;
  });
  return m;
}

module.exports = { matrices, matrix2d, matrixOf };
