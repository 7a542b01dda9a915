'use strict';

// Fonts, limits, memory figures, and how the library is loaded.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { describe, test } = require('node:test');

const library = require('../../index.js');
const { fixture, solidPng } = require('../helpers/fixtures.js');
const { context } = require('../helpers/pixels.js');

const { createCanvas, GlobalFonts, loadImage, memoryUsage, setLimits, setMemoryBudget } = library;
const BOLD = path.join(__dirname, '../../examples/card-server/assets/NotoSans-Bold.subset.ttf');

describe('GlobalFonts', () => {
  const bold = fs.readFileSync(BOLD);
  for (const name of ['Noto Sans', 'Noto Serif', 'Noto Sans Mono']) {
    test(`the bundled ${name} is there`, () => {
      assert.equal(GlobalFonts.has(name), true);
      const { styles } = GlobalFonts.families.find(({ family }) => family === name);
      assert.deepEqual(styles, [{ weight: 400, width: 'normal', style: 'normal' }]);
    });
  }
  test('has() is false for what nobody registered', () => assert.equal(GlobalFonts.has('No Such Font'), false));
  for (const [kind, make] of [['Buffer', () => bold], ['Uint8Array', () => new Uint8Array(bold)], ['ArrayBuffer', () => new Uint8Array(bold).buffer]]) {
    test(`registers a ${kind} under an alias`, () => {
      const { families } = GlobalFonts.register(make(), `Alias ${kind}`);
      assert.ok(families.includes(`Alias ${kind}`), `${families}`);
      assert.equal(GlobalFonts.has(`Alias ${kind}`), true);
      assert.equal(GlobalFonts.has(`ALIAS ${kind}`.toUpperCase()), true, 'names are not case-sensitive');
    });
  }
  test('registers from a path', () => {
    GlobalFonts.registerFromPath(BOLD, 'From Path');
    assert.ok(GlobalFonts.families.some(({ family }) => family === 'From Path'));
  });
  test('text is drawn in it', () => {
    GlobalFonts.register(bold, 'Heavy');
    const ctx = context();
    ctx.font = '40px "Noto Sans"';
    const regular = ctx.measureText('mmm').width;
    ctx.font = '40px Heavy';
    assert.ok(ctx.measureText('mmm').width > regular + 1);
  });
  test('a change of the bytes afterwards does not matter', () => {
    const bytes = Buffer.from(bold);
    GlobalFonts.register(bytes, 'Overwritten');
    const ctx = context();
    ctx.font = '40px Overwritten';
    const { width } = ctx.measureText('mmm');
    bytes.fill(0);
    ctx.font = '41px Overwritten';
    assert.ok(Math.abs(ctx.measureText('mmm').width - (width * 41) / 40) < 0.5);
  });
  for (const [name, bytes] of [['nothing', Buffer.alloc(0)], ['random bytes', Buffer.alloc(500, 'x')], ['a cut font', bold.subarray(0, 300)], ['a picture', solidPng(5, 5, 'red')]]) {
    test(`${name} is an Error`, () => assert.throws(() => GlobalFonts.register(bytes, 'Broken'), Error));
  }
  for (const wrong of [undefined, null, 5, 'font.ttf', {}, []]) {
    test(`register(${JSON.stringify(wrong)}) is a TypeError`, () => assert.throws(() => GlobalFonts.register(wrong), TypeError));
  }
  test('paths that are no font file are errors', () => {
    for (const wrong of ['/no/such/font.ttf', __dirname, __filename]) assert.throws(() => GlobalFonts.registerFromPath(wrong), Error);
  });
});

describe('setLimits', () => {
  const png = solidPng(6, 5, 'red');
  test('gives all limits, changes none without arguments', () => {
    const limits = setLimits();
    assert.deepEqual(Object.keys(limits).sort(), ['allowPrivateAddresses', 'fetchTimeout', 'hosts', 'maxCanvasPixels', 'maxConcurrent', 'maxFrames', 'maxInputBytes', 'maxPixels', 'maxQueued', 'maxRedirects', 'maxScratch', 'maxSide', 'maxSvgBytes', 'maxSvgDepth', 'maxSvgNodes', 'maxSvgTime', 'protocols']);
    assert.deepEqual(setLimits({}), limits);
    assert.deepEqual(setLimits({ maxSide: undefined }), limits);
    assert.deepEqual(setLimits(limits), limits);
  });
  for (const [name, tooLittle] of [['maxPixels', 29], ['maxSide', 5], ['maxInputBytes', png.length - 1]]) {
    test(`${name} holds images that are loaded after it`, async () => {
      const before = setLimits();
      try {
        assert.equal(setLimits({ [name]: tooLittle })[name], tooLittle);
        await assert.rejects(loadImage(png), { name: 'RangeError', message: new RegExp(name) });
        assert.equal(setLimits({ [name]: tooLittle + 1 })[name], tooLittle + 1);
        await loadImage(png);
      } finally {
        setLimits(before);
      }
      assert.deepEqual(setLimits(), before);
    });
  }
  test("a call's own limits never widen them", async () => {
    const before = setLimits();
    try {
      setLimits({ maxPixels: 10 });
      await assert.rejects(loadImage(png, { maxPixels: 1000 }), RangeError);
    } finally {
      setLimits(before);
    }
  });
  test('an unknown limit is a TypeError that names those there are', () => {
    assert.throws(() => setLimits({ maxColour: 5 }), { name: 'TypeError', message: /maxColour.*maxPixels/ });
  });
  for (const wrong of [0, -1, 1.5, NaN, Infinity, '5', null, {}, 2 ** 60]) {
    test(`maxPixels: ${String(wrong)} is a RangeError and changes nothing`, () => {
      const before = setLimits();
      assert.throws(() => setLimits({ maxSide: 5, maxPixels: wrong }), RangeError);
      assert.deepEqual(setLimits(), before);
    });
  }
  test('what was met can be read off the error', async () => {
    const met = (options, bytes = png) => loadImage(bytes, options).catch(({ code, limit, actual, allowed }) => ({ code, limit, actual, allowed }));
    const code = 'ERR_LIMIT';
    assert.deepEqual(await met({ maxPixels: 29 }), { code, limit: 'maxPixels', actual: 30, allowed: 29 });
    assert.deepEqual(await met({ maxSide: 5 }), { code, limit: 'maxSide', actual: 6, allowed: 5 });
    assert.deepEqual(await met({ maxInputBytes: 10 }), { code, limit: 'maxInputBytes', actual: png.length, allowed: 10 });
    const before = setLimits();
    try {
      setLimits({ maxScratch: 1 });
      const { actual, ...rest } = await met({}, fixture('jpeg-progressive.jpg'));
      assert.deepEqual(rest, { code, limit: 'maxScratch', allowed: 1 });
      assert.ok(actual > 1);
    } finally {
      setLimits(before);
    }
  });
  test('also of a memory budget', async () => {
    const before = memoryUsage().budget;
    setMemoryBudget(memoryUsage().live + 1000);
    try {
      const canvas = createCanvas(500, 500);
      const { name, code, limit, actual, allowed } = await canvas.encode('png').catch((error) => error);
      assert.deepEqual({ name, code, limit, allowed }, { name: 'RangeError', code: 'ERR_LIMIT', limit: 'memoryBudget', allowed: memoryUsage().budget });
      assert.ok(actual > allowed);
    } finally {
      setMemoryBudget(before);
    }
  });
  const KINDS = {
    maxRedirects: [[0, 5], [[-1, RangeError], [1.5, RangeError], [null, RangeError]]],
    allowPrivateAddresses: [[true, false], [[1, TypeError], [null, TypeError], ['false', TypeError]]],
    protocols: [[['https:'], []], [['https:', TypeError], [null, TypeError], [['https'], RangeError], [['ftp:'], RangeError], [[5], TypeError]]],
    hosts: [
      [['example.com', '*.example.org', '[::1]', '10.0.0.1'], [], null],
      [['example.com', TypeError], [5, TypeError], [[null], TypeError], ...['', '*', '*.', 'a b', 'a/b', 'a:80', 'http://a', 'u@a', '::1', '*.*.a', 'a\\b', 'a#'].map((host) => [[host], RangeError])],
    ],
  };
  for (const [name, [right, wrong]] of Object.entries(KINDS)) {
    test(`${name} takes what it may be`, () => {
      const before = setLimits();
      try {
        for (const value of right) assert.deepEqual(setLimits({ [name]: value })[name], value);
      } finally {
        setLimits(before);
      }
    });
    for (const [value, error] of wrong) {
      test(`${name}: ${JSON.stringify(value)} is a ${error.name}, for setLimits and loadImage`, async () => {
        const before = setLimits();
        assert.throws(() => setLimits({ maxSide: 5, [name]: value }), { name: error.name, message: new RegExp(name) });
        assert.deepEqual(setLimits(), before);
        await assert.rejects(loadImage(png, { [name]: value }), { name: error.name, message: new RegExp(name) });
      });
    }
  }
  test('hosts are kept as URLs write them, and as they were when given', () => {
    const before = setLimits();
    try {
      const hosts = ['EXAMPLE.com.', '*.Bücher.example', '0x7f.1'];
      const kept = setLimits({ hosts }).hosts;
      hosts.push('other.example');
      assert.deepEqual(setLimits().hosts, ['example.com', '*.xn--bcher-kva.example', '127.0.0.1']);
      assert.throws(() => kept.push('other.example'), TypeError);
    } finally {
      setLimits(before);
    }
  });
  for (const wrong of [5, 'x', true]) test(`setLimits(${wrong}) is a TypeError`, () => assert.throws(() => setLimits(wrong), TypeError));
});

describe('memoryUsage', () => {
  test('has these figures', () => {
    const usage = memoryUsage();
    assert.deepEqual(Object.keys(usage).sort(), ['bitmaps', 'budget', 'bytesByKind', 'live', 'peak', 'pool', 'reported', 'v8']);
    assert.deepEqual(Object.keys(usage.bytesByKind).sort(), ['display', 'encoded', 'font', 'input', 'pixels', 'scratch']);
    assert.equal(usage.live, Object.values(usage.bytesByKind).reduce((sum, bytes) => sum + bytes, 0));
  });
  test('counts a canvas when it has pixels, exactly', () => {
    const before = memoryUsage();
    const canvas = createCanvas(100, 50);
    assert.equal(memoryUsage().bytesByKind.pixels, before.bytesByKind.pixels, 'none before drawing');
    canvas.getContext('2d').fillRect(0, 0, 100, 50);
    canvas.data();
    const after = memoryUsage();
    assert.equal(after.bitmaps, before.bitmaps + 1);
    assert.ok(after.bytesByKind.pixels - before.bytesByKind.pixels >= 100 * 50 * 4);
    canvas.dispose();
  });
  test('the budget can be set and taken away', () => {
    setMemoryBudget(1e9);
    assert.equal(memoryUsage().budget, 1e9);
    setMemoryBudget(Infinity);
    assert.equal(memoryUsage().budget, Infinity);
    for (const wrong of [-1, NaN, 'x', undefined, {}]) assert.throws(() => setMemoryBudget(wrong), RangeError, String(wrong));
  });
});

describe('loading', () => {
  test('as an ES module the same names are there', async () => {
    const module = await import('../../index.js');
    for (const name of Object.keys(library)) assert.equal(module[name], library[name], name);
    assert.equal(module.default, library);
  });
  test('the version is that of the package', () => assert.equal(library.version, require('../../package.json').version));
});
