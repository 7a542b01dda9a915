'use strict';

// https://html.spec.whatwg.org/multipage/canvas.html#shadows

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { Path2D, createCanvas } = require('../../index.js');
const { assertNear, assertPixel, assertSameBytes, context, inkBox, inkCount, pixel, BLACK, BLUE, CLEAR, RED } = require('../helpers/pixels.js');

/** A context whose shadows are red and fall `x`, `y` pixels away. */
function shaded(x, y, width = 20, height = 20) {
  const ctx = context(width, height);
  ctx.shadowColor = 'red';
  ctx.shadowOffsetX = x;
  ctx.shadowOffsetY = y;
  return ctx;
}

describe('the attributes', () => {
  test('read back as colours and numbers', () => {
    const ctx = context();
    ctx.shadowColor = 'hsl(120 100% 50% / 50%)';
    assert.equal(ctx.shadowColor, 'rgba(0, 255, 0, 0.5)');
    ctx.shadowBlur = '4.5';
    assert.equal(ctx.shadowBlur, 4.5);
    ctx.shadowOffsetX = true;
    assert.equal(ctx.shadowOffsetX, 1);
  });
  test('ignore what they cannot read', () => {
    const ctx = context();
    Object.assign(ctx, { shadowColor: 'red', shadowBlur: 3, shadowOffsetX: 4, shadowOffsetY: 5 });
    for (const bad of [NaN, Infinity, -Infinity, 'x']) {
      Object.assign(ctx, { shadowColor: bad, shadowBlur: bad, shadowOffsetX: bad, shadowOffsetY: bad });
    }
    ctx.shadowBlur = -1;
    assert.deepEqual([ctx.shadowColor, ctx.shadowBlur, ctx.shadowOffsetX, ctx.shadowOffsetY], ['#ff0000', 3, 4, 5]);
    assert.throws(() => {
      ctx.shadowBlur = Symbol('x');
    }, TypeError);
  });
});

describe('a shadow is drawn', () => {
  const shape = new Path2D('M2 2H6V6H2Z');
  const source = createCanvas(4, 4);
  source.getContext('2d').fillRect(0, 0, 4, 4);
  const draws = {
    fillRect: (ctx) => ctx.fillRect(2, 2, 4, 4),
    fill: (ctx) => ctx.fill(shape),
    strokeRect: (ctx) => {
      ctx.lineWidth = 2;
      ctx.strokeRect(3, 3, 2, 2);
    },
    drawImage: (ctx) => ctx.drawImage(source, 2, 2),
    gradient: (ctx) => {
      ctx.fillStyle = ctx.createLinearGradient(0, 0, 9, 0);
      ctx.fillStyle.addColorStop(0, 'black');
      ctx.fillRect(2, 2, 4, 4);
    },
  };
  for (const [name, draw] of Object.entries(draws)) {
    test(`of ${name}`, () => {
      const ctx = shaded(10, 5);
      draw(ctx);
      assert.deepEqual(inkBox(ctx), { left: 2, top: 2, right: 16, bottom: 11 });
      assertPixel(ctx, 3, 3, BLACK);
      assertPixel(ctx, 13, 8, RED);
      assert.equal(inkCount(ctx), 32);
    });
  }
  test('of text', () => {
    const ctx = shaded(0, 20, 40, 40);
    ctx.font = '16px sans-serif';
    // Of the text's colour: glyphs of another one have another contrast.
    ctx.shadowColor = '#000';
    ctx.fillText('Hi', 5, 18);
    const above = ctx.getImageData(0, 0, 40, 20).data.filter((_, i) => i % 4 === 3);
    const below = ctx.getImageData(0, 20, 40, 20).data.filter((_, i) => i % 4 === 3);
    assert.ok(above.some((alpha) => alpha > 0));
    assertSameBytes(below, above);
  });
  test('where the shape itself is outside of the canvas', () => {
    const ctx = shaded(100, 0);
    ctx.fillRect(-98, 2, 4, 4);
    assert.deepEqual(inkBox(ctx), { left: 2, top: 2, right: 6, bottom: 6 });
    assertPixel(ctx, 3, 3, RED);
  });
  test('under the shape', () => {
    const ctx = shaded(1, 1);
    ctx.fillRect(2, 2, 4, 4);
    assertPixel(ctx, 4, 4, BLACK);
    assertPixel(ctx, 6, 6, RED);
  });
});

describe('no shadow is drawn', () => {
  test('without blur and offset', () => {
    const ctx = context();
    ctx.shadowColor = 'red';
    ctx.globalAlpha = 0.5;
    ctx.fillRect(2, 2, 4, 4);
    assertPixel(ctx, 3, 3, [0, 0, 0, 128]);
  });
  test('of a transparent colour, or of nothing', () => {
    const ctx = shaded(8, 0);
    ctx.shadowColor = 'transparent';
    ctx.fillRect(2, 2, 4, 4);
    assert.equal(inkCount(ctx), 16);
    ctx.shadowColor = 'red';
    ctx.fillStyle = 'transparent';
    ctx.fillRect(2, 12, 4, 4);
    assert.equal(inkCount(ctx), 16);
  });
  test('by clearRect and putImageData', () => {
    const ctx = shaded(8, 0);
    ctx.clearRect(2, 2, 4, 4);
    ctx.putImageData(shaded(0, 0).createImageData(4, 4), 2, 2);
    assert.equal(inkCount(ctx), 0);
  });
  test('with copy, which would draw over it', () => {
    const ctx = shaded(8, 0);
    ctx.globalCompositeOperation = 'copy';
    ctx.fillRect(2, 2, 4, 4);
    assert.deepEqual(inkBox(ctx), { left: 2, top: 2, right: 6, bottom: 6 });
  });
});

describe('a shadow', () => {
  test('falls the same way whatever the transform', () => {
    const ctx = shaded(10, 0);
    ctx.setTransform(0, 2, -2, 0, 6, 2);
    ctx.fillRect(0, 0, 2, 2);
    assert.deepEqual(inkBox(ctx), { left: 2, top: 2, right: 16, bottom: 6 });
  });
  test('is as transparent as its colour, globalAlpha and the fill together', () => {
    const ctx = shaded(10, 0);
    ctx.shadowColor = 'rgb(0 0 255 / 50%)';
    ctx.fillRect(2, 2, 4, 4);
    assertNear(pixel(ctx, 13, 3), [0, 0, 255, 128], 1);
    ctx.globalAlpha = 0.5;
    ctx.fillStyle = 'rgb(0 0 0 / 50%)';
    ctx.fillRect(2, 12, 4, 4);
    assertNear(pixel(ctx, 13, 13), [0, 0, 255, 32], 2);
  });
  test('is clipped', () => {
    const ctx = shaded(10, 0);
    ctx.beginPath();
    ctx.rect(0, 0, 14, 20);
    ctx.clip();
    ctx.fillRect(2, 2, 4, 4);
    assert.deepEqual(inkBox(ctx), { left: 2, top: 2, right: 14, bottom: 6 });
  });
  test('is composited like the shape', () => {
    const ctx = context(20, 20);
    ctx.fillStyle = 'blue';
    ctx.fillRect(0, 0, 20, 20);
    Object.assign(ctx, { shadowColor: 'red', shadowOffsetX: 10, fillStyle: 'black', globalCompositeOperation: 'destination-over' });
    ctx.fillRect(2, 2, 4, 4);
    assertPixel(ctx, 13, 3, BLUE);
    ctx.globalCompositeOperation = 'destination-out';
    ctx.fillRect(2, 2, 4, 4);
    assertPixel(ctx, 13, 3, CLEAR);
    assertPixel(ctx, 3, 3, CLEAR);
  });
  test('falls where its offset says, between pixels too', () => {
    const ctx = shaded(10.5, 0);
    ctx.fillRect(2, 2, 4, 4);
    assertNear(pixel(ctx, 12, 3), [255, 0, 0, 128], 1);
    assertNear(pixel(ctx, 16, 3), [255, 0, 0, 128], 1);
    assertPixel(ctx, 14, 3, RED);
  });
});

describe('shadowBlur', () => {
  /** The alpha of a row of the shadow of a long edge at x = 40. */
  function edge(blur, draw) {
    const ctx = shaded(1000, 0, 80, 80);
    ctx.shadowBlur = blur;
    draw(ctx);
    return [...ctx.getImageData(0, 40, 80, 1).data].filter((_, i) => i % 4 === 3);
  }
  const path = (ctx) => {
    ctx.beginPath();
    ctx.moveTo(-960, -200);
    ctx.lineTo(-600, -200);
    ctx.lineTo(-600, 400);
    ctx.lineTo(-960, 400);
    ctx.fill();
  };
  const rect = (ctx) => ctx.fillRect(-960, -200, 360, 600);

  for (const blur of [1, 4, 10, 20, 30]) {
    test(`${blur} is a Gaussian of half that sigma`, () => {
      const sigma = blur / 2;
      const wanted = Array.from({ length: 80 }, (_, x) => {
        // The Gaussian's share to the right of the edge, added up in small steps.
        let [inside, all] = [0, 0];
        for (let d = -6 * sigma; d <= 6 * sigma; d += sigma / 200) {
          const weight = Math.exp((-d * d) / (2 * sigma * sigma));
          all += weight;
          if (x + 0.5 + d > 40) inside += weight;
        }
        return (255 * inside) / all;
      });
      for (const draw of [path, rect]) {
        const actual = edge(blur, draw);
        const mean = actual.reduce((sum, alpha, x) => sum + Math.abs(alpha - wanted[x]), 0) / 80;
        // Chromium's three boxes are no exact Gaussian: up to three levels beside the edge.
        assert.ok(mean < 1.5, `mean difference ${mean}`);
      }
    });
  }
  test('is the same for a rectangle and its path, within a level', () => {
    for (const blur of [1, 3, 9, 25]) assertNear(edge(blur, rect), edge(blur, path), 1, `blur ${blur}`);
  });
  test('is as Chromium blurs it', () => {
    // A line of one pixel, recorded from Chromium 156.
    const recorded = {
      1: [0, 0, 0, 0, 25, 204, 25, 0, 0, 0, 0],
      2: [0, 0, 0, 13, 54, 121, 54, 13, 0, 0, 0],
      4: [10, 19, 32, 41, 45, 41, 32, 19, 10],
      6: [10, 15, 21, 26, 29, 30, 29, 26, 21, 15, 10],
    };
    for (const [blur, line] of Object.entries(recorded)) {
      const alphas = edge(Number(blur), (ctx) => ctx.fillRect(-960, -200, 1, 600));
      const half = (line.length - 1) / 2;
      assertNear(alphas.slice(40 - half, 41 + half), line, 1, `blur ${blur}`);
    }
  });
  test('of a million is drawn in bounded time and memory', () => {
    const ctx = shaded(0, 0, 100, 100);
    ctx.shadowBlur = 1e6;
    ctx.fillRect(40, 40, 20, 20);
    path(ctx);
    assertPixel(ctx, 50, 50, BLACK);
  });
  test('leaves no seam between bands', () => {
    const ctx = shaded(1000, 0, 200, 200);
    ctx.shadowBlur = 40;
    path(ctx);
    const column = ctx.getImageData(40, 0, 1, 200).data.filter((_, i) => i % 4 === 3);
    assert.deepEqual([...new Set(column)], [column[0]]);
    assertNear([column[0]], [131], 4);
  });
});
