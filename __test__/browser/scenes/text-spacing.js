'use strict';

// The attributes of text: spacing, kerning, capitals, rendering, and the widest it may get.

const { TEXT, group, lines, sized } = require('./support.js');

const SANS = '20px "Test Sans"';
const WORDS = ['AVATAR Type office', 'first fly, Wolke 11'];
const at = (attributes, texts = WORDS, width = 230) => lines(width, 37 * texts.length, { font: SANS, ...attributes }, texts);

const scenes = {
  'letters-apart': at({ letterSpacing: '3px' }, WORDS, 280),
  'letters-apart-by-parts': at({ letterSpacing: '0.35px' }),
  'letters-closer': at({ letterSpacing: '-1.5px' }),
  'words-apart': at({ wordSpacing: '14px' }),
  'words-closer': at({ wordSpacing: '-4px' }),
  'letters-and-words': at({ letterSpacing: '0.1em', wordSpacing: '8px' }, WORDS, 280),
  'arabic-letters-apart': lines(240, 74, { font: '22px "Test Arabic"', letterSpacing: '4px' }, ['السلام عليكم', 'العربية لا']),
  'hebrew-letters-apart': lines(240, 50, { font: '22px "Test Hebrew"', letterSpacing: '4px', direction: 'rtl', textAlign: 'left' }, ['שלום עולם']),
  'devanagari-letters-apart': lines(240, 50, { font: '22px "Test Devanagari"', letterSpacing: '4px' }, ['नमस्ते क्षत्रिय']),
  'centered-letters-apart': sized(240, 40, (ctx) => {
    Object.assign(ctx, { font: SANS, letterSpacing: '5px', textAlign: 'center' });
    ctx.fillText('Centered', 120, 27);
  }),
};

for (const fontKerning of ['auto', 'normal', 'none']) scenes[`kerning-${fontKerning}`] = at({ fontKerning }, ['AVATAR To. Wa', 'LTA P, “Y”']);
for (const fontVariantCaps of ['small-caps', 'all-small-caps', 'petite-caps', 'all-petite-caps', 'unicase', 'titling-caps']) {
  scenes[`real-${fontVariantCaps}`] = at({ fontVariantCaps }, ['Capitals & 123', 'straße ÄÖ été']);
  scenes[`made-up-${fontVariantCaps}`] = at({ fontVariantCaps, font: '20px "Test Flex"' }, ['Capitals & 123', 'Types of Text']);
}
for (const textRendering of ['auto', 'optimizeSpeed', 'optimizeLegibility', 'geometricPrecision']) {
  scenes[`rendering-${textRendering}`] = at({ textRendering }, ['AVATAR T o office', 'A VA P. V. first']);
  scenes[`rendering-${textRendering}-small`] = lines(150, 48, { font: '12px "Test Sans"', textRendering }, ['AVATAR T o office', 'A VA P. V. first']);
}
for (const width of [150, 90, 40]) {
  scenes[`at-most-${width}`] = sized(190, 76, (ctx) => {
    ctx.font = SANS;
    ctx.fillText('No wider than this', 6, 26, width);
    ctx.textAlign = 'right';
    ctx.fillText('and to the right', 184, 62, width);
  });
}

module.exports = group({
  scenes,
  families: ['Test Sans', 'Test Flex', 'Test Arabic', 'Test Hebrew', 'Test Devanagari'],
  limits: TEXT,
});
