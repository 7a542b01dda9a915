'use strict';

// A machine without any font, such as a container.

const assert = require('node:assert/strict');
const { it } = require('node:test');

const { GlobalFonts, createCanvas, missingGlyphs } = require('../..');

it('a machine without fonts draws Latin text and tells what it lacks', () => {
  GlobalFonts.systemFonts = false;
  missingGlyphs({ clear: true });
  const ctx = createCanvas(200, 40).getContext('2d');
  for (const family of ['Arial', 'sans-serif', 'serif', 'monospace']) {
    ctx.clearRect(0, 0, 200, 40);
    ctx.font = `20px ${family}`;
    ctx.fillText('Hamburg', 5, 30);
    const { data } = ctx.getImageData(0, 0, 200, 40);
    assert.ok(data.filter((value, i) => i % 4 === 3 && value > 128).length > 150, family);
  }
  assert.deepEqual(missingGlyphs(), []);
  ctx.fillText('日本 नमस्ते 😀 ok', 5, 30);
  const missing = String.fromCodePoint(...missingGlyphs());
  for (const character of '日本नम😀') assert.ok(missing.includes(character), character);
  assert.ok(!missing.includes('o'));
});
