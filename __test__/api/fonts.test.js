'use strict';

// The registry of fonts. What is drawn is told by widths: the bold face is wider than the bundled one.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { afterEach, describe, test } = require('node:test');

const { GlobalFonts, deregisterAllFonts, memoryUsage, registerFont, setLimits } = require('../../index.js');
const { context } = require('../helpers/pixels.js');

const BOLD = path.join(__dirname, '../../examples/card-server/assets/NotoSans-Bold.subset.ttf');
const PACKED = path.join(__dirname, '../fixtures/fonts');
const bold = fs.readFileSync(BOLD);

GlobalFonts.systemFonts = false;
afterEach(() => GlobalFonts.removeAll());

function width(font, text = 'mmm') {
  const ctx = context();
  ctx.font = font;
  return ctx.measureText(text).width;
}

const isBold = (family) => width(`40px "${family}"`) > width('40px Nowhere') + 1;
const fontBytes = () => memoryUsage().bytesByKind.font;

describe('text that was drawn', () => {
  const CHANGES = {
    remove: (key) => GlobalFonts.remove(key),
    removeBatch: (key) => GlobalFonts.removeBatch([key]),
    removeAll: () => GlobalFonts.removeAll(),
    deregisterAllFonts: () => deregisterAllFonts(),
    'a newer font of the same name': () => GlobalFonts.register(fs.readFileSync(path.join(PACKED, '../../fonts/serif.ttf')), 'Mine'),
  };
  for (const [name, change] of Object.entries(CHANGES)) {
    test(`keeps its font: ${name}`, () => {
      const pixels = (meanwhile) => {
        const key = GlobalFonts.register(bold, 'Mine');
        const ctx = context();
        ctx.font = '12px Mine, sans-serif';
        ctx.fillText('ag', 1, 12);
        ctx.strokeText('b', 1, 12);
        meanwhile(key);
        const { data } = ctx.getImageData(0, 0, ctx.canvas.width, ctx.canvas.height);
        GlobalFonts.removeAll();
        return Buffer.from(data);
      };
      const expected = pixels(() => {});
      assert.ok(expected.some((value) => value > 0));
      assert.ok(pixels(change).equals(expected));
    });
  }
  test('is drawn in a font that comes later only if it is drawn later', () => {
    const [early, late] = [context(), context()];
    for (const ctx of [early, late]) ctx.font = '12px Later, sans-serif';
    early.fillText('agm', 1, 12);
    GlobalFonts.register(bold, 'Later');
    late.fillText('agm', 1, 12);
    const bytes = (ctx) => Buffer.from(ctx.getImageData(0, 0, ctx.canvas.width, ctx.canvas.height).data);
    assert.ok(!bytes(early).equals(bytes(late)));
  });
});

describe('GlobalFonts', () => {
  test('a key removes its registration and nothing else', () => {
    const one = GlobalFonts.register(bold, 'One');
    const two = GlobalFonts.register(bold, 'Two');
    assert.ok(one && one.typefaceId !== two.typefaceId);
    assert.deepEqual(one.families, ['One', 'Noto Sans']);
    assert.equal(GlobalFonts.remove(one), true);
    assert.equal(GlobalFonts.remove(one), false);
    assert.ok(!isBold('One') && isBold('Two'));
    assert.equal(GlobalFonts.has('One'), false);
  });
  test('what is no key removes nothing', () => {
    GlobalFonts.register(bold, 'One');
    for (const wrong of [undefined, null, 5, 'One', {}, { typefaceId: -1 }, { typefaceId: 'x' }]) assert.equal(GlobalFonts.remove(wrong), false);
    assert.throws(() => GlobalFonts.remove(), TypeError);
    assert.ok(GlobalFonts.has('One'));
  });
  test('the same bytes are kept once and freed at the end', () => {
    const before = fontBytes();
    const keys = ['A', 'B', 'C'].map((alias) => GlobalFonts.register(bold, alias));
    assert.equal(fontBytes() - before, bold.length);
    assert.equal(GlobalFonts.removeBatch(keys.slice(0, 2)), 2);
    assert.equal(fontBytes() - before, bold.length);
    assert.equal(GlobalFonts.removeAll(), 1);
    assert.equal(fontBytes(), before);
  });
  test('the same registration again is the same', () => {
    const { typefaceId } = GlobalFonts.register(bold, 'A');
    for (let i = 0; i < 5000; i++) assert.equal(GlobalFonts.register(bold, 'a').typefaceId, typefaceId);
    assert.equal(GlobalFonts.removeAll(), 1);
  });
  test('families have styles', () => {
    GlobalFonts.register(bold, 'Styled');
    const styled = GlobalFonts.families.find(({ family }) => family === 'Styled');
    assert.deepEqual(styled, { family: 'Styled', styles: [{ weight: 700, width: 'normal', style: 'normal' }] });
  });
  test('families get more names, generic ones too', () => {
    GlobalFonts.register(bold, 'One');
    assert.equal(GlobalFonts.setAlias('ONE', 'Two'), true);
    assert.equal(GlobalFonts.setAlias('One', 'monospace'), true);
    assert.equal(GlobalFonts.setAlias('Nothing', 'Three'), false);
    assert.ok(isBold('Two') && width('40px monospace') === width('40px One'));
    assert.equal(width('40px serif'), width('40px "Noto Serif"'));
    assert.ok(GlobalFonts.has('two'));
    GlobalFonts.removeAll();
    assert.ok(!GlobalFonts.has('Two') && !isBold('monospace'));
  });
  for (const kind of ['woff', 'woff2']) {
    test(`${kind} fonts are unpacked`, () => {
      const key = GlobalFonts.registerFromPath(path.join(PACKED, `letters.${kind}`), 'Packed');
      assert.ok(key);
      assert.equal(width('40px Packed'), width('40px "Noto Sans"'));
      assert.ok(fontBytes() > fs.statSync(path.join(PACKED, `letters.${kind}`)).size);
    });
  }
  test('large files are mapped and not charged', (t) => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fonts-'));
    t.after(() => fs.rmSync(folder, { recursive: true }));
    const large = path.join(folder, 'large.ttf');
    fs.writeFileSync(large, Buffer.concat([bold, Buffer.alloc(8 << 20)]));
    const before = fontBytes();
    GlobalFonts.registerFromPath(pathToFileURL(large), 'Large');
    assert.equal(fontBytes(), before);
    assert.ok(isBold('Large'));
  });
  test('folders are registered whole', (t) => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fonts-'));
    t.after(() => fs.rmSync(folder, { recursive: true }));
    fs.mkdirSync(path.join(folder, 'inner'));
    fs.copyFileSync(BOLD, path.join(folder, 'inner', 'a.TTF'));
    fs.copyFileSync(path.join(PACKED, 'letters.woff2'), path.join(folder, 'b.woff2'));
    fs.writeFileSync(path.join(folder, 'c.ttf'), 'no font');
    fs.writeFileSync(path.join(folder, 'd.txt'), bold);
    assert.equal(GlobalFonts.loadFontsFromDir(folder), 2);
    assert.throws(() => GlobalFonts.loadFontsFromDir(path.join(folder, 'c.ttf')), TypeError);
    assert.throws(() => GlobalFonts.loadFontsFromDir(path.join(folder, 'none')), { code: 'ENOENT' });
  });
  test('missing axes are told as none', () => {
    assert.deepEqual(GlobalFonts.getVariationAxes('Noto Sans', 400, 5, 0), []);
    assert.equal(GlobalFonts.hasVariations('Nowhere', NaN, -1, 1e9), false);
    assert.throws(() => GlobalFonts.getVariationAxes(), TypeError);
  });
  test('bold is made up where there is none', () => {
    const ctx = context(60, 60);
    const ink = (font) => {
      ctx.reset();
      ctx.font = font;
      ctx.fillText('H', 10, 50);
      return ctx.getImageData(0, 0, 60, 60).data.reduce((sum, value) => sum + value, 0);
    };
    assert.equal(ink('40px "Noto Sans"'), ink('500 40px "Noto Sans"'));
  });
  test('the limit on bytes holds for paths too', (t) => {
    const before = setLimits().maxInputBytes;
    t.after(() => setLimits({ maxInputBytes: before }));
    setLimits({ maxInputBytes: 1000 });
    assert.throws(() => GlobalFonts.registerFromPath(BOLD), RangeError);
    assert.throws(() => GlobalFonts.register(bold), RangeError);
    assert.equal(GlobalFonts.loadFontsFromDir(path.dirname(BOLD)), 0);
  });
});

describe('installed fonts', () => {
  test('can be switched off and on', () => {
    assert.equal(GlobalFonts.systemFonts, false);
    const without = GlobalFonts.families.length;
    const count = GlobalFonts.loadSystemFonts();
    assert.ok(Number.isInteger(count) && count >= 0);
    assert.equal(GlobalFonts.systemFonts, true);
    const families = GlobalFonts.families.slice(without);
    assert.equal(families.length > 0, count > 0);
    for (const { family } of families.slice(0, 5)) assert.ok(GlobalFonts.has(family) && width(`20px "${family}"`) >= 0, family);
    GlobalFonts.systemFonts = false;
    assert.equal(GlobalFonts.families.length, without);
  });
  test('generic families stay the bundled fonts', () => {
    const generics = ['sans-serif', 'serif', 'ui-serif', 'monospace', 'ui-monospace', 'cursive'];
    const widths = () => generics.map((generic) => width(`40px ${generic}`));
    const before = widths();
    GlobalFonts.systemFonts = true;
    assert.deepEqual(widths(), before);
    GlobalFonts.systemFonts = false;
    const bundled = ['Noto Sans', 'Noto Serif', 'Noto Serif', 'Noto Sans Mono', 'Noto Sans Mono', 'Noto Sans'];
    assert.deepEqual(before, bundled.map((family) => width(`40px "${family}"`)));
    assert.equal(new Set(before).size, 3);
  });
});

describe('registerFont', () => {
  test('the face is what it is said to be', () => {
    assert.equal(registerFont(BOLD, { family: 'Mine', weight: 'normal' }), undefined);
    assert.ok(isBold('Mine'));
    const mine = GlobalFonts.families.find(({ family }) => family === 'Mine');
    assert.deepEqual(mine.styles, [{ weight: 400, width: 'normal', style: 'normal' }]);
    registerFont(BOLD, { family: 'Mine', weight: 900, style: 'italic' });
    assert.equal(GlobalFonts.families.find(({ family }) => family === 'Mine').styles.length, 2);
  });
  test('the font is found by that family alone', () => {
    registerFont(BOLD, { family: 'Mine' });
    assert.equal(width('bold 40px "Noto Sans"') === width('40px Mine'), false);
  });
  test('deregisterAllFonts frees all', () => {
    const before = fontBytes();
    registerFont(BOLD, { family: 'Mine' });
    deregisterAllFonts();
    assert.ok(!GlobalFonts.has('Mine') && fontBytes() === before);
  });
  test('bad arguments are errors', () => {
    assert.throws(() => registerFont(BOLD), TypeError);
    assert.throws(() => registerFont(BOLD, {}), TypeError);
    assert.throws(() => registerFont(BOLD, { family: 'Mine', weight: 'heavy' }), { name: 'SyntaxError' });
    assert.throws(() => registerFont('/no/such/font.ttf', { family: 'Mine' }), { code: 'ENOENT' });
    assert.throws(() => registerFont(__dirname, { family: 'Mine' }), TypeError);
    assert.throws(() => registerFont(__filename, { family: 'Mine' }), { name: 'EncodingError' });
  });
});
