'use strict';

const assert = require('node:assert/strict');
const { it } = require('node:test');

const { createCanvas, missingGlyphs } = require('../..');

it('missingGlyphs tells what was drawn as boxes, once and in order', () => {
  const ctx = createCanvas(10, 10).getContext('2d');
  missingGlyphs({ clear: true });
  // Of no script: no font may have these.
  ctx.fillText('ab \u{10FFFD}\u{F0000}\u{10FFFD}', 0, 0);
  ctx.strokeText('\u{F0001}', 0, 0);
  ctx.measureText('\u{F0002}');
  assert.deepEqual(missingGlyphs(), [0xf0000, 0xf0001, 0x10fffd]);
  assert.deepEqual(missingGlyphs({ clear: true }).length, 3);
  assert.deepEqual(missingGlyphs(), []);
  assert.throws(() => missingGlyphs(1), TypeError);
});
