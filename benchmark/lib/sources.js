'use strict';

// The source pictures: made once, kept in benchmark/.cache, read by the children.

const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');

// Change the number when picture.js changes, so that an old cache is not used.
const FOLDER = path.join(__dirname, '..', '.cache', 'sources-1');

const FILES = { jpeg: 'photo.jpeg', png: 'picture.png', webp: 'picture.webp', svg: 'shapes.svg' };

// The same maker wherever it is present, so that figures of two runs rest on the same files.
const MAKERS = ['@napi-rs/canvas', 'ours', 'canvas'];

function make(engine) {
  const partial = `${FOLDER}.${process.pid}`;
  fs.mkdirSync(partial, { recursive: true });
  const script = path.join(__dirname, 'make-sources.js');
  const result = spawnSync(process.execPath, [script, engine, partial], { encoding: 'utf8' });
  if (result.status !== 0) {
    fs.rmSync(partial, { recursive: true, force: true });
    throw new Error(`${engine} could not make the source pictures:\n${result.stderr}`);
  }
  fs.renameSync(partial, FOLDER);
}

/** Makes the pictures when they are not cached yet. `present` names the engines that load. */
function ensureSources(present, log) {
  if (fs.existsSync(FOLDER)) return;
  const maker = MAKERS.find((name) => present.includes(name));
  log(`making the source pictures with ${maker} …`);
  make(maker);
}

function sourceFile(kind) {
  return path.join(FOLDER, FILES[kind]);
}

/** Reads the named kinds; those that do not exist are left out. */
function readSources(kinds) {
  const found = kinds.filter((kind) => fs.existsSync(sourceFile(kind)));
  return new Map(found.map((kind) => [kind, fs.readFileSync(sourceFile(kind))]));
}

module.exports = { ensureSources, readSources, sourceFile };
