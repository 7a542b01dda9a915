'use strict';

// WebP: https://developers.google.com/speed/webp/docs/riff_container

const { ascii, flipped, join, noise, patch, repeat, seed, u16le, u24le, u32le } = require('../bytes.js');
const { cuts, pictures } = require('../inputs.js');

const SEEDS = ['webp-lossy.webp', 'webp-lossless.webp', 'webp-lossy-alpha.webp', 'webp-animated.webp', 'webp-orientation-6.webp'];
const [LOSSY, LOSSLESS, ALPHA, ANIMATED, ORIENTED] = SEEDS;

const chunk = (type, data, length = data.length) => join(type, u32le(length), data, data.length % 2 ? [0] : []);
const riff = (...parts) => {
  const body = join('WEBP', ...parts);
  return join('RIFF', u32le(body.length), body);
};

/** The chunks of a file as { type, data, offset }. */
function chunksOf(file) {
  const chunks = [];
  for (let offset = 12; offset + 8 <= file.length;) {
    const length = file.readUInt32LE(offset + 4);
    chunks.push({ type: file.toString('latin1', offset, offset + 4), data: file.subarray(offset + 8, offset + 8 + length), offset });
    offset += 8 + length + (length % 2);
  }
  return chunks;
}

const dataOf = (name, type) => chunksOf(seed(name)).find((one) => one.type === type).data;
const write = (chunks) => riff(...chunks.map(({ type, data }) => chunk(type, data)));

/** A seed, its chunks changed by a function. */
const changed = (name, change) => () => write(change(chunksOf(seed(name))));

/** The header of an extended file. */
const extended = (width, height, flags = 0) => chunk('VP8X', join([flags, 0, 0, 0], u24le(width - 1), u24le(height - 1)));
const frame = (data, { x = 0, y = 0, width = 64, height = 48, flags = 0 } = {}) =>
  chunk('ANMF', join(u24le(x), u24le(y), u24le(width - 1), u24le(height - 1), u24le(100), [flags], data));
const animation = (rounds = 0) => chunk('ANIM', join([0, 0, 0, 0], u16le(rounds)));
const lossless = () => chunk('VP8L', dataOf(LOSSLESS, 'VP8L'));
const lossy = () => chunk('VP8 ', dataOf(LOSSY, 'VP8 '));

function truncations() {
  return SEEDS.filter((name) => name !== ANIMATED).flatMap((name) => {
    const bytes = seed(name);
    const ends = chunksOf(bytes).flatMap(({ offset, data }) => [offset, offset + 4, offset + 8, offset + 8 + (data.length >> 2), offset + 8 + (data.length >> 1), offset + 7 + data.length]);
    return cuts(name, bytes, [0, 1, 4, 8, 11, ...ends, bytes.length - 20, bytes.length - 3].filter((length) => length < bytes.length - 2), 'EncodingError');
  });
}

const lengths = () => SEEDS.flatMap((name) => [
  ...[0, 1, 4, 12, 0x7fffffff, 0xffffffff].map((length) => [`${name}: RIFF of length ${length}`, ['EncodingError', `same ${name}`], () => patch(seed(name), 4, u32le(length))]),
  ...chunksOf(seed(name)).flatMap(({ type, offset }, index) => [0, 1, 0x7fffffff, 0xfffffffe, 0xffffffff].map((length) =>
    [`${name}: chunk ${index} (${type}) of length ${length}`, ['EncodingError', `same ${name}`, 'picture'], () => patch(seed(name), offset + 4, u32le(length))])),
]);

/** The first bytes of a VP8L stream: fourteen bits for each side. */
const losslessSize = (width, height) => {
  const bits = BigInt(width - 1) | (BigInt(height - 1) << 14n);
  return patch(dataOf(LOSSLESS, 'VP8L'), 1, u32le(bits));
};

const sizes = () => [
  ['lossy: 0x0', 'EncodingError', () => riff(chunk('VP8 ', patch(dataOf(LOSSY, 'VP8 '), 6, [0, 0, 0, 0])))],
  ['lossy: 16383x16383', ['EncodingError', 'limit'], () => riff(chunk('VP8 ', patch(dataOf(LOSSY, 'VP8 '), 6, join(u16le(16_383), u16le(16_383)))))],
  ['lossy: scaled as large as can be', ['EncodingError', 'picture 64x48'], () => riff(chunk('VP8 ', patch(dataOf(LOSSY, 'VP8 '), 6, join(u16le(64 | 0xc000), u16le(48 | 0xc000)))))],
  ['lossy: no key frame', 'EncodingError', () => riff(chunk('VP8 ', patch(dataOf(LOSSY, 'VP8 '), 0, [dataOf(LOSSY, 'VP8 ')[0] | 1])))],
  ['lossy: another start code', 'EncodingError', () => riff(chunk('VP8 ', patch(dataOf(LOSSY, 'VP8 '), 3, [1, 2, 3])))],
  ['lossy: a first partition of 2^19 bytes', 'EncodingError', () => riff(chunk('VP8 ', patch(dataOf(LOSSY, 'VP8 '), 0, [dataOf(LOSSY, 'VP8 ')[0] | 0xe0, 255, 255])))],
  ['lossless: 16384x16384', ['EncodingError', 'limit'], () => riff(chunk('VP8L', losslessSize(16_384, 16_384)))],
  ['lossless: 16384x1', ['EncodingError', 'picture 16384x1'], () => riff(chunk('VP8L', losslessSize(16_384, 1)))],
  ['lossless: twice the height', 'EncodingError', () => riff(chunk('VP8L', losslessSize(64, 96)))],
  ['lossless: a version of 7', 'EncodingError', () => riff(chunk('VP8L', patch(dataOf(LOSSLESS, 'VP8L'), 4, [dataOf(LOSSLESS, 'VP8L')[4] | 0xe0])))],
  ['lossless: another signature', 'EncodingError', () => riff(chunk('VP8L', patch(dataOf(LOSSLESS, 'VP8L'), 0, [0x30])))],
  ...[1, 2, 3].map((start) => [`lossless: noise (${start})`, ['EncodingError', 'limit', 'picture'], () => riff(chunk('VP8L', join(dataOf(LOSSLESS, 'VP8L').subarray(0, 5), noise(2000, start))))]),
  ...[1, 2, 3].map((start) => [`lossy: noise (${start})`, ['EncodingError', 'picture 64x48'], () => riff(chunk('VP8 ', join(dataOf(LOSSY, 'VP8 ').subarray(0, 10), noise(2000, start))))]),
  ['lossless: all bits 1', 'EncodingError', () => riff(chunk('VP8L', join(dataOf(LOSSLESS, 'VP8L').subarray(0, 5), Buffer.alloc(2000, 255))))],
  ['lossless: all bits 0', ['EncodingError', 'picture 64x48'], () => riff(chunk('VP8L', join(dataOf(LOSSLESS, 'VP8L').subarray(0, 5), Buffer.alloc(2000))))],
  ['a canvas of 2^24 x 2^24', 'EncodingError', () => riff(extended(1 << 24, 1 << 24), lossless())],
  ['a canvas of 2^24 x 16', 'limit maxSide', () => riff(extended(1 << 24, 16), lossless())],
  ['a canvas of 32767x8000 around a small picture', ['EncodingError', 'limit', 'picture 64x48'], () => riff(extended(32_767, 8000), lossless())],
  ['a canvas of 8x8 around a larger picture', ['EncodingError', 'picture'], () => riff(extended(8, 8), lossless())],
  ['a lossless picture in a lossy chunk', 'EncodingError', () => riff(chunk('VP8 ', dataOf(LOSSLESS, 'VP8L')))],
  ['a lossy picture in a lossless chunk', 'EncodingError', () => riff(chunk('VP8L', dataOf(LOSSY, 'VP8 ')))],
];

const chunks = () => [
  ['the picture twice', ['EncodingError', 'picture 64x48'], () => riff(lossless(), lossy())],
  ['no picture', 'EncodingError', () => riff()],
  ['an extended file without a picture', 'EncodingError', () => riff(extended(64, 48))],
  ['a header of three bytes', ['EncodingError'], () => riff(chunk('VP8X', [1, 2, 3]), lossless())],
  ['20,000 unknown chunks', ['EncodingError', 'picture 64x48'], () => riff(extended(64, 48), repeat(chunk('JUNK', [1, 2]), 20_000), lossless())],
  ['a profile of 64 MB', 'picture 64x48', () => riff(extended(64, 48, 0x20), chunk('ICCP', Buffer.alloc(1 << 26)), lossless())],
  ['a profile that is announced and missing', ['EncodingError', 'picture 64x48'], () => riff(extended(64, 48, 0x20), lossless())],
  ['Exif of noise', 'picture 64x48', () => riff(extended(64, 48, 0x08), lossless(), chunk('EXIF', noise(1000, 4)))],
  ['Exif of no bytes', 'picture 64x48', () => riff(extended(64, 48, 0x08), lossless(), chunk('EXIF', Buffer.alloc(0)))],
  ['Exif whose directory is its own next', 'picture 64x48', () => riff(extended(64, 48, 0x08), lossless(), chunk('EXIF', join('II*\0', u32le(8), u16le(1), u16le(0x112), u16le(3), u32le(0xffffffff), u32le(6), u32le(8))))],
  ['every flag', ['EncodingError', 'picture 64x48'], () => riff(extended(64, 48, 0xff), lossless())],
  ['alpha without colours', 'EncodingError', () => riff(extended(64, 48, 0x10), chunk('ALPH', [0, 1, 2]))],
  ['alpha of no bytes', ['EncodingError', 'picture 64x48'], changed(ALPHA, (all) => all.map((one) => (one.type === 'ALPH' ? { ...one, data: Buffer.alloc(0) } : one)))],
  ['alpha of noise', ['EncodingError', 'picture 64x48'], changed(ALPHA, (all) => all.map((one) => (one.type === 'ALPH' ? { ...one, data: join([1], noise(50, 5)) } : one)))],
  ['alpha that is raw and too short', ['EncodingError', 'picture 64x48'], changed(ALPHA, (all) => all.map((one) => (one.type === 'ALPH' ? { ...one, data: Buffer.alloc(100) } : one)))],
  ['alpha of a reserved compression', ['EncodingError', 'picture 64x48'], changed(ALPHA, (all) => all.map((one) => (one.type === 'ALPH' ? { ...one, data: patch(one.data, 0, [3]) } : one)))],
  ['alpha after the colours', ['EncodingError', 'picture 64x48'], changed(ALPHA, (all) => [...all].sort((a) => (a.type === 'ALPH' ? 1 : -1)))],
  ['the orientation first', ['EncodingError', 'picture'], changed(ORIENTED, ([first, ...rest]) => [first, ...rest.reverse()])],
  ['noise behind the end', `same ${LOSSY}`, () => join(seed(LOSSY), noise(5000, 6))],
  ['a RIFF of sound', 'EncodingError', () => patch(seed(LOSSY), 8, ascii('WAVE'))],
];

const animations = () => [
  ['an animation without frames', 'EncodingError', () => riff(extended(64, 48, 2), animation())],
  ['frames without an animation', ['EncodingError', 'picture 64x48'], () => riff(extended(64, 48, 2), frame(lossless()))],
  ['a picture and a flag of animation', ['EncodingError', 'picture 64x48'], () => riff(extended(64, 48, 2), lossless())],
  ['a frame beside the canvas', 'EncodingError', () => riff(extended(64, 48, 2), animation(), frame(lossless(), { x: 0xffffff, y: 0xffffff }))],
  ['a frame larger than its canvas', 'EncodingError', () => riff(extended(32, 32, 2), animation(), frame(lossless()))],
  ['a frame of another size than its picture', ['EncodingError', 'picture 64x48'], () => riff(extended(64, 48, 2), animation(), frame(lossless(), { width: 10, height: 10 }))],
  ['a frame of 2^24 x 2^24', 'EncodingError', () => riff(extended(64, 48, 2), animation(), frame(lossless(), { width: 1 << 24, height: 1 << 24 }))],
  ['a frame in a frame', 'EncodingError', () => riff(extended(64, 48, 2), animation(), frame(frame(lossless())))],
  ['a frame without data', 'EncodingError', () => riff(extended(64, 48, 2), animation(), frame(Buffer.alloc(0)))],
  ['20,000 frames', ['EncodingError', 'picture 64x48'], () => riff(extended(64, 48, 2), animation(), repeat(frame(lossless()), 20_000))],
  ['an animation of 16384x16000 with a small frame', ['EncodingError', 'limit'], () => riff(extended(16_384, 16_000, 2), animation(), frame(lossless()))],
  ['a second frame that is broken', ['EncodingError', 'picture 64x48'], () => riff(extended(64, 48, 2), animation(), frame(lossless()), frame(noise(100, 7)))],
];

const many = () => SEEDS.flatMap((name) => [41, 42, 43, 44].map((start) =>
  [`${name}: six bits changed (${start})`, ['EncodingError', 'picture', 'limit'], () => flipped(seed(name), 6, start, 12)]));

module.exports = {
  inputs: () => [...truncations(), ...pictures([...lengths(), ...sizes(), ...chunks(), ...animations(), ...many()])],
};
