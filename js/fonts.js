'use strict';

// Fonts for text, known to every canvas of this thread.

const fs = require('node:fs');
const { fileURLToPath } = require('node:url');

const { native } = require('./binding.js');
const { bytesOf, dictionary } = require('./convert.js');
const { tooFew, wrongType } = require('./errors.js');
const { checkFontSize, limits } = require('./limits.js');
const { runPendingTexts } = require('./pending-texts.js');

/** Native code, for a change of the fonts. */
function changing() {
  runPendingTexts();
  return native;
}

function need(method, needed, got) {
  if (got < needed) throw tooFew(method, needed, got);
}

const aliasOf = (alias) => (alias === undefined || alias === null ? undefined : `${alias}`);

/** The path of a file that is there; the errors are those of Node. */
function filePath(path) {
  const text = path instanceof URL ? fileURLToPath(path) : `${path}`;
  const stat = fs.statSync(text);
  if (!stat.isFile()) throw new TypeError(`${text} is not a regular file`);
  checkFontSize(stat.size);
  return text;
}

const keyOf = (key) => (typeof key === 'object' && key !== null ? Number(key.typefaceId) >>> 0 : 0);

function axes(method, args) {
  need(`GlobalFonts.${method}`, 1, args.length);
  const [family, weight = 400, width = 5, slant = 0] = args;
  return native.fontAxes(`${family}`, +weight, +width, +slant);
}

const GlobalFonts = {
  /** Registers a font; gives the key by which it is removed. */
  register(font, alias = undefined) {
    need('GlobalFonts.register', 1, arguments.length);
    const bytes = bytesOf(font);
    if (bytes === undefined) throw wrongType('GlobalFonts.register: the font', 'a Buffer, typed array or ArrayBuffer', font);
    checkFontSize(bytes.byteLength);
    return Object.freeze(changing().registerFont(bytes, aliasOf(alias)));
  },

  registerFromPath(path, alias = undefined) {
    need('GlobalFonts.registerFromPath', 1, arguments.length);
    return Object.freeze(changing().registerFontFile(filePath(path), limits.maxInputBytes, aliasOf(alias)));
  },

  loadFontsFromDir(path) {
    need('GlobalFonts.loadFontsFromDir', 1, arguments.length);
    const text = path instanceof URL ? fileURLToPath(path) : `${path}`;
    if (!fs.statSync(text).isDirectory()) throw new TypeError(`${text} is not a directory`);
    return changing().registerFontFolder(text, limits.maxInputBytes);
  },

  loadSystemFonts() {
    changing().useSystemFonts(true);
    return native.countSystemFonts();
  },

  setAlias(family, alias) {
    need('GlobalFonts.setAlias', 2, arguments.length);
    return changing().setFontAlias(`${family}`, `${alias}`);
  },

  remove(key) {
    need('GlobalFonts.remove', 1, arguments.length);
    return changing().removeFont(keyOf(key));
  },

  removeBatch(keys) {
    need('GlobalFonts.removeBatch', 1, arguments.length);
    const list = [...keys];
    changing();
    return list.filter((key) => native.removeFont(keyOf(key))).length;
  },

  removeAll() {
    return changing().removeFonts();
  },

  has(name) {
    need('GlobalFonts.has', 1, arguments.length);
    return native.hasFont(`${name}`);
  },

  getVariationAxes(...args) {
    return axes('getVariationAxes', args);
  },

  hasVariations(...args) {
    return axes('hasVariations', args).length > 0;
  },

  get families() {
    return native.fontFamilies();
  },

  /** Whether installed fonts are used. */
  get systemFonts() {
    return native.useSystemFonts();
  },

  set systemFonts(uses) {
    changing().useSystemFonts(Boolean(uses));
  },
};

/** As node-canvas has it. What the face does not say, the file does. */
function registerFont(path, face) {
  need('registerFont', 2, arguments.length);
  const { family, style, weight } = dictionary(face, 'registerFont: the face');
  if (family === undefined) throw new TypeError('registerFont: the face must have a family');
  const given = Object.entries({ style, weight }).filter(([, text]) => text !== undefined && text !== null);
  changing().registerFontAs(filePath(path), limits.maxInputBytes, {
    family: `${family}`,
    names: given.map(([name]) => name),
    texts: given.map(([, text]) => `${text}`),
  });
}

function deregisterAllFonts() {
  changing().removeFonts();
}

module.exports = { GlobalFonts, deregisterAllFonts, registerFont };
