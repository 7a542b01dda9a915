'use strict';

// Canvas: sizes, contexts, and what setting a size does.
// https://html.spec.whatwg.org/multipage/canvas.html#the-canvas-element

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { Canvas, CanvasRenderingContext2D, Context2D, createCanvas } = require('../../index.js');
const { assertPixel, context, BLACK, CLEAR, RED } = require('../helpers/pixels.js');

describe('making a canvas', () => {
  test('createCanvas gives a Canvas of the size asked for', () => {
    const canvas = createCanvas(12, 7);
    assert.ok(canvas instanceof Canvas);
    assert.deepEqual([canvas.width, canvas.height], [12, 7]);
  });

  test('without sizes it is 300x150', () => {
    const canvas = new Canvas();
    assert.deepEqual([canvas.width, canvas.height], [300, 150]);
  });

  test('sizes are truncated to whole numbers', () => {
    const canvas = createCanvas(12.9, '7.9');
    assert.deepEqual([canvas.width, canvas.height], [12, 7]);
  });

  test('a size that is no number in Web IDL, as 5n and a symbol, is a TypeError', () => {
    for (const value of [5n, Symbol('5')]) {
      assert.throws(() => createCanvas(value, 1), TypeError);
      assert.throws(() => new Canvas(1, value), TypeError);
    }
  });

  test('a new canvas is transparent black', () => {
    assertPixel(context(3, 3), 1, 1, CLEAR);
  });

  test('its class string is that of the standard', () => {
    assert.equal(Object.prototype.toString.call(createCanvas(1, 1)), '[object HTMLCanvasElement]');
  });

  test('a subclass keeps its own prototype and works', () => {
    class Page extends Canvas {}
    const page = new Page(4, 4);
    assert.ok(page instanceof Page && page instanceof Canvas);
    page.getContext('2d').fillRect(0, 0, 4, 4);
    assert.equal(page.data()[3], 255);
  });

  test('calling the class without new is a TypeError', () => {
    assert.throws(() => Canvas(1, 1), TypeError);
  });
});

describe('setting width and height', () => {
  for (const name of ['width', 'height']) {
    test(`${name} changes, the other stays`, () => {
      const canvas = createCanvas(4, 5);
      canvas[name] = 9;
      assert.deepEqual([canvas.width, canvas.height], name === 'width' ? [9, 5] : [4, 9]);
    });

    test(`setting ${name} to the same number clears the pixels`, () => {
      const ctx = context(4, 4);
      ctx.fillRect(0, 0, 4, 4);
      assertPixel(ctx, 1, 1, BLACK);
      ctx.canvas[name] = 4;
      assertPixel(ctx, 1, 1, CLEAR);
    });

    test(`setting ${name} drops what was recorded and not drawn yet`, () => {
      const ctx = context(4, 4);
      ctx.fillRect(0, 0, 4, 4);
      ctx.canvas[name] = 4;
      assertPixel(ctx, 1, 1, CLEAR);
    });

    test(`setting ${name} resets state, saved states, clip and path`, () => {
      const ctx = context(4, 4);
      ctx.fillStyle = 'red';
      ctx.save();
      ctx.translate(2, 2);
      ctx.rect(0, 0, 1, 1);
      ctx.clip();
      ctx.canvas[name] = 4;
      assert.equal(ctx.fillStyle, '#000000');
      ctx.fill();
      assertPixel(ctx, 2, 2, CLEAR);
      ctx.restore();
      assert.equal(ctx.fillStyle, '#000000', 'nothing is left to restore');
      ctx.fillStyle = 'red';
      ctx.fillRect(0, 0, 1, 1);
      assertPixel(ctx, 0, 0, RED);
    });

    test(`${name} beyond the signed range means the default`, () => {
      const canvas = createCanvas(4, 4);
      canvas[name] = -1;
      assert.equal(canvas[name], name === 'width' ? 300 : 150);
    });
  }

  test('a size that is refused changes nothing', () => {
    const ctx = context(4, 4);
    ctx.fillRect(0, 0, 4, 4);
    assert.throws(() => { ctx.canvas.width = 70_000; }, RangeError);
    assert.equal(ctx.canvas.width, 4);
    assertPixel(ctx, 1, 1, BLACK);
  });

  test('larger canvases have pixels to their new edge', () => {
    const ctx = context(2, 2);
    ctx.canvas.width = 20;
    ctx.fillRect(19, 1, 1, 1);
    assertPixel(ctx, 19, 1, BLACK);
  });
});

describe('getContext', () => {
  test('gives the same object every time', () => {
    const canvas = createCanvas(1, 1);
    assert.equal(canvas.getContext('2d'), canvas.getContext('2d'));
  });

  test('gives a context that knows its canvas', () => {
    const canvas = createCanvas(1, 1);
    const ctx = canvas.getContext('2d');
    assert.equal(ctx.canvas, canvas);
    assert.ok(ctx instanceof CanvasRenderingContext2D);
    assert.equal(CanvasRenderingContext2D, Context2D);
    assert.equal(Object.prototype.toString.call(ctx), '[object CanvasRenderingContext2D]');
  });

  for (const id of ['webgl', 'webgl2', 'bitmaprenderer', 'webgpu', '', '2D', 'canvas', null, 5]) {
    test(`gives null for ${JSON.stringify(id)}`, () => {
      assert.equal(createCanvas(1, 1).getContext(id), null);
    });
  }

  test('needs an argument', () => {
    assert.throws(() => createCanvas(1, 1).getContext(), TypeError);
  });

  test('takes options that are no object for none', () => {
    for (const options of [5, null, 'alpha', true]) assert.ok(createCanvas(1, 1).getContext('2d', options));
  });

  test('is opaque from the beginning also when the canvas was looked at before', () => {
    const canvas = createCanvas(2, 2);
    canvas.encodeSync('png');
    const context = canvas.getContext('2d', { alpha: false });
    assert.deepEqual([...context.getImageData(0, 0, 1, 1).data], [0, 0, 0, 255]);
  });

  test('contexts cannot be made without a canvas', () => {
    assert.throws(() => new Context2D(), TypeError);
    assert.throws(() => new Context2D(createCanvas(1, 1)), TypeError);
  });

  test('isContextLost is false', () => {
    assert.equal(context().isContextLost(), false);
  });
});

describe('alpha: false', () => {
  test('starts opaque black', () => {
    assertPixel(context(2, 2, { alpha: false }), 0, 0, BLACK);
  });

  test('clearRect gives opaque black', () => {
    const ctx = context(2, 2, { alpha: false });
    ctx.fillStyle = 'red';
    ctx.fillRect(0, 0, 2, 2);
    ctx.clearRect(0, 0, 1, 2);
    assertPixel(ctx, 0, 0, BLACK);
    assertPixel(ctx, 1, 0, RED);
  });

  test('stays opaque after a change of size', () => {
    const ctx = context(2, 2, { alpha: false });
    ctx.canvas.width = 3;
    assertPixel(ctx, 2, 1, BLACK);
  });

  test('stays opaque after putImageData of transparent pixels', () => {
    const ctx = context(2, 2, { alpha: false });
    ctx.putImageData(ctx.createImageData(2, 2), 0, 0);
    assertPixel(ctx, 0, 0, BLACK);
  });

  for (const mode of ['destination-out', 'copy', 'source-out', 'xor', 'clear']) {
    test(`stays opaque under ${mode}`, () => {
      const ctx = context(2, 2, { alpha: false });
      ctx.globalCompositeOperation = mode;
      ctx.fillStyle = 'rgba(255, 0, 0, 0.5)';
      ctx.fillRect(0, 0, 1, 1);
      assert.deepEqual(ctx.getImageData(0, 0, 2, 2).data.filter((_, i) => i % 4 === 3), new Uint8ClampedArray(4).fill(255));
    });
  }

  test('only the first call counts', () => {
    const canvas = createCanvas(2, 2);
    canvas.getContext('2d');
    assertPixel(canvas.getContext('2d', { alpha: false }), 0, 0, CLEAR);
  });
});

describe('reset', () => {
  test('clears pixels and state, keeps the size', () => {
    const ctx = context(4, 3);
    ctx.fillStyle = 'red';
    ctx.save();
    ctx.scale(2, 2);
    ctx.fillRect(0, 0, 4, 4);
    ctx.reset();
    assert.equal(ctx.fillStyle, '#000000');
    assert.deepEqual([ctx.canvas.width, ctx.canvas.height], [4, 3]);
    assertPixel(ctx, 0, 0, CLEAR);
    ctx.fillRect(0, 0, 1, 1);
    assertPixel(ctx, 1, 1, CLEAR);
    assertPixel(ctx, 0, 0, BLACK);
  });
});
