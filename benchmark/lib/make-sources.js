'use strict';

// Child process: writes the source pictures into a folder, with one engine.
// argv: engine name, folder.

const fs = require('node:fs');
const path = require('node:path');
const { load } = require('../engines.js');
const { drawPicture, svgPicture } = require('./picture.js');

async function main([name, folder]) {
  const engine = load(name);
  const write = (file, bytes) => fs.writeFileSync(path.join(folder, file), bytes);
  write('photo.jpeg', await engine.encode(drawPicture(engine, 4000, 3000), 'jpeg'));
  write('picture.png', await engine.encode(drawPicture(engine, 1000, 1000), 'png'));
  write('shapes.svg', svgPicture());
  // An engine that can't read WebP can't write it either; the scenarios then go without.
  if (engine.decodes.includes('webp')) {
    write('picture.webp', await engine.encode(drawPicture(engine, 512, 512), 'webp'));
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
