'use strict';

// The queue of asynchronous work: order, turns, limits, calling off; and what is told of it.

const assert = require('node:assert/strict');
const diagnostics = require('node:diagnostics_channel');
const { execFileSync, spawnSync } = require('node:child_process');
const path = require('node:path');
const { afterEach, beforeEach, describe, test } = require('node:test');
const { Worker } = require('node:worker_threads');

const { Image, loadImage, memoryUsage, setLimits, stats } = require('../../index.js');
const { context } = require('../helpers/pixels.js');

const ROOT = path.join(__dirname, '..', '..');

let limits;
beforeEach(() => {
  limits = setLimits();
});
afterEach(() => setLimits(limits));

/** A canvas that takes a worker some time. */
function slow(size = 900) {
  const ctx = context(size, size);
  for (let i = 0; i < 400; i++) {
    ctx.fillStyle = `hsl(${i * 7} 80% 50% / 0.5)`;
    ctx.fillRect((i * 37) % size, (i * 91) % size, 300, 200);
  }
  return ctx.canvas;
}

/** Runs one job at a time behind a slow one; gives the names of the others in the order in which they end. */
async function order(jobs) {
  setLimits({ maxConcurrent: 1 });
  const blocker = slow().encode('png');
  const ended = [];
  await Promise.all(jobs().map(([name, job]) => job.then(() => ended.push(name))));
  await blocker;
  return ended;
}

const small = () => context(8, 8).canvas;

describe('order', () => {
  test('what is urgent goes first, each priority in its order', async () => {
    const names = Array.from({ length: 60 }, (_, i) => ['low', 'normal', 'high'][i % 3]);
    const ended = await order(() => names.map((priority, i) => [i, small().encode('png', { priority })]));
    const places = (priority) => ended.flatMap((i, place) => (names[i] === priority ? [place] : []));
    const mean = (priority) => places(priority).reduce((sum, place) => sum + place) / 20;
    assert.ok(mean('high') + 10 < mean('normal') && mean('normal') + 5 < mean('low'), ended.join(' '));
    for (const priority of ['low', 'normal', 'high']) {
      const own = ended.filter((i) => names[i] === priority);
      assert.deepEqual(own, [...own].sort((a, b) => a - b));
    }
  });

  test('nothing waits for ever', async () => {
    const ended = await order(() => [
      ['low', small().encode('png', { priority: 'low' })],
      ['normal', small().encode('png')],
      ...Array.from({ length: 40 }, (_, i) => [`high ${i}`, small().encode('png', { priority: 'high' })]),
    ]);
    assert.ok(ended.indexOf('normal') <= 8, `normal is number ${ended.indexOf('normal')}`);
    assert.ok(ended.indexOf('low') <= 17, `low is number ${ended.indexOf('low')}`);
  });

  test('canvases take turns', async () => {
    const [many, other] = [small(), small()];
    const ended = await order(() => [
      ...Array.from({ length: 20 }, (_, i) => [`many ${i}`, many.encode('png')]),
      ['other 0', other.encode('png')],
      ['other 1', other.encode('jpeg')],
    ]);
    assert.deepEqual(ended.slice(0, 4), ['many 0', 'other 0', 'many 1', 'other 1']);
    assert.deepEqual(ended.slice(4), Array.from({ length: 18 }, (_, i) => `many ${i + 2}`));
  });


  for (const priority of ['urgent', 'HIGH', 1, null, {}]) {
    test(`${JSON.stringify(priority)} is no priority`, async () => {
      await assert.rejects(small().encode('png', { priority }), { name: 'TypeError', message: /priority/ });
      await assert.rejects(loadImage(small().encodeSync(), { priority }), { name: 'TypeError', message: /priority/ });
    });
  }
});

describe('limits', () => {
  test('no more runs at once than maxConcurrent allows', async () => {
    setLimits({ maxConcurrent: 1 });
    const jobs = Array.from({ length: 8 }, () => slow(300).encode('png'));
    let most = 0;
    const timer = setInterval(() => {
      most = Math.max(most, stats().runningInProcess);
    }, 1);
    await Promise.all(jobs);
    clearInterval(timer);
    assert.ok(most <= 1, `${most} at once`);
    assert.equal(stats().runningInProcess, 0);
  });

  test('what waits beyond maxQueued is refused before it costs anything', async () => {
    setLimits({ maxConcurrent: 1, maxQueued: 3 });
    const jobs = [slow().encode('png'), ...Array.from({ length: 3 }, () => small().encode('png'))];
    const png = small().encodeSync('png');
    const refused = { name: 'RangeError', code: 'ERR_LIMIT', limit: 'maxQueued', actual: 4, allowed: 3 };
    const before = memoryUsage().live;
    await assert.rejects(slow(2000).encode('jpeg'), refused);
    await assert.rejects(loadImage(png), refused);
    assert.throws(() => small().toBlob(() => {}), refused);
    assert.ok(memoryUsage().bytesByKind.input === 0 && memoryUsage().live < before + 10_000_000);
    await Promise.all(jobs);
    await small().encode('png');
  });

  test('an image for which there is no room in the queue can be drawn all the same', async () => {
    const png = context(30, 20).canvas.encodeSync();
    setLimits({ maxConcurrent: 1, maxQueued: 1 });
    // Both are drawn before the first one is encoded, which takes longer than handing over the second one.
    const [long, other] = [slow(1500), small()];
    const busy = [long.encode('png', { compressionLevel: 9 }), other.encode('png')];
    const image = new Image();
    const failed = new Promise((resolve) => {
      image.onerror = resolve;
    });
    image.src = png;
    assert.deepEqual([image.naturalWidth, image.naturalHeight], [30, 20]);
    context(30, 20).drawImage(image, 0, 0);
    assert.equal((await failed).limit, 'maxQueued');
    await assert.rejects(loadImage(png), { limit: 'maxQueued' });
    await Promise.all(busy);
  });
  test("loadImage's timeout holds while it waits", async () => {
    const png = context(30, 20).canvas.encodeSync();
    setLimits({ maxConcurrent: 1 });
    const busy = [slow(2500).encode('png', { compressionLevel: 9 }), slow(300).encode('png')];
    await assert.rejects(loadImage(png, { timeout: 1, priority: 'low' }), { name: 'TimeoutError' });
    await Promise.all(busy);
  });
  test('images that wait can be drawn at once', async () => {
    setLimits({ maxConcurrent: 1 });
    const ctx = context(8, 8);
    ctx.fillStyle = 'red';
    ctx.fillRect(0, 0, 8, 8);
    const png = ctx.canvas.encodeSync('png');
    const blocker = slow().encode('png');
    const image = new Image();
    image.src = png;
    assert.equal(stats().waiting, 1);
    ctx.clearRect(0, 0, 8, 8);
    ctx.drawImage(image, 0, 0);
    assert.deepEqual([...ctx.getImageData(3, 3, 1, 1).data], [255, 0, 0, 255]);
    await Promise.all([image.decode(), blocker]);
  });
});

describe('work that is called off while it waits', () => {
  const CALLED_OFF = {
    'an encode with a signal': async (canvas) => {
      const controller = new AbortController();
      const job = canvas.encode('png', { signal: controller.signal });
      assert.equal(stats().waiting, 1);
      controller.abort(new Error('enough'));
      await assert.rejects(job, { message: 'enough' });
    },
    'an encode with a signal whose reason is null': async (canvas) => {
      const controller = new AbortController();
      const job = canvas.encode('png', { signal: controller.signal });
      controller.abort(null);
      await job.then(() => assert.fail('it was encoded'), (reason) => assert.equal(reason, null));
    },
    'an encode that is late': async (canvas) => {
      await assert.rejects(canvas.encode('png', { timeout: 1 }), { name: 'TimeoutError' });
    },
    'an image with another source': async (canvas, png) => {
      const image = new Image();
      image.src = png;
      assert.equal(stats().waiting, 1);
      const decoding = image.decode();
      image.src = Buffer.alloc(1);
      await assert.rejects(decoding, { name: 'EncodingError' });
    },
    'an image that is disposed of': async (canvas, png) => {
      const image = new Image();
      image.src = png;
      image.dispose();
    },
    'a load with a signal': async (canvas, png) => {
      const controller = new AbortController();
      const job = loadImage(png, { signal: controller.signal });
      controller.abort(new Error('enough'));
      await assert.rejects(job, { message: 'enough' });
    },
  };
  for (const [name, callOff] of Object.entries(CALLED_OFF)) {
    test(`${name} is out of the queue and gives its memory back at once`, async () => {
      setLimits({ maxConcurrent: 1 });
      const canvas = small();
      const png = slow(200).encodeSync('png');
      const blocker = slow(1500).encode('png', { compressionLevel: 9 });
      const { input } = memoryUsage().bytesByKind;
      const aborted = stats().encode.aborted + stats().decode.aborted;
      await callOff(canvas, png);
      assert.equal(stats().waiting, 0);
      assert.equal(stats().encode.aborted + stats().decode.aborted, aborted + 1);
      assert.equal(memoryUsage().bytesByKind.input, input);
      await blocker;
    });
  }
});

describe('worker threads', () => {
  const worker = (script) => new Promise((resolve, reject) => {
    const thread = new Worker(script, { eval: true, workerData: ROOT });
    thread.on('message', () => thread.terminate());
    thread.on('error', reject);
    thread.on('exit', resolve);
  });
  test('a thread that ends with work waiting takes no slot with it', async () => {
    setLimits({ maxConcurrent: 2 });
    const script = `
      const { parentPort, workerData } = require('node:worker_threads');
      const { createCanvas } = require(workerData);
      for (let i = 0; i < 30; i++) {
        const canvas = createCanvas(400, 400);
        canvas.getContext('2d').fillRect(0, 0, i, i);
        canvas.encode('png');
      }
      parentPort.postMessage('begun');`;
    await Promise.all([worker(script), worker(script), worker(script)]);
    assert.equal(stats().runningInProcess, 0);
    assert.ok((await small().encode('png')).length > 0);
  });
  test('all threads share what maxConcurrent says', async () => {
    setLimits({ maxConcurrent: 3 });
    const script = `
      const { parentPort, workerData } = require('node:worker_threads');
      const { setLimits } = require(workerData);
      if (setLimits().maxConcurrent !== 3) throw new Error('another limit');
      setLimits({ maxConcurrent: 5 });
      parentPort.postMessage('set');`;
    await worker(script);
    assert.equal(setLimits().maxConcurrent, 5);
  });
});

test('a process ends when all its work is done, not before', () => {
  const script = `
    const { createCanvas, setLimits } = require('./index.js');
    setLimits({ maxConcurrent: 1 });
    const jobs = Array.from({ length: 20 }, () => createCanvas(50, 50).encode('png'));
    let done = 0;
    for (const job of jobs) job.then(() => done++);
    process.on('exit', () => process.stdout.write(String(done)));`;
  assert.equal(execFileSync(process.execPath, ['-e', script], { cwd: ROOT, encoding: 'utf8' }), '20');
});

describe('what is told', () => {
  test('stats() counts', async () => {
    const before = stats();
    const png = await small().encode('png');
    await loadImage(png);
    await assert.rejects(loadImage(png.subarray(0, 60)));
    const now = stats();
    assert.equal(now.encode.done - before.encode.done, 1);
    assert.equal(now.encode.bytesOut - before.encode.bytesOut, png.length);
    assert.equal(now.encode.formats.png - (before.encode.formats.png ?? 0), 1);
    assert.equal(now.decode.begun - before.decode.begun, 2);
    assert.equal(now.decode.done - before.decode.done, 1);
    assert.equal(now.decode.failed - before.decode.failed, 1);
    assert.equal(now.decode.bytesIn - before.decode.bytesIn, png.length + 60);
    assert.ok(now.encode.workedMs > before.encode.workedMs);
    assert.equal(now.waiting + now.running, 0);
  });
  test('what is read of a stream counts, its end does not', async () => {
    const before = stats().encode;
    for await (const part of context(9, 9).canvas.encodeStream('png')) assert.ok(part.length > 0);
    assert.deepEqual([stats().encode.begun, stats().encode.done], [before.begun + 1, before.done + 1]);
  });
  test('a reason that fights back is told', async () => {
    const reason = {
      get name() {
        throw new Error('mine');
      },
    };
    const signal = AbortSignal.abort(reason);
    const controller = new AbortController();
    const encoding = slow(300).encode('png', { signal: controller.signal });
    controller.abort(reason);
    await assert.rejects(encoding, (error) => error === reason);
    await assert.rejects(slow(9).encode('png', { signal }), (error) => error === reason);
    // What was begun ends by itself.
    while (stats().running > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  });
  test('what it gives is a copy', () => {
    stats().encode.formats.png = -1;
    assert.notEqual(stats().encode.formats.png, -1);
  });
  test('reasons of every kind are told', async () => {
    for (const reason of [null, undefined, 5, Symbol('x'), { name: { toString: null } }]) {
      const script = `
        const { createCanvas, setLimits } = require('./index.js');
        setLimits({ maxConcurrent: 1 });
        createCanvas(500, 500).encode('png');
        const controller = new AbortController();
        createCanvas(5, 5).encode('png', { signal: controller.signal }).catch(() => {});
        controller.abort(${typeof reason === 'symbol' ? "Symbol('x')" : JSON.stringify(reason)});`;
      const { status, stderr } = spawnSync(process.execPath, ['-e', script], { cwd: ROOT, encoding: 'utf8', env: { ...process.env, NODE_DEBUG: 'canvas' } });
      assert.equal(status, 0, stderr);
    }
  });
  test('channels tell the end of each piece of work', async () => {
    const told = [];
    const listen = (message) => told.push(message);
    const names = ['encode', 'decode', 'load'].map((kind) => `@scope/canvas:${kind}`);
    for (const name of names) diagnostics.channel(name).subscribe(listen);
    try {
      const png = await small().encode('png', { priority: 'high' });
      await loadImage(new Blob([png]));
      await assert.rejects(loadImage('/no/such/file'));
    } finally {
      for (const name of names) diagnostics.channel(name).unsubscribe(listen);
    }
    assert.deepEqual(told.map(({ kind }) => kind), ['encode', 'load', 'decode', 'load']);
    const [encode, , decode, failed] = told;
    assert.deepEqual([encode.format, encode.priority, decode.format], ['png', 'high', 'png']);
    assert.ok(encode.waitedMs >= 0 && encode.workedMs > 0 && encode.bytesOut === decode.bytesIn);
    assert.equal(failed.error.code, 'ENOENT');
  });
  test('NODE_DEBUG=canvas writes lines, and nothing is written without it', () => {
    const script = "const { createCanvas } = require('./index.js'); createCanvas(9, 9).encode('jpeg')";
    const written = (env) => {
      return spawnSync(process.execPath, ['-e', script], { cwd: ROOT, encoding: 'utf8', env: { ...process.env, ...env } }).stderr;
    };
    assert.match(written({ NODE_DEBUG: 'canvas' }), /CANVAS \d+: encode jpeg \(normal\): waited [\d.]+ ms, worked [\d.]+ ms, 0 bytes in, \d+ out/);
    assert.equal(written({ NODE_DEBUG: '' }), '');
  });
});
