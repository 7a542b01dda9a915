'use strict';

// https://html.spec.whatwg.org/multipage/canvas.html#filters

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { createCanvas, memoryUsage, setMemoryBudget } = require('../../index.js');
const { assertNear, assertPixel, assertSameBytes, context, inkBox, pixel, BLACK, BLUE, CLEAR, GREEN, RED } = require('../helpers/pixels.js');

describe('the attribute', () => {
  test('turns what it gets into a string', () => {
    const ctx = context();
    ctx.filter = { toString: () => 'blur(1px)' };
    assert.equal(ctx.filter, 'blur(1px)');
    for (const bad of [null, undefined, 5, {}, []]) ctx.filter = bad;
    assert.equal(ctx.filter, 'blur(1px)');
    assert.throws(() => {
      ctx.filter = Symbol('x');
    }, TypeError);
  });

  test('goes with reset and with a new size', () => {
    const ctx = context();
    for (const start of [() => ctx.reset(), () => (ctx.canvas.width = 10)]) {
      ctx.filter = 'invert(1)';
      start();
      assert.equal(ctx.filter, 'none');
      ctx.fillRect(0, 0, 10, 10);
      assertPixel(ctx, 5, 5, BLACK);
    }
  });

  test('a value that is ignored leaves the filter at work', () => {
    const ctx = context();
    ctx.filter = 'invert(1)';
    ctx.filter = 'blur(-1px)';
    ctx.fillRect(0, 0, 10, 10);
    assertPixel(ctx, 5, 5, [255, 255, 255, 255]);
  });

  test('long texts and lists are bounded', () => {
    const ctx = context();
    ctx.filter = 'invert(1) '.repeat(32);
    assert.equal(ctx.filter.length, 320);
    for (const long of ['invert(1) '.repeat(33), 'invert(1) '.repeat(100_000), 'blur(calc('.repeat(100_000), 'drop-shadow('.repeat(80_000)]) {
      ctx.filter = long;
      assert.equal(ctx.filter.length, 320);
    }
    const spaced = `blur(${' '.repeat(1_000_000)}1px)`;
    ctx.filter = spaced;
    assert.equal(ctx.filter, spaced);
  });
});

describe('every kind of drawing is filtered', () => {
  const source = createCanvas(4, 4);
  source.getContext('2d').fillRect(0, 0, 4, 4);
  const WHITE = [255, 255, 255, 255];
  const draws = {
    fillRect: (ctx) => ctx.fillRect(2, 2, 6, 6),
    fill: (ctx) => {
      ctx.rect(2, 2, 6, 6);
      ctx.fill();
    },
    stroke: (ctx) => {
      ctx.lineWidth = 6;
      ctx.strokeRect(4, 4, 2, 2);
    },
    fillText: (ctx) => {
      // Inside the stem of a letter.
      ctx.font = '200px sans-serif';
      ctx.fillText('H', -22, 80);
    },
    strokeText: (ctx) => {
      ctx.font = '40px sans-serif';
      ctx.lineWidth = 30;
      ctx.strokeText('M', -10, 20);
    },
    drawImage: (ctx) => ctx.drawImage(source, 2, 2, 6, 6),
    pattern: (ctx) => {
      ctx.fillStyle = ctx.createPattern(source, 'repeat');
      ctx.fillRect(2, 2, 6, 6);
    },
    gradient: (ctx) => {
      ctx.fillStyle = ctx.createLinearGradient(0, 0, 9, 0);
      ctx.fillStyle.addColorStop(0, 'black');
      ctx.fillRect(2, 2, 6, 6);
    },
  };
  for (const [name, draw] of Object.entries(draws)) {
    test(name, () => {
      const ctx = context();
      ctx.filter = 'invert(1)';
      draw(ctx);
      assertPixel(ctx, 5, 5, WHITE);
    });
  }

  test('but not clearRect and putImageData', () => {
    const ctx = context();
    ctx.fillRect(0, 0, 10, 10);
    ctx.filter = 'blur(3px) invert(1)';
    ctx.clearRect(0, 0, 5, 10);
    const data = ctx.createImageData(1, 1);
    data.data.set([1, 2, 3, 255]);
    ctx.putImageData(data, 8, 8);
    assertPixel(ctx, 4, 5, CLEAR);
    assertPixel(ctx, 5, 5, BLACK);
    assertPixel(ctx, 8, 8, [1, 2, 3, 255]);
  });

  test('a canvas drawn on itself', () => {
    const ctx = context();
    ctx.fillStyle = 'red';
    ctx.fillRect(0, 0, 10, 10);
    ctx.filter = 'hue-rotate(180deg) brightness(0)';
    ctx.drawImage(ctx.canvas, 0, 0, 5, 10);
    assertPixel(ctx, 2, 5, BLACK);
    assertPixel(ctx, 7, 5, RED);
  });
});

describe('the drawing model', () => {
  test('alpha comes after the filter', () => {
    const ctx = context();
    ctx.globalAlpha = 0.5;
    ctx.filter = 'drop-shadow(0 0 blue)';
    ctx.fillStyle = 'red';
    ctx.fillRect(0, 0, 10, 10);
    // The shadow is hidden by what throws it.
    assertPixel(ctx, 5, 5, [255, 0, 0, 128]);
  });

  test('a shadow is thrown by what the filter made, and keeps its colour', () => {
    const ctx = context(40, 10);
    Object.assign(ctx, { shadowColor: 'blue', shadowOffsetX: 20, filter: 'invert(1) opacity(0.5)', fillStyle: 'red' });
    ctx.fillRect(2, 2, 6, 6);
    assertPixel(ctx, 5, 5, [0, 255, 255, 127]);
    assertPixel(ctx, 25, 5, [0, 0, 255, 127]);
  });

  test('no transform applies', () => {
    const ctx = context(40, 40);
    ctx.scale(0.5, 2);
    ctx.filter = 'drop-shadow(20px 20px red)';
    ctx.fillRect(4, 1, 8, 2);
    assert.deepEqual(inkBox(ctx), { left: 2, top: 2, right: 26, bottom: 26 });
  });

  test('a clip is applied to the result', () => {
    const ctx = context(20, 20);
    ctx.rect(0, 0, 10, 20);
    ctx.clip();
    ctx.filter = 'drop-shadow(-12px 0 lime)';
    ctx.fillRect(12, 5, 5, 5);
    assert.deepEqual(inkBox(ctx), { left: 0, top: 5, right: 5, bottom: 10 });
    assertPixel(ctx, 2, 7, GREEN);
  });

  test('copy clears what the filter leaves free', () => {
    const ctx = context();
    ctx.fillRect(0, 0, 10, 10);
    Object.assign(ctx, { globalCompositeOperation: 'copy', filter: 'opacity(0)', shadowColor: 'red', shadowOffsetX: 2 });
    ctx.fillRect(2, 2, 2, 2);
    assert.equal(inkBox(ctx), null);
  });

  test('ems are those of the font when the filter is set', () => {
    const ctx = context(80, 10);
    ctx.font = '20px sans-serif';
    ctx.filter = 'drop-shadow(1em 0 blue)';
    ctx.font = '60px sans-serif';
    ctx.fillRect(0, 0, 5, 5);
    assert.deepEqual(inkBox(ctx), { left: 0, top: 0, right: 25, bottom: 5 });
    assertPixel(ctx, 22, 2, BLUE);
  });

  test('a blur spreads by its sigma in pixels and keeps the sum', () => {
    const ctx = context(80, 80);
    ctx.filter = 'blur(4px)';
    ctx.fillRect(30, 30, 20, 20);
    const { data } = ctx.getImageData(0, 0, 80, 80);
    let sum = 0;
    for (let i = 3; i < data.length; i += 4) sum += data[i];
    assertNear([sum / 255], [400], 4);
    const box = inkBox(ctx);
    assert.ok(box.left >= 18 && box.left <= 22 && box.right <= 62, JSON.stringify(box));
    assertNear(pixel(ctx, 30, 40), [0, 0, 0, 134], 12);
  });
});

describe('what does not show costs nothing', () => {
  const peakOf = (draw) => {
    const before = memoryUsage().live;
    // More than this much beside what is there would throw.
    setMemoryBudget(before + 8 * 1024 * 1024);
    try {
      draw();
    } finally {
      setMemoryBudget(Infinity);
    }
  };

  test('a far shadow does not need the space between', () => {
    const ctx = context(100, 100);
    ctx.fillStyle = 'red';
    for (const far of [1e4, 1e6, 1e9]) {
      peakOf(() => {
        ctx.reset();
        ctx.filter = `drop-shadow(${far}px -${far}px 2px blue)`;
        ctx.fillRect(-far - 1000, -1000, 2 * far + 2000, far + 2000);
        assertPixel(ctx, 50, 50, [0, 0, 0, 255]);
        ctx.filter = `drop-shadow(-${far}px 0 blue)`;
        ctx.clearRect(0, 0, 100, 100);
        ctx.fillRect(far + 20, 20, 50, 50);
        assertPixel(ctx, 30, 30, BLUE);
      });
    }
  });

  test('many far shadows end in time', () => {
    const ctx = context(100, 100);
    peakOf(() => {
      ctx.filter = 'drop-shadow(9999px 0 1px blue) '.repeat(32);
      ctx.fillRect(-1e7, 0, 2e7, 100);
      assertPixel(ctx, 50, 50, BLACK);
    });
  });

  test('shadows of shadows and blurs of blurs are bounded', () => {
    const ctx = context(100, 100);
    const offsets = Array.from({ length: 30 }, (_, i) => `drop-shadow(${Math.floor(1.5 * 100 * 3 ** i)}px 0 blue)`);
    for (const list of [offsets, offsets.reverse(), Array(32).fill('blur(532px)')]) {
      setMemoryBudget(memoryUsage().live + 400 * 1024 * 1024);
      try {
        ctx.reset();
        ctx.filter = list.slice(0, 5).join(' ');
        ctx.fillRect(-1e9, -1e9, 2e9, 2e9);
        assert.notEqual(pixel(ctx, 50, 50)[3], 0);
        ctx.filter = list.join(' ');
        ctx.fillRect(-1e9, -1e9, 2e9, 2e9);
        assert.notEqual(pixel(ctx, 50, 50)[3], 0);
      } finally {
        setMemoryBudget(Infinity);
      }
    }
  });

  test('a shape far away draws nothing', () => {
    const ctx = context(100, 100);
    peakOf(() => {
      ctx.filter = 'blur(1e9px)';
      ctx.fillRect(1e6, 0, 1e7, 1e7);
      assert.equal(inkBox(ctx), null);
    });
  });

  test('the budget is kept, and the canvas lives on', () => {
    const ctx = context(1000, 1000);
    ctx.fillRect(0, 0, 1000, 1000);
    pixel(ctx, 0, 0);
    setMemoryBudget(memoryUsage().live + 1024 * 1024);
    try {
      assert.throws(() => {
        ctx.filter = 'blur(30px)';
        ctx.fillRect(0, 0, 1000, 1000);
        pixel(ctx, 0, 0);
      }, RangeError);
    } finally {
      setMemoryBudget(Infinity);
    }
    ctx.reset();
    ctx.filter = 'blur(30px)';
    ctx.fillStyle = 'red';
    ctx.fillRect(0, 0, 1000, 1000);
    assertPixel(ctx, 500, 500, RED);
  });
});

test('wide blurs of a whole canvas take little time', () => {
  const ctx = context(1500, 1000);
  ctx.filter = 'blur(1e9px)';
  const start = process.hrtime.bigint();
  ctx.fillRect(0, 0, 1500, 1000);
  pixel(ctx, 0, 0);
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  assert.ok(ms < 5000, `${ms} ms`);
});

test('drawing the same twice gives the same bytes', () => {
  const draw = () => {
    const ctx = context(64, 64);
    ctx.filter = 'blur(3px) sepia(0.7) drop-shadow(3.3px 2.7px 1px red)';
    ctx.fillStyle = 'rgba(20, 90, 200, 0.7)';
    ctx.fillRect(10.5, 12.25, 30, 33);
    return ctx.getImageData(0, 0, 64, 64).data;
  };
  assertSameBytes(draw(), draw());
});
