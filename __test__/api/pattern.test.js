'use strict';

// https://html.spec.whatwg.org/multipage/canvas.html#canvaspattern

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { CanvasPattern, Image, createCanvas, loadImage } = require('../../index.js');
const { solidPng } = require('../helpers/fixtures.js');
const { assertNear, assertPixel, assertSameBytes, context, inkBox, inkCount, pixel, BLUE, CLEAR, GREEN, RED } = require('../helpers/pixels.js');

/** Two pixels by two: red and green above, blue and nothing below. */
function tile() {
  const ctx = context(2, 2);
  ['#f00', '#0f0', '#00f'].forEach((color, i) => {
    ctx.fillStyle = color;
    ctx.fillRect(i % 2, i > 1 ? 1 : 0, 1, 1);
  });
  return ctx.canvas;
}

/** A canvas flooded with a pattern. */
function flooded(repetition, { size = 10, transform, ...state } = {}) {
  const ctx = context(size, size);
  Object.assign(ctx, state);
  const pattern = ctx.createPattern(tile(), repetition);
  if (transform) pattern.setTransform(transform);
  ctx.fillStyle = pattern;
  ctx.fillRect(0, 0, size, size);
  return ctx;
}

describe('repetitions', () => {
  for (const repetition of ['repeat', '', null]) {
    test(`${JSON.stringify(repetition)} goes on along both axes`, () => {
      const ctx = flooded(repetition);
      for (const [x, y] of [[0, 0], [2, 0], [8, 8], [4, 2]]) assertPixel(ctx, x, y, RED);
      for (const [x, y] of [[1, 0], [9, 8]]) assertPixel(ctx, x, y, GREEN);
      for (const [x, y] of [[0, 1], [8, 9]]) assertPixel(ctx, x, y, BLUE);
      assertPixel(ctx, 9, 9, CLEAR);
    });
  }
  const BOXES = {
    'repeat-x': { left: 0, top: 0, right: 10, bottom: 2 },
    'repeat-y': { left: 0, top: 0, right: 2, bottom: 10 },
    'no-repeat': { left: 0, top: 0, right: 2, bottom: 2 },
  };
  for (const [repetition, box] of Object.entries(BOXES)) {
    test(`${repetition} leaves the rest transparent`, () => assert.deepEqual(inkBox(flooded(repetition)), box));
  }
  for (const wrong of ['Repeat', 'repeat ', 'mirror', undefined, 5, {}]) {
    test(`${JSON.stringify(wrong)} is a SyntaxError`, () => {
      assert.throws(() => context().createPattern(tile(), wrong), { name: 'SyntaxError' });
    });
  }
});

describe('where a pattern lies', () => {
  test('it begins at the origin of the drawing, not of the shape', () => {
    const ctx = context(10, 10);
    ctx.fillStyle = ctx.createPattern(tile(), 'repeat');
    ctx.fillRect(1, 1, 5, 5);
    assertPixel(ctx, 1, 2, GREEN);
    ctx.reset();
    ctx.translate(1, 0);
    ctx.fillStyle = ctx.createPattern(tile(), 'repeat');
    ctx.fillRect(0, 0, 5, 5);
    assertPixel(ctx, 1, 0, RED);
    assertPixel(ctx, 2, 0, GREEN);
  });
  test('negative coordinates repeat too', () => {
    const ctx = context(10, 10);
    ctx.translate(5, 5);
    ctx.fillStyle = ctx.createPattern(tile(), 'repeat');
    ctx.fillRect(-5, -5, 10, 10);
    assertPixel(ctx, 3, 3, RED);
    assertPixel(ctx, 4, 3, GREEN);
    assertPixel(ctx, 3, 4, BLUE);
  });
  test('its own transform comes before that of the context', () => {
    const ctx = flooded('repeat', { transform: { e: 1 } });
    assertPixel(ctx, 1, 0, RED);
    const both = context(10, 10);
    both.scale(2, 2);
    both.imageSmoothingEnabled = false;
    const pattern = both.createPattern(tile(), 'repeat');
    pattern.setTransform({ e: 1 });
    both.fillStyle = pattern;
    both.fillRect(0, 0, 5, 5);
    assertPixel(both, 1, 0, GREEN);
    assertPixel(both, 2, 0, RED);
  });
  test('strokes, paths and text are drawn with it', () => {
    const ctx = context(40, 40);
    ctx.fillStyle = ctx.createPattern(tile(), 'no-repeat');
    ctx.strokeStyle = ctx.fillStyle;
    ctx.lineWidth = 4;
    ctx.strokeRect(0, 0, 30, 30);
    assert.deepEqual(inkBox(ctx), { left: 0, top: 0, right: 2, bottom: 2 });
    ctx.clearRect(0, 0, 40, 40);
    ctx.arc(0, 0, 20, 0, 7);
    ctx.fill();
    assertPixel(ctx, 0, 0, RED);
    assert.equal(inkCount(ctx), 3);
    ctx.clearRect(0, 0, 40, 40);
    ctx.fillStyle = ctx.createPattern(tile(), 'repeat');
    ctx.font = '40px sans-serif';
    ctx.fillText('M', 0, 35);
    assert.ok(inkCount(ctx) > 50);
  });
});

describe('sampling', () => {
  const enlarged = (state, repetition = 'repeat') => flooded(repetition, { size: 40, transform: { a: 10, d: 10 }, ...state });
  test('without smoothing pixels stay squares', () => {
    const ctx = enlarged({ imageSmoothingEnabled: false });
    assertPixel(ctx, 9, 9, RED);
    assertPixel(ctx, 10, 9, GREEN);
    assertPixel(ctx, 20, 0, RED);
  });
  test('smoothing goes across the seams of tiles', () => {
    const [r, g, b, a] = pixel(enlarged({}), 19, 5);
    assert.ok(r > 90 && g > 90 && b < 20 && a > 240, `${[r, g, b, a]}`);
  });
  test('where it does not repeat it fades out, as in Chromium', () => {
    // 55 of 100 between nothing and the first row, 5 of 100 on the way to the second column.
    assertNear(pixel(enlarged({}, 'no-repeat'), 5, 0), [242, 13, 0, 140], 3);
    assertPixel(enlarged({}, 'no-repeat'), 30, 5, CLEAR);
  });
  test('the alpha of the context weakens it', () => {
    assertNear(pixel(flooded('repeat', { globalAlpha: 0.5 }), 0, 0), [255, 0, 0, 128], 1);
  });
});

describe('setTransform', () => {
  test('counts for what is drawn after it alone', () => {
    const ctx = context(10, 10);
    const pattern = ctx.createPattern(tile(), 'repeat');
    ctx.fillStyle = pattern;
    ctx.fillRect(0, 0, 10, 5);
    pattern.setTransform({ e: 1 });
    ctx.fillRect(0, 6, 10, 4);
    assertPixel(ctx, 0, 0, RED);
    assertPixel(ctx, 0, 6, GREEN);
    pattern.setTransform();
    ctx.fillRect(0, 6, 10, 4);
    assertPixel(ctx, 0, 6, RED);
  });
  for (const transform of [{ a: 0 }, { a: NaN }, { e: Infinity }, { a: 1, b: 2, c: 2, d: 4 }, { a: 1e-320 }]) {
    test(`${Object.entries(transform)} draws nothing`, () => {
      assert.equal(inkCount(flooded('repeat', { transform })), 0);
    });
  }
  for (const transform of [{ a: 1e9, d: 1e9 }, { a: 1e-9, d: 1e-9 }, { e: 1e300 }, { a: 1e150, d: 1e150, f: -1e200 }]) {
    test(`${Object.entries(transform)} does no harm`, () => void flooded('repeat', { transform }).getImageData(0, 0, 10, 10));
  }
  test('refuses what is no matrix', () => {
    const pattern = context().createPattern(tile(), null);
    for (const wrong of [5, 'none', { a: 1, m11: 2 }]) assert.throws(() => pattern.setTransform(wrong), TypeError);
    assert.equal(CanvasPattern.prototype.setTransform.length, 0);
    assert.throws(() => CanvasPattern.prototype.setTransform.call({}), TypeError);
  });
});

describe('sources', () => {
  test('an image', async () => {
    const ctx = context(10, 10);
    ctx.fillStyle = ctx.createPattern(await loadImage(solidPng(3, 3, 'red')), 'repeat');
    ctx.fillRect(0, 0, 10, 10);
    assertPixel(ctx, 9, 9, RED);
  });
  test('a canvas as it was when the pattern was made, also its own', () => {
    const ctx = context(4, 4);
    ctx.fillStyle = 'red';
    ctx.fillRect(0, 0, 2, 4);
    const pattern = ctx.createPattern(ctx.canvas, 'repeat');
    ctx.fillStyle = 'blue';
    ctx.fillRect(0, 0, 4, 4);
    ctx.globalCompositeOperation = 'copy';
    ctx.fillStyle = pattern;
    ctx.fillRect(0, 0, 4, 4);
    assertPixel(ctx, 1, 1, RED);
    assertPixel(ctx, 3, 1, CLEAR);
  });
  test('an image without a source makes none', () => assert.equal(context().createPattern(new Image(), 'repeat'), null));
  test('a broken or disposed image is an InvalidStateError', async () => {
    const broken = new Image();
    broken.src = Buffer.from('no picture');
    await assert.rejects(broken.decode());
    const disposed = await loadImage(solidPng(3, 3, 'red'));
    disposed.dispose();
    for (const image of [broken, disposed]) {
      assert.throws(() => context().createPattern(image, 'repeat'), { name: 'InvalidStateError' });
    }
  });
  test('a canvas without pixels is an InvalidStateError', () => {
    for (const [w, h] of [[0, 5], [5, 0]]) {
      assert.throws(() => context().createPattern(createCanvas(w, h), 'repeat'), { name: 'InvalidStateError' });
    }
  });
  test('a wrong repetition comes before a broken image', () => {
    assert.throws(() => context().createPattern(new Image(), 'mirror'), { name: 'SyntaxError' });
  });
  for (const wrong of [null, undefined, 5, {}, 'a.png']) {
    test(`${JSON.stringify(wrong)} is a TypeError`, () => {
      assert.throws(() => context().createPattern(wrong, 'mirror'), { name: 'TypeError', message: /an Image, a Canvas or an ImageBitmap/ });
    });
  }
  test('both arguments are needed', () => assert.throws(() => context().createPattern(tile()), TypeError));
});

describe('patterns as objects', () => {
  test('read back as the same object, and are saved and restored', () => {
    const ctx = context();
    const pattern = ctx.createPattern(tile(), 'repeat');
    ctx.fillStyle = pattern;
    ctx.strokeStyle = pattern;
    assert.equal(ctx.fillStyle, pattern);
    assert.equal(ctx.strokeStyle, pattern);
    ctx.save();
    ctx.fillStyle = 'red';
    ctx.restore();
    assert.equal(ctx.fillStyle, pattern);
  });
  test('cannot be made with new', () => assert.throws(() => new CanvasPattern(), TypeError));
  test('serve several contexts', () => {
    const pattern = context().createPattern(tile(), 'repeat');
    const [a, b] = [context(4, 4), context(4, 4)];
    for (const ctx of [a, b]) {
      ctx.fillStyle = pattern;
      ctx.fillRect(0, 0, 4, 4);
    }
    pattern.setTransform({ e: 1 });
    assertSameBytes(a.canvas.data(), b.canvas.data());
    assertPixel(a, 0, 0, RED);
  });
});
