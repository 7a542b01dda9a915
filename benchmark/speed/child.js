'use strict';

// The process of one engine (argv: its name, or `memcpy`). Answers the parent's messages one by one:
//   { open: scene id } -> { lacks } or { repeats, notes, picture }
//   { round: true }    -> { wall, cpu, notes }
// and ends when the parent does.

const { load } = require('../engines.js');
const scenes = require('./scenes/index.js');
const stages = require('./stage.js');
const memcpy = require('./memcpy.js');

const name = process.argv[2];
const engine = name === 'memcpy' ? null : load(name);
const font = engine && engine.useFont();
let stage = null;

async function open(id) {
  stage = null;
  const scene = scenes.find((one) => one.id === id);
  stage = engine ? await stages.open(scene, engine, font) : memcpy.stageOf(scene);
  const { lacks, repeats, notes, picture } = stage;
  return { lacks, repeats, notes, picture };
}

const round = async () => ({ ...(engine ? await stages.round(stage) : stage.round()), notes: stage.notes });

process.on('message', async (message) => {
  try {
    process.send(await (message.open ? open(message.open) : round()));
  } catch (error) {
    process.send({ error: String(error && error.stack ? error.stack : error) });
  }
});
process.once('disconnect', () => process.exit());
