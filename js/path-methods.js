'use strict';

// The CanvasPath mixin, for Context2D and Path2D.
// https://html.spec.whatwg.org/multipage/canvas.html#canvaspath

const { domException, tooFew } = require('./errors.js');
const { OP } = require('./commands.js');

const { isFinite } = Number;

/** A non-finite number times 0 is NaN, and a sum with it; finite ones give 0. A loop would cost more than recording. */
const areFinite = (a, b, c, d, e, f, g) => a * 0 + b * 0 + c * 0 + d * 0 + e * 0 + f * 0 + g * 0 === 0;

const negativeRadius = (method, radius) =>
  domException('IndexSizeError', `${method}: the radius must not be negative, got ${radius}`);

const negativeCorner = (radius) => new RangeError(`roundRect: a radius must not be negative, got ${radius}`);

/** One radius of roundRect: a number or a DOMPointInit, which nothing is too. */
function cornerRadius(value) {
  if (value === undefined || value === null) return [0, 0];
  const isPoint = typeof value === 'object' || typeof value === 'function';
  const x = isPoint ? +(value.x ?? 0) : +value;
  const y = isPoint ? +(value.y ?? 0) : x;
  return [x, y];
}

/** False for radii of which the first that can't be used is not finite; a RangeError if it is negative. */
function areUsable(radii) {
  for (const [x, y] of radii) {
    if (!isFinite(x) || !isFinite(y)) return false;
    if (x < 0 || y < 0) throw negativeCorner(Math.min(x, y));
  }
  return true;
}

/** Four times the same radius both ways, from a number: what is asked for nearly always. */
function sameCorners(r) {
  if (!isFinite(r)) return undefined;
  if (r < 0) throw negativeCorner(r);
  return [r, r, r, r, r, r, r, r];
}

/** The radii argument as a list of radii. */
function radiiOf(value) {
  const isList = typeof value === 'object' && value !== null && typeof value[Symbol.iterator] === 'function';
  const list = [];
  for (const item of isList ? value : [value]) {
    // One more than allowed tells as much as a million.
    if (list.push(item) > 4) break;
  }
  return list.map(cornerRadius);
}

/**
 * Upper left, upper right, lower right and lower left of such a list; undefined when one, or the rectangle, is not
 * finite: then nothing is drawn, but the list must have the right length, as in Chromium.
 * https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-roundrect
 */
function cornersOf(radii, isDrawn) {
  if (radii.length < 1 || radii.length > 4) {
    throw new RangeError(`roundRect: 1 to 4 radii are needed, got ${radii.length === 0 ? 'none' : 'more'}`);
  }
  if (!isDrawn || !areUsable(radii)) return undefined;
  const [a, b = a, c = a, d = b] = radii;
  return [...a, ...b, ...c, ...d];
}

/**
 * Adds the methods to a class.
 * @param bufferOf gives the CommandBuffer of `this`, and throws a TypeError for a wrong one
 */
function addPathMethods(Class, bufferOf) {
  const methods = {
    closePath() {
      bufferOf(this).add(OP.closePath);
    },
    moveTo(x, y) {
      if (arguments.length < 2) throw tooFew('moveTo', 2, arguments.length);
      bufferOf(this).add2(OP.moveTo, +x, +y);
    },
    lineTo(x, y) {
      if (arguments.length < 2) throw tooFew('lineTo', 2, arguments.length);
      bufferOf(this).add2(OP.lineTo, +x, +y);
    },
    quadraticCurveTo(cpx, cpy, x, y) {
      if (arguments.length < 4) throw tooFew('quadraticCurveTo', 4, arguments.length);
      bufferOf(this).add4(OP.quadraticCurveTo, +cpx, +cpy, +x, +y);
    },
    bezierCurveTo(cp1x, cp1y, cp2x, cp2y, x, y) {
      if (arguments.length < 6) throw tooFew('bezierCurveTo', 6, arguments.length);
      bufferOf(this).add6(OP.bezierCurveTo, +cp1x, +cp1y, +cp2x, +cp2y, +x, +y);
    },
    arcTo(x1, y1, x2, y2, radius) {
      const commands = bufferOf(this);
      if (arguments.length < 5) throw tooFew('arcTo', 5, arguments.length);
      const [ax, ay, bx, by, r] = [+x1, +y1, +x2, +y2, +radius];
      if (!areFinite(ax, ay, bx, by, r, 0, 0)) return;
      if (r < 0) throw negativeRadius('arcTo', r);
      commands.add5(OP.arcTo, ax, ay, bx, by, r);
    },
    arc(x, y, radius, startAngle, endAngle, counterclockwise = false) {
      const commands = bufferOf(this);
      if (arguments.length < 5) throw tooFew('arc', 5, arguments.length);
      const [cx, cy, r, start, end] = [+x, +y, +radius, +startAngle, +endAngle];
      const turn = counterclockwise ? 1 : 0;
      if (!areFinite(cx, cy, r, start, end, 0, 0)) return;
      if (r < 0) throw negativeRadius('arc', r);
      commands.add6(OP.arc, cx, cy, r, start, end, turn);
    },
    ellipse(x, y, radiusX, radiusY, rotation, startAngle, endAngle, counterclockwise = false) {
      const commands = bufferOf(this);
      if (arguments.length < 7) throw tooFew('ellipse', 7, arguments.length);
      const [cx, cy, rx, ry, angle, start, end] = [+x, +y, +radiusX, +radiusY, +rotation, +startAngle, +endAngle];
      const turn = counterclockwise ? 1 : 0;
      if (!areFinite(cx, cy, rx, ry, angle, start, end)) return;
      if (rx < 0 || ry < 0) throw negativeRadius('ellipse', rx < 0 ? rx : ry);
      commands.add8(OP.ellipse, cx, cy, rx, ry, angle, start, end, turn);
    },
    rect(x, y, w, h) {
      if (arguments.length < 4) throw tooFew('rect', 4, arguments.length);
      bufferOf(this).add4(OP.rect, +x, +y, +w, +h);
    },
    roundRect(x, y, w, h, radii = 0) {
      const commands = bufferOf(this);
      if (arguments.length < 4) throw tooFew('roundRect', 4, arguments.length);
      const [left, top, width, height] = [+x, +y, +w, +h];
      const isNumber = typeof radii === 'number';
      const list = isNumber ? undefined : radiiOf(radii);
      const isDrawn = areFinite(left, top, width, height, 0, 0, 0);
      if (!isDrawn && isNumber) return;
      const corners = isNumber ? sameCorners(radii) : cornersOf(list, isDrawn);
      if (corners === undefined) return;
      commands.add12(OP.roundRect, left, top, width, height, corners);
    },
  };
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(Class.prototype, name, { value, writable: true, configurable: true });
  }
}

module.exports = { addPathMethods };
