'use strict';

// The state stack. https://html.spec.whatwg.org/multipage/canvas.html#the-canvas-state

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { assertPixel, context, BLACK, CLEAR, RED } = require('../helpers/pixels.js');

/** Each attribute: what it starts as, and another value as it reads back. */
const ATTRIBUTES = {
  fillStyle: ['#000000', '#ff0000'],
  strokeStyle: ['#000000', '#00ff00'],
  globalAlpha: [1, 0.5],
  globalCompositeOperation: ['source-over', 'xor'],
  imageSmoothingEnabled: [true, false],
  imageSmoothingQuality: ['low', 'high'],
  shadowColor: ['rgba(0, 0, 0, 0)', 'rgba(255, 0, 0, 0.5)'],
  shadowBlur: [0, 4.5],
  shadowOffsetX: [0, -3],
  shadowOffsetY: [0, 2.5],
  filter: ['none', 'blur(2px) invert(1)'],
  lineWidth: [1, 7.5],
  lineCap: ['butt', 'round'],
  lineJoin: ['miter', 'bevel'],
  miterLimit: [10, 3],
  lineDashOffset: [0, -4.5],
  font: ['10px sans-serif', '20px serif'],
  textAlign: ['start', 'center'],
  textBaseline: ['alphabetic', 'top'],
  direction: ['inherit', 'rtl'],
  letterSpacing: ['0px', '-0.5em'],
  wordSpacing: ['0px', '3pt'],
  fontKerning: ['auto', 'none'],
  fontStretch: ['normal', 'condensed'],
  fontVariantCaps: ['normal', 'unicase'],
  textRendering: ['auto', 'geometricPrecision'],
  lang: ['inherit', 'de'],
  fontFeatureSettings: ['normal', '"smcp", "liga" 0'],
  fontVariationSettings: ['normal', '"wght" 350.5, "opsz" 20'],
};

for (const [name, [initial, other]] of Object.entries(ATTRIBUTES)) {
  describe(name, () => {
    test(`starts as ${initial}`, () => assert.equal(context()[name], initial));

    test('reads back what was set', () => {
      const ctx = context();
      ctx[name] = other;
      assert.equal(ctx[name], other);
    });

    test('is saved and restored', () => {
      const ctx = context();
      ctx.save();
      ctx[name] = other;
      ctx.restore();
      assert.equal(ctx[name], initial);
    });

    test('is inherited by the state saved', () => {
      const ctx = context();
      ctx[name] = other;
      ctx.save();
      assert.equal(ctx[name], other);
      ctx[name] = initial;
      ctx.restore();
      assert.equal(ctx[name], other);
    });

    test('goes back to its start with reset', () => {
      const ctx = context();
      ctx[name] = other;
      ctx.reset();
      assert.equal(ctx[name], initial);
    });

    test('is an accessor of the prototype', () => {
      const property = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(context()), name);
      assert.equal(typeof property.get, 'function');
      assert.equal(typeof property.set, 'function');
    });
  });
}

test('the dash list is saved and restored', () => {
  const ctx = context();
  ctx.setLineDash([1, 2]);
  ctx.save();
  ctx.setLineDash([5]);
  ctx.restore();
  assert.deepEqual(ctx.getLineDash(), [1, 2]);
});

test('a gradient comes back as the same object', () => {
  const ctx = context();
  const [first, second] = [ctx.createLinearGradient(0, 0, 1, 0), ctx.createRadialGradient(0, 0, 0, 1, 0, 1)];
  ctx.fillStyle = first;
  ctx.strokeStyle = second;
  ctx.save();
  ctx.fillStyle = 'red';
  ctx.strokeStyle = first;
  ctx.restore();
  assert.equal(ctx.fillStyle, first);
  assert.equal(ctx.strokeStyle, second);
});

test('a restored gradient draws again', () => {
  const ctx = context();
  const gradient = ctx.createLinearGradient(0, 0, 10, 0);
  gradient.addColorStop(0, 'red');
  ctx.fillStyle = gradient;
  ctx.save();
  ctx.fillStyle = 'blue';
  ctx.restore();
  ctx.fillRect(0, 0, 10, 10);
  assertPixel(ctx, 5, 5, RED);
});

test('the transform is saved and restored', () => {
  const ctx = context();
  ctx.save();
  ctx.translate(5, 5);
  ctx.restore();
  ctx.fillRect(0, 0, 1, 1);
  assertPixel(ctx, 0, 0, BLACK);
  assertPixel(ctx, 5, 5, CLEAR);
});

test('the clip is saved and restored', () => {
  const ctx = context();
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, 0, 1, 1);
  ctx.clip();
  ctx.restore();
  ctx.fillRect(0, 0, 10, 10);
  assertPixel(ctx, 5, 5, BLACK);
});

test('the current path is not part of the state', () => {
  const ctx = context();
  ctx.rect(0, 0, 2, 2);
  ctx.save();
  ctx.beginPath();
  ctx.rect(5, 5, 2, 2);
  ctx.restore();
  ctx.fill();
  assertPixel(ctx, 0, 0, CLEAR);
  assertPixel(ctx, 5, 5, BLACK);
});

test('restore without a save does nothing', () => {
  const ctx = context();
  ctx.fillStyle = 'red';
  ctx.translate(1, 1);
  for (let i = 0; i < 3; i++) ctx.restore();
  assert.equal(ctx.fillStyle, '#ff0000');
  ctx.fillRect(0, 0, 1, 1);
  assertPixel(ctx, 1, 1, RED);
  assertPixel(ctx, 0, 0, CLEAR);
});

test('saves nest', () => {
  const ctx = context();
  for (let i = 1; i <= 50; i++) {
    ctx.lineWidth = i;
    ctx.save();
  }
  ctx.lineWidth = 99;
  for (let i = 50; i >= 1; i--) {
    ctx.restore();
    assert.equal(ctx.lineWidth, i);
  }
});

test('what native code draws with follows restore', () => {
  const ctx = context();
  ctx.fillStyle = 'red';
  ctx.save();
  ctx.fillStyle = 'blue';
  ctx.globalAlpha = 0.1;
  ctx.globalCompositeOperation = 'destination-over';
  ctx.restore();
  ctx.fillRect(0, 0, 1, 1);
  assertPixel(ctx, 0, 0, RED);
});

test('two contexts do not share state', () => {
  const [a, b] = [context(), context()];
  a.fillStyle = 'red';
  a.save();
  b.restore();
  assert.equal(b.fillStyle, '#000000');
  b.fillRect(0, 0, 1, 1);
  assertPixel(b, 0, 0, BLACK);
});

/** A function that gives whole numbers below its argument, always the same ones. */
function randomNumbers(seed) {
  return (n) => {
    seed = (seed * 16807) % 2147483647;
    return seed % n;
  };
}

test('what is recorded and dropped again makes no difference to what is drawn', () => {
  // The same calls twice: once as they come, once with everything run after each, so that nothing is dropped.
  const random = randomNumbers(1);
  const CALLS = [
    (ctx) => ctx.save(),
    (ctx) => ctx.restore(),
    (ctx, n) => { ctx.fillStyle = ['#f00', '#0f0', '#00f8', 'teal'][n % 4]; },
    (ctx, n) => { ctx.globalAlpha = (n % 5) / 4; },
    (ctx, n) => { ctx.globalCompositeOperation = ['xor', 'source-over', 'lighter'][n % 3]; },
    (ctx, n) => ctx.translate((n % 3) - 1, (n % 2)),
    (ctx, n) => { ctx.lineWidth = 1 + (n % 4); },
    (ctx, n) => ctx.fillRect(n % 20, n % 17, 5, 4),
    (ctx, n) => ctx.lineTo(n % 31, n % 29),
    (ctx) => ctx.stroke(),
    (ctx) => ctx.beginPath(),
  ];
  for (let round = 0; round < 40; round += 1) {
    const calls = Array.from({ length: 150 }, () => [CALLS[random(3) === 0 ? random(2) : random(CALLS.length)], random(1000)]);
    const [plain, careful] = [context(32, 32), context(32, 32)];
    for (const [call, n] of calls) {
      call(plain, n);
      call(careful, n);
      careful.getImageData(0, 0, 1, 1);
    }
    const pixels = (ctx) => Buffer.from(ctx.getImageData(0, 0, 32, 32).data);
    assert.ok(pixels(plain).equals(pixels(careful)), `round ${round}`);
  }
});

test('saving and restoring without drawing leaves the states before alone', () => {
  const ctx = context(8, 8);
  ctx.fillStyle = '#f00';
  ctx.save();
  ctx.fillStyle = '#00f';
  for (let i = 0; i < 5000; i += 1) {
    ctx.save();
    ctx.fillStyle = '#0f0';
    ctx.translate(100, 100);
    ctx.restore();
  }
  ctx.restore();
  ctx.fillRect(0, 0, 8, 8);
  assertPixel(ctx, 4, 4, RED);
});

test('every attribute is what a stack of whole states would give', () => {
  const random = randomNumbers(7);
  const names = Object.keys(ATTRIBUTES);
  const ctx = context();
  let now = Object.fromEntries(names.map((name) => [name, ATTRIBUTES[name][0]]));
  let saved = [];
  for (let step = 0; step < 4000; step += 1) {
    const what = random(20);
    if (step % 1500 === 1499) {
      ctx.reset();
      now = Object.fromEntries(names.map((name) => [name, ATTRIBUTES[name][0]]));
      saved = [];
    } else if (what < 4) {
      ctx.save();
      saved.push({ ...now });
    } else if (what < 8) {
      ctx.restore();
      now = saved.pop() ?? now;
    } else {
      const name = names[random(names.length)];
      // A font resets what is of its own shorthand.
      if (['font', 'fontStretch', 'fontVariantCaps'].includes(name)) continue;
      now[name] = ATTRIBUTES[name][random(2)];
      ctx[name] = now[name];
    }
    for (const name of names) assert.equal(ctx[name], now[name], `${name} in step ${step}`);
  }
});

test('setting an attribute again and again after a save keeps nothing', () => {
  const ctx = context();
  ctx.save();
  const set = () => {
    for (let i = 0; i < 200_000; i += 1) ctx.lineWidth = 1 + (i % 7) / 2;
  };
  set();
  global.gc();
  const before = process.memoryUsage().heapUsed;
  for (let i = 0; i < 5; i += 1) set();
  global.gc();
  assert.ok(process.memoryUsage().heapUsed - before < 500_000, `${process.memoryUsage().heapUsed - before} bytes more`);
});
