'use strict';

// The files a card is made of. Their bytes are read once, when the server starts; their pixels never outlive a request.

const fs = require('node:fs');
const path = require('node:path');

const DEFAULT_DIRECTORY = path.join(__dirname, 'assets');
const BOLD_FAMILY = 'Noto Sans Bold';
const IMAGES = { photo: 'photo.jpg', badge: 'badge.svg', avatar: 'avatar.png' };

/** {photo, badge, avatar}: the encoded bytes. */
function readImages(directory = DEFAULT_DIRECTORY) {
  const entries = Object.entries(IMAGES).map(([name, file]) => [name, fs.readFileSync(path.join(directory, file))]);
  return Object.fromEntries(entries);
}

/** Registers the bold face, once for each process. */
function registerFonts(fonts, directory = DEFAULT_DIRECTORY) {
  if (fonts.has(BOLD_FAMILY)) return;
  fonts.registerFromPath(path.join(directory, 'NotoSans-Bold.subset.ttf'), BOLD_FAMILY);
  if (!fonts.has(BOLD_FAMILY)) throw new Error(`the font ${BOLD_FAMILY} could not be registered from ${directory}`);
}

/**
 * Decodes all images at once, each on a worker thread. When one fails, the others are disposed and its error is thrown:
 * nothing is left for the garbage collector to find later.
 */
async function decodeImages(loadImage, files) {
  const names = Object.keys(files);
  const settled = await Promise.allSettled(names.map((name) => loadImage(files[name])));
  const images = {};
  settled.forEach((result, i) => {
    if (result.status === 'fulfilled') images[names[i]] = result.value;
  });
  const failed = settled.find((result) => result.status === 'rejected');
  if (failed === undefined) return images;
  disposeImages(images);
  throw failed.reason;
}

function disposeImages(images) {
  for (const image of Object.values(images)) image.dispose();
}

module.exports = { decodeImages, disposeImages, readImages, registerFonts };
