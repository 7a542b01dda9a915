'use strict';

// The arithmetic of matrices, on plain lists of 17 numbers: the 16 elements m11, m12 … m44 and, last, whether the
// matrix is two-dimensional, as 1 or 0. https://drafts.fxtf.org/geometry/#matrix
//
// Lists of the kind that engines hold as raw numbers: nothing is allocated but results, and the usual matrix,
// a two-dimensional one, is computed from six of the elements.

/** Where an element is in the list. */
const AT = {};
for (let row = 0; row < 4; row++) for (let column = 0; column < 4; column++) AT[`m${row + 1}${column + 1}`] = row * 4 + column;
Object.assign(AT, { a: AT.m11, b: AT.m12, c: AT.m21, d: AT.m22, e: AT.m41, f: AT.m42 });

const IS_2D = 16;

// Of fractions at first: a list that has held whole numbers only is another kind to the engine.
const IDENTITY = Array.from({ length: 17 }, () => 0.5);
for (let i = 0; i < 16; i++) IDENTITY[i] = i % 5 === 0 ? 1 : 0;
IDENTITY[IS_2D] = 1;

const DEGREE = Math.PI / 180;
// [sine, cosine] after each quarter of a turn.
const QUARTERS = [[0, 1], [1, 0], [0, -1], [-1, 0]];

const identity = () => IDENTITY.slice();

/** A two-dimensional matrix. */
function of2d(a, b, c, d, e, f) {
  const m = identity();
  m[0] = a;
  m[1] = b;
  m[4] = c;
  m[5] = d;
  m[12] = e;
  m[13] = f;
  return m;
}

/** From a list of 6 or 16; undefined for any other length. */
function fromList(list) {
  if (list.length === 6) return of2d(list[0], list[1], list[2], list[3], list[4], list[5]);
  if (list.length !== 16) return undefined;
  const m = identity();
  for (let i = 0; i < 16; i++) m[i] = list[i];
  m[IS_2D] = 0;
  return m;
}

/** m becomes m × other: other applies first. */
function multiply(m, other) {
  product(m, m, other);
}

/** m becomes other × m: m applies first. */
function preMultiply(m, other) {
  product(m, other, m);
}

/** Puts outer × inner into m, which may be one of them. */
function product(m, outer, inner) {
  if (outer[IS_2D] === 0 || inner[IS_2D] === 0) {
    product3d(m, outer, inner);
    return;
  }
  const [a, b, c, d] = [outer[0], outer[1], outer[4], outer[5]];
  const [ia, ib, ic, id, ie, jf] = [inner[0], inner[1], inner[4], inner[5], inner[12], inner[13]];
  const [e, f] = [outer[12], outer[13]];
  m[0] = a * ia + c * ib;
  m[1] = b * ia + d * ib;
  m[4] = a * ic + c * id;
  m[5] = b * ic + d * id;
  m[12] = a * ie + c * jf + e;
  m[13] = b * ie + d * jf + f;
}

function product3d(m, outer, inner) {
  const result = identity();
  for (let row = 0; row < 16; row += 4) {
    for (let column = 0; column < 4; column++) {
      result[row + column] =
        inner[row] * outer[column] +
        inner[row + 1] * outer[column + 4] +
        inner[row + 2] * outer[column + 8] +
        inner[row + 3] * outer[column + 12];
    }
  }
  for (let i = 0; i < 16; i++) m[i] = result[i];
  m[IS_2D] = 0;
}

function translate(m, x, y, z) {
  if (z !== 0) m[IS_2D] = 0;
  const last = m[IS_2D] === 1 ? 2 : 4;
  for (let i = 0; i < last; i++) m[12 + i] += m[i] * x + m[4 + i] * y + m[8 + i] * z;
}

function scale(m, x, y, z) {
  if (z !== 1) m[IS_2D] = 0;
  for (let i = 0; i < 4; i++) {
    m[i] *= x;
    m[4 + i] *= y;
    m[8 + i] *= z;
  }
}

/** Scales about a point. */
function scaleAbout(m, x, y, z, originX, originY, originZ) {
  if (z !== 1) m[IS_2D] = 0;
  const isAboutOrigin = originX === 0 && originY === 0 && originZ === 0;
  if (!isAboutOrigin) translate(m, originX, originY, originZ);
  scale(m, x, y, z);
  if (!isAboutOrigin) translate(m, -originX, -originY, -originZ);
}

/** [sine, cosine] of degrees, exact at quarter turns. */
function turn(degrees) {
  const angle = degrees % 360;
  const quarters = angle / 90;
  if (!Number.isInteger(quarters)) return [Math.sin(angle * DEGREE), Math.cos(angle * DEGREE)];
  return QUARTERS[(quarters + 4) % 4];
}

/** Turns by degrees about the z axis. */
function rotate(m, degrees) {
  const [sin, cos] = turn(degrees);
  rotateRows(m, 0, 4, sin, cos);
}

/** Turns the x axis towards a point. */
function rotateTowards(m, x, y) {
  const length = Math.hypot(x, y);
  if (length !== 0) rotateRows(m, 0, 4, y / length, x / length);
}

const rotateX = (m, degrees) => rotateAboutAxis(m, 4, 8, degrees);
const rotateY = (m, degrees) => rotateAboutAxis(m, 8, 0, degrees);

function rotateAboutAxis(m, first, second, degrees) {
  m[IS_2D] = 0;
  const [sin, cos] = turn(degrees);
  rotateRows(m, first, second, sin, cos);
}

/** Turns the vector at one place of the list to the other. */
function rotateRows(m, first, second, sin, cos) {
  for (let i = 0; i < 4; i++) {
    const [p, q] = [m[first + i], m[second + i]];
    m[first + i] = p * cos + q * sin;
    m[second + i] = q * cos - p * sin;
  }
}

/** Turns by degrees about any axis through the origin; about none not at all. */
function rotateAbout(m, x, y, z, degrees) {
  if (x !== 0 || y !== 0) m[IS_2D] = 0;
  const length = Math.hypot(x, y, z);
  if (length === 0) return;
  const [u, v, w] = [x / length, y / length, z / length];
  // Axes of the coordinate system are turned about without the rounding of the way below.
  if (u === 0 && v === 0) {
    rotate(m, w > 0 ? degrees : -degrees);
    return;
  }
  const [sin, cos] = turn(degrees);
  const t = 1 - cos;
  const r = identity();
  r[IS_2D] = 0;
  [r[0], r[1], r[2]] = [cos + u * u * t, v * u * t + w * sin, w * u * t - v * sin];
  [r[4], r[5], r[6]] = [u * v * t - w * sin, cos + v * v * t, w * v * t + u * sin];
  [r[8], r[9], r[10]] = [u * w * t + v * sin, v * w * t - u * sin, cos + w * w * t];
  multiply(m, r);
}

/** What native code's list of CSS transform functions is made of, in the order of its numbers. */
const FUNCTIONS = [
  { length: 6, apply: (m, v) => multiply(m, of2d(...v)) },
  { length: 16, apply: (m, v) => multiply(m, fromList(v)) },
  { length: 3, apply: (m, [x, y, z]) => translate(m, x, y, z) },
  { length: 3, apply: (m, [x, y, z]) => scale(m, x, y, z) },
  { length: 4, apply: (m, [x, y, z, degrees]) => rotateAbout(m, x, y, z, degrees) },
  { length: 2, apply: (m, [x, y]) => multiply(m, of2d(1, Math.tan(y * DEGREE), Math.tan(x * DEGREE), 1, 0, 0)) },
  { length: 1, apply: perspective },
];

/** Applies functions of CSS as native code gives them: number, whether three-dimensional, arguments, the next one. */
function applyAll(m, list) {
  let at = 0;
  while (at < list.length) {
    const { length, apply } = FUNCTIONS[list[at]];
    if (list[at + 1] !== 0) m[IS_2D] = 0;
    apply(m, list.slice(at + 2, at + 2 + length));
    at += 2 + length;
  }
}

/** https://drafts.csswg.org/css-transforms-2/#PerspectiveDefined */
function perspective(m, [distance]) {
  const p = identity();
  p[AT.m34] = -1 / distance;
  p[IS_2D] = 0;
  multiply(m, p);
}

function skewX(m, degrees) {
  const t = Math.tan(degrees * DEGREE);
  for (let i = 0; i < 4; i++) m[4 + i] += m[i] * t;
}

function skewY(m, degrees) {
  const t = Math.tan(degrees * DEGREE);
  for (let i = 0; i < 4; i++) m[i] += m[4 + i] * t;
}

/** The way back; where there is none all elements become NaN, and the matrix is not two-dimensional. */
function invert(m) {
  const isInvertible = m[IS_2D] === 1 ? invert2d(m) : invert3d(m);
  if (isInvertible) return;
  m.fill(NaN);
  m[IS_2D] = 0;
}

function invert2d(m) {
  const [a, b, c, d, e, f] = [m[0], m[1], m[4], m[5], m[12], m[13]];
  const determinant = a * d - b * c;
  if (!(determinant !== 0 && Number.isFinite(determinant))) return false;
  m[0] = d / determinant;
  m[1] = -b / determinant;
  m[4] = -c / determinant;
  m[5] = a / determinant;
  m[12] = (c * f - d * e) / determinant;
  m[13] = (b * e - a * f) / determinant;
  return true;
}

/** By the determinants of all 2 by 2 parts of the upper and of the lower half. */
function invert3d(m) {
  const [a, b, c, d, e, f, g, h, i, j, k, l, n, o, p, q] = m;
  const [s0, s1, s2] = [a * f - b * e, a * g - c * e, a * h - d * e];
  const [s3, s4, s5] = [b * g - c * f, b * h - d * f, c * h - d * g];
  const [t0, t1, t2] = [i * o - j * n, i * p - k * n, i * q - l * n];
  const [t3, t4, t5] = [j * p - k * o, j * q - l * o, k * q - l * p];
  const determinant = s0 * t5 - s1 * t4 + s2 * t3 + s3 * t2 - s4 * t1 + s5 * t0;
  if (!(determinant !== 0 && Number.isFinite(determinant))) return false;
  const cofactors = [
    f * t5 - g * t4 + h * t3, c * t4 - b * t5 - d * t3, o * s5 - p * s4 + q * s3, k * s4 - j * s5 - l * s3,
    g * t2 - e * t5 - h * t1, a * t5 - c * t2 + d * t1, p * s2 - n * s5 - q * s1, i * s5 - k * s2 + l * s1,
    e * t4 - f * t2 + h * t0, b * t2 - a * t4 - d * t0, n * s4 - o * s2 + q * s0, j * s2 - i * s4 - l * s0,
    f * t1 - e * t3 - g * t0, a * t3 - b * t1 + c * t0, o * s1 - n * s3 - p * s0, i * s3 - j * s1 + k * s0,
  ];
  cofactors.forEach((cofactor, at) => {
    m[at] = cofactor / determinant;
  });
  return true;
}

function isIdentity(m) {
  for (let i = 0; i < 16; i++) if (m[i] !== IDENTITY[i]) return false;
  return true;
}

/** Puts where a point [x, y, z, w] goes into `to`, which may be the point. */
function transform(m, point, to) {
  const [x, y, z, w] = [point[0], point[1], point[2], point[3]];
  if (m[IS_2D] === 1 && z === 0 && w === 1) {
    to[0] = x * m[0] + y * m[4] + m[12];
    to[1] = x * m[1] + y * m[5] + m[13];
    to[2] = 0;
    to[3] = 1;
    return;
  }
  for (let i = 0; i < 4; i++) to[i] = x * m[i] + y * m[4 + i] + z * m[8 + i] + w * m[12 + i];
}

module.exports = {
  AT,
  IDENTITY,
  IS_2D,
  applyAll,
  fromList,
  identity,
  invert,
  isIdentity,
  multiply,
  of2d,
  preMultiply,
  rotate,
  rotateAbout,
  rotateTowards,
  rotateX,
  rotateY,
  scale,
  scaleAbout,
  skewX,
  skewY,
  transform,
  translate,
};
