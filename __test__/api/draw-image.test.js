'use strict';

// https://html.spec.whatwg.org/multipage/canvas.html#drawing-images

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { Image, createCanvas, loadImage } = require('../../index.js');
const { expected, fixture, solidPng } = require('../helpers/fixtures.js');
const { assertNear, assertPixel, context, inkBox, inkCount, pixel, BLUE, CLEAR, GREEN, RED, WHITE } = require('../helpers/pixels.js');

/** Four quarters: red, green, blue, white. */
function quarters(size = 4) {
  const ctx = context(size, size);
  const half = size / 2;
  const colors = ['#f00', '#0f0', '#00f', '#fff'];
  colors.forEach((color, i) => {
    ctx.fillStyle = color;
    ctx.fillRect((i % 2) * half, i > 1 ? half : 0, half, half);
  });
  return ctx.canvas;
}

/** The upper left pixels of the four quarters of a drawn picture of that size. */
const corners = (ctx, x, y, size) => [[0, 0], [1, 0], [0, 1], [1, 1]].map(([i, j]) => pixel(ctx, x + (i * (size - 1)), y + (j * (size - 1))));

const SOURCES = {
  'a Canvas': () => quarters(),
  'an Image': () => loadImage(quarters().encodeSync('png')),
};

for (const [name, make] of Object.entries(SOURCES)) {
  describe(name, () => {
    test('3 arguments draw it in its size', async () => {
      const ctx = context();
      ctx.drawImage(await make(), 3, 2);
      assert.deepEqual(inkBox(ctx), { left: 3, top: 2, right: 7, bottom: 6 });
      assert.deepEqual(corners(ctx, 3, 2, 4), [RED, GREEN, BLUE, WHITE]);
    });
    test('5 arguments scale it', async () => {
      const ctx = context(20, 20);
      ctx.imageSmoothingEnabled = false;
      ctx.drawImage(await make(), 2, 4, 16, 8);
      assert.deepEqual(inkBox(ctx), { left: 2, top: 4, right: 18, bottom: 12 });
      assertPixel(ctx, 9, 7, RED);
      assertPixel(ctx, 10, 7, GREEN);
      assertPixel(ctx, 9, 8, BLUE);
      assertPixel(ctx, 10, 8, WHITE);
    });
    test('9 arguments cut and scale it', async () => {
      const ctx = context(20, 20);
      ctx.imageSmoothingEnabled = false;
      ctx.drawImage(await make(), 2, 0, 2, 2, 5, 6, 8, 8);
      assert.deepEqual(inkBox(ctx), { left: 5, top: 6, right: 13, bottom: 14 });
      assert.deepEqual(corners(ctx, 5, 6, 8), [GREEN, GREEN, GREEN, GREEN]);
    });
    test('negative sizes reach back and do not mirror', async () => {
      const ctx = context(20, 20);
      ctx.imageSmoothingEnabled = false;
      ctx.drawImage(await make(), 10, 10, -8, -8);
      assert.deepEqual(inkBox(ctx), { left: 2, top: 2, right: 10, bottom: 10 });
      assert.deepEqual(corners(ctx, 2, 2, 8), [RED, GREEN, BLUE, WHITE]);
      const cut = context(20, 20);
      cut.drawImage(await make(), 4, 4, -4, -4, 0, 0, 4, 4);
      assert.deepEqual(corners(cut, 0, 0, 4), [RED, GREEN, BLUE, WHITE]);
    });
    test('what of the source lies outside is left out, in proportion', async () => {
      const ctx = context(20, 20);
      ctx.imageSmoothingEnabled = false;
      ctx.drawImage(await make(), -4, -4, 12, 12, 0, 0, 12, 12);
      assert.deepEqual(inkBox(ctx), { left: 4, top: 4, right: 8, bottom: 8 });
    });
    test('no source size draws nothing', async () => {
      const ctx = context();
      ctx.drawImage(await make(), 0, 0, 0, 4, 0, 0, 9, 9);
      ctx.drawImage(await make(), 0, 0, 4, 4, 0, 0, 0, 9);
      ctx.drawImage(await make(), 50, 50, 4, 4, 0, 0, 9, 9);
      assert.equal(inkCount(ctx), 0);
    });
    test('an upright picture covers whole pixels', async () => {
      const ctx = context(20, 20);
      ctx.drawImage(await make(), 2.5, 3.4, 6, 6.2);
      assert.deepEqual(inkBox(ctx), { left: 3, top: 3, right: 9, bottom: 10 });
      const alphas = [[3, 3], [8, 3], [3, 9], [8, 9]].map(([x, y]) => ctx.getImageData(x, y, 1, 1).data[3]);
      assert.deepEqual(alphas, [255, 255, 255, 255]);
      const small = context(20, 20);
      small.drawImage(await make(), 4.6, 4, 0.5, 4);
      assert.equal(small.getImageData(4, 5, 1, 1).data[3], 102);
    });
    test('numbers that are not finite draw nothing', async () => {
      const image = await make();
      for (const count of [2, 4, 8]) {
        for (let i = 0; i < count; i++) {
          const ctx = context();
          const numbers = Array(count).fill(2);
          numbers[i] = [NaN, Infinity, -Infinity][i % 3];
          ctx.drawImage(image, ...numbers);
          assert.equal(inkCount(ctx), 0, `${numbers}`);
        }
      }
    });
    test('is transformed', async () => {
      const ctx = context();
      ctx.translate(8, 0);
      ctx.scale(-1, 1);
      ctx.drawImage(await make(), 0, 0);
      assert.deepEqual(corners(ctx, 4, 0, 4), [GREEN, RED, WHITE, BLUE]);
    });
    for (const count of [0, 1, 3, 5, 6, 7]) {
      test(`${count + 1} arguments are a TypeError`, async () => {
        const image = await make();
        assert.throws(() => context().drawImage(image, ...Array(count).fill(1)), TypeError);
      });
    }
  });
}

describe('a canvas as source', () => {
  test('is drawn as it is at the call', () => {
    const source = context(2, 2);
    source.fillStyle = 'red';
    source.fillRect(0, 0, 2, 2);
    const ctx = context(2, 2);
    ctx.drawImage(source.canvas, 0, 0);
    source.fillStyle = 'blue';
    source.fillRect(0, 0, 2, 2);
    assertPixel(ctx, 0, 0, RED);
  });
  test('survives the source being disposed of or resized afterwards', () => {
    for (const end of [(canvas) => canvas.dispose(), (canvas) => { canvas.width = 1; }]) {
      const source = quarters();
      const ctx = context(4, 4);
      ctx.drawImage(source, 0, 0);
      end(source);
      assert.deepEqual(corners(ctx, 0, 0, 4), [RED, GREEN, BLUE, WHITE]);
    }
  });
  test('may be the canvas drawn on', () => {
    const ctx = context(4, 4);
    ctx.fillStyle = 'red';
    ctx.fillRect(0, 0, 2, 4);
    ctx.drawImage(ctx.canvas, 2, 0);
    assertPixel(ctx, 3, 1, RED);
    assertPixel(ctx, 1, 1, RED);
  });
  test('drawn on itself many times doubles each time', () => {
    const ctx = context(64, 1);
    ctx.fillRect(0, 0, 1, 1);
    for (let width = 1; width < 64; width *= 2) ctx.drawImage(ctx.canvas, 0, 0, width, 1, width, 0, width, 1);
    assert.equal(inkCount(ctx), 64);
  });
  test('without pixels is an InvalidStateError', () => {
    for (const size of [[0, 0], [0, 5], [5, 0]]) {
      assert.throws(() => context().drawImage(createCanvas(...size), 0, 0), { name: 'InvalidStateError' });
    }
  });
  test('that nobody drew on draws nothing', () => {
    const ctx = context();
    ctx.drawImage(createCanvas(5, 5), 0, 0);
    assert.equal(inkCount(ctx), 0);
  });
});

describe('images of each format', () => {
  for (const [name, { width, height, probes }] of Object.entries(expected.files)) {
    test(name, async () => {
      const image = await loadImage(fixture(name));
      assert.deepEqual([image.naturalWidth, image.naturalHeight], [width, height]);
      const ctx = context(width, height);
      ctx.drawImage(image, 0, 0);
      for (const [x, y, rgba, tolerance] of probes) assertNear(pixel(ctx, x, y), rgba, tolerance, `${name} at ${x},${y}`);
    });
  }
});

describe('smoothing', () => {
  const enlarged = (settings) => {
    const ctx = context(40, 40);
    Object.assign(ctx, settings);
    ctx.drawImage(quarters(2), 0, 0, 40, 40);
    return ctx;
  };
  test('off keeps hard edges', () => {
    const { data } = enlarged({ imageSmoothingEnabled: false }).getImageData(0, 0, 40, 40);
    const colors = new Set();
    for (let i = 0; i < data.length; i += 4) colors.add(data.slice(i, i + 4).join());
    assert.equal(colors.size, 4);
  });
  for (const imageSmoothingQuality of ['low', 'medium', 'high']) {
    test(`${imageSmoothingQuality} mixes colours`, () => {
      const ctx = enlarged({ imageSmoothingQuality });
      const [r, g, b, a] = pixel(ctx, 19, 5);
      assert.ok(r > 20 && r < 235 && g > 20 && g < 235, `${[r, g, b, a]}`);
      assertPixel(ctx, 0, 0, RED);
    });
  }
  test('opaque pictures stay opaque to their edge', () => {
    const { data } = enlarged({ imageSmoothingQuality: 'high' }).getImageData(0, 0, 40, 40);
    assert.ok(data.every((byte, i) => i % 4 !== 3 || byte === 255));
  });
  test('a cut does not take in its neighbours', () => {
    const ctx = context(20, 20);
    ctx.drawImage(quarters(4), 0, 0, 2, 2, 0, 0, 20, 20);
    for (const [x, y] of [[0, 0], [19, 19], [19, 0]]) assertPixel(ctx, x, y, RED);
  });
  test('shrinking a fine pattern gives its average', () => {
    const fine = context(64, 64);
    for (let x = 0; x < 64; x += 2) fine.fillRect(x, 0, 1, 64);
    const ctx = context(8, 8);
    ctx.imageSmoothingQuality = 'high';
    ctx.drawImage(fine.canvas, 0, 0, 8, 8);
    assertNear(pixel(ctx, 4, 4), [0, 0, 0, 128], 24);
  });
  for (const wrong of ['', 'High', 'best', null, 5]) {
    test(`the quality ${JSON.stringify(wrong)} changes nothing`, () => {
      const ctx = context();
      ctx.imageSmoothingQuality = 'high';
      ctx.imageSmoothingQuality = wrong;
      assert.equal(ctx.imageSmoothingQuality, 'high');
    });
  }
});

describe("another package's canvas", () => {
  const data = new Uint8Array([255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255]);
  const foreign = (pixels = data) => ({ width: 2, height: 2, getContext: (id) => id === '2d' && { getImageData: () => ({ data: pixels }) } });
  test('is read and drawn', () => {
    const ctx = context();
    ctx.drawImage(foreign(), 3, 2);
    assert.deepEqual(corners(ctx, 3, 2, 2), [RED, GREEN, BLUE, WHITE]);
    ctx.fillStyle = ctx.createPattern(foreign(), 'repeat');
    ctx.fillRect(6, 6, 2, 2);
    assert.deepEqual(corners(ctx, 6, 6, 2), [RED, GREEN, BLUE, WHITE]);
  });
  test('that gives no pixels, or not so many, is an error', () => {
    const ctx = context();
    for (const wrong of [{ getContext() {} }, { getContext: () => ({}) }, foreign(null)]) assert.throws(() => ctx.drawImage(wrong, 0, 0), TypeError);
    assert.throws(() => ctx.drawImage(foreign(data.subarray(4)), 0, 0), { name: 'IndexSizeError' });
    assert.throws(() => ctx.drawImage({ ...foreign(), width: 1e9 }, 0, 0), RangeError);
    assert.equal(inkCount(ctx), 0);
  });
});

describe('sources that cannot be drawn', () => {
  for (const wrong of [null, undefined, 5, 'image.png', {}, [], Buffer.alloc(9), Image, () => {}, Symbol('x')]) {
    test(`${typeof wrong === 'function' ? 'a function' : String(wrong?.constructor?.name)} is a TypeError`, () => {
      assert.throws(() => context().drawImage(wrong, 0, 0), { name: 'TypeError', message: /an Image, a Canvas or an ImageBitmap/ });
    });
  }
  test('an image without a source draws nothing', () => {
    const ctx = context();
    ctx.drawImage(new Image(), 0, 0);
    assert.equal(inkCount(ctx), 0);
  });
  test('a broken image is an InvalidStateError with the reason', async () => {
    const image = new Image();
    image.src = solidPng(8, 8, 'red').subarray(0, 60);
    await assert.rejects(image.decode());
    assert.throws(() => context().drawImage(image, 0, 0), { name: 'InvalidStateError', message: /broken: .+/ });
  });
  test('a disposed image is an InvalidStateError', async () => {
    const image = await loadImage(solidPng(8, 8, 'red'));
    image.dispose();
    assert.throws(() => context().drawImage(image, 0, 0), { name: 'InvalidStateError' });
  });
  test('a disposed canvas is an InvalidStateError', () => {
    const canvas = createCanvas(5, 5);
    canvas.dispose();
    assert.throws(() => context().drawImage(canvas, 0, 0), { name: 'InvalidStateError' });
  });
});

test("an image's width and height attributes don't change the size it is drawn in", async () => {
  const image = await loadImage(solidPng(8, 8, 'red'));
  image.width = 4;
  image.height = 2;
  const ctx = context();
  ctx.drawImage(image, 1, 1);
  assert.deepEqual(inkBox(ctx), { left: 1, top: 1, right: 9, bottom: 9 });
});

test('transparent parts show what is below', async () => {
  const image = await loadImage(context(4, 4).canvas.encodeSync('png'));
  const ctx = context(4, 4);
  ctx.fillStyle = 'red';
  ctx.fillRect(0, 0, 2, 4);
  ctx.drawImage(image, 0, 0);
  assertPixel(ctx, 1, 1, RED);
  assertPixel(ctx, 3, 3, CLEAR);
});

describe('pictures without anything to draw', () => {
  const svg = (width, height) => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"/>`);

  test('an SVG picture without width or height is loaded, draws nothing and makes no pattern', async () => {
    for (const [width, height] of [[0, 100], [100, 0], [0, 0]]) {
      const image = await loadImage(svg(width, height));
      assert.deepEqual([image.naturalWidth, image.naturalHeight, image.complete], [width, height, true]);
      const ctx = context();
      ctx.drawImage(image, 0, 0);
      ctx.drawImage(image, 0, 0, 9, 9);
      assert.equal(inkCount(ctx), 0);
      assert.equal(ctx.createPattern(image, ''), null);
    }
  });

  test('an empty source draws nothing, a broken one is an InvalidStateError', async () => {
    const image = new Image();
    image.onerror = () => {};
    image.src = '';
    const ctx = context();
    ctx.drawImage(image, 0, 0);
    assert.equal(ctx.createPattern(image, ''), null);
    image.src = Buffer.from('no picture at all');
    assert.throws(() => ctx.drawImage(image, 0, 0), { name: 'InvalidStateError' });
  });
});
