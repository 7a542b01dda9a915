'use strict';

// `@scope/canvas/global`

const assert = require('node:assert/strict');
const path = require('node:path');
const { test } = require('node:test');

const { runWell } = require('../helpers/child.js');

test('what is missing is put on globalThis, where nothing sees it that does not look for it', () =>
  runWell((canvas) => {
    const mine = () => 'mine';
    globalThis.Image = mine;
    const assert = require('node:assert');
    const before = Object.keys(globalThis);
    const exported = require(require('node:path').join(process.argv.at(-1), 'global.js'));
    assert.strictEqual(exported, canvas);
    assert.deepStrictEqual(Object.keys(globalThis), before);
    assert.strictEqual(Image, mine);
    for (const name of ['Path2D', 'DOMMatrix', 'DOMPoint', 'DOMRect', 'ImageData', 'ImageBitmap', 'OffscreenCanvas', 'FontFace', 'createImageBitmap']) {
      assert.strictEqual(globalThis[name], canvas[name], name);
    }
    const context = new OffscreenCanvas(4, 4).getContext('2d');
    context.fill(new Path2D('M0 0h4v4z'));
    globalThis.DOMRect = undefined;
  }, { args: [path.join(__dirname, '../..')] }));

test('an ES module can import it', async () => {
  const { Path2D, default: all } = await import('@scope/canvas/global');
  assert.equal(Path2D, all.Path2D);
  assert.equal(globalThis.Path2D, all.Path2D);
});
