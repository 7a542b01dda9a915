'use strict';

// What came of an input, as a short text, and whether that was expected.
//   'picture 64x48'     it is a picture of that size          'limit maxPixels'   a limit refused it
//   'EncodingError'     it failed with an error of that name   'done'              it ran to its end
// An expectation is such a text, or its first words; 'same png-rgb8.png' for that fixture's size and pixels; or a list of
// what will do, of which settled.json says which it is.

const { Image, createCanvas, loadImage } = require('../../index.js');
const { crc32, seed } = require('./bytes.js');

// Beyond that a picture is only drawn small: its pixels would take longer than its decoding.
const MOST_COMPARED_PIXELS = 1 << 20;
// Words of errors that nobody meant to be seen.
const ACCIDENT = /panick|unwrap|internal|is not a function|Cannot (read|set) prop|undefined or null|Maximum call stack|Invalid array length|index out of|range (start|end) index/i;

/** An error as an outcome; what no caller should get to see is named as such. */
function errorOutcome(error) {
  const isError = error instanceof Error || error instanceof DOMException;
  if (!isError) return `no error but ${typeof error} ${String(error).slice(0, 80)}`;
  if (ACCIDENT.test(error.message) || error.message.length < 5) return `accident ${error.name}: ${error.message} ${error.stack}`;
  return error.code === 'ERR_LIMIT' ? `limit ${error.limit}` : error.name;
}

/** A picture's pixels as a number. */
function pixelSum(image, width, height) {
  const fits = width * height <= MOST_COMPARED_PIXELS;
  const canvas = createCanvas(fits ? width : 16, fits ? height : 16);
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  const sum = crc32(canvas.data());
  canvas.dispose();
  return sum;
}

async function loaded(source, options) {
  try {
    const image = await loadImage(source, options);
    const [width, height] = [image.naturalWidth, image.naturalHeight];
    if (!image.complete || width === 0 || height === 0) return { text: `a picture of ${width}x${height} that is not complete` };
    const sum = pixelSum(image, width, height);
    image.dispose();
    return { text: `picture ${width}x${height}`, sum };
  } catch (error) {
    return { text: errorOutcome(error) };
  }
}

/** What is drawn when nobody waits for the decoding: what is wrong with it, or null. */
function drawnAtOnce(bytes, { text, sum }) {
  const image = new Image();
  image.onerror = () => {};
  image.src = bytes;
  const size = [image.naturalWidth, image.naturalHeight];
  if (sum !== undefined) {
    if (`picture ${size.join('x')}` !== text) return `src gave a picture of ${size.join('x')}, loadImage ${text}`;
    const same = pixelSum(image, ...size) === sum;
    image.dispose();
    return same ? null : 'src and loadImage gave other pixels';
  }
  const canvas = createCanvas(8, 8);
  try {
    canvas.getContext('2d').drawImage(image, 0, 0, 8, 8);
  } catch (error) {
    if (error.name !== 'InvalidStateError') return `drawing what failed gave ${errorOutcome(error)}`;
  }
  return canvas.data().some((byte) => byte !== 0) ? 'something of what failed was drawn' : null;
}

/** A file's outcome, by loadImage and by drawing at once, which must agree. */
async function pictureOutcome(bytes, options) {
  const result = await loaded(bytes, options);
  const wrong = options === undefined ? drawnAtOnce(bytes, result) : null;
  return wrong === null ? result : { text: wrong };
}

const fixtures = new Map();

async function fixtureOutcome(name) {
  if (!fixtures.has(name)) fixtures.set(name, await loaded(seed(name)));
  return fixtures.get(name);
}

async function isExpected({ text, sum }, expected) {
  if (Array.isArray(expected)) {
    for (const one of expected) if (await isExpected({ text, sum }, one)) return true;
    return false;
  }
  if (!expected.startsWith('same ')) return text === expected || text.startsWith(`${expected} `);
  const fixture = await fixtureOutcome(expected.slice('same '.length));
  return text === fixture.text && sum === fixture.sum;
}

module.exports = { errorOutcome, isExpected, pictureOutcome };
