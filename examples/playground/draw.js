'use strict';

// A process that runs one piece of drawing code, sends the picture to its parent and ends. It is no sandbox: the code may do
// what its user may. render.js ends it when it takes too long or too much.

const fs = require('node:fs');
const path = require('node:path');

const api = require('../../index.js');
require('../../global.js');

const PICTURE = path.join(__dirname, '../card-server/assets/avatar.png');
// Of canvases and images. V8's own heap has a limit of its own.
const BUDGET = 256 * 1024 * 1024;
// Lines that `AsyncFunction` puts before the code.
const LINES_BEFORE = 2;

const AsyncFunction = (async () => {}).constructor;

/** An error as it can be sent, with the line of the code that threw it where V8 tells. */
function describe(error) {
  const line = /<anonymous>:(\d+):\d+/.exec(error?.stack)?.[1];
  return { name: String(error?.name ?? 'Error'), message: String(error?.message ?? error), line: line === undefined ? null : line - LINES_BEFORE };
}

const answer = (message) => process.send(message, () => process.exit());

async function draw({ code, width, height }) {
  api.setMemoryBudget(BUDGET);
  const picture = await api.loadImage(fs.readFileSync(PICTURE));
  const canvas = api.createCanvas(width, height);
  const ctx = canvas.getContext('2d');
  const names = { ctx, canvas, width, height, picture, createCanvas: api.createCanvas };
  const run = new AsyncFunction(...Object.keys(names), code);
  const began = performance.now();
  await run(...Object.values(names));
  // Drawing is recorded; who asks for pixels has it done.
  ctx.getImageData(0, 0, 1, 1);
  const drawn = performance.now();
  const png = await canvas.encode('png');
  return { png, drawMs: drawn - began, encodeMs: performance.now() - drawn };
}

process.on('uncaughtException', (error) => answer({ error: describe(error) }));
process.once('message', (job) => draw(job).then(answer, (error) => answer({ error: describe(error) })));
