'use strict';

// Two-dimensional matrices as arguments of native methods.

const { matrix2d } = require('./geometry/matrix-init.js');

/** The six numbers of a DOMMatrix2DInit; nothing means the identity. */
function matrixNumbers(init) {
  const m = matrix2d(init);
  return [m[0], m[1], m[4], m[5], m[12], m[13]];
}

module.exports = { matrixNumbers };
