'use strict';

// Reads format and size from the first bytes of a PNG or JPEG, with no decoder: a check that owes nothing to the code
// that made the picture.

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
// Start-of-frame markers are C0 to CF without DHT (C4), JPG (C8) and DAC (CC): ITU-T T.81, table B.1.
const NOT_FRAMES = [0xc4, 0xc8, 0xcc];

/** Width and height from IHDR, which must be the first chunk: https://www.w3.org/TR/png-3/#11IHDR */
function readPng(bytes) {
  if (bytes.length < 33 || bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
  return { format: 'png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** Width and height from the first frame header. */
function readJpeg(bytes) {
  let at = 2;
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1];
    if (marker >= 0xc0 && marker <= 0xcf && !NOT_FRAMES.includes(marker)) {
      return { format: 'jpeg', width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}

/** {format, width, height}, or null when the bytes are neither. */
function readPicture(bytes) {
  if (bytes.subarray(0, 8).equals(PNG_SIGNATURE)) return readPng(bytes);
  if (bytes.length > 4 && bytes[0] === 0xff && bytes[1] === 0xd8) return readJpeg(bytes);
  return null;
}

module.exports = { readPicture };
