'use strict';

// Fonts for text, known to every canvas of this thread.

const fs = require('node:fs');

const { native } = require('./binding.js');
const { bytesOf } = require('./convert.js');
const { tooFew, wrongType } = require('./errors.js');
const { limits } = require('./limits.js');

function checkSize(bytes) {
  if (bytes > limits.maxInputBytes) {
    throw new RangeError(`the font has ${bytes} bytes, the limit maxInputBytes allows ${limits.maxInputBytes}`);
  }
}

function register(bytes, alias) {
  checkSize(bytes.byteLength);
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
    const stat = fs.statSync(path);
    if (!stat.isFile()) throw new TypeError(`${path} is not a regular file`);
    checkSize(stat.size);
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
