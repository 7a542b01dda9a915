'use strict';

// ICC profiles, which no picture may be lost for: https://www.color.org/specification/ICC.1-2022-05.pdf

const icc = require('../../helpers/icc.js');
const { ascii, flipped, join, noise, patch, repeat, seed, u16be, u32be, zlibBomb } = require('../bytes.js');
const { pictures } = require('../inputs.js');

const COLORS = [[1, 2, 3], [128, 128, 128], [250, 10, 60]];
const MOST = 10 << 20;

const inPng = (profile) => icc.png(COLORS, [icc.iccp(profile)]);
const inJpeg = (profile, options) => icc.jpegWith(seed('jpeg-cmyk.jpg'), profile, options);
const inTiff = (profile) => icc.tiff(COLORS, profile);
const inWebp = (profile) => icc.webpWith(seed('webp-lossless.webp'), profile, { width: 64, height: 48 });

/** A profile with one more tag in place of what says its curves or its table. */
const colors = (curve) => icc.profile('RGB ', {
  wtpt: icc.xyz(0.9642, 1, 0.8249), rXYZ: icc.xyz(0.4, 0.2, 0.01), gXYZ: icc.xyz(0.4, 0.7, 0.1), bXYZ: icc.xyz(0.1, 0.1, 0.7),
  rTRC: curve, gTRC: curve, bTRC: curve,
});
const table = (space, content) => icc.profile(space, { A2B0: content }, { connection: 'Lab ' });

const curves = {
  'a curve of 2^32 - 1 points': join('curv\0\0\0\0', u32be(0xffffffff)),
  'a curve of a million points': join('curv\0\0\0\0', u32be(1e6), Buffer.alloc(2e6, 7)),
  'a curve that only falls': join('curv\0\0\0\0', u32be(256), ...Array.from({ length: 256 }, (_, i) => u16be((255 - i) * 257))),
  'a curve of zeros': join('curv\0\0\0\0', u32be(256), Buffer.alloc(512)),
  'a power of 0': icc.gamma(0),
  'a power of 255': icc.gamma(255),
  'a formula of no kind': join('para\0\0\0\0', u16be(0xffff), u16be(0), Buffer.alloc(28, 255)),
  'a formula that divides by 0': join('para\0\0\0\0', u16be(4), u16be(0), Buffer.alloc(28)),
  'a formula of the largest numbers': join('para\0\0\0\0', u16be(4), u16be(0), repeat([0x7f, 255, 255, 255], 7)),
  'a formula of the least numbers': join('para\0\0\0\0', u16be(3), u16be(0), repeat([0x80, 0, 0, 0], 5)),
};

const lut = (kind, inputs, outputs, steps, rest) =>
  join(kind, '\0\0\0\0', [inputs, outputs, steps, 0], repeat([0, 1, 0, 0], 9), rest);

const tables = {
  'a table of 255 steps in four inks': ['CMYK', lut('mft1', 4, 3, 255, noise(5000, 1))],
  'a table of no steps': ['CMYK', lut('mft1', 4, 3, 0, noise(5000, 2))],
  'a table of one step': ['CMYK', lut('mft1', 4, 3, 1, noise(5000, 3))],
  'a table of 255 inks': ['CMYK', lut('mft1', 255, 255, 255, noise(5000, 4))],
  'a table of no inks': ['CMYK', lut('mft1', 0, 0, 2, noise(5000, 5))],
  'a table for colours under inks': ['CMYK', lut('mft1', 3, 3, 2, noise(5000, 6))],
  'a wide table with 65535 points': ['RGB ', lut('mft2', 3, 3, 9, join(u16be(65_535), u16be(65_535), noise(5000, 7)))],
  'a wide table with no points': ['RGB ', lut('mft2', 3, 3, 9, join(u16be(0), u16be(0), noise(5000, 8)))],
  'a table of noise': ['RGB ', lut('mft1', 3, 3, 9, noise(256 * 6 + 9 ** 3 * 3, 9))],
  'parts that are the table itself': ['RGB ', join('mAB \0\0\0\0', [3, 3, 0, 0], repeat(u32be(0), 5), noise(500, 10))],
  'parts far beyond the end': ['RGB ', join('mAB \0\0\0\0', [3, 3, 0, 0], repeat(u32be(0xfffffff0), 5), noise(500, 11))],
  'steps of 255 in sixteen directions': ['RGB ', join('mAB \0\0\0\0', [3, 3, 0, 0], u32be(32), u32be(32), u32be(32), u32be(32), u32be(32), Buffer.alloc(16, 255), [2, 0, 0, 0], noise(500, 12))],
};

const carried = (what, profile) => [
  [`${what}, in PNG`, 'picture 3x1', () => inPng(profile())],
  [`${what}, in TIFF`, 'picture 3x1', () => inTiff(profile())],
  [`${what}, in JPEG`, 'picture 64x48', () => inJpeg(profile())],
  [`${what}, in WebP`, 'picture 64x48', () => inWebp(profile())],
];

const whole = () => icc.exchanged();

const headers = () => [
  ...carried('no bytes', () => Buffer.alloc(0)),
  ...carried('a byte', () => Buffer.alloc(1)),
  ...carried('a header', () => whole().subarray(0, 128)),
  ...carried('a length of 2^32 - 1', () => patch(whole(), 0, u32be(0xffffffff))),
  ...carried('a length of 0', () => patch(whole(), 0, u32be(0))),
  ...carried('2^32 - 1 tags', () => patch(whole(), 128, u32be(0xffffffff))),
  ...carried('tags at the header', () => patch(whole(), 136, u32be(0))),
  ...carried('a tag of 2^32 - 1 bytes', () => patch(whole(), 140, u32be(0xffffffff))),
  ...carried('an unknown space', () => patch(whole(), 16, ascii('15CL'))),
  ...carried('a space of connection that is none', () => patch(whole(), 20, ascii('ABCD'))),
  ...carried('noise', () => noise(4000, 13)),
];

const contents = () => [
  ...Object.entries(curves).flatMap(([what, curve]) => carried(what, () => colors(curve))),
  ...Object.entries(tables).flatMap(([what, [space, content]]) => carried(what, () => table(space, content))),
];

const containers = () => [
  ['a gigabyte of zeros, packed', 'picture 3x1', () => icc.png(COLORS, [icc.chunk('iCCP', join('x\0\0', zlibBomb(1 << 30)))])],
  ['iCCP without a name', 'picture 3x1', () => icc.png(COLORS, [icc.chunk('iCCP', noise(200, 14).map((byte) => byte | 1))])],
  ['iCCP of no bytes', 'picture 3x1', () => icc.png(COLORS, [icc.chunk('iCCP')])],
  ['iCCP packed in an unknown way', 'picture 3x1', () => icc.png(COLORS, [icc.chunk('iCCP', join('x\0\x07', noise(100, 15)))])],
  ['a profile of the most bytes', 'picture 3x1', () => inPng(patch(Buffer.alloc(MOST), 0, u32be(MOST)))],
  ['255 parts of a byte', 'picture 64x48', () => inJpeg(whole().subarray(0, 255), { part: 1 })],
  ['parts that say another count each', 'picture 64x48', () => inJpeg(whole(), { part: 50, order: (parts) => parts.map((part, i) => patch(part, 13, [i])) })],
  ['the same part 60,000 times', 'picture 64x48', () => inJpeg(whole(), { part: 50, order: (parts) => Array(60_000).fill(parts[0]) })],
  ['cICP of unknown numbers', 'picture 3x1', () => icc.png(COLORS, [icc.chunk('cICP', Buffer.from([255, 255, 0, 1]))])],
  ['gAMA of 1', 'picture 3x1', () => icc.png(COLORS, [icc.chunk('gAMA', u32be(1))])],
  ['gAMA of 2^31 - 1', 'picture 3x1', () => icc.png(COLORS, [icc.chunk('gAMA', u32be(0x7fffffff))])],
  ['cHRM of zeros', 'picture 3x1', () => icc.png(COLORS, [icc.chunk('gAMA', u32be(45_455)), icc.chunk('cHRM', Buffer.alloc(32))])],
  ['cHRM of one point', 'picture 3x1', () => icc.png(COLORS, [icc.chunk('gAMA', u32be(45_455)), icc.chunk('cHRM', repeat(u32be(33_333), 8))])],
];

const damage = () => [whole, icc.inks, () => icc.greys(2)].flatMap((make, kind) => Array.from({ length: 40 }, (_, i) =>
  [`profile ${kind} with ten bits changed (${i})`, 'picture 64x48', () => inJpeg(flipped(make(), 10, 100 + i))]));

module.exports = { inputs: () => pictures([...headers(), ...contents(), ...containers(), ...damage()]) };
