'use strict';

// globalAlpha and globalCompositeOperation.
// https://drafts.fxtf.org/compositing/#porterduffcompositingoperators

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { createCanvas } = require('../../index.js');
const { assertNear, assertPixel, context, pixel, RED, CLEAR } = require('../helpers/pixels.js');

const PORTER_DUFF = {
  // How much of the source and of the backdrop is kept, from their alphas.
  'source-over': (as) => [1, 1 - as],
  'source-in': (as, ab) => [ab, 0],
  'source-out': (as, ab) => [1 - ab, 0],
  'source-atop': (as, ab) => [ab, 1 - as],
  'destination-over': (as, ab) => [1 - ab, 1],
  'destination-in': (as) => [0, as],
  'destination-out': (as) => [0, 1 - as],
  'destination-atop': (as, ab) => [1 - ab, as],
  xor: (as, ab) => [1 - ab, 1 - as],
  copy: () => [1, 0],
  lighter: () => [1, 1],
};
const BLENDS = [
  'multiply', 'screen', 'overlay', 'darken', 'lighten', 'color-dodge', 'color-burn', 'hard-light', 'soft-light',
  'difference', 'exclusion', 'hue', 'saturation', 'color', 'luminosity',
];
const MODES = [...Object.keys(PORTER_DUFF), ...BLENDS];
// These change pixels that the shape does not touch.
const UNBOUNDED = ['source-in', 'source-out', 'destination-in', 'destination-atop', 'copy'];

describe('clear', () => {
  test('reads back, and leaves nothing where something is drawn, whatever it is', () => {
    const ctx = context(20, 20);
    ctx.fillStyle = '#0f0';
    ctx.fillRect(0, 0, 20, 20);
    ctx.globalCompositeOperation = 'clear';
    assert.equal(ctx.globalCompositeOperation, 'clear');
    ctx.fillStyle = 'rgba(255, 0, 0, 0.2)';
    ctx.globalAlpha = 0.5;
    ctx.fillRect(4, 4, 4.5, 4);
    assertPixel(ctx, 5, 5, CLEAR);
    assertNear(pixel(ctx, 8, 5), [0, 255, 0, 128], 1);
    assertPixel(ctx, 12, 12, [0, 255, 0, 255]);
    ctx.drawImage(context(4, 4).canvas, 12, 12);
    assertPixel(ctx, 13, 13, CLEAR);
  });

  test('is thrown by shadows too, and leaves an opaque canvas black', () => {
    const ctx = createCanvas(20, 20).getContext('2d', { alpha: false });
    ctx.fillStyle = '#0f0';
    ctx.fillRect(0, 0, 20, 20);
    ctx.globalCompositeOperation = 'clear';
    Object.assign(ctx, { shadowColor: 'rgba(0, 0, 0, 0.1)', shadowOffsetX: 10 });
    ctx.fillRect(2, 2, 4, 4);
    for (const x of [3, 13]) assertPixel(ctx, x, 3, [0, 0, 0, 255]);
    assertPixel(ctx, 8, 3, [0, 255, 0, 255]);
  });
});

describe('a gradient without stops', () => {
  for (const mode of ['copy', 'clear', 'source-in', 'source-out', 'destination-in', 'destination-atop']) {
    test(`clears in ${mode}`, () => {
      const ctx = context(20, 20);
      ctx.fillRect(0, 0, 20, 20);
      ctx.fillStyle = ctx.createLinearGradient(0, 0, 9, 9);
      ctx.globalCompositeOperation = mode;
      ctx.fillRect(0, 0, 20, 20);
      assertPixel(ctx, 5, 5, CLEAR);
    });
  }
});

test('normal is another name of source-over', () => {
  const ctx = context();
  ctx.globalCompositeOperation = 'xor';
  ctx.globalCompositeOperation = 'normal';
  assert.equal(ctx.globalCompositeOperation, 'source-over');
});

test('there are 26 other modes, and each reads back', () => {
  assert.equal(MODES.length, 26);
  const ctx = context();
  for (const mode of MODES) {
    ctx.globalCompositeOperation = mode;
    assert.equal(ctx.globalCompositeOperation, mode);
  }
});

for (const wrong of ['', 'Copy', 'source_over', 'plus-lighter', null, undefined, 5]) {
  test(`the mode ${JSON.stringify(wrong)} changes nothing`, () => {
    const ctx = context();
    ctx.globalCompositeOperation = 'xor';
    ctx.globalCompositeOperation = wrong;
    assert.equal(ctx.globalCompositeOperation, 'xor');
  });
}

/** The result for a premultiplied source over a backdrop, as bytes that are not premultiplied. */
function expectedPixel(mode, source, backdrop) {
  const [fs, fb] = PORTER_DUFF[mode](source[3], backdrop[3]);
  const alpha = Math.min(1, source[3] * fs + backdrop[3] * fb);
  if (alpha === 0) return CLEAR;
  const channel = (i) => Math.min(1, source[i] * source[3] * fs + backdrop[i] * backdrop[3] * fb) / alpha;
  return [0, 1, 2].map((i) => Math.round(Math.min(1, channel(i)) * 255)).concat(Math.round(alpha * 255));
}

const css = ([r, g, b, a]) => `rgba(${r * 255}, ${g * 255}, ${b * 255}, ${a})`;
// A byte each of rounding for source, backdrop and their sum; at low alpha a step is worth more in straight colour.
const OPAQUE_TOLERANCE = 0;
const HALF_TOLERANCE = 4;

for (const [name, alpha, tolerance] of [['opaque', 1, OPAQUE_TOLERANCE], ['half transparent', 0.5, HALF_TOLERANCE]]) {
  describe(`two ${name} rectangles`, () => {
    const source = [1, 0, 0, alpha];
    const backdrop = [0, 0, 1, alpha];
    for (const mode of Object.keys(PORTER_DUFF)) {
      test(mode, () => {
        const ctx = context(12, 12);
        ctx.fillStyle = css(backdrop);
        ctx.fillRect(0, 0, 8, 8);
        ctx.globalCompositeOperation = mode;
        ctx.fillStyle = css(source);
        ctx.fillRect(4, 4, 8, 8);
        const nothing = [0, 0, 0, 0];
        assertNear(pixel(ctx, 5, 5), expectedPixel(mode, source, backdrop), tolerance, 'on both');
        assertNear(pixel(ctx, 10, 10), expectedPixel(mode, source, nothing), tolerance, 'on the source alone');
        assertNear(pixel(ctx, 1, 1), expectedPixel(mode, nothing, backdrop), tolerance, 'on the backdrop alone');
        assertPixel(ctx, 10, 1, CLEAR, 'on neither');
      });
    }
  });
}

describe('the five unbounded modes', () => {
  const SHAPES = {
    fill: (ctx) => { ctx.beginPath(); ctx.rect(5, 5, 2, 2); ctx.fill(); },
    stroke: (ctx) => { ctx.beginPath(); ctx.rect(5, 5, 2, 2); ctx.stroke(); },
    drawImage: (ctx) => { const other = context(2, 2); other.fillRect(0, 0, 2, 2); ctx.drawImage(other.canvas, 5, 5); },
    fillText: (ctx) => ctx.fillText('x', 5, 8),
    'a rectangle outside': (ctx) => ctx.fillRect(50, 50, 2, 2),
  };
  for (const mode of UNBOUNDED) {
    for (const [name, draw] of Object.entries(SHAPES)) {
      test(`${mode}: ${name} clears what it does not cover`, () => {
        const ctx = context();
        ctx.fillRect(0, 0, 10, 10);
        ctx.globalCompositeOperation = mode;
        draw(ctx);
        assertPixel(ctx, 0, 0, CLEAR);
        assertPixel(ctx, 9, 9, CLEAR);
      });
    }
    test(`${mode} is held by the clip`, () => {
      const ctx = context();
      ctx.fillStyle = 'red';
      ctx.fillRect(0, 0, 10, 10);
      ctx.beginPath();
      ctx.rect(0, 0, 5, 10);
      ctx.clip();
      ctx.globalCompositeOperation = mode;
      ctx.fillRect(0, 0, 1, 1);
      assertPixel(ctx, 3, 3, CLEAR);
      assertPixel(ctx, 7, 3, RED);
    });
  }
});

describe('blend modes on opaque pixels', () => {
  // Source (200, 100, 50) on backdrop (100, 200, 50): https://drafts.fxtf.org/compositing/#blendingseparable
  const S = [200, 100, 50];
  const B = [100, 200, 50];
  const hardLight = (s, b) => (s <= 127.5 ? (2 * s * b) / 255 : 255 - (2 * (255 - s) * (255 - b)) / 255);
  const RULES = {
    multiply: (s, b) => (s * b) / 255,
    screen: (s, b) => s + b - (s * b) / 255,
    overlay: (s, b) => hardLight(b, s),
    'hard-light': hardLight,
    darken: Math.min,
    lighten: Math.max,
    difference: (s, b) => Math.abs(s - b),
    exclusion: (s, b) => s + b - (2 * s * b) / 255,
    'color-dodge': (s, b) => Math.min(255, (b * 255) / (255 - s)),
    'color-burn': (s, b) => 255 - Math.min(255, ((255 - b) * 255) / s),
  };
  for (const [mode, rule] of Object.entries(RULES)) {
    test(mode, () => {
      const ctx = context(1, 1);
      ctx.fillStyle = `rgb(${B})`;
      ctx.fillRect(0, 0, 1, 1);
      ctx.globalCompositeOperation = mode;
      ctx.fillStyle = `rgb(${S})`;
      ctx.fillRect(0, 0, 1, 1);
      assertNear(pixel(ctx, 0, 0), [...S.map((s, i) => Math.round(rule(s, B[i]))), 255], 1);
    });
  }
  for (const mode of BLENDS) {
    test(`${mode} on nothing is the source`, () => {
      const ctx = context(1, 1);
      ctx.globalCompositeOperation = mode;
      ctx.fillStyle = 'red';
      ctx.fillRect(0, 0, 1, 1);
      assertPixel(ctx, 0, 0, RED);
    });
  }
});

describe('globalAlpha', () => {
  test('scales the alpha of what is drawn', () => {
    const ctx = context(1, 1);
    ctx.globalAlpha = 0.5;
    ctx.fillStyle = 'rgba(255, 0, 0, 0.5)';
    ctx.fillRect(0, 0, 1, 1);
    assertNear(pixel(ctx, 0, 0), [255, 0, 0, 64], 2);
  });
  test('applies to gradients, images and strokes', () => {
    const DRAW = {
      gradient: (ctx) => { ctx.fillStyle = ctx.createLinearGradient(0, 0, 9, 0); ctx.fillStyle.addColorStop(0, 'red'); ctx.fillRect(0, 0, 9, 9); },
      image: (ctx) => { const other = context(); other.fillRect(0, 0, 10, 10); ctx.drawImage(other.canvas, 0, 0); },
      stroke: (ctx) => { ctx.lineWidth = 20; ctx.strokeRect(0, 0, 9, 9); },
    };
    for (const [name, draw] of Object.entries(DRAW)) {
      const ctx = context();
      ctx.globalAlpha = 0.25;
      draw(ctx);
      assert.ok(Math.abs(pixel(ctx, 5, 5)[3] - 64) <= 1, `${name}: ${pixel(ctx, 5, 5)}`);
    }
  });
  for (const wrong of [-0.1, 1.1, NaN, Infinity, 'x', undefined, {}]) {
    test(`${String(wrong)} changes nothing`, () => {
      const ctx = context();
      ctx.globalAlpha = 0.5;
      ctx.globalAlpha = wrong;
      assert.equal(ctx.globalAlpha, 0.5);
    });
  }
  test('0 and 1 are allowed', () => {
    const ctx = context();
    ctx.globalAlpha = 0;
    assert.equal(ctx.globalAlpha, 0);
    ctx.globalAlpha = '1';
    assert.equal(ctx.globalAlpha, 1);
  });
});
