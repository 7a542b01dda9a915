'use strict';

// The card that is set in a font which comes and goes.

const path = require('node:path');

const { GlobalFonts } = require('../../index.js');

const FONT = { file: path.join(__dirname, '../fonts/serif.ttf'), source: 'png-rgba8.png' };
const fontKey = 'font';

/** Registers the font under a name of its own, calls `work(family)`, and removes it whatever comes of that. */
async function withFont(name, work) {
  const key = GlobalFonts.registerFromPath(FONT.file, name);
  try {
    return await work(`"${name}"`);
  } finally {
    GlobalFonts.remove(key);
  }
}

module.exports = { FONT, fontKey, withFont };
