'use strict';

// The examples that make pictures, each started as a user starts it, its pictures held to goldens that were looked at; and
// what their parts refuse. Packages they need are installed when they are missing.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, describe, test } = require('node:test');
const { setTimeout: sleep } = require('node:timers/promises');

const canvas = require('../../index.js');
const { drawAvatar, initials } = require('../../examples/avatars/avatar');
const { ogCard } = require('../../examples/avatars/og-card');
const { readUser } = require('../../examples/avatars/user');
const { setup } = require('../../examples/setup');
const { fitText } = require('../../examples/text-box/fit');
const { runWell } = require('../helpers/child.js');
const { assertGolden } = require('../helpers/goldens.js');

const EXAMPLES = path.join(__dirname, '../../examples');
const GOLDENS = path.join(__dirname, 'goldens');
const SETTLE_MS = 60_000;
// The machine's fonts are not asked.
const ENV = { DISABLE_SYSTEM_FONTS_LOAD: '1' };

const [major, minor] = process.versions.node.split('.').map(Number);
const isNode = (wanted, least) => major > wanted || (major === wanted && minor >= least);
// Vega, jsdom and pdf.js need newer ones than we do.
const hasNode20 = isNode(22, 13) || (major === 20 && minor >= 19);
const skip = !hasNode20 && 'its packages need Node.js 20.19 or newer';

if (hasNode20) ['charts', 'jsdom-page', 'pdf-page'].forEach(setup);
setup('qr-ticket');

const out = fs.mkdtempSync(path.join(os.tmpdir(), 'canvas-examples-'));
after(() => fs.rmSync(out, { recursive: true, force: true }));

const start = (name, target) => runWell(path.join(EXAMPLES, name, 'main.js'), { args: [target], env: ENV });

/** An example with one picture. */
function makes(name, { most = 0, ...options } = {}) {
  test(name, options, async () => {
    const file = path.join(out, `${name}.png`);
    const { stdout } = await start(name, file);
    assert.match(stdout, new RegExp(`^wrote .*, [\\d.]+ KB\n${name}: drawn and encoded in [\\d.]+ ms\n$`));
    await assertGolden(file, path.join(GOLDENS, `${name}.png`), most);
  });
}

/** An example with several. */
function makesAll(name, files, options = {}) {
  test(name, options, async () => {
    const folder = path.join(out, name);
    await start(name, folder);
    assert.deepEqual(fs.readdirSync(folder).sort(), [...files].sort());
    for (const file of files) await assertGolden(path.join(folder, file), path.join(GOLDENS, file));
  });
}

describe('pictures', () => {
  makes('text-box');
  makes('qr-ticket');
  makes('jsdom-page', { skip });
  // pdf.js keeps outlines in half floats where Node has them.
  makes('pdf-page', { skip, most: typeof Float16Array === 'function' ? 6 : 0 });
  makesAll('avatars', ['avatars.png', 'og-card.png']);
  makesAll('charts', ['chart-js.png', 'echarts.png', 'vega.png'], { skip });
});

test('the gallery has all its pages, none of them empty', async () => {
  const folder = path.join(out, 'gallery');
  await start('gallery', folder);
  const scenes = require('../../examples/gallery/scenes');
  const { layout } = require('../../examples/gallery/page');
  const { sheetLayout } = require('../../examples/gallery/contact-sheet');
  const sizes = Object.fromEntries(scenes.map((scene) => [`${scene.name}.png`, layout(scene)]));
  sizes['contact-sheet.png'] = sheetLayout(scenes.length);
  assert.deepEqual(fs.readdirSync(folder).sort(), Object.keys(sizes).sort());
  for (const [file, { width, height }] of Object.entries(sizes)) {
    const image = await canvas.loadImage(path.join(folder, file));
    assert.deepEqual([image.width, image.height], [width, height], file);
    const ctx = canvas.createCanvas(width, height).getContext('2d');
    ctx.drawImage(image, 0, 0);
    const colors = new Set(new Uint32Array(ctx.getImageData(0, 0, width, height).data.buffer));
    assert.ok(colors.size > 100, `${file} has ${colors.size} colours`);
    image.dispose();
    ctx.canvas.dispose();
  }
});

describe('avatars of what users send', () => {
  const { bitmaps } = canvas.memoryUsage();
  const card = (input) => ogCard({ title: 'A title', people: [{ name: 'Ada' }], ...input });
  const withPicture = (picture) => card({ people: [{ name: 'Ada', picture }] });

  /** The first bytes of a PNG that claims a size; of the checksum after them nobody gets to know. */
  function png(width, height) {
    const bytes = Buffer.alloc(33);
    bytes.write('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1');
    bytes.writeUInt32BE(width, 16);
    bytes.writeUInt32BE(height, 20);
    bytes.set([8, 6], 24);
    return bytes;
  }

  const refused = {
    'no name': [{ people: [{}] }, /name is not a text/],
    'an empty name': [{ people: [{ name: ' \u202e\n' }] }, /name is empty/],
    'a long name': [{ people: [{ name: 'x'.repeat(81) }] }, /name has 81 characters; at most 80/],
    'a long title': [{ title: 'x'.repeat(161) }, /title has 161 characters; at most 160/],
    'a colour that is more than one': [{ people: [{ name: 'Ada', color: '#ffffff calc(l)' }] }, /color is not written/],
    'a path for a picture': [{ people: [{ name: 'Ada', picture: '/etc/passwd' }] }, /picture is not the bytes/],
    'nobody': [{ people: [] }, /people is not a list/],
  };
  for (const [name, [input, message]] of Object.entries(refused)) {
    test(`refused: ${name}`, () => assert.rejects(card(input), { name: 'UserError', message }));
  }

  test('a file that is no picture, one cut off, one that claims to be huge: the sender\'s error', async () => {
    await assert.rejects(withPicture(Buffer.from('<html>')), { name: 'UserError', message: /^the picture cannot be used: / });
    await assert.rejects(withPicture(png(100, 100)), { name: 'UserError' });
    const huge = await withPicture(png(7000, 7000)).catch((error) => error);
    assert.equal(huge.name, 'UserError');
    assert.equal(huge.cause.limit, 'maxPixels');
  });

  test('text of an SVG with a file in it shows nothing of the file', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/hostname" width="9" height="9"/></svg>');
    const ctx = canvas.createCanvas(9, 9).getContext('2d');
    await drawAvatar(ctx, readUser({ name: 'Ada', picture: svg }), { x: 0, y: 0, size: 9 });
    assert.ok(ctx.canvas.data().every((byte) => byte === 0));
    ctx.canvas.dispose();
  });

  test('control characters are no part of a name', () => {
    assert.equal(readUser({ name: ' A\u0000da\u202eLove ' }).name, 'A da Love');
  });

  test('initials are whole characters', () => {
    const names = ['Ada Lovelace', 'plato', 'Юрий Алексеевич Гагарин', 'grace.hopper', 'e\u0301va', '🇫🇷 x', '-'];
    assert.deepEqual(names.map(initials), ['AL', 'P', 'ЮГ', 'GH', 'E\u0301', 'X', '-']);
  });

  test('no bitmap is left, whatever was refused', async () => {
    await card({});
    // Workers let go of a snapshot moments after their promise is kept.
    const deadline = Date.now() + SETTLE_MS;
    while (canvas.memoryUsage().bitmaps !== bitmaps && Date.now() < deadline) await sleep(10);
    assert.equal(canvas.memoryUsage().bitmaps, bitmaps);
  });
});

describe('text that fits', () => {
  const ctx = canvas.createCanvas(1, 1).getContext('2d');
  const box = { width: 200, height: 90, least: 10, most: 60, family: 'sans-serif' };

  test('as large as fits, and no larger', () => {
    const { size, layout } = fitText(ctx, 'Words of a title', box);
    assert.ok(layout.height <= box.height && layout.width <= box.width);
    assert.ok(fitText(ctx, 'Words of a title', { ...box, least: size + 1 }).layout.truncated);
  });

  test('a short text stops at the most, a long word is not broken', () => {
    assert.equal(fitText(ctx, 'I', box).size, 60);
    assert.equal(fitText(ctx, 'Incomprehensibilities', box).layout.lines.length, 1);
  });

  test('what does not fit in the least is cut, and stays in the box', () => {
    const { size, layout } = fitText(ctx, 'word '.repeat(500), box);
    assert.equal(size, 10);
    assert.ok(layout.truncated && layout.height <= box.height);
  });
});

describe('parts of the other examples', () => {
  test('an error in a page\'s script rejects, and so does a page without the canvas', { skip }, async () => {
    const { renderCanvas } = require('../../examples/jsdom-page/render');
    await assert.rejects(renderCanvas('<canvas id="a"></canvas><script>throw new Error("of the page")</script>', '#a'), /of the page/);
    await assert.rejects(renderCanvas('<p id="a"></p>', '#a'), /no canvas #a/);
  });

  test('a PDF without the page, one that is none, a page too large', { skip }, async () => {
    const { renderPage } = require('../../examples/pdf-page/render');
    const bytes = fs.readFileSync(path.join(EXAMPLES, 'pdf-page/page.pdf'));
    await assert.rejects(renderPage(bytes, 2, 1), /Invalid page request/);
    await assert.rejects(renderPage(Buffer.from('no PDF'), 1, 1), { name: 'InvalidPDFException' });
    await assert.rejects(renderPage(bytes, 1, 100), RangeError);
  });

  test('codes whose modules would be less than a pixel', () => {
    const { drawBarCode, drawQrCode } = require('../../examples/qr-ticket/codes');
    const ctx = canvas.createCanvas(10, 10).getContext('2d');
    assert.throws(() => drawQrCode(ctx, 'text', { x: 0, y: 0, size: 20, color: 'black' }), RangeError);
    assert.throws(() => drawBarCode(ctx, 'text', { width: 20, height: 5, color: 'black' }), RangeError);
  });
});
