'use strict';

// The pictures that the scenes draw and decode: made once, kept in benchmark/.cache. Also the child
// process that makes them (argv: engine, folder).

const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { load } = require('../engines.js');
const { drawPicture } = require('../lib/picture.js');
const { WIDTH, HEIGHT, random, color, disc } = require('./draw.js');
const { drawChart } = require('./pictures.js');

// Change the number when the pictures change, so that an old cache is not used.
const FOLDER = path.join(__dirname, '..', '.cache', 'speed-1');

// The same maker wherever it is present, so that figures of two runs rest on the same files.
const MAKERS = ['@napi-rs/canvas', 'ours', 'canvas'];

const QUALITY = { jpeg: 92, webp: 80 };

function chartOf(engine) {
  const canvas = engine.createCanvas(WIDTH, HEIGHT);
  drawChart(canvas.getContext('2d'), engine.useFont(), 60);
  return canvas;
}

/** Translucent discs on nothing: every kind of alpha. */
function spriteOf(engine) {
  const canvas = engine.createCanvas(WIDTH, HEIGHT);
  const ctx = canvas.getContext('2d');
  const next = random();
  for (let i = 0; i < 150; i += 1) {
    ctx.fillStyle = color(next, 0.5);
    disc(ctx, next() * WIDTH, next() * HEIGHT, 20 + next() * 80);
    ctx.fill();
  }
  return canvas;
}

async function make(name, folder) {
  const engine = load(name);
  const write = async (picture, canvas, type) => {
    const bytes = await engine.encode(canvas, type, QUALITY[type]);
    fs.writeFileSync(path.join(folder, `${picture}.${type}`), bytes);
  };
  await write('sprite', spriteOf(engine), 'png');
  for (const type of engine.encodes) {
    await write('photo', drawPicture(engine, WIDTH, HEIGHT), type);
    await write('chart', chartOf(engine), type);
  }
}

/** Makes the pictures when they are not cached yet. `present` names the engines that load. */
function ensureSources(present, log) {
  if (fs.existsSync(FOLDER)) return;
  const maker = MAKERS.find((name) => present.includes(name));
  log(`making the source pictures with ${maker} …`);
  const partial = `${FOLDER}.${process.pid}`;
  fs.mkdirSync(partial, { recursive: true });
  const { status, stderr } = spawnSync(process.execPath, [__filename, maker, partial], { encoding: 'utf8' });
  if (status !== 0) {
    fs.rmSync(partial, { recursive: true, force: true });
    throw new Error(`${maker} could not make the source pictures:\n${stderr}`);
  }
  fs.renameSync(partial, FOLDER);
}

const sourceFile = (name) => path.join(FOLDER, name);

if (require.main === module) {
  make(process.argv[2], process.argv[3]).catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });
}

module.exports = { ensureSources, sourceFile };
