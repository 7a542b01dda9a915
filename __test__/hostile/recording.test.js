'use strict';

// Calls are recorded and run later: what happens to their canvases, sources and paints meanwhile must
// neither show nor hurt. And much of what is recorded.

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { CanvasPattern, Path2D, createCanvas, loadImage, memoryUsage } = require('../../index.js');
const { assertPixel, context, inkCount, pixel, BLACK, BLUE, CLEAR, RED } = require('../helpers/pixels.js');
const { within } = require('../helpers/time.js');

// Nearly all take well under a second on an ordinary machine.
const MOST_MS = 20_000;

/** A canvas of one colour. */
function colored(color, width = 4, height = 4) {
  const ctx = context(width, height);
  ctx.fillStyle = color;
  ctx.fillRect(0, 0, width, height);
  return ctx.canvas;
}

/** A number whose conversion runs `action` first. */
const during = (action, number = 0) => ({ valueOf() { action(); return number; } });

describe('a source that changes after it was drawn', () => {
  const CHANGES = {
    'drawn on': (source) => { source.getContext('2d').clearRect(0, 0, 4, 4); },
    'resized': (source) => { source.width = 1; },
    'without area': (source) => { source.height = 0; },
    'disposed of': (source) => source.dispose(),
  };
  for (const [what, change] of Object.entries(CHANGES)) {
    test(`${what}: the drawing shows what it was`, () => {
      const [ctx, source] = [context(4, 4), colored('red')];
      ctx.drawImage(source, 0, 0);
      change(source);
      assertPixel(ctx, 3, 3, RED);
    });
    test(`${what}: a pattern of it, too`, () => {
      const [ctx, source] = [context(9, 9), colored('red')];
      ctx.fillStyle = ctx.createPattern(source, null);
      change(source);
      ctx.fillRect(0, 0, 9, 9);
      assertPixel(ctx, 8, 8, RED);
    });
    test(`${what} while the numbers of drawImage are converted: what there was or nothing is drawn`, () => {
      for (let place = 0; place < 8; place++) {
        const [ctx, source] = [context(4, 4), colored('red')];
        const numbers = [0, 0, 4, 4, 0, 0, 4, 4];
        const number = numbers[place];
        numbers[place] = during(() => change(source), number);
        try {
          ctx.drawImage(source, ...numbers);
        } catch (error) {
          assert.equal(error.name, 'InvalidStateError');
        }
        const shown = pixel(ctx, 0, 0);
        assert.ok([RED, CLEAR].some((color) => color.every((byte, i) => byte === shown[i])), `${place}: ${shown}`);
        ctx.fillStyle = 'blue';
        ctx.fillRect(0, 0, 4, 4);
        assertPixel(ctx, 3, 3, BLUE);
      }
    });
  }
});

describe('a canvas that changes while it is recorded', () => {
  test('resized in the middle of a path: the path and the state begin anew', () => {
    const ctx = context(8, 8);
    ctx.scale(2, 2);
    ctx.moveTo(0, 0);
    for (let i = 0; i < 3000; i++) ctx.lineTo(i % 8, i % 7);
    ctx.canvas.width = 8;
    ctx.lineTo(8, 0);
    ctx.lineTo(8, 8);
    ctx.fill();
    assert.equal(inkCount(ctx), 0, 'two points bound no area');
    ctx.fillRect(0, 0, 4, 4);
    assert.equal(inkCount(ctx), 16, 'the scale is gone');
  });
  test('resized again and again: only the last drawing shows', () => within(MOST_MS, () => {
    const ctx = context(8, 8);
    for (let i = 0; i < 20_000; i++) {
      ctx.canvas.width = 1 + (i % 9);
      ctx.fillRect(0, 0, 1, 1);
      ctx.save();
    }
    assert.equal(inkCount(ctx), 1);
  }));
  test('its width set by the conversion of its own drawing', () => {
    const ctx = context(8, 8);
    ctx.fillRect(0, 0, 8, 8);
    ctx.drawImage(ctx.canvas, during(() => { ctx.canvas.width = 3; }), 0);
    assert.equal(ctx.canvas.width, 3);
    ctx.fillRect(0, 0, 3, 8);
    assertPixel(ctx, 2, 7, BLACK);
  });
  test('disposed of with calls that never ran', () => {
    const before = memoryUsage().live;
    const ctx = context(50, 50);
    for (let i = 0; i < 5000; i++) ctx.fillRect(0, 0, i, i);
    ctx.canvas.dispose();
    assert.throws(() => { ctx.fillRect(0, 0, 1, 1); ctx.getImageData(0, 0, 1, 1); }, { name: 'InvalidStateError' });
    assert.ok(memoryUsage().live <= before + 65_536);
  });
  test('a paint whose dictionary draws while it is read', () => {
    const ctx = context(8, 8);
    const pattern = ctx.createPattern(colored('red'), 'repeat');
    ctx.fillStyle = pattern;
    ctx.fillRect(0, 0, 8, 8);
    pattern.setTransform({ get a() { ctx.fillRect(0, 0, 8, 8); ctx.canvas.width = 8; return 1; }, d: 1 });
    ctx.fillStyle = pattern;
    ctx.fillRect(0, 0, 8, 8);
    assertPixel(ctx, 7, 7, RED);
  });
  test('a Path2D that grows while it is added', () => {
    const path = new Path2D();
    path.rect(0, 0, 4, 4);
    path.addPath(path, { get a() { path.rect(4, 4, 4, 4); path.addPath(path); return 1; } });
    const ctx = context(8, 8);
    ctx.fill(path);
    assert.equal(inkCount(ctx), 32);
  });
});

describe('built-in objects that were changed', () => {
  /** Runs `work` while a property of a built-in object is another one. */
  function changed(object, name, property, work) {
    const before = Object.getOwnPropertyDescriptor(object, name);
    Object.defineProperty(object, name, { configurable: true, ...property });
    try {
      work();
    } finally {
      if (before) Object.defineProperty(object, name, before);
      else delete object[name];
    }
  }
  test('a setter on the prototype of arrays gets no numbers of ours', () => {
    let caught = 0;
    changed(Array.prototype, '0', { set() { caught++; }, get: () => 7 }, () => {
      const ctx = context(8, 8);
      ctx.setLineDash([1, 2]);
      ctx.fillRect(0, 0, 8, 8);
      assert.equal(ctx.canvas.width, 8);
    });
    assert.equal(caught, 0);
  });
  test('what Object.prototype has counts as a dictionary member and breaks nothing', () => {
    const ctx = context(8, 8);
    changed(Object.prototype, 'a', { get: () => NaN }, () => {
      ctx.setTransform({});
      ctx.fillRect(0, 0, 8, 8);
    });
    ctx.reset();
    ctx.fillRect(0, 0, 8, 8);
    assertPixel(ctx, 7, 7, BLACK);
  });
});

describe('large lists and buffers', () => {
  test('a typed array of 1e6 dashes', () => within(MOST_MS, () => {
    const ctx = context(50, 50);
    ctx.setLineDash(new Float64Array(1e6).fill(0.25));
    assert.equal(ctx.getLineDash().length, 1e6);
    for (let i = 0; i < 2000; i++) { ctx.moveTo(0, i % 50); ctx.lineTo(0.001, i % 50); }
    ctx.stroke();
    ctx.getImageData(0, 0, 1, 1);
  }));
  test('a typed array with a number that is none', () => {
    const ctx = context();
    ctx.setLineDash([3, 4]);
    for (const bad of [NaN, -1, Infinity]) {
      const list = new Float64Array(1e5).fill(1);
      list[99_999] = bad;
      ctx.setLineDash(list);
      assert.deepEqual(ctx.getLineDash(), [3, 4]);
    }
  });
  test('a file of 300 MB is refused by its length', async () => {
    const before = memoryUsage().live;
    const bytes = new Uint8Array(300e6);
    await assert.rejects(loadImage(bytes), RangeError);
    await assert.rejects(loadImage(bytes.buffer), RangeError);
    assert.ok(memoryUsage().live <= before);
  });
  test('image data at the end of a large buffer', () => {
    const buffer = new ArrayBuffer(64e6);
    const ctx = context(4, 4);
    const { ImageData } = require('../../index.js');
    ctx.putImageData(new ImageData(new Uint8ClampedArray(buffer, 64e6 - 64, 64).fill(255), 4, 4), 0, 0);
    assertPixel(ctx, 3, 3, [255, 255, 255, 255]);
  });
});

describe('recorded without end', () => {
  test('1e6 saves', () => within(MOST_MS, () => {
    const ctx = context(4, 4);
    for (let i = 0; i < 1e6; i++) { ctx.globalAlpha = (i % 100) / 100; ctx.save(); ctx.lineTo(1, 1); }
    for (let i = 0; i < 1.1e6; i++) ctx.restore();
    assert.equal(ctx.globalAlpha, 1 - 1);
    ctx.reset();
    ctx.fillRect(0, 0, 4, 4);
    assertPixel(ctx, 3, 3, BLACK);
  }));
  test('1e4 nested clips with a drawing at each restore', () => within(MOST_MS, () => {
    const ctx = context(120, 150);
    for (let i = 0; i < 1e4; i++) {
      ctx.save();
      ctx.beginPath();
      ctx.arc(60, 75, 70 - (i * 1e-3), 0, 7);
      ctx.clip();
    }
    for (let i = 0; i < 1e4; i++) {
      ctx.restore();
      ctx.fillRect(0, 0, 120, 150);
    }
    assertPixel(ctx, 0, 0, BLACK);
  }));
  test('curves of a thousand lines each, beside the canvas', () => within(MOST_MS, () => {
    const ctx = context(300, 150);
    const before = memoryUsage().peak;
    ctx.moveTo(-1e6, 0);
    for (let i = 0; i < 20_000; i++) {
      ctx.bezierCurveTo(-5e6, 150, -1e5, 0, 1, i % 150);
      ctx.bezierCurveTo(-1e5, 150, -5e6, 0, -1e6, i % 150);
    }
    ctx.fill('evenodd');
    ctx.getImageData(0, 0, 1, 1);
    assert.ok(memoryUsage().peak - before < 64e6, `${memoryUsage().peak - before} bytes`);
  }));
});

test('a class called without new, or a pretended pattern, is a TypeError or ignored', () => {
  assert.throws(() => CanvasPattern(), TypeError);
  assert.throws(() => Path2D(), TypeError);
  assert.throws(() => createCanvas.call(null, Symbol('x')), TypeError);
  const ctx = context();
  ctx.fillStyle = Object.create(CanvasPattern.prototype);
  assert.equal(ctx.fillStyle, '#000000');
  assert.throws(() => ctx.createPattern(null, 'repeat'), TypeError);
});
