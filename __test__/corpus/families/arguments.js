'use strict';

// Every public member: called with nothing, on a wrong object, without `new`, with each kind of value in each place.

const vm = require('node:vm');

const canvas = require('../../../index.js');
const { errorOutcome } = require('../outcome.js');
const { calls } = require('../inputs.js');

const { DOMMatrix, DOMPoint, DOMQuad, DOMRect, FontFace, Image, ImageData, Path2D, createCanvas } = canvas;

const context = () => createCanvas(8, 8).getContext('2d');

// One object of each class, made anew for each call.
const OBJECTS = {
  Canvas: () => createCanvas(8, 8),
  CanvasRenderingContext2D: context,
  CanvasGradient: () => context().createLinearGradient(0, 0, 1, 1),
  CanvasPattern: () => context().createPattern(createCanvas(2, 2), 'repeat'),
  Path2D: () => new Path2D('M0 0L5 5'),
  Image: () => new Image(),
  ImageData: () => new ImageData(2, 2),
  TextMetrics: () => context().measureText('x'),
  DOMMatrix: () => new DOMMatrix(),
  DOMMatrixReadOnly: () => new canvas.DOMMatrixReadOnly(),
  DOMPoint: () => new DOMPoint(),
  DOMPointReadOnly: () => new canvas.DOMPointReadOnly(),
  DOMRect: () => new DOMRect(),
  DOMRectReadOnly: () => new canvas.DOMRectReadOnly(),
  DOMQuad: () => new DOMQuad(),
  FontFace: () => new FontFace('Hostile', 'url(data:,)'),
  FontFaceSet: () => canvas.fonts,
};

const thrower = { valueOf() { throw new RangeError('a conversion of mine'); }, toString() { throw new RangeError('a conversion of mine'); } };
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const endless = { * [Symbol.iterator]() { for (let i = 0; i < 1e5; i += 1) yield i; throw new RangeError('a list of mine'); } };

// What is put in each place of each call.
const VALUES = {
  'undefined': () => undefined, 'null': () => null, 'true': () => true, 'NaN': () => NaN, 'minus infinity': () => -Infinity, '-0': () => -0, '2^53': () => 2 ** 53, '1e308': () => 1e308,
  'a BigInt': () => 5n, 'a Symbol': () => Symbol('x'), 'a text': () => 'text', 'a long text': () => 'x'.repeat(100_000), 'a lone surrogate': () => '\ud800',
  'an object': () => ({}), 'an object without a prototype': () => Object.create(null), 'a list': () => [1, 2, 3], 'a list of lists': () => [[1], [2]],
  'an endless list': () => endless, 'a function': () => () => 5, 'what throws': () => thrower, 'a Proxy': () => new Proxy({}, {}), 'a revoked Proxy': revoked,
  'a Proxy of everything': () => new Proxy(() => {}, { get: (target, name, self) => (name === Symbol.toPrimitive ? () => 1 : name === Symbol.iterator ? undefined : self) }),
  'a detached buffer': () => { const buffer = new ArrayBuffer(8); structuredClone(buffer, { transfer: [buffer] }); return buffer; },
  'shared memory': () => new Uint8Array(new SharedArrayBuffer(16)),
  'a buffer that can grow': () => new Uint8ClampedArray('resizable' in ArrayBuffer.prototype ? new ArrayBuffer(16, { maxByteLength: 64 }) : 16),
  'a list of another realm': () => vm.runInNewContext('new Uint8ClampedArray(16)'), 'an object of another realm': () => vm.runInNewContext('({ a: 1, width: 5 })'),
  'a canvas': () => createCanvas(4, 4), 'an empty canvas': () => createCanvas(0, 0), 'a path': () => new Path2D('M0 0L5 5'), 'an image': () => new Image(), 'pixels': () => new ImageData(2, 2),
  'a matrix of NaN': () => new DOMMatrix([NaN, 0, 0, NaN, 0, 0]), 'an object of a prototype of ours': () => Object.create(canvas.Canvas.prototype), 'a promise': () => Promise.resolve(5), 'a date': () => new Date(NaN), 'globalThis': () => globalThis,
};

// Arguments that do something, of which one at a time is exchanged.
const GOOD = {
  __proto__: null,
  addColorStop: () => [0, 'red'], addPath: () => [new Path2D('M0 0L5 5')], setLineDash: () => [[1, 2]], drawImage: () => [createCanvas(4, 4), 0, 0, 4, 4, 0, 0, 4, 4],
  putImageData: () => [new ImageData(2, 2), 0, 0, 0, 0, 2, 2], getContext: () => ['2d', {}], toDataURL: () => ['image/png', 0.5], toBlob: () => [() => {}, 'image/png', 0.5], encode: () => ['png', {}],
  encodeSync: () => ['png', 50], toBuffer: () => ['png', 50], encodeStream: () => ['png', {}], fill: () => [new Path2D('M0 0L5 5L0 5'), 'evenodd'], clip: () => [new Path2D('M0 0L5 5L0 5'), 'evenodd'],
  fillText: () => ['x', 1, 1, 50], strokeText: () => ['x', 1, 1, 50], measureText: () => ['x', {}], createPattern: () => [createCanvas(2, 2), 'repeat'], getImageData: () => [0, 0, 2, 2, {}], createImageData: () => [2, 2, {}],
  roundRect: () => [0, 0, 5, 5, [1, 2]], setTransform: () => [1, 0, 0, 1, 0, 0], op: () => [new Path2D('M0 0L5 5L0 5'), 0], stroke: () => [{ width: 2 }],
};

/** What is called on a wrong object must say so by its class; V8's own words will do. */
const onWrongObject = (work) => async () => {
  try {
    await work();
    return 'done';
  } catch (error) {
    return error instanceof TypeError ? 'TypeError' : errorOutcome(error);
  }
};

/** All members of a class, its forebears' of ours too, as [name, descriptor]. */
function members(Class) {
  const found = new Map();
  for (let proto = Class.prototype; proto !== null && proto !== Object.prototype && proto !== EventTarget.prototype; proto = Object.getPrototypeOf(proto)) {
    for (const name of Object.getOwnPropertyNames(proto)) if (name !== 'constructor' && !found.has(name)) found.set(name, Object.getOwnPropertyDescriptor(proto, name));
  }
  return [...found];
}

/** What a call throws, or rejects with, must be an error for the caller to see; gives null then. */
async function accident(work) {
  try {
    const result = work();
    if (result instanceof Promise) await result;
    if (typeof result?.cancel === 'function') await result.cancel();
    result?.destroy?.();
  } catch (error) {
    const outcome = errorOutcome(error);
    // A revoked Proxy says so itself.
    if (/^(no error|accident)/.test(outcome)) return outcome;
  }
  return null;
}

const withItem = (list, index, item) => list.map((old, i) => (i === index ? item : old));
// A callback is called later, where nobody is left to catch what it throws; a class that is called throws.
const isCallback = (member, value) => /^(toBlob|forEach|addEventListener)$/.test(member) && typeof value === 'function';
// These change what all inputs use.
const SHARED = ['ready'];

function everyValue(Class, name, descriptor) {
  return async () => {
    const made = OBJECTS[Class.name];
    for (const [what, valueOf] of Object.entries(VALUES)) {
      const good = GOOD[name] ?? (() => Array(Math.max(1, descriptor.value?.length ?? 1)).fill(1));
      for (let i = 0; i < good().length; i += 1) {
        const value = valueOf();
        if (isCallback(name, value)) continue;
        const object = made();
        object.onerror &&= () => {};
        const work = typeof descriptor.value === 'function' ? () => object[name](...withItem(good(), i, value)) : () => { object[name] = value; };
        const wrong = await accident(work);
        object.dispose?.();
        if (wrong !== null) return `${what} in place ${i}: ${wrong}`;
      }
    }
    canvas.fonts.clear();
    return 'done';
  };
}

// https://webidl.spec.whatwg.org/#dfn-create-operation-function: too few arguments, or another `this`, is a TypeError, and so
// is a rejected promise's reason.
function perMember() {
  return Object.keys(OBJECTS).flatMap((className) => {
    const Class = canvas[className];
    return members(Class).flatMap(([name, descriptor]) => {
      const rows = [];
      const what = `${className}.${name}`;
      if (typeof descriptor.value === 'function') {
        if (descriptor.value.length > 0) rows.push([`${what} with nothing`, 'TypeError', async () => { await OBJECTS[className]()[name](); }]);
        rows.push([`${what} on another object`, 'TypeError', onWrongObject(() => Reflect.apply(descriptor.value, {}, (GOOD[name] ?? (() => Array(9).fill(1)))()))]);
        rows.push([`${what} on an object made from its prototype`, 'TypeError', onWrongObject(() => Object.create(Class.prototype)[name](...(GOOD[name] ?? (() => Array(9).fill(1)))()))]);
        rows.push([`${what} with each value in each place`, 'done', everyValue(Class, name, descriptor)]);
      } else if (descriptor.get !== undefined && !SHARED.includes(name)) {
        rows.push([`${what} read from another object`, 'TypeError', onWrongObject(() => Reflect.apply(descriptor.get, {}, []))]);
        rows.push([`${what} read from an object made from its prototype`, 'TypeError', onWrongObject(() => Object.create(Class.prototype)[name])]);
        if (descriptor.set !== undefined) {
          rows.push([`${what} set on another object`, 'TypeError', onWrongObject(() => Reflect.apply(descriptor.set, {}, [1]))]);
          rows.push([`${what} set to each value`, 'done', everyValue(Class, name, descriptor)]);
        }
      }
      return rows;
    });
  });
}

const classes = () => Object.keys(canvas).filter((name) => typeof canvas[name] === 'function' && /^[A-Z]/.test(name)).flatMap((name) => [
  [`${name} called without new`, 'TypeError', () => { canvas[name](5, 5); }],
  [`${name} made with each value`, 'done', async () => {
    for (const [what, valueOf] of Object.entries(VALUES)) {
      for (let i = 0; i < 3; i += 1) {
        const wrong = await accident(() => new canvas[name](...withItem([2, 2, 2], i, valueOf())).loaded);
        if (wrong !== null) return `${what} in place ${i}: ${wrong}`;
      }
    }
    return 'done';
  }],
  [`${name} made by a subclass that calls nothing`, 'ReferenceError', () => { new (class extends canvas[name] { constructor() { return undefined; } })(); }],
]);

const FUNCTIONS = { createCanvas: [2, 2], loadImage: ['data:,', {}], layoutText: [5, 'x', {}], missingGlyphs: [{}], registerFont: ['/nowhere', { family: 'x' }] };

const functions = () => [
  ...Object.entries(FUNCTIONS).map(([name, good]) => [`${name} with each value in each place`, 'done', async () => {
    for (const [what, valueOf] of Object.entries(VALUES)) {
      for (let i = 0; i < good.length; i += 1) {
        const wrong = await accident(() => canvas[name](...withItem(good, i, valueOf())));
        if (wrong !== null) return `${what} in place ${i}: ${wrong}`;
      }
    }
    return 'done';
  }]),
  ...Object.keys(canvas.GlobalFonts).filter((name) => typeof canvas.GlobalFonts[name] === 'function' && name !== 'loadSystemFonts').map((name) => [`GlobalFonts.${name} with each value in each place`, 'done', async () => {
    for (const [what, valueOf] of Object.entries(VALUES)) {
      for (let i = 0; i < 2; i += 1) {
        const wrong = await accident(() => canvas.GlobalFonts[name](...withItem(['/nowhere', 'x'], i, valueOf())));
        if (wrong !== null) return `${what} in place ${i}: ${wrong}`;
      }
    }
    canvas.GlobalFonts.removeAll();
    return 'done';
  }]),
  ...['maxPixels', 'maxQueued', 'maxConcurrent', 'protocols', 'hosts', 'allowPrivateAddresses', 'fetchTimeout'].map((limit) => [`setLimits, ${limit}: each value`, 'done', async () => {
    const before = canvas.setLimits();
    for (const [what, valueOf] of Object.entries(VALUES)) {
      const wrong = await accident(() => canvas.setLimits({ [limit]: valueOf() }));
      canvas.setLimits(before);
      if (wrong !== null) return `${what}: ${wrong}`;
    }
    return 'done';
  }]),
  ['setLimits of what there is not', 'TypeError', () => { canvas.setLimits({ __proto__: null, constructor: 5 }); }],
  ['setMemoryBudget of NaN', 'RangeError', () => { canvas.setMemoryBudget(NaN); }],
  ['setMemoryBudget of -1', 'RangeError', () => { canvas.setMemoryBudget(-1); }],
  ['setMemoryBudget of a Symbol', 'TypeError', () => { canvas.setMemoryBudget(Symbol('x')); }],
];

module.exports = { inputs: () => calls([...perMember(), ...classes(), ...functions()]) };
