'use strict';

// Canvases that become SVG documents: what can be told about one.

const { isObject } = require('./convert.js');
const { describe, wrongType } = require('./errors.js');

const MIME = 'image/svg+xml';

/** How an SVG is written, as @napi-rs/canvas has it: bits of the third argument of `createCanvas`. */
const SvgExportFlag = Object.freeze({ ConvertTextToPaths: 1, NoPrettyXML: 2, RelativePathEncoding: 4 });
const ALL_FLAGS = Object.values(SvgExportFlag).reduce((all, flag) => all | flag);

const isFlags = (value) => typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= ALL_FLAGS;

// Names of definitions begin with a letter, and mean nothing in XML, CSS and addresses.
const PREFIX = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
// Title and description together, in UTF-16 units.
const MOST_TEXT = 2 ** 20;

function prefixOf(value) {
  if (typeof value !== 'string') throw wrongType('idPrefix', 'a string', value);
  if (!PREFIX.test(value)) throw new RangeError(`idPrefix must be a letter and 63 letters, digits, '_' and '-' at most, got ${describe(value)}`);
  return value;
}

/** What native code is to write, of a canvas that was made with these flags. */
function svgSettings(options, flags) {
  const given = isObject(options) ? options : {};
  const {
    textToPaths = (flags & SvgExportFlag.ConvertTextToPaths) !== 0,
    pretty = (flags & SvgExportFlag.NoPrettyXML) === 0,
    relativePaths = (flags & SvgExportFlag.RelativePathEncoding) !== 0,
    idPrefix,
    title = '',
    description = '',
  } = given;
  const settings = { format: 'svg', textToPaths: Boolean(textToPaths), pretty: Boolean(pretty), relativePaths: Boolean(relativePaths) };
  if (idPrefix !== undefined) settings.idPrefix = prefixOf(idPrefix);
  Object.assign(settings, { title: `${title}`, description: `${description}` });
  const length = settings.title.length + settings.description.length;
  if (length > MOST_TEXT) throw new RangeError(`title and description must have ${MOST_TEXT} characters at most, got ${length}`);
  return settings;
}

/** The kind of canvas, as `js/canvas.js` knows kinds. */
const SVG = { mime: MIME, names: ['svg', MIME], settings: svgSettings };

module.exports = { SVG, SvgExportFlag, isFlags };
