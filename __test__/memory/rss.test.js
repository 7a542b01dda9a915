'use strict';

// What the operating system sees, in fresh processes with default flags. The bounds are far above
// what is measured and far below what a leak of one kind would give.

const assert = require('node:assert/strict');
const { test } = require('node:test');

const path = require('node:path');

const { inChild } = require('./support.js');

const ROOT = path.join(__dirname, '..', '..');

test('a synchronous loop of 200 canvases of 9 MB stays small', () => {
  const { peak, ledger } = inChild(`
    for (let i = 0; i < 200; i++) {
      const context = canvas.createCanvas(1500, 1500).getContext('2d');
      context.fillRect(0, 0, 10, 10);
      context.getImageData(0, 0, 1, 1);
    }
    console.log(JSON.stringify({ peak: peakMegabytes(), ledger: canvas.memoryUsage().peak }));`);
  // All of them would be 1,800 MB.
  assert.ok(peak < 250, `peak RSS ${peak} MB`);
  assert.ok(ledger < 500e6, `ledger peak ${ledger}`);
});

test('a loop that only awaits loads gives pictures back as it goes', () => {
  const { peak } = inChild(`
    (async () => {
      const picture = canvas.createCanvas(2000, 1500);
      picture.getContext('2d').fillRect(0, 0, 100, 100);
      const bytes = await picture.encode('jpeg');
      for (let i = 0; i < 100; i++) await canvas.loadImage(bytes);
      console.log(JSON.stringify({ peak: peakMegabytes() }));
    })();`);
  // All of them would be 1,200 MB.
  assert.ok(peak < 350, `peak RSS ${peak} MB`);
});

test('memory of a burst goes back to the operating system', () => {
  const { start, after } = inChild(`
    (async () => {
      const work = async () => {
        const picture = canvas.createCanvas(1200, 900);
        const context = picture.getContext('2d');
        context.fillRect(0, 0, 600, 400);
        const bytes = await picture.encode('jpeg');
        const image = await canvas.loadImage(bytes);
        context.drawImage(image, 10, 10);
        await picture.encode('png');
        picture.dispose();
        image.dispose();
      };
      await Promise.all(Array.from({ length: 8 }, work));
      await new Promise((resolve) => setTimeout(resolve, 1500));
      const start = rssMegabytes();
      for (let i = 0; i < 5; i++) await Promise.all(Array.from({ length: 32 }, work));
      await new Promise((resolve) => setTimeout(resolve, 2000));
      console.log(JSON.stringify({ start, after: rssMegabytes(), pool: canvas.memoryUsage().pool }));
    })();`);
  assert.ok(after - start < 40, `RSS ${start} MB after the first, ${after} MB after the burst`);
});

test('workers terminated in the middle of decodes leave the process whole', () => {
  const { crashed, live } = inChild(`
    const { Worker } = require('node:worker_threads');
    (async () => {
      const picture = canvas.createCanvas(1500, 1000);
      picture.getContext('2d').fillRect(0, 0, 700, 700);
      const bytes = await picture.encode('jpeg');
      picture.dispose();
      const script = "const { workerData, parentPort } = require('node:worker_threads');" +
        "const canvas = require(workerData.path);" +
        "for (let i = 0; i < 4; i++) canvas.loadImage(workerData.bytes);" +
        "parentPort.postMessage('begun');";
      let crashed = 0;
      for (let i = 0; i < 12; i++) {
        const worker = new Worker(script, { eval: true, workerData: { bytes, path: ${JSON.stringify(ROOT)} } });
        worker.on('error', () => crashed++);
        await new Promise((resolve) => worker.once('message', resolve));
        await new Promise((resolve) => setTimeout(resolve, i * 2));
        await worker.terminate();
      }
      console.log(JSON.stringify({ crashed, live: canvas.memoryUsage().live }));
    })();`);
  assert.deepEqual({ crashed, live }, { crashed: 0, live: 0 });
});
