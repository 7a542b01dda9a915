'use strict';

// Where pictures go: files in a directory that the front and all workers see. Redis holds their names only. On several
// machines this is a bucket; the three functions stay the same.

const { randomUUID } = require('node:crypto');
const fs = require('node:fs/promises');
const path = require('node:path');

// A worker that was killed leaves the file it was writing. Nobody writes for an hour.
const PARTIAL_KEEP_MS = 3_600_000;
const FILES = /\.(?:png|partial)$/;

const absent = (error) => {
  if (error.code !== 'ENOENT') throw error;
  return null;
};

/** A new file whose bytes have reached the disk. */
async function writeThrough(file, bytes) {
  const handle = await fs.open(file, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

class Results {
  #directory;

  constructor(directory) {
    this.#directory = directory;
  }

  /**
   * Writes a picture so that it is there as a whole or not at all, and survives the machine's stop. Returns its name.
   * Two workers may write the same card (see worker.js): each to a file of its own, and the last one stays.
   */
  async write(id, bytes) {
    await fs.mkdir(this.#directory, { recursive: true });
    const file = `${id}.png`;
    const partial = path.join(this.#directory, `${id}.${randomUUID()}.partial`);
    try {
      await writeThrough(partial, bytes);
      await fs.rename(partial, path.join(this.#directory, file));
    } catch (error) {
      await fs.rm(partial, { force: true });
      throw error;
    }
    return file;
  }

  /** The picture of a job, or null when there is none. */
  read(id) {
    return fs.readFile(path.join(this.#directory, `${id}.png`)).catch(absent);
  }

  /** Deletes pictures older than `keepMs`, and what killed workers left. */
  async deleteOld(keepMs) {
    const names = (await fs.readdir(this.#directory).catch(absent)) ?? [];
    for (const name of names.filter((one) => FILES.test(one))) {
      const file = path.join(this.#directory, name);
      // Another worker may be deleting too.
      const stat = await fs.stat(file).catch(absent);
      const keep = name.endsWith('.png') ? keepMs : PARTIAL_KEEP_MS;
      if (stat !== null && Date.now() - stat.mtimeMs > keep) await fs.rm(file, { force: true });
    }
  }
}

module.exports = { Results };
