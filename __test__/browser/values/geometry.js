'use strict';

// DOMMatrix, DOMPoint, DOMRect and DOMQuad, and the transform of a context.

// What cases show of an object. Sines differ in their last digit from one library to the next.
const HELPERS = {
  show: "(m) => `${m.is2D ? 2 : 3}d${m.isIdentity ? ' identity' : ''}: ${Array.from(m.toFloat64Array(), round).join(' ')}`",
  coordinates: "(p) => [p.x, p.y, p.z, p.w].map(round).join(' ')",
  sides: "(r) => [r.x, r.y, r.width, r.height, r.top, r.right, r.bottom, r.left].map(round).join(' ')",
};
const ROUND = 'const round = (v) => (Math.abs(v) < 1e-13 ? 0 : +v.toPrecision(12));';

const FLAT = '[1, 2, 3, 4, 5, 6]';
const DEEP = '[1, 2, 3, 4, 5, 1, 7, 8, 9, 10, 2, 12, 13, 14, 15, 3]';

const cases = [];
/** A case, with what it needs in front. */
function complete(body) {
  const used = Object.entries(HELPERS).filter(([name]) => new RegExp(`\\b${name}\\b`).test(body));
  if (used.length === 0) return body;
  return `${ROUND} ${used.map(([name, code]) => `const ${name} = ${code};`).join(' ')}\n${body}`;
}

const add = (...bodies) => cases.push(...bodies.map(complete));

// Constructors.
for (const init of [
  '', 'undefined', 'null', '5', '{}', '[]', FLAT, DEEP, '[1, 2, 3]', 'Array(7).fill(1)', 'Array(15).fill(1)', 'Array(17).fill(1)',
  '[1, , 3, 4, 5, 6]', '["1", "x", null, undefined, true, {}]', '[1n, 0, 0, 1, 0, 0]', '[Symbol(), 0, 0, 1, 0, 0]', '[NaN, 0, 0, 1, 0, Infinity]',
  'new Set([1, 2, 3, 4, 5, 6])', 'new Float32Array([0.5, 0, 0, 2, 0, 0])', 'new Float64Array(16)', 'new Uint8Array(6)', 'new String("none")',
  `new DOMMatrix(${FLAT})`, `new DOMMatrix(${DEEP})`, 'new DOMMatrix([NaN, 0, 0, 1, 0, 0])', '() => {}', 'Symbol()', '{ [Symbol.iterator]: null }',
  '{ [Symbol.iterator]: 5 }', '{ [Symbol.iterator]: undefined, toString: () => "scale(2)" }', '{ *[Symbol.iterator]() { yield* [1, 2, 3, 4, 5, 6]; } }',
  '{ toString: () => "translate(3px)" }', 'true',
]) {
  for (const name of ['DOMMatrix', 'DOMMatrixReadOnly']) add(`return show(new ${name}(${init}));`);
}
for (const make of ['fromFloat32Array', 'fromFloat64Array']) {
  for (const array of [
    '', 'undefined', FLAT, 'new Float32Array(6)', 'new Float64Array(6)', 'new Float32Array(16)', 'new Float64Array(16)', 'new Float32Array(5)',
    'new Float64Array(17)', 'new Float64Array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6])', 'new Float32Array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6])', 'new DataView(new ArrayBuffer(48))', 'null',
  ]) {
    for (const name of ['DOMMatrix', 'DOMMatrixReadOnly']) {
      add(`const m = ${name}.${make}(${array}); return [show(m), m.constructor.name];`);
    }
  }
}

// CSS transform lists.
const LISTS = [
  '', ' ', 'none', ' none ', 'NONE', 'none none', 'none scale(2)', 'scale(2) none', 'inherit', 'initial', 'unset', 'var(--x)', 'foo(1)',
  'translate(10px)', 'translate(10px, 20px)', 'translate( 10px , 20px )', 'translate(10px 20px)', 'translate(10)', 'translate(0)', 'translate(0, 0)',
  'translate()', 'translate(1px,)', 'translate(,1px)', 'translate(1px, 2px, 3px)', 'translate (1px)', 'translate(1px', 'TRANSLATE(1PX)',
  'translatex(1in)', 'translateX(2.54cm)', 'translateY(1cm)', 'translate(1Q)', 'translate(1mm, 3pt)', 'translate(1pc)', 'translate(1em)', 'translate(1rem)',
  'translate(1ex)', 'translate(1ch)', 'translate(10%)', 'translate(1vw)', 'translate(1lh)', 'translate(1cqw)', 'translate(1xx)', 'translate(1deg)', 'translate(.5px)', 'translate(+1px, -1px)',
  'translate(1.px)', 'translate(5e-1px)', 'translate(1e)', 'translate(0.1px, 0.2px)', 'translate(1e40px, -1e40px)', 'translate(1e-50px)',
  'translate3d(1px, 2px, 3px)', 'translate3d(1px, 2px, 0)', 'translate3d(1px, 2px)', 'translate3d(1px, 2px, 10%)', 'translateZ(0)', 'translateZ(10px)', 'translateZ(10%)',
  'scale(2)', 'scale(2, 3)', 'scale(2 3)', 'scale(1, 2, 3)', 'scale()', 'scale(1px)', 'scale(50%)', 'scale(200%, 3)', 'scale(33%)', 'scale(-33.3333%)', 'scale(0)', 'scale(-0)', 'scale(0.1)',
  'scale(1e39)', 'scale(1e400)', 'scale(1e-50)', 'scaleX(2)', 'scaleX(10.1%)', 'scaleY(50%)', 'scaleZ(1)', 'scaleZ(2)', 'scale3d(1, 2, 3)', 'scale3d(1, 2)', 'scale3d(50%, 1, 1)', 'scale(pi)',
  'rotate(90deg)', 'rotate(90)', 'rotate(0)', 'rotate()', 'rotate(1turn)', 'rotate(-0.25turn)', 'rotate(100grad)', 'rotate(1rad)', 'rotate(1DEG)', 'rotate(30deg)', 'rotate(1px)', 'rotate(10%)',
  'rotate(1deg, 2deg)', 'rotate(1e10deg)', 'rotate(1e400deg)', 'rotate(1e-50deg)', 'rotateX(45deg)', 'rotateX(0deg)', 'rotateX(360deg)', 'rotateY(45deg)', 'rotateZ(45deg)',
  'rotate3d(1, 1, 1, 45deg)', 'rotate3d(0, 0, 1, 90deg)', 'rotate3d(0, 0, 0, 90deg)', 'rotate3d(0, 0, -2, 90deg)', 'rotate3d(1, 0, 0, 0)', 'rotate3d(10%, 0, 0, 0deg)', 'rotate3d(1, 2, 3, 40deg)',
  'skew(10deg)', 'skew(10deg, 20deg)', 'skew(0)', 'skew(10)', 'skewX(10deg)', 'skewY(45deg)', 'skewX(0.1deg)',
  'matrix(1, 2, 3, 4, 5, 6)', 'matrix(1 2 3 4 5 6)', 'matrix(1, 2, 3, 4, 5)', 'matrix(1, 2, 3, 4, 5px, 6px)', 'matrix()', 'matrix(NaN, 0, 0, 1, 0, 0)', 'matrix(1, 0, 0, 1, 10%, 0)',
  'matrix(0.1, 0.2, 0.3, 0.4, 0.5, 0.6)', 'matrix(1e39, 0, 0, 1, 0, 0)', 'matrix(1e400, 0, 0, 1, 0, 0)', 'matrix(1, 0, 0, 1, 1e10, 0)', 'matrix(1e-320, 0, 0, 1, 0, 0)', 'matrix(1, 0, 0, 1, +5, -.5)',
  'matrix3d(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)', 'matrix3d(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 2, 3, 1)', 'matrix3d(1, 2, 3)',
  'perspective(100px)', 'perspective(0)', 'perspective(0.5px)', 'perspective(3.3px)', 'perspective(-1px)', 'perspective(100)', 'perspective(1.1in)', 'perspective(calc(1px * -5))',
  'translate(calc(1px + 2px))', 'translate(calc(1px + 10%))', 'translate(calc(0))', 'translate(calc(1em))', 'translate(calc(infinity * 1px))', 'translate(calc(NaN * 1px))', 'translate(calc(0.1px + 0.2px))',
  'scale(calc(1 + 1))', 'scale(calc(50%))', 'scale(calc(50% + 1))', 'scale(calc(NaN))', 'scale(calc(pi))', 'scale(1, calc(2*3))', 'rotate(calc(90deg))', 'rotate(calc(0))', 'rotate(calc(1turn/8))', 'rotate(calc(NaN*1deg))', 'rotate(calc(infinity*1deg))',
  'matrix(calc(0.1 + 0.2), 0, 0, 1, 0, 0)', 'matrix(calc(infinity), 0, 0, 1, 0, 0)', 'matrix(calc(NaN), 0, 0, 1, 0, 0)', 'calc(1)',
  'translate(10px) scale(2)', 'translate(10px)scale(2)', 'translate(10px),scale(2)', 'translate(10px);', 'scale(2)/**/translate(1px)', '/**/scale(2)/**/', 'scale/**/(2)', 'scale(2,/**/3)',
  '\\ntranslate(1px)\\t', 'translate(1px)\\u00a0scale(2)', 'tr\\\\61nslate(1px)', '{scale(2)}', 'scale(2) !important', 'rotate(1deg) foo',
  'rotate(45deg) translate(1px,2px) scale(3,4) skewX(10deg)', 'rotate(10deg) rotate(20deg)', 'skew(10deg,20deg) rotate(5deg)', 'rotateX(10deg) rotateY(20deg)', 'matrix(1, 0, 0, 1, 0, 0) translateZ(0)', 'scale(0) translate(1px)', 'rotate3d(1,2,3,40deg) translate(1px,2px)', 'perspective(50px) rotateY(30deg) translateZ(4px)',
];
for (const list of LISTS) add(`return show(new DOMMatrix('${list}'));`);
add(
  "const m = new DOMMatrix(); m.m13 = 5; return [m.setMatrixValue('scale(2)') === m, show(m)];",
  `const m = new DOMMatrix(${FLAT}); m.setMatrixValue(''); return show(m);`,
  'new DOMMatrix().setMatrixValue();',
  'new DOMMatrix().setMatrixValue(null);',
  "const m = new DOMMatrix([1, 2, 3, 4, 5, 6]); try { m.setMatrixValue('foo'); } catch (error) { return [error.name, error instanceof DOMException, error.code, show(m)]; }",
);

// Dictionaries.
for (const init of [
  '', 'undefined', 'null', '5', '"none"', 'true', 'Symbol()', '{}', '[]', '() => {}', '{ a: 2 }', '{ m11: 2 }', '{ a: 2, m11: 2 }', '{ a: 2, m11: 3 }', '{ a: NaN, m11: NaN }', '{ a: 0, m11: -0 }', '{ a: -0, m11: 0 }',
  '{ b: 2, m12: 3 }', '{ c: 2, m21: 3 }', '{ d: 2, m22: 3 }', '{ e: 2, m41: 3 }', '{ f: 2, m42: 3 }', '{ a: "2", m11: 2 }', '{ a: null }', '{ a: undefined, m11: 5 }', '{ a: 1n }', '{ a: Symbol() }', '{ a: {} }',
  '{ is2D: true }', '{ is2D: false }', '{ is2D: undefined, m13: 1 }', '{ is2D: null, m13: 1 }', '{ is2D: true, m13: 1 }', '{ is2D: true, m13: -0 }', '{ is2D: true, m33: 1 }', '{ is2D: true, m33: 2 }', '{ is2D: true, m44: 0 }', '{ m13: 0 }', '{ m13: NaN }', '{ m13: 1 }', '{ m14: 1 }', '{ m23: 1 }',
  '{ m24: 1 }', '{ m31: 1 }', '{ m32: 1 }', '{ m33: 1 }', '{ m33: 0 }', '{ m34: 1 }', '{ m43: 1 }', '{ m44: 1 }', '{ m44: 2 }', '{ m44: -0 }', `new DOMMatrix(${FLAT})`, `new DOMMatrixReadOnly(${DEEP})`, '{ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, m33: 7 }',
]) {
  for (const name of ['DOMMatrix', 'DOMMatrixReadOnly']) add(`const m = ${name}.fromMatrix(${init}); return [show(m), m.constructor.name];`);
  add(`return show(new DOMMatrix(${FLAT}).multiply(${init}));`, `ctx.setTransform(${init}); return show(ctx.getTransform());`);
}
add(
  `const read = []; const init = new Proxy({}, { get: (_, name) => { read.push(String(name)); } }); DOMMatrix.fromMatrix(init); return read.join();`,
  `const read = []; const init = new Proxy({}, { get: (_, name) => { read.push(String(name)); } }); ctx.setTransform(init); return read.join();`,
  `const read = []; const init = new Proxy({}, { get: (_, name) => { read.push(String(name)); } }); DOMPoint.fromPoint(init); return read.join();`,
  `const read = []; const init = new Proxy({}, { get: (_, name) => { read.push(String(name)); } }); DOMRect.fromRect(init); return read.join();`,
  `const read = []; const init = new Proxy({}, { get: (_, name) => { read.push(String(name)); } }); DOMQuad.fromQuad(init); return read.join();`,
);

// Methods, with and without a change of the matrix itself.
const CALLS = {
  translate: ['', '1', '1, 2', '1, 2, 0', '1, 2, -0', '1, 2, 3', '"1", null', '0.1, 0.2', '0, 0, 1', '1n', 'Symbol()'],
  scale: ['', '2', '2, 3', '2, undefined', '2, null', '2, 3, 1', '2, 3, 4', '2, 3, 1, 5, 6', '2, 3, 1, 5, 6, 7', '2, 3, 4, 5, 6, 7', '1, 1, 1, 5, 6, 7', '0', '-1', 'undefined, 3', 'NaN'],
  scale3d: ['', '2', '1', '2, 3', '2, 3, 4', '2, 3, 4, 5', '1, 2, 3, 4'],
  rotate: ['', '90', '30', '-45', '360', '720', '450', '1e10', '10, 20', '10, 20, 30', '0, 0, 30', '10, 0', '0, 10', '10, 0, 0', '30, null', '0, 0, 0', '-90', '1e-10', 'undefined', 'null', '-30, -60, 90', '0, -90', 'NaN'],
  rotateFromVector: ['', '1', '0, 1', '3, 4', '-3, 4', '0, -1', '-1, 0', '0, 0', '1e-300, 0', '1, 1', '-5, -5'],
  rotateAxisAngle: ['', '1', '0, 0, 1, 30', '0, 0, -2, 40', '1, 0, 0, 30', '0, 1, 0, 30', '1, 1, 1, 120', '1, 2, 3, 45', '0, 0, 0, 40', '1, 0, 0, 0', '-1, 0, 0, 90', '0, 0, 1, 90', '0, 0, 1', '1e-5, 2, 3, 370'],
  skewX: ['', '10', '45', '-30', '0', '180', '"20"', 'NaN'],
  skewY: ['', '10', '45', '-30', '0', '180', 'NaN'],
  multiply: [`new DOMMatrix([0.7, 0.8, 0.9, 0.1, 0.2, 0.3])`, `new DOMMatrix(${DEEP})`, '{ m13: 0.3, m14: 0.7, m33: 2.1 }', '{ e: 5, is2D: false }', '{ a: 2, d: 3 }'],
  inverse: [''],
  flipX: [''],
  flipY: [''],
  scaleNonUniform: ['', '2', '2, 3', 'undefined, 3', '2, 3, 4'],
};
const SELF = { inverse: 'invertSelf' };
const HAS_NO_SELF = ['flipX', 'flipY', 'scaleNonUniform'];
for (const [method, lists] of Object.entries(CALLS)) {
  for (const list of lists) {
    for (const start of ['', FLAT, DEEP]) {
      add(`const m = new DOMMatrixReadOnly(${start}); const n = m.${method}(${list}); return [show(n), show(m), n.constructor.name];`);
    }
    if (HAS_NO_SELF.includes(method)) continue;
    const self = SELF[method] ?? `${method}Self`;
    for (const start of [FLAT, DEEP]) add(`const m = new DOMMatrix(${start}); return [m.${self}(${list}) === m, show(m)];`);
  }
}
for (const list of CALLS.multiply) for (const start of [FLAT, DEEP]) add(`return show(new DOMMatrix(${start}).preMultiplySelf(${list}));`);
for (const start of ['[1, 2, 2, 4, 5, 6]', '[0, 0, 0, 0, 0, 0]', '[NaN, 0, 0, 1, 0, 0]', '[3, 0, 0, 7, 5, 6]', '[0, 1, -1, 0, 9, 9]', '[1, 0, 0, 1, Infinity, 0]', '[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]', '[2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0, 1, 2, 3, 1]', '[1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, -0.01, 0, 0, 0, 1]', 'Array(16).fill(0)']) {
  add(`return show(new DOMMatrix(${start}).inverse());`, `const m = new DOMMatrix(${start}); m.invertSelf(); return show(m);`);
}
add(
  `const m = new DOMMatrix(${FLAT}); m.multiplySelf(m); return show(m);`,
  `const m = new DOMMatrix(${DEEP}); m.preMultiplySelf(m); return show(m);`,
  `return [...new DOMMatrix().flipX().toFloat64Array()];`,
  'return new DOMMatrix([1, -0, 0, 1, 0, -0]).isIdentity;',
);

// Attributes.
const ELEMENTS = [1, 2, 3, 4].flatMap((row) => [1, 2, 3, 4].map((column) => `m${row}${column}`));
for (const name of [...'abcdef', ...ELEMENTS]) {
  add(
    `const m = new DOMMatrix(); m.${name} = 0.1; return show(m);`,
    `const m = new DOMMatrix(); m.${name} = -0; return show(m);`,
    `const m = new DOMMatrix(); m.${name} = 1; return show(m);`,
    `const m = new DOMMatrix(); m.${name} = NaN; return show(m);`,
    `return new DOMMatrixReadOnly(${DEEP}).${name};`,
    `return new DOMMatrix(${FLAT}).${name};`,
    `'use strict'; new DOMMatrixReadOnly().${name} = 1;`,
  );
}
add(
  'const m = new DOMMatrix(); m.m13 = 1; m.m13 = 0; return show(m);',
  "const m = new DOMMatrix(); m.a = '2'; m.b = null; m.c = undefined; return show(m);",
  'new DOMMatrix().a = 1n;',
  'new DOMMatrix().a = Symbol();',
);

// Reading a matrix as a whole.
for (const start of ['', FLAT, DEEP, '[0.1, 1e21, 1e-7, 123456789, -0, 0]', '[NaN, 0, 0, 1, 0, 0]', '[1, 0, 0, 1, Infinity, 0]', '[1, 0, 0, 1, 0, 0.30000000000000004]']) {
  add(
    `return String(new DOMMatrix(${start}));`,
    `return new DOMMatrixReadOnly(${start}).toJSON();`,
    `return JSON.stringify(new DOMMatrix(${start}));`,
    `return [...new DOMMatrix(${start}).toFloat32Array()];`,
    `return [...new DOMMatrix(${start}).toFloat64Array()];`,
    `const m = new DOMMatrix(${start}); return [m.toFloat32Array() instanceof Float32Array, m.toFloat64Array() instanceof Float64Array, m.toFloat32Array().length];`,
  );
}
add("const m = new DOMMatrix(); m.m13 = NaN; String(m);", "const m = new DOMMatrix([1, 0, 0, 1, 0, 0]); m.translateSelf(1, 2, 3); return String(m);");

// Points.
for (const point of ['', 'undefined', 'null', '5', '{}', '{ x: 1 }', '{ x: 1, y: 2 }', '{ x: 1, y: 2, z: 3 }', '{ x: 1, y: 2, z: 3, w: 4 }', '{ x: "1", y: null }', '{ x: NaN }', 'new DOMPoint(1, 2, 3, 4)', 'new DOMPointReadOnly(1, 2)', '[1, 2]', '{ x: 1n }']) {
  for (const start of [FLAT, DEEP]) add(`return coordinates(new DOMMatrix(${start}).transformPoint(${point}));`);
  for (const name of ['DOMPoint', 'DOMPointReadOnly']) add(`const p = ${name}.fromPoint(${point}); return [coordinates(p), p.constructor.name];`);
}
for (const list of ['', '1', '1, 2', '1, 2, 3', '1, 2, 3, 4', 'undefined, undefined, undefined, undefined', 'null, null, null, null', '"1", "x"', 'NaN, Infinity', '-0', '{}', '1n', 'Symbol()']) {
  add(`return coordinates(new DOMPoint(${list}));`, `return new DOMPointReadOnly(${list}).toJSON();`);
}
for (const matrix of ['', 'undefined', 'null', '5', '{ a: 2, e: 5 }', `new DOMMatrix(${FLAT})`, `new DOMMatrix(${DEEP})`, '{ a: 1, m11: 2 }']) {
  add(`const p = new DOMPointReadOnly(1, 2, 3, 4).matrixTransform(${matrix}); return [coordinates(p), p.constructor.name];`, `return coordinates(new DOMPoint(1, 2).matrixTransform(${matrix}));`);
}
for (const name of 'xyzw') {
  add(
    `const p = new DOMPoint(); p.${name} = 5; return coordinates(p);`,
    `const p = new DOMPoint(); p.${name} = '0.1'; return p.${name};`,
    `const p = new DOMPoint(); p.${name} = NaN; return p.${name};`,
    `'use strict'; new DOMPointReadOnly().${name} = 1;`,
  );
}
add('return JSON.stringify(new DOMPoint(1, 2, 3, 4));');

// Rectangles and quadrilaterals.
for (const list of ['', '1', '1, 2', '1, 2, 3, 4', '1, 2, -3, -4', 'NaN, 2, 3, 4', '1, 2, NaN, 4', 'Infinity, 0, -Infinity, 1', '"1", null, undefined, true', '1n', '-0, -0, -0, -0', '0.1, 0.2, 0.3, 0.4']) {
  add(`return sides(new DOMRect(${list}));`, `return sides(new DOMRectReadOnly(${list}));`, `return new DOMRect(${list}).toJSON();`);
}
for (const rect of ['', 'undefined', 'null', '5', '{}', '{ x: 1, y: 2, width: 3, height: 4 }', '{ width: -3, height: -4 }', 'new DOMRect(1, 2, 3, 4)', '{ x: NaN }', '{ x: "1" }']) {
  for (const name of ['DOMRect', 'DOMRectReadOnly']) add(`const r = ${name}.fromRect(${rect}); return [sides(r), r.constructor.name];`);
  add(`const q = DOMQuad.fromRect(${rect}); return [q.p1, q.p2, q.p3, q.p4].map(coordinates);`, `return sides(DOMQuad.fromRect(${rect}).getBounds());`);
}
for (const name of ['x', 'y', 'width', 'height']) {
  add(`const r = new DOMRect(1, 2, 3, 4); r.${name} = -10; return sides(r);`, `const r = new DOMRect(1, 2, 3, 4); r.${name} = NaN; return sides(r);`, `'use strict'; new DOMRectReadOnly().${name} = 1;`);
}
for (const list of ['', '{ x: 1 }', '{ x: 1 }, { y: 2 }, { z: 3 }, { w: 4 }', 'null, undefined', '5', '{ x: 5 }, { x: -5, y: 3 }, { y: -9 }, { x: 100 }', '{ x: NaN }', '{ x: Infinity }, { x: -Infinity }']) {
  add(
    `const q = new DOMQuad(${list}); return [q.p1, q.p2, q.p3, q.p4].map(coordinates);`,
    `return sides(new DOMQuad(${list}).getBounds());`,
    `return JSON.stringify(new DOMQuad(${list}));`,
  );
}
for (const quad of ['', 'null', '5', '{}', '{ p1: { x: 1 }, p3: { y: 2 } }', '{ p2: 5 }', 'new DOMQuad({ x: 1 }, { x: 2 })', 'DOMQuad.fromRect({ width: 5, height: 6 })']) {
  add(`const q = DOMQuad.fromQuad(${quad}); return [q.p1, q.p2, q.p3, q.p4].map(coordinates);`);
}
add('const q = new DOMQuad(); return [q.p1 === q.p1, q.p1 instanceof DOMPoint];', 'const q = new DOMQuad(); q.p1.x = 5; return sides(q.getBounds());', 'const p = new DOMPoint(1, 2); return new DOMQuad(p).p1 === p;');

// The transform of a context. Numbers that a single holds exactly.
for (const calls of [
  '', 'ctx.translate(3, 4);', 'ctx.scale(2, 4);', 'ctx.rotate(0);', 'ctx.transform(1, 2, 3, 4, 5, 6);', 'ctx.translate(3, 4); ctx.scale(2, 4); ctx.translate(0.5, 0.25);', 'ctx.scale(2, 4); ctx.transform(1, 2, 3, 4, 5, 6);',
  'ctx.setTransform(1, 2, 3, 4, 5, 6);', 'ctx.setTransform(1, 2, 3, 4, 5, 6); ctx.resetTransform();', 'ctx.translate(3, 4); ctx.save(); ctx.scale(2, 2); ctx.restore();', 'ctx.save(); ctx.scale(2, 2);', 'ctx.translate(3, 4); ctx.reset();',
  'ctx.translate(3, 4); canvas.width = 100;', 'ctx.scale(0, 0);', 'ctx.scale(0, 2); ctx.scale(2, 2);', 'ctx.translate(1, 2); ctx.scale(0, 0);', 'ctx.setTransform(1, 2, 2, 4, 5, 6);', 'ctx.scale(0, 0); ctx.setTransform(1, 2, 3, 4, 5, 6);',
  'ctx.translate(NaN, 1);', 'ctx.translate(1, Infinity);', 'ctx.scale(-Infinity, 1);', 'ctx.rotate(NaN);', 'ctx.transform(1, 0, 0, NaN, 0, 0);', 'ctx.setTransform(1, 0, 0, 1, Infinity, 0);', 'ctx.setTransform({ a: NaN });', 'ctx.setTransform({ e: Infinity });',
  'ctx.translate("3", null);', 'ctx.translate(3);', 'ctx.setTransform();', 'ctx.setTransform(undefined);', 'ctx.setTransform(1, 2);', 'ctx.setTransform(1, 2, 3, 4, 5);', 'ctx.setTransform(1, 2, 3, 4, 5, 6, 7);', 'ctx.setTransform({ a: 2 }, 1);', 'ctx.transform(new DOMMatrix());',
  `ctx.setTransform(new DOMMatrix(${FLAT}));`, `ctx.setTransform(new DOMMatrix(${DEEP}));`, `ctx.setTransform(new DOMMatrixReadOnly(${FLAT}));`, 'ctx.setTransform(ctx.getTransform().translate(1, 2));', 'ctx.getTransform().translateSelf(5, 5);', 'ctx.translate(1, 1); ctx.setTransform(ctx.getTransform().multiply({ a: 2, f: 3 }));', 'ctx.fillRect(0, 0, 1, 1); ctx.translate(8, 0); ctx.fillText("a", 1, 1);',
]) {
  add(`${calls} return show(ctx.getTransform());`);
}
add(
  'return ctx.getTransform() === ctx.getTransform();',
  'return ctx.getTransform() instanceof DOMMatrix;',
  'const g = ctx.createPattern(another(2, 2), "repeat"); return g.setTransform(new DOMMatrix([1, 2, 3, 4, 5, 6]));',
  'const g = ctx.createPattern(another(2, 2), "repeat"); return g.setTransform({ a: 1, m11: 2 });',
  'const g = ctx.createPattern(another(2, 2), "repeat"); return g.setTransform(5);',
  'const p = new Path2D(); return p.addPath(new Path2D("M0 0h5"), new DOMMatrix([1, 2, 3, 4, 5, 6]));',
  'const p = new Path2D(); return p.addPath(new Path2D(), { a: 1, m11: 2 });',
  'ctx.roundRect(0, 0, 10, 10, new DOMPoint(3, 4)); return "fine";',
  'ctx.roundRect(0, 0, 10, 10, [new DOMPoint(3, 4), 5]); return "fine";',
  'ctx.roundRect(0, 0, 10, 10, new DOMPoint(-3, 4));',
  'ctx.roundRect(0, 0, 10, 10, { x: -3 });',
);

const SINGLES = 'Chromium keeps the arguments of translate() in single precision, we in double as the standard has it';
const ZEROS = 'Chromium leaves products with 0 out of some matrices; we multiply, as the standard says';
const FLAT_INIT = 'setTransform() takes a DOMMatrix2DInit in the standard, a DOMMatrixInit in Chromium';

const departures = {};
const depart = (body, reason) => {
  departures[complete(body)] = reason;
};
for (const start of ['', FLAT, DEEP]) {
  depart(`const m = new DOMMatrixReadOnly(${start}); const n = m.translate(0.1, 0.2); return [show(n), show(m), n.constructor.name];`, SINGLES);
  if (start !== '') depart(`const m = new DOMMatrix(${start}); return [m.translateSelf(0.1, 0.2) === m, show(m)];`, SINGLES);
}
depart('const m = new DOMMatrixReadOnly(); const n = m.scale(NaN); return [show(n), show(m), n.constructor.name];', ZEROS);
for (const init of ['{ is2D: true, m13: 1 }', '{ is2D: true, m33: 2 }', '{ is2D: true, m44: 0 }']) depart(`ctx.setTransform(${init}); return show(ctx.getTransform());`, FLAT_INIT);
depart(
  'const read = []; const init = new Proxy({}, { get: (_, name) => { read.push(String(name)); } }); ctx.setTransform(init); return read.join();',
  FLAT_INIT,
);
depart('ctx.setTransform({ a: 2 }, 1); return show(ctx.getTransform());', 'two arguments fit no overload of setTransform(), which is a TypeError in Web IDL');

module.exports = { cases: [...new Set(cases)], departures };
