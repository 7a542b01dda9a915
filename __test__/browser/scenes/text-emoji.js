'use strict';

// Emoji of each kind of colour glyphs.

const { TEXT, group, lines, sized } = require('./support.js');

const KINDS = { cbdt: 'CBDT', sbix: 'sbix', colr0: 'COLR0', colr1: 'COLR1' };
// Characters that all of the fonts have.
const FACES = '😀👍⭐🌈👩';
const SEQUENCES = '👍🏽👩‍💻🏳️‍🌈';
const FLAGS = '🇩🇪🇯🇵1️⃣❤️';
// Where a font joins what has a variation selector in it, Chromium draws the parts and we don't: a known departure with
// a test of its own.
const PLAIN = { colr0: { sequences: '👍🏽👩‍💻', flags: '🇩🇪🇯🇵❤️' } };

const scenes = {};
for (const [name, kind] of Object.entries(KINDS)) {
  const font = (px) => `${px}px "Test Emoji ${kind}"`;
  const { sequences, flags } = { sequences: SEQUENCES, flags: FLAGS, ...PLAIN[name] };
  scenes[`${name}-faces`] = lines(240, 50, { font: font(32) }, [FACES]);
  scenes[`${name}-sequences`] = lines(180, 50, { font: font(32) }, [sequences]);
  scenes[`${name}-flags`] = lines(220, 50, { font: font(32) }, [flags]);
  scenes[`${name}-small`] = lines(120, 44, { font: font(14) }, [FACES, flags]);
  scenes[`${name}-large`] = lines(270, 130, { font: font(100) }, ['😀👍']);
  scenes[`${name}-with-text`] = lines(220, 40, { font: `20px "Test Sans", "Test Emoji ${kind}"` }, ['Hi 😀, you 👍🏽!']);
  scenes[`${name}-turned`] = sized(120, 120, (ctx) => {
    ctx.font = font(36);
    ctx.translate(20, 40);
    ctx.rotate(0.5);
    ctx.fillText('😀👍', 0, 10);
  });
  scenes[`${name}-translucent`] = lines(180, 50, { font: font(32), globalAlpha: 0.4, fillStyle: '#c00' }, ['😀⭐🌈']);
  scenes[`${name}-stroked`] = sized(180, 50, (ctx) => {
    Object.assign(ctx, { font: font(32), strokeStyle: '#c00', lineWidth: 2 });
    ctx.strokeText('😀⭐🌈', 6, 36);
  });
  scenes[`${name}-shadow`] = lines(180, 60, { font: font(32), shadowColor: 'rgba(0, 0, 0, 0.6)', shadowBlur: 3, shadowOffsetX: 4, shadowOffsetY: 4 }, ['😀⭐🌈']);
  scenes[`${name}-bold-italic`] = lines(180, 50, { font: `bold italic ${font(32)}` }, ['😀⭐🌈']);
}

module.exports = group({
  scenes,
  families: ['Test Sans', ...Object.values(KINDS).map((kind) => `Test Emoji ${kind}`)],
  limits: TEXT,
});
