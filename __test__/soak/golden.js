'use strict';

// What every card must be: made once, one after the other, with nothing else going on. Run as a program it
// prints them as JSON; a run of the soak is a process of its own and must come to the same bytes.

const { loadImage } = require('../../index.js');
const { NAMES, OUTPUTS, SOURCES, drawCard, hash } = require('./pictures.js');
const { FONT, fontKey, withFont } = require('./font.js');

/** The hashes of the outputs of one card, under `key`. */
async function cardOf(key, source, family) {
  const image = await loadImage(SOURCES.get(source));
  const canvas = drawCard(image, family);
  image.dispose();
  const golden = {};
  for (const [output, make] of Object.entries(OUTPUTS)) golden[`${key}/${output}`] = hash(await make(canvas));
  canvas.dispose();
  return golden;
}

/** Key `source/output` -> hash. */
async function makeGolden() {
  const golden = {};
  for (const source of NAMES) Object.assign(golden, await cardOf(source, source));
  await withFont('Golden', async (family) => Object.assign(golden, await cardOf(fontKey, FONT.source, family)));
  return golden;
}

if (require.main === module) {
  makeGolden().then((golden) => process.stdout.write(JSON.stringify(golden)));
}

module.exports = { makeGolden };
