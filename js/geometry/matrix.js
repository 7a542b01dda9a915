'use strict';

// https://drafts.fxtf.org/geometry/#DOMMatrix

const { types } = require('node:util');

const { native } = require('../binding.js');
const { addMembers, checkFixed, finishInterface, makeInspectable, sequence, toNumber } = require('../convert.js');
const { domException, tooFew, wrongType } = require('../errors.js');
const { matrices, matrixOf } = require('./matrix-init.js');
const math = require('./matrix-values.js');
const { DOMPoint, pointOf, pointValues } = require('./point.js');

const { AT, IDENTITY, IS_2D } = math;

// Given to a constructor with a list that becomes the matrix's.
const TAKE = Symbol('take');

const SHORT = ['a', 'b', 'c', 'd', 'e', 'f'];
const ELEMENTS = Object.keys(AT).filter((name) => !SHORT.includes(name));
const NAMES = [...SHORT, ...ELEMENTS];
// The elements of two-dimensional matrices.
const FLAT = SHORT.map((name) => AT[name]);

/** The list of a matrix of ours; a TypeError for anything else. */
let valuesOf;

/** https://drafts.fxtf.org/geometry/#dom-dommatrixreadonly-dommatrixreadonly */
function parse(init) {
  if (init === undefined) return math.identity();
  const list = sequence(init, toNumber);
  if (list === undefined) return parseList(`${init}`);
  const values = math.fromList(list);
  if (values === undefined) throw new TypeError('a matrix is made of 6 or 16 numbers');
  return values;
}

/** A CSS transform list. https://drafts.fxtf.org/geometry/#parse-a-string-into-an-abstract-matrix */
function parseList(text) {
  const values = math.identity();
  if (text === '') return values;
  const functions = native.parseTransform(text);
  if (functions === null) throw domException('SyntaxError', `'${text.slice(0, 60)}' is not a list of transforms in absolute units`);
  math.applyAll(values, functions);
  return values;
}

function fromArray(array, isKind, name) {
  if (!isKind(array)) throw wrongType('the array', `a ${name}`, array);
  checkFixed(array, 'the array');
  const values = math.fromList(array);
  if (values === undefined) throw new TypeError(`a matrix is made of 6 or 16 numbers, got ${array.length}`);
  return values;
}

class DOMMatrixReadOnly {
  #values;

  constructor(init = undefined, values = undefined) {
    this.#values = init === TAKE ? values : parse(init);
  }

  static fromMatrix(other = undefined) {
    return new DOMMatrixReadOnly(TAKE, matrixOf(other).slice());
  }

  static fromFloat32Array(array32) {
    if (arguments.length < 1) throw tooFew('fromFloat32Array', 1, arguments.length);
    return new DOMMatrixReadOnly(TAKE, fromArray(array32, types.isFloat32Array, 'Float32Array'));
  }

  static fromFloat64Array(array64) {
    if (arguments.length < 1) throw tooFew('fromFloat64Array', 1, arguments.length);
    return new DOMMatrixReadOnly(TAKE, fromArray(array64, types.isFloat64Array, 'Float64Array'));
  }

  get is2D() {
    return this.#values[IS_2D] === 1;
  }

  get isIdentity() {
    return math.isIdentity(this.#values);
  }

  // What a method gives is a copy that is changed by the method of the same name with Self.

  translate(tx = 0, ty = 0, tz = 0) {
    return this.#copy().translateSelf(tx, ty, tz);
  }

  scale(scaleX = 1, scaleY = undefined, scaleZ = 1, originX = 0, originY = 0, originZ = 0) {
    return this.#copy().scaleSelf(scaleX, scaleY, scaleZ, originX, originY, originZ);
  }

  scaleNonUniform(scaleX = 1, scaleY = 1) {
    return this.#copy().scaleSelf(scaleX, scaleY);
  }

  scale3d(scale = 1, originX = 0, originY = 0, originZ = 0) {
    return this.#copy().scale3dSelf(scale, originX, originY, originZ);
  }

  rotate(rotX = 0, rotY = undefined, rotZ = undefined) {
    return this.#copy().rotateSelf(rotX, rotY, rotZ);
  }

  rotateFromVector(x = 0, y = 0) {
    return this.#copy().rotateFromVectorSelf(x, y);
  }

  rotateAxisAngle(x = 0, y = 0, z = 0, angle = 0) {
    return this.#copy().rotateAxisAngleSelf(x, y, z, angle);
  }

  skewX(sx = 0) {
    return this.#copy().skewXSelf(sx);
  }

  skewY(sy = 0) {
    return this.#copy().skewYSelf(sy);
  }

  multiply(other = undefined) {
    return this.#copy().multiplySelf(other);
  }

  flipX() {
    const copy = this.#copy();
    math.scale(valuesOf(copy), -1, 1, 1);
    return copy;
  }

  flipY() {
    const copy = this.#copy();
    math.scale(valuesOf(copy), 1, -1, 1);
    return copy;
  }

  inverse() {
    return this.#copy().invertSelf();
  }

  transformPoint(point = undefined) {
    const values = this.#values;
    const result = new DOMPoint();
    math.transform(values, pointOf(point), pointValues(result));
    return result;
  }

  toFloat32Array() {
    return new Float32Array(this.#elements());
  }

  toFloat64Array() {
    return new Float64Array(this.#elements());
  }

  toString() {
    const values = this.#values;
    const is2d = values[IS_2D] === 1;
    const shown = is2d ? FLAT.map((at) => values[at]) : this.#elements();
    if (!shown.every(Number.isFinite)) {
      throw domException('InvalidStateError', 'a matrix with a number that is not finite can not be written');
    }
    return `${is2d ? 'matrix' : 'matrix3d'}(${shown.join(', ')})`;
  }

  toJSON() {
    const values = this.#values;
    const json = {};
    for (const name of NAMES) json[name] = values[AT[name]];
    json.is2D = values[IS_2D] === 1;
    json.isIdentity = math.isIdentity(values);
    return json;
  }

  #elements() {
    return this.#values.slice(0, IS_2D);
  }

  #copy() {
    return new DOMMatrix(TAKE, this.#values.slice());
  }

  static {
    valuesOf = (matrix) => matrix.#values;
    matrices.valuesOf = (value) => (typeof value === 'object' && value !== null && #values in value ? value.#values : undefined);
    for (const name of NAMES) {
      const at = AT[name];
      addMembers(this, {
        get [name]() {
          return this.#values[at];
        },
      });
    }
  }
}

class DOMMatrix extends DOMMatrixReadOnly {
  // The same list: what changes a matrix is not to be had from one that is read-only.
  #own;

  constructor(init = undefined, values = undefined) {
    super(init, values);
    this.#own = valuesOf(this);
  }

  static fromMatrix(other = undefined) {
    return new DOMMatrix(TAKE, matrixOf(other).slice());
  }

  static fromFloat32Array(array32) {
    if (arguments.length < 1) throw tooFew('fromFloat32Array', 1, arguments.length);
    return new DOMMatrix(TAKE, fromArray(array32, types.isFloat32Array, 'Float32Array'));
  }

  static fromFloat64Array(array64) {
    if (arguments.length < 1) throw tooFew('fromFloat64Array', 1, arguments.length);
    return new DOMMatrix(TAKE, fromArray(array64, types.isFloat64Array, 'Float64Array'));
  }

  multiplySelf(other = undefined) {
    math.multiply(this.#own, matrixOf(other));
    return this;
  }

  preMultiplySelf(other = undefined) {
    math.preMultiply(this.#own, matrixOf(other));
    return this;
  }

  translateSelf(tx = 0, ty = 0, tz = 0) {
    math.translate(this.#own, +tx, +ty, +tz);
    return this;
  }

  scaleSelf(scaleX = 1, scaleY = undefined, scaleZ = 1, originX = 0, originY = 0, originZ = 0) {
    const values = this.#own;
    const x = +scaleX;
    const y = scaleY === undefined ? x : +scaleY;
    math.scaleAbout(values, x, y, +scaleZ, +originX, +originY, +originZ);
    return this;
  }

  scale3dSelf(scale = 1, originX = 0, originY = 0, originZ = 0) {
    const values = this.#own;
    const factor = +scale;
    math.scaleAbout(values, factor, factor, factor, +originX, +originY, +originZ);
    return this;
  }

  rotateSelf(rotX = 0, rotY = undefined, rotZ = undefined) {
    const values = this.#own;
    const first = +rotX;
    if (rotY === undefined && rotZ === undefined) {
      math.rotate(values, first);
      return this;
    }
    const [y, z] = [rotY === undefined ? 0 : +rotY, rotZ === undefined ? 0 : +rotZ];
    math.rotate(values, z);
    if (y !== 0) math.rotateY(values, y);
    if (first !== 0) math.rotateX(values, first);
    return this;
  }

  rotateFromVectorSelf(x = 0, y = 0) {
    const values = this.#own;
    math.rotateTowards(values, +x, +y);
    return this;
  }

  rotateAxisAngleSelf(x = 0, y = 0, z = 0, angle = 0) {
    math.rotateAbout(this.#own, +x, +y, +z, +angle);
    return this;
  }

  skewXSelf(sx = 0) {
    math.skewX(this.#own, +sx);
    return this;
  }

  skewYSelf(sy = 0) {
    math.skewY(this.#own, +sy);
    return this;
  }

  invertSelf() {
    math.invert(this.#own);
    return this;
  }

  setMatrixValue(transformList) {
    const values = this.#own;
    if (arguments.length < 1) throw tooFew('setMatrixValue', 1, arguments.length);
    const parsed = parseList(`${transformList}`);
    for (let i = 0; i <= IS_2D; i++) values[i] = parsed[i];
    return this;
  }

  static {
    for (const name of NAMES) {
      const at = AT[name];
      const initial = IDENTITY[at];
      const isFlat = FLAT.includes(at);
      addMembers(this, {
        get [name]() {
          return this.#own[at];
        },
        set [name](value) {
          const values = this.#own;
          const number = +value;
          values[at] = number;
          if (!isFlat && number !== initial) values[IS_2D] = 0;
        },
      });
    }
  }
}

for (const Class of [DOMMatrixReadOnly, DOMMatrix]) {
  finishInterface(Class);
  makeInspectable(Class, (matrix) => [...(matrix.is2D ? SHORT : ELEMENTS), 'is2D']);
}

/** A matrix with these six numbers. */
const matrixFrom = (a, b, c, d, e, f) => new DOMMatrix(TAKE, math.of2d(a, b, c, d, e, f));

module.exports = { DOMMatrix, DOMMatrixReadOnly, matrixFrom };
