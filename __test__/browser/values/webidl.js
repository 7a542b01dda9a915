'use strict';

// How calls with odd receivers and arguments end: conversions, overloads and errors as Web IDL has them.

const cases = [];
const add = (...bodies) => cases.push(...bodies);

// Interfaces that can't be constructed, and those that can.
for (const name of ['CanvasRenderingContext2D', 'CanvasGradient', 'CanvasPattern', 'TextMetrics']) add(`new ${name}();`, `${name}();`);
for (const name of ['Path2D', 'DOMMatrix', 'DOMMatrixReadOnly', 'DOMPoint', 'DOMPointReadOnly', 'DOMRect', 'DOMRectReadOnly', 'DOMQuad']) {
  add(`${name}();`, `return Object.prototype.toString.call(new ${name}());`, `class Own extends ${name} {} return [new Own() instanceof ${name}, new Own().constructor === Own];`);
}
for (const list of [
  '', '1', '1, 1', '0, 1', '1, 0', '-1, 1', '1.9, "2"', 'NaN, 1', 'null, 1', '1n, 1', 'Symbol(), 1', '2, 3, null', '2, 3, {}', '2, 3, 5', '2, 3, { colorSpace: "display-p3" }', '2, 3, { colorSpace: "x" }', '2, 3, { colorSpace: undefined }', '2, 3, { pixelFormat: "x" }',
  'new Uint8ClampedArray(16), 2', 'new Uint8ClampedArray(16), 2, 2', 'new Uint8ClampedArray(16), 2, 3', 'new Uint8ClampedArray(16), 3', 'new Uint8ClampedArray(16), 0', 'new Uint8ClampedArray(15), 1', 'new Uint8ClampedArray(0), 1', 'new Uint8ClampedArray(16), 2, undefined',
  'new Uint8ClampedArray(16), 2, null', 'new Uint8ClampedArray(16), 2, 2, { colorSpace: "display-p3" }', 'new Uint8Array(16), 2', '[1, 2, 3, 4], 1', '{}, 1', 'new ArrayBuffer(16), 2', 'new Uint8ClampedArray(16)',
]) {
  add(`const i = new ImageData(${list}); return [i.width, i.height, i.data.length, i.colorSpace, i.pixelFormat];`);
}

// Methods: wrong receivers, too few arguments, arguments that can't be converted.
const METHODS = {
  save: '', restore: '', reset: '', isContextLost: '', getContextAttributes: '', getTransform: '', resetTransform: '', beginPath: '', closePath: '', fill: '', stroke: '', clip: '', getLineDash: '', setTransform: '',
  scale: '1, 1', rotate: '1', translate: '1, 1', transform: '1, 0, 0, 1, 0, 0', clearRect: '0, 0, 1, 1', fillRect: '0, 0, 1, 1', strokeRect: '0, 0, 1, 1', moveTo: '1, 1', lineTo: '1, 1', quadraticCurveTo: '1, 1, 2, 2', bezierCurveTo: '1, 1, 2, 2, 3, 3',
  arcTo: '1, 1, 2, 2, 3', arc: '1, 1, 1, 0, 1', ellipse: '1, 1, 1, 1, 0, 0, 1', rect: '1, 1, 2, 2', roundRect: '1, 1, 2, 2', createLinearGradient: '0, 0, 1, 1', createRadialGradient: '0, 0, 1, 1, 1, 1', createConicGradient: '0, 1, 1',
  createPattern: 'canvas, ""', drawImage: 'another(2, 2), 0, 0', createImageData: '1, 1', getImageData: '0, 0, 1, 1', putImageData: 'new ImageData(1, 1), 0, 0', setLineDash: '[1]', fillText: '"a", 0, 0', strokeText: '"a", 0, 0', measureText: '"a"',
};
const BAD = ['Symbol()', '1n', '{ valueOf() { throw new RangeError("mine"); }, toString() { throw new RangeError("mine"); } }', 'undefined', 'null', '"2"', '"x"', 'NaN', 'Infinity', '{}', '[]', 'true'];
// What its result looks like depends on more than Web IDL, or is long.
const TELL = 'typeof result === "object" ? Object.prototype.toString.call(result) : typeof result';
for (const [method, list] of Object.entries(METHODS)) {
  const args = list === '' ? [] : list.match(/new ImageData\(1, 1\)|another\(2, 2\)|[^,\s][^,]*/g);
  for (const receiver of ['{}', 'undefined', 'null', '5', 'CanvasRenderingContext2D.prototype', 'Object.create(ctx)', 'canvas', 'new Path2D()']) {
    add(`CanvasRenderingContext2D.prototype.${method}.call(${[receiver, ...args].join(', ')}); return 'fine';`);
  }
  for (let count = 0; count < args.length; count++) add(`ctx.${method}(${args.slice(0, count).join(', ')}); return 'fine';`);
  add(`const result = ctx.${method}(${list}); return ${TELL};`, `const result = ctx.${method}(${[...args, 'undefined'].join(', ')}); return ${TELL};`);
  for (let i = 0; i < args.length; i++) {
    for (const bad of BAD) add(`const result = ctx.${method}(${args.with ? args.with(i, bad).join(', ') : [...args.slice(0, i), bad, ...args.slice(i + 1)].join(', ')}); return ${TELL};`);
  }
}

// Attributes: wrong receivers, and how all kinds of values read back.
const ATTRIBUTES = [
  'globalAlpha', 'globalCompositeOperation', 'imageSmoothingEnabled', 'imageSmoothingQuality', 'fillStyle', 'strokeStyle', 'shadowColor', 'shadowBlur', 'shadowOffsetX', 'shadowOffsetY', 'filter', 'lineWidth', 'lineCap', 'lineJoin', 'miterLimit', 'lineDashOffset',
  'font', 'textAlign', 'textBaseline', 'direction',
];
const VALUES = [
  'undefined', 'null', 'true', 'false', '0', '-0', '1', '0.5', '-1', '2', 'NaN', 'Infinity', '-Infinity', '1n', 'Symbol()', '""', '"0.25"', '" 0.25 "', '"x"', '"ROUND"', '"round"', '"high"', '"center"', '"red"', '{}', '[]', '[0.5]', '["round"]', 'function () {}',
  '{ toString: () => "bevel" }', '{ valueOf: () => 0.75 }', '{ toString() { throw new RangeError("mine"); }, valueOf() { throw new RangeError("mine"); } }', '"round\\0"', '"copy"', '"lighter "', '"middle"', '"rtl"',
];
for (const name of [...ATTRIBUTES, 'canvas']) {
  for (const receiver of ['{}', 'CanvasRenderingContext2D.prototype', 'undefined', 'canvas']) {
    add(`return Object.getOwnPropertyDescriptor(CanvasRenderingContext2D.prototype, '${name}').get.call(${receiver});`);
    if (name !== 'canvas') add(`return Object.getOwnPropertyDescriptor(CanvasRenderingContext2D.prototype, '${name}').set.call(${receiver}, NaN);`);
  }
}
for (const name of ATTRIBUTES) for (const value of VALUES) add(`ctx.${name} = ${value}; return ctx.${name};`);
for (const [Class, name] of [['DOMMatrix', 'a'], ['DOMMatrix', 'is2D'], ['DOMMatrixReadOnly', 'm44'], ['DOMPoint', 'x'], ['DOMPointReadOnly', 'w'], ['DOMRect', 'width'], ['DOMRectReadOnly', 'left'], ['DOMQuad', 'p1'], ['ImageData', 'data'], ['TextMetrics', 'width']]) {
  for (const receiver of ['{}', `${Class}.prototype`, 'undefined', 'ctx']) add(`return Reflect.get(${Class}.prototype, '${name}', ${receiver});`);
}
for (const [Class, method, list] of [
  ['DOMMatrixReadOnly', 'multiply', ''], ['DOMMatrixReadOnly', 'toString', ''], ['DOMMatrixReadOnly', 'toJSON', ''], ['DOMMatrixReadOnly', 'transformPoint', ''], ['DOMMatrixReadOnly', 'inverse', ''], ['DOMMatrixReadOnly', 'toFloat32Array', ''], ['DOMMatrixReadOnly', 'flipX', ''],
  ['DOMMatrix', 'multiplySelf', ''], ['DOMMatrix', 'invertSelf', ''], ['DOMMatrix', 'setMatrixValue', '"none"'], ['DOMMatrix', 'rotateFromVectorSelf', ''], ['DOMPointReadOnly', 'toJSON', ''], ['DOMPointReadOnly', 'matrixTransform', ''], ['DOMRectReadOnly', 'toJSON', ''], ['DOMQuad', 'getBounds', ''], ['DOMQuad', 'toJSON', ''],
  ['CanvasGradient', 'addColorStop', '0, "red"'], ['CanvasGradient', 'addColorStop', '5, "red"'], ['CanvasPattern', 'setTransform', ''], ['Path2D', 'addPath', 'new Path2D()'], ['Path2D', 'lineTo', '1, 1'],
]) {
  for (const receiver of ['{}', `${Class}.prototype`, 'undefined', 'ctx']) add(`${Class}.prototype.${method}.call(${receiver}${list && `, ${list}`}); return 'fine';`);
}
add('DOMMatrix.prototype.multiplySelf.call(new DOMMatrixReadOnly());', 'DOMMatrix.prototype.translateSelf.call(new DOMMatrixReadOnly(), 1, 1);', "Reflect.set(DOMMatrix.prototype, 'a', 1, new DOMMatrixReadOnly()); return 'fine';");

// Overloads.
const RULES = ['', 'undefined', 'null', '"nonzero"', '"evenodd"', '"EVENODD"', '"x"', '5', '{}', 'Symbol()', 'new Path2D()', 'new Path2D(), undefined', 'new Path2D(), "evenodd"', 'new Path2D(), "x"', 'new Path2D(), null', 'undefined, "evenodd"', 'null, "evenodd"', '"evenodd", "nonzero"', '"evenodd", undefined', 'Object.create(Path2D.prototype)', '{ toString: () => "evenodd" }', 'ctx'];
for (const method of ['fill', 'clip']) for (const list of RULES) add(`ctx.${method}(${list}); return 'fine';`);
for (const list of ['', 'undefined', 'null', '"x"', '{}', 'new Path2D()', 'new Path2D(), 5', 'Object.create(Path2D.prototype)']) add(`ctx.stroke(${list}); return 'fine';`);
for (const list of [
  '1, 1', '2, 3', '-2, -3', '0, 1', '1, 0', '1.9, 2.9', '"2", "3"', 'NaN, 1', 'Infinity, 1', '1e10, 1', '1, undefined', '1, null', '1', 'new ImageData(2, 3)', 'new ImageData(2, 3), undefined', 'new ImageData(2, 3), 5', '{}', 'null', 'canvas', '2, 3, null', '2, 3, {}', '2, 3, 5', '2, 3, { colorSpace: "display-p3" }', '2, 3, { colorSpace: "x" }', '0.5, 1', '-0.5, 1',
]) {
  add(`const i = ctx.createImageData(${list}); return [i.width, i.height, i.colorSpace];`);
}
for (const list of ['0, 0, 1, 1', '0, 0, -2, -3', '0, 0, 0, 1', '0, 0, 1, 0', '0.9, 0.9, 1.9, 2.9', 'NaN, 0, 1, 1', '0, Infinity, 1, 1', '0, 0, 1e10, 1', '-1e10, 0, 1, 1', '2147483647, 0, 1, 1', '-2147483648, 0, 1, 1', '2147483648, 0, 1, 1', '"1", null, true, "2"', '0, 0, 1, 1, null', '0, 0, 1, 1, {}', '0, 0, 1, 1, 5', '0, 0, 1, 1, { colorSpace: "display-p3" }', '0, 0, 1, 1, { colorSpace: "x" }', '0, 0, 1, 1, { pixelFormat: "x" }']) {
  add(`const i = ctx.getImageData(${list}); return [i.width, i.height, i.colorSpace];`);
}
for (const list of ['0, 0', '0, 0, 0', '0, 0, 0, 0', '0, 0, 0, 0, 1', '0, 0, 0, 0, 1, 1', '0, 0, 0, 0, 1, 1, 5', 'NaN, 0', '0, 1e10', '0.9, "1"', '0, 0, NaN, 0, 1, 1', '0, 0, 0, 0, Infinity, 1', '0, 0, -5, -5, -1, -1', 'null, undefined']) add(`ctx.putImageData(new ImageData(2, 2), ${list}); return 'fine';`);
for (const data of ['null', '{}', 'canvas', '{ width: 1, height: 1, data: new Uint8ClampedArray(4) }', 'Object.create(ImageData.prototype)']) add(`ctx.putImageData(${data}, 0, 0); return 'fine';`);
for (let count = 0; count <= 11; count++) add(`ctx.drawImage(another(2, 2)${', 1'.repeat(count)}); return 'fine';`);
for (const source of ['null', 'undefined', '{}', '"x"', '5', 'ctx', 'new ImageData(1, 1)', 'Object.create(canvas)', 'new Path2D()', 'canvas', 'another(0, 5)', 'another(5, 0)']) {
  add(`ctx.drawImage(${source}, 0, 0); return 'fine';`, `const p = ctx.createPattern(${source}, ''); return p === null ? 'null' : 'fine';`, `ctx.drawImage(${source}, NaN, 0); return 'fine';`);
}
for (const kind of ['""', 'null', 'undefined', '"repeat"', '"repeat-x"', '"repeat-y"', '"no-repeat"', '"REPEAT"', '"repeat "', '"x"', '{}', '{ toString: () => "repeat" }', 'Symbol()', '"null"']) add(`const p = ctx.createPattern(canvas, ${kind}); return p === null ? 'null' : 'fine';`);
for (const list of ['[]', '[1, 2]', '[1, 2, 3]', '[0, 0]', '[-1, 2]', '[NaN]', '[Infinity]', '["5", null, undefined]', '["5", null, true]', '"12"', '5', 'null', 'undefined', '{}', '{ length: 1, 0: 5 }', 'new Set([1, 2])', 'new Map([[1, 2]])', 'new Float32Array([0.5, 2])', '[1n]', '[Symbol()]', '[[5]]', '[{}]', '{ [Symbol.iterator]: 5 }', '{ *[Symbol.iterator]() { yield 3; yield 4; } }', '[1, , 2]', 'new String("12")', '{ [Symbol.iterator]() { return {}; } }', '{ [Symbol.iterator]() { return { next: () => 5 }; } }']) {
  add(`ctx.setLineDash([7, 8]); ctx.setLineDash(${list}); return ctx.getLineDash();`, `ctx.setLineDash([7, 8]); try { ctx.setLineDash(${list}); } catch {} return ctx.getLineDash();`);
}
add('return ctx.getLineDash() === ctx.getLineDash();', 'ctx.setLineDash([1, 2]); ctx.getLineDash().push(5); return ctx.getLineDash();', 'const list = [1, 2]; ctx.setLineDash(list); list[0] = 9; return ctx.getLineDash();');

// Gradients.
for (const offset of ['0', '1', '-0', '-0.1', '1.1', 'NaN', 'Infinity', '-Infinity', '"0.5"', '"x"', 'null', 'undefined', '{}', '1n', 'Symbol()']) {
  for (const color of ['"red"', '"x"', 'null', 'Symbol()']) add(`ctx.createLinearGradient(0, 0, 1, 1).addColorStop(${offset}, ${color}); return 'fine';`);
}
for (const list of ['0, 0, -1, 1, 1, 1', '0, 0, 1, 1, 1, -1', '0, 0, -1, 1, 1, NaN', '0, 0, 0, 0, 0, 0', '1e300, 0, 1e300, 0, 0, 1']) add(`ctx.createRadialGradient(${list}); return 'fine';`);
add("ctx.createLinearGradient(0, 0, 1, 1).addColorStop(0);", "ctx.createLinearGradient(0, 0, 1, 1).addColorStop();");

// Negative radii.
for (const call of ['arc(0, 0, -1, 0, 1)', 'arc(NaN, 0, -1, 0, 1)', 'arcTo(0, 0, 1, 1, -1)', 'arcTo(0, 0, NaN, 1, -1)', 'ellipse(0, 0, -1, 1, 0, 0, 1)', 'ellipse(0, 0, 1, -1, 0, 0, 1)', 'ellipse(0, 0, Infinity, -1, 0, 0, 1)', 'arc(0, 0, 1, 0, 1, "x")', 'arc(0, 0, 1, 0, 1, Symbol())']) {
  add(`ctx.${call}; return 'fine';`, `new Path2D().${call}; return 'fine';`);
}
for (const radii of ['undefined', 'null', '0', '5', '-1', 'NaN', '"5"', '"x"', '"-5"', '[]', '[1]', '[1, 2, 3, 4]', '[1, 2, 3, 4, 5]', '[-1]', '[NaN, -1]', '[1, -1]', '{}', '{ x: 1 }', '{ x: -1 }', '{ y: -1 }', '{ x: NaN, y: -1 }', '[{}]', '[null]', '[undefined]', '[[1]]', 'Symbol()', '1n', '[1n]', 'new Set([1, 2])', 'true', '() => {}', '{ x: 1n }', '{ [Symbol.iterator]: null, x: -1 }']) {
  add(`ctx.roundRect(0, 0, 10, 10, ${radii}); return 'fine';`, `new Path2D().roundRect(0, 0, 10, 10, ${radii}); return 'fine';`);
}
for (const list of ['NaN, 0, 1, 1, -1', '0, 0, 1, Infinity, [1, 2, 3, 4, 5]', 'NaN, 0, 1, 1, []', 'NaN, 0, 1, 1, Symbol()', 'NaN, 0, 1, 1, { x: 1n }', '0, 0, -1, -1, 5', '0, 0, 1, 1, [-1, 1n]', '0, 0, 1, 1, [1, 2, 3, 1n]']) {
  add(`ctx.roundRect(${list}); return 'fine';`, `new Path2D().roundRect(${list}); return 'fine';`);
}
for (const call of ['arc(NaN, 0, 1, 0, 1)', 'arcTo(NaN, 0, 1, 1, 1)', 'ellipse(NaN, 0, 1, 1, 0, 0, 1)', 'roundRect(NaN, 0, 1, 1)', 'roundRect(0, 0, 1, 1, NaN)']) {
  add(`CanvasRenderingContext2D.prototype.${call.replace('(', '.call({}, ')}; return 'fine';`, `Path2D.prototype.${call.replace('(', '.call(ctx, ')}; return 'fine';`);
}
for (const value of ['', 'undefined', 'null', '5', '{}', '"M0 0"', 'new Path2D()', 'Symbol()', 'Object.create(Path2D.prototype)']) add(`new Path2D(${value}); return 'fine';`, `new Path2D().addPath(${value}); return 'fine';`);

// Objects.
add(
  'return ctx.canvas === canvas;',
  'return Reflect.ownKeys(ctx);',
  'return Object.prototype.toString.call(ctx);',
  'return canvas.getContext("2d") === ctx;',
  'return Object.getPrototypeOf(ctx) === CanvasRenderingContext2D.prototype;',
  'return ctx.constructor === CanvasRenderingContext2D;',
  'ctx.mine = 5; return [ctx.mine, canvas.getContext("2d").mine];',
  'ctx.fillRect = () => 5; return ctx.fillRect();',
  'return ["canvas fillStyle fillRect save arc getTransform"][0].split(" ").map((name) => name in ctx);',
  'const names = []; for (const name in ctx) names.push(name); return ["constructor", "fillRect", "fillStyle", "canvas", "arc"].map((name) => names.includes(name));',
  'return typeof ctx.getContextAttributes();',
  'return ctx.getContextAttributes() === ctx.getContextAttributes();',
  'return Object.keys(ctx.getContextAttributes()).sort();',
  'return ctx.isContextLost();',
  'return another(1, 1).getContext("x");',
  'another(1, 1).getContext();',
  'another(1, 1).getContext(Symbol());',
  'return another(1, 1).getContext("2D");',
  'return another(1, 1).getContext("2d", null).getContextAttributes().alpha;',
  'return another(1, 1).getContext("2d", 5).getContextAttributes().alpha;',
  'return another(1, 1).getContext("2d", { alpha: null }).getContextAttributes().alpha;',
  'return another(1, 1).getContext("2d", { colorSpace: "x" });',
  'return another(1, 1).getContext("2d", { colorSpace: undefined }).getContextAttributes().colorSpace;',
  'return ctx.measureText("a") instanceof TextMetrics;',
  'return ctx.measureText("").width;',
);

const ZERO = 'Chromium takes no notice of -0 where 0 was; the standard sets what it is given';

const ROUND_RECT = 'a number that is not finite ends roundRect() before the list is looked at, in the standard';

const departures = {
  "ctx.roundRect(0, 0, 1, Infinity, [1, 2, 3, 4, 5]); return 'fine';": ROUND_RECT,
  "new Path2D().roundRect(0, 0, 1, Infinity, [1, 2, 3, 4, 5]); return 'fine';": ROUND_RECT,
  "ctx.roundRect(NaN, 0, 1, 1, []); return 'fine';": ROUND_RECT,
  "new Path2D().roundRect(NaN, 0, 1, 1, []); return 'fine';": ROUND_RECT,
  'const i = new ImageData(-1, 1); return [i.width, i.height, i.data.length, i.colorSpace, i.pixelFormat];': 'more pixels than an array holds are a RangeError in the standard',
  'ctx.shadowBlur = -0; return ctx.shadowBlur;': ZERO,
  'ctx.shadowOffsetX = -0; return ctx.shadowOffsetX;': ZERO,
  'ctx.shadowOffsetY = -0; return ctx.shadowOffsetY;': ZERO,
  'ctx.lineDashOffset = -0; return ctx.lineDashOffset;': ZERO,
  'const i = ctx.getImageData(2147483647, 0, 1, 1); return [i.width, i.height, i.colorSpace];': 'pixels beyond the canvas are transparent, wherever they are',
  'return Object.keys(ctx.getContextAttributes()).sort();': "Chromium's toneMapping is not of the standard",
};

module.exports = { cases: [...new Set(cases)], departures };
