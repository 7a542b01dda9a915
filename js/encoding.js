'use strict';

// What encode(), toBuffer(), toDataURL() and their kin take as format and options.

const { parseColor } = require('./color.js');
const { isObject } = require('./convert.js');
const { describe, wrongType } = require('./errors.js');

// Each format's MIME type, and the other names it is known by.
const FORMATS = {
  png: ['image/png'],
  jpeg: ['image/jpeg', 'jpg'],
  webp: ['image/webp'],
  avif: ['image/avif'],
  gif: ['image/gif'],
  bmp: ['image/bmp', 'image/x-ms-bmp'],
  ico: ['image/x-icon', 'image/vnd.microsoft.icon'],
  tiff: ['image/tiff', 'tif'],
  qoi: ['image/qoi', 'image/x-qoi'],
  raw: [],
};
const NAMES = new Map(Object.entries(FORMATS).flatMap(([format, names]) => [format, ...names].map((name) => [name, format])));
const LIST = Object.keys(FORMATS).map((format) => `'${format}'`).join(', ').replace(/, ([^,]*)$/, ' or $1');

/** The bits of libpng's filters, by the names that node-canvas gives them. */
const PNG_FILTERS = {
  PNG_NO_FILTERS: 0x00,
  PNG_FILTER_NONE: 0x08,
  PNG_FILTER_SUB: 0x10,
  PNG_FILTER_UP: 0x20,
  PNG_FILTER_AVG: 0x40,
  PNG_FILTER_PAETH: 0x80,
  PNG_ALL_FILTERS: 0xf8,
};
const FILTER_NAMES = { none: 0x08, sub: 0x10, up: 0x20, average: 0x40, paeth: 0x80, adaptive: 0xf8 };

const SAMPLINGS = ['4:4:4', '4:2:2', '4:2:0'];
const COLOR_TYPES = ['bgra', 'rgba'];

// Keywords of PNG texts are Latin-1 without controls, with single spaces inside.
const KEYWORD = /^(?! )(?!.* $)(?!.* {2})[\x20-\x7e\xa1-\xff]{1,79}$/;
// All texts of a file together, in UTF-16 units.
const MOST_TEXT = 2 ** 20;

function formatOf(value) {
  const format = value === undefined ? 'png' : NAMES.get(`${value}`.toLowerCase());
  if (format === undefined) {
    throw new TypeError(`the format must be ${LIST}, or their MIME type, got ${describe(value)}`);
  }
  return format;
}

function within(name, value, low, high) {
  const number = Number(value);
  if (!(number >= low && number <= high)) {
    throw new RangeError(`${name} must be a number from ${low} to ${high}, got ${describe(value)}`);
  }
  return number;
}

function whole(name, value, low, high) {
  if (Number.isInteger(value) && value >= low && value <= high) return value;
  throw new RangeError(`${name} must be a whole number from ${low} to ${high}, got ${describe(value)}`);
}

function oneOf(name, value, allowed) {
  if (allowed.includes(value)) return value;
  throw new TypeError(`${name} must be ${allowed.map((one) => `'${one}'`).join(' or ')}, got ${describe(value)}`);
}

/** A mask, one name, or a list of names. */
function filtersOf(value) {
  if (typeof value === 'number') return whole('filters', value, 0, 0xff);
  const names = Array.isArray(value) ? value : [value];
  return names.reduce((mask, name) => mask | FILTER_NAMES[oneOf('filters', name, Object.keys(FILTER_NAMES))], 0);
}

/** Colours as CSS texts, or four bytes of each as node-canvas has them; each becomes 0xRRGGBBAA. */
function paletteOf(value) {
  const isBytes = value instanceof Uint8ClampedArray || value instanceof Uint8Array;
  if (!isBytes && !Array.isArray(value)) throw wrongType('palette', 'a Uint8ClampedArray or a list of CSS colours', value);
  if (isBytes && value.length % 4 !== 0) throw new RangeError(`palette must have four bytes for each colour, got ${value.length} bytes`);
  // Read once, and by their places: a list may be of any length when it is read again.
  const length = whole('the length of palette', isBytes ? value.length / 4 : value.length, 1, 256);
  if (!isBytes) return Array.from({ length }, (_, i) => packedColor(value[i]));
  return Array.from({ length }, (_, i) => packed(value.subarray(i * 4, i * 4 + 4)));
}

const packed = ([r, g, b, a]) => ((r << 24) | (g << 16) | (b << 8) | a) >>> 0;

function packedColor(text) {
  const { r, g, b, a } = colorOf('palette', text);
  return packed([...[r, g, b].map((channel) => Math.min(Math.max(Math.round(channel), 0), 255)), Math.round(a * 255)]);
}

function colorOf(name, value) {
  const color = typeof value === 'string' ? parseColor(value) : null;
  if (color === null) throw wrongType(name, 'a CSS colour', value);
  return color;
}

function backgroundOf(value) {
  if (colorOf('background', value).a < 1) throw new RangeError(`background must be an opaque colour, got ${describe(value)}`);
  return value;
}

/** Keywords, each followed by its text. */
function textOf(value) {
  if (!isObject(value)) throw wrongType('text', 'an object of strings', value);
  const entries = Object.entries(value);
  for (const [keyword, text] of entries) {
    if (typeof text !== 'string') throw wrongType(`text: '${keyword.slice(0, 60)}'`, 'a string', text);
    if (!KEYWORD.test(keyword)) throw new RangeError(`text: the keyword '${keyword.slice(0, 80)}' is not 1 to 79 characters of Latin-1`);
    if (text.includes('\0')) throw new RangeError(`text: '${keyword}' must not contain U+0000`);
  }
  const length = entries.reduce((sum, [, text]) => sum + text.length, 0);
  if (length > MOST_TEXT) throw new RangeError(`text must have ${MOST_TEXT} characters at most, got ${length}`);
  return entries.flat();
}

function samplingOf(value) {
  if (typeof value === 'boolean') return value ? '4:2:0' : '4:4:4';
  return oneOf('chromaSubsampling', value, SAMPLINGS);
}

/** The palette of a PNG or a GIF: how many colours it has, or which. */
const COLORS = {
  colors: (value) => whole('colors', value, 2, 256),
  palette: paletteOf,
  dither: (value) => within('dither', value, 0, 1),
};

// A density of a JPEG is kept in 16 bits, one of a PNG in 32 and for a metre.
const resolution = (most) => (value) => within('resolution', value, 1, most);

const PNG = {
  compressionLevel: (value) => whole('compressionLevel', value, 0, 9),
  filters: filtersOf,
  ...COLORS,
  backgroundIndex: (value) => whole('backgroundIndex', value, 0, 255),
  resolution: resolution(1_000_000),
  text: textOf,
};

/** What each format can be told: how a value is checked, and what native code gets. */
const OPTIONS = {
  png: PNG,
  jpeg: { progressive: Boolean, optimizeCoding: Boolean, chromaSubsampling: samplingOf, resolution: resolution(65_535) },
  webp: { lossless: Boolean },
  avif: {
    alphaQuality: (value) => within('alphaQuality', value, 0, 1) * 100,
    speed: (value) => whole('speed', value, 1, 10),
  },
  gif: COLORS,
  bmp: {},
  ico: PNG,
  tiff: { resolution: resolution(1_000_000) },
  qoi: {},
  raw: { colorType: (value) => oneOf('colorType', value, COLOR_TYPES) },
};

const HAS_QUALITY = ['jpeg', 'webp', 'avif'];

/**
 * What native code is to write. `options` is a quality from 0 to 100, or an object with `quality` from 0 to 1 and what
 * else the format can be told; what it can't be told is not looked at.
 */
function encoding(type, options) {
  const format = formatOf(type);
  const given = isObject(options) ? options : {};
  let percent = options === given ? undefined : (options ?? undefined);
  if (percent !== undefined) percent = within('quality', percent, 0, 100);
  if (given.quality !== undefined) percent = within('quality', given.quality, 0, 1) * 100;
  return settingsOf(format, percent, given);
}

function settingsOf(format, percent, options) {
  const settings = { format };
  if (percent !== undefined && HAS_QUALITY.includes(format)) settings.quality = percent;
  const { background } = options;
  if (background !== undefined) settings.background = backgroundOf(background);
  for (const [name, check] of Object.entries(OPTIONS[format])) {
    const value = options[name];
    if (value !== undefined) settings[name] = check(value);
  }
  return settings;
}

/**
 * toDataURL's and toBlob's own rules: an unknown type is PNG, a quality that is no number from 0 to 1 is the
 * default. https://html.spec.whatwg.org/multipage/canvas.html#a-serialisation-of-the-bitmap-as-a-file
 * What is an object is options, of which the others are checked as encode() does.
 */
function dataUrlEncoding(type, options) {
  const mime = `${type}`.toLowerCase();
  const format = (mime.includes('/') ? NAMES.get(mime) : undefined) ?? 'png';
  const given = isObject(options) ? options : { quality: options };
  const { quality } = given;
  const isGiven = typeof quality === 'number' && quality >= 0 && quality <= 1;
  return { mime: FORMATS[format][0], settings: settingsOf(format, isGiven ? quality * 100 : undefined, given) };
}

module.exports = { COLORS, PNG_FILTERS, dataUrlEncoding, encoding, within, whole };
