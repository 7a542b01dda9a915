'use strict';

// Draws every scene and the contact sheet into PNG files.
//   node examples/gallery/main.js [folder]     the folder is out/ beside this file unless it is given

const fs = require('node:fs/promises');
const path = require('node:path');

const { drawContactSheet } = require('./contact-sheet');
const { drawScene } = require('./page');
const scenes = require('./scenes');

async function write(folder, name, canvas) {
  const file = path.join(folder, `${name}.png`);
  await fs.writeFile(file, await canvas.encode('png'));
  console.log(`  wrote ${path.relative(process.cwd(), file)}, ${canvas.width} x ${canvas.height}`);
}

async function main(folder = path.join(__dirname, 'out')) {
  await fs.mkdir(folder, { recursive: true });
  const pages = [];
  try {
    for (const scene of scenes) {
      const canvas = await drawScene(scene);
      pages.push({ title: scene.title, canvas });
      await write(folder, scene.name, canvas);
    }
    const sheet = drawContactSheet(pages);
    await write(folder, 'contact-sheet', sheet);
    sheet.dispose();
  } finally {
    for (const { canvas } of pages) canvas.dispose();
  }
}

main(process.argv[2]).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
