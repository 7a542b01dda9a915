'use strict';

// Numbers at and beyond every edge, given to every method and property; then the canvas must still draw.

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { Path2D, createCanvas } = require('../../index.js');
const { assertPixel, context, RED } = require('../helpers/pixels.js');
const { within } = require('../helpers/time.js');

const NUMBERS = [NaN, Infinity, -Infinity, 1e300, -1e300, 1e-300, -1e-300, 1e38, -1e38, 1e10, -1e10, 2 ** 31, -(2 ** 31), 0, -0, Number.MAX_VALUE, 5e-324];
// For one call with any of these; the slowest takes a thousandth of it.
const MOST_MS = 3000;

const PATH = { moveTo: 2, lineTo: 2, quadraticCurveTo: 4, bezierCurveTo: 6, arcTo: 5, arc: 5, ellipse: 7, rect: 4, roundRect: 5 };
const DRAWN = { fillRect: 4, strokeRect: 4, clearRect: 4 };
const CHANGES = { scale: 2, rotate: 1, translate: 2, transform: 6, setTransform: 6 };
const PROPERTIES = ['lineWidth', 'miterLimit', 'lineDashOffset', 'globalAlpha', 'fillStyle', 'strokeStyle', 'font', 'imageSmoothingEnabled', 'imageSmoothingQuality', 'lineCap', 'lineJoin', 'textAlign', 'textBaseline', 'direction', 'globalCompositeOperation', 'shadowColor', 'shadowBlur', 'shadowOffsetX', 'shadowOffsetY', 'filter'];

const source = createCanvas(4, 4);
source.getContext('2d').fillRect(0, 0, 4, 4);

/** Lists of `count` numbers: each hostile one in each place among ordinary ones, and in all places. */
function* lists(count) {
  for (const number of NUMBERS) {
    yield Array(count).fill(number);
    for (let i = 0; i < count; i++) {
      const list = [3, 4, 7, 6, 5, 8, 2].slice(0, count);
      list[i] = number;
      yield list;
    }
  }
}

/** A call that may throw what the standard names, and nothing else. */
function tolerant(work) {
  try {
    work();
  } catch (error) {
    assert.ok(['RangeError', 'TypeError', 'IndexSizeError', 'InvalidStateError', 'SyntaxError'].includes(error.name), `${error.name}: ${error.message}`);
  }
}

/** What was drawn is run, then the context must draw as if nothing had been. */
function assertAlive(ctx) {
  ctx.getImageData(0, 0, 1, 1);
  ctx.reset();
  ctx.fillStyle = 'red';
  ctx.fillRect(0, 0, 4, 4);
  assertPixel(ctx, 3, 3, RED);
}

/** Everything that draws, after a change. */
function drawEverything(ctx) {
  ctx.fillRect(1, 1, 5, 5);
  ctx.strokeRect(1, 1, 5, 5);
  ctx.beginPath();
  ctx.moveTo(1, 1);
  ctx.lineTo(8, 3);
  ctx.arc(5, 5, 3, 0, 5);
  ctx.fill();
  ctx.stroke();
  tolerant(() => ctx.fillText('Ag', 2, 8));
  tolerant(() => ctx.strokeText('Ag', 2, 8, 20));
  ctx.drawImage(source, 1, 1, 5, 5);
  ctx.clip();
  ctx.fillRect(0, 0, 9, 9);
}

function each(count, work) {
  for (const list of lists(count)) within(MOST_MS, () => work(list));
}

describe('path methods', () => {
  for (const [name, count] of Object.entries(PATH)) {
    for (const [kind, style] of [['plain', {}], ['wide and round', { lineWidth: 30, lineJoin: 'round', lineCap: 'round' }]]) {
      test(`${name}, then fill, stroke, clip, ${kind}`, () => {
        const ctx = context();
        each(count, (list) => {
          Object.assign(ctx, style);
          ctx.beginPath();
          ctx.moveTo(1, 1);
          tolerant(() => ctx[name](...list));
          ctx.lineTo(5, 5);
          ctx.fill();
          ctx.stroke();
          ctx.clip('evenodd');
          assertAlive(ctx);
        });
      });
    }
    test(`${name} on a Path2D`, () => {
      const ctx = context();
      each(count, (list) => {
        const path = new Path2D();
        tolerant(() => path[name](...list));
        path.addPath(path, { a: list[0], e: list[1] });
        ctx.fill(path);
        ctx.stroke(path);
        assertAlive(ctx);
      });
    });
    test(`${name} with dashes`, () => {
      const ctx = context();
      each(count, (list) => {
        ctx.setLineDash([2, 3]);
        ctx.beginPath();
        ctx.moveTo(1, 1);
        tolerant(() => ctx[name](...list));
        ctx.stroke();
        assertAlive(ctx);
      });
    });
  }
});

describe('drawing methods', () => {
  for (const [name, count] of Object.entries(DRAWN)) {
    test(name, () => {
      const ctx = context();
      each(count, (list) => { ctx[name](...list); assertAlive(ctx); });
    });
  }
  for (const name of ['fillText', 'strokeText']) {
    test(name, () => {
      const ctx = context();
      each(3, (list) => { ctx[name]('Ag', ...list); assertAlive(ctx); });
    });
  }
  for (const count of [2, 4, 8]) {
    test(`drawImage with ${count} numbers`, () => {
      const ctx = context();
      each(Math.min(count, 7), (list) => {
        tolerant(() => ctx.drawImage(source, ...list, ...Array(count - list.length).fill(5)));
        assertAlive(ctx);
      });
    });
  }
  for (const [name, count] of [['createLinearGradient', 4], ['createRadialGradient', 6], ['createConicGradient', 3]]) {
    test(name, () => {
      const ctx = context();
      each(count, (list) => {
        tolerant(() => {
          const gradient = ctx[name](...list);
          for (const number of NUMBERS) tolerant(() => gradient.addColorStop(number, 'red'));
          gradient.addColorStop(1, 'blue');
          ctx.fillStyle = gradient;
          ctx.strokeStyle = gradient;
          drawEverything(ctx);
        });
        assertAlive(ctx);
      });
    });
  }
});

describe('changes, then everything is drawn', () => {
  for (const [name, count] of Object.entries(CHANGES)) {
    test(name, () => {
      const ctx = context();
      each(count, (list) => {
        ctx[name](...list);
        drawEverything(ctx);
        assertAlive(ctx);
      });
    });
  }
  test('scale twice, past what a float holds', () => {
    const ctx = context();
    for (const factor of [1e200, 1e-200, -1e160]) {
      ctx.scale(factor, factor);
      ctx.scale(factor, 1);
      within(MOST_MS, () => drawEverything(ctx));
      assertAlive(ctx);
    }
  });
  for (const name of PROPERTIES) {
    test(name, () => {
      const ctx = context();
      for (const number of NUMBERS) {
        within(MOST_MS, () => {
          ctx[name] = number;
          ctx.setLineDash([1, 2]);
          drawEverything(ctx);
          assertAlive(ctx);
        });
      }
    });
  }
  test('setLineDash', () => {
    const ctx = context();
    each(4, (list) => {
      ctx.setLineDash(list);
      drawEverything(ctx);
      assertAlive(ctx);
    });
  });
  test('the font size', () => {
    const ctx = context();
    for (const size of ['1e300px', '1e-300px', '99999999px', '0.0001px', '1e38px', '65536px', '3e5pt']) {
      within(MOST_MS, () => {
        ctx.font = `${size} sans-serif`;
        const { width } = ctx.measureText('Ag');
        assert.ok(Number.isFinite(width), `${size}: ${width}`);
        drawEverything(ctx);
        assertAlive(ctx);
      });
    }
  });
});

describe('image data', () => {
  test('createImageData, getImageData and putImageData', () => {
    const ctx = context();
    const data = ctx.createImageData(3, 3);
    for (const number of NUMBERS) {
      within(MOST_MS, () => {
        tolerant(() => ctx.createImageData(number, 1));
        tolerant(() => ctx.createImageData(1, number));
        for (let i = 0; i < 4; i++) {
          const list = [1, 1, 2, 2];
          list[i] = number;
          tolerant(() => ctx.getImageData(...list));
        }
        for (let i = 0; i < 6; i++) {
          const list = [1, 1, 0, 0, 2, 2];
          list[i] = number;
          tolerant(() => ctx.putImageData(data, ...list));
        }
        assertAlive(ctx);
      });
    }
  });
});

test('encoding qualities', () => {
  for (const number of NUMBERS) {
    for (const format of ['png', 'jpeg', 'webp']) {
      tolerant(() => source.encodeSync(format, number));
      tolerant(() => source.encodeSync(format, { quality: number, compressionLevel: number }));
      assert.match(source.toDataURL(`image/${format}`, number), /^data:image/);
    }
  }
});
