'use strict';

// Canvases of half floats and in Display P3. Numbers without a reason beside them are Chromium 156's.

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');
const zlib = require('node:zlib');

const { ImageData, createCanvas, memoryUsage, setMemoryBudget } = require('../../index.js');

const HALVES = typeof Float16Array !== 'undefined';
const withHalves = { skip: HALVES ? false : 'no Float16Array in this Node.js' };
const F16 = { colorType: 'float16' };
const P3 = { colorSpace: 'display-p3' };
const FORMATS = [{}, F16, P3, { ...F16, ...P3 }];

const context = (attributes, width = 4, height = 4) => createCanvas(width, height).getContext('2d', attributes);

/** A pixel as bytes. */
const bytes = (ctx, x = 0, y = 0, settings = undefined) => [...ctx.getImageData(x, y, 1, 1, settings).data];
/** A pixel as half floats. */
const halves = (ctx, x = 0, y = 0, settings = {}) => [...ctx.getImageData(x, y, 1, 1, { pixelFormat: 'rgba-float16', ...settings }).data];

function assertClose(actual, expected, most) {
  actual.forEach((value, i) => assert.ok(Math.abs(value - expected[i]) <= most, `[${actual}], not [${expected}]`));
}

function filled(attributes, style) {
  const ctx = context(attributes);
  ctx.fillStyle = style;
  ctx.fillRect(0, 0, 4, 4);
  return ctx;
}

describe('context attributes', () => {
  test('are reported with their defaults', () => {
    const expected = { alpha: true, colorSpace: 'srgb', colorType: 'unorm8', desynchronized: false, willReadFrequently: false };
    assert.deepEqual(context(undefined).getContextAttributes(), expected);
    assert.deepEqual(context(5).getContextAttributes(), expected);
    assert.deepEqual(context({ colorSpace: undefined, colorType: undefined }).getContextAttributes(), expected);
    assert.deepEqual(
      context({ ...F16, ...P3, alpha: 0, willReadFrequently: 1 }).getContextAttributes(),
      { alpha: false, colorSpace: 'display-p3', colorType: 'float16', desynchronized: false, willReadFrequently: true },
    );
  });
  test('count at the first call only', () => {
    const canvas = createCanvas(4, 4);
    const first = canvas.getContext('2d', F16);
    assert.equal(canvas.getContext('2d', P3), first);
    assert.equal(first.getContextAttributes().colorType, 'float16');
    assert.equal(first.getContextAttributes().colorSpace, 'srgb');
  });
  test('that are no value of their enumeration are TypeErrors, whenever they come', () => {
    const canvas = createCanvas(4, 4);
    for (const bad of [{ colorType: 'x' }, { colorSpace: 'x' }, { colorSpace: null }, { colorSpace: 'rec2020' }]) {
      assert.throws(() => canvas.getContext('2d', bad), TypeError);
      assert.throws(() => canvas.getContext('webgl', bad), TypeError);
    }
    canvas.getContext('2d');
    assert.throws(() => canvas.getContext('2d', { colorSpace: 'x' }), TypeError);
  });
  test('are read in the order of their names', () => {
    const seen = [];
    context(new Proxy({}, { get: (_, name) => void seen.push(name) }));
    assert.deepEqual(seen, ['alpha', 'colorSpace', 'colorType', 'desynchronized', 'textContrast', 'willReadFrequently']);
  });
  test('stay when the canvas is resized or reset', () => {
    const ctx = context(P3);
    ctx.canvas.width = 5;
    ctx.reset();
    ctx.fillStyle = 'color(display-p3 1 0 0)';
    ctx.fillRect(0, 0, 5, 4);
    assert.deepEqual(bytes(ctx), [255, 0, 0, 255]);
    assert.equal(ctx.getImageData(0, 0, 1, 1).colorSpace, 'display-p3');
  });
});

describe('ImageData', () => {
  test('knows its colour space and format', () => {
    const data = new ImageData(2, 2, P3);
    assert.deepEqual([data.colorSpace, data.pixelFormat], ['display-p3', 'rgba-unorm8']);
    assert.equal(new ImageData(2, 2).pixelFormat, 'rgba-unorm8');
    assert.throws(() => new ImageData(1, 1, { pixelFormat: 'float16' }), TypeError);
    assert.throws(() => new ImageData(1, 1, { colorSpace: 'srgb-linear' }), TypeError);
  });
  test('of half floats, or an error that says from which Node.js on', () => {
    if (!HALVES) {
      const expected = { name: 'NotSupportedError', message: /Float16Array.*24/ };
      assert.throws(() => new ImageData(1, 1, { pixelFormat: 'rgba-float16' }), expected);
      assert.throws(() => context(F16).getImageData(0, 0, 1, 1, { pixelFormat: 'rgba-float16' }), expected);
      assert.throws(() => context(F16).createImageData(1, 1, { pixelFormat: 'rgba-float16' }), expected);
      return;
    }
    const data = new ImageData(2, 3, { pixelFormat: 'rgba-float16' });
    assert.ok(data.data instanceof Float16Array && data.data.length === 24);
    assert.equal(data.pixelFormat, 'rgba-float16');
  });
  test('holds an array of its format only', withHalves, () => {
    const array = new Float16Array(16);
    assert.equal(new ImageData(array, 2, 2, { pixelFormat: 'rgba-float16' }).data, array);
    const name = 'InvalidStateError';
    assert.throws(() => new ImageData(array, 2, 2), { name });
    assert.throws(() => new ImageData(array, 2, 2, { pixelFormat: 'rgba-unorm8' }), { name });
    assert.throws(() => new ImageData(new Uint8ClampedArray(16), 2, 2, { pixelFormat: 'rgba-float16' }), { name });
    assert.throws(() => new ImageData(new Float16Array(7), 1, 1, { pixelFormat: 'rgba-float16' }), { name });
    assert.throws(() => new ImageData(new Float32Array(16), 2, 2), TypeError);
  });
  test("is made in the canvas's space, or in another one's format", () => {
    const ctx = context({ ...F16, ...P3 });
    const format = (data) => [data.colorSpace, data.pixelFormat];
    assert.deepEqual(format(ctx.createImageData(1, 1)), ['display-p3', 'rgba-unorm8']);
    assert.deepEqual(format(ctx.getImageData(0, 0, 1, 1)), ['display-p3', 'rgba-unorm8']);
    assert.deepEqual(format(ctx.getImageData(0, 0, 1, 1, { colorSpace: 'srgb' })), ['srgb', 'rgba-unorm8']);
    assert.deepEqual(format(ctx.createImageData(new ImageData(2, 2))), ['srgb', 'rgba-unorm8']);
    assert.deepEqual(format(context({}).createImageData(new ImageData(2, 2, P3))), ['display-p3', 'rgba-unorm8']);
  });
});

describe('colours', () => {
  test('are converted to the space of the canvas', () => {
    assertClose(bytes(filled(P3, 'red')), [234, 51, 35, 255], 1);
    assert.deepEqual(bytes(filled(P3, 'color(display-p3 1 0 0)')), [255, 0, 0, 255]);
    assert.deepEqual(bytes(filled(P3, 'color(display-p3 0 1 0)')), [0, 255, 0, 255]);
    assert.deepEqual(bytes(filled({}, 'color(display-p3 1 0 0)')), [255, 0, 0, 255]);
    for (const attributes of FORMATS) assert.deepEqual(bytes(filled(attributes, '#fff')), [255, 255, 255, 255]);
  });
  test('keep their fractions, and what is beyond 0 and 1, in half floats', withHalves, () => {
    for (const [style, attributes, expected] of [
      ['color(srgb 0.1 0.2 0.3)', F16, [0.0999755859375, 0.199951171875, 0.300048828125, 1]],
      ['color(srgb 2 0.5 -1)', F16, [2, 0.5, -1, 1]],
      ['color(srgb 2 0.5 -1)', { ...F16, ...P3 }, [1.8466796875, 0.64306640625, -0.91162109375, 1]],
      ['color(display-p3 1 0 0)', F16, [1.0927734375, -0.2266845703125, -0.1500244140625, 1]],
      ['color(display-p3 2 -1 0)', { ...F16, ...P3 }, [2, -1, 0, 1]],
      ['oklch(0.7 0.4 150)', F16, [-0.60400390625, 0.8388671875, -0.326904296875, 1]],
      ['#123456', { ...F16, ...P3 }, [0.10662841796875, 0.200927734375, 0.326904296875, 1]],
      ['rgba(10, 20, 30, 0.3)', F16, [0.039215087890625, 0.07843017578125, 0.11761474609375, 0.302001953125]],
      ['rgba(10, 20, 30, 0.3)', { ...F16, ...P3 }, [0.04779052734375, 0.077392578125, 0.11431884765625, 0.302001953125]],
    ]) {
      // Legacy alphas are eighths of a byte in Chromium, and not rounded here: 0.3 for 0.302.
      assertClose(halves(filled(attributes, style)), expected, 0.003);
    }
  });
  test('of gradients are mixed in sRGB', withHalves, () => {
    for (const [attributes, expected] of [
      [F16, [[0.9922, 0.0078, 0, 0.9961], [0.4922, 0.5078, 0, 0.7471], [0.0078, 0.9922, 0, 0.5059]]],
      [{ ...F16, ...P3 }, [[0.9102, 0.2002, 0.1372, 0.9961], [0.4951, 0.5073, 0.1498, 0.7471], [0.4553, 0.9775, 0.2957, 0.5059]]],
    ]) {
      const ctx = context(attributes, 64, 1);
      const gradient = ctx.createLinearGradient(0, 0, 64, 0);
      gradient.addColorStop(0, 'rgb(255, 0, 0)');
      gradient.addColorStop(1, 'rgba(0, 255, 0, 0.5)');
      ctx.fillStyle = gradient;
      ctx.fillRect(0, 0, 64, 1);
      [0, 32, 63].forEach((x, i) => assertClose(halves(ctx, x), expected[i], 0.003));
    }
  });
  test('of gradients have as many steps as there are pixels', withHalves, () => {
    const levels = (attributes) => {
      const ctx = context(attributes, 1000, 1);
      const gradient = ctx.createLinearGradient(0, 0, 1000, 0);
      gradient.addColorStop(0, 'rgb(0, 0, 0)');
      gradient.addColorStop(1, 'rgb(2, 2, 2)');
      ctx.fillStyle = gradient;
      ctx.fillRect(0, 0, 1000, 1);
      const { data } = ctx.getImageData(0, 0, 1000, 1, { pixelFormat: 'rgba-float16' });
      return new Set(data.filter((_, i) => i % 4 === 0)).size;
    };
    assert.equal(levels(F16), 1000);
    assert.ok(levels({}) <= 3);
  });
});

describe('half floats', () => {
  test('add up what bytes lose', () => {
    const layers = (attributes) => {
      const ctx = context(attributes);
      ctx.fillStyle = 'rgba(255, 255, 255, 0.001)';
      for (let i = 0; i < 1000; i++) ctx.fillRect(0, 0, 4, 4);
      return bytes(ctx)[3];
    };
    // 1 - 0.999^1000 is 0.632; each layer is rounded to a 2,048th.
    assert.ok(Math.abs(layers(F16) / 255 - 0.632) < 0.03, `${layers(F16)}`);
    assert.equal(layers({}), 0);
  });
  test('end at 1 where lighter says so, and nowhere else', withHalves, () => {
    const ctx = filled(F16, 'color(srgb 0.8 3 0.1)');
    ctx.globalCompositeOperation = 'lighter';
    ctx.fillRect(0, 0, 4, 4);
    assertClose(halves(ctx), [1, 1, 0.2, 1], 1e-3);
    ctx.globalCompositeOperation = 'screen';
    ctx.fillStyle = 'color(srgb 3 0 -2)';
    ctx.fillRect(0, 0, 4, 4);
    assertClose(halves(ctx), [1, 1, 0.2 - 2 + 0.4, 1], 2e-3);
  });
  test('stay opaque without an alpha channel', withHalves, () => {
    const ctx = context({ ...F16, alpha: false });
    assert.deepEqual(halves(ctx), [0, 0, 0, 1]);
    ctx.globalCompositeOperation = 'copy';
    ctx.fillStyle = 'rgba(255, 255, 255, 0.5)';
    ctx.fillRect(0, 0, 4, 4);
    assertClose(halves(ctx), [0.5, 0.5, 0.5, 1], 0.003);
    ctx.clearRect(0, 0, 4, 4);
    assert.deepEqual(halves(ctx), [0, 0, 0, 1]);
  });
  test('are cut to bytes when they are read as such', () => {
    assert.deepEqual(bytes(filled(F16, 'color(srgb 2 0.5 -1 / 0.5)')), [255, 128, 0, 128]);
    assert.deepEqual(bytes(filled(F16, 'color(srgb 2 0.5 -1 / 0.5)'), 0, 0, P3), [255, 164, 0, 128]);
  });
});

describe('image data', () => {
  test('of bytes goes in and out of every format and space', () => {
    for (const attributes of FORMATS) {
      for (const colorSpace of ['srgb', 'display-p3']) {
        const ctx = context(attributes);
        const data = new ImageData(1, 1, { colorSpace });
        data.data.set([200, 100, 50, 255]);
        ctx.putImageData(data, 0, 0);
        assertClose(bytes(ctx, 0, 0, { colorSpace }), [200, 100, 50, 255], 1);
        assert.deepEqual(bytes(ctx, 1, 0), [0, 0, 0, 0]);
      }
    }
  });
  test('of half floats is kept by canvases of such', withHalves, () => {
    for (const attributes of [F16, { ...F16, ...P3 }]) {
      for (const colorSpace of ['srgb', 'display-p3']) {
        const ctx = context(attributes);
        const data = new ImageData(1, 1, { pixelFormat: 'rgba-float16', colorSpace });
        data.data.set([2, -0.5, 0.3, 0.5]);
        ctx.putImageData(data, 0, 0);
        assertClose(halves(ctx, 0, 0, { colorSpace }), [2, -0.5, 0.3, 0.5], 2e-3);
      }
    }
    const data = new ImageData(1, 1, { pixelFormat: 'rgba-float16' });
    data.data.set([2, -0.5, 0.3, 0.5]);
    const ctx = context({});
    ctx.putImageData(data, 0, 0);
    assertClose(bytes(ctx), [255, 0, 77, 128], 1);
  });
  test('that is not finite becomes so', withHalves, () => {
    for (const attributes of FORMATS) {
      const ctx = context(attributes);
      const data = new ImageData(3, 1, { pixelFormat: 'rgba-float16' });
      data.data.set([NaN, Infinity, -Infinity, 1, 0.5, 0.5, 0.5, NaN, 1, 1, 1, Infinity]);
      ctx.putImageData(data, 0, 0);
      const all = ctx.getImageData(0, 0, 3, 1, { pixelFormat: 'rgba-float16' }).data;
      assert.ok(all.every(Number.isFinite), `${all}`);
      ctx.globalCompositeOperation = 'soft-light';
      ctx.fillRect(0, 0, 4, 4);
      assert.ok(ctx.getImageData(0, 0, 3, 1, { pixelFormat: 'rgba-float16' }).data.every(Number.isFinite));
    }
  });
  test('is put in parts', withHalves, () => {
    const ctx = context(F16);
    const data = new ImageData(4, 4, { pixelFormat: 'rgba-float16' });
    for (let i = 0; i < 16; i++) data.data.set([i / 8, 0, 0, 1], i * 4);
    ctx.putImageData(data, 1, -1, 1, 2, 2, 1);
    assert.deepEqual([1, 2, 3].map((x) => halves(ctx, x, 1)[0]), [0, 9 / 8, 10 / 8]);
    assert.deepEqual(halves(ctx, 2, 0), [0, 0, 0, 0]);
  });
});

describe('pictures', () => {
  test('are converted between canvases', () => {
    const p3 = filled(P3, 'color(display-p3 1 0 0)');
    const srgb = filled({}, 'rgba(255, 0, 0, 0.5)');
    for (const attributes of FORMATS) {
      const wide = attributes.colorSpace === 'display-p3';
      const ctx = context(attributes);
      ctx.drawImage(p3.canvas, 0, 0);
      assert.deepEqual(bytes(ctx), [255, 0, 0, 255]);
      ctx.clearRect(0, 0, 4, 4);
      ctx.fillStyle = ctx.createPattern(srgb.canvas, 'repeat');
      ctx.fillRect(0, 0, 4, 4);
      assertClose(bytes(ctx), wide ? [234, 51, 35, 128] : [255, 0, 0, 128], 2);
    }
  });
  test('of half floats keep their precision', withHalves, () => {
    const source = filled(F16, 'color(srgb 0.5001 1.75 -0.25 / 0.7001)');
    const before = halves(source);
    for (const draw of [
      (ctx) => ctx.drawImage(source.canvas, 0, 0),
      (ctx) => { ctx.imageSmoothingEnabled = false; ctx.drawImage(source.canvas, 0, 0, 4, 4, -3, -3, 11, 11); },
      (ctx) => ctx.drawImage(source.canvas, 0, 0, 4, 4, -3.3, -3.3, 11, 11),
      (ctx) => { ctx.imageSmoothingQuality = 'high'; ctx.drawImage(source.canvas, 0, 0, 4, 4, -3.3, -3.3, 11, 11); },
      (ctx) => { ctx.imageSmoothingQuality = 'medium'; ctx.drawImage(source.canvas, 0, 0, 4, 4, 0, 0, 1.4, 1.4); },
      (ctx) => { ctx.fillStyle = ctx.createPattern(source.canvas, 'repeat'); ctx.rotate(0.3); ctx.fillRect(-9, -9, 20, 20); },
    ]) {
      const ctx = context(F16);
      draw(ctx);
      assertClose(halves(ctx), before, 2e-3);
    }
  });
  test('of half floats are mixed in f32', withHalves, () => {
    const source = context(F16, 2, 1);
    source.fillStyle = 'color(srgb 0.001 0 0)';
    source.fillRect(0, 0, 1, 1);
    source.fillStyle = 'color(srgb 0.002 0 0)';
    source.fillRect(1, 0, 1, 1);
    const ctx = context(F16, 8, 1);
    ctx.drawImage(source.canvas, 0, 0, 8, 1);
    const row = [...ctx.getImageData(0, 0, 8, 1, { pixelFormat: 'rgba-float16' }).data].filter((_, i) => i % 4 === 0);
    const exact = [1, 1, 1.125, 1.375, 1.625, 1.875, 2, 2].map((v) => v / 1000);
    assertClose(row, exact, 2e-6);
  });
  test('cast shadows', withHalves, () => {
    const ctx = context(F16, 20, 20);
    ctx.shadowColor = 'color(srgb 2 0 0 / 0.5)';
    ctx.shadowBlur = 4;
    ctx.shadowOffsetX = 30;
    ctx.fillStyle = 'color(srgb 0 1 0 / 0.5)';
    ctx.fillRect(-25, 5, 10, 10);
    assertClose(halves(ctx, 10, 10), [2, 0, 0, 0.244], 0.01);
    assertClose(halves(ctx, 5, 10), [2, 0, 0, 0.145], 0.01);
    const picture = context(F16, 40, 20);
    picture.shadowColor = 'red';
    picture.shadowOffsetX = 20;
    picture.drawImage(ctx.canvas, 0, 0);
    assertClose(halves(picture, 30, 10), [1, 0, 0, halves(ctx, 10, 10)[3]], 0.01);
  });
});

describe('files', () => {
  /** What the chunks of a PNG hold, by name. */
  function chunks(png) {
    const found = {};
    for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
      const name = png.toString('latin1', at + 4, at + 8);
      found[name] = Buffer.concat([found[name] ?? Buffer.alloc(0), png.subarray(at + 8, at + 8 + png.readUInt32BE(at))]);
    }
    return found;
  }
  const depthAndColor = (png) => [png[24], png[25]];

  test('PNG has 16 bits for half floats, and a profile for Display P3', () => {
    for (const attributes of FORMATS) {
      const ctx = filled(attributes, 'rgba(200, 100, 50, 0.5)');
      const png = ctx.canvas.encodeSync('png');
      assert.deepEqual(depthAndColor(png), [attributes.colorType ? 16 : 8, 6]);
      const profile = chunks(png).iCCP;
      assert.equal(profile !== undefined, attributes.colorSpace !== undefined);
      if (profile) {
        const icc = zlib.inflateSync(profile.subarray(profile.indexOf(0) + 2));
        assert.deepEqual([icc.readUInt32BE(0), icc.toString('latin1', 36, 40)], [icc.length, 'acsp']);
      }
    }
    const opaque = filled({ ...F16, alpha: false }, 'red').canvas.encodeSync('png');
    assert.deepEqual(depthAndColor(opaque), [16, 2]);
  });
  test('PNG holds the halves rounded to 16 bits', () => {
    const { IDAT } = chunks(filled(F16, 'color(srgb 0.25 2 -1)').canvas.encodeSync('png', { compressionLevel: 1 }));
    const row = zlib.inflateSync(IDAT);
    // A filter's number, then a pixel without alpha, which no filter changes at the left of the first row but by 0.
    assert.deepEqual([1, 3, 5].map((at) => row.readUInt16BE(at)), [16384, 65535, 0]);
  });
  test('JPEG and WebP carry the profile too', () => {
    for (const attributes of FORMATS) {
      const { canvas } = filled(attributes, 'rgba(200, 100, 50, 0.5)');
      const wide = attributes.colorSpace !== undefined;
      assert.equal(canvas.encodeSync('jpeg').includes('ICC_PROFILE'), wide);
      for (const options of [80, { lossless: true }]) {
        const webp = canvas.encodeSync('webp', options);
        assert.equal(webp.readUInt32LE(4) + 8, webp.length);
        assert.equal(webp.includes('ICCP'), wide);
      }
    }
  });
  test('are read back', async () => {
    const { loadImage } = require('../../index.js');
    for (const format of ['png', 'jpeg', 'webp']) {
      for (const attributes of [F16, P3]) {
        const { canvas } = filled(attributes, '#c08040');
        const ctx = context({});
        ctx.drawImage(await loadImage(await canvas.encode(format)), 0, 0);
        // The same colour, whatever space it was written in.
        assertClose(bytes(ctx), [192, 128, 64, 255], format === 'png' ? 1 : 6);
      }
    }
  });
});

describe('memory', () => {
  test('eight bytes a pixel are booked, and given back', () => {
    const before = memoryUsage().bytesByKind.pixels;
    const ctx = context(F16, 500, 400);
    ctx.fillRect(0, 0, 1, 1);
    ctx.getImageData(0, 0, 1, 1);
    assert.equal(memoryUsage().bytesByKind.pixels - before, 500 * 400 * 8);
    ctx.canvas.dispose();
    assert.equal(memoryUsage().bytesByKind.pixels, before);
  });
  test('and bounded by the budget before they are taken', () => {
    // Kept, so that no collection makes room between the two.
    const [small, large] = [context({}, 500, 400), context(F16, 500, 400)];
    const room = (ctx, bytes) => {
      setMemoryBudget(memoryUsage().live + bytes);
      try {
        ctx.fillRect(0, 0, 1, 1);
        ctx.getImageData(0, 0, 1, 1);
      } finally {
        setMemoryBudget(Infinity);
      }
    };
    room(small, 500 * 400 * 6);
    assert.throws(() => room(large, 500 * 400 * 6), RangeError);
    assert.equal(bytes(small)[3], 255);
  });
});

describe('filters', () => {
  test('that change nothing leave a canvas of every format as it is', () => {
    for (const format of FORMATS) {
      const [plain, filtered] = [filled(format, '#c82850'), context(format)];
      filtered.filter = 'opacity(1) brightness(1)';
      filtered.fillStyle = '#c82850';
      filtered.fillRect(0, 0, 4, 4);
      assert.deepEqual(bytes(filtered, 2, 2), bytes(plain, 2, 2));
    }
  });
  test('throw shadows in the colours of the canvas', () => {
    for (const format of FORMATS) {
      const ctx = context(format, 8, 8);
      ctx.filter = 'drop-shadow(4px 0 #c82850)';
      ctx.fillRect(0, 0, 4, 8);
      assert.deepEqual(bytes(ctx, 6, 4), bytes(filled(format, '#c82850'), 2, 2));
    }
  });
});
