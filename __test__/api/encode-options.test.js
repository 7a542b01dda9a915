'use strict';

// What files can be told: palettes, filters, texts, sampling, backgrounds; formats beside PNG, JPEG and WebP.

const assert = require('node:assert/strict');
const { createHash } = require('node:crypto');
const { describe, test } = require('node:test');

const { Canvas, OffscreenCanvas, createCanvas, loadImage, setLimits } = require('../../index.js');
const { assertNear, assertSameBytes, context } = require('../helpers/pixels.js');

const NEAR_JPEG = 3;

/** Stripes of that many colours. */
function striped(colors, width = 60, height = 20) {
  const ctx = context(width, height);
  for (let i = 0; i < width; i++) {
    ctx.fillStyle = `rgb(${(i % colors) * 4} ${255 - (i % colors) * 3} 9)`;
    ctx.fillRect(i, 0, 1, height);
  }
  return ctx.canvas;
}

async function pixelsOf(bytes) {
  const image = await loadImage(bytes);
  const canvas = createCanvas(image.naturalWidth, image.naturalHeight);
  canvas.getContext('2d').drawImage(image, 0, 0);
  return canvas.data();
}

/** The chunks of a PNG: [name, data]. */
function chunks(png) {
  const found = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    found.push([png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + png.readUInt32BE(at))]);
  }
  return found;
}
const chunk = (png, name) => chunks(png).find(([own]) => own === name)?.[1];

describe('png', () => {
  test('colors: no more colours than are allowed, the own ones where they suffice', async () => {
    const canvas = striped(60);
    assertSameBytes(await pixelsOf(canvas.encodeSync('png', { colors: 60 })), canvas.data());
    const few = canvas.encodeSync('png', { colors: 7 });
    assert.ok(chunk(few, 'PLTE').length <= 7 * 3);
    assert.equal(few[25], 3, 'indexed');
    const seen = new Set((await pixelsOf(few)).toString('hex').match(/.{8}/g));
    assert.ok(seen.size > 1 && seen.size <= 7, `${seen.size}`);
  });

  test('palette: each pixel gets the nearest colour, by texts or bytes', async () => {
    const canvas = striped(2);
    const bytes = Uint8ClampedArray.of(0, 255, 0, 255, 255, 0, 0, 255);
    const file = canvas.encodeSync('png', { palette: bytes, backgroundIndex: 1 });
    assert.deepEqual([...chunk(file, 'PLTE')], [0, 255, 0, 255, 0, 0]);
    assert.deepEqual([...chunk(file, 'bKGD')], [1]);
    assertSameBytes(canvas.encodeSync('png', { palette: ['lime', 'rgb(255 0 0)'], backgroundIndex: 1 }), file);
    assert.deepEqual([...(await pixelsOf(file)).subarray(0, 4)], [0, 255, 0, 255]);
  });

  test('dither mixes two colours to a third', async () => {
    const ctx = context(32, 32);
    ctx.fillStyle = 'rgb(128 128 128)';
    ctx.fillRect(0, 0, 32, 32);
    const palette = ['black', 'white'];
    const share = async (dither) => {
      const pixels = await pixelsOf(ctx.canvas.encodeSync('png', { palette, dither }));
      return pixels.filter((value, i) => i % 4 === 0 && value === 255).length / 1024;
    };
    assert.equal(await share(0), 1);
    const mixed = await share(1);
    assert.ok(mixed > 0.3 && mixed < 0.7, `${mixed}`);
  });

  test('filters: a name, several, or a mask', () => {
    const canvas = striped(60);
    const pairs = [['none', 'PNG_FILTER_NONE'], ['sub', 'PNG_FILTER_SUB'], ['up', 'PNG_FILTER_UP'], ['average', 'PNG_FILTER_AVG'],
      ['paeth', 'PNG_FILTER_PAETH'], ['adaptive', 'PNG_ALL_FILTERS'], [['sub', 'up'], 'PNG_ALL_FILTERS'], ['none', 'PNG_NO_FILTERS']];
    for (const [filters, name] of pairs) {
      assert.equal(canvas[name], Canvas[name]);
      assertSameBytes(canvas.encodeSync('png', { filters }), canvas.encodeSync('png', { filters: Canvas[name] }), name);
    }
    assert.notDeepEqual(canvas.encodeSync('png', { filters: 'up' }), canvas.encodeSync('png', { filters: 'none' }));
    assert.throws(() => { 'use strict'; Canvas.PNG_ALL_FILTERS = 1; }, TypeError);
  });

  test('compressionLevel 0 compresses nothing', () => {
    const canvas = striped(3);
    assert.ok(canvas.encodeSync('png', { compressionLevel: 0 }).length > 60 * 20 * 3);
  });

  test('resolution and text are said in chunks', () => {
    const file = striped(3).encodeSync('png', { resolution: 72, text: { Title: 'Caf\u00e9', Author: '\u03a9' } });
    assert.deepEqual([chunk(file, 'pHYs').readUInt32BE(0), chunk(file, 'pHYs')[8]], [2835, 1]);
    assert.equal(chunk(file, 'tEXt').toString('latin1'), 'Title\0Caf\u00e9');
    assert.equal(chunk(file, 'iTXt').toString('utf8'), 'Author\0\0\0\0\0\u03a9');
  });
});

describe('jpeg', () => {
  const frame = (bytes, marker) => bytes[bytes.indexOf(Buffer.from([0xff, marker])) + 11];

  test('progressive files have the picture of others', async () => {
    const canvas = striped(60);
    const [baseline, progressive] = [false, true].map((on) => canvas.encodeSync('jpeg', { progressive: on }));
    assert.ok(progressive.includes(Buffer.from([0xff, 0xc2])) && !baseline.includes(Buffer.from([0xff, 0xc2])));
    assertSameBytes(await pixelsOf(progressive), await pixelsOf(baseline));
  });

  test('codes made for a picture change its file only', async () => {
    const canvas = striped(60);
    const [plain, optimized] = [false, true].map((optimizeCoding) => canvas.encodeSync('jpeg', { optimizeCoding }));
    assert.ok(optimized.length < plain.length, `${optimized.length} of ${plain.length} bytes`);
    assertSameBytes(await pixelsOf(optimized), await pixelsOf(plain));
  });

  // What Chromium 156 gives for the picture, from its first table on: before it stand a header and a profile of sRGB.
  test('with such codes a file is the one that Chromium writes', () => {
    const written = [
      [0.07, '75faa81de08b0f82d2366e6e28e486c5136f3f8ad37fc7b21a3fc225c9e3d76b'],
      [0.5, '87b04510cc83bba0bcbcc75bc46db91bcd96e7ca5a0afd1c649d73f736515ae1'],
      [0.92, '6523485dfd1571a563820e6d63dd3c8e2d49d3e284856d585eca89521c48a158'],
      [1, 'a45d1e1197e7935aa64fcee174d16a6efd2728f11b1ce71eb53254ae08747964'],
    ];
    const ctx = context(100, 64);
    for (let y = 0; y < 64; y += 1) {
      for (let x = 0; x < 100; x += 1) {
        ctx.fillStyle = `rgb(${(x * 37 + y * 11) % 256} ${(x * y) % 256} ${(y * 5 + x) % 256})`;
        ctx.fillRect(x, y, 1, 1);
      }
    }
    for (const [quality, hash] of written) {
      const file = ctx.canvas.encodeSync('jpeg', { quality, optimizeCoding: true });
      const tables = file.subarray(file.indexOf(Buffer.from([0xff, 0xdb])));
      assert.equal(createHash('sha256').update(tables).digest('hex'), hash, `${quality}`);
    }
  });

  test('chromaSubsampling', () => {
    const canvas = striped(60);
    const cases = [[true, 0x22], ['4:2:0', 0x22], ['4:2:2', 0x21], ['4:4:4', 0x11], [false, 0x11]];
    for (const [chromaSubsampling, factors] of cases) {
      assert.equal(frame(canvas.encodeSync('jpeg', { chromaSubsampling }), 0xc0), factors, `${chromaSubsampling}`);
    }
  });

  test('background lies under the picture', async () => {
    const ctx = context(16, 16);
    ctx.fillStyle = 'rgb(0 0 255 / 0.5)';
    ctx.fillRect(0, 0, 8, 16);
    const pixels = await pixelsOf(ctx.canvas.encodeSync('jpeg', { background: 'white', quality: 1 }));
    assertNear([...pixels.subarray(4, 8)], [127, 127, 255, 255], NEAR_JPEG);
    assertNear([...pixels.subarray(-8, -4)], [255, 255, 255, 255], NEAR_JPEG);
    const png = await pixelsOf(ctx.canvas.encodeSync('png', { background: '#ff0' }));
    assert.deepEqual([...png.subarray(-4)], [255, 255, 0, 255]);
  });
});

describe('other formats', () => {
  const MARKS = { gif: 'GIF89a', bmp: 'BM', ico: '\0\0\x01\0', tiff: 'II*\0', qoi: 'qoif' };
  const MIMES = { gif: 'image/gif', bmp: 'image/bmp', ico: 'image/x-icon', tiff: 'image/tiff', qoi: 'image/qoi' };

  for (const [format, mark] of Object.entries(MARKS)) {
    test(`${format}: every way gives the same file`, async () => {
      const canvas = striped(20);
      const file = canvas.encodeSync(format);
      assert.equal(file.toString('latin1', 0, mark.length), mark);
      assertSameBytes(await canvas.encode(MIMES[format]), file);
      assertSameBytes(canvas.toBuffer(MIMES[format]), file);
      assertSameBytes(Buffer.from(canvas.toDataURL(MIMES[format]).split(',')[1], 'base64'), file);
      const parts = [];
      for await (const part of canvas.encodeStream(format)) parts.push(part);
      assertSameBytes(Buffer.concat(parts), file);
    });
  }

  for (const format of ['gif', 'bmp', 'ico', 'tiff']) {
    test(`${format} gives every byte back, transparent pixels too`, async () => {
      const canvas = striped(20);
      canvas.getContext('2d').clearRect(3, 3, 20, 5);
      assertSameBytes(await pixelsOf(canvas.encodeSync(format)), canvas.data());
    });
  }

  test('an icon has 256 pixels on a side at most', async () => {
    assert.ok(createCanvas(256, 256).encodeSync('ico').length > 0);
    await assert.rejects(createCanvas(257, 1).encode('ico'), { name: 'EncodingError', message: /256/ });
    assert.equal(createCanvas(257, 1).toDataURL('image/x-icon'), 'data:,');
  });

  test('a canvas that never has all of its pixels has no file that needs them', () => {
    const { maxCanvasPixels } = setLimits();
    setLimits({ maxCanvasPixels: 65535 ** 2 });
    try {
      const vast = createCanvas(60000, 5000);
      for (const [format, options] of [['gif'], ['bmp'], ['tiff'], ['qoi'], ['png', { colors: 4 }], ['jpeg', { progressive: true }]]) {
        assert.throws(() => vast.encodeSync(format, options), { name: 'EncodingError', message: /60000x5000/ }, format);
      }
    } finally {
      setLimits({ maxCanvasPixels });
    }
  });

  test('raw pixels come in both orders, by every way', async () => {
    const ctx = context(3, 2);
    ctx.fillStyle = 'rgb(200 100 50 / 0.5)';
    ctx.fillRect(0, 0, 2, 2);
    const { canvas } = ctx;
    assertSameBytes(canvas.encodeSync('raw', { colorType: 'rgba' }), canvas.data());
    assertSameBytes(await canvas.encode('raw'), canvas.toBuffer('raw'));
    const [blue, green, red, alpha] = canvas.toBuffer('raw');
    assert.deepEqual([blue, green, red, alpha], [25, 50, 100, 128]);
    assert.equal(createCanvas(0, 5).toBuffer('raw').length, 0);
  });

  test('toBlob, convertToBlob and toDataURL take options too', async () => {
    const canvas = striped(60);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png', { colors: 8 }));
    assertSameBytes(Buffer.from(await blob.arrayBuffer()), canvas.encodeSync('png', { colors: 8 }));
    const offscreen = new OffscreenCanvas(60, 20);
    offscreen.getContext('2d').drawImage(canvas, 0, 0);
    const other = await offscreen.convertToBlob({ type: 'image/gif', colors: 8 });
    assert.equal(other.type, 'image/gif');
    assertSameBytes(Buffer.from(await other.arrayBuffer()), canvas.encodeSync('gif', { colors: 8 }));
    const url = canvas.toDataURL('image/jpeg', { quality: 0.3, progressive: true });
    assertSameBytes(Buffer.from(url.split(',')[1], 'base64'), canvas.encodeSync('jpeg', { quality: 0.3, progressive: true }));
  });
});

describe('wrong options', () => {
  const wrong = {
    RangeError: [
      ['png', { compressionLevel: 10 }], ['png', { compressionLevel: -1 }], ['png', { compressionLevel: 2.5 }], ['png', { compressionLevel: NaN }],
      ['png', { filters: 256 }], ['png', { colors: 1 }], ['png', { colors: 257 }], ['png', { colors: '8' }], ['gif', { colors: 0 }],
      ['png', { dither: 1.1, colors: 4 }], ['png', { palette: [] }], ['png', { palette: new Uint8Array(3) }], ['png', { palette: new Uint8Array(1028) }],
      ['png', { backgroundIndex: 256 }], ['png', { resolution: 0 }], ['jpeg', { resolution: 70000 }], ['png', { text: { '': 'x' } }],
      ['png', { text: { ['x'.repeat(80)]: '' } }], ['png', { text: { 'a\u0100': '' } }], ['png', { text: { Title: 'a\0b' } }],
      ['png', { text: { Title: 'x'.repeat(2 ** 20 + 1) } }], ['png', { background: 'rgb(0 0 0 / 0.5)' }], ['jpeg', { quality: 1.5 }],
    ],
    TypeError: [
      ['png', { filters: 'best' }], ['png', { filters: ['sub', 4] }], ['png', { palette: 'red' }], ['png', { palette: ['nothing'] }],
      ['png', { palette: [7] }], ['png', { text: 'Title' }], ['png', { text: { Title: 5 } }], ['jpeg', { chromaSubsampling: '4:1:1' }],
      ['jpeg', { background: 'nothing' }], ['jpeg', { background: 5 }], ['raw', { colorType: 'argb' }],
    ],
  };
  for (const [name, cases] of Object.entries(wrong)) {
    for (const [format, options] of cases) {
      test(`${format} ${JSON.stringify(options).slice(0, 60)} is a ${name}`, async () => {
        const canvas = createCanvas(4, 4);
        assert.throws(() => canvas.encodeSync(format, options), { name });
        assert.throws(() => canvas.toBuffer(format, options), { name });
        await assert.rejects(canvas.encode(format, options), { name });
        assert.throws(() => canvas.encodeStream(format, options), { name });
      });
    }
  }

  test('options of other formats are not looked at', () => {
    assertSameBytes(striped(3).encodeSync('jpeg', { colors: 9999, lossless: 1 }), striped(3).encodeSync('jpeg'));
  });
});
