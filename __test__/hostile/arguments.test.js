'use strict';

// Values of the wrong type for every argument, values that fight back while they are converted, and
// buffers that are gone.

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { DOMMatrix, DOMMatrixReadOnly, GlobalFonts, Image, ImageData, Path2D, createCanvas, loadImage } = require('../../index.js');
const { solidPng } = require('../helpers/fixtures.js');
const { assertPixel, context, inkCount, CLEAR, RED } = require('../helpers/pixels.js');

const PNG = solidPng(6, 5, 'red');
const WRONG = [
  undefined, null, true, '', 'text', '\0', '\ud800', 5n, Symbol('x'), {}, [], [[]], () => {}, class {}, new Date(NaN), /x/, new Map(),
  new Proxy({}, {}), new Proxy(() => {}, {}), Object.create(null), new ArrayBuffer(8), new Uint8Array(3), NaN, -1, 2 ** 53,
  createCanvas(1, 1), new Image(), new Path2D(), new ImageData(1, 1), context().createPattern(createCanvas(1, 1), null), Promise.resolve(), globalThis,
];

const GOOD = {
  addColorStop: [0, 'red'], addPath: [new Path2D()], setLineDash: [[1]], drawImage: [createCanvas(1, 1), 0, 0, 5, 5, 0, 0, 5, 5],
  putImageData: [new ImageData(1, 1), 0, 0, 0, 0, 1, 1], getContext: ['2d'], fill: [new Path2D(), 'evenodd'], clip: [new Path2D(), 'evenodd'],
  stroke: [new Path2D()], toDataURL: ['image/png', 0.5], toBlob: [() => {}, 'image/png', 0.5], encodeSync: ['png', 50], toBuffer: ['png', 50], encode: ['png', 50],
  fillText: ['x', 1, 1, 50], strokeText: ['x', 1, 1, 50], measureText: ['x'], getImageData: [0, 0, 1, 1], createImageData: [1, 1], setTransform: [{}],
  roundRect: [0, 0, 5, 5, [1]],
};

/** A copy of a list with one item exchanged. */
const withItem = (list, index, item) => list.map((old, i) => (i === index ? item : old));

/** Runs and lets through only real errors; a promise's rejection too. */
function mayThrow(work) {
  try {
    const result = work();
    result?.catch?.((error) => assert.ok(error instanceof Error || error instanceof DOMException));
  } catch (error) {
    assert.ok(error instanceof Error || error instanceof DOMException, String(error));
    assert.notEqual(error.name, 'ReferenceError', error.stack);
    assert.doesNotMatch(error.message, /is not a function|Cannot read properties|undefined or null|internal|panick/i, error.stack);
  }
}

// A callback is called later, where nobody catches what a class called as a function throws.
const CALLED_BACK = ['toBlob', 'toBuffer', 'toDataURL'];
const isCallback = (member, value) => CALLED_BACK.includes(member) && typeof value === 'function';

const OBJECTS = {
  Context2D: () => context(4, 4),
  Canvas: () => createCanvas(4, 4),
  Path2D: () => new Path2D(),
  CanvasGradient: () => context().createLinearGradient(0, 0, 1, 1),
  CanvasPattern: () => context().createPattern(createCanvas(1, 1), null),
  Image: () => new Image(),
};

for (const [name, make] of Object.entries(OBJECTS)) {
  const prototype = Object.getPrototypeOf(make());
  const properties = Object.entries(Object.getOwnPropertyDescriptors(prototype)).filter(([member]) => member !== 'constructor');
  describe(name, () => {
    for (const [member, { value, set }] of properties) {
      if (typeof value === 'function') {
        test(`${member}: each argument of each wrong type`, () => {
          for (const wrong of WRONG.filter((value) => !isCallback(member, value))) {
            const good = GOOD[member] ?? Array(7).fill(1);
            for (let i = 0; i < good.length; i++) mayThrow(() => make()[member](...withItem(good, i, wrong)));
            mayThrow(() => make()[member](wrong));
          }
        });
      } else if (set) {
        test(`${member}: each wrong type`, () => {
          for (const wrong of WRONG) {
            const object = make();
            object.onerror = () => {};
            mayThrow(() => { object[member] = wrong; });
          }
        });
      }
    }
  });
}

describe('conversions that throw', () => {
  const thrower = { valueOf() { throw new Error('mine'); }, toString() { throw new Error('mine'); } };
  const METHODS = { fillRect: 4, moveTo: 2, arc: 5, scale: 2, setTransform: 6, createLinearGradient: 4, getImageData: 4, fillText: 3, measureText: 1 };
  for (const [name, count] of Object.entries(METHODS)) {
    test(`${name} passes the exception on and draws nothing`, () => {
      for (let i = 0; i < count; i++) {
        const ctx = context();
        assert.throws(() => ctx[name](...withItem(Array(count).fill(5), i, thrower)), { message: 'mine' });
        ctx.fill();
        assert.equal(inkCount(ctx), 0);
      }
    });
  }
  for (const name of ['fillStyle', 'font', 'lineWidth', 'globalAlpha', 'lineCap', 'globalCompositeOperation']) {
    test(`${name} passes it on and keeps its value`, () => {
      const ctx = context();
      const before = ctx[name];
      assert.throws(() => { ctx[name] = thrower; }, { message: 'mine' });
      assert.equal(ctx[name], before);
    });
  }
  test('iterators and getters', () => {
    assert.throws(() => context().setLineDash([1, thrower]), { message: 'mine' });
    assert.throws(() => context().setLineDash({ [Symbol.iterator]: () => ({ next: thrower.valueOf }) }), { message: 'mine' });
    assert.throws(() => context().roundRect(0, 0, 1, 1, { get x() { throw new Error('mine'); } }), { message: 'mine' });
    assert.throws(() => context().setTransform({ get a() { throw new Error('mine'); } }), { message: 'mine' });
    assert.throws(() => createCanvas(1, 1).getContext('2d', { get alpha() { throw new Error('mine'); } }), { message: 'mine' });
  });
});

describe('conversions that change the canvas meanwhile', () => {
  /** A number whose conversion runs `action` first. */
  const during = (action, number = 2) => ({ valueOf() { action(); return number; }, toString() { action(); return `${number}`; } });
  const ACTIONS = {
    'resizes it': (ctx) => { ctx.canvas.width = 3; },
    'disposes of it': (ctx) => ctx.canvas.dispose(),
    'resets it': (ctx) => ctx.reset(),
    'draws and reads': (ctx) => { ctx.fillRect(0, 0, 1, 1); ctx.getImageData(0, 0, 1, 1); },
    'fills the recorded commands': (ctx) => { for (let i = 0; i < 5000; i++) ctx.lineTo(i, i); },
    'saves and restores': (ctx) => { for (let i = 0; i < 50; i++) ctx.save(); for (let i = 0; i < 80; i++) ctx.restore(); },
  };
  const CALLS = {
    fillRect: (ctx, x) => ctx.fillRect(x, 0, 2, 2),
    arc: (ctx, x) => ctx.arc(1, 1, x, 0, 5),
    roundRect: (ctx, x) => ctx.roundRect(0, 0, 5, 5, [x]),
    setLineDash: (ctx, x) => ctx.setLineDash([x, x]),
    setTransform: (ctx, x) => ctx.setTransform({ a: x }),
    getImageData: (ctx, x) => ctx.getImageData(0, 0, x, 2),
    putImageData: (ctx, x) => ctx.putImageData(new ImageData(2, 2), x, 0),
    drawImage: (ctx, x) => ctx.drawImage(ctx.canvas, x, 0),
    fillText: (ctx, x) => ctx.fillText(x, 0, 9),
    measureText: (ctx, x) => ctx.measureText(x),
    font: (ctx, x) => { ctx.font = { toString: () => `${x}px serif` }; },
    fillStyle: (ctx, x) => { ctx.fillStyle = x; },
    lineWidth: (ctx, x) => { ctx.lineWidth = x; },
    encodeSync: (ctx, x) => ctx.canvas.encodeSync('jpeg', x),
    'setting width': (ctx, x) => { ctx.canvas.width = x; },
  };
  for (const [what, action] of Object.entries(ACTIONS)) {
    for (const [name, call] of Object.entries(CALLS)) {
      test(`${name}, whose argument ${what}`, () => {
        const ctx = context(8, 8);
        ctx.fillRect(0, 0, 8, 8);
        mayThrow(() => call(ctx, during(() => action(ctx))));
        mayThrow(() => { ctx.fill(); ctx.stroke(); ctx.canvas.data(); });
        if (what !== 'disposes of it') {
          ctx.reset();
          ctx.fillStyle = 'red';
          ctx.fillRect(0, 0, 1, 1);
          assertPixel(ctx, 0, 0, RED);
        }
      });
    }
  }
  test('a path that grows is drawn and hit as it has become', () => {
    const grown = (call) => {
      const path = new Path2D();
      return call(path, (number) => during(() => path.rect(0, 0, 10, 10), number));
    };
    for (const method of ['fill', 'clip']) {
      const ctx = context(10, 10);
      grown((path, late) => ctx[method](path, late('nonzero')));
      ctx.fillRect(0, 0, 10, 10);
      assert.equal(inkCount(ctx), 100, method);
    }
    assert.equal(grown((path, late) => context().isPointInPath(path, late(5), 5, 'nonzero')), true);
    assert.equal(grown((path, late) => context().isPointInStroke(path, late(0), 5)), true);
    const added = new Path2D();
    grown((path, late) => added.addPath(path, { a: late(1) }));
    assert.equal(added.toSVGString(), 'M0 0L10 0L10 10L0 10Z');
    assert.equal(grown((path, late) => path.trim(late(0), 0.25)).toSVGString(), 'M0 0L10 0');
    assert.equal(grown((path, late) => path.dash(late(10), 30, 0)).toSVGString(), 'M0 0L10 0');
    assert.equal(grown((path, late) => path.transform({ e: late(1) })).toSVGString(), 'M1 0L11 0L11 10L1 10Z');
    assert.match(grown((path, late) => path.round(late(1))).toSVGString(), /Q/);
    assert.deepEqual(grown((path, late) => path.stroke({ width: late(2) })).getBounds(), [-1, -1, 11, 11]);
  });
  test('a source is drawn as it has become', () => {
    const source = createCanvas(4, 4);
    const becomesSmall = during(() => { source.width = 2; source.getContext('2d').fillRect(0, 0, 4, 4); }, 0);
    const ctx = context(10, 10);
    ctx.drawImage(source, becomesSmall, 0);
    assert.equal(inkCount(ctx), 8);
  });
  test('a height sets no width', () => {
    const canvas = createCanvas(10, 10);
    canvas.height = during(() => { canvas.width = 50; }, 20);
    assert.deepEqual([canvas.width, canvas.height], [50, 20]);
  });
  test('a wrong source is found before anything is converted', () => {
    const never = during(() => assert.fail('converted'));
    assert.throws(() => context().createPattern(5, never), TypeError);
    assert.throws(() => context().drawImage(5, never, 0), TypeError);
    assert.throws(() => context().fill({}, never), TypeError);
    assert.throws(() => new Path2D().addPath({}, { a: never }), TypeError);
  });
  test('an array that shrinks while it is read', () => {
    const list = [1, 2, { valueOf() { list.length = 0; return 3; } }, 4, 5];
    const ctx = context();
    ctx.setLineDash(list);
    assert.ok(ctx.getLineDash().every(Number.isFinite));
    const radii = [{ get x() { radii.length = 0; return 1; }, y: 1 }, 2, 3];
    ctx.roundRect(0, 0, 9, 9, radii);
    ctx.fill();
    assert.ok(inkCount(ctx) > 0);
  });
});

describe('buffers that are gone', () => {
  test('memory that may change its size is refused', { skip: !('resizable' in ArrayBuffer.prototype) }, () => {
    const buffer = new ArrayBuffer(128, { maxByteLength: 256 });
    assert.throws(() => new ImageData(new Uint8ClampedArray(buffer), 4, 8), TypeError);
    assert.throws(() => DOMMatrix.fromFloat64Array(new Float64Array(buffer)), TypeError);
    assert.throws(() => DOMMatrixReadOnly.fromFloat32Array(new Float32Array(buffer, 0, 6)), TypeError);
  });
  const detach = (buffer) => structuredClone(buffer, { transfer: [buffer] });
  const copy = () => new Uint8Array(PNG).buffer;
  test('a detached source empties an image', () => {
    const image = new Image();
    image.src = PNG;
    const buffer = copy();
    detach(buffer);
    image.src = buffer;
    assert.equal(image.naturalWidth, 0);
    const bytes = new Uint8Array(copy());
    detach(bytes.buffer);
    image.src = bytes;
    assert.equal(image.naturalWidth, 0);
  });
  test('loadImage rejects', async () => {
    const buffer = copy();
    detach(buffer);
    await assert.rejects(loadImage(buffer), Error);
  });
  test('a source detached after it was set is decoded all the same', async () => {
    const buffer = copy();
    const loading = loadImage(buffer);
    detach(buffer);
    assert.equal((await loading).naturalWidth, 6);
  });
  test('putImageData is an InvalidStateError', () => {
    const data = new ImageData(4, 4);
    detach(data.data.buffer);
    assert.throws(() => context().putImageData(data, 0, 0), { name: 'InvalidStateError' });
  });
  test('putImageData whose number detaches the data draws nothing', () => {
    const data = new ImageData(new Uint8ClampedArray(64).fill(255), 4);
    const ctx = context();
    mayThrow(() => ctx.putImageData(data, { valueOf() { detach(data.data.buffer); return 0; } }, 0));
    assertPixel(ctx, 0, 0, CLEAR);
  });
  test('GlobalFonts.register refuses', () => {
    const buffer = copy();
    detach(buffer);
    assert.throws(() => GlobalFonts.register(buffer), Error);
  });
});
