'use strict';

// The animated GIF of examples/gif: what its file says, and its bytes, held to a golden that was looked at. BLESS=1 writes
// it anew.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');

const { COUNT, DELAY_MS, LAST_MS, SIZE } = require('../../examples/gif/frames');
const { ImageDecoder, createCanvas } = require('../../index.js');
const { runWell } = require('../helpers/child.js');
const { assertGolden } = require('../helpers/goldens.js');

const MAIN = path.join(__dirname, '../../examples/gif/main.js');
const CAPTION = path.join(__dirname, '../../examples/gif/caption.js');
const GOLDEN = path.join(__dirname, 'goldens/gif.gif');

/** The end of the sub-blocks that begin at `at`. */
function skipBlocks(bytes, at) {
  while (bytes[at] !== 0) at += bytes[at] + 1;
  return at + 1;
}

/** Bytes of the table of colours that a byte of flags tells of. */
const tableBytes = (flags) => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);

/** {width, height, loops, delays}: the size, how often it repeats (0: for ever), the milliseconds of each frame. */
function readGif(bytes) {
  assert.equal(bytes.toString('latin1', 0, 6), 'GIF89a');
  const gif = { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8), loops: undefined, delays: [] };
  let delay = 0;
  let at = 13 + tableBytes(bytes[10]);
  while (bytes[at] !== 0x3b) {
    if (bytes[at] === 0x2c) {
      gif.delays.push(delay);
      at = skipBlocks(bytes, at + 11 + tableBytes(bytes[at + 9]));
      continue;
    }
    assert.equal(bytes[at], 0x21, `a block at ${at}`);
    if (bytes[at + 1] === 0xf9) delay = bytes.readUInt16LE(at + 4) * 10;
    if (bytes.toString('latin1', at + 3, at + 14) === 'NETSCAPE2.0') gif.loops = bytes.readUInt16LE(at + 16);
    at = skipBlocks(bytes, at + 2);
  }
  assert.equal(at, bytes.length - 1, 'nothing follows');
  return gif;
}

test('gif', async (t) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'canvas-gif-'));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'gif.gif');
  await runWell(MAIN, { args: [file], env: { DISABLE_SYSTEM_FONTS_LOAD: '1' } });
  const bytes = fs.readFileSync(file);
  const delays = [...Array(COUNT - 1).fill(DELAY_MS), LAST_MS];
  assert.deepEqual(readGif(bytes), { ...SIZE, loops: 0, delays });
  if (process.env.BLESS) fs.copyFileSync(file, GOLDEN);
  assert.ok(bytes.equals(fs.readFileSync(GOLDEN)), 'the bytes are not those of the golden');
});

/** The last frame of a file, as a PNG. */
async function lastFrame(data) {
  const decoder = new ImageDecoder({ type: 'image/gif', data });
  await decoder.tracks.ready;
  const { image } = await decoder.decode({ frameIndex: decoder.tracks[0].frameCount - 1 });
  const canvas = createCanvas(image.codedWidth, image.codedHeight);
  canvas.getContext('2d').drawImage(image, 0, 0);
  decoder.close();
  return canvas.encodeSync('png');
}

test('a caption under it', async (t) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'canvas-gif-'));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  const [file, picture] = ['captioned.gif', 'last.png'].map((name) => path.join(folder, name));
  await runWell(CAPTION, { args: [GOLDEN, 'Visitors, day by day', file], env: { DISABLE_SYSTEM_FONTS_LOAD: '1' } });
  const bytes = fs.readFileSync(file);
  const { width, height, loops, delays } = readGif(bytes);
  assert.deepEqual([width, loops, delays.length, delays.at(-1)], [SIZE.width, 0, COUNT, LAST_MS]);
  assert.ok(height > SIZE.height);
  fs.writeFileSync(picture, await lastFrame(bytes));
  await assertGolden(picture, path.join(__dirname, 'goldens/gif-captioned.png'));
});
