'use strict';

// https://drafts.fxtf.org/geometry/#DOMQuad

const { dictionary, finishInterface, makeInspectable } = require('../convert.js');
const { DOMPoint, pointOf } = require('./point.js');
const { DOMRect, rectOf } = require('./rect.js');

const NAMES = ['p1', 'p2', 'p3', 'p4'];

class DOMQuad {
  #points;

  constructor(p1 = undefined, p2 = undefined, p3 = undefined, p4 = undefined) {
    this.#points = [p1, p2, p3, p4].map((init) => new DOMPoint(...pointOf(init)));
  }

  static fromRect(other = undefined) {
    const [x, y, width, height] = rectOf(other);
    const [right, bottom] = [x + width, y + height];
    return new DOMQuad({ x, y }, { x: right, y }, { x: right, y: bottom }, { x, y: bottom });
  }

  static fromQuad(other = undefined) {
    const given = dictionary(other, 'the quadrilateral');
    return new DOMQuad(given.p1, given.p2, given.p3, given.p4);
  }

  get p1() {
    return this.#points[0];
  }

  get p2() {
    return this.#points[1];
  }

  get p3() {
    return this.#points[2];
  }

  get p4() {
    return this.#points[3];
  }

  getBounds() {
    const [xs, ys] = [this.#points.map(({ x }) => x), this.#points.map(({ y }) => y)];
    const [left, top] = [Math.min(...xs), Math.min(...ys)];
    return new DOMRect(left, top, Math.max(...xs) - left, Math.max(...ys) - top);
  }

  toJSON() {
    const [p1, p2, p3, p4] = this.#points;
    return { p1, p2, p3, p4 };
  }
}

finishInterface(DOMQuad);
makeInspectable(DOMQuad, NAMES);

module.exports = { DOMQuad };
