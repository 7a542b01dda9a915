'use strict';

// The frames of animations, as Chromium and Pillow see them.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { describe, test } = require('node:test');

const { AnimationEncoder, ImageDecoder, createCanvas, loadImage } = require('../../index.js');
const { assertSameBytes } = require('../helpers/pixels.js');
const { ask } = require('./python.js');

const FOLDER = path.join(__dirname, '../fixtures/animations');
const TYPES = { '.gif': 'image/gif', '.png': 'image/png', '.webp': 'image/webp' };
const fixture = (name) => fs.readFileSync(path.join(FOLDER, name));
const { files: CHROMIUM } = JSON.parse(fixture('chromium.json'));

function drawn(image, width, height) {
  const ctx = createCanvas(width, height).getContext('2d');
  ctx.drawImage(image, 0, 0);
  return ctx.getImageData(0, 0, width, height).data;
}

/** The farthest apart that two pictures are, their colours weighed by alpha. */
function farthest(a, b) {
  assert.equal(a.length, b.length);
  const weighed = (pixels, i) => (i % 4 === 3 ? pixels[i] : (pixels[i] * pixels[i | 3]) / 255);
  return a.reduce((most, _, i) => Math.max(most, Math.abs(weighed(a, i) - weighed(b, i))), 0);
}

async function opened(name) {
  const decoder = new ImageDecoder({ data: fixture(name), type: TYPES[path.extname(name)] });
  await decoder.tracks.ready;
  return decoder;
}

// Where half-transparent frames lie on each other, each side rounds in another place.
const NEAR = 1.6;

describe('as Chromium sees them', () => {
  for (const [name, { frameCount, repetitionCount, frames }] of Object.entries(CHROMIUM)) {
    test(name, async () => {
      const decoder = await opened(name);
      const [track] = decoder.tracks;
      assert.deepEqual([track.frameCount, track.repetitionCount], [frameCount, Number(repetitionCount)]);
      for (const [frameIndex, expected] of frames.entries()) {
        if (expected.error !== undefined) {
          await assert.rejects(decoder.decode({ frameIndex }), { name: 'EncodingError' });
          continue;
        }
        const { image } = await decoder.decode({ frameIndex });
        const { displayWidth: width, displayHeight: height, timestamp, duration } = image;
        const { pixels, ...rest } = expected;
        assert.deepEqual({ width, height, timestamp, duration }, rest);
        const apart = farthest(drawn(image, width, height), Buffer.from(pixels, 'base64'));
        assert.ok(apart <= NEAR, `frame ${frameIndex} is ${apart} off`);
      }
    });
  }
});

test('an image shows the first frame, in the same size', async () => {
  for (const [name, { frames: [first] }] of Object.entries(CHROMIUM)) {
    // The picture beside an animation is what stands for it.
    if (first === undefined || name === 'still-apart.png') continue;
    const image = await loadImage(fixture(name));
    assert.deepEqual([image.width, image.height], [first.width, first.height], name);
    const apart = farthest(drawn(image, first.width, first.height), Buffer.from(first.pixels, 'base64'));
    assert.ok(apart <= NEAR, `${name} is ${apart} off`);
  }
});

test('as Pillow sees them', async () => {
  // It has ways of its own with odd GIFs, and mixes half-transparent colours over nothing with black.
  const names = Object.keys(CHROMIUM).filter((name) => /^(?:plays|alpha|disposal-\d-blend-0)/.test(name));
  const answers = ask(names.map((name) => path.join(FOLDER, name)));
  for (const [i, name] of names.entries()) {
    const decoder = await opened(name);
    assert.equal(decoder.tracks[0].frameCount, answers[i].frames.length, name);
    for (const [frameIndex, { pixels }] of answers[i].frames.entries()) {
      const { image } = await decoder.decode({ frameIndex });
      const apart = farthest(drawn(image, image.codedWidth, image.codedHeight), Buffer.from(pixels, 'base64'));
      assert.ok(apart <= NEAR, `${name}: frame ${frameIndex} is ${apart} off`);
    }
  }
});

test('whatever order frames are asked for in, they are the same', async () => {
  for (const [name, { frames }] of Object.entries(CHROMIUM)) {
    const whole = [...frames.keys()].filter((index) => frames[index].error === undefined);
    const forwards = await opened(name);
    const pictures = new Map();
    for (const frameIndex of whole) {
      const { image } = await forwards.decode({ frameIndex });
      pictures.set(frameIndex, drawn(image, image.codedWidth, image.codedHeight));
    }
    const backwards = await opened(name);
    for (const frameIndex of [...whole].reverse()) {
      const { image } = await backwards.decode({ frameIndex });
      assertSameBytes(drawn(image, image.codedWidth, image.codedHeight), pictures.get(frameIndex), `${name}, frame ${frameIndex}`);
    }
  }
});

describe('written here, read by Pillow', () => {
  const SIZE = [40, 24];
  for (const [type, ending] of [['image/png', 'png'], ['image/webp', 'webp']]) {
    test(type, (t) => {
      const encoder = new AnimationEncoder(...SIZE, { type, lossless: true, repeat: -1 });
      const ctx = createCanvas(...SIZE).getContext('2d');
      const expected = [];
      for (let i = 0; i < 5; i++) {
        ctx.clearRect(0, 0, 40, 24);
        ctx.fillStyle = `rgb(${i * 50} 90 200 / ${i === 3 ? 0.5 : 1})`;
        ctx.fillRect(i * 5 + 1, 3, 12, 15);
        encoder.addFrame(ctx.canvas, { delay: 20 * (i + 1) });
        expected.push(ctx.canvas.data());
      }
      const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'canvas-formats-')), `animation.${ending}`);
      t.after(() => fs.rmSync(path.dirname(file), { recursive: true, force: true }));
      fs.writeFileSync(file, encoder.finish());
      const [{ frames, info }] = ask([file]);
      assert.equal(info.loop, 1);
      assert.deepEqual(frames.map(({ duration }) => duration), [20, 40, 60, 80, 100]);
      frames.forEach(({ pixels }, i) => {
        const apart = farthest(Buffer.from(pixels, 'base64'), expected[i]);
        // Half-transparent colours were multiplied by alpha.
        assert.ok(apart <= 1, `frame ${i} is ${apart} off`);
      });
    });
  }
});
