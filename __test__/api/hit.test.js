'use strict';

// https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-ispointinpath
// What Chromium answers is compared in ../browser; here is what must hold beside that.

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { Path2D } = require('../../index.js');
const { context } = require('../helpers/pixels.js');

describe('isPointInPath', () => {
  test('sees what was only recorded', () => {
    const ctx = context(100, 50);
    ctx.beginPath();
    ctx.rect(10, 10, 20, 20);
    assert.equal(ctx.isPointInPath(20, 20), true);
    ctx.beginPath();
    assert.equal(ctx.isPointInPath(20, 20), false);
  });
  test('the transform moves a Path2D, not the current path', () => {
    const ctx = context(100, 50);
    const path = new Path2D('M0 0h10v10h-10z');
    ctx.rect(0, 0, 10, 10);
    ctx.translate(50, 20);
    assert.deepEqual([ctx.isPointInPath(5, 5), ctx.isPointInPath(55, 25)], [true, false]);
    assert.deepEqual([ctx.isPointInPath(path, 5, 5), ctx.isPointInPath(path, 55, 25)], [false, true]);
  });
  test('a collapsed plane has no inside', () => {
    const ctx = context(100, 50);
    ctx.rect(0, 0, 10, 10);
    ctx.scale(1, 0);
    assert.equal(ctx.isPointInPath(5, 5) || ctx.isPointInPath(new Path2D('M0 0h9v9'), 0, 0) || ctx.isPointInStroke(0, 5), false);
  });
  test('a million segments are answered', () => {
    const ctx = context(100, 50);
    for (let i = 0; i < 1e6; i++) ctx.lineTo(i % 97, i % 43);
    assert.equal(typeof ctx.isPointInPath(50, 25), 'boolean');
    assert.equal(ctx.isPointInPath(500, 25), false);
    assert.equal(ctx.isPointInStroke(500, 25), false);
  });
  test('numbers of every size are answered', () => {
    const values = [0, -1, 1e-300, 1e9, 1e30, -1e300, Number.MAX_VALUE];
    const ctx = context(100, 50);
    for (const far of values) {
      const path = new Path2D();
      path.moveTo(far, 1);
      path.bezierCurveTo(-far, far, 3, -far, 5, 5);
      for (const x of values) {
        for (const width of [1e-9, 1, 1e30]) {
          ctx.lineWidth = width;
          assert.equal(typeof ctx.isPointInPath(path, x, far), 'boolean');
          assert.equal(typeof ctx.isPointInStroke(path, x, far), 'boolean');
        }
      }
    }
  });
});

describe('what is hit is what is drawn', () => {
  const SHAPES = ['M20 10C90 -20 -10 70 80 40', 'M10 40Q50 -40 90 40z', 'M10 10L90 20 20 45z', 'M50 25a20 15 30 1 1 9 9z'];
  for (const data of SHAPES) {
    for (const draw of ['fill', 'stroke']) {
      test(`${draw} of ${data}`, () => {
        const ctx = context(100, 50);
        const path = new Path2D(data);
        ctx.lineWidth = 7;
        ctx.setLineDash(data.endsWith('z') ? [] : [11, 6]);
        ctx[draw](path);
        let [inside, checked] = [0, 0];
        const { data: pixels } = ctx.getImageData(0, 0, 100, 50);
        const alphaAt = (x, y) => pixels[(y * 100 + x) * 4 + 3];
        for (let y = 1; y < 49; y++) {
          for (let x = 1; x < 99; x++) {
            const alpha = alphaAt(x, y);
            // The middle of a pixel at an edge may be on either side.
            const around = [alpha, alphaAt(x - 1, y), alphaAt(x + 1, y), alphaAt(x, y - 1), alphaAt(x, y + 1)];
            if (around.some((value) => value !== (alpha < 128 ? 0 : 255))) continue;
            const hit = draw === 'fill' ? ctx.isPointInPath(path, x + 0.5, y + 0.5) : ctx.isPointInStroke(path, x + 0.5, y + 0.5);
            assert.equal(hit, alpha === 255, `${x}, ${y}`);
            inside += Number(hit);
            checked++;
          }
        }
        assert.ok(inside > 50 && checked > 3500, `${inside} of ${checked}`);
      });
    }
  }
});
