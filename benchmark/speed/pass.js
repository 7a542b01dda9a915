'use strict';

// One pass over the scenes: every engine opens the scene, then the rounds alternate between them, each
// starting with another engine, so that what disturbs the machine disturbs all.

const { median, scatter } = require('../lib/stats.js');
const { EngineProcess } = require('./engine-process.js');

/** `{ name: answer }` of asking one process after the other. */
async function askAll(processes, message) {
  const answers = {};
  for (const process of processes) answers[process.name] = await process.ask(message);
  return answers;
}

const rotated = (list, by) => [...list.slice(by % list.length), ...list.slice(0, by % list.length)];

function summary(opened, rounds, clock) {
  if (opened.lacks) return { lacks: opened.lacks };
  const failed = [opened, ...rounds].find(({ error }) => error);
  if (failed) return { error: failed.error };
  const times = rounds.map((round) => round[clock]);
  return {
    ms: median(times),
    scatter: scatter(times),
    rounds: rounds.map(({ wall, cpu }) => ({ wall, cpu })),
    repeats: opened.repeats,
    notes: rounds.at(-1).notes,
    picture: opened.picture,
  };
}

/** Runs one scene: `{ engine: { ms, scatter, rounds, repeats, notes, picture } | { lacks } | { error } }`. */
async function runScene(scene, processes, { rounds, clock }) {
  const taking = processes.filter(({ name }) => name !== 'memcpy' || scene.copies);
  const opened = await askAll(taking, { open: scene.id });
  const able = taking.filter(({ name }) => !opened[name].lacks && !opened[name].error);
  const seen = Object.fromEntries(taking.map(({ name }) => [name, []]));
  for (let i = 0; i < rounds && able.length > 0; i += 1) {
    const answers = await askAll(rotated(able, i), { round: true });
    for (const [name, answer] of Object.entries(answers)) seen[name].push(answer);
  }
  return Object.fromEntries(taking.map(({ name }) => [name, summary(opened[name], seen[name], clock)]));
}

/** Runs all scenes: a list of `{ id, results }`. `one`: on one thread. */
async function runPass(scenes, names, options, one, log) {
  // Several threads are there to save time on the clock; what they take in sum says nothing.
  const clock = one ? options.clock : 'wall';
  const processes = [...names, 'memcpy'].map((name) => new EngineProcess(name, one));
  const all = [];
  for (const scene of scenes) {
    log(`${one ? 'one thread' : 'all threads'} / ${scene.id} …`);
    all.push({ id: scene.id, results: await runScene(scene, processes, { ...options, clock }) });
  }
  processes.forEach((process) => process.end());
  return all;
}

module.exports = { runPass, summary, rotated };
