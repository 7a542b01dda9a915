'use strict';

// AVIF: https://aomediacodec.github.io/av1-avif/

const { ascii, flipped, join, noise, patch, seed, u16be, u32be } = require('../bytes.js');
const { cuts, pictures } = require('../inputs.js');

const SEEDS = ['10bit-420', '12bit-444', '709', 'grid', 'lossless', 'turn11'].map((name) => `avif/${name}.avif`);
const [DEEP, , , GRID] = SEEDS;

const ANY = ['EncodingError', 'picture', 'limit'];
// Boxes that have boxes in them, and the bytes before these.
const HOLDERS = { meta: 12, iprp: 8, ipco: 8, iinf: 14 };

/** The boxes of a file as { type, offset, length }, those in boxes too. */
function boxesOf(file, from = 0, to = file.length) {
  const boxes = [];
  for (let offset = from; offset + 8 <= to;) {
    const length = file.readUInt32BE(offset);
    const type = file.toString('latin1', offset + 4, offset + 8);
    if (length < 8) break;
    boxes.push({ type, offset, length });
    if (HOLDERS[type] !== undefined) boxes.push(...boxesOf(file, offset + HOLDERS[type], offset + length));
    offset += length;
  }
  return boxes;
}

const find = (name, type) => boxesOf(seed(name)).find((box) => box.type === type);
const within = (name, type, at, bytes) => () => patch(seed(name), find(name, type).offset + at, bytes);

const truncations = () => SEEDS.flatMap((name) => {
  const bytes = seed(name);
  const ends = boxesOf(bytes).flatMap(({ offset, length }) => [offset, offset + 4, offset + 8, offset + (length >> 1)]);
  return cuts(name, bytes, [0, 1, 4, 8, 11, ...ends, bytes.length - 20], 'EncodingError');
});

const lengths = () => SEEDS.flatMap((name) => boxesOf(seed(name)).flatMap(({ type, offset }, index) =>
  [0, 1, 7, 8, 0x7fffffff, 0xffffffff].map((length) =>
    [`${name}: box ${index} (${type}) of length ${length}`, ANY, () => patch(seed(name), offset, u32be(length))])));

const names = () => SEEDS.flatMap((name) => boxesOf(seed(name)).map(({ type, offset }, index) =>
  [`${name}: box ${index} (${type}) by another name`, ANY, () => patch(seed(name), offset + 4, ascii('free'))]));

const sizes = () => [[0, 0], [1, 1], [65_535, 65_535], [0xffffffff, 0xffffffff], [0x10000, 1]].map(([width, height]) =>
  [`a picture said to be of ${width}x${height}`, ANY, within(DEEP, 'ispe', 12, join(u32be(width), u32be(height)))]);

const places = () => [0, 1, 0x7fffffff, 0xffffffff].flatMap((value) => [
  [`a picture at ${value}`, ANY, within(DEEP, 'iloc', 22, u32be(value))],
  [`a picture of ${value} bytes`, ANY, within(DEEP, 'iloc', 26, u32be(value))],
]);

const grids = () => {
  const { offset } = find(GRID, 'mdat');
  const tiles = (rows, columns, width = 128, height = 128) => () => patch(seed(GRID), offset + 8, join([0, 0, rows, columns], u16be(width), u16be(height)));
  return [
    ['a grid of 256x256 tiles', ANY, tiles(255, 255)],
    ['a grid of one tile', ANY, tiles(0, 0)],
    ['a grid of one row', ANY, tiles(0, 3)],
    ['a grid of 65535x65535 pixels', ANY, tiles(1, 1, 65_535, 65_535)],
    ['a grid of no pixels', ANY, tiles(1, 1, 0, 0)],
    ['a grid of one pixel', ANY, tiles(1, 1, 1, 1)],
  ];
};

const starts = () => [
  ['a brand and no more', 'EncodingError', () => join(u32be(16), 'ftypavif', u32be(0))],
  ['brands and noise', 'EncodingError', () => join(u32be(20), 'ftypmif1', u32be(0), 'avif', noise(5000, 1))],
  ['brands up to the end of 4 GB', 'EncodingError', () => join(u32be(0xffffffff), 'ftypmif1', u32be(0), 'heic', noise(5000, 2))],
  ['a film', 'EncodingError', () => join(u32be(20), 'ftypisom', u32be(0), 'mp41', noise(5000, 3))],
  ['a million brands', 'EncodingError', () => join(u32be(4e6 + 16), 'ftypmif1', u32be(0), Buffer.alloc(4e6, 'heic'), noise(50, 4))],
];

const flips = () => SEEDS.flatMap((name) => Array.from({ length: 60 }, (_, i) =>
  [`${name}: ten bits changed (${i})`, ANY, () => flipped(seed(name), 10, i)]));

exports.inputs = () => [
  ...truncations(),
  ...pictures([...starts(), ...lengths(), ...names(), ...sizes(), ...places(), ...grids(), ...flips()]),
];
