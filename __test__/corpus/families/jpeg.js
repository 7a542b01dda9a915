'use strict';

// JPEG: https://www.w3.org/Graphics/JPEG/itu-t81.pdf

const { ascii, flipped, insert, join, noise, patch, remove, repeat, seed, u16be, u16le, u32be, u32le } = require('../bytes.js');
const { cuts, pictures } = require('../inputs.js');

const SEEDS = ['jpeg-444.jpg', 'jpeg-420.jpg', 'jpeg-progressive.jpg', 'jpeg-gray.jpg', 'jpeg-cmyk.jpg'];
const PLAIN = 'jpeg-444.jpg';
const PROGRESSIVE = 'jpeg-progressive.jpg';
const [SOF0, DHT, SOI, EOI, SOS, DQT, DNL, DRI, APP0, APP1, APP2, COM] = [0xc0, 0xc4, 0xd8, 0xd9, 0xda, 0xdb, 0xdc, 0xdd, 0xe0, 0xe1, 0xe2, 0xfe];
const MARKERS = { 'SOF': SOF0, 'progressive SOF': 0xc2, 'Huffman table': DHT, 'scan header': SOS, 'quantization table': DQT };
const END = Buffer.of(0xff, EOI);

/** A segment; its length may lie. */
const segment = (marker, data, length = data.length + 2) => join([0xff, marker], u16be(length), data);

/** The segments of a file as { marker, offset, length }, `length` with its marker; a scan's data comes between. */
function segmentsOf(file) {
  const segments = [];
  for (let offset = 2; offset < file.length - 1;) {
    const marker = file[offset + 1];
    const isSegment = file[offset] === 0xff && marker !== 0 && marker !== 0xff && !(marker >= 0xd0 && marker <= 0xd7);
    if (isSegment && marker === EOI) break;
    if (isSegment) segments.push({ marker, offset, length: 2 + file.readUInt16BE(offset + 2) });
    offset += isSegment ? segments.at(-1).length : 1;
  }
  return segments;
}

const find = (file, marker) => segmentsOf(file).find((one) => one.marker === marker);
const frameOf = (file) => segmentsOf(file).find(({ marker }) => marker === SOF0 || marker === 0xc2);

/** A seed with bytes put in behind SOI. */
const withFirst = (name, ...parts) => () => insert(seed(name), 2, join(...parts));

/** A seed, some of a segment's bytes changed; `at` counts from its marker. */
const withField = (name, marker, at, values) => () => {
  const file = seed(name);
  return patch(file, (marker === SOF0 ? frameOf(file) : find(file, marker)).offset + at, values);
};

const withSize = (name, height, width) => withField(name, SOF0, 5, join(u16be(height), u16be(width)));

function truncations() {
  return SEEDS.flatMap((name) => {
    const file = seed(name);
    const ends = segmentsOf(file).flatMap(({ offset, length }) => [offset, offset + 1, offset + 3, offset + (length >> 1), offset + length]);
    return cuts(name, file, [0, 1, 2, ...ends, file.length - 100, file.length - 20, file.length - 2, file.length - 1], 'EncodingError');
  });
}

function segments() {
  return SEEDS.slice(0, 3).flatMap((name) => segmentsOf(seed(name)).flatMap(({ marker, offset, length }, index) => {
    const what = `${name}: segment ${index} (0x${marker.toString(16)})`;
    const counts = marker < 0xe0 && marker !== DRI;
    return pictures([
      [`${what} with a length of 0`, 'EncodingError', () => patch(seed(name), offset + 2, u16be(0))],
      [`${what} with a length of 1`, 'EncodingError', () => patch(seed(name), offset + 2, u16be(1))],
      [`${what} with a length of 65535`, 'EncodingError', () => patch(seed(name), offset + 2, u16be(0xffff))],
      [`${what} left out`, counts ? ['EncodingError', 'picture 64x48'] : `same ${name}`, () => remove(seed(name), offset, length)],
      [`${what} twice`, counts ? ['EncodingError', 'picture 64x48'] : `same ${name}`, () => insert(seed(name), offset, seed(name).subarray(offset, offset + length))],
    ]);
  }));
}

const sizes = () => pictures([
  ...SEEDS.flatMap((name) => [
    [`${name}: 65500x65500 are declared`, 'limit maxSide', withSize(name, 65_500, 65_500)],
    [`${name}: 32767x32767 are declared`, 'limit maxPixels', withSize(name, 32_767, 32_767)],
    [`${name}: 16384x8192 are declared`, 'EncodingError', withSize(name, 8192, 16_384)],
    [`${name}: a width of 0`, 'EncodingError', withSize(name, 48, 0)],
    [`${name}: a height of 0`, 'EncodingError', withSize(name, 0, 64)],
    // Damaged and not cut off, for its end is there: shown as far as it goes, as in browsers.
    [`${name}: twice the height`, ['EncodingError', 'picture 64x96'], withSize(name, 96, 64)],
  ]),
  ['a height of 0 and then DNL', ['EncodingError', 'picture 64x48'], () => {
    const file = withSize(PLAIN, 0, 64)();
    return insert(file, file.length - 2, segment(DNL, u16be(48)));
  }],
  ['DNL of 65500 against 48', ['EncodingError', 'picture 64x48'], () => insert(seed(PLAIN), seed(PLAIN).length - 2, segment(DNL, u16be(65_500)))],
]);

const frames = () => pictures([
  ...[0, 2, 5, 255].map((count) => [`${count} components`, 'EncodingError', withField(PLAIN, SOF0, 9, [count])]),
  ...[0x00, 0x01, 0x10, 0x05, 0x50, 0xff].map((factor) => [`a sampling factor of 0x${factor.toString(16)}`, 'EncodingError', withField(PLAIN, SOF0, 11, [factor])]),
  ['sampling of 4x4, 1x1 and 3x3', ['EncodingError', 'picture 64x48'], () => [[11, 0x44], [14, 0x11], [17, 0x33]].reduce((file, [at, value]) => patch(file, frameOf(file).offset + at, [value]), seed(PLAIN))],
  ['components of one number', ['EncodingError', 'picture 64x48'], withField(PLAIN, SOF0, 13, [1])],
  ['a quantization table that is not there', 'EncodingError', withField(PLAIN, SOF0, 12, [3])],
  ['a quantization table of number 255', 'EncodingError', withField(PLAIN, SOF0, 12, [255])],
  ...[0, 1, 12, 16, 255].map((depth) => [`${depth} bits a sample`, 'EncodingError', withField(PLAIN, SOF0, 4, [depth])]),
  ...[0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xcf].map((kind) =>
    [`a frame of kind 0x${kind.toString(16)}`, kind === 0xc1 ? ['EncodingError', 'picture 64x48'] : 'EncodingError', withField(PLAIN, SOF0, 1, [kind])]),
  ['a baseline frame for progressive scans', 'EncodingError', withField(PROGRESSIVE, SOF0, 1, [SOF0])],
]);

const tables = () => pictures([
  ['more Huffman codes than there are bits', 'EncodingError', withField(PLAIN, DHT, 5, repeat([255], 16))],
  ['no Huffman codes', 'EncodingError', withField(PLAIN, DHT, 5, repeat([0], 16))],
  ['a Huffman table of class 15', 'EncodingError', withField(PLAIN, DHT, 4, [0xff])],
  ['a Huffman table of number 4', 'EncodingError', withField(PLAIN, DHT, 4, [0x04])],
  ['a quantization table of number 15', 'EncodingError', withField(PLAIN, DQT, 4, [0x0f])],
  ['a quantization table of depth 15', 'EncodingError', withField(PLAIN, DQT, 4, [0xf0])],
  ['a quantization table of zeros', ['EncodingError', 'picture 64x48'], withField(PLAIN, DQT, 5, Buffer.alloc(64))],
  ['a quantization table of 255', ['EncodingError', 'picture 64x48'], withField(PLAIN, DQT, 5, Buffer.alloc(64, 255))],
  ['5,000 quantization tables', `same ${PLAIN}`, () => insert(seed(PLAIN), 2, repeat(segment(DQT, join([0], Buffer.alloc(64, 9))), 5000))],
  ['5,000 Huffman tables', `same ${PLAIN}`, () => {
    const file = seed(PLAIN);
    const { offset, length } = find(file, DHT);
    return insert(file, offset, repeat(file.subarray(offset, offset + length), 5000));
  }],
]);

const scanAt = (name) => find(seed(name), SOS).offset;

const scans = () => pictures([
  ...[0, 4, 255].map((count) => [`a scan of ${count} components`, 'EncodingError', withField(PLAIN, SOS, 4, [count])]),
  ['a scan of a component that is not there', 'EncodingError', withField(PLAIN, SOS, 5, [77])],
  ['a scan of one component, three times', ['EncodingError', 'picture 64x48'], () => [5, 7, 9].reduce((file, at) => patch(file, scanAt(PLAIN) + at, [1]), seed(PLAIN))],
  ['a scan with Huffman tables of number 15', 'EncodingError', withField(PLAIN, SOS, 6, [0xff])],
  ['a spectral range from 63 to 0', ['EncodingError', 'picture 64x48'], withField(PROGRESSIVE, SOS, 11, [63, 0])],
  ['a spectral range up to 255', 'EncodingError', withField(PROGRESSIVE, SOS, 11, [1, 255])],
  ['an approximation of 15 bits', 'EncodingError', withField(PROGRESSIVE, SOS, 13, [0xff])],
  ['scans of a progressive file 200 times', ['EncodingError', 'picture 64x48'], () => {
    const file = seed(PROGRESSIVE);
    const [from, to] = [scanAt(PROGRESSIVE), file.length - 2];
    return join(file.subarray(0, from), repeat(file.subarray(from, to), 200), END);
  }],
  ['a progressive file of 4096x4096 with 20,000 scans of nothing', ['EncodingError', 'limit'], () => {
    const file = withSize(PROGRESSIVE, 4096, 4096)();
    const from = scanAt(PROGRESSIVE);
    const { length } = find(file, SOS);
    return join(file.subarray(0, from), repeat(file.subarray(from, from + length), 20_000), END);
  }],
  ['a progressive file of 16384x16000', ['EncodingError', 'limit'], withSize(PROGRESSIVE, 16_000, 16_384)],
  ['noise for a scan', ['EncodingError', 'picture 64x48'], () => {
    const file = seed(PLAIN);
    const from = scanAt(PLAIN) + find(file, SOS).length;
    return join(file.subarray(0, from), noise(file.length - from, 5).map((byte) => (byte === 255 ? 0 : byte)), END);
  }],
  ['a scan of zeros', ['EncodingError', 'picture 64x48'], () => {
    const file = seed(PLAIN);
    const from = scanAt(PLAIN) + find(file, SOS).length;
    return join(file.subarray(0, from), Buffer.alloc(5000), END);
  }],
  ['a scan without data', ['EncodingError', 'picture 64x48'], () => {
    const file = seed(PLAIN);
    return join(file.subarray(0, scanAt(PLAIN) + find(file, SOS).length), END);
  }],
  ['a scan before its frame', 'EncodingError', () => {
    const file = seed(PLAIN);
    const { offset, length } = find(file, SOS);
    return insert(file, 2, file.subarray(offset, offset + length));
  }],
]);

const DATA = 3;

/** A seed with bytes in the midst of its scan. */
const inScan = (...parts) => () => {
  const file = seed(PLAIN);
  let at = scanAt(PLAIN) + find(file, SOS).length + DATA;
  while (file[at - 1] === 0xff) at += 1;
  return insert(file, at, join(...parts));
};

const markers = () => pictures([
  ['a million 0xff before a marker', `same ${PLAIN}`, withFirst(PLAIN, repeat([0xff], 1e6))],
  ['a million 0xff in the scan', ['EncodingError', 'picture 64x48'], inScan(repeat([0xff], 1e6))],
  ['a million 0xff and nothing else', 'EncodingError', () => join([0xff, SOI], repeat([0xff], 1e6))],
  ['0xffff after SOI', ['EncodingError', `same ${PLAIN}`], withFirst(PLAIN, [0xff, 0xff])],
  ['a storm of restarts without an interval', ['EncodingError', 'picture 64x48'], inScan(repeat([0xff, 0xd0], 100_000))],
  ['a storm of restarts with an interval of one', ['EncodingError', 'picture 64x48'], () => insert(inScan(repeat([0xff, 0xd0], 100_000))(), 2, segment(DRI, u16be(1)))],
  ['an interval of one and no restarts', ['EncodingError', 'picture 64x48'], withFirst(PLAIN, segment(DRI, u16be(1)))],
  ['an interval of 65535', `same ${PLAIN}`, withFirst(PLAIN, segment(DRI, u16be(0xffff)))],
  ['restarts out of order', ['EncodingError', 'picture 64x48'], () => insert(inScan([0xff, 0xd7, 1, 2, 0xff, 0xd2])(), 2, segment(DRI, u16be(2)))],
  ['an interval of one byte', 'EncodingError', withFirst(PLAIN, segment(DRI, [1]))],
  ['SOI in the scan', ['EncodingError', 'picture 64x48'], inScan([0xff, SOI])],
  ['EOI in the scan', ['EncodingError', 'picture 64x48'], inScan([0xff, EOI])],
  ['EOI first', 'EncodingError', () => join([0xff, SOI, 0xff, EOI], seed(PLAIN).subarray(2))],
  ['SOI twice', ['EncodingError', `same ${PLAIN}`], () => join([0xff, SOI], seed(PLAIN))],
  ['100,000 SOI', 'EncodingError', () => repeat([0xff, SOI], 100_000)],
  ['a frame of the same size twice', ['EncodingError', 'picture 64x48'], () => {
    const file = seed(PLAIN);
    const { offset, length } = frameOf(file);
    return insert(file, offset, file.subarray(offset, offset + length));
  }],
  ['a second frame that is larger', ['EncodingError'], () => {
    const file = seed(PLAIN);
    const { offset, length } = frameOf(file);
    return insert(file, offset + length, patch(file.subarray(offset, offset + length), 5, join(u16be(4000), u16be(4000))));
  }],
  ['two files, one behind the other', `same ${PLAIN}`, () => join(seed(PLAIN), seed('jpeg-cmyk.jpg'))],
  ['reserved markers', ['EncodingError', `same ${PLAIN}`], withFirst(PLAIN, ...Array.from({ length: 0x3d }, (_, i) => segment(0x02 + i, [1, 2])))],
  ['every application segment, full', `same ${PLAIN}`, withFirst(PLAIN, ...Array.from({ length: 15 }, (_, i) => segment(APP1 + (i > 0 ? i : 0), noise(65_533, i))).filter((one) => one[1] !== 0xee))],
  ['20,000 comments', `same ${PLAIN}`, withFirst(PLAIN, repeat(segment(COM, ascii('hello')), 20_000))],
  ['1,000 comments of 64 KB', `same ${PLAIN}`, withFirst(PLAIN, repeat(segment(COM, Buffer.alloc(65_533, 65)), 1000))],
]);

/** Exif whose one directory has these entries of twelve bytes. */
const exif = (entries, { count = entries.length, at = 8, next = 0 } = {}) =>
  segment(APP1, join('Exif\0\0', 'II*\0', u32le(at), u16le(count), ...entries, u32le(next)));
const entry = (tag, type, count, value) => join(u16le(tag), u16le(type), u32le(count), u32le(value));
const ORIENTATION = 0x112;

const metadata = () => pictures([
  ...[0, 9, 255, 65_535].map((value) => [`an orientation of ${value}`, `same ${PLAIN}`, withFirst(PLAIN, exif([entry(ORIENTATION, 3, 1, value)]))]),
  ['an orientation of 2^32 - 1 values', 'picture', withFirst(PLAIN, exif([entry(ORIENTATION, 3, 0xffffffff, 6)]))],
  ['an orientation that is text', 'picture', withFirst(PLAIN, exif([entry(ORIENTATION, 2, 4, 6)]))],
  ['an orientation of an unknown type', 'picture', withFirst(PLAIN, exif([entry(ORIENTATION, 99, 1, 6)]))],
  ['a directory of 65535 entries', `same ${PLAIN}`, withFirst(PLAIN, exif([], { count: 65_535 }))],
  ['a directory far beyond the end', `same ${PLAIN}`, withFirst(PLAIN, exif([], { at: 0xfffffff0 }))],
  ['a directory that is its own next', `same ${PLAIN}`, withFirst(PLAIN, exif([entry(1, 3, 1, 1)], { next: 8 }))],
  ['a directory within itself', `same ${PLAIN}`, withFirst(PLAIN, exif([entry(0x8769, 4, 1, 8), entry(0x8825, 4, 1, 8)]))],
  ['an orientation given 5,000 times', 'picture', withFirst(PLAIN, exif(Array.from({ length: 5000 }, (_, i) => entry(ORIENTATION, 3, 1, 1 + (i % 8)))))],
  ['Exif of four bytes', `same ${PLAIN}`, withFirst(PLAIN, segment(APP1, ascii('Exif')))],
  ['JFIF with a preview of 255x255 that is not there', `same ${PLAIN}`, withFirst(PLAIN, segment(APP0, join('JFIF\0', [1, 2, 0], u16be(1), u16be(1), [255, 255])))],
  ['a profile in parts that are missing', `same ${PLAIN}`, withFirst(PLAIN, segment(APP2, join('ICC_PROFILE\0', [3, 255], noise(100, 1))))],
  ['255 parts of one profile, all number one', `same ${PLAIN}`, withFirst(PLAIN, repeat(segment(APP2, join('ICC_PROFILE\0', [1, 255], noise(60_000, 1))), 255))],
  ['a profile with a part of number 0', `same ${PLAIN}`, withFirst(PLAIN, segment(APP2, join('ICC_PROFILE\0', [0, 0])))],
  ["Adobe's segment with transform 255", ['EncodingError', 'picture 64x48'], withFirst(PLAIN, segment(0xee, join('Adobe', u16be(100), u32be(0), [255])))],
  ["Adobe's segment of five bytes", ['EncodingError', 'picture 64x48'], withFirst(PLAIN, segment(0xee, ascii('Adobe')))],
]);

const many = () => SEEDS.flatMap((name) => pictures([21, 22, 23].map((start) =>
  [`${name}: ten bits changed (${start})`, ['EncodingError', 'picture', 'limit'], () => flipped(seed(name), 10, start, 2)])));

module.exports = {
  inputs: () => [...truncations(), ...segments(), ...sizes(), ...frames(), ...tables(), ...scans(), ...markers(), ...metadata(), ...many()],
};
