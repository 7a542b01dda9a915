'use strict';

// Much of everything: what it takes must stay in proportion.

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { Path2D, createCanvas, memoryUsage } = require('../../index.js');
const { context, inkCount, pixel, assertPixel, BLACK } = require('../helpers/pixels.js');
const { within } = require('../helpers/time.js');

// Nearly all take well under a second on an ordinary machine.
const MOST_MS = 20_000;
// A million edges on each other: some 13 seconds where this was written.
const MILLION_MS = 90_000;

describe('paths of many segments', () => {
  const zigzag = (target, count) => { for (let i = 0; i < count; i++) target.lineTo(i % 50, (i * 7) % 50); };
  for (const [verb, count, most] of [['fill', 1e6, MILLION_MS], ['clip', 1e5, MOST_MS]]) {
    test(`${verb} of ${count}`, () => within(most, () => {
      const ctx = context(50, 50);
      zigzag(ctx, count);
      ctx[verb]();
      ctx.fillRect(0, 0, 1, 1);
      ctx.getImageData(0, 0, 1, 1);
    }));
  }
  test('stroke of 1e5', () => within(MOST_MS, () => {
    const ctx = context(50, 50);
    zigzag(ctx, 1e5);
    ctx.stroke();
    ctx.getImageData(0, 0, 1, 1);
  }));
  test('stroke of 1e4, dashed and round', () => within(MOST_MS, () => {
    const ctx = context(50, 50);
    zigzag(ctx, 1e4);
    ctx.setLineDash([1, 1]);
    Object.assign(ctx, { lineCap: 'round', lineJoin: 'round', lineWidth: 3 });
    ctx.stroke();
    ctx.getImageData(0, 0, 1, 1);
  }));
  test('of rectangles and circles', () => within(MOST_MS, () => {
    const ctx = context(50, 50);
    for (let i = 0; i < 1e4; i++) { ctx.rect(i % 50, 0, 1, 1); ctx.arc(25, 25, i % 20, 0, 7); }
    ctx.fill();
    ctx.getImageData(0, 0, 1, 1);
  }));
  test('on a Path2D, added to itself', () => within(MOST_MS, () => {
    const path = new Path2D();
    path.lineTo(1, 1);
    for (let i = 0; i < 18; i++) path.addPath(path, { e: 1 });
    const ctx = context(50, 50);
    ctx.fill(path);
    ctx.getImageData(0, 0, 1, 1);
  }));
  test('in SVG path data of a megabyte', () => within(MOST_MS, () => {
    const ctx = context(50, 50);
    ctx.fill(new Path2D(`M0 0${'L9 9 5 1'.repeat(125_000)}`));
    ctx.fill(new Path2D('M'.repeat(1e6)));
    ctx.fill(new Path2D(`M0 0L${'1'.repeat(1e6)} 5`));
    ctx.fill(new Path2D(`M0 0${'a1 1 0 0 1 5 5'.repeat(60_000)}`));
    ctx.getImageData(0, 0, 1, 1);
  }));
});

describe('states', () => {
  test('1e5 saves and restores', () => within(MOST_MS, () => {
    const ctx = context();
    for (let i = 0; i < 1e5; i++) { ctx.lineWidth = i + 1; ctx.save(); }
    for (let i = 1e5; i > 0; i--) { ctx.restore(); }
    assert.equal(ctx.lineWidth, 1);
    ctx.fillRect(0, 0, 1, 1);
    assertPixel(ctx, 0, 0, BLACK);
  }));
  test('1e5 saves never restored are freed with the canvas', () => {
    const before = memoryUsage().live;
    const ctx = context();
    for (let i = 0; i < 1e5; i++) { ctx.setLineDash([1, 2, i]); ctx.save(); }
    ctx.fillRect(0, 0, 1, 1);
    assertPixel(ctx, 0, 0, BLACK);
    ctx.canvas.dispose();
    assert.ok(memoryUsage().live <= before + 65_536, `${memoryUsage().live - before} bytes are left`);
  });
  for (const [name, add] of [['rectangles', (ctx, i) => ctx.rect(i * 1e-4, 0, 10, 10)], ['circles', (ctx, i) => ctx.arc(5, 5, 8 - (i * 1e-4), 0, 7)]]) {
    test(`1e4 nested clips by ${name}`, () => within(MOST_MS, () => {
      const ctx = context();
      for (let i = 0; i < 1e4; i++) {
        ctx.save();
        ctx.beginPath();
        add(ctx, i);
        ctx.clip();
      }
      ctx.fillRect(0, 0, 10, 10);
      assert.ok(pixel(ctx, 5, 5)[3] > 0);
      for (let i = 0; i < 1e4; i++) ctx.restore();
      ctx.fillRect(0, 0, 10, 10);
      assertPixel(ctx, 0, 0, BLACK);
    }));
  }
});

describe('texts of a megabyte', () => {
  const long = {
    letters: 'a'.repeat(1e6), spaces: ' '.repeat(1e6), brackets: '('.repeat(1e6), commas: ','.repeat(1e6), digits: '1'.repeat(1e6),
    'rgb(1': `rgb(1${' '.repeat(1e6)}`, calls: 'rgb('.repeat(250_000), quotes: '"'.repeat(1e6), 'bold sizes': 'bold '.repeat(200_000), zeros: `${'0'.repeat(1e6)}px serif`,
    families: `10px ${'serif, '.repeat(140_000)}serif`, surrogates: '\ud800'.repeat(500_000), escapes: '\\'.repeat(1e6), comments: '/*'.repeat(500_000),
  };
  for (const [name, text] of Object.entries(long)) {
    test(`${name} as colour and font`, () => within(MOST_MS, () => {
      const ctx = context();
      ctx.fillStyle = text;
      ctx.font = text;
      assert.equal(ctx.fillStyle, '#000000');
      assert.throws(() => ctx.createLinearGradient(0, 0, 1, 1).addColorStop(0, text), { name: 'SyntaxError', message: /^.{0,200}$/s });
      assert.throws(() => ctx.fill(text), { name: 'TypeError', message: /^.{0,200}$/s });
      assert.throws(() => ctx.canvas.encodeSync(text), { name: 'TypeError', message: /^.{0,300}$/s });
    }));
  }
  test('as text to draw and measure', () => within(MOST_MS, () => {
    const ctx = context(20, 20);
    assert.ok(ctx.measureText('a'.repeat(1e6)).width > 1e6);
    ctx.fillText('a'.repeat(1e5), 0, 15);
    ctx.fillText('a'.repeat(1e5), 0, 15, 20);
    ctx.strokeText('\u0301'.repeat(1e4), 5, 15);
    ctx.fillText('(\u202e'.repeat(1e4), 0, 15);
    assert.ok(inkCount(ctx) > 0);
  }));
});

describe('lists', () => {
  test('1e5 dashes', () => within(MOST_MS, () => {
    const ctx = context(50, 50);
    ctx.setLineDash(Array.from({ length: 1e5 }, (_, i) => (i % 3) + 0.5));
    assert.equal(ctx.getLineDash().length, 1e5);
    ctx.strokeRect(5, 5, 40, 40);
    ctx.getImageData(0, 0, 1, 1);
  }));
  test('dashes much smaller than a pixel', () => within(MOST_MS, () => {
    const ctx = context(50, 50);
    for (const length of [1e-3, 1e-6, 1e-12, 5e-324]) {
      ctx.setLineDash([length, length]);
      ctx.strokeRect(5, 5, 40, 40);
      ctx.beginPath();
      ctx.moveTo(-1e9, 0);
      ctx.lineTo(1e9, 9);
      ctx.stroke();
    }
    ctx.getImageData(0, 0, 1, 1);
  }));
  test('1e5 stops', () => within(MOST_MS, () => {
    const ctx = context(50, 50);
    const gradient = ctx.createLinearGradient(0, 0, 50, 0);
    for (let i = 0; i < 1e5; i++) gradient.addColorStop((i % 1000) / 1000, 'red');
    ctx.fillStyle = gradient;
    ctx.fillRect(0, 0, 50, 50);
    assertPixel(ctx, 25, 25, [255, 0, 0, 255]);
  }));
  test('a gradient that changes after each of 1e4 uses', () => within(MOST_MS, () => {
    const ctx = context();
    const gradient = ctx.createLinearGradient(0, 0, 10, 0);
    for (let i = 0; i < 1e4; i++) {
      gradient.addColorStop(i / 1e4, 'red');
      ctx.fillStyle = gradient;
      ctx.fillRect(0, 0, 1, 1);
    }
    assertPixel(ctx, 0, 0, [255, 0, 0, 255]);
  }));
  test('an endless iterator is not read as radii', () => within(MOST_MS, () => {
    assert.throws(() => context().roundRect(0, 0, 1, 1, (function* endless() { for (;;) yield 1; })()), RangeError);
  }));
});

describe('canvases', () => {
  test('1e6 recorded calls hold a bounded list', () => within(MOST_MS, () => {
    const ctx = context(20, 20);
    const before = memoryUsage().bytesByKind.display;
    let highest = 0;
    for (let i = 0; i < 1e6; i++) {
      ctx.fillRect(i % 20, i % 19, 1, 1);
      if (i % 1e5 === 0) highest = Math.max(highest, memoryUsage().bytesByKind.display - before);
    }
    assert.ok(highest < 64e6, `${highest} bytes of list`);
    assert.ok(inkCount(ctx) > 0);
  }));
  test('a canvas drawn on itself 1e4 times', () => within(MOST_MS, () => {
    const ctx = context(20, 20);
    ctx.fillRect(0, 0, 5, 5);
    for (let i = 0; i < 1e4; i++) ctx.drawImage(ctx.canvas, i % 10, 1);
    assert.ok(inkCount(ctx) > 0);
  }));
  test('two canvases drawn on each other 1e4 times', () => within(MOST_MS, () => {
    const [a, b] = [context(20, 20), context(20, 20)];
    a.fillRect(0, 0, 5, 5);
    for (let i = 0; i < 1e4; i++) { b.drawImage(a.canvas, 1, 0); a.drawImage(b.canvas, 0, 1); }
    assert.ok(inkCount(a) > 0);
    assert.ok(inkCount(b) > 0);
  }));
  test('a chain of 1e4 canvases, each drawn on the next', () => within(MOST_MS, () => {
    let last = context(4, 4);
    last.fillRect(0, 0, 4, 4);
    for (let i = 0; i < 1e4; i++) {
      const next = context(4, 4);
      next.drawImage(last.canvas, 0, 0);
      last = next;
    }
    assertPixel(last, 0, 0, BLACK);
  }));
  test('1e5 canvases nobody draws on', () => within(MOST_MS, () => {
    const canvases = Array.from({ length: 1e5 }, () => createCanvas(1000, 1000));
    assert.equal(canvases.length, 1e5);
  }));
});
