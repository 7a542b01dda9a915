'use strict';

// The module loaded more than once in one thread.

const assert = require('node:assert/strict');
const path = require('node:path');
const { describe, test } = require('node:test');

const ROOT = path.join(__dirname, '../..');
const first = require('../../index.js');

/** Loads the library afresh, as test runners do that clear the module registry. The addon may stay or go. */
function loadAgain({ addonToo }) {
  for (const file of Object.keys(require.cache)) {
    const isOurs = file.startsWith(path.join(ROOT, 'js')) || file === path.join(ROOT, 'index.js');
    if (isOurs || (addonToo && file.endsWith('.node'))) delete require.cache[file];
  }
  return require('../../index.js');
}

for (const addonToo of [false, true]) {
  describe(addonToo ? 'the addon loaded again as well' : 'the same addon', () => {
    const second = loadAgain({ addonToo });

    test('it is a copy', () => assert.notEqual(second.Canvas, first.Canvas));

    for (const [name, library] of [['the first', first], ['the second', second]]) {
      test(`${name} draws, encodes and loads`, async () => {
        const canvas = library.createCanvas(6, 5);
        const ctx = canvas.getContext('2d');
        ctx.fillStyle = ctx.createLinearGradient(0, 0, 6, 0);
        ctx.fillStyle.addColorStop(0, 'red');
        ctx.fill(new library.Path2D('M0 0H6V5H0z'));
        ctx.fillText('x', 1, 4);
        const image = await library.loadImage(await canvas.encode('png'));
        assert.equal(image.naturalWidth, 6);
        const other = library.createCanvas(6, 5).getContext('2d');
        other.drawImage(image, 0, 0);
        assert.deepEqual([...other.getImageData(5, 0, 1, 1).data], [255, 0, 0, 255]);
      });
    }

    const pairs = [['first', 'second', first, second], ['second', 'first', second, first]];
    for (const [mine, theirs, own, foreign] of pairs) {
      test(`objects of the ${theirs} given to the ${mine} work or are a TypeError`, () => {
        const make = foreign.createCanvas(4, 4);
        const foreignCtx = make.getContext('2d');
        foreignCtx.fillRect(0, 0, 4, 4);
        const ctx = own.createCanvas(4, 4).getContext('2d');
        const CALLS = {
          canvas: () => ctx.drawImage(make, 0, 0),
          image: () => ctx.drawImage(new foreign.Image(), 0, 0),
          path: () => ctx.fill(new foreign.Path2D('M0 0h4v4h-4z')),
          stroke: () => ctx.stroke(new foreign.Path2D()),
          addPath: () => new own.Path2D().addPath(new foreign.Path2D()),
          data: () => ctx.putImageData(foreignCtx.getImageData(0, 0, 1, 1), 0, 0),
          method: () => own.Context2D.prototype.fillText.call(foreignCtx, 'x', 0, 0),
          getter: () => Reflect.get(own.Image.prototype, 'naturalWidth', new foreign.Image()),
        };
        for (const [name, call] of Object.entries(CALLS)) {
          try {
            call();
          } catch (error) {
            assert.ok(error instanceof TypeError, `${name}: ${error.stack}`);
          }
        }
        ctx.fillStyle = 'red';
        ctx.fillStyle = foreignCtx.createLinearGradient(0, 0, 1, 1);
        ctx.fillRect(0, 0, 4, 4);
        assert.equal(ctx.getImageData(0, 0, 1, 1).data[0], 255, 'a foreign gradient is no colour: ignored');
      });
    }

    test('memory is counted together', () => {
      const before = first.memoryUsage().bitmaps;
      const canvas = second.createCanvas(10, 10);
      canvas.getContext('2d').fillRect(0, 0, 5, 5);
      canvas.data();
      assert.equal(first.memoryUsage().bitmaps, before + 1);
      canvas.dispose();
      assert.equal(first.memoryUsage().bitmaps, before);
    });
  });
}

test('fifty copies work', () => {
  for (let i = 0; i < 50; i++) {
    const { createCanvas } = loadAgain({ addonToo: i % 2 === 0 });
    const ctx = createCanvas(4, 4).getContext('2d');
    ctx.fillRect(0, 0, 4, 4);
    assert.equal(ctx.getImageData(3, 3, 1, 1).data[3], 255);
  }
});
