'use strict';

// BMP: https://learn.microsoft.com/windows/win32/gdi/bitmap-storage

const { ascii, flipped, join, noise, patch, repeat, seed, u16le, u32le } = require('../bytes.js');
const { cuts, pictures } = require('../inputs.js');

const SEEDS = ['bmp-24.bmp', 'bmp-1.bmp', 'bmp-8.bmp', 'bmp-32-alpha.bmp', 'bmp-24-top-down.bmp'];
const PLAIN = 'bmp-24.bmp';
const [RGB, RLE8, RLE4, BITFIELDS, JPEG, PNG] = [0, 1, 2, 3, 4, 5];
const [WIDTH, HEIGHT, PLANES, BITS, COMPRESSION, COLORS] = [18, 22, 26, 28, 30, 46];

/** A file with a header of forty bytes; what is not given is right. */
function bitmap({ width = 4, height = 4, planes = 1, bits = 24, compression = RGB, colors = 0, headerSize = 40, offset, palette = [], data = Buffer.alloc(48, 7) }) {
  const at = offset ?? 14 + 40 + palette.length;
  const header = join(u32le(headerSize), u32le(width), u32le(height), u16le(planes), u16le(bits), u32le(compression), u32le(0), u32le(0), u32le(0), u32le(colors), u32le(0));
  const body = join(header, palette, data);
  return join('BM', u32le(14 + body.length), u32le(0), u32le(at), body);
}

const file = (fields) => () => bitmap(typeof fields === 'function' ? fields() : fields);
const withField = (offset, values, name = PLAIN) => () => patch(seed(name), offset, values);
const palette = (colors) => Buffer.alloc(colors * 4, 99);

function truncations() {
  return SEEDS.flatMap((name) => {
    const bytes = seed(name);
    const pixels = bytes.readUInt32LE(10);
    return cuts(name, bytes, [0, 1, 2, 6, 10, 13, 14, 17, 18, 26, 30, 40, 53, 54, pixels - 1, pixels, pixels + 1, pixels + 100, bytes.length - 400, bytes.length - 1], 'EncodingError');
  });
}

const sides = () => [0, 1 << 30, 0x7fffffff, 0x80000000, 0x80000001, 0xffffffff].flatMap((value) => {
  const expected = value === 0 ? 'EncodingError' : ['EncodingError', 'limit'];
  return [
    [`a width of 0x${value.toString(16)}`, expected, withField(WIDTH, u32le(value))],
    // A height below 0 is a picture from top to bottom; minus one is a row.
    [`a height of 0x${value.toString(16)}`, value === 0xffffffff ? ['EncodingError', 'picture 64x1'] : expected, withField(HEIGHT, u32le(value))],
  ];
});

const headers = () => [
  ...sides(),
  ['32767x32767 are declared', 'limit maxPixels', withField(WIDTH, join(u32le(32_767), u32le(32_767)))],
  ['16384x16384 are declared and 48 rows follow', 'EncodingError', withField(WIDTH, join(u32le(16_384), u32le(16_384)))],
  ['a header only', 'EncodingError', () => seed(PLAIN).subarray(0, 54)],
  ...[0, 1, 11, 12, 16, 39, 41, 64, 108, 124, 0x7fffffff, 0xffffffff].map((size) => [`a header of ${size} bytes`, ['EncodingError', 'limit', 'picture'], withField(14, u32le(size))]),
  ...[0, 2, 65_535].map((planes) => [`${planes} planes`, ['EncodingError', `same ${PLAIN}`], withField(PLANES, u16le(planes))]),
  ...[0, 2, 3, 7, 16, 31, 64, 255, 65_535].map((bits) => [`${bits} bits a pixel`, ['EncodingError', 'picture 64x48'], withField(BITS, u16le(bits))]),
  ...[RLE8, RLE4, BITFIELDS, JPEG, PNG, 6, 11, 255, 0xffffffff].map((kind) => [`24 bits with compression ${kind}`, ['EncodingError', 'picture 64x48'], withField(COMPRESSION, u32le(kind))]),
  ...[257, 65_536, 0x7fffffff, 0xffffffff].map((colors) => [`${colors} colours in a palette of eight bits`, ['EncodingError', 'picture 64x48'], withField(COLORS, u32le(colors), 'bmp-8.bmp')]),
  ['one colour in a palette of eight bits', ['EncodingError', 'picture 64x48'], withField(COLORS, u32le(1), 'bmp-8.bmp')],
  ...[0, 1, 14, 53, 0x7fffffff, 0xffffffff].map((offset) => [`pixels at ${offset}`, offset < 54 ? ['EncodingError', 'picture 64x48'] : 'EncodingError', withField(10, u32le(offset))]),
  ['pixels at the end of the file', 'EncodingError', withField(10, u32le(seed(PLAIN).length))],
  ['a size of the file of 0', `same ${PLAIN}`, withField(2, u32le(0))],
  ['a size of the file of 2^32 - 1', `same ${PLAIN}`, withField(2, u32le(0xffffffff))],
  ['an array of bitmaps', 'EncodingError', withField(0, ascii('BA'))],
  ['noise behind the pixels', `same ${PLAIN}`, () => join(seed(PLAIN), noise(5000, 1))],
  ['a header from OS/2', ['EncodingError', 'picture 4x4'], () => join('BM', u32le(74), u32le(0), u32le(26), u32le(12), u16le(4), u16le(4), u16le(1), u16le(24), Buffer.alloc(48))],
  ['a header from OS/2 of 65535x65535', 'limit maxSide', () => join('BM', u32le(74), u32le(0), u32le(26), u32le(12), u16le(65_535), u16le(65_535), u16le(1), u16le(24), Buffer.alloc(48))],
];

const masks = (...values) => ({ bits: 32, compression: BITFIELDS, data: join(...values.map(u32le), Buffer.alloc(64, 9)), offset: 14 + 40 + values.length * 4 });

const colors = () => [
  ['an index beyond the palette of eight bits', ['EncodingError', 'picture 4x4'], file({ bits: 8, colors: 2, palette: palette(2), data: Buffer.alloc(16, 200) })],
  ['an index beyond the palette of four bits', ['EncodingError', 'picture 4x4'], file({ bits: 4, colors: 2, palette: palette(2), data: Buffer.alloc(16, 0xff) })],
  ['an index beyond the palette of one bit', ['EncodingError', 'picture 4x4'], file({ bits: 1, colors: 1, palette: palette(1), data: Buffer.alloc(16, 0xff) })],
  ['no palette', ['EncodingError', 'picture 4x4'], file({ bits: 8, data: Buffer.alloc(16, 200) })],
  ['masks of 0', ['EncodingError', 'picture 4x4'], file(masks(0, 0, 0))],
  ['masks of all bits', ['EncodingError', 'picture 4x4'], file(masks(0xffffffff, 0xffffffff, 0xffffffff))],
  ['masks with holes', ['EncodingError', 'picture 4x4'], file(masks(0xa0a0a0a0, 0x05050505, 0x50505050))],
  ['masks of one bit each', ['EncodingError', 'picture 4x4'], file(masks(1, 0x80000000, 0x10000))],
  ['masks that overlap', ['EncodingError', 'picture 4x4'], file(masks(0xff00, 0xff00, 0xff00))],
  ['masks that end early', 'EncodingError', () => bitmap({ bits: 32, compression: BITFIELDS, data: [1, 2, 3, 4] })],
  ['a JPEG inside', 'EncodingError', file(() => ({ bits: 0, compression: JPEG, data: seed('jpeg-444.jpg') }))],
  ['a PNG inside', 'EncodingError', file(() => ({ bits: 0, compression: PNG, data: seed('png-rgb8.png') }))],
];

const END_OF_LINE = [0, 0];
const END_OF_BITMAP = [0, 1];
const delta = (x, y) => [0, 2, x, y];
const rle = (data, fields = {}) => file({ bits: 8, compression: RLE8, colors: 256, palette: palette(256), data, ...fields });
const rle4 = (data) => file({ bits: 4, compression: RLE4, colors: 16, palette: palette(16), data });
const RUNS = ['EncodingError', 'picture 4x4'];

const runs = () => [
  ['runs beyond the row', RUNS, rle(repeat([255, 1], 100))],
  ['runs beyond the picture', RUNS, rle(join(repeat([4, 1, ...END_OF_LINE], 100), END_OF_BITMAP))],
  ['moves beyond the picture', RUNS, rle(join(...Array(50).fill(delta(255, 255)), [4, 1], END_OF_BITMAP))],
  ['a million moves', RUNS, rle(join(repeat(delta(0, 255), 1e6), END_OF_BITMAP))],
  ['a million empty rows', RUNS, rle(join(repeat(END_OF_LINE, 1e6), END_OF_BITMAP))],
  ['a million runs of no pixels', RUNS, rle(join(repeat([0, 0], 1e6), END_OF_BITMAP))],
  ['literal pixels beyond the row', RUNS, rle(join([0, 255], noise(255, 3), [0], END_OF_BITMAP))],
  ['literal pixels that end early', 'EncodingError', rle([0, 200, 1, 2, 3])],
  ['no end', RUNS, rle(repeat([4, 1, ...END_OF_LINE], 4))],
  ['the end first', RUNS, rle(END_OF_BITMAP)],
  ['nothing', 'EncodingError', rle([])],
  ['half a code', 'EncodingError', rle([4])],
  ['rows from top to bottom', RUNS, rle(repeat([4, 1, ...END_OF_LINE], 4), { height: 0xfffffffc })],
  // Runs may leave out whatever they like: this is a complete picture.
  ['8192x4096 in four bytes', 'picture 8192x4096', rle([4, 1, ...END_OF_BITMAP], { width: 8192, height: 4096 })],
  ['four bits: runs beyond the row', RUNS, rle4(repeat([255, 0x12], 100))],
  ['four bits: moves beyond the picture', RUNS, rle4(join(...Array(50).fill(delta(255, 255)), [4, 1], END_OF_BITMAP))],
  ['four bits: literal pixels that end early', 'EncodingError', rle4([0, 200, 1, 2, 3])],
  ['four bits: literal pixels beyond the row', RUNS, rle4(join([0, 255], noise(128, 3), END_OF_BITMAP))],
];

const many = () => SEEDS.flatMap((name) => [51, 52, 53].map((start) =>
  [`${name}: ten bits changed (${start})`, ['EncodingError', 'picture', 'limit'], () => flipped(seed(name).subarray(0, 400), 10, start, 2)]));

module.exports = { inputs: () => [...truncations(), ...pictures([...headers(), ...colors(), ...runs(), ...many()])] };
