'use strict';

// Features and axes by their own names. What they should give is what `font` and the other attributes give.

const assert = require('node:assert/strict');
const { before, describe, it } = require('node:test');

const { FontFace, GlobalFonts, createCanvas, fonts } = require('../..');
const { registerFamilies } = require('../helpers/fonts.js');
const fs = require('node:fs');
const path = require('node:path');

GlobalFonts.systemFonts = false;
before(() => registerFamilies(['Test Flex', 'Test Sans']));

/** The pixels of a text in a context with these attributes, set in this order. */
function drawn(attributes, text = 'Hamburg fi') {
  const ctx = createCanvas(220, 50).getContext('2d');
  Object.assign(ctx, attributes);
  ctx.fillText(text, 5, 35);
  return Buffer.from(ctx.getImageData(0, 0, 220, 50).data);
}

const width = (attributes, text = 'Hamburg fi') => Object.assign(createCanvas(1, 1).getContext('2d'), attributes).measureText(text).width;

describe('fontVariationSettings', () => {
  const font = '28px "Test Flex"';
  it('places axes as the shorthand does', () => {
    const plain = drawn({ font });
    const light = drawn({ font: `250 ${font}` });
    assert.ok(!light.equals(plain));
    assert.ok(drawn({ font, fontVariationSettings: '"wght" 250' }).equals(light));
    assert.ok(drawn({ font: `800 ${font}`, fontVariationSettings: '"wght" 250' }).equals(light));
  });
  it('stays when the font is set', () => {
    assert.ok(drawn({ fontVariationSettings: '"wght" 250', font }).equals(drawn({ font: `250 ${font}` })));
  });
  it('counts fractions, and the last of one axis', () => {
    const [a, b] = ['"wdth" 60', '"wdth" 60.5'].map((settings) => width({ font, fontVariationSettings: settings }));
    assert.ok(b > a && b - a < 3, `${a} ${b}`);
    assert.equal(width({ font, fontVariationSettings: '"wdth" 150, "wdth" 60' }), a);
  });
  it('is held within the axes, and ignored by what has none', () => {
    assert.equal(width({ font, fontVariationSettings: '"wdth" 1e30' }), width({ font, fontVariationSettings: '"wdth" 151' }));
    assert.equal(width({ font, fontVariationSettings: '"none" 7' }), width({ font }));
    const plain = { font: '28px "Test Sans"' };
    assert.ok(drawn({ ...plain, fontVariationSettings: '"wght" 900' }).equals(drawn(plain)));
  });
  it('reaches fonts that fill in', () => {
    const other = { font: '28px monospace' };
    const text = '\u{1E9E}\u{0E3F}\u{2116}';
    assert.ok(Number.isFinite(width({ ...other, fontVariationSettings: '"wght" 900' }, text)));
  });
  it('goes before the descriptors of a face', async () => {
    const bytes = fs.readFileSync(path.join(__dirname, '../fonts/flex.ttf'));
    const face = new FontFace('Narrow', bytes, { variationSettings: '"wdth" 60' });
    fonts.add(face);
    await face.load();
    const narrow = { font: '28px Narrow' };
    assert.equal(width(narrow), width({ font, fontVariationSettings: '"wdth" 60' }));
    assert.equal(width({ ...narrow, fontVariationSettings: '"wdth" 120' }), width({ font, fontVariationSettings: '"wdth" 120' }));
    fonts.delete(face);
  });
});

describe('fontFeatureSettings', () => {
  const font = '28px "Test Sans"';
  it('turns ligatures and kerning off, and back on', () => {
    const flex = { font: '28px "Test Flex"' };
    const kerned = width(flex, 'AVAVA To');
    const loose = width({ ...flex, fontKerning: 'none' }, 'AVAVA To');
    assert.ok(kerned < loose);
    assert.equal(width({ ...flex, fontFeatureSettings: '"kern" off' }, 'AVAVA To'), loose);
    assert.equal(width({ ...flex, fontKerning: 'none', fontFeatureSettings: '"kern"' }, 'AVAVA To'), kerned);
  });
  it('asks for what the font has', () => {
    const plain = drawn({ font });
    const caps = drawn({ font, fontVariantCaps: 'small-caps' });
    assert.ok(!caps.equals(plain));
    assert.ok(drawn({ font, fontFeatureSettings: '"smcp"' }).equals(caps));
    assert.ok(drawn({ font, fontVariantCaps: 'small-caps', fontFeatureSettings: '"smcp" 0' }).equals(plain));
    assert.ok(drawn({ font, fontFeatureSettings: '"zzzz" 3' }).equals(plain));
  });
});

describe('both', () => {
  for (const name of ['fontFeatureSettings', 'fontVariationSettings']) {
    it(`${name} ignores what doesn't parse`, () => {
      const ctx = createCanvas(1, 1).getContext('2d');
      ctx[name] = '"abcd" 2';
      for (const bad of ['', 'wght 400', '"wg" 400', '"wght" 4px', '"wght" 400,', 'inherit', '"wght" x', undefined, null, 7]) {
        ctx[name] = bad;
        assert.equal(ctx[name], '"abcd" 2', `${bad}`);
      }
      ctx[name] = 'normal';
      assert.equal(ctx[name], 'normal');
    });
  }
});
