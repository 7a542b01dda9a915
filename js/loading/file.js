'use strict';

// The bytes of a file that may be no file at all.

const { constants } = require('node:fs');
const fs = require('node:fs/promises');

const { tooManyBytes } = require('../errors.js');
const { Collector } = require('./collector.js');

// Without O_NONBLOCK, opening a pipe that nobody writes to would hold a thread of Node's pool for good; without
// O_NOCTTY, opening a terminal might make it the process's own. Windows has neither.
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

const PIECE = { least: 64 * 1024, most: 1024 * 1024 };

/** Reads until the end, whatever length the file is said to have: it may grow meanwhile, and those in /proc say 0. */
async function readAll(file, size, path, { signal, maxInputBytes }) {
  const collector = new Collector(path, maxInputBytes, size);
  const piece = Buffer.allocUnsafeSlow(Math.min(Math.max(size + 1, PIECE.least), PIECE.most));
  for (;;) {
    signal?.throwIfAborted();
    const { bytesRead } = await file.read(piece, 0, piece.length, null);
    if (bytesRead === 0) return collector.bytes;
    collector.push(piece.subarray(0, bytesRead));
  }
}

async function readFile(path, options) {
  const file = await fs.open(path, FLAGS);
  try {
    const stat = await file.stat();
    // Devices and pipes may never end.
    if (!stat.isFile()) throw new TypeError(`${path} is not a regular file`);
    if (stat.size > options.maxInputBytes) throw tooManyBytes(path, stat.size, options.maxInputBytes);
    return await readAll(file, stat.size, path, options);
  } finally {
    await file.close();
  }
}

module.exports = { readFile };
