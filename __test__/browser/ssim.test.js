'use strict';

// The measure that pictures of text are held to.

const test = require('node:test');
const assert = require('node:assert/strict');
const { ssim } = require('../helpers/ssim.js');

const picture = (width, height, level) =>
  Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) => {
    const at = Math.floor(i / 4);
    return i % 4 === 3 ? 255 : level(at % width, Math.floor(at / width));
  });

const stripes = (x) => (x % 2 === 0 ? 200 : 50);

test('a picture is alike itself', () => {
  const one = picture(13, 12, stripes);
  assert.ok(Math.abs(ssim(one, one, 13, 12) - 1) < 1e-12);
});

test('of plain pictures only the means count', () => {
  const expected = (2 * 100 * 120 + 6.5025) / (100 ** 2 + 120 ** 2 + 6.5025);
  const alike = ssim(picture(11, 11, () => 100), picture(11, 11, () => 120), 11, 11);
  assert.ok(Math.abs(alike - expected) < 1e-9, `${alike}`);
});

test('what is bright where the other is dark is unlike', () => {
  const alike = ssim(picture(30, 30, stripes), picture(30, 30, (x) => 250 - stripes(x)), 30, 30);
  assert.ok(alike < -0.9, `${alike}`);
});

test('noise counts the more the less there is beside it', () => {
  const noise = (x, y) => ((x * 7 + y * 13) % 5) - 2;
  const ofPlain = ssim(picture(30, 30, () => 128), picture(30, 30, (x, y) => 128 + noise(x, y)), 30, 30);
  const ofStripes = ssim(picture(30, 30, stripes), picture(30, 30, (x, y) => stripes(x) + noise(x, y)), 30, 30);
  assert.ok(ofPlain < ofStripes && ofStripes < 1 && ofPlain > 0.9, `${ofPlain} ${ofStripes}`);
});

test('pictures smaller than a window cannot be compared', () => {
  assert.throws(() => ssim(picture(10, 30, stripes), picture(10, 30, stripes), 10, 30), RangeError);
});
