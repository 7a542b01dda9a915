'use strict';

// Sizes and places: of canvases, pixels, pictures and everything that is drawn.

const { Canvas, Image, ImageData, Path2D, createCanvas } = require('../../../index.js');
const { calls } = require('../inputs.js');

const size = ({ width, height }) => `${width}x${height}`;

// Of createCanvas and of a canvas's own attributes, which must agree.
const SIDES = {
  'zero': [0, '0x5'], 'minus zero': [-0, '0x5'], 'half': [0.5, '0x5'], 'minus half': [-0.5, '0x5'], '-1': [-1, 'RangeError'], 'NaN': [NaN, 'RangeError'], 'Infinity': [Infinity, 'RangeError'], '-Infinity': [-Infinity, 'RangeError'],
  '1e-300': [1e-300, '0x5'], '65535': [65_535, '65535x5'], '65535.9': [65_535.9, '65535x5'], '65536': [65_536, 'RangeError'], '2^31 - 1': [2 ** 31 - 1, 'RangeError'], '2^31': [2 ** 31, 'RangeError'], '2^32 - 1': [2 ** 32 - 1, 'RangeError'],
  '2^32': [2 ** 32, 'RangeError'], '2^32 + 5': [2 ** 32 + 5, 'RangeError'], '2^53': [2 ** 53, 'RangeError'], '1e308': [1e308, 'RangeError'], 'a text of 5': ['5', '5x5'], 'a text of 0x10': ['0x10', '16x5'], 'a text': ['five', 'RangeError'],
  'a BigInt': [5n, 'TypeError'], 'a Symbol': [Symbol('x'), 'TypeError'], 'null': [null, '0x5'], 'a list of one': [[7], '7x5'], 'a list of two': [[1, 2], 'RangeError'], 'an object': [{}, 'RangeError'], 'true': [true, '1x5'],
  'an object that says 9': [{ valueOf: () => 9 }, '9x5'], 'an object that says nothing': [Object.create(null), 'TypeError'],
};

const canvases = () => Object.entries(SIDES).flatMap(([what, [value, expect]]) => [
  [`a canvas as wide as ${what}`, expect, () => size(createCanvas(value, 5))],
  [`a canvas as high as ${what}`, expect.replace(/^(\d+)x5$/, '5x$1'), () => size(new Canvas(5, value))],
]);

const attributes = () => [[2 ** 31, 'zero'], [65_536, 'one more than 65535'], [-1, '-1'], [NaN, 'NaN'], [1e308, '1e308']].flatMap(([value, what]) => ['width', 'height'].map((side) =>
  [`${side} set to ${what} leaves the canvas as it was, or makes it so`, ['RangeError', '0x5', '5x0', '300x5', '5x150'], () => {
    const canvas = createCanvas(5, 5);
    try {
      canvas[side] = value;
    } catch (error) {
      if (size(canvas) !== '5x5') return `it threw and is ${size(canvas)}`;
      throw error;
    }
    return size(canvas);
  }]));

const BOXES = {
  'no width': [[0, 0, 0, 5], 'IndexSizeError'], 'no height': [[0, 0, 5, 0], 'IndexSizeError'], 'a negative size': [[5, 5, -5, -5], '5x5'], '2^31 - 1 wide': [[0, 0, 2 ** 31 - 1, 1], 'RangeError'], '2^31 - 1 square': [[0, 0, 2 ** 31 - 1, 2 ** 31 - 1], 'RangeError'],
  '2^31 wide': [[0, 0, 2 ** 31, 1], 'TypeError'], '-2^31 wide': [[0, 0, -(2 ** 31), 1], 'RangeError'], 'NaN': [[0, 0, NaN, 1], 'TypeError'], 'Infinity': [[0, 0, Infinity, 1], 'TypeError'], 'a far place': [[2 ** 31 - 1, 2 ** 31 - 1, 5, 5], '5x5'],
  'the farthest place back': [[-(2 ** 31), -(2 ** 31), 5, 5], '5x5'], 'a place beyond': [[2 ** 31, 0, 5, 5], 'TypeError'], 'half a pixel': [[0.9, 0.9, 1.9, 1.9], '1x1'], 'less than a pixel': [[0, 0, 0.9, 5], 'IndexSizeError'], '50000 square': [[0, 0, 50_000, 50_000], 'RangeError'],
};

const pixels = () => [
  ...Object.entries(BOXES).flatMap(([what, [box, expect]]) => [
    [`getImageData of ${what}`, expect, () => size(createCanvas(5, 5).getContext('2d').getImageData(...box))],
    ...(box[0] === 0 ? [[`createImageData of ${what}`, expect, () => size(createCanvas(5, 5).getContext('2d').createImageData(box[2], box[3]))]] : []),
  ]),
  ['ImageData of 2^32 - 1', 'IndexSizeError', () => size(new ImageData(2 ** 32 - 1, 2 ** 32 - 1))],
  ['ImageData of 2^32, which is 0', 'IndexSizeError', () => size(new ImageData(2 ** 32, 1))],
  ['ImageData of -1', 'IndexSizeError', () => size(new ImageData(-1, -1))],
  ['ImageData of NaN', 'IndexSizeError', () => size(new ImageData(NaN, 5))],
  ['ImageData of 65536x65536', 'IndexSizeError', () => size(new ImageData(65_536, 65_536))],
  ['ImageData of too few bytes', 'InvalidStateError', () => size(new ImageData(new Uint8ClampedArray(15), 2))],
  ['ImageData of no bytes', 'InvalidStateError', () => size(new ImageData(new Uint8ClampedArray(0), 1))],
  ['ImageData of three bytes', 'InvalidStateError', () => size(new ImageData(new Uint8ClampedArray(3), 1))],
  ['ImageData of a wrong height', 'IndexSizeError', () => size(new ImageData(new Uint8ClampedArray(16), 2, 3))],
  ['ImageData of a width that is no part', 'IndexSizeError', () => size(new ImageData(new Uint8ClampedArray(16), 3))],
  ['ImageData of another kind of list', 'IndexSizeError', () => size(new ImageData(new Uint16Array(16), 2))],
  ['ImageData of shared memory', 'TypeError', () => size(new ImageData(new Uint8ClampedArray(new SharedArrayBuffer(16)), 2))],
  ['ImageData of a list of another realm', '2x2', () => size(new ImageData(require('node:vm').runInNewContext('new Uint8ClampedArray(16)'), 2))],
];

// Numbers that everything is drawn with.
const EDGES = { 'NaN': NaN, 'Infinity': Infinity, '-Infinity': -Infinity, '1e308': 1e308, '-1e308': -1e308, '3.5e38': 3.5e38, '1e-308': 1e-308, '2^31': 2 ** 31, '-2^31': -(2 ** 31), '2^53': 2 ** 53, '1e9': 1e9, 'zero': 0, '-1': -1 };

const DRAWN = {
  rectangles: (ctx, n) => { ctx.fillRect(n, n, n, n); ctx.strokeRect(1, n, n, 5); ctx.clearRect(n, 0, 5, n); },
  lines: (ctx, n) => { ctx.moveTo(0, n); ctx.lineTo(n, 5); ctx.lineTo(5, 5); ctx.fill(); ctx.stroke(); },
  curves: (ctx, n) => { ctx.moveTo(0, 0); ctx.quadraticCurveTo(n, 5, 5, n); ctx.bezierCurveTo(n, n, 5, n, 9, 9); ctx.fill(); ctx.stroke(); },
  arcs: (ctx, n) => { ctx.arc(5, 5, Math.abs(n), 0, 7); ctx.arc(n, 5, 3, n, -n); ctx.ellipse(5, n, 3, Math.abs(n), n, 0, 3); ctx.arcTo(n, 5, 5, n, Math.abs(n)); ctx.fill(); ctx.stroke(); },
  'round rectangles': (ctx, n) => { ctx.roundRect(0, 0, n, n, Math.abs(n)); ctx.fill(); ctx.stroke(); },
  'wide lines': (ctx, n) => { Object.assign(ctx, { lineWidth: n, miterLimit: n, lineDashOffset: n }); ctx.setLineDash([Math.abs(n), 1]); ctx.strokeRect(2, 2, 9, 9); },
  transforms: (ctx, n) => { ctx.scale(n, 1); ctx.rotate(n); ctx.translate(n, n); ctx.transform(1, n, n, 1, 0, 0); ctx.fillRect(0, 0, 5, 5); ctx.fillText('x', 5, 5); },
  gradients: (ctx, n) => {
    const [radius, x] = Number.isFinite(n) ? [Math.abs(n), n] : [1, 1];
    for (const gradient of [ctx.createLinearGradient(x, 0, 5, x), ctx.createRadialGradient(x, 5, radius, 5, 5, 0), ctx.createConicGradient(x, x, 5)]) {
      gradient.addColorStop(0, 'red');
      gradient.addColorStop(1, 'blue');
      ctx.fillStyle = gradient;
      ctx.fillRect(0, 0, 16, 16);
    }
  },
  patterns: (ctx, n) => { const pattern = ctx.createPattern(createCanvas(3, 3), 'repeat'); pattern.setTransform({ a: n, d: n, e: n, f: n }); ctx.fillStyle = pattern; ctx.fillRect(0, 0, 16, 16); },
  shadows: (ctx, n) => { Object.assign(ctx, { shadowColor: 'red', shadowBlur: Math.abs(n), shadowOffsetX: n, shadowOffsetY: -n }); ctx.fillRect(5, 5, 5, 5); },
  texts: (ctx, n) => { ctx.fillText('Text', n, n); ctx.strokeText('Text', 5, 5, n); ctx.letterSpacing = `${n}px`; ctx.fillText('Text', 5, 5); ctx.font = `${n}px serif`; ctx.fillText('Text', 0, 9); },
  pictures: (ctx, n) => { const source = createCanvas(4, 4); ctx.drawImage(source, n, n); ctx.drawImage(source, 0, 0, n, n); ctx.drawImage(source, n, n, n, n, 0, 0, 9, 9); },
  hits: (ctx, n) => { ctx.rect(0, 0, n, n); ctx.isPointInPath(n, n); ctx.isPointInStroke(5, n); },
  'path operations': (ctx, n) => {
    const path = new Path2D('M0 0L9 0L9 9Z');
    for (const work of [() => path.trim(n, 1), () => path.dash(n, 1, n), () => path.round(n), () => path.transform({ a: n }), () => path.stroke({ width: n }), () => path.simplify()]) {
      try {
        work();
      } catch (error) {
        if (!(error instanceof TypeError || error instanceof RangeError || error instanceof DOMException)) throw error;
      }
    }
    ctx.fill(path);
  },
};

const drawing = () => Object.entries(DRAWN).flatMap(([what, draw]) => Object.entries(EDGES).map(([name, n]) => [`${what} of ${name}`, 'pixels', () => {
  const ctx = createCanvas(16, 16).getContext('2d');
  draw(ctx, n);
  const { length } = ctx.getImageData(0, 0, 16, 16).data;
  // What follows is drawn as ever.
  ctx.reset();
  ctx.fillRect(0, 0, 1, 1);
  const alpha = ctx.getImageData(0, 0, 1, 1).data[3];
  ctx.canvas.dispose();
  return length === 1024 && alpha === 255 ? 'pixels' : `${length} bytes, alpha ${alpha}`;
}]));

const images = () => [
  ['an Image of a width of -1', '4294967295x0', () => size(new Image(-1))],
  ['an Image of 2^31', '2147483648x0', () => size(new Image(2 ** 31))],
  ['an Image of NaN', '0x0', () => size(new Image(NaN, NaN))],
];

module.exports = { inputs: () => calls([...canvases(), ...attributes(), ...pixels(), ...drawing(), ...images()]) };
