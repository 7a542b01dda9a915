'use strict';

// AnimationEncoder, of APNG and WebP. What all formats have in common is in gif-encoder.test.js too; what files show is
// checked by another decoder in ../formats.

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { AnimationEncoder, GifEncoder, ImageDecoder, createCanvas, createImageBitmap, loadImage, memoryUsage, setLimits } = require('../../index.js');
const { assertSameBytes, context } = require('../helpers/pixels.js');

const SIZE = [40, 30];
const EXACT = [{ type: 'image/png' }, { type: 'image/webp', lossless: true }];

/** A context, and what it shows at each of some moments: half-transparent squares that come and go. */
function* moments(count) {
  const ctx = context(...SIZE);
  for (let i = 0; i < count; i++) {
    ctx.clearRect(0, 0, ...SIZE);
    ctx.fillStyle = `hsl(${i * 50} 80% 50% / ${i % 2 ? 0.6 : 1})`;
    ctx.fillRect(i * 3, 5, 12, 12);
    yield ctx.canvas;
  }
}

async function played(data) {
  const type = data[0] === 0x89 ? 'image/png' : data[0] === 0x52 ? 'image/webp' : 'image/gif';
  const decoder = new ImageDecoder({ data, type });
  await decoder.tracks.ready;
  const [{ frameCount, repetitionCount }] = decoder.tracks;
  const frames = [];
  for (let frameIndex = 0; frameIndex < frameCount; frameIndex++) {
    const { image } = await decoder.decode({ frameIndex });
    const ctx = context(image.codedWidth, image.codedHeight);
    ctx.drawImage(image, 0, 0);
    frames.push({ pixels: ctx.canvas.data(), timestamp: image.timestamp });
  }
  decoder.close();
  return { frames, repetitionCount };
}

for (const options of EXACT) {
  const { type } = options;
  describe(type, () => {
    test('each frame is what was added', async () => {
      const encoder = new AnimationEncoder(...SIZE, { ...options, repeat: 3 });
      const expected = [];
      for (const canvas of moments(6)) {
        encoder.addFrame(canvas, { delay: 33 });
        expected.push(canvas.data());
      }
      assert.deepEqual([encoder.width, encoder.height, encoder.frameCount], [...SIZE, 6]);
      const { frames, repetitionCount } = await played(encoder.finish());
      assert.equal(repetitionCount, 3);
      assert.deepEqual(frames.map(({ timestamp }) => timestamp), [0, 33_000, 66_000, 99_000, 132_000, 165_000]);
      frames.forEach(({ pixels }, i) => assertSameBytes(pixels, expected[i], `frame ${i}`));
    });

    test('every way gives the same file, which others show the first frame of', async () => {
      const encoder = new AnimationEncoder(...SIZE, options);
      for (const canvas of moments(4)) encoder.addFrame(canvas);
      const file = encoder.finish();
      for (const canvas of moments(4)) await encoder.addFrame(canvas);
      assertSameBytes(await encoder.finishAsync(), file);
      for (const canvas of moments(4)) encoder.addFrame(await createImageBitmap(canvas));
      assertSameBytes(encoder.finish(), file);
      for (const canvas of moments(4)) encoder.addFrame(canvas.getContext('2d').getImageData(0, 0, ...SIZE));
      assertSameBytes(encoder.finish(), file);
      const ctx = context(...SIZE);
      ctx.drawImage(await loadImage(file), 0, 0);
      const [first] = moments(1);
      assertSameBytes(ctx.canvas.data(), first.data());
    });

    test('a frame that changes little is small', () => {
      const noise = context(200, 200);
      const data = noise.createImageData(200, 200);
      for (let i = 0; i < data.data.length; i++) data.data[i] = i % 4 === 3 ? 255 : (i * 7919) >> 3;
      noise.putImageData(data, 0, 0);
      const bytes = (count) => {
        const encoder = new AnimationEncoder(200, 200, options);
        for (let i = 0; i < count; i++) {
          noise.fillRect(i * 10, 0, 5, 5);
          encoder.addFrame(noise.canvas);
        }
        return encoder.finish().length;
      };
      assert.ok(bytes(11) - bytes(1) < 4000);
    });

    test('for ever, never, so often', async () => {
      const [canvas] = moments(1);
      const count = async (repeat) => {
        const encoder = new AnimationEncoder(...SIZE, { ...options, repeat });
        encoder.addFrame(canvas);
        return (await played(encoder.finish())).repetitionCount;
      };
      assert.deepEqual([await count(undefined), await count(0), await count(-1), await count(7)], [Infinity, Infinity, 0, 7]);
    });

    test('disposals are those of GIFs', async () => {
      const files = [options, { type: 'image/gif' }].map((own) => {
        const encoder = new AnimationEncoder(...SIZE, own);
        const red = createCanvas(...SIZE);
        red.getContext('2d').fillStyle = 'red';
        red.getContext('2d').fillRect(0, 0, 30, 30);
        const patch = createCanvas(7, 5);
        patch.getContext('2d').fillStyle = 'blue';
        patch.getContext('2d').fillRect(1, 1, 5, 4);
        encoder.addFrame(red, { disposal: 'keep' });
        for (const disposal of ['background', 'previous', 'keep', undefined]) encoder.addFrame(patch, { left: 11, top: 9, disposal });
        encoder.addFrame(patch, { left: 33, top: 25, disposal: 'keep' });
        return encoder.finish();
      });
      const [one, other] = await Promise.all(files.map(played));
      one.frames.forEach(({ pixels }, i) => assertSameBytes(pixels, other.frames[i].pixels, `frame ${i}`));
    });
  });
}

test('WebP is lossy unless it is told', async () => {
  const gradient = context(64, 64);
  gradient.fillStyle = gradient.createConicGradient(0, 32, 32);
  for (let i = 0; i <= 6; i++) gradient.fillStyle.addColorStop(i / 6, `hsl(${i * 60} 90% 50%)`);
  gradient.fillRect(0, 0, 64, 64);
  const size = (options) => {
    const encoder = new AnimationEncoder(64, 64, { type: 'image/webp', ...options });
    encoder.addFrame(gradient.canvas);
    return encoder.finish().length;
  };
  assert.ok(size({ quality: 0.2 }) < size({ quality: 0.95 }));
  assert.ok(size({ quality: 0.95 }) < size({ lossless: true }));
});

test('a GifEncoder is one of GIFs', () => {
  const [canvas] = moments(1);
  const file = (encoder) => {
    encoder.addFrame(canvas);
    return encoder.finish();
  };
  const gif = new GifEncoder(...SIZE);
  assert.ok(gif instanceof AnimationEncoder);
  assertSameBytes(file(gif), file(new AnimationEncoder(...SIZE, { type: 'image/gif' })));
  assertSameBytes(file(new AnimationEncoder(...SIZE, { type: 'IMAGE/APNG' })), file(new AnimationEncoder(...SIZE)));
  // What it is told of another type is not its own.
  assertSameBytes(file(new GifEncoder(...SIZE, { type: 'image/webp' })), file(gif));
});

test('everything is given back', async () => {
  const before = memoryUsage().live;
  for (const options of EXACT) {
    const encoder = new AnimationEncoder(300, 200, options);
    const canvas = createCanvas(300, 200);
    const added = encoder.addFrame(canvas).catch((error) => error.name);
    encoder.dispose();
    canvas.dispose();
    assert.ok([undefined, 'AbortError'].includes(await added));
    assert.throws(() => encoder.finish(), { name: 'InvalidStateError' });
  }
  assert.ok(memoryUsage().live <= before);
});

test('what is wrong is thrown', async () => {
  const wrong = [
    [TypeError, 10, 10, { type: 'image/jpeg' }], [TypeError, 10, 10, { type: 'png' }], [TypeError, 10, 10, 5], [RangeError, 0, 10], [RangeError, 10, 65_536],
    [RangeError, 16_384, 10, { type: 'image/webp' }], [RangeError, 10, 10, { repeat: -2 }], [RangeError, 10, 10, { repeat: 65_536 }], [RangeError, 10, 10, { type: 'image/webp', quality: 2 }],
    [RangeError, 10, 10, { compressionLevel: 10 }], [RangeError, 60_000, 60_000],
  ];
  for (const [Class, ...args] of wrong) assert.throws(() => new AnimationEncoder(...args), Class, JSON.stringify(args));
  const encoder = new AnimationEncoder(10, 10, { type: 'image/webp' });
  await assert.rejects(async () => encoder.finishAsync(), { name: 'InvalidStateError' });
  assert.throws(() => encoder.addFrame(createCanvas(11, 10)), RangeError);
  assert.throws(() => encoder.addFrame('x'), TypeError);
  assert.throws(() => encoder.addFrame(createCanvas(5, 5), { delay: -1 }), RangeError);
  const before = setLimits();
  setLimits({ maxFrames: 1 });
  encoder.addFrame(createCanvas(10, 10));
  assert.throws(() => encoder.addFrame(createCanvas(10, 10)), { limit: 'maxFrames' });
  setLimits(before);
  assert.equal((await played(encoder.finish())).frames.length, 1);
});
