'use strict';

// https://drafts.fxtf.org/geometry/#DOMRect

const { dictionary, finishInterface, makeInspectable } = require('../convert.js');

const NAMES = ['x', 'y', 'width', 'height'];

/** The four numbers of a rectangle of ours; a TypeError for anything else. */
let valuesOf;

class DOMRectReadOnly {
  #values;

  constructor(x = 0, y = 0, width = 0, height = 0) {
    this.#values = [+x, +y, +width, +height];
  }

  static fromRect(other = undefined) {
    return new DOMRectReadOnly(...rectOf(other));
  }

  get x() {
    return this.#values[0];
  }

  get y() {
    return this.#values[1];
  }

  get width() {
    return this.#values[2];
  }

  get height() {
    return this.#values[3];
  }

  get top() {
    const [, y, , height] = this.#values;
    return Math.min(y, y + height);
  }

  get right() {
    const [x, , width] = this.#values;
    return Math.max(x, x + width);
  }

  get bottom() {
    const [, y, , height] = this.#values;
    return Math.max(y, y + height);
  }

  get left() {
    const [x, , width] = this.#values;
    return Math.min(x, x + width);
  }

  toJSON() {
    const [x, y, width, height] = this.#values;
    const { top, right, bottom, left } = new DOMRectReadOnly(x, y, width, height);
    return { x, y, width, height, top, right, bottom, left };
  }

  static {
    valuesOf = (rect) => rect.#values;
  }
}

class DOMRect extends DOMRectReadOnly {
  // The same list: what changes a rectangle is not to be had from one that is read-only.
  #own;

  constructor(x = 0, y = 0, width = 0, height = 0) {
    super(x, y, width, height);
    this.#own = valuesOf(this);
  }

  static fromRect(other = undefined) {
    return new DOMRect(...rectOf(other));
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

  get width() {
    return this.#own[2];
  }

  set width(value) {
    this.#own[2] = +value;
  }

  get height() {
    return this.#own[3];
  }

  set height(value) {
    this.#own[3] = +value;
  }
}

/** The numbers of a `DOMRectInit` [x, y, width, height]. */
function rectOf(init) {
  const given = dictionary(init, 'the rectangle');
  // In the order of their names, as Web IDL reads dictionaries.
  const [height, width, x, y] = ['height', 'width', 'x', 'y'].map((name) => {
    const value = given[name];
    return value === undefined ? 0 : +value;
  });
  return [x, y, width, height];
}

for (const Class of [DOMRectReadOnly, DOMRect]) {
  finishInterface(Class);
  makeInspectable(Class, NAMES);
}

module.exports = { DOMRect, DOMRectReadOnly, rectOf };
