'use strict';

// The fonts of `__test__/fonts` by the families that their table gives them.

const fs = require('node:fs');
const path = require('node:path');
const { GlobalFonts } = require('../../index.js');

const FONTS = path.join(__dirname, '../fonts');
const table = require('../fonts/families.json');

/** The rows of the table for some families. */
function facesOf(families) {
  const unknown = families.filter((name) => !table.some(({ family }) => family === name));
  if (unknown.length > 0) throw new Error(`families.json has no ${unknown.join(', ')}`);
  return table.filter(({ family }) => families.includes(family));
}

/** Registers families, those that are not yet. */
function registerFamilies(families) {
  const missing = families.filter((family) => !GlobalFonts.has(family));
  for (const { family, file } of facesOf(missing)) GlobalFonts.register(fs.readFileSync(path.join(FONTS, file)), family);
}

module.exports = { facesOf, registerFamilies };
