'use strict';

// Fonts for text, known to every canvas of this thread.

const fs = require('node:fs');

const { native } = require('./binding.js');
const { bytesOf } = require('./convert.js');
const { tooFew, wrongType } = require('./errors.js');
const { limits } = require('./limits.js');

function register(bytes, alias) {
  if (bytes.byteLength > limits.maxInputBytes) {
    throw new RangeError(`the font has ${bytes.byteLength} bytes, the limit maxInputBytes allows ${limits.maxInputBytes}`);
  }
  return native.registerFont(bytes, alias === undefined || alias === null ? undefined : `${alias}`);
}

const GlobalFonts = {
  /** Registers a TTF, OTF or TTC file; gives the family names it can be used by. */
  register(font, alias = undefined) {
    if (arguments.length < 1) throw tooFew('GlobalFonts.register', 1, arguments.length);
    const bytes = bytesOf(font);
    if (bytes === undefined) throw wrongType('GlobalFonts.register: the font', 'a Buffer, typed array or ArrayBuffer', font);
    return register(bytes, alias);
  },

  registerFromPath(path, alias = undefined) {
    if (arguments.length < 1) throw tooFew('GlobalFonts.registerFromPath', 1, arguments.length);
    if (!fs.statSync(path).isFile()) throw new TypeError(`${path} is not a regular file`);
    return register(fs.readFileSync(path), alias);
  },

  has(name) {
    if (arguments.length < 1) throw tooFew('GlobalFonts.has', 1, arguments.length);
    return native.hasFont(`${name}`);
  },

  get families() {
    return native.fontFamilies().map((family) => ({ family }));
  },
};

module.exports = { GlobalFonts };
