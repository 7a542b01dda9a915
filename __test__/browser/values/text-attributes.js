'use strict';

// The attributes of text: what they read back as, how they follow the font, are saved and restored, and move glyphs.

const LENGTHS = [
  ...['px', 'PX', 'em', 'rem', 'ex', 'ch', 'cm', 'mm', 'in', 'pt', 'pc', 'q', 'Q', 'vw', 'vh', 'vi', 'vb', 'vmin', 'vmax'],
  ...['svw', 'lvh', 'dvi', 'dvw', 'lh', 'rlh', 'cap', 'ic', 'rcap', 'rex', 'rch', 'ric', 'cqw', 'cqh', 'cqmin', '%', 'deg', 's', 'fr', 'foo', ''],
].map((unit) => `3${unit}`);
const TEXTS = [
  ...LENGTHS,
  ...['0', '0px', '-3px', '-0px', '+3px', '.5px', '3.px', '1e3px', '1e2em', '1.123456789px', '123456789px', '1e30px', '1e40px', '1e-7px'],
  ...['normal', 'inherit', 'initial', 'unset', 'revert', 'none', 'auto', '', ' ', 'abc', '3 px', '  3px  ', '3px ', ' 3px', '3px;', '3px 4px'],
  ...['calc(1px + 2px)', 'calc(1px + 1em)', 'min(1px, 2px)', 'calc(infinity * 1px)', 'var(--x)', '/**/3px', '3px/**/', '3p\\78', '3\\px', '-1e40px'],
];
const spacing = ['letterSpacing', 'wordSpacing'].flatMap((name) =>
  TEXTS.map((text) => `ctx.${name} = '7px'; ctx.${name} = ${JSON.stringify(text)}; return ctx.${name};`),
);

const KEYWORDS = {
  fontKerning: ['auto', 'normal', 'none'],
  fontStretch: ['ultra-condensed', 'extra-condensed', 'condensed', 'semi-condensed', 'normal', 'semi-expanded', 'expanded', 'extra-expanded', 'ultra-expanded', '50%'],
  fontVariantCaps: ['normal', 'small-caps', 'all-small-caps', 'petite-caps', 'all-petite-caps', 'unicase', 'titling-caps'],
  textRendering: ['auto', 'optimizeSpeed', 'optimizeLegibility', 'geometricPrecision'],
  direction: ['ltr', 'rtl', 'inherit'],
  textAlign: ['start', 'end', 'left', 'right', 'center'],
  textBaseline: ['top', 'hanging', 'middle', 'alphabetic', 'ideographic', 'bottom'],
};
const keywords = Object.entries(KEYWORDS).flatMap(([name, values]) => [
  `return ctx.${name};`,
  ...[...values, ...values.map((value) => value.toUpperCase()), `${values[1]} `, '', 'bogus', 'initial', 'inherit'].map(
    (value) => `ctx.${name} = '${value}'; return [ctx.${name}, ctx.font];`,
  ),
  ...['undefined', 'null', '7', '{}'].map((value) => `ctx.${name} = '${values[1]}'; ctx.${name} = ${value}; return ctx.${name};`),
  `ctx.save(); ctx.${name} = '${values[1]}'; const set = ctx.${name}; ctx.restore(); return [set, ctx.${name}];`,
  `ctx.${name} = '${values[1]}'; ctx.reset(); return ctx.${name};`,
  `ctx.${name} = '${values[1]}'; canvas.width = 100; return ctx.${name};`,
  `ctx.${name} = '${values[1]}'; ctx.font = 'bold 20px serif'; return [ctx.${name}, ctx.font];`,
]);

const lang = ['en', 'de', 'inherit', '', ' en', 'EN', 'xx-yy', '123'].map((text) => `ctx.lang = '${text}'; return ctx.lang;`);

const others = [
  'return [ctx.letterSpacing, ctx.wordSpacing, ctx.lang];',
  'ctx.lang = null; return ctx.lang;',
  'ctx.save(); ctx.lang = "de"; ctx.letterSpacing = "3px"; ctx.wordSpacing = "1em"; ctx.restore(); return [ctx.lang, ctx.letterSpacing, ctx.wordSpacing];',
  'ctx.lang = "de"; ctx.letterSpacing = "3px"; ctx.wordSpacing = "1em"; ctx.reset(); return [ctx.lang, ctx.letterSpacing, ctx.wordSpacing];',
  'ctx.letterSpacing = "0.1em"; ctx.font = "1px serif"; return ctx.letterSpacing;',
  'ctx.font = "italic small-caps bold expanded 20px serif"; return [ctx.font, ctx.fontStretch, ctx.fontVariantCaps];',
  'ctx.font = "condensed 12px serif"; ctx.fontStretch = "normal"; return [ctx.font, ctx.fontStretch];',
  'ctx.font = "small-caps 12px serif"; ctx.fontVariantCaps = "normal"; return [ctx.font, ctx.fontVariantCaps];',
  'ctx.fontStretch = "condensed"; ctx.font = "bogus"; return [ctx.font, ctx.fontStretch];',
  'ctx.fontStretch = "condensed"; ctx.fontVariantCaps = "small-caps"; ctx.save(); ctx.font = "9px serif"; ctx.restore(); return [ctx.font, ctx.fontStretch, ctx.fontVariantCaps];',
  'ctx.letterSpacing = Symbol();',
  'ctx.letterSpacing = 3; return ctx.letterSpacing;',
  'ctx.letterSpacing = { toString: () => "4px" }; return ctx.letterSpacing;',
];

// How much wider a text gets, which does not depend on the font.
const widths = [
  ['letterSpacing', '10px'],
  ['letterSpacing', '-10px'],
  ['letterSpacing', '1em'],
  ['letterSpacing', '6pt'],
  ['wordSpacing', '10px'],
  ['wordSpacing', '-0.5em'],
].flatMap(([name, value]) =>
  ['', 'a', 'ab', 'a b', 'a\tb', 'a\nb', 'a\u00a0b', 'a b c'].map(
    (text) =>
      `ctx.font = '20px monospace'; const text = ${JSON.stringify(text)}; const before = ctx.measureText(text).width; ctx.${name} = '${value}'; return Math.round((ctx.measureText(text).width - before) * 100) / 100;`,
  ),
);
const followed = [
  'ctx.letterSpacing = "1em"; const spaced = (text) => { const wide = ctx.measureText(text).width; ctx.letterSpacing = "0px"; const plain = ctx.measureText(text).width; ctx.letterSpacing = "1em"; return Math.round(wide - plain); }; const small = spaced("ab"); ctx.font = "30px serif"; return [small, spaced("ab")];',
  ...['left', 'right', 'center', 'start', 'end'].map(
    (align) =>
      `ctx.font = '20px monospace'; ctx.textAlign = '${align}'; const box = () => { const m = ctx.measureText('ab'); return [m.actualBoundingBoxLeft, m.actualBoundingBoxRight]; }; const before = box(); ctx.letterSpacing = '10px'; const after = box(); return after.map((v, i) => Math.round(v - before[i]));`,
  ),
  ...['top', 'hanging', 'middle', 'alphabetic', 'ideographic', 'bottom'].map(
    (line) =>
      `ctx.font = '100px serif'; const m = ctx.measureText('A'); ctx.textBaseline = '${line}'; const n = ctx.measureText('A'); return [(m.hangingBaseline / m.fontBoundingBoxAscent).toFixed(3), m.ideographicBaseline + m.fontBoundingBoxDescent, (m.hangingBaseline - m.alphabeticBaseline - n.hangingBaseline + n.alphabeticBaseline).toFixed(3)];`,
  ),
];

module.exports = { cases: [...new Set([...spacing, ...keywords, ...lang, ...others, ...widths, ...followed])] };
