'use strict';

// What the main.js of a small example does when it is started:
//   node main.js [path]     the path is out/<name of the example>.png beside it unless it is given
// It draws, writes one file or, where an example has several pictures, one for each into the folder that the path then
// is, and says how long drawing and encoding took.

const fs = require('node:fs/promises');
const path = require('node:path');

async function write(file, bytes) {
  await fs.mkdir(path.dirname(file), { recursive: true });
  await fs.writeFile(file, bytes);
  console.log(`wrote ${path.relative(process.cwd(), file)}, ${(bytes.length / 1000).toFixed(1)} KB`);
}

/** @param draw gives the bytes of a picture, or an object of them by their file names */
async function runExample(folder, draw, ending) {
  const name = path.basename(folder);
  const began = performance.now();
  const drawn = await draw();
  const ms = performance.now() - began;
  const single = Buffer.isBuffer(drawn);
  const target = path.resolve(process.argv[2] ?? path.join(folder, 'out', single ? `${name}.${ending}` : ''));
  if (single) await write(target, drawn);
  else for (const [file, bytes] of Object.entries(drawn)) await write(path.join(target, file), bytes);
  console.log(`${name}: drawn and encoded in ${ms.toFixed(1)} ms`);
}

/** Runs it when `module` is what Node was started with. */
function main(module, draw, ending = 'png') {
  if (require.main !== module) return;
  runExample(path.dirname(module.filename), draw, ending).catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });
}

module.exports = { main };
