'use strict';

// GIF: https://www.w3.org/Graphics/GIF/spec-gif89a.txt

const { ascii, flipped, insert, join, noise, patch, repeat, seed, u16le } = require('../bytes.js');
const { cuts, pictures } = require('../inputs.js');

const SEEDS = ['gif-static.gif', 'gif-animated.gif', 'gif-interlaced.gif', 'gif-transparent.gif'];
const PLAIN = 'gif-static.gif';
const TRAILER = Buffer.of(0x3b);

/** Data in blocks of up to 255 bytes, with the empty one at the end. */
function blocks(data) {
  const parts = [];
  for (let at = 0; at < data.length; at += 255) parts.push(Buffer.of(Math.min(255, data.length - at)), data.subarray(at, at + 255));
  return Buffer.concat([...parts, Buffer.of(0)]);
}

/** Codes of so many bits each, the first in the lowest bits. */
function packed(codes, bits) {
  const bytes = Buffer.alloc(Math.ceil((codes.length * bits) / 8));
  codes.forEach((code, index) => {
    for (let bit = 0; bit < bits; bit += 1) if (code & (1 << bit)) bytes[(index * bits + bit) >> 3] |= 1 << ((index * bits + bit) & 7);
  });
  return bytes;
}

/** A screen with a table of two colours. */
const screen = ({ width = 4, height = 4, flags = 0x80, background = 0, table = [0, 0, 0, 255, 255, 255] } = {}) =>
  join('GIF89a', u16le(width), u16le(height), [flags, background, 0], table);

/** An image; `data` are its blocks. */
const image = ({ x = 0, y = 0, width = 4, height = 4, flags = 0, size = 2, data }) =>
  join([0x2c], u16le(x), u16le(y), u16le(width), u16le(height), [flags, size], data);

// With a size of two bits: 4 clears, 5 ends. Sixteen pixels of colour 1, cleared often, so that codes stay three bits wide.
const SIXTEEN = blocks(packed([4, 1, 1, 4, 1, 1, 4, 1, 1, 4, 1, 1, 4, 1, 1, 4, 1, 1, 4, 1, 1, 4, 1, 1, 5], 3));
const file = (...parts) => join(...parts, TRAILER);

/** A file of one image. */
const one = (fields, ofScreen = undefined) => () => file(screen(ofScreen), image({ data: SIXTEEN, ...fields }));

function truncations() {
  return SEEDS.flatMap((name) => {
    const bytes = seed(name);
    // The first frame of the animation ends before the others; what follows it is not shown.
    const end = name === 'gif-animated.gif' ? 500 : bytes.length - 4;
    const lengths = [0, 1, 5, 6, 7, 9, 10, 12, 13, 14, 20, 60, 100, 200, 300, 400, 500, 700, end - 50, end - 10];
    return cuts(name, bytes, lengths.filter((length) => length < end), 'EncodingError');
  });
}

const sizes = () => pictures([
  ['a screen of 0x0', ['EncodingError', 'picture 4x4'], one({}, { width: 0, height: 0 })],
  ['a screen of 65535x65535', 'limit maxSide', one({}, { width: 65_535, height: 65_535 })],
  ['a screen of 32767x8000 around one small image', 'picture 32767x8000', one({}, { width: 32_767, height: 8000 })],
  ['an image larger than its screen', ['EncodingError', 'picture'], one({ width: 5, height: 5 })],
  ['an image of 65535x65535 on a small screen', ['EncodingError', 'limit'], one({ width: 65_535, height: 65_535 })],
  ['an image of 32767x8000 on a small screen', ['EncodingError', 'limit'], one({ width: 32_767, height: 8000 })],
  ['an image of 0x0', ['EncodingError', 'picture 4x4'], one({ width: 0, height: 0 })],
  ['an image of 0x65535', ['EncodingError', 'picture 4x4', 'limit'], one({ width: 0, height: 65_535 })],
  ['an image at 65535,65535', 'limit maxSide', one({ x: 65_535, y: 65_535 })],
  ['an image half beside its screen', 'picture 6x6', one({ x: 2, y: 2 })],
]);

const codes = () => pictures([
  ...[0, 1, 9, 11, 12, 13, 64, 255].map((size) => [`codes of ${size} bits`, ['EncodingError', 'picture 4x4'], one({ size })]),
  ['a first code that is not there yet', 'EncodingError', one({ data: blocks(packed([4, 7, 7, 7, 7, 5], 3)) })],
  ['a code far beyond the table', 'EncodingError', one({ data: blocks(packed([4, 1, 7, 7, 7], 3)) })],
  ['no code to begin with', ['EncodingError', 'picture 4x4'], one({ data: blocks(packed([1, 1, 4, 1, 1, 5], 3)) })],
  ['the end first', 'EncodingError', one({ data: blocks(packed([5], 3)) })],
  ['clear codes alone, 100,000 of them', 'EncodingError', one({ data: blocks(packed(Array(100_000).fill(4), 3)) })],
  ['colours beyond the table', ['EncodingError', 'picture 4x4'], one({ data: blocks(packed([4, 3, 3, 4, 3, 3, 4, 3, 3, 4, 3, 3, 4, 3, 3, 4, 3, 3, 4, 3, 3, 4, 3, 3, 5], 3)) })],
  ['a table that is full and never cleared', 'EncodingError', one({ data: blocks(noise(20_000, 3)) })],
  ['ten times the pixels', ['EncodingError', 'picture 4x4'], one({ data: blocks(packed([...Array(80).fill([4, 1, 1]).flat(), 5], 3)) })],
  ['half the pixels', 'EncodingError', one({ data: blocks(packed([4, 1, 1, 4, 1, 1, 4, 1, 1, 4, 1, 1, 5], 3)) })],
  ['no data', 'EncodingError', one({ data: [0] })],
  ['data without its last block', ['EncodingError', 'picture 4x4'], one({ data: SIXTEEN.subarray(0, -1) })],
  ['blocks of one byte', 'picture 4x4', one({ data: join(...[...SIXTEEN.subarray(1, 1 + SIXTEEN[0])].map((byte) => [1, byte]), [0]) })],
  ['a block that claims more than there is', 'EncodingError', one({ data: join([255], SIXTEEN.subarray(1, 5)) })],
]);

const tables = () => pictures([
  ['no table of colours', ['EncodingError', 'picture 4x4'], one({}, { flags: 0, table: [] })],
  ['a table of 256 that ends after two', 'EncodingError', one({}, { flags: 0x87 })],
  ['a background beyond the table', 'picture 4x4', one({}, { background: 255 })],
  ['a table of its own that is not there', 'EncodingError', one({ flags: 0x87 })],
  ['every flag', ['EncodingError', 'picture 4x4'], one({ flags: 0xff })],
]);

const extension = (label, data) => join([0x21, label], blocks(data));
const control = (index) => join([0x21, 0xf9, 4, 1, 0, 0, index, 0]);

const extensions = () => pictures([
  ['a transparent colour beyond the table', 'picture 4x4', () => file(screen(), control(200), image({ data: SIXTEEN }))],
  ['100,000 controls', 'picture 4x4', () => file(screen(), repeat(control(0), 100_000), image({ data: SIXTEEN }))],
  ['a control of 255 bytes', ['EncodingError', 'picture 4x4'], () => file(screen(), extension(0xf9, noise(255, 2)), image({ data: SIXTEEN }))],
  ['a control of no bytes', ['EncodingError', 'picture 4x4'], () => file(screen(), extension(0xf9, Buffer.alloc(0)), image({ data: SIXTEEN }))],
  ['comments of 32 MB', 'picture 4x4', () => file(screen(), extension(0xfe, Buffer.alloc(1 << 25, 65)), image({ data: SIXTEEN }))],
  ['100,000 comments', 'picture 4x4', () => file(screen(), repeat(extension(0xfe, ascii('x')), 100_000), image({ data: SIXTEEN }))],
  ['an extension that never ends', 'EncodingError', () => join(screen(), [0x21, 0xfe], repeat(Buffer.alloc(256, 255), 10_000))],
  ['an unknown extension', ['EncodingError', 'picture 4x4'], () => file(screen(), extension(0x77, noise(300, 1)), image({ data: SIXTEEN }))],
  ['an unknown block', 'EncodingError', () => file(screen(), [0x99, 1, 2, 3], image({ data: SIXTEEN }))],
  ['a loop of 65535 rounds', 'picture 4x4', () => file(screen(), [0x21, 0xff, 11], 'NETSCAPE2.0', [3, 1, 255, 255, 0], image({ data: SIXTEEN }))],
  ['a loop of NETSCAPE cut short', ['EncodingError', 'picture 4x4'], () => file(screen(), [0x21, 0xff, 11], 'NETSCAPE2.0', [0], image({ data: SIXTEEN }))],
  ['no image', 'EncodingError', () => file(screen())],
  ['trailers alone', 'EncodingError', () => join(screen(), repeat(TRAILER, 100_000))],
  ['a header and noise', ['EncodingError', 'limit'], () => join('GIF89a', noise(30_000, 77))],
  ['50,000 frames', 'picture 4x4', () => file(screen(), repeat(image({ data: SIXTEEN }), 50_000))],
  ['a second frame that is broken', 'picture 4x4', () => file(screen(), image({ data: SIXTEEN }), image({ width: 60_000, height: 60_000, size: 99, data: [0] }))],
  ['a version nobody knows', ['EncodingError', `same ${PLAIN}`], () => patch(seed(PLAIN), 3, ascii('99z'))],
  ['noise behind the trailer', `same ${PLAIN}`, () => join(seed(PLAIN), noise(5000, 8))],
  ['noise between screen and image', 'EncodingError', () => insert(seed(PLAIN), 6 + 7 + 3 * 2 ** ((seed(PLAIN)[10] & 7) + 1), [0, 0, 0])],
]);

const many = () => SEEDS.flatMap((name) => pictures([31, 32, 33].map((start) =>
  [`${name}: ten bits changed (${start})`, ['EncodingError', 'picture', 'limit'], () => flipped(seed(name), 10, start, 6)])));

module.exports = { inputs: () => [...truncations(), ...sizes(), ...codes(), ...tables(), ...extensions(), ...many()] };
