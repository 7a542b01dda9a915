'use strict';

// ICC profiles, and pictures that carry them. https://www.color.org/specification/ICC.1-2022-05.pdf

const zlib = require('node:zlib');

const u16 = (value) => Buffer.from([value >> 8, value & 255]);
const u32 = (value) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const fixed = (value) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(Math.round(value * 65536));
  return bytes;
};
const xyz = (...values) => Buffer.concat([Buffer.from('XYZ \0\0\0\0'), ...values.map(fixed)]);
/** A curve that is a power. */
const gamma = (exponent) => Buffer.concat([Buffer.from('curv\0\0\0\0'), u32(1), u16(Math.round(exponent * 256)), u16(0)]);

const D50 = [0.9642, 1, 0.8249];

/** A profile for numbers of a space ('RGB ', 'GRAY', 'CMYK'), of tags by their names. */
function profile(space, tags, { connection = 'XYZ ', version = 0x02100000, kind = 'mntr' } = {}) {
  const names = Object.keys(tags);
  let at = 128 + 4 + names.length * 12;
  const table = [u32(names.length)];
  for (const name of names) {
    table.push(Buffer.from(name), u32(at), u32(tags[name].length));
    at += tags[name].length;
  }
  const header = Buffer.alloc(128);
  header.writeUInt32BE(at, 0);
  header.writeUInt32BE(version, 8);
  header.write(`${kind}${space}${connection}`, 12);
  header.write('acsp', 36);
  D50.forEach((value, i) => fixed(value).copy(header, 68 + i * 4));
  return Buffer.concat([header, ...table, ...names.map((name) => tags[name])]);
}

/** Numbers by primaries and one curve. */
const matrixProfile = ([red, green, blue], exponent) => profile('RGB ', {
  wtpt: xyz(...D50),
  rXYZ: xyz(...red),
  gXYZ: xyz(...green),
  bXYZ: xyz(...blue),
  rTRC: gamma(exponent),
  gTRC: gamma(exponent),
  bTRC: gamma(exponent),
});

/** Adobe RGB (1998): its green is far outside of sRGB. */
const wide = () => matrixProfile([[0.60974, 0.31111, 0.01947], [0.20528, 0.62567, 0.06087], [0.14919, 0.06322, 0.74457]], 2.19921875);

/** Red and green have changed places: whoever applies it sees at once. */
const exchanged = () => matrixProfile([[0.38515, 0.71687, 0.09708], [0.43607, 0.22249, 0.01392], [0.14307, 0.06061, 0.7141]], 2.2);

const greys = (exponent) => profile('GRAY', { wtpt: xyz(...D50), kTRC: gamma(exponent) });

const STEPS = 9;

/** Inks by a table of Lab. Its paper is yellowish and its black brown, which no formula without a profile gives. */
function inks() {
  const steps = [];
  for (let mixture = 0; mixture < STEPS ** 4; mixture += 1) {
    const [c, m, y, k] = [3, 2, 1, 0].map((place) => (Math.floor(mixture / STEPS ** place) % STEPS) / (STEPS - 1));
    const light = (0.97 - 0.35 * c - 0.4 * m - 0.06 * y) * (1 - 0.85 * k);
    steps.push(...[light * 255, 128 - 40 * c + 60 * m - 5 * y + 4 * k, 134 - 45 * c - 5 * m + 80 * y - 60 * y * k].map(Math.round));
  }
  const identity = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
  const table = Buffer.concat([
    Buffer.from('mft1\0\0\0\0'), Buffer.from([4, 3, STEPS, 0]),
    ...[1, 0, 0, 0, 1, 0, 0, 0, 1].map(fixed),
    identity, identity, identity, identity,
    Buffer.from(steps),
    identity, identity, identity,
  ]);
  return profile('CMYK', { wtpt: xyz(...D50), A2B0: table }, { connection: 'Lab ', kind: 'prtr' });
}

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

function chunk(type, data = Buffer.alloc(0)) {
  const body = Buffer.concat([Buffer.from(type), data]);
  return Buffer.concat([u32(data.length), body, u32(crc32(body))]);
}

function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** A PNG of one row, its pixels lists of so many samples; `chunks` go before the pixels. */
function png(pixels, chunks = []) {
  const color = [0, 0, 4, 2, 6][pixels[0].length];
  const header = Buffer.concat([u32(pixels.length), u32(1), Buffer.from([8, color, 0, 0, 0])]);
  const rows = zlib.deflateSync(Buffer.from([0, ...pixels.flat()]));
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), ...chunks, chunk('IDAT', rows), chunk('IEND')]);
}

const iccp = (icc) => chunk('iCCP', Buffer.concat([Buffer.from('a name\0\0'), zlib.deflateSync(icc)]));

/** A JPEG with a profile, in parts of so many bytes. */
function jpegWith(file, icc, { part = 65000, order = (parts) => parts } = {}) {
  const count = Math.ceil(icc.length / part);
  const parts = Array.from({ length: count }, (_, i) => Buffer.concat([
    Buffer.from('ICC_PROFILE\0'), Buffer.from([i + 1, count]), icc.subarray(i * part, (i + 1) * part),
  ]));
  const segments = order(parts).map((content) => Buffer.concat([Buffer.from([0xff, 0xe2]), u16(content.length + 2), content]));
  return Buffer.concat([file.subarray(0, 2), ...segments, file.subarray(2)]);
}

const riff = (name, content) => {
  const head = Buffer.alloc(8);
  head.write(name);
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
};

/** A plain WebP as an extended one with a profile. */
function webpWith(file, icc, { width, height }) {
  const extended = Buffer.alloc(10);
  extended[0] = 0x20;
  extended.writeUIntLE(width - 1, 4, 3);
  extended.writeUIntLE(height - 1, 7, 3);
  return riff('RIFF', Buffer.concat([Buffer.from('WEBP'), riff('VP8X', extended), riff('ICCP', icc), file.subarray(12)]));
}

/** A TIFF of one row of RGB or grey pixels with a profile. */
function tiff(pixels, icc) {
  const samples = pixels[0].length;
  const data = Buffer.from(pixels.flat());
  const tags = [
    [256, 4, 1, pixels.length], [257, 4, 1, 1], [258, 3, samples, 8], [259, 3, 1, 1], [262, 3, 1, [0, 1, 1, 2, 5][samples]],
    [273, 4, 1, 0], [277, 3, 1, samples], [278, 4, 1, 1], [279, 4, 1, data.length], [34675, 7, icc.length, 0],
  ];
  const bitsAt = 8 + 2 + tags.length * 12 + 4;
  const dataAt = bitsAt + 8;
  if (samples > 2) tags[2][3] = bitsAt;
  tags[5][3] = dataAt;
  tags[9][3] = dataAt + data.length;
  const directory = Buffer.alloc(2 + tags.length * 12 + 4);
  directory.writeUInt16LE(tags.length);
  tags.forEach(([tag, type, count, value], i) => {
    directory.writeUInt16LE(tag, 2 + i * 12);
    directory.writeUInt16LE(type, 4 + i * 12);
    directory.writeUInt32LE(count, 6 + i * 12);
    directory.writeUInt32LE(value, 10 + i * 12);
  });
  return Buffer.concat([Buffer.from('II*\0\x08\0\0\0', 'latin1'), directory, Buffer.from([8, 0, 8, 0, 8, 0, 8, 0]), data, icc]);
}

module.exports = { chunk, exchanged, fixed, gamma, greys, iccp, inks, jpegWith, matrixProfile, png, profile, tiff, u32, webpWith, wide, xyz };
