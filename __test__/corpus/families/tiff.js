'use strict';

// TIFF: https://www.adobe.io/open/standards/TIFF.html

const { flipped, join, noise, patch, repeat, seed, u16be, u16le, u32be, u32le, zlibBomb } = require('../bytes.js');
const { cuts, pictures } = require('../inputs.js');

const SEEDS = ['tiff-rgb-lzw.tif', 'tiff-gray.tif', 'tiff-rgba-deflate.tif', 'tiff-cmyk.tif'];
const GRAY = 'tiff-gray.tif';
const [SHORT, LONG] = [3, 4];
const TAG = {
  width: 256, height: 257, bits: 258, compression: 259, photometric: 262, offsets: 273, orientation: 274, samples: 277,
  rowsPerStrip: 278, counts: 279, planar: 284, predictor: 317, tileWidth: 322, tileHeight: 323, tileOffsets: 324, tileCounts: 325, format: 339,
};
const [LZW, JPEG, DEFLATE, PACKBITS] = [5, 7, 8, 32_773];
const REFUSED = ['EncodingError', 'limit'];
// The decoder takes what a strip lacks for zeros, as others do with files that scanners cut short.
const LACKING = ['EncodingError', 'limit', 'picture 4x4'];
const LIMITED = ['EncodingError', 'limit'];

const entry = (tag, type, count, value) => join(u16le(tag), u16le(type), u32le(count), u32le(value));

/** A file of one directory behind its data, which begins at byte 8. Fields that are null are left out. */
function tiff(fields = {}, { data = Buffer.alloc(16, 9), next = 0, first } = {}) {
  const all = {
    width: 4, height: 4, bits: 8, compression: 1, photometric: 1, offsets: 8, samples: 1, rowsPerStrip: 4, counts: data.length, ...fields,
  };
  const entries = Object.entries(all).filter(([, value]) => value !== null)
    .map(([name, value]) => (Buffer.isBuffer(value) ? value : entry(TAG[name], LONG, 1, value)))
    .sort((a, b) => a.readUInt16LE(0) - b.readUInt16LE(0));
  const at = 8 + data.length;
  return join('II*\0', u32le(first ?? at), data, u16le(entries.length), ...entries, u32le(next === 'itself' ? at : next));
}

const file = (fields, options) => () => tiff(fields, options);

/** Where a seed's directory has a tag: the offset of its entry. */
function entryOf(name, tag) {
  const bytes = seed(name);
  const directory = bytes.readUInt32LE(4);
  const count = bytes.readUInt16LE(directory);
  for (let i = 0; i < count; i += 1) if (bytes.readUInt16LE(directory + 2 + i * 12) === tag) return directory + 2 + i * 12;
  throw new Error(`${name} has no tag ${tag}`);
}

function truncations() {
  return SEEDS.flatMap((name) => {
    const bytes = seed(name);
    const directory = bytes.readUInt32LE(4);
    return cuts(name, bytes, [0, 1, 3, 4, 7, 8, 9, 100, bytes.length >> 1, directory, directory + 1, directory + 2, directory + 30, directory + 60], 'EncodingError');
  });
}

/** Each entry of each seed with another count, type or value. */
const entries = () => SEEDS.flatMap((name) => ['width', 'height', 'bits', 'compression', 'photometric', 'offsets', 'rowsPerStrip', 'counts'].flatMap((tag) => [
  [`${name}: ${tag} without values`, ['EncodingError', 'picture'], () => patch(seed(name), entryOf(name, TAG[tag]) + 4, u32le(0))],
  [`${name}: ${tag} of 2^32 - 1 values`, [...LIMITED, 'picture'], () => patch(seed(name), entryOf(name, TAG[tag]) + 4, u32le(0xffffffff))],
  [`${name}: ${tag} of an unknown type`, ['EncodingError', 'picture'], () => patch(seed(name), entryOf(name, TAG[tag]) + 2, u16le(200))],
  [`${name}: ${tag} of 2^32 - 1`, [...LIMITED, 'picture'], () => patch(seed(name), entryOf(name, TAG[tag]) + 8, u32le(0xffffffff))],
]));

const values = () => [
  ['sides of 0', 'EncodingError', file({ width: 0, height: 0 })],
  ['65500x65500 are declared', REFUSED, file({ width: 65_500, height: 65_500 })],
  ['32767x32767 are declared', REFUSED, file({ width: 32_767, height: 32_767 })],
  ['16384x16000 are declared in one strip', LIMITED, file({ width: 16_384, height: 16_000, rowsPerStrip: 16_000 })],
  ['16384x16000 are declared in strips of a row, one of them there', LIMITED, file({ width: 16_384, height: 16_000, rowsPerStrip: 1 })],
  ...[0, 3, 7, 12, 24, 64, 128, 65_535].map((bits) => [`${bits} bits a sample`, ['EncodingError', 'limit', 'picture 4x4'], file({ bits })]),
  ...[0, 2, 3, 4, 6, LZW, 6, JPEG, DEFLATE, PACKBITS, 34_712, 50_000, 65_535].filter((kind, i, all) => all.indexOf(kind) === i)
    .map((compression) => [`compression ${compression} of nothing right`, LACKING, file({ compression }, { data: noise(16, 7) })]),
  ...[2, 3, 4, 5, 6, 8, 9, 32_803, 65_535].map((photometric) => [`photometric ${photometric}`, ['EncodingError', 'picture 4x4'], file({ photometric })]),
  ...[0, 2, 3, 5, 255, 65_535].map((samples) => [`${samples} samples a pixel`, ['EncodingError', 'limit', 'picture 4x4'], file({ samples })]),
  ...[0, 9, 65_535].map((orientation) => [`an orientation of ${orientation}`, 'picture 4x4', file({ orientation })]),
  ...[0, 2, 3].map((planar) => [`planes of kind ${planar}`, ['EncodingError', 'picture 4x4'], file({ planar, samples: 3, photometric: 2 })]),
  ...[0, 2, 3, 255].map((predictor) => [`a predictor of ${predictor}`, ['EncodingError', 'picture 4x4'], file({ predictor })]),
  ...[2, 3, 4, 99].map((format) => [`samples of format ${format}`, ['EncodingError', 'picture 4x4'], file({ format })]),
  ['half floats', ['EncodingError', 'picture 4x4'], file({ format: 3, bits: 16 }, { data: noise(32, 3) })],
  ['floats that are no numbers', ['EncodingError', 'picture 4x4'], file({ format: 3, bits: 32 }, { data: Buffer.alloc(64, 255) })],
  ['doubles', ['EncodingError', 'picture 4x4'], file({ format: 3, bits: 64 }, { data: noise(128, 3) })],
];

const strips = () => [
  ['strips of no rows', ['EncodingError', 'picture 4x4'], file({ rowsPerStrip: 0 })],
  ['strips of 2^32 - 1 rows', 'picture 4x4', file({ rowsPerStrip: 0xffffffff })],
  ['strips of a row, one of them there', 'EncodingError', file({ rowsPerStrip: 1 })],
  ['a strip beyond the end', 'EncodingError', file({ offsets: 0x7fffffff })],
  ['a strip at the header', ['EncodingError', 'picture 4x4'], file({ offsets: 0 })],
  ['a strip of no bytes', 'EncodingError', file({ counts: 0 })],
  ['a strip of 2^32 - 1 bytes', ['EncodingError', 'limit', 'picture 4x4'], file({ counts: 0xffffffff })],
  ['a strip of half its bytes', 'EncodingError', file({ counts: 8 })],
  ['no strips', 'EncodingError', file({ offsets: null, counts: null })],
  ['no counts', ['EncodingError', 'picture 4x4'], file({ counts: null })],
  ['four million strips of a pixel each', LIMITED, () => {
    // The list of offsets lies over the data: whatever it says, it is long.
    const count = 4_000_000;
    const data = Buffer.alloc(count * 4);
    return tiff({ width: 1, height: 32_000, rowsPerStrip: 1, offsets: entry(TAG.offsets, LONG, count, 8), counts: entry(TAG.counts, LONG, count, 8) }, { data });
  }],
  ['a list of 2^30 strips', LIMITED, file({ height: 32_000, rowsPerStrip: 1, offsets: entry(TAG.offsets, LONG, 1 << 30, 8), counts: entry(TAG.counts, LONG, 1 << 30, 8) })],
  ['strips that all lie over each other', ['EncodingError', 'picture 4x8000'], () => {
    const rows = 8000;
    const data = join(repeat(u32le(8), rows), repeat(u32le(4), rows));
    return tiff({ height: rows, rowsPerStrip: 1, offsets: entry(TAG.offsets, LONG, rows, 8), counts: entry(TAG.counts, LONG, rows, 8 + rows * 4) }, { data });
  }],
  ['tiles of 0', 'EncodingError', file({ offsets: null, counts: null, tileWidth: 0, tileHeight: 0, tileOffsets: 8, tileCounts: 16 })],
  ['tiles of 2^31', LIMITED, file({ offsets: null, counts: null, tileWidth: 0x80000000, tileHeight: 0x80000000, tileOffsets: 8, tileCounts: 16 })],
  ['tiles of 16384x16384 for four pixels', LIMITED, file({ offsets: null, counts: null, tileWidth: 16_384, tileHeight: 16_384, tileOffsets: 8, tileCounts: 16 })],
  ['tiles of a pixel in a picture of 16384x16000', LIMITED, file({ width: 16_384, height: 16_000, offsets: null, counts: null, tileWidth: 1, tileHeight: 1, tileOffsets: 8, tileCounts: 16 })],
  ['tiles and strips', ['EncodingError', 'picture 4x4'], file({ tileWidth: 16, tileHeight: 16, tileOffsets: 8, tileCounts: 16 })],
];

const directories = () => [
  ['no directory', 'EncodingError', () => join('II*\0', u32le(0))],
  ['a directory beyond the end', 'EncodingError', file({}, { first: 0xfffffff0 })],
  ['a directory in the header', 'EncodingError', file({}, { first: 4 })],
  ['a directory of no entries', 'EncodingError', () => join('II*\0', u32le(8), u16le(0), u32le(0))],
  ['a directory of 65535 entries, none there', 'EncodingError', () => join('II*\0', u32le(8), u16le(65_535))],
  ['a directory of 65535 unknown entries', 'EncodingError', () => join('II*\0', u32le(8), u16le(65_535), repeat(entry(60_000, LONG, 1, 1), 65_535), u32le(0))],
  ['a directory that is its own next', ['EncodingError', 'picture 4x4'], file({}, { next: 'itself' })],
  ['a next directory beyond the end', ['EncodingError', 'picture 4x4'], file({}, { next: 0xfffffff0 })],
  ['the same entry 1,000 times', ['EncodingError', 'picture'], () => {
    const one = tiff();
    const at = one.readUInt32LE(4);
    const count = one.readUInt16LE(at);
    return join(one.subarray(0, at), u16le(count + 1000), repeat(entry(TAG.width, LONG, 1, 5), 1000), one.subarray(at + 2));
  }],
  ['entries from last to first', ['EncodingError', 'picture 4x4'], () => {
    const one = tiff();
    const at = one.readUInt32LE(4);
    const list = Array.from({ length: one.readUInt16LE(at) }, (_, i) => one.subarray(at + 2 + i * 12, at + 14 + i * 12));
    return join(one.subarray(0, at + 2), ...list.reverse(), u32le(0));
  }],
  ['a value that lies over the directory', ['EncodingError', 'picture'], file({ bits: entry(TAG.bits, SHORT, 4, 24) })],
  ['BigTIFF whose directory is beyond the end', 'EncodingError', () => join('II', u16le(43), u16le(8), u16le(0), u32le(0xffffffff), u32le(0x7fffffff))],
  ['BigTIFF of 2^64 - 1 entries', 'EncodingError', () => join('II', u16le(43), u16le(8), u16le(0), u32le(16), u32le(0), Buffer.alloc(8, 255))],
  ['BigTIFF with offsets of three bytes', 'EncodingError', () => join('II', u16le(43), u16le(3), u16le(0), u32le(16), u32le(0), u32le(0))],
  ['the other byte order', 'EncodingError', () => join('MM', u16be(42), u32be(8), seed(GRAY).subarray(8))],
  ['a mix of byte orders', 'EncodingError', () => join('IM', seed(GRAY).subarray(2))],
];

const streams = () => [
  ['deflate: a gigabyte for sixteen pixels', ['EncodingError', 'picture 4x4'], () => tiff({ compression: DEFLATE }, { data: zlibBomb(1 << 30) })],
  ['deflate: too little', 'EncodingError', () => tiff({ compression: DEFLATE, height: 400, rowsPerStrip: 400 }, { data: zlibBomb(0) })],
  ['packed bits: too little', 'EncodingError', file({ compression: PACKBITS, height: 400, rowsPerStrip: 400 }, { data: Buffer.of(0x81, 5) })],
  ['packed bits: runs that end early', 'EncodingError', file({ compression: PACKBITS }, { data: Buffer.of(0x7f, 5) })],
  ['packed bits: nothing but fillers', 'EncodingError', file({ compression: PACKBITS }, { data: Buffer.alloc(100_000, 0x80) })],
  ['LZW: clear codes alone', LACKING, file({ compression: LZW }, { data: repeat([0x80, 0x40, 0x20, 0x10, 0x08, 0x04, 0x02, 0x01, 0x00], 10_000) })],
  ['LZW: codes beyond the table', 'EncodingError', file({ compression: LZW }, { data: Buffer.alloc(1000, 255) })],
  ['LZW: a stream of zeros', ['EncodingError', 'picture 4x4'], file({ compression: LZW }, { data: Buffer.alloc(1000) })],
  ['JPEG: a file that declares 65500x65500', 'EncodingError', () => {
    const jpeg = seed('jpeg-gray.jpg');
    const at = jpeg.indexOf(Buffer.of(0xff, 0xc0));
    return tiff({ compression: JPEG, width: 64, height: 48, rowsPerStrip: 48 }, { data: patch(jpeg, at + 5, [0xff, 0xdc, 0xff, 0xdc]) });
  }],
  ['JPEG: of another size', ['EncodingError', 'picture'], () => tiff({ compression: JPEG, width: 5, height: 5, rowsPerStrip: 5 }, { data: seed('jpeg-gray.jpg') })],
  ['fax: noise', ['EncodingError', 'picture'], file({ compression: 4, bits: 1, width: 2000, height: 2000, rowsPerStrip: 2000 }, { data: noise(5000, 3) })],
  ['fax: zeros', ['EncodingError', 'limit maxScratch', 'picture'], file({ compression: 4, bits: 1, width: 20_000, height: 10_000, rowsPerStrip: 10_000 }, { data: Buffer.alloc(5000) })],
];

const many = () => SEEDS.flatMap((name) => [71, 72, 73, 74].map((start) =>
  [`${name}: eight bits changed (${start})`, ['EncodingError', 'picture', 'limit'], () => {
    const bytes = seed(name);
    return flipped(bytes, 8, start, start % 2 ? 4 : bytes.readUInt32LE(4));
  }]));

module.exports = {
  inputs: () => [...truncations(), ...pictures([...entries(), ...values(), ...strips(), ...directories(), ...streams(), ...many()])],
};
