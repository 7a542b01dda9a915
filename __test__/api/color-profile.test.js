'use strict';

// Colours that a file has in another space than sRGB. The values are Chromium 156's, by createImageBitmap() and
// getImageData() of the same bytes; TIFF, which it does not read, must give what PNG gives. It turns inks into red, green
// and blue before it asks their profile, which loses black: where there is some, the values are Little CMS's.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');

const { createCanvas, createImageBitmap, loadImage, memoryUsage } = require('../../index.js');
const icc = require('../helpers/icc.js');

// What libraries may differ by: they round where tables meet.
const TOLERANCE = 2;

const COLORS = [[200, 40, 60], [40, 200, 60], [60, 40, 200], [128, 128, 128], [250, 240, 10], [0, 255, 0]];
const GREYS = [[0], [64], [128], [192], [255]];
const fixture = (name) => fs.readFileSync(path.join(__dirname, '../fixtures', name));

const EXCHANGED = [[35, 201, 57], [201, 35, 57], [35, 57, 201], [129, 129, 129], [240, 250, 3], [255, 0, 0]];
const WIDE = [[233, 35, 58], [0, 201, 36], [64, 35, 205], [129, 129, 129], [254, 240, 0], [0, 255, 0]];
const LINEAR = [[229, 110, 133], [110, 229, 133], [133, 110, 229], [188, 188, 188], [253, 248, 56], [0, 255, 0]];
const LINEAR_GREYS = [0, 137, 188, 225, 255].map((level) => [level, level, level]);
const P3 = [[218, 0, 54], [0, 204, 12], [64, 39, 208], [128, 128, 128], [252, 240, 0], [0, 255, 0]];

const gama = (value) => icc.chunk('gAMA', icc.u32(value));
const chrm = (...points) => icc.chunk('cHRM', Buffer.concat(points.map(icc.u32)));
const cicp = (primaries, transfer) => icc.chunk('cICP', Buffer.from([primaries, transfer, 0, 1]));
const SRGB = icc.chunk('sRGB', Buffer.from([0]));
const SRGB_POINTS = chrm(31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000);
const ADOBE_POINTS = chrm(31270, 32900, 64000, 33000, 21000, 71000, 15000, 6000);
const exchanged = icc.iccp(icc.exchanged());

/** The colours at some points of a picture, alpha left out. */
function colorsOf(picture, points) {
  const context = createCanvas(picture.width, picture.height).getContext('2d');
  context.drawImage(picture, 0, 0);
  return points.map(([x, y]) => [...context.getImageData(x, y, 1, 1).data].slice(0, 3));
}

const rowOf = (picture) => colorsOf(picture, Array.from({ length: picture.width }, (_, x) => [x, 0]));
const cornersOf = (picture) => colorsOf(picture, [[4, 4], [60, 4], [4, 44], [60, 44], [32, 24]]);

function assertNear(actual, expected, what, tolerance = TOLERANCE) {
  const far = Math.max(...actual.flat().map((value, i) => Math.abs(value - expected.flat()[i])));
  assert.ok(far <= tolerance, `${what}: off by ${far}: ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`);
}

const ROWS = {
  'an ICC profile': [icc.png(COLORS, [exchanged]), EXCHANGED],
  'a wide gamut is cut': [icc.png(COLORS, [icc.iccp(icc.wide())]), WIDE],
  'a grey profile': [icc.png(GREYS, [icc.iccp(icc.greys(1))]), LINEAR_GREYS],
  'a profile in colours, of greys': [icc.png(GREYS, [icc.iccp(icc.matrixProfile([[0.60974, 0.31111, 0.01947], [0.20528, 0.62567, 0.06087], [0.14919, 0.06322, 0.74457]], 1))]), LINEAR_GREYS],
  'a grey profile, of colours, is none': [icc.png(COLORS, [icc.iccp(icc.greys(1))]), COLORS, 0],
  'a profile of inks, of colours, is none': [icc.png(COLORS, [icc.iccp(icc.inks())]), COLORS, 0],
  'gAMA alone': [icc.png(COLORS, [gama(100_000)]), LINEAR],
  'gAMA and cHRM': [icc.png(COLORS, [gama(45_455), ADOBE_POINTS]), WIDE],
  'gAMA and cHRM of sRGB': [icc.png(COLORS, [gama(100_000), SRGB_POINTS]), LINEAR],
  'cHRM alone is nothing': [icc.png(COLORS, [ADOBE_POINTS]), COLORS, 0],
  'sRGB before gAMA and cHRM': [icc.png(COLORS, [SRGB, gama(100_000), SRGB_POINTS]), COLORS, 0],
  'ICC before sRGB': [icc.png(COLORS, [exchanged, SRGB]), EXCHANGED],
  'cICP: Display P3': [icc.png(COLORS, [cicp(12, 13)]), P3],
  'cICP: linear': [icc.png(COLORS, [cicp(1, 8)]), LINEAR],
  'cICP before ICC': [icc.png(COLORS, [cicp(12, 13), exchanged]), P3],
  'TIFF': [icc.tiff(COLORS, icc.exchanged()), EXCHANGED],
  'TIFF in grey': [icc.tiff(GREYS, icc.greys(1)), LINEAR_GREYS],
};

for (const [what, [file, expected, tolerance]] of Object.entries(ROWS)) {
  test(`${what}`, async () => assertNear(rowOf(await loadImage(file)), expected, what, tolerance));
}

test('pixels that let something through keep their alpha', async () => {
  const image = await loadImage(icc.png(COLORS.map((color) => [...color, 128]), [exchanged]));
  const context = createCanvas(6, 1).getContext('2d');
  context.drawImage(image, 0, 0);
  const pixel = [...context.getImageData(0, 0, 1, 1).data];
  assertNear([pixel], [[36, 201, 58, 128]], 'half transparent');
});

const JPEG = 'jpeg-444.jpg';
const JPEG_EXCHANGED = [[0, 254, 0], [255, 0, 0], [0, 0, 254], [255, 255, 255], [131, 130, 125]];
const JPEG_PLAIN = [[254, 0, 0], [0, 255, 1], [0, 0, 254], [255, 255, 255], [129, 130, 124]];

const CORNERS = {
  'JPEG in parts': [icc.jpegWith(fixture(JPEG), icc.exchanged(), { part: 100 }), JPEG_EXCHANGED],
  'JPEG, its parts in another order': [icc.jpegWith(fixture(JPEG), icc.exchanged(), { part: 100, order: (parts) => parts.reverse() }), JPEG_EXCHANGED],
  'JPEG, a part twice': [icc.jpegWith(fixture(JPEG), icc.exchanged(), { part: 100, order: (parts) => [...parts, parts[0]] }), JPEG_EXCHANGED],
  'JPEG, a part missing': [icc.jpegWith(fixture(JPEG), icc.exchanged(), { part: 100, order: (parts) => parts.slice(1) }), JPEG_PLAIN],
  'JPEG in grey': [icc.jpegWith(fixture('jpeg-gray.jpg'), icc.greys(1)), [[148, 148, 148], [202, 202, 202], [95, 95, 95], [255, 255, 255], [188, 189, 188]]],
  'CMYK': [icc.jpegWith(fixture('jpeg-cmyk.jpg'), icc.inks()), [[213, 71, 0], [53, 153, 56], [45, 44, 119], [250, 246, 234], [143, 135, 123]]],
  'YCCK': [icc.jpegWith(fixture('jpeg-ycck.jpg'), icc.inks()), [[213, 71, 0], [53, 153, 56], [46, 44, 119], [250, 246, 234], [143, 135, 123]]],
  'CMYK without a profile': [fixture('jpeg-cmyk.jpg'), [[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255], [129, 130, 124]]],
};

for (const [what, [file, expected]] of Object.entries(CORNERS)) {
  // Chromium's JPEG decoder rounds in its own way.
  test(`${what}`, async () => assertNear(cornersOf(await loadImage(file)), expected, what, 3));
}

test('WebP', async () => {
  const file = icc.webpWith(fixture('webp-lossless.webp'), icc.exchanged(), { width: 64, height: 48 });
  const [first, second] = cornersOf(await loadImage(file));
  assertNear([first, second], [[0, 255, 0], [255, 0, 0]], 'WebP');
});

test("colorSpaceConversion: 'none' takes the numbers as they are", async () => {
  const files = [icc.png(COLORS, [exchanged]), icc.png(COLORS, [cicp(12, 13)]), icc.tiff(COLORS, icc.exchanged())];
  for (const file of files) {
    const bitmap = await createImageBitmap(new Blob([file]), { colorSpaceConversion: 'none' });
    assert.deepEqual(rowOf(bitmap), COLORS);
  }
  assertNear(rowOf(await createImageBitmap(files[0], { colorSpaceConversion: 'default' })), EXCHANGED, 'default');
});

test('an sRGB profile changes no byte', async () => {
  const srgb = icc.profile('RGB ', {
    wtpt: icc.xyz(0.9642, 1, 0.8249),
    rXYZ: icc.xyz(0.43607, 0.22249, 0.01392), gXYZ: icc.xyz(0.38515, 0.71687, 0.09708), bXYZ: icc.xyz(0.14307, 0.06061, 0.7141),
    ...Object.fromEntries(['rTRC', 'gTRC', 'bTRC'].map((name) => [name, Buffer.concat([
      Buffer.from('para\0\0\0\0\0\x03\0\0'), ...[2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045].map(icc.fixed),
    ])])),
  }, { version: 0x04300000 });
  assert.deepEqual(rowOf(await loadImage(icc.png(COLORS, [icc.iccp(srgb)]))), COLORS);
});

test('a damaged profile is none', async () => {
  const whole = icc.exchanged();
  for (let at = 0; at < whole.length; at += 1) {
    for (const value of [0, 0xff, whole[at] ^ 0x80]) {
      const damaged = Buffer.from(whole);
      damaged[at] = value;
      const image = await loadImage(icc.png([[128, 128, 128]], [icc.iccp(damaged)]));
      assert.equal(image.width, 1);
    }
  }
  const table = icc.inks();
  for (let at = 0; at < 208; at += 1) {
    const damaged = Buffer.from(table);
    damaged[at] = 0xff;
    assert.equal((await loadImage(icc.jpegWith(fixture('jpeg-cmyk.jpg'), damaged))).width, 64);
  }
});

test('profiles cut short, too large and of too many tags are none', async () => {
  const whole = icc.exchanged();
  const claims = (length) => Object.assign(Buffer.from(whole), { ...icc.u32(length) });
  const tags = Buffer.from(whole);
  tags.writeUInt32BE(0xffffffff, 128);
  const files = [whole.subarray(0, 100), whole.subarray(0, 140), claims(0xffffffff), claims(11 << 20), claims(0), tags, Buffer.alloc(11 << 20)];
  for (const file of files) {
    assert.deepEqual(rowOf(await loadImage(icc.png(COLORS, [icc.iccp(file)]))), COLORS);
    assert.deepEqual(rowOf(await loadImage(icc.tiff(COLORS, file))), COLORS);
  }
});

test('what a profile takes is on the ledger, held to maxScratch, and given back', async () => {
  const file = icc.png(COLORS, [exchanged]);
  const image = await loadImage(file);
  image.dispose();
  assert.equal(memoryUsage().bytesByKind.scratch, 0);
  await assert.rejects(loadImage(file, { maxScratch: 1 << 20 }), { name: 'RangeError', limit: 'maxScratch' });
  assert.equal((await loadImage(icc.png(COLORS), { maxScratch: 1 << 20 })).width, 6);
});
