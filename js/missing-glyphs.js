'use strict';

// Which characters were drawn as boxes.

const { native } = require('./binding.js');
const { dictionary } = require('./convert.js');
const { runPendingTexts } = require('./pending-texts.js');

/** Code points that no font had when they were drawn, in order; `clear` forgets them. */
function missingGlyphs(options = undefined) {
  const { clear } = dictionary(options, 'missingGlyphs: the options');
  runPendingTexts();
  return native.missingGlyphs(Boolean(clear));
}

module.exports = { missingGlyphs };
