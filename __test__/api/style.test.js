'use strict';

// fillStyle, strokeStyle, gradients. https://html.spec.whatwg.org/multipage/canvas.html#fill-and-stroke-styles

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { CanvasGradient, createCanvas } = require('../../index.js');
const { assertNear, assertPixel, assertSameBytes, context, pixel, BLUE, CLEAR, GREEN, RED } = require('../helpers/pixels.js');

const flood = (ctx) => ctx.fillRect(0, 0, ctx.canvas.width, ctx.canvas.height);

test('colours written in the common ways mean what the whole grammar says', () => {
  // The common ways have a short cut; a space before the bracket's end goes the long way.
  const ctx = context();
  for (let i = 0; i < 3000; i++) {
    const number = (i * 5591) & 0xffffff;
    const [r, g, b] = [number >> 16, (number >> 8) & 255, (number & 255) + 100];
    const hex = `#${number.toString(16).padStart(6, '0')}`;
    const pairs = [[hex, ` ${hex}`], [hex.toUpperCase(), ` ${hex}`], [`rgb(${r}, ${g}, ${b})`, `rgb(${r}, ${g}, ${b} )`], [`rgb(${r},0${g % 100},${b})`, `rgb(${r},${g % 100},${b} )`]];
    for (const [common, other] of pairs) {
      ctx.fillStyle = common;
      ctx.strokeStyle = other;
      assert.equal(ctx.fillStyle, ctx.strokeStyle, common);
    }
  }
});

describe('colours read back as the standard writes them', () => {
  const COLORS = [
    ['red', '#ff0000'], ['RED', '#ff0000'], ['#0F0', '#00ff00'], ['#00f8', 'rgba(0, 0, 255, 0.533)'],
    ['#12345678', 'rgba(18, 52, 86, 0.47)'], ['  #abcdef  ', '#abcdef'], ['rgb(1, 2, 3)', '#010203'], ['rgb(1 2 3 / 50%)', 'rgba(1, 2, 3, 0.5)'],
    ['rgba(1, 2, 3, 0)', 'rgba(1, 2, 3, 0)'], ['rgb(300, -5, 100)', '#ff0064'], ['rgb(10% 20% 30%)', '#1a334d'],
    ['hsl(120, 100%, 50%)', '#00ff00'], ['hsl(240deg 100% 50% / 0.25)', 'rgba(0, 0, 255, 0.25)'],
    ['transparent', 'rgba(0, 0, 0, 0)'], ['rebeccapurple', '#663399'],
  ];
  for (const [css, expected] of COLORS) {
    test(`'${css}' is ${expected}`, () => {
      const ctx = context();
      ctx.fillStyle = css;
      ctx.strokeStyle = css;
      assert.deepEqual([ctx.fillStyle, ctx.strokeStyle], [expected, expected]);
    });
  }
});

describe('what is no colour changes nothing', () => {
  for (const wrong of ['', 'no-color', '#12', '#12345', '#ggg', 'rgb(1,2)', 'rgb(', 'red;', 'url(#a)', null, undefined, 5, {}, []]) {
    test(String(JSON.stringify(wrong)), () => {
      const ctx = context(1, 1);
      ctx.fillStyle = 'red';
      ctx.strokeStyle = 'lime';
      ctx.fillStyle = wrong;
      ctx.strokeStyle = wrong;
      assert.deepEqual([ctx.fillStyle, ctx.strokeStyle], ['#ff0000', '#00ff00']);
      flood(ctx);
      assertPixel(ctx, 0, 0, RED);
    });
  }
});

test('an object is what its toString gives', () => {
  const ctx = context();
  ctx.fillStyle = { toString: () => 'red' };
  assert.equal(ctx.fillStyle, '#ff0000');
});

test('half transparent colours give half transparent pixels', () => {
  const ctx = context(1, 1);
  ctx.fillStyle = 'rgba(255, 0, 0, 0.5)';
  flood(ctx);
  assertNear(pixel(ctx, 0, 0), [255, 0, 0, 128], 1);
});

test('fill takes fillStyle, stroke takes strokeStyle', () => {
  const ctx = context();
  ctx.fillStyle = 'red';
  ctx.strokeStyle = 'blue';
  ctx.lineWidth = 2;
  ctx.rect(2, 2, 6, 6);
  ctx.fill();
  ctx.stroke();
  assertPixel(ctx, 5, 5, RED);
  assertPixel(ctx, 2, 2, BLUE);
});

describe('linear gradients', () => {
  function ramp(stops, size = 100) {
    const ctx = context(size, 1);
    const gradient = ctx.createLinearGradient(0, 0, size, 0);
    for (const [offset, color] of stops) gradient.addColorStop(offset, color);
    ctx.fillStyle = gradient;
    flood(ctx);
    return ctx;
  }
  test('go from stop to stop', () => {
    const ctx = ramp([[0, 'black'], [1, 'white']]);
    for (const x of [0, 25, 50, 99]) assertNear(pixel(ctx, x, 0), [...Array(3).fill((x + 0.5) * 2.55), 255], 2, `at ${x}`);
  });
  test('have hard edges where stops meet', () => {
    const ctx = ramp([[0, 'red'], [0.5, 'red'], [0.5, 'blue'], [1, 'blue']]);
    assertPixel(ctx, 48, 0, RED);
    assertPixel(ctx, 51, 0, BLUE);
  });
  test('stops may be added in any order', () => {
    assertSameBytes(ramp([[1, 'white'], [0, 'black']]).canvas.data(), ramp([[0, 'black'], [1, 'white']]).canvas.data());
  });
  test('go on with the end colours outside', () => {
    const ctx = context(30, 1);
    const gradient = ctx.createLinearGradient(10, 0, 20, 0);
    gradient.addColorStop(0, 'red');
    gradient.addColorStop(1, 'blue');
    ctx.fillStyle = gradient;
    flood(ctx);
    assertPixel(ctx, 2, 0, RED);
    assertPixel(ctx, 27, 0, BLUE);
  });
  test('one stop is one colour', () => assertPixel(ramp([[0.5, 'red']]), 90, 0, RED));
  test('no stop draws nothing', () => assertPixel(ramp([]), 5, 0, CLEAR));
  test('no length draws nothing', () => {
    const ctx = context(4, 4);
    ctx.fillStyle = ctx.createLinearGradient(2, 2, 2, 2);
    ctx.fillStyle.addColorStop(0, 'red');
    flood(ctx);
    assertPixel(ctx, 1, 1, CLEAR);
  });
  test('blend without premultiplying', () => {
    // Halfway from red to clear blue: both colours in equal parts.
    assertNear(pixel(ramp([[0, 'rgba(255,0,0,1)'], [1, 'rgba(0,0,255,0)']]), 50, 0), [127, 0, 128, 127], 4);
  });
  test('are transformed with what they fill', () => {
    const ctx = context(20, 1);
    const gradient = ctx.createLinearGradient(0, 0, 2, 0);
    for (const [offset, color] of [[0, 'red'], [0.5, 'red'], [0.5, 'blue']]) gradient.addColorStop(offset, color);
    ctx.fillStyle = gradient;
    ctx.scale(10, 1);
    ctx.fillRect(0, 0, 2, 1);
    assertPixel(ctx, 8, 0, RED);
    assertPixel(ctx, 11, 0, BLUE);
  });
  test('stroke too', () => {
    const ctx = context();
    ctx.strokeStyle = ctx.createLinearGradient(0, 0, 10, 0);
    ctx.strokeStyle.addColorStop(0, 'red');
    ctx.lineWidth = 10;
    ctx.strokeRect(0, 0, 10, 10);
    assertPixel(ctx, 1, 1, RED);
  });
});

describe('radial gradients', () => {
  test('go from circle to circle', () => {
    const ctx = context(40, 40);
    const gradient = ctx.createRadialGradient(20, 20, 0, 20, 20, 10);
    gradient.addColorStop(0, 'black');
    gradient.addColorStop(1, 'white');
    ctx.fillStyle = gradient;
    flood(ctx);
    assertNear(pixel(ctx, 25, 20), [141, 141, 141, 255], 6);
    assertPixel(ctx, 1, 1, [255, 255, 255, 255]);
  });
  test('two equal circles draw nothing', () => {
    const ctx = context();
    ctx.fillStyle = ctx.createRadialGradient(5, 5, 3, 5, 5, 3);
    ctx.fillStyle.addColorStop(0, 'red');
    flood(ctx);
    assertPixel(ctx, 5, 5, CLEAR);
  });
  test('outside the cone of two apart circles nothing is drawn', () => {
    const ctx = context(40, 20);
    ctx.fillStyle = ctx.createRadialGradient(10, 10, 2, 30, 10, 2);
    ctx.fillStyle.addColorStop(0, 'red');
    flood(ctx);
    assertPixel(ctx, 20, 10, RED);
    assertPixel(ctx, 20, 1, CLEAR);
  });
});

describe('conic gradients', () => {
  function wheel(startAngle, stops, x = 20, y = 20) {
    const ctx = context(40, 40);
    ctx.fillStyle = ctx.createConicGradient(startAngle, x, y);
    for (const [offset, color] of stops) ctx.fillStyle.addColorStop(offset, color);
    return ctx;
  }
  const quarters = [[0, 'red'], [0.25, 'red'], [0.25, 'lime'], [0.5, 'lime'], [0.5, 'blue'], [0.75, 'blue'], [0.75, 'white'], [1, 'white']];
  const WHITE = [255, 255, 255, 255];
  test('start at the positive x axis and go clockwise', () => {
    const ctx = wheel(0, quarters);
    flood(ctx);
    for (const [x, y, color] of [[36, 24, RED], [24, 36, RED], [16, 36, GREEN], [4, 24, GREEN], [4, 16, BLUE], [16, 4, BLUE], [24, 4, WHITE], [36, 16, WHITE]]) {
      assertPixel(ctx, x, y, color);
    }
  });
  test('start where the angle says, in any number of turns', () => {
    for (const turns of [0.25, -0.75, 5.25]) {
      const ctx = wheel(turns * 2 * Math.PI, quarters);
      flood(ctx);
      for (const [x, y, color] of [[4, 36, RED], [4, 4, GREEN], [36, 4, BLUE], [36, 36, WHITE]]) assertPixel(ctx, x, y, color);
    }
  });
  test('go from stop to stop', () => {
    const ctx = wheel(0, [[0, 'black'], [1, 'white']]);
    flood(ctx);
    for (const [x, y] of [[35, 22], [20, 35], [5, 5], [22, 3], [35, 17]]) {
      const turns = (Math.atan2(y + 0.5 - 20, x + 0.5 - 20) / (2 * Math.PI) + 1) % 1;
      assertNear(pixel(ctx, x, y), [...Array(3).fill(turns * 255), 255], 2, `at ${x}, ${y}`);
    }
  });
  test('are transformed with what they fill', () => {
    const ctx = wheel(0, quarters, 2, 0);
    ctx.transform(0, 10, -10, 0, 20, 0);
    ctx.fillRect(0, -2, 4, 4);
    for (const [x, y, color] of [[4, 36, RED], [4, 4, GREEN], [36, 4, BLUE], [36, 36, WHITE]]) assertPixel(ctx, x, y, color);
  });
  test('one stop is one colour, no stop draws nothing', () => {
    const ctx = wheel(1, []);
    flood(ctx);
    assertPixel(ctx, 5, 5, CLEAR);
    ctx.fillStyle.addColorStop(0.5, 'lime');
    flood(ctx);
    for (const at of [5, 20, 35]) assertPixel(ctx, at, at, GREEN);
  });
});

describe('gradients as objects', () => {
  test('read back as the same object', () => {
    const ctx = context();
    const gradient = ctx.createLinearGradient(0, 0, 1, 1);
    assert.ok(gradient instanceof CanvasGradient);
    ctx.fillStyle = gradient;
    assert.equal(ctx.fillStyle, gradient);
    assert.notEqual(ctx.strokeStyle, gradient);
  });
  test('cannot be made with new', () => assert.throws(() => new CanvasGradient(), TypeError));
  test('stops added after assignment count', () => {
    const ctx = context(1, 1);
    const gradient = ctx.createLinearGradient(0, 0, 1, 0);
    ctx.fillStyle = gradient;
    gradient.addColorStop(0, 'lime');
    flood(ctx);
    assertPixel(ctx, 0, 0, GREEN);
  });
  test('stops added after drawing leave the drawing alone', () => {
    const ctx = context(2, 1);
    const gradient = ctx.createLinearGradient(0, 0, 2, 0);
    gradient.addColorStop(0, 'lime');
    ctx.fillStyle = gradient;
    ctx.fillRect(0, 0, 1, 1);
    gradient.addColorStop(0, 'red');
    gradient.addColorStop(1, 'red');
    ctx.fillRect(1, 0, 1, 1);
    assertPixel(ctx, 0, 0, GREEN);
    assertPixel(ctx, 1, 0, RED);
  });
  test('stops added after drawing leave it alone through saved states too', () => {
    const ctx = context(1, 1);
    const gradient = ctx.createLinearGradient(0, 0, 1, 0);
    gradient.addColorStop(0, 'lime');
    ctx.fillStyle = gradient;
    ctx.save();
    ctx.fillStyle = 'red';
    ctx.restore();
    flood(ctx);
    gradient.addColorStop(0, 'red');
    gradient.addColorStop(0, 'blue');
    assertPixel(ctx, 0, 0, GREEN);
  });
  test('serve several contexts', () => {
    const [a, b] = [context(1, 1), context(1, 1)];
    const gradient = a.createLinearGradient(0, 0, 1, 0);
    gradient.addColorStop(0, 'lime');
    a.fillStyle = gradient;
    b.fillStyle = gradient;
    flood(b);
    flood(a);
    assertPixel(b, 0, 0, GREEN);
    assertPixel(a, 0, 0, GREEN);
  });
});

describe('errors', () => {
  const make = () => context().createLinearGradient(0, 0, 1, 1);
  for (const offset of [-0.1, 1.1]) {
    test(`the offset ${offset} is an IndexSizeError`, () => assert.throws(() => make().addColorStop(offset, 'red'), { name: 'IndexSizeError' }));
  }
  for (const offset of [NaN, Infinity, 'x', undefined]) {
    test(`the offset ${offset} is a TypeError`, () => assert.throws(() => make().addColorStop(offset, 'red'), TypeError));
  }
  for (const color of ['', 'no-color', null, 5]) {
    test(`the colour ${JSON.stringify(color)} is a SyntaxError`, () => assert.throws(() => make().addColorStop(0, color), { name: 'SyntaxError' }));
  }
  test('a negative radius is an IndexSizeError', () => {
    assert.throws(() => context().createRadialGradient(0, 0, -1, 0, 0, 1), { name: 'IndexSizeError' });
    assert.throws(() => context().createRadialGradient(0, 0, 1, 0, 0, -1), { name: 'IndexSizeError' });
  });
  for (const [name, count] of [['createLinearGradient', 4], ['createRadialGradient', 6], ['createConicGradient', 3]]) {
    test(`${name} refuses numbers that are not finite, and too few`, () => {
      assert.throws(() => context()[name](...Array(count - 1).fill(1)), TypeError);
      for (let i = 0; i < count; i++) {
        for (const bad of [NaN, Infinity, -Infinity]) {
          const numbers = Array(count).fill(1);
          numbers[i] = bad;
          assert.throws(() => context()[name](...numbers), TypeError);
        }
      }
    });
  }
});

test('a disposed canvas that uses a gradient does not disturb the others', () => {
  const [gone, stays] = [createCanvas(4, 4), createCanvas(4, 4)];
  const gradient = gone.getContext('2d').createLinearGradient(0, 0, 4, 0);
  for (const canvas of [gone, stays]) {
    canvas.getContext('2d').fillStyle = gradient;
    canvas.getContext('2d').fillRect(0, 0, 1, 1);
  }
  gone.dispose();
  gone.getContext('2d').fillRect(0, 0, 1, 1);
  gradient.addColorStop(0, 'red');
  stays.getContext('2d').fillRect(1, 0, 1, 1);
  const row = stays.getContext('2d').getImageData(0, 0, 2, 1).data;
  assert.deepEqual([...row], [0, 0, 0, 0, 255, 0, 0, 255]);
});
