'use strict';

// Ends of processes: in the middle of work, and without anything unhandled.

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { runChild, runWell } = require('../helpers/child.js');

const NOTHING_BAD = /panick|fatal|abort|segmentation|napi|warning/i;

/** Ends well, with this code, and nothing on stderr. */
async function assertEnds(script, code = 0) {
  const result = await runChild(script, { timeout: 30_000 });
  assert.deepEqual([result.timedOut, result.signal, result.code], [false, null, code], result.stderr);
  assert.doesNotMatch(result.stderr, NOTHING_BAD);
  return result;
}

describe('process.exit', () => {
  test('during decodes and encodes', async () => {
    for (const delay of [0, 5, 30]) {
      const script = new Function('canvas', `
        const big = canvas.createCanvas(800, 800);
        big.getContext('2d').fillRect(0, 0, 700, 700);
        const bytes = big.encodeSync('png');
        for (let i = 0; i < 10; i++) { canvas.loadImage(bytes); big.encode('webp'); }
        setTimeout(() => process.exit(7), ${delay});`);
      await assertEnds(script, 7);
    }
  });
  test('at once after loading', () => assertEnds(() => process.exit(3), 3));
  test('from an onload handler', () => assertEnds((canvas) => {
    const image = new canvas.Image();
    image.onload = () => process.exit(4);
    image.src = canvas.createCanvas(5, 5).encodeSync('png');
  }, 4));
});

describe('the end of the program', () => {
  test('waits for decodes and encodes', async () => {
    const { stdout } = await assertEnds((canvas) => {
      canvas.createCanvas(500, 500).encode('png').then((bytes) => canvas.loadImage(bytes)).then((image) => console.log('width', image.naturalWidth));
    });
    assert.match(stdout, /width 500/);
  });
  test('is not held up by canvases, images and contexts', async () => {
    const result = await assertEnds((canvas) => {
      globalThis.kept = [canvas.createCanvas(500, 500), new canvas.Image(), canvas.createCanvas(5, 5).getContext('2d')];
      globalThis.kept[0].getContext('2d').fillRect(0, 0, 5, 5);
      globalThis.kept[0].data();
    });
    assert.ok(result.ms < 10_000);
  });
});

describe('nothing is unhandled', () => {
  // Node ends with code 1 on an unhandled rejection.
  test('broken sources without handlers', () => assertEnds((canvas) => {
    for (const src of [Buffer.alloc(100), 'data:,', '', '/no/such/file', 'http://127.0.0.1:1/', Buffer.alloc(0)]) new canvas.Image().src = src;
  }));
  test('a source replaced again and again', () => assertEnds((canvas) => {
    const png = canvas.createCanvas(50, 50).encodeSync('png');
    const image = new canvas.Image();
    for (let i = 0; i < 50; i++) image.src = i % 3 ? png : i % 2 ? '/no/such/file' : png.subarray(0, 60);
  }));
  test('images disposed of while they load', () => assertEnds((canvas) => {
    const png = canvas.createCanvas(50, 50).encodeSync('png');
    for (let i = 0; i < 50; i++) {
      const image = new canvas.Image();
      image.src = i % 2 ? png : __filename;
      image.dispose();
    }
  }));
  test('loadImage whose signal is aborted', () => assertEnds((canvas) => {
    const png = canvas.createCanvas(50, 50).encodeSync('png');
    for (let i = 0; i < 20; i++) {
      const controller = new AbortController();
      canvas.loadImage(png, { signal: controller.signal }).catch(() => {});
      canvas.loadImage('http://127.0.0.1:1/', { signal: controller.signal }).catch(() => {});
      if (i % 2) controller.abort(); else setTimeout(() => controller.abort(), 1);
    }
  }));
  test('decode() that is caught', () => assertEnds((canvas) => {
    const image = new canvas.Image();
    image.src = Buffer.alloc(50);
    image.decode().catch(() => {});
    image.src = canvas.createCanvas(5, 5).encodeSync('png');
    image.decode().catch(() => {});
    image.dispose();
  }));
});

describe('what handlers throw', () => {
  for (const [name, src] of [['onload', 'good'], ['onerror', 'bad']]) {
    test(`${name}: an uncaught exception with its own message`, async () => {
      const script = new Function('canvas', `
        process.on('unhandledRejection', () => process.exit(9));
        process.on('uncaughtException', (error) => { console.log(error.message); process.exit(5); });
        const image = new canvas.Image();
        image.${name} = () => { throw new Error('from the handler'); };
        image.src = '${src}' === 'good' ? canvas.createCanvas(5, 5).encodeSync('png') : Buffer.alloc(50);`);
      const { stdout } = await assertEnds(script, 5);
      assert.match(stdout, /from the handler/);
    });
  }
});

test('a stack overflow in a conversion is a RangeError, the canvas draws on', async () => {
  const { stdout } = await runWell((canvas) => {
    const ctx = canvas.createCanvas(5, 5).getContext('2d');
    const deep = { valueOf() { ctx.fillRect(deep, 0, 1, 1); return 0; }, toString() { ctx.fillText(deep, 0, 0); return ''; } };
    const names = [() => ctx.fillRect(deep, 0, 1, 1), () => ctx.fillText(deep, 0, 0)].map((call) => {
      try { call(); return 'nothing'; } catch (error) { return error.name; }
    });
    ctx.fillRect(0, 0, 5, 5);
    console.log(names.join(), ctx.getImageData(0, 0, 1, 1).data[3]);
  });
  assert.match(stdout, /RangeError,RangeError 255/);
});
