'use strict';

// worker_threads: at the same time, terminated in the middle, and as the only ones that load the addon.

const assert = require('node:assert/strict');
const { once } = require('node:events');
const path = require('node:path');
const { describe, test } = require('node:test');
const { Worker } = require('node:worker_threads');

const canvas = require('../../index.js');
const { runWell } = require('../helpers/child.js');

const WORKER = path.join(__dirname, '../helpers/worker.js');
const start = (workerData) => new Worker(WORKER, { workerData });

/** A picture that takes a while to decode. */
function largePng() {
  const big = canvas.createCanvas(800, 800);
  const ctx = big.getContext('2d');
  for (let i = 0; i < 800; i += 3) {
    ctx.fillStyle = `hsl(${i} 70% 50%)`;
    ctx.fillRect(i, (i * 7) % 800, 200, 2);
  }
  const bytes = big.encodeSync('png');
  big.dispose();
  return bytes;
}

async function resultOf(worker) {
  const [result] = await once(worker, 'message');
  return result;
}

describe('four workers at once', () => {
  const ROUNDS = 10;
  const draw = async (seed) => {
    const worker = start({ task: 'draw', seed, rounds: ROUNDS });
    const result = await resultOf(worker);
    await worker.terminate();
    return result;
  };
  test('draw what each draws alone', async () => {
    const alone = [];
    for (let seed = 0; seed < 4; seed++) alone.push((await draw(seed)).sum);
    const together = await Promise.all([0, 1, 2, 3].map(draw));
    assert.deepEqual(together.map(({ sum }) => sum), alone);
    assert.equal(new Set(alone).size, 4, 'the pictures differ');
  });
  test('have a count of memory of their own', async () => {
    const mine = canvas.createCanvas(100, 100);
    mine.getContext('2d').fillRect(0, 0, 5, 5);
    mine.data();
    const { usage } = await draw(1);
    assert.equal(usage.bitmaps, 0);
    assert.ok(canvas.memoryUsage().bitmaps >= 1);
    mine.dispose();
  });
  test('this thread draws meanwhile', async () => {
    const others = Promise.all([0, 1, 2, 3].map(draw));
    for (let i = 0; i < 50; i++) {
      const ctx = canvas.createCanvas(50, 50).getContext('2d');
      ctx.fillStyle = 'red';
      ctx.fillRect(0, 0, 50, 50);
      assert.deepEqual([...ctx.getImageData(49, 49, 1, 1).data], [255, 0, 0, 255]);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await others;
  });
});

test('workers terminated with decodes and encodes in flight, 10 times', async () => {
  const bytes = largePng();
  for (let i = 0; i < 10; i++) {
    const worker = start({ task: 'busy', bytes });
    assert.equal(await resultOf(worker), 'busy');
    await new Promise((resolve) => setTimeout(resolve, i * 5));
    await worker.terminate();
  }
  const ctx = canvas.createCanvas(5, 5).getContext('2d');
  ctx.drawImage(await canvas.loadImage(bytes), 0, 0);
  assert.equal(ctx.getImageData(0, 0, 1, 1).data.length, 4);
});

test('workers that leave everything behind, 10 times', async () => {
  for (let i = 0; i < 10; i++) {
    const worker = start({ task: 'leave' });
    assert.equal(await resultOf(worker), 'left');
    await worker.terminate();
  }
});

describe('only workers load the addon', () => {
  /** A program that starts workers one after another and terminates them; its main thread never loads the library. */
  const program = (task, count) => `
    const { Worker } = require('node:worker_threads');
    const { once } = require('node:events');
    (async () => {
      for (let i = 0; i < ${count}; i++) {
        const worker = new Worker(${JSON.stringify(WORKER)}, { workerData: { task: '${task}', seed: i, rounds: 2, bytes: Buffer.alloc(500) } });
        await once(worker, 'message');
        await worker.terminate();
      }
      console.log('done');
    })();`;
  for (const task of ['draw', 'busy', 'leave']) {
    test(`${task}: 20 workers, one after another`, async () => {
      const { stdout, peak } = await runWell('-e', { args: [program(task, 20)] });
      assert.match(stdout, /done/);
      assert.ok(peak < 500 * 1024 * 1024, `${peak} bytes`);
    });
  }
});

describe('bitmaps between threads', () => {
  const SIDE = 200;
  function bitmap() {
    const offscreen = new canvas.OffscreenCanvas(SIDE, SIDE);
    const ctx = offscreen.getContext('2d');
    for (let i = 0; i < SIDE; i++) {
      ctx.fillStyle = `rgb(${i} ${255 - i} 90 / ${i / SIDE})`;
      ctx.fillRect(i, i / 2, SIDE, 3);
    }
    return offscreen.transferToImageBitmap();
  }
  const bytesOf = (message) => Buffer.from(message.pixels);
  const rowsOf = (bytes) => Array.from({ length: SIDE }, (_, y) => bytes.subarray(y * SIDE * 4, (y + 1) * SIDE * 4));

  test('come back byte for byte from four workers at once, in both kinds of memory', async () => {
    const source = bitmap();
    const wanted = Buffer.concat(rowsOf(bytesOf(source.toMessage())).reverse());
    const workers = Array.from({ length: 4 }, () => start({ task: 'bitmaps' }));
    await Promise.all(workers.map(resultOf));
    const shared = source.toMessage({ shared: true });
    const ask = async (worker, i) => {
      const message = i % 2 === 0 ? shared : source.toMessage();
      const answer = resultOf(worker);
      worker.postMessage(message, i % 2 === 0 ? [] : [message.pixels]);
      return answer;
    };
    for (let round = 0; round < 5; round++) {
      for (const { answer, live } of await Promise.all(workers.map(ask))) {
        assert.ok(bytesOf(answer).equals(wanted));
        assert.equal(live, 0);
        canvas.ImageBitmap.fromMessage(answer).close();
      }
    }
    await Promise.all(workers.map((worker) => worker.terminate()));
    source.close();
  });

  test('that never arrive are nobody\'s loss', async () => {
    const source = bitmap();
    // Which draws it.
    source.toMessage();
    const before = canvas.memoryUsage().live;
    for (let i = 0; i < 5; i++) {
      const worker = start({ task: 'bitmaps' });
      await resultOf(worker);
      for (let j = 0; j < 20; j++) {
        const message = source.toMessage();
        worker.postMessage(message, [message.pixels]);
      }
      await worker.terminate();
    }
    assert.equal(canvas.memoryUsage().live, before);
    source.close();
  });

  test('whose memory another thread writes to are pictures', async () => {
    const message = bitmap().toMessage({ shared: true });
    const writer = new Worker(
      'const { workerData } = require("node:worker_threads"); const bytes = new Uint8Array(workerData);'
        + 'for (let i = 0; ; i++) { if (i % 4096 === 0) require("node:worker_threads").parentPort.postMessage(0); bytes.fill(i); }',
      { eval: true, workerData: message.pixels },
    );
    await once(writer, 'message');
    for (let i = 0; i < 50; i++) {
      const made = canvas.ImageBitmap.fromMessage(message);
      const bytes = new Uint8Array(made.toMessage().pixels);
      for (let at = 0; at < bytes.length; at += 4) assert.ok(bytes[at] <= bytes[at + 3]);
      made.close();
    }
    await writer.terminate();
  });
});
