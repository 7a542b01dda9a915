'use strict';

// https://html.spec.whatwg.org/multipage/canvas.html#text-styles and #drawing-text-to-the-bitmap

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { TextMetrics } = require('../../index.js');
const { assertSameBytes, context, inkBox, inkCount, pixel } = require('../helpers/pixels.js');

const FONT = '30px "Noto Sans"';
const NUMBERS = [
  'width', 'actualBoundingBoxLeft', 'actualBoundingBoxRight', 'fontBoundingBoxAscent', 'fontBoundingBoxDescent',
  'actualBoundingBoxAscent', 'actualBoundingBoxDescent', 'emHeightAscent', 'emHeightDescent', 'hangingBaseline',
  'alphabeticBaseline', 'ideographicBaseline',
];

function withFont(settings = {}, size = 200) {
  const ctx = context(size, size);
  Object.assign(ctx, { font: FONT, ...settings });
  return ctx;
}

/** The ink of a text drawn at the canvas's middle. */
function ink(settings, text = 'Hxg', draw = 'fillText', ...rest) {
  const ctx = withFont(settings);
  ctx[draw](text, 100, 100, ...rest);
  return inkBox(ctx);
}

describe('measureText', () => {
  test('gives a TextMetrics of finite numbers', () => {
    const metrics = withFont().measureText('Hello');
    assert.ok(metrics instanceof TextMetrics);
    for (const name of NUMBERS) assert.ok(Number.isFinite(metrics[name]), name);
  });
  test('its numbers are read-only accessors', () => {
    const metrics = withFont().measureText('x');
    assert.throws(() => { metrics.width = 5; }, TypeError);
    assert.deepEqual(Object.keys(metrics), []);
  });
  test('cannot be made with new', () => assert.throws(() => new TextMetrics(), TypeError));
  test('nothing has no width and no ink', () => {
    const metrics = withFont().measureText('');
    for (const name of ['width', 'actualBoundingBoxLeft', 'actualBoundingBoxRight']) assert.equal(metrics[name] + 0, 0, name);
    assert.ok(metrics.fontBoundingBoxAscent > 0);
  });
  test('width grows with the text and the font', () => {
    const ctx = withFont();
    const one = ctx.measureText('n').width;
    assert.ok(Math.abs(ctx.measureText('nnnn').width - 4 * one) < 1e-6);
    ctx.font = '60px "Noto Sans"';
    assert.ok(Math.abs(ctx.measureText('n').width - 2 * one) < 0.05);
  });
  test('every kind of white space measures as a space', () => {
    const ctx = withFont();
    for (const space of ['\t', '\n', '\r', '\f', '\v']) {
      const expected = space === '\v' ? ctx.measureText('a\v b').width : ctx.measureText('a b').width;
      assert.equal(ctx.measureText(space === '\v' ? 'a\v b' : `a${space}b`).width, expected, JSON.stringify(space));
    }
  });
  test('does not depend on the transform', () => {
    const ctx = withFont();
    const before = ctx.measureText('Hello').width;
    ctx.scale(3, 3);
    assert.equal(ctx.measureText('Hello').width, before);
  });
  test('the font box holds the ink box', () => {
    const m = withFont().measureText('Hxg');
    assert.ok(m.actualBoundingBoxAscent <= m.fontBoundingBoxAscent && m.actualBoundingBoxDescent <= m.fontBoundingBoxDescent);
    assert.ok(m.actualBoundingBoxDescent > 0, 'g goes below the line');
  });
  test('baselines are measured from textBaseline', () => {
    assert.equal(withFont().measureText('x').alphabeticBaseline + 0, 0);
    assert.ok(withFont({ textBaseline: 'top' }).measureText('x').alphabeticBaseline < 0);
    assert.ok(withFont({ textBaseline: 'bottom' }).measureText('x').alphabeticBaseline > 0);
    assert.ok(withFont().measureText('x').hangingBaseline > 0);
    assert.ok(withFont().measureText('x').ideographicBaseline < 0);
  });
  test('needs a text', () => assert.throws(() => context().measureText(), TypeError));
  test('takes anything as text', () => assert.equal(withFont().measureText(12).width, withFont().measureText('12').width));
});

for (const draw of ['fillText', 'strokeText']) {
  describe(draw, () => {
    test('draws inside the measured box', () => {
      const ctx = withFont();
      const m = ctx.measureText('Hxg');
      const reach = draw === 'strokeText' ? ctx.lineWidth : 0;
      ctx[draw]('Hxg', 100, 100);
      const box = inkBox(ctx);
      assert.ok(box.left >= Math.floor(100 - m.actualBoundingBoxLeft - reach), 'left');
      assert.ok(box.right <= Math.ceil(100 + m.actualBoundingBoxRight + reach), 'right');
      assert.ok(box.top >= Math.floor(100 - m.actualBoundingBoxAscent - reach), 'top');
      assert.ok(box.bottom <= Math.ceil(100 + m.actualBoundingBoxDescent + reach), 'bottom');
      assert.ok(box.right - box.left > 30 && box.bottom - box.top > 20, 'and fills most of it');
    });
    test('nothing draws nothing', () => assert.equal(ink({}, '', draw), null));
    test('spaces draw nothing', () => assert.equal(ink({}, ' \t\n', draw), null));
    test('places that are not finite draw nothing', () => {
      for (const at of [[NaN, 0], [0, NaN], [Infinity, 0], [0, -Infinity]]) {
        const ctx = withFont();
        ctx[draw]('H', ...at);
        assert.equal(inkCount(ctx), 0);
      }
    });
    test('needs three arguments', () => assert.throws(() => context()[draw]('x', 1), TypeError));
    test('leaves the current path alone', () => {
      const ctx = withFont();
      ctx.rect(0, 0, 1, 1);
      ctx[draw]('H', 100, 100);
      ctx.clearRect(0, 0, 200, 200);
      ctx.fill();
      assert.equal(inkCount(ctx), 1);
    });
    test('maxWidth makes it narrower, not lower', () => {
      const [wide, narrow] = [ink({}, 'Hxgxxxxx', draw), ink({}, 'Hxgxxxxx', draw, 40)];
      assert.ok(wide.right - wide.left > 60);
      assert.ok(narrow.right - narrow.left <= 43, JSON.stringify(narrow));
      assert.equal(narrow.bottom - narrow.top, wide.bottom - wide.top);
    });
    test('a maxWidth with room to spare changes nothing', () => assert.deepEqual(ink({}, 'Hxg', draw, 1000), ink({}, 'Hxg', draw)));
    test('a maxWidth of undefined is none', () => assert.deepEqual(ink({}, 'Hxg', draw, undefined), ink({}, 'Hxg', draw)));
    for (const bad of [0, -1, NaN]) {
      test(`a maxWidth of ${bad} draws nothing`, () => assert.equal(ink({}, 'Hxg', draw, bad), null));
    }
  });
}

describe('fillText', () => {
  test('takes fillStyle, globalAlpha and transforms', () => {
    const ctx = withFont({ fillStyle: 'red', globalAlpha: 0.5 });
    ctx.scale(4, 4);
    ctx.fillText('█', 10, 40);
    ctx.fillText('I', 10, 40);
    const { data } = ctx.getImageData(0, 0, 200, 200);
    const at = data.findIndex((byte, i) => i % 4 === 3 && byte === 128);
    assert.ok(at > 0, 'a pixel at half alpha');
    assert.deepEqual([...data.subarray(at - 3, at)], [255, 0, 0]);
  });
  test('takes a gradient', () => {
    const ctx = withFont({ font: '100px "Noto Sans"' });
    ctx.fillStyle = ctx.createLinearGradient(0, 0, 200, 0);
    ctx.fillStyle.addColorStop(0.5, 'red');
    ctx.fillStyle.addColorStop(0.5, 'blue');
    ctx.fillText('HHH', 0, 150);
    const { data } = ctx.getImageData(0, 100, 200, 20);
    const reds = data.filter((byte, i) => i % 4 === 0 && byte === 255).length;
    const blues = data.filter((byte, i) => i % 4 === 2 && byte === 255).length;
    assert.ok(reds > 50 && blues > 50, `${reds} red, ${blues} blue`);
  });
  test('characters of no font still draw something', () => assert.notEqual(ink({}, '\u{1f9ff}'), null));
});

describe('textAlign', () => {
  const left = (textAlign, direction = 'ltr') => ink({ textAlign, direction }).left;
  test('left starts at the point, right ends there, center is between', () => {
    const [start, middle, end] = [left('left'), left('center'), left('right')];
    assert.ok(start >= 99 && start <= 104, `${start}`);
    assert.ok(middle < start && end < middle);
    assert.ok(Math.abs(start - middle - (middle - end)) <= 1);
    assert.ok(ink({ textAlign: 'right' }).right <= 101);
  });
  test('start and end follow the direction', () => {
    assert.deepEqual([left('start'), left('end')], [left('left'), left('right')]);
    assert.deepEqual([left('start', 'rtl'), left('end', 'rtl')], [left('right'), left('left')]);
  });
  test('the measured box follows', () => {
    const m = withFont({ textAlign: 'right' }).measureText('Hxg');
    assert.ok(m.actualBoundingBoxLeft > 30 && m.actualBoundingBoxRight < 5);
  });
});

describe('textBaseline', () => {
  const top = (textBaseline) => ink({ textBaseline }).top;
  test('the higher the baseline, the lower the text', () => {
    const tops = Object.fromEntries(['top', 'hanging', 'middle', 'alphabetic', 'ideographic', 'bottom'].map((name) => [name, top(name)]));
    assert.ok(Math.min(tops.top, tops.hanging) > tops.middle, JSON.stringify(tops));
    assert.ok(tops.middle > tops.alphabetic);
    assert.ok(tops.alphabetic > Math.max(tops.ideographic, tops.bottom));
    assert.equal(Math.round(tops.top - tops.bottom), 30, 'an em apart');
    assert.ok(tops.top >= 99, 'top: all ink below the point');
    assert.ok(ink({ textBaseline: 'bottom' }, 'H').bottom <= 101, 'bottom: capitals above it');
  });
});

for (const [name, good, wrongs] of [
  ['textAlign', 'center', ['', 'Center', 'middle', 'justify', null, 5]],
  ['textBaseline', 'middle', ['', 'Middle', 'center', null, 5]],
  ['direction', 'rtl', ['', 'RTL', 'auto', null, 5]],
]) {
  test(`${name} ignores what it does not know`, () => {
    const ctx = context();
    ctx[name] = good;
    for (const wrong of wrongs) ctx[name] = wrong;
    assert.equal(ctx[name], good);
  });
}

describe('font', () => {
  const READ_BACK = [
    ['20px serif', '20px serif'], ['  20PX   Serif ', '20px serif'], ['bold 12px Arial', 'bold 12px Arial'],
    ['italic bold 12px/30px Georgia, serif', 'italic bold 12px Georgia, serif'], ['12pt monospace', '16px monospace'],
    ['normal normal normal 10px sans-serif', '10px sans-serif'], ['700 10px "Noto Sans"', 'bold 10px "Noto Sans"'],
  ];
  for (const [set, expected] of READ_BACK) {
    test(`'${set}' reads back as '${expected}'`, () => {
      const ctx = context();
      ctx.font = set;
      assert.equal(ctx.font, expected);
    });
  }
  for (const wrong of ['', '10px', 'serif', '-5px serif', 'bold', '10 serif', 'inherit', 'initial', '10px serif;', '10px {', null, undefined, 5, {}]) {
    test(`${JSON.stringify(wrong)} changes nothing`, () => {
      const ctx = context();
      ctx.font = '20px serif';
      ctx.font = wrong;
      assert.equal(ctx.font, '20px serif');
    });
  }
  test('a size of 0 draws nothing', () => {
    assert.equal(ink({ font: '0px sans-serif' }), null);
  });
  test('the size is that of the letters', () => {
    const height = (font) => { const box = ink({ font }, 'H'); return box.bottom - box.top; };
    assert.ok(Math.abs(height('60px sans-serif') - 2 * height('30px sans-serif')) <= 2);
  });
  test('what was drawn before a change keeps its font', () => {
    const ctx = withFont();
    ctx.fillText('H', 10, 60);
    ctx.font = '1px serif';
    const reference = withFont();
    reference.fillText('H', 10, 60);
    assertSameBytes(ctx.canvas.data(), reference.canvas.data());
  });
});

describe('generic families', () => {
  test('every character of monospace has the width of a zero', () => {
    const ctx = withFont({ font: '10px monospace' });
    const zero = ctx.measureText('0').width;
    for (const text of ['Hello World', 'iIlWM@', 'fi ffl', 'Привет', 'Ωμέγα', 'čžñßŒ']) {
      assert.ok(Math.abs(ctx.measureText(text).width / text.length - zero) < 1e-4, text);
    }
  });
  test('spacing in ems is added to each character', () => {
    const ctx = withFont({ font: '10px monospace', letterSpacing: '1em' });
    assert.ok(Math.abs(ctx.measureText('Hello World').width - 11 * 16) < 1e-3);
  });
  test('serif and monospace are not the sans', () => {
    const width = (font) => { const box = ink({ font }, 'l'); return box.right - box.left; };
    const [serif, sans, mono] = ['100px serif', '100px Nowhere, sans-serif', '100px monospace'].map(width);
    assert.ok(serif > sans + 10 && mono > sans + 10, `${serif} ${sans} ${mono}`);
  });
});

test('the text is drawn where the pixels of the letter are', () => {
  const ctx = withFont({ font: '100px "Noto Sans"' });
  ctx.fillText('I', 50, 150);
  const { left, right, bottom } = inkBox(ctx);
  assert.equal(bottom, 150);
  assert.equal(pixel(ctx, Math.floor((left + right) / 2), 120)[3], 255);
});
