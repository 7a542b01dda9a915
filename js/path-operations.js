'use strict';

// Operations on Path2D that the standard has not. Names, numbers and the habit of changing the path and
// returning it are those of @napi-rs/canvas.

const { tooFew, wrongType } = require('./errors.js');
const { matrixNumbers } = require('./matrix.js');

const PathOp = Object.freeze({ Difference: 0, Intersect: 1, Union: 2, Xor: 3, ReverseDifference: 4 });
const FillType = Object.freeze({ Winding: 0, EvenOdd: 1, InverseWinding: 2, InverseEvenOdd: 3 });
const StrokeJoin = Object.freeze({ Miter: 0, Round: 1, Bevel: 2 });
const StrokeCap = Object.freeze({ Butt: 0, Round: 1, Square: 2 });

/** A member of one of them; a TypeError for anything else. */
function member(values, value, what) {
  if (!Object.values(values).includes(value)) throw wrongType(what, `one of ${Object.keys(values).join(', ')}`, value);
  return value;
}

/**
 * Adds the methods to Path2D.
 * @param pathOf gives back a Path2D, and throws a TypeError for anything else
 * @param nativePath gives its native path, with what arguments added to it while they were converted
 */
function addPathOperations(Class, pathOf, nativePath) {
  const methods = {
    op(path, operation) {
      const own = nativePath(this);
      if (arguments.length < 2) throw tooFew('op', 2, arguments.length);
      own.op(nativePath(path), member(PathOp, operation, 'op: the operation'));
      return this;
    },
    simplify() {
      nativePath(this).simplify();
      return this;
    },
    asWinding() {
      nativePath(this).asWinding();
      return this;
    },
    stroke(options = {}) {
      const path = pathOf(this);
      if (typeof options !== 'object' || options === null) throw wrongType('stroke: the options', 'an object', options);
      const { width = 1, miterLimit = 4, cap = StrokeCap.Butt, join = StrokeJoin.Miter } = options;
      const [size, limit] = [+width, +miterLimit];
      member(StrokeCap, cap, 'stroke: the cap');
      member(StrokeJoin, join, 'stroke: the join');
      if (size > 0 && size < Infinity && Number.isFinite(limit)) nativePath(path).stroke(size, Math.max(limit, 1), cap, join);
      return this;
    },
    transform(matrix) {
      const path = pathOf(this);
      if (arguments.length < 1) throw tooFew('transform', 1, arguments.length);
      const numbers = matrixNumbers(matrix);
      if (numbers.every(Number.isFinite)) nativePath(path).transform(numbers);
      return this;
    },
    trim(start, end, isComplement = false) {
      const path = pathOf(this);
      if (arguments.length < 2) throw tooFew('trim', 2, arguments.length);
      const [from, to] = [+start, +end];
      if (!Number.isNaN(from + to)) nativePath(path).trim(from, to, Boolean(isComplement));
      return this;
    },
    dash(on, off, phase) {
      const path = pathOf(this);
      if (arguments.length < 3) throw tooFew('dash', 3, arguments.length);
      const numbers = [+on, +off, +phase];
      nativePath(path).dash(...numbers);
      return this;
    },
    round(radius) {
      const path = pathOf(this);
      if (arguments.length < 1) throw tooFew('round', 1, arguments.length);
      const number = +radius;
      nativePath(path).round(number);
      return this;
    },
    getBounds() {
      return nativePath(this).bounds(false);
    },
    computeTightBounds() {
      return nativePath(this).bounds(true);
    },
    equals(path) {
      const own = nativePath(this);
      if (arguments.length < 1) throw tooFew('equals', 1, arguments.length);
      return own.equals(nativePath(path));
    },
    toSVGString() {
      return nativePath(this).toSvg();
    },
    getFillType() {
      return nativePath(this).getFillType();
    },
    getFillTypeString() {
      return nativePath(this).getFillType() % 2 === 1 ? 'evenodd' : 'nonzero';
    },
    setFillType(type) {
      const own = nativePath(this);
      if (arguments.length < 1) throw tooFew('setFillType', 1, arguments.length);
      own.setFillType(member(FillType, type, 'setFillType: the type'));
    },
  };
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(Class.prototype, name, { value, writable: true, configurable: true });
  }
}

module.exports = { PathOp, FillType, StrokeJoin, StrokeCap, addPathOperations };
