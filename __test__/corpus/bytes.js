'use strict';

// Bytes of files, made and changed. All of it gives the same in every run.

const fs = require('node:fs');
const path = require('node:path');
const zlib = require('node:zlib');

const FIXTURES = path.join(__dirname, '../fixtures');
const FONTS = path.join(__dirname, '../fonts');

const seed = (name) => fs.readFileSync(path.join(FIXTURES, name));
const font = (name) => fs.readFileSync(path.join(FONTS, name));

const ascii = (text) => Buffer.from(text, 'latin1');
const join = (...parts) => Buffer.concat(parts.map((part) => (typeof part === 'string' ? ascii(part) : Buffer.from(part))));

/** A whole number as so many bytes; negative ones in two's complement. */
function number(value, length, littleEndian) {
  const bytes = Buffer.alloc(length);
  let rest = BigInt(value);
  for (let i = 0; i < length; i += 1) {
    bytes[littleEndian ? i : length - 1 - i] = Number(rest & 255n);
    rest >>= 8n;
  }
  return bytes;
}

const u16be = (value) => number(value, 2, false);
const u24le = (value) => number(value, 3, true);
const u32be = (value) => number(value, 4, false);
const u16le = (value) => number(value, 2, true);
const u32le = (value) => number(value, 4, true);

/** A copy with other bytes at an offset. */
function patch(bytes, offset, values) {
  const copy = Buffer.from(bytes);
  Buffer.from(values).copy(copy, offset);
  return copy;
}

/** A copy with bytes put in. */
const insert = (bytes, offset, values) => join(bytes.subarray(0, offset), values, bytes.subarray(offset));

/** A copy without some bytes. */
const remove = (bytes, offset, length) => join(bytes.subarray(0, offset), bytes.subarray(offset + length));

/** The same part so often. */
const repeat = (part, times) => Buffer.alloc(part.length * times, part);

/** Bytes that look random and are always the same. https://en.wikipedia.org/wiki/Xorshift */
function noise(length, start) {
  const bytes = Buffer.alloc(length);
  let x = start | 1;
  for (let i = 0; i < length; i += 1) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    bytes[i] = x & 255;
  }
  return bytes;
}

/** A copy in which so many bits are another, anywhere from `from` on. */
function flipped(bytes, count, start, from = 0) {
  const copy = Buffer.from(bytes);
  const places = noise(count * 4, start);
  for (let i = 0; i < count; i += 1) copy[from + (places.readUInt32LE(i * 4) % (copy.length - from))] ^= 1 << (i % 8);
  return copy;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** As PNG and gzip have it. */
function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ CRC_TABLE[(crc ^ byte) & 255];
  return (crc ^ 0xffffffff) >>> 0;
}

const BOMB_PART = 1 << 20;

/** Raw deflate of so many megabytes of zeros, without its last block. */
function zeros(bytes) {
  const part = zlib.deflateRawSync(Buffer.alloc(BOMB_PART), { finishFlush: zlib.constants.Z_FULL_FLUSH });
  return repeat(part, bytes / BOMB_PART);
}

const LAST_BLOCK = Buffer.of(3, 0);

/** A right zlib stream of so many bytes of zeros, whole megabytes; a thousandth as long. */
const zlibBomb = (bytes) => join([0x78, 0xda], zeros(bytes), LAST_BLOCK, u16be(bytes % 65_521), u16be(1));

/** The same as raw deflate. */
const rawBomb = (bytes) => join(zeros(bytes), LAST_BLOCK);

module.exports = {
  FIXTURES, FONTS, ascii, crc32, flipped, font, insert, join, noise, number, patch, rawBomb, remove, repeat, seed,
  u16be, u16le, u24le, u32be, u32le, zlibBomb,
};
