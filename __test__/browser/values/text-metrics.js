'use strict';

// What measureText answers for the fonts of `__test__/fonts`: all twelve fields, in the order of `answer.js`.

/** The code that sets attributes. */
const set = (attributes) =>
  Object.entries(attributes)
    .map(([name, value]) => `ctx.${name} = ${JSON.stringify(value)}; `)
    .join('');
const measured = (text, attributes) => `${set(attributes)}return measure(${JSON.stringify(text)});`;

/** Every way to take one value of each list: `{ a: [1, 2] }` is `{ a: 1 }` and `{ a: 2 }`. */
const combinations = (lists) =>
  Object.entries(lists).reduce(
    (sets, [name, values]) => sets.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
const crossed = (texts, lists) => combinations(lists).flatMap((attributes) => texts.map((text) => measured(text, attributes)));

const SANS = '"Test Sans"';
const FAMILIES = [
  ...['Test Sans', 'Test Weights', 'Test Italic Only', 'Test Serif', 'Test Mono', 'Test Woff', 'Test Woff2', 'Test Flex', 'Test CFF2'],
  ...['Arabic', 'Hebrew', 'Devanagari', 'Bengali', 'Thai', 'Japanese', 'Korean', 'Paints'].map((name) => `Test ${name}`),
  ...['CBDT', 'sbix', 'COLR0', 'COLR1'].map((name) => `Test Emoji ${name}`),
];
const SIZES = [
  ...[8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 22, 24, 28, 32, 36, 40, 48, 56, 64, 72, 80, 96],
  ...[8.5, 10.4, 12.7, 13.33, 15.25, 17.6, 21.3, 33.33, 50.5, 77.7],
];
// A text for each face: what stands before the size, the family, the text.
const FACES = [
  ['', SANS, 'Hamburgefonstiv 0123'],
  ['bold', SANS, 'Hamburgefonstiv 0123'],
  ['italic', SANS, 'Hamburgefonstiv 0123'],
  ['300', '"Test Weights"', 'Quick, AVATAR! To.'],
  ['', '"Test Serif"', 'Affluent fjord waffle'],
  ['', '"Test Mono"', 'for (;;) i += 0x1F'],
  ['900', '"Test Woff"', 'Compressed Outlines'],
  ['900', '"Test Woff2"', 'Compressed Outlines'],
  ['350', '"Test Flex"', 'Between two weights'],
  ['condensed', '"Test Flex"', 'Narrow glyphs'],
  ['400', '"Test CFF2"', 'Cubic curves vary'],
  ['650', '"Test CFF2"', 'Cubic curves vary'],
  ['', '"Test Arabic"', 'السلام عليكم'],
  ['', '"Test Hebrew"', 'שָׁלוֹם עולם'],
  ['', '"Test Devanagari"', 'नमस्ते किताब'],
  ['', '"Test Bengali"', 'নমস্কার বন্ধু'],
  ['', '"Test Thai"', 'ภาษาไทยที่นี่'],
  ['', '"Test Japanese"', '日本語の文字カタカナ'],
  ['', '"Test Korean"', '한국어 안내'],
  ['', '"Test Emoji CBDT"', '😀👍🏽'],
  ['', '"Test Emoji sbix"', '😀👍🏽'],
  ['', '"Test Emoji COLR0"', '😀👍🏽'],
  ['', '"Test Emoji COLR1"', '😀👍🏽'],
  ['', '"Test Paints"', 'ABC'],
];
const sizes = FACES.flatMap(([before, family, text]) =>
  SIZES.map((size) => measured(text, { font: `${before} ${size}px ${family}`.trim() })),
);

const LATIN = [
  ...['', ' ', '  ', 'i', '.', '|', 'x', 'H', 'gjpqy', '_', '"', 'AV', 'AVAVAVA', 'To', 'Wa.', 'Yo, P.', 'LT', 'f', 'fi', 'ffi', 'fj'],
  ...['office affluent flow', 'Te Ta Va', ' leading', 'trailing ', '  two  spaces  ', 'a\tb', 'a\nb', 'a\r\nb', 'a\fb', '0123456789', '1.234,56'],
  ...['(a) [b] {c}', 'a-b', 'A V A', 'T o', 'The quick brown fox jumps over the lazy dog. '.repeat(4)],
];
const latin = crossed(LATIN, { font: [SANS, '"Test Serif"', '"Test Mono"', '"Test Flex"', '"Test CFF2"'].flatMap((family) => [`16px ${family}`, `37.5px ${family}`]) });
// What only the regular sans has.
const MARKS = [
  ...['é', 'e\u0301', 'a\u0323\u0302', 'ạ̄', 'q\u0303', 'ä ö ü', 'Ĳ ŀ', '\u0301', 'a\u00a0b', 'co\u00adoperate', 'a\u200bb', 'f\u200ci', 'f\u200di'],
  ...['a\u0000b', 'a\u0007b', 'a\u007fb', 'a\u0085b', 'a\u200eb', '“quotes” — …', '½ ⁄', '1/2', 'ﬁ'],
];
const marks = crossed(MARKS, { font: ['12px', '16px', '31.4px'].map((size) => `${size} ${SANS}`) });

const SCRIPTS = {
  Arabic: ['ا', 'ب', 'بب', 'ببب', 'لا', 'الله', 'مُحَمَّد', 'مرحبا بالعالم', '٠١٢٣', 'سـلام', 'ب\u200cب', 'ب\u200d', 'كتاب 12', 'پچژگ'],
  Hebrew: ['א', 'שלום', 'שָׁלוֹם', 'בְּרֵאשִׁית', 'א ב', 'ךםןףץ', 'לֹא'],
  Devanagari: ['क', 'कि', 'क्ष', 'त्र', 'र्क', 'कर्म', 'हिन्दी', 'संस्कृत', 'क\u094d\u200d', 'क\u094d\u200cष', 'श्री', '१२३'],
  Bengali: ['ক', 'কি', 'কো', 'ক্ষ', 'বাংলা', 'সংস্কৃত', 'প্র', 'র্ক'],
  Thai: ['ก', 'กำ', 'ที่', 'น้ำ', 'เป็น', 'ปู่', 'ภาษาไทย', '๑๒๓'],
  Japanese: ['日', '日本語', 'ひらがな', 'カタカナ', 'が', 'か\u3099', '、。「」', 'ー々', '漢字 ABC', '東京　京都'],
  Korean: ['한', '한국', '안내 세상', '서산시'],
};
const scripts = Object.entries(SCRIPTS).flatMap(([script, texts]) =>
  crossed(texts, { font: ['14px', '20px', '33.3px'].map((size) => `${size} "Test ${script}"`) }),
);
const EMOJI = ['😀', '👍', '👍🏽', '👩‍💻', '🏳️‍🌈', '🇩🇪', '🇯🇵🇩🇪', '1️⃣', '❤️', '⭐', '😀 👍', '👩💻'];
const emoji = crossed(EMOJI, { font: ['CBDT', 'sbix', 'COLR0', 'COLR1'].flatMap((kind) => ['15px', '40px'].map((size) => `${size} "Test Emoji ${kind}", ${SANS}`)) });

const ALL = `${SANS}, "Test Arabic", "Test Hebrew", "Test Japanese", "Test Emoji COLR0"`;
const MIXED = [
  ...['abc אבג def', 'אבג abc דהו', 'السلام 123 abc', '(אבג)', 'a (אבג) b', '12:30 אבג', 'abc!', 'אבג!', 'a😀b', 'אב😀ג', '日本 abc كتاب', '\u202eabc\u202c'],
];
const mixed = crossed(MIXED, { font: [`18px ${ALL}`], direction: ['ltr', 'rtl', 'inherit'], textAlign: ['start', 'end', 'center'] });

const anchors = combinations({
  direction: ['ltr', 'rtl'],
  textAlign: ['start', 'end', 'left', 'right', 'center'],
  textBaseline: ['top', 'hanging', 'middle', 'alphabetic', 'ideographic', 'bottom'],
}).flatMap((attributes) =>
  [
    [`24px ${SANS}`, 'Ágjy'],
    ['24px "Test Arabic"', 'مرحبا'],
    ['21.7px "Test Serif"', 'Mixed Text'],
    ['24px "Test Japanese"', '日本'],
  ].map(([font, text]) => measured(text, { font, ...attributes })),
);

const spacing = combinations({
  letterSpacing: ['0px', '1px', '-1px', '3.5px', '0.2em'],
  wordSpacing: ['0px', '4px', '-2.5px'],
}).flatMap((attributes) =>
  [
    [`20px ${SANS}`, 'office fi fl'],
    [`20px ${SANS}`, 'a b  c\u00a0d'],
    ['20px "Test Serif"', 'waffle iron'],
    ['20px "Test Arabic"', 'السلام عليكم'],
    ['20px "Test Hebrew"', 'שָׁלוֹם עולם'],
    ['20px "Test Devanagari"', 'नमस्ते किताब'],
    ['20px "Test Thai"', 'ที่นี่ น้ำ'],
    [`20px "Test Emoji COLR0", ${SANS}`, '👩‍💻 👍🏽'],
  ].map(([font, text]) => measured(text, { font, ...attributes })),
);

const kerning = crossed(['AVATAR', 'To. Wa, P.', 'office', 'A V T o', 'LT Yes'], {
  font: [`18px ${SANS}`, '26.5px "Test Serif"', '18px "Test Flex"'],
  fontKerning: ['auto', 'normal', 'none'],
  textRendering: ['auto', 'optimizeSpeed', 'optimizeLegibility', 'geometricPrecision'],
});

const capitals = crossed(['Small Capitals', 'ABC abc 123', 'Straße', 'fi ffi', 'iIjJ'], {
  font: [SANS, '"Test Serif"', '"Test Mono"', '"Test Italic Only"'].map((family) => `20px ${family}`),
  fontVariantCaps: ['normal', 'small-caps', 'all-small-caps', 'petite-caps', 'all-petite-caps', 'unicase', 'titling-caps'],
});

const STRETCHES = ['ultra-condensed', 'extra-condensed', 'condensed', 'semi-condensed', 'normal', 'semi-expanded', 'expanded', 'extra-expanded', 'ultra-expanded'];
const axes = crossed(['Variable axes'], {
  font: ['100', '350', '400', '700', '1000', 'italic', 'oblique 5deg', 'italic 800'].map((before) => `${before} 24px "Test Flex"`),
  fontStretch: STRETCHES,
});
const optical = crossed(['Optical size'], { font: SIZES.slice(0, 24).map((size) => `300 ${size}px "Test Flex"`), textRendering: ['auto', 'geometricPrecision'] });

const cases = [...new Set([sizes, latin, marks, scripts, emoji, mixed, anchors, spacing, kerning, capitals, axes, optical].flat())];

/** A tenth of a pixel or a thousandth of the width; half a pixel of the boxes and lines. */
function isNear(ours, theirs) {
  if (!Array.isArray(ours) || !Array.isArray(theirs)) return false;
  return theirs.every((value, i) => Math.abs(ours[i] - value) <= (i === 0 ? Math.max(0.1, value / 1000) : 0.5));
}

const SEQUENCES = 'Chromium takes variation selectors out before the font may join what is around them; we let the font join';
const PAINTS = 'our box is that of the paints, Chromium’s is up to a pixel larger';
const POINTS = 'FreeType brings the points of varied outlines to whole units, which moves the left edge of A over a pixel’s';
const both = ['15px', '40px'].map((size) => `${size} "Test Emoji COLR0", "Test Sans"`);

const departures = Object.fromEntries([
  [measured('😀👍🏽', { font: '33.33px "Test Emoji sbix"' }), 'Chromium scales these pictures to a size in whole pixels, and their advances with it'],
  ...['20px', '40px', '80px'].map((size) => [measured('ABC', { font: `${size} "Test Paints"` }), PAINTS]),
  [measured('⭐', { font: both[1] }), PAINTS],
  ...both.flatMap((font) => ['🏳️‍🌈', '1️⃣'].map((text) => [measured(text, { font: font }), SEQUENCES])),
  ...['auto', 'normal', 'none'].flatMap((kerning) =>
    ['AVATAR', 'A V T o'].map((text) => [
      measured(text, { font: '18px "Test Flex"', fontKerning: kerning, textRendering: 'geometricPrecision' }),
      POINTS,
    ])),
]);

module.exports = { cases, departures, families: FAMILIES, features: ['ExtendedTextMetrics'], isNear };
