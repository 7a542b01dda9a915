'use strict';

// Texts and fonts that nobody would write on purpose: they end soon, and the process lives on.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { describe, it } = require('node:test');

const { GlobalFonts, createCanvas, memoryUsage } = require('../..');

const FONTS = path.join(__dirname, '../fonts');
const MEGABYTE = 1 << 20;

const context = (font = '16px sans-serif') => {
  const ctx = createCanvas(50, 50).getContext('2d');
  ctx.font = font;
  return ctx;
};

/** A text of about a megabyte. */
const long = (part) => part.repeat(Math.ceil(MEGABYTE / Buffer.byteLength(part)));

describe('long texts', () => {
  const parts = {
    'words': 'word ',
    'one word': 'word',
    'Arabic': '\u0633\u0644\u0627\u0645 ',
    'Devanagari': '\u0928\u092e\u0938\u094d\u0924\u0947 ',
    'Thai': '\u0e20\u0e32\u0e29\u0e32\u0e44\u0e17\u0e22',
    'Chinese': '\u6f22\u5b57',
    'Hangul letters': '\u1112\u1161\u11ab',
    'emoji in sequences': '\u{1f469}\u200d\u{1f4bb}\u{1f44d}\u{1f3fd}',
    'lone surrogates': '\ud800x\udc00',
    'combining marks': '\u0301\u0302',
    'embeddings': '\u202a\u202ba',
    'isolates': '\u2067\u2066\u05d0',
    'brackets': '([{\u05d0',
    'zeros': '\0',
  };
  for (const [name, part] of Object.entries(parts)) {
    it(`of ${name} are measured and drawn`, () => {
      const ctx = context();
      const text = long(part).slice(0, MEGABYTE);
      assert.ok(Number.isFinite(ctx.measureText(text).width));
      ctx.fillText(text, 0, 20);
      ctx.getImageData(0, 0, 1, 1);
    });
  }
  it('of more than a million characters are refused', () => {
    const ctx = context();
    const text = 'x'.repeat(MEGABYTE + 1);
    assert.throws(() => ctx.measureText(text), RangeError);
    assert.throws(() => ctx.fillText(text, 0, 0), RangeError);
  });
  it('leave little behind', () => {
    const before = memoryUsage().live;
    for (let i = 0; i < 3; i += 1) context().measureText(long(`word${i} `).slice(0, MEGABYTE));
    assert.ok(memoryUsage().live - before < 8 * MEGABYTE);
  });
});

describe('odd attributes', () => {
  it('of any size and spacing give finite numbers', () => {
    for (const size of ['1e-30', '1e-6', '0', '1e6', '1e30']) {
      for (const spacing of ['0px', '1e30px', '-1e30px', '1e30em']) {
        const ctx = context(`${size}px serif`);
        ctx.letterSpacing = spacing;
        ctx.wordSpacing = spacing;
        ctx.textRendering = 'geometricPrecision';
        const { width, actualBoundingBoxRight, fontBoundingBoxAscent } = ctx.measureText('ab c');
        assert.ok([width, actualBoundingBoxRight, fontBoundingBoxAscent].every(Number.isFinite), `${size} ${spacing}`);
        ctx.fillText('ab c', 10, 20);
        ctx.strokeText('ab c', 10, 20);
        ctx.getImageData(0, 0, 1, 1);
      }
    }
  });
  it('of thousands of sizes keep little', () => {
    const ctx = context();
    const before = memoryUsage().live;
    for (let i = 0; i < 20_000; i += 1) {
      ctx.font = `${8 + i / 1000}px sans-serif`;
      ctx.fillText('size', 0, 20);
    }
    ctx.getImageData(0, 0, 1, 1);
    assert.ok(memoryUsage().live - before < 8 * MEGABYTE);
  });
  it('of long lists of families and languages are read', () => {
    const ctx = context();
    ctx.font = `16px ${Array.from({ length: 20_000 }, (_, i) => `F${i}`).join(', ')}`;
    ctx.lang = 'x'.repeat(MEGABYTE);
    assert.ok(ctx.measureText('abc').width > 0);
  });
  it('of a megabyte are read or ignored', () => {
    const ctx = context();
    for (const part of ['F, ', '"F", ', 'F ', '(', '\\', '"', 'a\u0301, ']) {
      ctx.font = `16px ${long(part)}serif`;
      ctx.font = long(`${part}16px `);
      ctx.fontFeatureSettings = long(`"abcd" ${part}`);
      ctx.fontVariationSettings = long(`"abcd" 1, `);
      ctx.letterSpacing = long(part);
      assert.ok(ctx.measureText('abc').width > 0, part);
    }
    assert.throws(() => GlobalFonts.setAlias(), TypeError);
    assert.equal(GlobalFonts.has(long('F')), false);
  });
});

describe('damaged fonts', () => {
  const files = fs.readdirSync(FONTS).filter((name) => /\.(ttf|otf|ttc|woff2?)$/.test(name));
  const text = 'AV fi e\u0301 \u05e9\u05dc \u0633\u0644 \u0915\u094d\u0937 \u65e5 \u{1f600}\u{1f44d}\u{1f3fd}';
  /** Whether it was a font still. */
  function use(bytes) {
    let key;
    try {
      key = GlobalFonts.register(bytes, 'Damaged');
    } catch (error) {
      assert.ok(error.name === 'EncodingError' || error instanceof RangeError, `${error.name}: ${error.message}`);
      return false;
    }
    const ctx = context('small-caps 14px Damaged');
    ctx.measureText(text);
    ctx.fillText(text, 0, 20);
    ctx.strokeText(text, 0, 40);
    ctx.getImageData(0, 0, 1, 1);
    GlobalFonts.remove(key);
    return true;
  }
  for (const name of files) {
    it(`${name}: cut off and with bits turned at 200 places`, () => {
      const whole = fs.readFileSync(path.join(FONTS, name));
      assert.ok(use(whole));
      for (let i = 0; i < 100; i += 1) {
        use(whole.subarray(0, Math.floor((whole.length * i) / 100)));
        const bytes = Buffer.from(whole);
        // Tables lie anywhere, their directory at the start.
        const at = i < 50 ? i * 3 : Math.floor((whole.length * i) / 100);
        bytes[at] ^= 1 << (i % 8);
        use(bytes);
      }
    });
  }
  it('give all their memory back', () => {
    const before = memoryUsage();
    for (const name of files) use(fs.readFileSync(path.join(FONTS, name)));
    assert.equal(memoryUsage().bytesByKind.font, before.bytesByKind.font);
  });
});

describe('what is no font', () => {
  it('is refused', () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from('wOF2'), Buffer.alloc(MEGABYTE, 0xff), Buffer.from('OTTO')]) {
      assert.throws(() => GlobalFonts.register(bytes, 'None'), { name: 'EncodingError' });
    }
    assert.throws(() => GlobalFonts.registerFromPath(path.join(FONTS, 'none.ttf')), { code: 'ENOENT' });
    assert.throws(() => GlobalFonts.registerFromPath(os.tmpdir()), TypeError);
    assert.equal(GlobalFonts.has('None'), false);
  });
});
