'use strict';

// ICO: https://learn.microsoft.com/previous-versions/ms997538(v=msdn.10)

const { flipped, join, noise, patch, repeat, seed, u16le, u32le } = require('../bytes.js');
const { cuts, pictures } = require('../inputs.js');

const SEEDS = ['ico-16-32-48.ico', 'ico-bmp.ico'];
const [SEVERAL, WITH_BMP] = SEEDS;
const ENTRY = 16;

const head = (count, kind = 1) => join(u16le(0), u16le(kind), u16le(count));

/** An entry of the directory. */
const entry = (length, offset, { width = 4, height = 4, colors = 0, planes = 1, bits = 32 } = {}) =>
  join([width & 255, height & 255, colors, 0], u16le(planes), u16le(bits), u32le(length), u32le(offset));

/** A file of some pictures; entries may lie. */
function icon(contents, lies = {}) {
  let offset = 6 + contents.length * ENTRY;
  const entries = contents.map((content) => {
    const one = entry(content.length, offset, lies);
    offset += content.length;
    return one;
  });
  return join(head(contents.length), ...entries, ...contents);
}

/** A bitmap without the file's header, as icons have it: twice as high, with a mask. */
const dib = ({ width = 4, height = 8, planes = 1, bits = 32, compression = 0, data = Buffer.alloc(4 * 4 * 4 + 16, 200) } = {}) =>
  join(u32le(40), u32le(width), u32le(height), u16le(planes), u16le(bits), u32le(compression), u32le(0), u32le(0), u32le(0), u32le(0), u32le(0), data);

const field = (name, entryIndex, offset, values) => () => patch(seed(name), 6 + entryIndex * ENTRY + offset, values);
const all = (name, offset, values) => () => Array.from({ length: seed(name).readUInt16LE(4) }, (_, i) => 6 + i * ENTRY + offset).reduce((file, at) => patch(file, at, values), seed(name));
const [LENGTH, OFFSET] = [8, 12];

function truncations() {
  return SEEDS.flatMap((name) => {
    const bytes = seed(name);
    return cuts(name, bytes, [0, 1, 3, 4, 5, 6, 10, 21, 22, 40, 54, 100, bytes.length - 2000, bytes.length - 500, bytes.length - 1], 'EncodingError');
  });
}

const directories = () => [
  ['no entries', 'EncodingError', () => head(0)],
  ['65535 entries, none there', 'EncodingError', () => head(65_535)],
  ['65535 entries of one picture', ['EncodingError', 'picture'], () => join(head(65_535), repeat(entry(seed('png-rgb8.png').length, 6 + 65_535 * ENTRY), 65_535), seed('png-rgb8.png'))],
  ['65535 entries that are all the directory', 'EncodingError', () => join(head(65_535), repeat(entry(1000, 0), 65_535))],
  ['a cursor', ['EncodingError', 'picture 48x48'], () => patch(seed(SEVERAL), 2, u16le(2))],
  ...SEEDS.flatMap((name) => [
    ...[0, 3, 0x7fffffff, 0xfffffff0, 0xffffffff].map((offset) => [`${name}: all pictures at ${offset}`, 'EncodingError', all(name, OFFSET, u32le(offset))]),
    ...[0, 1, 39, 0x7fffffff, 0xffffffff].map((length) => [`${name}: all pictures of ${length} bytes`, length > 1e6 ? ['EncodingError', `same ${name}`] : 'EncodingError', all(name, LENGTH, u32le(length))]),
    [`${name}: all pictures at the same place`, ['EncodingError', 'picture'], all(name, OFFSET, u32le(seed(name).readUInt32LE(6 + OFFSET)))],
  ]),
  ['sizes in the directory that are not those of the pictures', ['EncodingError', 'picture'], all(SEVERAL, 0, [1, 1])],
  ['sizes in the directory of 0', ['EncodingError', 'picture'], all(SEVERAL, 0, [0, 0])],
  ['the first entry lies about its length', `same ${SEVERAL}`, field(SEVERAL, 0, LENGTH, u32le(0xffffffff))],
  ['an icon in an icon', 'EncodingError', () => icon([seed(SEVERAL)])],
  ['a JPEG in an icon', 'EncodingError', () => icon([seed('jpeg-444.jpg')])],
  ['an SVG in an icon', 'EncodingError', () => icon([seed('svg-px.svg')])],
  ['noise in an icon', 'EncodingError', () => icon([noise(500, 3)])],
];

const contents = () => [
  ['a PNG cut short', 'EncodingError', () => icon([seed('png-rgba8.png').subarray(0, 1000)])],
  ['a PNG that declares 65500x65500', ['EncodingError', 'limit'], () => icon([patch(seed('png-rgba8.png'), 16, [0, 0, 0xff, 0xdc, 0, 0, 0xff, 0xdc])])],
  ['a PNG of 64x48 in an entry of 255x255', ['EncodingError', 'picture 64x48'], () => icon([seed('png-rgba8.png')], { width: 255, height: 255 })],
  ['a PNG of grey', ['EncodingError', 'picture 64x48'], () => icon([seed('png-gray8.png')], { width: 64, height: 48 })],
  ...[0, 1 << 30, 0x7fffffff, 0x80000000, 0xffffffff].flatMap((side) => [
    [`a bitmap of width ${side}`, ['EncodingError', 'limit'], () => icon([dib({ width: side })])],
    [`a bitmap of height ${side}`, ['EncodingError', 'limit'], () => icon([dib({ height: side })])],
  ]),
  ['a bitmap of 65500x65500', ['EncodingError', 'limit'], () => icon([dib({ width: 65_500, height: 131_000 })])],
  ['a bitmap of 16384x8192 and 80 bytes', ['EncodingError', 'limit'], () => icon([dib({ width: 16_384, height: 16_384 })])],
  ['a bitmap of an odd height', ['EncodingError', 'picture'], () => icon([dib({ height: 7 })])],
  ['a bitmap without its mask', ['EncodingError', 'picture 4x4'], () => icon([dib({ data: Buffer.alloc(64, 200) })])],
  ['a bitmap without pixels', 'EncodingError', () => icon([dib({ data: [] })])],
  ['a bitmap in runs', 'EncodingError', () => icon([dib({ bits: 8, compression: 1, data: Buffer.alloc(2000, 1) })])],
  ['a bitmap of bit fields', ['EncodingError', 'picture 4x4'], () => icon([dib({ compression: 3, data: Buffer.alloc(200, 1) })])],
  ...[0, 2, 3, 7, 64, 65_535].map((bits) => [`a bitmap of ${bits} bits a pixel`, bits === 2 ? 'picture 4x4' : 'EncodingError', () => icon([dib({ bits, data: Buffer.alloc(2000, 1) })])]),
  ['a bitmap of eight bits without a palette', ['EncodingError', 'picture 4x4'], () => icon([dib({ bits: 8, data: Buffer.alloc(40, 255) })])],
  ['a bitmap with its file header', 'EncodingError', () => icon([seed('bmp-32.bmp')])],
  ['a bitmap header of 2^32 - 1 bytes', 'EncodingError', () => icon([patch(dib(), 0, u32le(0xffffffff))])],
];

const many = () => SEEDS.flatMap((name) => [61, 62, 63, 64].map((start) =>
  [`${name}: ten bits changed (${start})`, ['EncodingError', 'picture', 'limit'], () => flipped(seed(name).subarray(0, 300), 10, start, 4)]));

const bits = () => [
  ['the mask changed', 'picture', () => patch(seed(WITH_BMP), seed(WITH_BMP).length - 8, noise(8, 9))],
];

module.exports = { inputs: () => [...truncations(), ...pictures([...directories(), ...contents(), ...bits(), ...many()])] };
