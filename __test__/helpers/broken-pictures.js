'use strict';

// Decodes broken pictures in a process of its own (see __test__/hostile/pictures.test.js). Arguments:
// what to decode, then the folder. Prints one JSON line: what came of each picture.

const fs = require('node:fs');
const path = require('node:path');

const { Image, createCanvas, loadImage, memoryUsage } = require('../../index.js');

const [kind, folder] = process.argv.slice(2);
const CUTS = 20;
// A picture may take this long, generously; the slowest takes a fiftieth of it.
const MOST_MS = 10_000;

/** Bytes that look random and are always the same. https://en.wikipedia.org/wiki/Xorshift */
function noise(length, seed) {
  let x = seed;
  return Buffer.from(Array.from({ length }, () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return x & 255;
  }));
}

const isPicture = (name) => /\.(png|jpg|gif|webp|bmp|ico|tif|svgz?)$/.test(name);
const files = () => fs.readdirSync(folder).filter(isPicture).map((name) => [name, fs.readFileSync(path.join(folder, name))]);

function* cut() {
  for (const [name, bytes] of files()) {
    for (let i = 0; i < CUTS; i++) {
      const length = Math.floor((bytes.length * i) / CUTS);
      yield [`${name} cut to ${length}`, bytes.subarray(0, length)];
    }
  }
}

function* flipped() {
  for (const [name, bytes] of files()) {
    for (let i = 0; i < CUTS; i++) {
      const copy = Buffer.from(bytes);
      const places = noise(16, i + 1);
      for (let j = 0; j < 8; j++) copy[((places[j] * 256) + places[j + 8]) % copy.length] ^= 1 << (j % 8);
      yield [`${name} changed ${i}`, copy];
    }
  }
}

function* random() {
  const STARTS = ['', '\x89PNG\r\n\x1a\n', '\xff\xd8\xff\xe0', 'GIF89a', 'RIFF\xff\xff\0\0WEBPVP8 ', 'RIFF\xff\xff\0\0WEBPVP8L', 'BM', '\0\0\x01\0\x01\0', 'II*\0\x08\0\0\0', 'MM\0*\0\0\0\x08', '<svg', '\x1f\x8b\x08'];
  for (const start of STARTS) {
    for (const length of [3, 30, 300, 30_000]) yield [`${JSON.stringify(start)} and ${length} random bytes`, Buffer.concat([Buffer.from(start, 'latin1'), noise(length, length + 7)])];
  }
}

const KINDS = { cut, flipped, random, hostile: files };

/** 'picture' or 'error', by way of loadImage and again by drawing at once. */
async function decode(bytes) {
  let result = 'picture';
  try {
    (await loadImage(bytes)).dispose();
  } catch (error) {
    if (!(error instanceof Error) || error.message.length < 5) throw new Error(`a bad error: ${error}`);
    if (/panick|internal/i.test(error.message)) throw error;
    result = 'error';
  }
  const image = new Image();
  image.onerror = () => {};
  image.src = bytes;
  const ctx = createCanvas(4, 4).getContext('2d');
  try {
    ctx.drawImage(image, 0, 0, 4, 4);
    ctx.getImageData(0, 0, 1, 1);
  } catch (error) {
    if (error.name !== 'InvalidStateError') throw error;
    if (result === 'picture') throw error;
  }
  image.dispose();
  ctx.canvas.dispose();
  return result;
}

async function main() {
  const outcomes = {};
  const slow = [];
  for (const [name, bytes] of KINDS[kind]()) {
    const began = performance.now();
    outcomes[name] = await decode(bytes).catch((error) => `${name}: ${error.stack}`);
    if (performance.now() - began > MOST_MS) slow.push(`${name}: ${Math.round(performance.now() - began)} ms`);
  }
  // Workers may be at the end of a decode that nobody waits for any more.
  for (let i = 0; i < 100 && memoryUsage().bitmaps > 0; i++) await new Promise((resolve) => setTimeout(resolve, 20));
  const { bitmaps, bytesByKind: { pixels, input } } = memoryUsage();
  process.stdout.write(JSON.stringify({ outcomes, slow, left: { bitmaps, pixels, input } }));
}

main();
