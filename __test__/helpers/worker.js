'use strict';

// What a worker thread of the lifecycle tests does, by name (workerData.task). Sends its result.

const { parentPort, workerData } = require('node:worker_threads');

const canvas = require('../../index.js');

const TASKS = {
  /** Draws pictures that depend on the seed; sends their pixels' sum and what is alive in the end. */
  async draw({ seed, rounds }) {
    let sum = 0;
    for (let i = 0; i < rounds; i++) {
      const ctx = canvas.createCanvas(64, 64).getContext('2d');
      ctx.fillStyle = `hsl(${(seed * 90) + i} 80% 50%)`;
      ctx.arc(32, 32, 20 + (i % 10), 0, 7);
      ctx.fill();
      ctx.font = '20px sans-serif';
      ctx.strokeText(`${seed}`, 5, 40);
      const image = await canvas.loadImage(await ctx.canvas.encode('png'));
      ctx.drawImage(image, 5, 5);
      for (const byte of ctx.canvas.data()) sum += byte;
      image.dispose();
      ctx.canvas.dispose();
    }
    return { sum, usage: canvas.memoryUsage() };
  },

  /** Has decodes and encodes in flight, says so, and goes on until it is terminated. */
  async busy({ bytes }) {
    const big = canvas.createCanvas(600, 600);
    big.getContext('2d').fillRect(0, 0, 500, 500);
    const all = [];
    for (let i = 0; i < 8; i++) {
      all.push(canvas.loadImage(bytes).catch(() => {}), big.encode('webp').catch(() => {}));
    }
    parentPort.postMessage('busy');
    await Promise.all(all);
    return new Promise(() => setInterval(() => {}, 1000));
  },

  /** Makes a bitmap of each message, turns it upside down, and sends that back. */
  async bitmaps() {
    parentPort.on('message', async (message) => {
      const bitmap = canvas.ImageBitmap.fromMessage(message);
      const turned = await canvas.createImageBitmap(bitmap, { imageOrientation: 'flipY' });
      const answer = turned.toMessage();
      bitmap.close();
      turned.close();
      parentPort.postMessage({ answer, live: canvas.memoryUsage().live }, [answer.pixels]);
    });
    return 'ready';
  },

  /** Loads, draws, and leaves everything lying about. */
  async leave() {
    const ctx = canvas.createCanvas(500, 500).getContext('2d');
    ctx.fillStyle = ctx.createLinearGradient(0, 0, 9, 9);
    ctx.fillStyle.addColorStop(0, 'red');
    ctx.fillRect(0, 0, 500, 500);
    ctx.fillText('left', 5, 50);
    ctx.getImageData(0, 0, 1, 1);
    globalThis.left = [ctx, new canvas.Path2D('M0 0h5'), ctx.canvas.encode('png')];
    return 'left';
  },
};

TASKS[workerData.task](workerData).then((result) => parentPort.postMessage(result));
