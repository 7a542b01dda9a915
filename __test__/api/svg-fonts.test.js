'use strict';

// The fonts that text in SVG pictures is drawn with.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { afterEach, test } = require('node:test');
const { Worker } = require('node:worker_threads');

const { FontFace, GlobalFonts, Image, convertSVGTextToPath, fonts, loadImage, memoryUsage, registerFont, deregisterAllFonts } = require('../../index.js');
const { assertSameBytes, context } = require('../helpers/pixels.js');

const FONTS = path.join(__dirname, '../fonts');
const font = (name) => fs.readFileSync(path.join(FONTS, name));
const SIZE = [200, 50];
const WORDS = 'Hamburgefonts';

const keys = [];
const register = (name, alias) => keys.push(GlobalFonts.register(font(name), alias));
afterEach(() => {
  for (const key of keys.splice(0)) GlobalFonts.remove(key);
});

const svg = (attributes, words = WORDS) =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE[0]}" height="${SIZE[1]}"><text x="5" y="35" font-size="24" ${attributes}>${words}</text></svg>`);

async function drawn(file) {
  const image = await loadImage(file);
  const ctx = context(...SIZE);
  ctx.drawImage(image, 0, 0);
  return ctx.canvas.data();
}

/** The same text on a canvas, which rasterizes it in another way. */
function onCanvas(style, words = WORDS) {
  const ctx = context(...SIZE);
  ctx.font = style;
  ctx.textRendering = 'geometricPrecision';
  ctx.fillText(words, 5, 35);
  return ctx.canvas.data();
}

/** The mean difference of alpha. */
function apart(a, b) {
  let sum = 0;
  for (let i = 3; i < a.length; i += 4) sum += Math.abs(a[i] - b[i]);
  return sum / (a.length / 4);
}

/** Nearer to one than half of how far it is from the other. */
function assertLike(picture, like, unlike) {
  const [near, far] = [apart(picture, like), apart(picture, unlike)];
  assert.ok(near < 3 && near < far / 2, `${near} off what it should be, ${far} off what it should not`);
}

test('a registered family is found, in any case, and under its alias', async () => {
  const before = await drawn(svg('font-family="Test Face"'));
  register('serif.ttf', 'Test Face');
  const wanted = onCanvas('24px "Test Face"');
  for (const name of ['Test Face', 'TEST face', "missing, 'Test Face'"]) {
    assertLike(await drawn(svg(`font-family="${name}"`)), wanted, before);
  }
  GlobalFonts.setAlias('Test Face', 'Test Other');
  assertLike(await drawn(svg('font-family="Test Other"')), wanted, before);
  GlobalFonts.remove(keys.pop());
  assertSameBytes(await drawn(svg('font-family="Test Face"')), before);
});

test('weight and style choose the face', async () => {
  for (const name of ['sans-regular.ttf', 'sans-bold.ttf', 'sans-italic.ttf']) register(name, 'Test Styles');
  const styles = { '': '', 'font-weight="bold"': 'bold', 'font-style="italic"': 'italic' };
  const pictures = await Promise.all(Object.keys(styles).map((attributes) => drawn(svg(`font-family="Test Styles" ${attributes}`))));
  Object.values(styles).forEach((style, i) => {
    const others = pictures.filter((_, j) => j !== i);
    const wanted = onCanvas(`${style} 24px "Test Styles"`);
    for (const other of others) assert.ok(apart(pictures[i], wanted) < apart(other, wanted) / 2, style);
  });
});

test('files of all kinds are read: WOFF, WOFF2, collections, PostScript outlines', async () => {
  for (const name of ['black.woff', 'black.woff2', 'two-faces.ttc', 'cff2.otf']) {
    const family = `Test ${name.replace('.', ' ')}`;
    const before = await drawn(svg(`font-family="${family}"`));
    register(name, family);
    assertLike(await drawn(svg(`font-family="${family}"`)), onCanvas(`24px "${family}"`), before);
  }
});

test('a character that others lack is taken from a registered font', async () => {
  const words = '\u0633\u0644\u0627\u0645';
  const before = await drawn(svg('', words));
  register('arabic.ttf', 'Test Arabic');
  assertLike(await drawn(svg('', words)), onCanvas('24px "Test Arabic"', words), before);
});

test('the font face set is for canvases', async () => {
  const before = await drawn(svg('font-family="Test Web"'));
  const face = new FontFace('Test Web', font('serif.ttf'));
  await face.load();
  fonts.add(face);
  assertSameBytes(await drawn(svg('font-family="Test Web"')), before);
  fonts.delete(face);
});

test('registerFont() is the same registry', async () => {
  const before = await drawn(svg('font-family="Test Node"'));
  registerFont(path.join(FONTS, 'serif.ttf'), { family: 'Test Node' });
  assertLike(await drawn(svg('font-family="Test Node"')), onCanvas('24px "Test Node"'), before);
  deregisterAllFonts();
  assertSameBytes(await drawn(svg('font-family="Test Node"')), before);
});

test('convertSVGTextToPath() writes its outlines', () => {
  const file = svg('font-family="Test Outlines"');
  const before = convertSVGTextToPath(file);
  register('serif.ttf', 'Test Outlines');
  assert.notDeepEqual(convertSVGTextToPath(file), before);
});

test('a font that is taken away is given back, and a picture that was begun still has it', async () => {
  const { font: bytes } = memoryUsage().bytesByKind;
  register('serif.ttf', 'Test Held');
  const wanted = onCanvas('24px "Test Held"');
  const image = new Image();
  image.src = svg('font-family="Test Held"');
  const loaded = image.decode();
  GlobalFonts.remove(keys.pop());
  const other = await drawn(svg('font-family="Test Held"'));
  await loaded;
  const ctx = context(...SIZE);
  ctx.drawImage(image, 0, 0);
  assertLike(ctx.canvas.data(), wanted, other);
  image.dispose();
  // The worker lets go of it after it has told.
  for (let i = 0; i < 1000 && memoryUsage().bytesByKind.font > bytes; i++) await new Promise(setImmediate);
  assert.ok(memoryUsage().bytesByKind.font <= bytes);
});

test('each thread has its own', async () => {
  register('serif.ttf', 'Test Thread');
  const worker = new Worker(`const { parentPort, workerData } = require('node:worker_threads');
    const { createCanvas, loadImage } = require(workerData.index);
    loadImage(Buffer.from(workerData.file)).then((image) => {
      const canvas = createCanvas(image.width, image.height);
      canvas.getContext('2d').drawImage(image, 0, 0);
      parentPort.postMessage(canvas.data());
    });`, { eval: true, workerData: { index: require.resolve('../../index.js'), file: svg('font-family="Test Thread"') } });
  const theirs = await new Promise((resolve, reject) => { worker.on('message', resolve).on('error', reject); });
  const ours = await drawn(svg('font-family="Test Thread"'));
  assert.ok(apart(ours, theirs) > 2);
  await worker.terminate();
});
