'use strict';

// Strings of CSS, SVG paths and matrices: what does not parse is ignored, or a SyntaxError, and what parses is read back.

const { DOMMatrix, FontFace, Path2D, createCanvas } = require('../../../index.js');
const { calls } = require('../inputs.js');

const MEGABYTE = 1 << 20;
const context = () => createCanvas(20, 20).getContext('2d');

/** What an attribute is after it was set, in few words; the drawing that uses it must end as well. */
function after(name, value) {
  const ctx = context();
  const before = ctx[name];
  ctx[name] = value;
  const now = ctx[name];
  if (typeof now !== typeof before) return `${name} became a ${typeof now}`;
  ctx.fillText('Text', 0, 15);
  ctx.fillRect(5, 5, 5, 5);
  ctx.getImageData(0, 0, 1, 1);
  ctx.canvas.dispose();
  if (now === before) return 'ignored';
  return `${now}`.length > 60 ? 'taken' : `is ${now}`;
}

const rows = (attribute, table) => Object.entries(table).map(([what, [expect, value]]) =>
  [`${attribute}: ${what}`, expect, () => after(attribute, typeof value === 'function' ? value() : value)]);

// What no attribute takes.
const NONSENSE = {
  'nothing': '', 'spaces': '   ', 'a zero': '\0', 'lone surrogates': '\ud800\udc00\ud800', 'a megabyte of letters': () => 'x'.repeat(MEGABYTE),
  'a megabyte of brackets': () => '('.repeat(MEGABYTE), 'a megabyte of calls': () => 'rgb('.repeat(MEGABYTE / 4), 'a megabyte of quotes': () => '"'.repeat(MEGABYTE),
  'a megabyte of comments': () => '/*'.repeat(MEGABYTE / 2), 'a megabyte of backslashes': () => '\\'.repeat(MEGABYTE), 'a variable': 'var(--x)', 'a comment without an end': '/* red',
  'a megabyte of commas': () => ','.repeat(MEGABYTE), 'a semicolon behind it': 'red; 5px serif', 'a number': '5', 'the word inherit': 'inherit', 'important': 'red !important',
};
const nonsense = (attribute, except = []) =>
  rows(attribute, Object.fromEntries(Object.entries(NONSENSE).filter(([what]) => !except.includes(what)).map(([what, value]) => [what, ['ignored', value]])));

const DEEP = (open, inner, count = 50_000) => () => `${open.repeat(count)}${inner}${')'.repeat(count)}`;

const colors = () => [...nonsense('fillStyle'), ...nonsense('shadowColor'), ...rows('fillStyle', {
  'a component of 1e999': ['is #ff0000', 'rgb(1e999 0 0)'],
  'components of NaN': ['ignored', 'rgb(calc(NaN) 0 0)'],
  'an alpha of -1e999': ['is rgba(255, 0, 0, 0)', 'rgb(255 0 0 / -1e999)'],
  'a hue of infinity': ['is #ff0000', 'hsl(calc(infinity * 1deg) 100% 50%)'],
  'a hue of 1e30': ['is #ff4400', 'hsl(1e30 100% 50%)'],
  'a component of 300,000 digits': ['is #ff0000', () => `rgb(${'9'.repeat(300_000)} 0 0)`],
  'a component of 300,000 decimals': ['is #010000', () => `rgb(1.${'0'.repeat(300_000)} 0 0)`],
  'calc 50,000 deep': ['ignored', DEEP('calc(', '1')],
  'brackets 50,000 deep in calc': ['ignored', () => `rgb(calc${DEEP('(', '1')()} 0 0)`],
  'a sum of 100,000 terms': ['is #ff0000', () => `rgb(calc(${'1 + '.repeat(100_000)}1) 0 0)`],
  'color-mix 20,000 deep': ['ignored', () => `${'color-mix(in srgb, red, '.repeat(20_000)}blue${')'.repeat(20_000)}`],
  'a colour of another, 20,000 deep': ['ignored', () => `${'rgb(from '.repeat(20_000)}red${' r g b)'.repeat(20_000)}`],
  'nine digits': ['ignored', '#123456789'],
  'a hash and letters beyond f': ['ignored', '#gggggg'],
  'a hash and full-width digits': ['ignored', '#\uff10\uff10\uff10'],
  'components without an end': ['is #ff0000', 'rgb(255 0 0'],
  'too many components': ['ignored', 'rgb(1 2 3 4 5)'],
  'an unknown space': ['ignored', 'color(nobody 1 0 0)'],
  'a space of 1e30': ['is color(srgb', 'color(srgb 1e30 -1e30 0)'],
  'lab of infinities': ['is lab(100 calc(-infinity) 0)', 'lab(calc(infinity) calc(-infinity) 0)'],
  'oklch of 1e30': ['is oklch(1 1.00000e+30 16)', 'oklch(1e30 1e30 1e30)'],
  'none everywhere': ['is rgba(0, 0, 0, 0)', 'rgb(none none none / none)'],
  'escapes': ['is #ff0000', '\\72 \\65 d'],
  'an escape beyond Unicode': ['ignored', '\\ffffff red'],
  'a system colour': ['ignored', 'CanvasText'],
  'the Kelvin sign': ['ignored', 'blac\u212a'],
})];

const filters = () => [...nonsense('filter', ['the word inherit']), ...rows('filter', {
  'the word inherit': ['ignored', 'inherit'],
  'a blur of 1e30': ['is blur(1e30px)', 'blur(1e30px)'],
  'a blur of -1': ['ignored', 'blur(-1px)'],
  'a blur of NaN': ['is blur(calc(NaN * 1px))', 'blur(calc(NaN * 1px))'],
  'a blur of infinity': ['is blur(calc(infinity * 1px))', 'blur(calc(infinity * 1px))'],
  'a blur without a unit': ['ignored', 'blur(5)'],
  'brightness of 1e38': ['is brightness(1e38)', 'brightness(1e38)'],
  'contrast of 1e999': ['is contrast(1e999)', 'contrast(1e999)'],
  'a rotation of 1e38': ['is hue-rotate(1e38turn)', 'hue-rotate(1e38turn)'],
  'a thousand blurs': ['ignored', () => 'blur(1px) '.repeat(1000)],
  '20,000 times none of it': ['ignored', () => 'none '.repeat(20_000)],
  '20,000 inversions': ['ignored', () => 'invert(1) '.repeat(20_000)],
  'a shadow of 1e30': ['is drop-shadow(1e30px -1e30px 1e30px red)', 'drop-shadow(1e30px -1e30px 1e30px red)'],
  'a shadow of a blur of -1': ['ignored', 'drop-shadow(0 0 -1px red)'],
  'a hundred shadows': ['ignored', () => 'drop-shadow(1px 1px 1px red) '.repeat(100)],
  'a reference to a file': ['is url(/etc/passwd#f)', 'url(/etc/passwd#f)'],
  'a reference to the network': ['is url(http://127.0.0.1:1/#f)', 'url(http://127.0.0.1:1/#f)'],
  'a reference to an element': ['is url(#f)', 'url(#f)'],
  'calc 50,000 deep': ['ignored', () => `blur(${DEEP('calc(', '1px')()})`],
  'sepia without an end': ['is sepia(1', 'sepia(1'],
  'an opacity of -1': ['ignored', 'opacity(-1)'],
})];

const fonts = () => [...nonsense('font', ['a semicolon behind it']), ...rows('font', {
  'a size of 0': ['is 0px serif', '0px serif'],
  'a size of -1': ['ignored', '-1px serif'],
  'a size of 1e30': ['is 10000px serif', '1e30px serif'],
  'a size of 1e999': ['is 10000px serif', '1e999px serif'],
  'a size of 1e-40': ['is 9.99995e-41px serif', '1e-40px serif'],
  'a size of NaN': ['is 0px serif', 'calc(NaN * 1px) serif'],
  'a size of infinity': ['is 10000px serif', 'calc(infinity * 1px) serif'],
  'a size of 300,000 digits': ['is 10000px serif', () => `${'9'.repeat(300_000)}px serif`],
  'calc 50,000 deep': ['ignored', () => `${DEEP('calc(', '5px')()} serif`],
  'a sum of 10,000 terms': ['is 10000px serif', () => `calc(${'1px + '.repeat(10_000)}1px) serif`],
  'a weight of 0': ['ignored', '0 5px serif'],
  'a weight of 1001': ['ignored', '1001 5px serif'],
  'a weight of 1e9': ['ignored', '1e9 5px serif'],
  'a style of 1e9 degrees': ['ignored', 'oblique 1e9deg 5px serif'],
  'a line height of -1': ['ignored', '5px/-1 serif'],
  'a line height of 1e38': ['is 5px serif', '5px/1e38 serif'],
  '100,000 families': ['ignored', () => `5px ${'a, '.repeat(100_000)}serif`],
  'a family of a megabyte': ['taken', () => `5px ${'x'.repeat(MEGABYTE)}`],
  'a family of 200,000 words': ['taken', () => `5px ${'x '.repeat(200_000)}`],
  'a family without an end': ['is 5px "serif"', '5px "serif'],
  'a family with a zero': ['is 5px', '5px "a\0b"'],
  'a family of lone surrogates': ['is 5px', '5px "\ud800"'],
  'a family of escapes beyond Unicode': ['is 5px', '5px \\ffffff x'],
  'a family that is a keyword': ['ignored', '5px inherit'],
  'a family that is a number': ['ignored', '5px 5'],
  'a comma behind all': ['ignored', '5px serif,'],
  'only a comma': ['ignored', '5px ,'],
  'bold 10,000 times': ['ignored', () => `${'bold '.repeat(10_000)}5px serif`],
  'normal five times': ['ignored', 'normal normal normal normal normal 5px serif'],
  'the font of the system': ['is 16px Arial', 'menu'],
  'a percentage of 1e30': ['is 10000px serif', '1e30% serif'],
  'a size in units of nobody': ['ignored', '5furlong serif'],
  'a semicolon behind it': ['ignored', '5px serif; color: red'],
})];

const spacing = () => ['letterSpacing', 'wordSpacing'].flatMap((name) => [...nonsense(name), ...rows(name, {
  '1e30': ['is 1.00000e+30px', '1e30px'],
  '-1e30': ['is -1.00000e+30px', '-1e30px'],
  '1e999': ['is 3.40282e+38px', '1e999px'],
  'NaN': [['ignored', 'is 0px'], 'calc(NaN * 1px)'],
  '1e30 ems': ['is 1.00000e+30em', '1e30em'],
  'a percentage': ['ignored', '50%'],
  'a unit of nobody': ['ignored', '5furlong'],
  '300,000 digits': ['is 3.40282e+38px', () => `${'9'.repeat(300_000)}px`],
  'calc 50,000 deep': ['ignored', DEEP('calc(', '1px')],
  'two lengths': ['ignored', '5px 5px'],
})]);

const words = () => ['fontKerning', 'fontStretch', 'fontVariantCaps', 'textRendering', 'textAlign', 'textBaseline', 'direction', 'lineCap', 'lineJoin', 'globalCompositeOperation', 'imageSmoothingQuality']
  .flatMap((name) => [...nonsense(name), ...rows(name, { 'upper case': ['ignored', 'AUTO'], 'spaces around it': ['ignored', ' round '], 'a zero behind it': ['ignored', 'round\0'] })]);

const settings = () => ['fontFeatureSettings', 'fontVariationSettings'].flatMap((name) => [...nonsense(name), ...rows(name, {
  'a tag of five letters': ['ignored', '"abcde" 1'],
  'a tag of three letters': ['ignored', '"abc" 1'],
  'a tag of what is no ASCII': ['ignored', '"\u00e4\u00f6\u00fc\u00df" 1'],
  'a value of 1e999': [['ignored', 'is "wght" 3.40282e+38'], '"wght" 1e999'],
  'a value of -1e30': [['ignored', 'is "wght" -1.00000e+30'], '"wght" -1e30'],
  '100,000 tags': [['ignored', 'taken'], () => `${'"abcd" 1, '.repeat(100_000)}"abcd" 1`],
})]);

/** The outcome of making something of a text; `tell` says what it became. */
const made = (what, make, table) => Object.entries(table).map(([name, [expect, value]]) =>
  [`${what}: ${name}`, expect, () => make(typeof value === 'function' ? value() : value)]);

const matrix = (text) => {
  const { a, f } = new DOMMatrix(text);
  return `a ${a} f ${f}`;
};

const matrices = () => made('DOMMatrix', matrix, {
  'nothing': ['a 1 f 0', ''],
  'spaces': ['SyntaxError', '   '],
  'none': ['a 1 f 0', 'none'],
  'five numbers': ['SyntaxError', 'matrix(1,2,3,4,5)'],
  'NaN': ['SyntaxError', 'matrix(NaN,0,0,1,0,0)'],
  '1e999': ['a 3.4028234663852886e+38 f 0', 'matrix(1e999,0,0,1,0,0)'],
  'a percentage': ['SyntaxError', 'translate(50%, 0)'],
  'an em': ['SyntaxError', 'translate(1em, 0)'],
  'a call without an end': ['a 1 f 0', 'translate(5px'],
  'a thousand rotations': ['a 0.17364817766693355 f 0', () => 'rotate(1deg) '.repeat(1000)],
  '100,000 scales by 1e30': ['a Infinity f 0', () => 'scale(1e30) '.repeat(100_000)],
  'calc 50,000 deep': ['SyntaxError', () => `rotate(${DEEP('calc(', '1deg')()})`],
  'a megabyte of letters': ['SyntaxError', () => 'x'.repeat(MEGABYTE)],
  'a megabyte of brackets': ['SyntaxError', () => '('.repeat(MEGABYTE)],
  'lone surrogates': ['SyntaxError', '\ud800'],
  'a zero': ['SyntaxError', 'none\0'],
  'perspective of 0': ['a 1 f 0', 'perspective(0px)'],
  'perspective of -1': ['SyntaxError', 'perspective(-1px)'],
  'an axis of nothing': ['a 1 f 0', 'rotate3d(0, 0, 0, 90deg)'],
  'a skew of a quarter': ['a 1 f 0', 'skewX(90deg)'],
  'two lists': [['SyntaxError', 'a '], 'none none'],
});

const drawn = (text) => {
  const ctx = context();
  const path = new Path2D(text);
  ctx.fill(path);
  ctx.stroke(path);
  ctx.isPointInPath(path, 5, 5);
  ctx.getImageData(0, 0, 1, 1);
  ctx.canvas.dispose();
  const { length } = path.toSVGString();
  return length > 100 ? 'long' : `${path.toSVGString()}.`;
};

const paths = () => made('Path2D', drawn, {
  'nothing': ['.', ''],
  'a line first': ['.', 'L5 5'],
  'letters': [['.', 'M'], 'MLHVCSQTAZ'],
  'an end in the middle': ['M1 2L3 4.', 'M1 2L3 4L5'],
  'flags of 2': ['M0 0.', 'M0 0A5 5 0 2 0 9 9'],
  'flags without spaces': ['M0 0.', 'M0 0a5 5 0 0155'],
  'NaN': ['.', 'MNaN 5'],
  'Infinity': ['.', 'M Infinity 5'],
  '1e999': [['.', 'M'], 'M1e999 5L5 5'],
  '1e38': ['long', 'M1e38 1e38L-1e38 5A1e38 1e38 0 1 1 9 9'],
  'commas': ['.', 'M,5 5'],
  'two commas': ['.', 'M5,,5'],
  'a zero': ['M0 0.', 'M0 0\0L5 5'],
  'full-width digits': ['.', 'M\uff15 \uff15'],
  'lone surrogates': ['.', '\ud800'],
  'a number of 300,000 digits': [['.', 'M'], () => `M${'9'.repeat(300_000)} 0`],
  'a million letters': [['.', 'M'], () => 'M'.repeat(1e6)],
  'a million closings': ['M0 0Z.', () => `M0 0${'Z'.repeat(1e6)}`],
  '100,000 arcs of nothing': ['M0 0.', () => `M0 0${'a0 0 0 0 0 0 0'.repeat(100_000)}`],
  '20,000 arcs': ['long', () => `M0 0${'a9 9 0 0 1 5 5'.repeat(20_000)}`],
  'a hundred thousand smooth curves': ['long', () => `M0 0${'t1 1'.repeat(100_000)}`],
  'numbers of points only': ['.', 'M...'],
  'an exponent without digits': ['.', 'M1e 5'],
});

const faces = () => made('FontFace', async (text) => { await new FontFace('Hostile', text).load(); return 'loaded'; }, {
  'nothing': ['SyntaxError', ''],
  'no list': ['SyntaxError', 'hello'],
  'an empty URL': ['NetworkError', 'url()'],
  'a URL without an end': [['SyntaxError', 'NetworkError'], 'url("/dev/null'],
  '/dev/zero': ['NetworkError', 'url(/dev/zero)'],
  'a directory': ['NetworkError', 'url(/)'],
  'a data URL of nothing': ['NetworkError', 'url(data:,)'],
  'a data URL of noise': ['NetworkError', 'url(data:font/woff2;base64,AAAA)'],
  'a data URL of no base64': ['NetworkError', 'url("data:font/woff2;base64,!!!!")'],
  'a thousand sources': ['NetworkError', () => Array.from({ length: 1000 }, () => 'url(data:,)').join(', ')],
  'local fonts': ['NetworkError', 'local("a"), local("b")'],
  'a private address': ['NetworkError', 'url(http://127.0.0.1:1/a.woff)'],
  'another scheme': ['NetworkError', 'url(ftp://127.0.0.1/a.woff)'],
  'a zero in the path': ['NetworkError', 'url("/tmp/a\0b")'],
  'a megabyte of commas': ['SyntaxError', () => ','.repeat(MEGABYTE)],
  'lone surrogates': ['NetworkError', 'url("\ud800")'],
});

const DESCRIPTORS = { weight: ['0', '1001', '1e9', '100 200 300', ''], stretch: ['-5%', '1e9furlong', ''], style: ['oblique 91deg', 'oblique 1e9deg', 'x'], unicodeRange: ['U+110000', 'U+5-0', 'U+??????', 'U+', 'x'], featureSettings: ['"abc"', '"abcd" -1'], variationSettings: ['"abcd"', 'x'], ascentOverride: ['-1%', '5px'] };

const descriptors = () => Object.entries(DESCRIPTORS).flatMap(([name, texts]) => texts.map((text) => [`FontFace, ${name}: '${text}'`, 'SyntaxError', () => {
  const face = new FontFace('Hostile', 'url(data:,)');
  face[name] = text;
}]));

module.exports = {
  inputs: () => calls([
    ...colors(), ...filters(), ...fonts(), ...spacing(), ...words(), ...settings(), ...matrices(), ...paths(), ...faces(), ...descriptors(),
  ]),
};
