'use strict';

// Methods and accessors called on what is not theirs: a TypeError, never more.

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const library = require('../../index.js');
const { context, inkCount } = require('../helpers/pixels.js');

const {
  Canvas, CanvasGradient, CanvasPattern, Context2D, Image, ImageBitmap, ImageData, OffscreenCanvas, Path2D, TextMetrics, createCanvas,
} = library;

/** A new instance of each class. */
const MAKE = {
  Canvas: () => createCanvas(4, 4),
  Context2D: () => context(4, 4),
  Image: () => new Image(),
  ImageBitmap: () => {
    const canvas = new OffscreenCanvas(2, 2);
    return canvas.getContext('2d') && canvas.transferToImageBitmap();
  },
  ImageData: () => new ImageData(2, 2),
  OffscreenCanvas: () => new OffscreenCanvas(2, 2),
  Path2D: () => new Path2D(),
  CanvasGradient: () => context().createLinearGradient(0, 0, 1, 1),
  CanvasPattern: () => context().createPattern(createCanvas(1, 1), null),
  TextMetrics: () => context().measureText('x'),
};
const CLASSES = { Canvas, Context2D, Image, ImageBitmap, ImageData, OffscreenCanvas, Path2D, CanvasGradient, CanvasPattern, TextMetrics };

const isKin = (One, Other) => One.prototype instanceof Other || Other.prototype instanceof One;

/** Enough arguments of the right kind for any method, so that only the receiver is wrong. */
const ARGUMENTS = { addColorStop: [0, 'red'], addPath: [new Path2D()], op: [new Path2D(), 0], equals: [new Path2D()], setFillType: [0], stroke: [], transform: [{}], drawImage: [createCanvas(1, 1), 0, 0], putImageData: [new ImageData(1, 1), 0, 0] };
const argumentsFor = (name) => ARGUMENTS[name] ?? (name === 'setTransform' ? [] : name === 'setLineDash' ? [[1]] : name === 'getContext' ? ['2d'] : Array(9).fill(1));

/** Everything callable on a class's instances, inherited members included: [label, function of a receiver]. */
function members(Class) {
  const found = [];
  for (let proto = Class.prototype; proto && proto !== Object.prototype; proto = Object.getPrototypeOf(proto)) {
    for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(proto))) {
      if (name === 'constructor') continue;
      const { get, set, value } = property;
      if (get) found.push([`get ${name}`, (self) => Reflect.apply(get, self, [])]);
      if (set) found.push([`set ${name}`, (self) => Reflect.apply(set, self, ['1'])]);
      if (typeof value === 'function') found.push([`${name}()`, (self) => Reflect.apply(value, self, argumentsFor(name))]);
    }
  }
  return found;
}

/** Calls; a promise's rejection counts as a throw. */
async function outcome(call, self) {
  try {
    await call(self);
    return 'nothing was thrown';
  } catch (error) {
    return error instanceof TypeError ? 'TypeError' : `${error?.name}: ${error?.message}`;
  }
}

for (const [name, Class] of Object.entries(CLASSES)) {
  describe(name, () => {
    const make = MAKE[name];
    const RECEIVERS = {
      undefined: () => undefined,
      'a number': () => 5,
      'an empty object': () => ({}),
      'an object with its prototype': () => Object.create(Class.prototype),
      'an object that inherits from an instance': () => Object.create(make()),
      'a proxy of an instance': () => new Proxy(make(), {}),
      'its prototype': () => Class.prototype,
      'the class': () => Class,
    };
    for (const [other, makeOther] of Object.entries(MAKE)) {
      if (other === name || isKin(Class, CLASSES[other])) continue;
      RECEIVERS[`a ${other}`] = makeOther;
      RECEIVERS[`a ${other} with its prototype`] = () => Object.setPrototypeOf(makeOther(), Class.prototype);
    }
    test('has members to be tried', () => assert.ok(members(Class).length > 0));
    for (const [kind, receiver] of Object.entries(RECEIVERS)) {
      test(`on ${kind}`, async () => {
        const wrong = [];
        for (const [member, call] of members(Class)) {
          const result = await outcome(call, receiver());
          if (result !== 'TypeError') wrong.push(`${member}: ${result}`);
        }
        // Plain data and constants of the interface have no receiver to check.
        assert.deepEqual(wrong, []);
      });
    }
  });
}

describe('an instance whose prototype was exchanged', () => {
  test('is still what it was', () => {
    const canvas = Object.setPrototypeOf(createCanvas(4, 4), Image.prototype);
    const ctx = Canvas.prototype.getContext.call(canvas, '2d');
    ctx.fillRect(0, 0, 4, 4);
    const other = context(4, 4);
    other.drawImage(canvas, 0, 0);
    assert.equal(inkCount(other), 16);
  });
  test('a canvas without any prototype can be drawn', () => {
    const canvas = createCanvas(4, 4);
    canvas.getContext('2d').fillRect(0, 0, 4, 4);
    Object.setPrototypeOf(canvas, null);
    const other = context(4, 4);
    other.drawImage(canvas, 0, 0);
    assert.equal(inkCount(other), 16);
  });
  test('a pretended image is refused', () => {
    for (const fake of [Object.create(Image.prototype), Object.create(Canvas.prototype), new Proxy(createCanvas(2, 2), {}), Object.setPrototypeOf({}, createCanvas(2, 2))]) {
      assert.throws(() => context().drawImage(fake, 0, 0), TypeError);
    }
  });
  test('a pretended path, gradient or image data is refused or ignored', () => {
    const ctx = context();
    assert.throws(() => ctx.stroke(Object.create(Path2D.prototype)), TypeError);
    assert.throws(() => ctx.fill(new Proxy(new Path2D(), {})), TypeError);
    assert.throws(() => ctx.putImageData(Object.create(ImageData.prototype), 0, 0), TypeError);
    assert.throws(() => ctx.putImageData(Object.setPrototypeOf({ data: new Uint8ClampedArray(4), width: 1, height: 1 }, ImageData.prototype), 0, 0), TypeError);
    ctx.fillStyle = 'red';
    ctx.fillStyle = Object.create(CanvasGradient.prototype);
    assert.equal(ctx.fillStyle, '#ff0000');
  });
});

describe('what the classes hide', () => {
  const METHODS = ['run', 'resize', 'readPixels', 'setOpaque', 'putPixels', 'drawCanvas', 'setFont', 'setFillGradient', 'load', 'clear', 'state'];
  for (const [name, make] of Object.entries(MAKE)) {
    test(`${name} shows none of its inner methods`, () => {
      const object = make();
      assert.deepEqual(METHODS.filter((method) => method in object), []);
    });
  }
  for (const Class of Object.values(CLASSES)) {
    test(`${Class.name} extends no class of the addon`, () => assert.ok([Function.prototype, EventTarget, Canvas].includes(Object.getPrototypeOf(Class))));
  }
});
