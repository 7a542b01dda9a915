'use strict';

// The shape of the interfaces, member by member, against what Chromium answered.
// https://webidl.spec.whatwg.org/#js-interfaces

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');
const { inspect } = require('node:util');

const api = require('../../index.js');
const { answer } = require('../browser/answer.js');
const { caseOf, DIFFERENT } = require('../browser/values/interfaces.js');
const { answers } = require('../browser/values/interfaces.json');

for (const name of DIFFERENT) globalThis[name] = api[name];

// What Chromium has and we have not.
const LACKING = {
  CanvasRenderingContext2D: {
    drawFocusIfNeeded: 'there are no elements to have the focus',
  },
};

const PATH_OPERATIONS = [
  'asWinding', 'computeTightBounds', 'dash', 'equals', 'getBounds', 'getFillType', 'getFillTypeString', 'op', 'round', 'setFillType',
  'simplify', 'stroke', 'toSVGString', 'transform', 'trim',
];

// What we have and Chromium has not.
const BEYOND = {
  CanvasRenderingContext2D: {
    currentTransform: 'not of the standard any more; libraries ask for it',
    addPage: 'of documents',
    annotateLinkToDestination: 'of documents',
    annotateLinkUrl: 'of documents',
    annotateNamedDestination: 'of documents',
    fontFeatureSettings: 'a property of CSS, as other canvas packages have it',
    fontVariationSettings: 'a property of CSS, as other canvas packages have it',
  },
  Path2D: Object.fromEntries(PATH_OPERATIONS.map((name) => [name, 'an operation on paths, as other canvas packages have it'])),
  TextMetrics: {
    emHeightAscent: 'of the standard',
    emHeightDescent: 'of the standard',
    getActualBoundingBox: 'behind a flag there',
    getIndexFromOffset: 'behind a flag there',
    getSelectionRects: 'behind a flag there',
  },
};

// What is there in both and not the same.
const OTHERWISE = {
  CanvasRenderingContext2D: { canvas: 'can be set: libraries that wrap canvases put their own there' },
};

const allowed = (table, name) => Object.keys(table[name] ?? {});

for (const name of DIFFERENT) {
  describe(name, () => {
    const theirs = answers[caseOf(name)];
    const ours = answer(caseOf(name), api.createCanvas);
    const names = (one) => Object.keys(one.members);
    test('has no more and no fewer members than it says', () => {
      const lacking = names(theirs).filter((member) => !(member in ours.members));
      const beyond = names(ours).filter((member) => !(member in theirs.members));
      assert.deepEqual(lacking.filter((member) => !allowed(LACKING, name).includes(member)), []);
      assert.deepEqual(beyond.filter((member) => !allowed(BEYOND, name).includes(member)), []);
      assert.deepEqual(allowed(LACKING, name).filter((member) => !lacking.includes(member)), []);
      assert.deepEqual(allowed(BEYOND, name).filter((member) => !beyond.includes(member)), []);
    });
    test('has members of the same kind', () => {
      const differing = names(theirs).filter((member) => member in ours.members && ours.members[member] !== theirs.members[member]);
      assert.deepEqual(differing.filter((member) => !allowed(OTHERWISE, name).includes(member)), []);
    });
    test('is the same as an object', () => {
      const { members, ...rest } = ours;
      const { members: others, ...wanted } = theirs;
      assert.deepEqual(rest, wanted);
    });
  });
}

// Where Node's EventTarget keeps its listeners.
const LISTENERS = Reflect.ownKeys(new EventTarget());

describe('objects of interfaces', () => {
  const canvas = api.createCanvas(2, 2);
  const ctx = canvas.getContext('2d');
  const objects = [
    canvas, ctx, ctx.createLinearGradient(0, 0, 1, 1), ctx.createPattern(canvas, ''), new api.ImageData(1, 1), new api.Path2D(), ctx.measureText('a'), new api.Image(),
    new api.DOMMatrix(), new api.DOMPoint(), new api.DOMRect(), new api.DOMQuad(),
  ];
  for (const object of objects) {
    const { name } = object.constructor;
    test(`${name} extends nothing native`, () => {
      const parents = [];
      for (let parent = Object.getPrototypeOf(object); parent !== null; parent = Object.getPrototypeOf(parent)) parents.push(parent);
      assert.equal(parents.at(-1), Object.prototype);
      const own = parents.slice(0, -1).filter((parent) => parent !== EventTarget.prototype);
      assert.ok(own.every((parent) => parent.constructor.name.startsWith(name)), name);
    });
    test(`${name} can't be called without new`, () => assert.throws(() => object.constructor(), TypeError));
    if (name !== 'Image') test(`${name} has no properties of its own`, () => assert.deepEqual(Reflect.ownKeys(object).filter((key) => !LISTENERS.includes(key)), []));
  }
  test("a context's canvas can be replaced, and drawing does not care", () => {
    const wrapper = {};
    const other = api.createCanvas(2, 2).getContext('2d');
    const { canvas: own } = other;
    other.canvas = wrapper;
    assert.equal(other.canvas, wrapper);
    other.fillRect(0, 0, 2, 2);
    assert.equal(other.getImageData(0, 0, 1, 1).data[3], 255);
    assert.equal(own.data()[3], 255);
    Object.defineProperty(other, 'canvas', { value: 5 });
    assert.equal(other.canvas, 5);
  });
});

describe('what is printed', () => {
  const { DOMMatrix, DOMMatrixReadOnly, DOMPoint, DOMQuad, DOMRect } = api;
  for (const [object, text] of [
    [new DOMMatrix([1, 2, 3, 4, 5, 6]), 'DOMMatrix { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, is2D: true }'],
    [new DOMPoint(1, 2), 'DOMPoint { x: 1, y: 2, z: 0, w: 1 }'],
    [new DOMRect(1, 2, 3, 4), 'DOMRect { x: 1, y: 2, width: 3, height: 4 }'],
  ]) {
    test(text, () => assert.equal(inspect(object, { breakLength: Infinity }), text));
  }
  test('a matrix of three dimensions shows all elements', () => {
    const text = inspect(new DOMMatrixReadOnly().translate(0, 0, 7));
    assert.match(text, /^DOMMatrix \{\s+m11: 1,.*m43: 7,\s+m44: 1,\s+is2D: false/s);
  });
  test('a quadrilateral shows its points', () => assert.match(inspect(new DOMQuad({ x: 3 })), /^DOMQuad \{\s+p1: DOMPoint \{ x: 3/));
  test('a prototype can be printed', () => {
    for (const Class of [DOMMatrix, DOMPoint, DOMRect, DOMQuad]) assert.equal(typeof inspect(Class.prototype), 'string');
  });
});

describe('matrices of libraries', () => {
  const { DOMMatrix } = api;
  const context = () => api.createCanvas(20, 20).getContext('2d');
  test('currentTransform reads and sets the transform', () => {
    const ctx = context();
    ctx.translate(3, 4);
    assert.equal(String(ctx.currentTransform), 'matrix(1, 0, 0, 1, 3, 4)');
    ctx.currentTransform = new DOMMatrix([2, 0, 0, 2, 1, 1]);
    assert.equal(String(ctx.getTransform()), 'matrix(2, 0, 0, 2, 1, 1)');
    assert.throws(() => { ctx.currentTransform = 5; }, TypeError);
  });
  test('getTransform gives what save() and restore() leave', () => {
    const ctx = context();
    ctx.save();
    ctx.rotate(1);
    ctx.restore();
    assert.equal(ctx.getTransform().isIdentity, true);
  });
  test('a matrix is as good as its numbers', () => {
    const ctx = context();
    ctx.setTransform(new DOMMatrix().translate(5, 6).scale(2));
    ctx.fillRect(0, 0, 1, 1);
    const { data } = ctx.getImageData(5, 6, 3, 3);
    assert.deepEqual([0, 1, 2, 3, 4, 5, 6, 7, 8].map((i) => data[i * 4 + 3]), [255, 255, 0, 255, 255, 0, 0, 0, 0]);
  });
  test('paths and patterns take one', () => {
    const ctx = context();
    const path = new api.Path2D();
    path.addPath(new api.Path2D('M0 0h1v1h-1z'), new DOMMatrix([4, 0, 0, 4, 8, 8]));
    const tile = api.createCanvas(1, 1);
    tile.getContext('2d').fillRect(0, 0, 1, 1);
    const pattern = ctx.createPattern(tile, 'no-repeat');
    pattern.setTransform(new DOMMatrix([2, 0, 0, 2, 8, 8]));
    ctx.imageSmoothingEnabled = false;
    ctx.fillStyle = pattern;
    ctx.fill(path);
    const alpha = (x, y) => ctx.getImageData(x, y, 1, 1).data[3];
    assert.deepEqual([alpha(8, 8), alpha(9, 9), alpha(10, 10), alpha(7, 7)], [255, 255, 0, 0]);
  });
  test('a long list of transforms is read in time', () => {
    const list = 'rotate(1deg) '.repeat(80_000);
    assert.ok(Math.abs(new DOMMatrix(list).a - Math.cos((80_000 * Math.PI) / 180)) < 1e-6);
    assert.throws(() => new DOMMatrix(`${list}x`), { name: 'SyntaxError' });
    assert.throws(() => new DOMMatrix(`scale(${'calc('.repeat(200_000)}`), { name: 'SyntaxError' });
  });
  test('numbers at every edge give a matrix', () => {
    for (const bad of [NaN, Infinity, -Infinity, 1e300, 1e-300, -0, Number.MAX_VALUE]) {
      for (const m of [new DOMMatrix([1, 2, 3, 4, 5, 6]), new DOMMatrix(Array(16).fill(bad))]) {
        m.translateSelf(bad, bad, bad).scaleSelf(bad, bad, bad, bad, bad, bad).rotateSelf(bad, bad, bad).rotateAxisAngleSelf(bad, bad, bad, bad);
        m.rotateFromVectorSelf(bad, bad).skewXSelf(bad).skewYSelf(bad).multiplySelf({ a: bad, m33: bad }).invertSelf();
        assert.equal(m.toFloat64Array().length, 16);
      }
    }
  });
});
