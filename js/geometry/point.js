'use strict';

// https://drafts.fxtf.org/geometry/#DOMPoint

const { dictionary, finishInterface, makeInspectable } = require('../convert.js');
const { matrixOf } = require('./matrix-init.js');
const { transform } = require('./matrix-values.js');

const NAMES = ['x', 'y', 'z', 'w'];
const ORIGIN = [0, 0, 0, 1];

/** The four numbers of a point of ours; a TypeError for anything else. */
let valuesOf;
/** Whether a value is a point of ours. */
let isPoint;

const numberOr = (value, initial) => (value === undefined ? initial : +value);

class DOMPointReadOnly {
  #values;

  constructor(x = 0, y = 0, z = 0, w = 1) {
    this.#values = [+x, +y, +z, +w];
  }

  static fromPoint(other = undefined) {
    return copyTo(new DOMPointReadOnly(), other);
  }

  get x() {
    return this.#values[0];
  }

  get y() {
    return this.#values[1];
  }

  get z() {
    return this.#values[2];
  }

  get w() {
    return this.#values[3];
  }

  matrixTransform(matrix = undefined) {
    const values = this.#values;
    const point = new DOMPoint();
    transform(matrixOf(matrix), values, point.#values);
    return point;
  }

  toJSON() {
    const [x, y, z, w] = this.#values;
    return { x, y, z, w };
  }

  static {
    valuesOf = (point) => point.#values;
    isPoint = (value) => typeof value === 'object' && value !== null && #values in value;
  }
}

class DOMPoint extends DOMPointReadOnly {
  // The same list: what changes a point is not to be had from one that is read-only.
  #own;

  constructor(x = 0, y = 0, z = 0, w = 1) {
    super(x, y, z, w);
    this.#own = valuesOf(this);
  }

  static fromPoint(other = undefined) {
    return copyTo(new DOMPoint(), other);
  }

  get x() {
    return this.#own[0];
  }

  set x(value) {
    this.#own[0] = +value;
  }

  get y() {
    return this.#own[1];
  }

  set y(value) {
    this.#own[1] = +value;
  }

  get z() {
    return this.#own[2];
  }

  set z(value) {
    this.#own[2] = +value;
  }

  get w() {
    return this.#own[3];
  }

  set w(value) {
    this.#own[3] = +value;
  }
}

/** The numbers of a `DOMPointInit` [x, y, z, w]. The caller may not change them. */
function pointOf(init) {
  if (init === undefined) return ORIGIN;
  if (isPoint(init)) return valuesOf(init);
  const given = dictionary(init, 'the point');
  // In the order of their names, as Web IDL reads dictionaries.
  const { w, x, y, z } = given;
  return [numberOr(x, 0), numberOr(y, 0), numberOr(z, 0), numberOr(w, 1)];
}

function copyTo(point, init) {
  const [values, from] = [valuesOf(point), pointOf(init)];
  for (let i = 0; i < 4; i++) values[i] = from[i];
  return point;
}

for (const Class of [DOMPointReadOnly, DOMPoint]) {
  finishInterface(Class);
  makeInspectable(Class, NAMES);
}

module.exports = { DOMPoint, DOMPointReadOnly, pointOf, pointValues: (point) => valuesOf(point) };
