'use strict';

// PNG: https://www.w3.org/TR/png-3/

const zlib = require('node:zlib');

const { ascii, crc32, flipped, insert, join, noise, patch, repeat, seed, u16be, u32be, zlibBomb } = require('../bytes.js');
const { cuts, pictures } = require('../inputs.js');

const SIGNATURE = ascii('\x89PNG\r\n\x1a\n');
const SEEDS = ['png-rgb8.png', 'png-palette-trns.png', 'png-interlaced.png', 'png-rgba16.png', 'png-gray1.png'];
const MEGABYTE = 1 << 20;
const GIGABYTE = 1 << 30;

const chunk = (type, data = Buffer.alloc(0), { length = data.length, crc } = {}) => {
  const body = join(type, data);
  return join(u32be(length), body, u32be(crc ?? crc32(body)));
};

/** The chunks of a file as { type, data, offset }. */
function chunksOf(file) {
  const chunks = [];
  for (let offset = SIGNATURE.length; offset < file.length;) {
    const length = file.readUInt32BE(offset);
    chunks.push({ type: file.toString('latin1', offset + 4, offset + 8), data: file.subarray(offset + 8, offset + 8 + length), offset });
    offset += 12 + length;
  }
  return chunks;
}

const write = (chunks) => join(SIGNATURE, ...chunks.map(({ type, data, ...lies }) => chunk(type, data, lies.lies)));

/** A seed, its chunks changed by a function. */
const changed = (name, change) => () => write(change(chunksOf(seed(name))));

/** A seed with something put in after its first chunk. */
const withAfterHeader = (name, ...parts) => () => {
  const file = seed(name);
  return insert(file, SIGNATURE.length + 25, join(...parts));
};

/** A header; what is not given is as for one opaque pixel. */
const header = ({ width = 1, height = 1, depth = 8, color = 2, compression = 0, filter = 0, interlace = 0 } = {}) =>
  chunk('IHDR', join(u32be(width), u32be(height), [depth, color, compression, filter, interlace]));

const END = chunk('IEND');

/** A whole file around some raw rows; `before` makes chunks. */
const whole = (fields, raw, { before = () => [] } = {}) => () =>
  join(SIGNATURE, header(fields), ...before(), chunk('IDAT', zlib.deflateSync(Buffer.from(raw))), END);

const ONE_PIXEL = [0, 1, 2, 3];

function truncations() {
  return SEEDS.flatMap((name) => {
    const file = seed(name);
    const ends = chunksOf(file).flatMap(({ offset, data }) => [offset, offset + 4, offset + 8, offset + 8 + (data.length >> 1), offset + 8 + data.length, offset + 11 + data.length]);
    // Without the last four bytes, a checksum of nothing, everything is there.
    return cuts(name, file, ends.filter((end) => end < file.length - 4), 'EncodingError');
  });
}

function lengths() {
  return SEEDS.flatMap((name) => chunksOf(seed(name)).filter(({ type }) => type !== 'IEND').flatMap(({ type, offset }, index) =>
    pictures([['0xffffffff', 0xffffffff], ['0x80000000', 0x80000000], ['0x7fffffff', 0x7fffffff], ['0', 0]].map(([what, length]) =>
      [`${name}: ${type} (${index}) of length ${what}`, 'EncodingError', () => patch(seed(name), offset, u32be(length))]))));
}

function damage() {
  return SEEDS.slice(0, 3).flatMap((name) => {
    const file = seed(name);
    const dataAt = chunksOf(file).find(({ type }) => type === 'IDAT').offset + 8;
    // The checksum finds one changed bit anywhere in a chunk that counts.
    return pictures([1, 2, 3, 4].map((start) => [`${name}: a bit of IDAT changed (${start})`, 'EncodingError', () =>
      patch(file, dataAt + start * 17, [file[dataAt + start * 17] ^ (1 << start)])]));
  });
}

const HEADER_FIELDS = {
  'a width of 0': { width: 0 }, 'a height of 0': { height: 0 }, 'a width of 2^31': { width: 2 ** 31 }, 'sides of 2^32 - 1': { width: 2 ** 32 - 1, height: 2 ** 32 - 1 },
  'depth 0': { depth: 0 }, 'depth 3': { depth: 3 }, 'depth 255': { depth: 255 }, 'depth 16 with a palette': { depth: 16, color: 3 }, 'depth 2 in colours': { depth: 2 },
  'colour type 1': { color: 1 }, 'colour type 5': { color: 5 }, 'colour type 255': { color: 255 }, 'compression 1': { compression: 1 }, 'filter 1': { filter: 1 },
  'interlace 2': { interlace: 2 }, 'interlace 255': { interlace: 255 },
};

const headers = () => pictures([
  ...Object.entries(HEADER_FIELDS).map(([what, fields]) => [`a header with ${what}`, ['EncodingError', 'limit maxSide', 'limit maxPixels'], whole(fields, ONE_PIXEL)]),
  ['65500x65500 are declared', 'limit maxSide', whole({ width: 65_500, height: 65_500 }, ONE_PIXEL)],
  ['32767x32767 are declared', 'limit maxPixels', whole({ width: 32_767, height: 32_767 }, ONE_PIXEL)],
  ['16384x16384 are declared and one pixel follows', 'EncodingError', whole({ width: 16_384, height: 16_384 }, ONE_PIXEL)],
  ['16384x16384 of 16 bits are declared and none follows', 'EncodingError', () => join(SIGNATURE, header({ width: 16_384, height: 16_384, depth: 16, color: 6 }), END)],
  ['16384x16384, interlaced, are declared and one pixel follows', 'EncodingError', whole({ width: 16_384, height: 16_384, interlace: 1 }, ONE_PIXEL)],
  ['32767x1 are declared and one pixel follows', 'EncodingError', whole({ width: 32_767 }, ONE_PIXEL)],
  ['a second, larger header', ['EncodingError', 'same png-rgb8.png'], withAfterHeader('png-rgb8.png', header({ width: 5000, height: 5000 }))],
  ['a header of 14 bytes', 'EncodingError', changed('png-rgb8.png', ([first, ...rest]) => [{ ...first, data: join(first.data, [0]) }, ...rest])],
  ['a header of 12 bytes', 'EncodingError', changed('png-rgb8.png', ([first, ...rest]) => [{ ...first, data: first.data.subarray(0, 12) }, ...rest])],
  ['no header', 'EncodingError', changed('png-rgb8.png', ([, ...rest]) => rest)],
  ['the header last', 'EncodingError', changed('png-rgb8.png', ([first, ...rest]) => [...rest, first])],
]);

const order = () => pictures([
  ['IDAT twice', 'same png-rgb8.png', changed('png-rgb8.png', (chunks) => chunks.flatMap((one) => (one.type === 'IDAT' ? [one, one] : [one])))],
  ['text between the parts of IDAT', ['EncodingError', 'same png-rgb8.png'], changed('png-rgb8.png', (chunks) => chunks.flatMap((one) =>
    (one.type === 'IDAT' ? [{ type: 'IDAT', data: one.data.subarray(0, 200) }, { type: 'tEXt', data: ascii('a\0b') }, { type: 'IDAT', data: one.data.subarray(200) }] : [one])))],
  ['IDAT in parts of one byte', 'same png-rgb8.png', changed('png-rgb8.png', (chunks) => chunks.flatMap((one) =>
    (one.type === 'IDAT' ? [...one.data].map((byte) => ({ type: 'IDAT', data: Buffer.of(byte) })) : [one])))],
  ['100,000 empty IDAT first', ['EncodingError', 'same png-rgb8.png'], withAfterHeader('png-rgb8.png', repeat(chunk('IDAT'), 100_000))],
  ['100,000 texts', 'same png-rgb8.png', withAfterHeader('png-rgb8.png', repeat(chunk('tEXt', ascii('a\0b')), 100_000))],
  ['100,000 unknown chunks', 'same png-rgb8.png', withAfterHeader('png-rgb8.png', repeat(chunk('unKn', ascii('x')), 100_000))],
  ['a palette after the pixels', 'EncodingError', changed('png-palette-trns.png', (chunks) => [...chunks.filter(({ type }) => type !== 'PLTE' && type !== 'IEND'), chunks.find(({ type }) => type === 'PLTE'), chunks.at(-1)])],
  ['two palettes', ['EncodingError', 'picture 64x48'], changed('png-palette-trns.png', (chunks) => chunks.flatMap((one) => (one.type === 'PLTE' ? [one, one] : [one])))],
  ['no palette', 'EncodingError', changed('png-palette-trns.png', (chunks) => chunks.filter(({ type }) => type !== 'PLTE'))],
  ['no IDAT', 'EncodingError', changed('png-rgb8.png', (chunks) => chunks.filter(({ type }) => type !== 'IDAT'))],
  ['IEND twice and something behind', 'same png-rgb8.png', () => join(seed('png-rgb8.png'), END, noise(5000, 5))],
  ['an unknown chunk that counts', ['EncodingError', 'same png-rgb8.png'], withAfterHeader('png-rgb8.png', chunk('UNKN', ascii('x')))],
  ['a chunk whose type is no letters', ['EncodingError', 'same png-rgb8.png'], withAfterHeader('png-rgb8.png', chunk('\0\xff\0\xff', ascii('x')))],
  ['a wrong checksum of a text', ['EncodingError', 'same png-rgb8.png'], withAfterHeader('png-rgb8.png', chunk('tEXt', ascii('a\0b'), { crc: 1 }))],
  ['a wrong checksum of the header', 'EncodingError', changed('png-rgb8.png', ([first, ...rest]) => [{ ...first, lies: { crc: 5 } }, ...rest])],
  ['a signature that went through a text editor', 'EncodingError', () => patch(seed('png-rgb8.png'), 4, ascii('\n\n\x1a\n'))],
]);

const palette = (count) => chunk('PLTE', Buffer.alloc(count, 7));

const colors = () => pictures([
  ['an index beyond the palette', ['EncodingError', 'picture 1x1'], whole({ color: 3 }, [0, 200], { before: () => [palette(3)] })],
  ['every index beyond a palette of one', ['EncodingError', 'picture 64x64'], whole({ color: 3, width: 64, height: 64 }, Buffer.alloc(65 * 64, 0).fill(255, 1, 65), { before: () => [palette(3)] })],
  ['a palette without colours', 'EncodingError', whole({ color: 3 }, [0, 0], { before: () => [chunk('PLTE')] })],
  ['a palette of four bytes', ['EncodingError', 'picture 1x1'], whole({ color: 3 }, [0, 0], { before: () => [palette(4)] })],
  ['a palette of 257 colours', ['EncodingError', 'picture 1x1'], whole({ color: 3 }, [0, 0], { before: () => [palette(257 * 3)] })],
  ['a palette of a million colours', ['EncodingError', 'picture 1x1'], whole({ color: 3 }, [0, 0], { before: () => [palette(3e6)] })],
  ['more alpha than colours', ['EncodingError', 'picture 1x1'], whole({ color: 3 }, [0, 0], { before: () => [palette(3), chunk('tRNS', Buffer.alloc(300))] })],
  ['alpha before the palette', ['EncodingError', 'picture 1x1'], whole({ color: 3 }, [0, 0], { before: () => [chunk('tRNS', Buffer.alloc(1)), palette(3)] })],
  ['a colour key of one byte', ['EncodingError', 'picture 1x1'], whole({}, ONE_PIXEL, { before: () => [chunk('tRNS', Buffer.alloc(1))] })],
  ['a colour key beside alpha', ['EncodingError', 'picture 1x1'], whole({ color: 6 }, [0, 1, 2, 3, 4], { before: () => [chunk('tRNS', Buffer.alloc(6))] })],
  ['a gamma of 0', 'picture 1x1', whole({}, ONE_PIXEL, { before: () => [chunk('gAMA', u32be(0))] })],
  ['a gamma of 2^32 - 1', 'picture 1x1', whole({}, ONE_PIXEL, { before: () => [chunk('gAMA', u32be(0xffffffff))] })],
  ['a gamma of one byte', ['EncodingError', 'picture 1x1'], whole({}, ONE_PIXEL, { before: () => [chunk('gAMA', [1])] })],
  ['primaries that are all 0', 'picture 1x1', whole({}, ONE_PIXEL, { before: () => [chunk('cHRM', Buffer.alloc(32))] })],
  ['a resolution of 0', 'picture 1x1', whole({}, ONE_PIXEL, { before: () => [chunk('pHYs', Buffer.alloc(9))] })],
  ['significant bits of 255', ['EncodingError', 'picture 1x1'], whole({}, ONE_PIXEL, { before: () => [chunk('sBIT', [255, 255, 255])] })],
]);

const bombs = () => pictures([
  ['a gigabyte of zeros for one pixel', ['EncodingError', 'picture 1x1'], () => join(SIGNATURE, header(), chunk('IDAT', zlibBomb(GIGABYTE)), END)],
  ['a profile of a gigabyte', 'picture 1x1', whole({}, ONE_PIXEL, { before: () => [chunk('iCCP', join('x\0\0', zlibBomb(GIGABYTE)))] })],
  ['a compressed text of a gigabyte', 'picture 1x1', whole({}, ONE_PIXEL, { before: () => [chunk('zTXt', join('x\0\0', zlibBomb(GIGABYTE)))] })],
  ['an international text of a gigabyte', 'picture 1x1', whole({}, ONE_PIXEL, { before: () => [chunk('iTXt', join('x\0\x01\0\0\0', zlibBomb(GIGABYTE)))] })],
  ['fifty compressed texts of 64 MB', 'picture 1x1', whole({}, ONE_PIXEL, { before: () => [repeat(chunk('zTXt', join('x\0\0', zlibBomb(64 * MEGABYTE))), 50)] })],
  ['a text of 64 MB', 'picture 1x1', whole({}, ONE_PIXEL, { before: () => [chunk('tEXt', Buffer.alloc(64 * MEGABYTE, 65))] })],
  ['Exif of 32 MB', 'picture 1x1', whole({}, ONE_PIXEL, { before: () => [chunk('eXIf', Buffer.alloc(32 * MEGABYTE, 65))] })],
  ['a profile that does not inflate', 'picture 1x1', whole({}, ONE_PIXEL, { before: () => [chunk('iCCP', join('x\0\0', noise(100, 3)))] })],
  ['32767 rows of one pixel, half of them there', 'EncodingError', whole({ height: 32_767 }, repeat(Buffer.alloc(4), 16_000))],
]);

const rows = (filter) => join(...Array.from({ length: 4 }, (_, y) => join([filter], noise(12, y + filter))));

const streams = () => pictures([
  ...[5, 6, 128, 255].map((filter) => [`a row filter of ${filter}`, 'EncodingError', whole({ width: 4, height: 4 }, rows(filter))]),
  ['rows that end early', 'EncodingError', whole({ width: 4, height: 4 }, rows(0).subarray(0, 45))],
  ['no rows', 'EncodingError', whole({ width: 4, height: 4 }, [])],
  ['a row too many', ['EncodingError', 'picture 4x4'], whole({ width: 4, height: 4 }, join(rows(0), rows(0)))],
  ['a wrong checksum of the stream', ['EncodingError', 'picture 4x4'], () => join(SIGNATURE, header({ width: 4, height: 4 }), chunk('IDAT', patch(zlib.deflateSync(rows(0)), zlib.deflateSync(rows(0)).length - 4, u32be(1))), END)],
  ['noise for a stream', 'EncodingError', () => join(SIGNATURE, header({ width: 4, height: 4 }), chunk('IDAT', noise(200, 9)), END)],
  ['a stream with a dictionary', 'EncodingError', () => join(SIGNATURE, header({ width: 4, height: 4 }), chunk('IDAT', zlib.deflateSync(rows(0), { dictionary: ascii('hello') })), END)],
  ['a stream without its header', 'EncodingError', () => join(SIGNATURE, header({ width: 4, height: 4 }), chunk('IDAT', zlib.deflateRawSync(rows(0))), END)],
  ['a block of a reserved kind', 'EncodingError', () => join(SIGNATURE, header({ width: 4, height: 4 }), chunk('IDAT', [0x78, 0x9c, 0x07, 0, 0, 0, 0]), END)],
  ['a distance before the beginning', 'EncodingError', () => join(SIGNATURE, header({ width: 4, height: 4 }), chunk('IDAT', [0x78, 0x9c, 0x03, 0x02, 0xff, 0xff, 0xff]), END)],
  ['a million empty stored blocks', ['EncodingError', 'picture 4x4'], () => {
    const stored = Buffer.of(0, 0, 0, 0xff, 0xff);
    return join(SIGNATURE, header({ width: 4, height: 4 }), chunk('IDAT', join([0x78, 0x01], repeat(stored, 1e6), zlib.deflateRawSync(rows(0)), u32be(0))), END);
  }],
]);

const control = (sequence, { width = 1, height = 1, x = 0, y = 0 } = {}) =>
  chunk('fcTL', join(u32be(sequence), u32be(width), u32be(height), u32be(x), u32be(y), u16be(0), u16be(0), [0, 0]));

const animations = () => pictures([
  ['an animation of 2^32 - 1 frames', ['EncodingError', 'picture 1x1'], whole({}, ONE_PIXEL, { before: () => [chunk('acTL', join(u32be(0xffffffff), u32be(0))), control(0)] })],
  ['an animation of no frames', ['EncodingError', 'picture 1x1'], whole({}, ONE_PIXEL, { before: () => [chunk('acTL', join(u32be(0), u32be(0)))] })],
  ['a frame larger than the picture', ['EncodingError', 'picture 1x1'], whole({}, ONE_PIXEL, { before: () => [chunk('acTL', join(u32be(2), u32be(0))), control(0, { width: 60_000, height: 60_000 })] })],
  ['a frame beside the picture', ['EncodingError', 'picture 1x1'], whole({}, ONE_PIXEL, { before: () => [chunk('acTL', join(u32be(2), u32be(0))), control(0, { x: 0xffffffff, y: 5 })] })],
  ['frames out of order', ['EncodingError', 'picture 1x1'], whole({}, ONE_PIXEL, { before: () => [chunk('acTL', join(u32be(2), u32be(0))), control(7), control(3)] })],
  ['an animation of one byte', ['EncodingError', 'picture 1x1'], whole({}, ONE_PIXEL, { before: () => [chunk('acTL', [1])] })],
]);

const many = () => SEEDS.flatMap((name) => pictures([11, 12, 13].map((start) =>
  [`${name}: twenty bits changed (${start})`, ['EncodingError', 'picture', 'limit'], () => flipped(seed(name), 20, start, 8)])));

module.exports = {
  inputs: () => [...truncations(), ...lengths(), ...damage(), ...headers(), ...order(), ...colors(), ...bombs(), ...streams(), ...animations(), ...many()],
};
