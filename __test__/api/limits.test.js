'use strict';

// The limits of decodes: each for the thread and for a call, below, at and beyond what it allows.

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');
const { gzipSync } = require('node:zlib');

const { loadImage, setLimits } = require('../../index.js');
const { fixture } = require('../helpers/fixtures.js');

const svg = (body, root = "width='9' height='9'") => Buffer.from(`<svg xmlns='http://www.w3.org/2000/svg' ${root}>${body}</svg>`);

/** Chunks of an extended WebP file behind its first one. */
function webpParts(file) {
  let count = -1;
  for (let at = 12; at + 8 <= file.length; count++) {
    const size = file.readUInt32LE(at + 4);
    at += 8 + size + (size % 2);
  }
  return count;
}

const nested = (levels) => svg('<g>'.repeat(levels - 1) + '</g>'.repeat(levels - 1));
const text = svg('<!-- some words -->');
const animation = fixture('webp-animated.webp');

// By limit: pictures, and the most that each has of what the limit bounds.
const CASES = {
  maxPixels: [['a PNG', fixture('png-rgb8.png')], ['an SVG picture', svg('')]],
  maxSide: [['a PNG', fixture('png-rgb8.png')], ['an SVG picture', svg('', "width='9' height='4'")]],
  maxScratch: [['a progressive JPEG', fixture('jpeg-progressive.jpg')], ['a TIFF', fixture('tiff-rgb-lzw.tif')]],
  maxFrames: [['an animated WebP', animation, webpParts(animation)]],
  maxSvgBytes: [['a text', text, text.length], ['a packed text', gzipSync(text), text.length]],
  maxSvgNodes: [
    ['elements', svg('<g><g/></g><g/>'), 4],
    ['characters', svg('<text>four</text>'), 6],
    ['references', svg("<g id='a'><g/></g><use href='#a'/>"), 6],
  ],
  maxSvgDepth: [['elements', nested(7), 7], ['references', svg("<g id='a'><g/></g><use href='#a'/>"), 4]],
};

const refusal = (promise) => promise.then(() => assert.fail('it was loaded'), ({ name, code, limit, actual, allowed }) => ({ name, code, limit, actual, allowed }));

async function within(limits, job) {
  const before = setLimits();
  try {
    setLimits(limits);
    return await job();
  } finally {
    setLimits(before);
  }
}

for (const [limit, cases] of Object.entries(CASES)) {
  describe(limit, () => {
    for (const [name, bytes, known] of cases) {
      test(`of ${name}`, async () => {
        // What no limit is given for is told by the error of the smallest one.
        const most = known ?? (await refusal(loadImage(bytes, { [limit]: 1 }))).actual;
        assert.ok(most > 1);
        const met = { name: 'RangeError', code: 'ERR_LIMIT', limit, actual: most, allowed: most - 1 };
        assert.deepEqual(await refusal(loadImage(bytes, { [limit]: most - 1 })), met);
        await loadImage(bytes, { [limit]: most });
        await loadImage(bytes, { [limit]: most + 1 });
        await within({ [limit]: most - 1 }, async () => {
          assert.deepEqual(await refusal(loadImage(bytes)), met);
          // A call can't allow itself more.
          assert.deepEqual(await refusal(loadImage(bytes, { [limit]: most })), met);
        });
        await within({ [limit]: most }, () => loadImage(bytes));
      });
    }
    for (const wrong of [0, -1, 1.5, NaN, '5', null]) {
      test(`can't be ${String(wrong)}`, async () => {
        assert.throws(() => setLimits({ [limit]: wrong }), RangeError);
        await assert.rejects(loadImage(text, { [limit]: wrong }), { name: 'RangeError', message: new RegExp(`loadImage: ${limit}`) });
      });
    }
  });
}

describe('maxSvgTime', () => {
  const slow = svg("<filter id='f'><feTurbulence baseFrequency='.05' numOctaves='250'/></filter><path d='M0 0h1000v1000' filter='url(#f)'/>", "width='1000' height='1000'");
  test('is known before the picture is drawn', async () => {
    const { limit, actual, allowed, code } = await refusal(loadImage(slow));
    assert.deepEqual({ limit, allowed, code }, { limit: 'maxSvgTime', allowed: 5000, code: 'ERR_LIMIT' });
    assert.ok(actual > 5000, `${actual}`);
    assert.equal((await refusal(loadImage(slow, { maxSvgTime: 3000 }))).allowed, 3000);
  });
  test('allows pictures that take less', async () => {
    const { width } = await loadImage(svg("<path d='M0 0h9v9'/>"), { maxSvgTime: 1000 });
    assert.equal(width, 9);
  });
});

test('maxSvgDepth goes no deeper than the stack', () => {
  assert.throws(() => setLimits({ maxSvgDepth: 513 }), RangeError);
  assert.equal(setLimits({ maxSvgDepth: 512 }).maxSvgDepth, 512);
});

test('pictures inside an SVG picture count with it', async () => {
  const inner = svg('<g/>'.repeat(9)).toString('base64');
  const image = (times) => svg(`<image width='9' height='9' href='data:image/svg+xml;base64,${inner}'/>`.repeat(times));
  // Those beyond the limit are left out, as broken ones are: the picture itself is within it.
  await loadImage(image(5), { maxSvgNodes: 30 });
  assert.equal((await refusal(loadImage(image(40), { maxSvgNodes: 30 }))).limit, 'maxSvgNodes');
});
