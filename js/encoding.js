'use strict';

// What encode(), toBuffer() and toDataURL() take as format and quality.

const { describe } = require('./errors.js');

const FORMATS = new Map([
  ['png', 'png'],
  ['image/png', 'png'],
  ['jpeg', 'jpeg'],
  ['jpg', 'jpeg'],
  ['image/jpeg', 'jpeg'],
  ['webp', 'webp'],
  ['image/webp', 'webp'],
]);

// The values the encoders are called with when none is given: for PNG, 0 leaves the deflate level to
// the picture; for the others, Chromium's qualities.
const DEFAULTS = { png: 0, jpeg: 92, webp: 80 };

const MIME = { png: 'image/png', jpeg: 'image/jpeg', webp: 'image/webp' };

function formatOf(value) {
  const format = value === undefined ? 'png' : FORMATS.get(`${value}`.toLowerCase());
  if (format === undefined) {
    throw new TypeError(`the format must be 'png', 'jpeg' or 'webp', or their MIME type, got ${describe(value)}`);
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

/**
 * The native format and its number. `options` is a quality from 0 to 100, or an object with `quality`
 * from 0 to 1, `compressionLevel` from 1 to 9 for PNG, `lossless` for WebP.
 */
function encoding(type, options) {
  const format = formatOf(type);
  const isObject = typeof options === 'object' && options !== null;
  const settings = isObject ? options : {};
  let quality = isObject ? undefined : (options ?? undefined);
  if (quality !== undefined) quality = within('quality', quality, 0, 100);
  if (settings.quality !== undefined) quality = within('quality', settings.quality, 0, 1) * 100;
  if (format === 'png') {
    const { compressionLevel: level } = settings;
    return [format, level === undefined ? DEFAULTS.png : within('compressionLevel', level, 1, 9)];
  }
  const isLossless = format === 'webp' && Boolean(settings.lossless);
  return [isLossless ? 'webp-lossless' : format, quality ?? DEFAULTS[format]];
}

/**
 * toDataURL's and toBlob's own rules: an unknown type is PNG, a quality that is no number from 0 to 1 is the
 * default. https://html.spec.whatwg.org/multipage/canvas.html#a-serialisation-of-the-bitmap-as-a-file
 */
function dataUrlEncoding(type, quality) {
  const mime = `${type}`.toLowerCase();
  const format = (mime.includes('/') ? FORMATS.get(mime) : undefined) ?? 'png';
  const isGiven = format !== 'png' && typeof quality === 'number' && quality >= 0 && quality <= 1;
  return { mime: MIME[format], encoding: [format, isGiven ? quality * 100 : DEFAULTS[format]] };
}

module.exports = { encoding, dataUrlEncoding };
