'use strict';

// Runs scenes on one engine, inside the engine's own process: opens a scene, measures rounds of it.

const fs = require('node:fs');
const { WIDTH, HEIGHT } = require('./draw.js');
const { sourceFile } = require('./sources.js');
const { thumbnail } = require('./thumbnail.js');

// Warm up until compilers and caches have seen the scene, then size a round: long enough to be
// above the clock's and the scheduler's noise, short enough for many rounds.
const WARM_RUNS = 3;
const WARM_MS = 60;
const ROUND_MS = 30;
const MAX_REPEATS = 60;

/** What the engine lacks for a scene, as a sentence; null when nothing. */
function lacking(scene, engine, ctx) {
  const member = (scene.needs ?? []).find((name) => !(name in ctx));
  if (member) return `has no ${member}`;
  if (scene.encodes && !engine.encodes.includes(scene.encodes)) return `does not write ${scene.encodes.toUpperCase()}`;
  if (scene.decodes && !engine.decodes.includes(scene.decodes)) return `does not read ${scene.decodes.toUpperCase()}`;
  if (scene.decodes && !fs.existsSync(sourceFile(`photo.${scene.decodes}`))) return 'no source picture';
  return null;
}

function kitOf(engine, font, notes) {
  const ctx = engine.createCanvas(WIDTH, HEIGHT).getContext('2d');
  const bytes = (name) => fs.readFileSync(sourceFile(name));
  return {
    engine,
    ctx,
    font,
    bytes,
    image: (name) => engine.loadImage(bytes(name)),
    // Reading one pixel makes a lazy engine draw everything.
    look: () => ctx.getImageData(0, 0, 1, 1),
    note: (key, value) => { notes[key] = value; },
  };
}

async function once(stage) {
  const pending = stage.run();
  if (pending instanceof Promise) await pending;
  stage.kit.look();
}

/** `repeats` runs in a row: milliseconds of one, by the clock and by the processor. */
async function measure(stage, repeats) {
  if (globalThis.gc) globalThis.gc();
  const cpu = process.cpuUsage();
  const start = performance.now();
  for (let i = 0; i < repeats; i += 1) await once(stage);
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { wall: wall / repeats, cpu: (user + system) / 1000 / repeats };
}

/** Runs the scene until it is warm; returns how often a round should repeat it. */
async function warm(stage) {
  const end = performance.now() + WARM_MS;
  let fastest = Infinity;
  for (let i = 0; i < WARM_RUNS || performance.now() < end; i += 1) {
    const start = performance.now();
    await once(stage);
    fastest = Math.min(fastest, performance.now() - start);
  }
  return Math.min(MAX_REPEATS, Math.max(1, Math.ceil(ROUND_MS / fastest)));
}

/** Opens a scene: `{ lacks }` or a stage that `round` can measure. */
async function open(scene, engine, font) {
  const notes = {};
  const kit = kitOf(engine, font, notes);
  const lacks = lacking(scene, engine, kit.ctx);
  if (lacks) return { lacks };
  const stage = { kit, notes, run: await scene.open(kit) };
  stage.repeats = await warm(stage);
  stage.picture = thumbnail(kit.ctx, WIDTH, HEIGHT);
  return stage;
}

const round = (stage) => measure(stage, stage.repeats);

module.exports = { open, round };
