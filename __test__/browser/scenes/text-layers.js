'use strict';

// Each way to paint a glyph of COLR version 1.

const { TEXT, group, sized } = require('./support.js');

const NAMES = {
  ...{ A: 'solid', B: 'of-the-text', C: 'linear', D: 'linear-repeat', E: 'linear-reflect', F: 'linear-turned', G: 'radial' },
  ...{ H: 'radial-repeat', I: 'radial-reflect', J: 'sweep', K: 'sweep-repeat', L: 'sweep-reflect', M: 'sweep-part', N: 'layers' },
  ...{ O: 'transform', P: 'translate', Q: 'scale', R: 'rotate', S: 'skew', T: 'glyph', U: 'gradient-turned', V: 'glyph-in-glyph' },
};
const MODES = 'abcdefghijklmnopqrstuvwxyz01';

/** Glyphs of 56 pixels, eight a row, painted with blue text. */
const glyphs = (characters) =>
  sized(8 * 60 + 8, Math.ceil(characters.length / 8) * 68, (ctx) => {
    Object.assign(ctx, { font: '56px "Test Paints"', fillStyle: '#00c' });
    [...characters].forEach((one, i) => ctx.fillText(one, 4 + (i % 8) * 60, 56 + Math.floor(i / 8) * 68));
  });

const scenes = {
  'modes-of-porter-and-duff': glyphs(MODES.slice(0, 13)),
  'modes-of-blending': glyphs(MODES.slice(13)),
};
for (const [character, name] of Object.entries(NAMES)) {
  scenes[name] = sized(112, 112, (ctx) => {
    Object.assign(ctx, { font: '100px "Test Paints"', fillStyle: '#00c' });
    ctx.fillText(character, 6, 91);
  });
}

module.exports = group({ scenes, families: ['Test Paints'], limits: TEXT });
