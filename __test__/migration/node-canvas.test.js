'use strict';

// What docs/migrate-from-node-canvas.md says, by the name `canvas`.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { pipeline } = require('node:stream/promises');
const { after, test } = require('node:test');
const { promisify } = require('node:util');
const { requireAlias } = require('./alias.js');

const {
  Canvas, CanvasRenderingContext2D, Context2D, Image, ImageData, JPEGStream, PNGStream, createCanvas, createImageData, deregisterAllFonts,
  loadImage, registerFont,
} = requireAlias('canvas', after);

const FONT = path.join(__dirname, '../fonts/serif.ttf');
const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

function painted(width = 20, height = 10) {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#ff8000';
  context.fillRect(0, 0, width / 2, height);
  return canvas;
}

const pixel = (context, x, y) => [...context.getImageData(x, y, 1, 1).data];

async function redrawn(file) {
  const image = await loadImage(file);
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  return context;
}

test('a turned text with a line under it, and a picture', async () => {
  const canvas = createCanvas(200, 200);
  const context = canvas.getContext('2d');
  assert.ok(canvas instanceof Canvas && context instanceof CanvasRenderingContext2D && context instanceof Context2D);
  context.font = '28px sans-serif';
  context.rotate(0.15);
  context.fillText('Good day', 40, 90);
  const { width } = context.measureText('Good day');
  assert.ok(width > 60 && width < 200, String(width));
  context.strokeStyle = 'navy';
  context.beginPath();
  context.moveTo(40, 94);
  context.lineTo(40 + width, 94);
  context.stroke();
  context.resetTransform();
  context.drawImage(await loadImage(painted().toBuffer()), 150, 0, 40, 20);
  assert.deepEqual(pixel(context, 155, 10), [255, 128, 0, 255]);
  const ink = context.getImageData(0, 60, 200, 60).data;
  assert.ok(ink.filter((value, at) => at % 4 === 3 && value > 0).length > 200);
  assert.match(canvas.toDataURL(), /^data:image\/png;base64,/);
});

test('image data by a function and by a class', () => {
  const made = createImageData(new Uint8ClampedArray(20 * 20 * 4), 20);
  assert.deepEqual([made.width, made.height, made instanceof ImageData], [20, 20, true]);
  assert.equal(createImageData(2, 3).data.length, 24);
});

test('images by src: bytes, a path, a data: URL; failures by onerror', async (t) => {
  const bytes = painted().toBuffer('image/png');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'canvas-src-'));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'picture.png');
  fs.writeFileSync(file, bytes);
  const loaded = (src) =>
    new Promise((resolve, reject) => {
      const image = new Image();
      image.onload = () => resolve(image);
      image.onerror = reject;
      image.src = src;
    });
  for (const src of [bytes, file, `data:image/png;base64,${bytes.toString('base64')}`]) {
    const image = await loaded(src);
    assert.deepEqual([image.width, image.height, image.complete], [20, 10, true]);
  }
  await assert.rejects(loaded(Buffer.from('nonsense')), { name: 'EncodingError' });
});

test('an image is drawable when src was set to bytes, and complete later', () => {
  const image = new Image();
  image.src = painted(600, 600).toBuffer();
  assert.equal(image.width, 600);
  const context = createCanvas(600, 600).getContext('2d');
  context.drawImage(image, 0, 0);
  assert.deepEqual(pixel(context, 5, 5), [255, 128, 0, 255]);
});

test('an image that is not loaded draws nothing', () => {
  const context = createCanvas(4, 4).getContext('2d');
  context.drawImage(new Image(), 0, 0);
  assert.deepEqual(pixel(context, 1, 1), [0, 0, 0, 0]);
});

test('toBuffer in its forms', async () => {
  const canvas = painted();
  assert.deepEqual(canvas.toBuffer().subarray(0, 8), PNG);
  assert.deepEqual(canvas.toBuffer('image/png', { compressionLevel: 3, filters: 8 }).subarray(0, 8), PNG);
  const options = { quality: 0.75, progressive: false, chromaSubsampling: true };
  assert.deepEqual([...canvas.toBuffer('image/jpeg', options).subarray(0, 2)], [0xff, 0xd8]);
  // 0xffc2 begins the frame of a progressive file.
  assert.ok(canvas.toBuffer('image/jpeg', { progressive: true }).includes(Buffer.from('ffc2', 'hex')));
  const indexed = { palette: new Uint8ClampedArray([255, 128, 0, 255, 0, 0, 0, 0]), backgroundIndex: 1, filters: canvas.PNG_FILTER_NONE };
  // The palette's kind of PNG is 3, at 25.
  assert.equal(canvas.toBuffer('image/png', { ...indexed, resolution: 300 })[25], 3);
  const raw = canvas.toBuffer('raw');
  assert.equal(raw.length, canvas.height * canvas.stride);
  assert.deepEqual([...raw.subarray(0, 4)], [0, 128, 255, 255]);
  const later = await new Promise((resolve, reject) => {
    canvas.toBuffer((error, bytes) => (error ? reject(error) : resolve(bytes)), 'image/jpeg', { quality: 0.95 });
  });
  assert.deepEqual([...later.subarray(0, 2)], [0xff, 0xd8]);
});

test('toDataURL in its forms', async () => {
  const canvas = painted();
  assert.match(canvas.toDataURL('image/jpeg', 0.5), /^data:image\/jpeg;base64,/);
  const calledBack = promisify((...args) => canvas.toDataURL(...args));
  assert.match(await calledBack(), /^data:image\/png;/);
  assert.match(await calledBack('image/png'), /^data:image\/png;/);
  assert.match(await calledBack('image/jpeg', { quality: 0.5 }), /^data:image\/jpeg;/);
  assert.match(await calledBack('image/jpeg', 0.5), /^data:image\/jpeg;/);
});

test('streams go to files', async (t) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'canvas-streams-'));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  const canvas = painted();
  for (const [name, stream, kind] of [
    ['a.png', canvas.createPNGStream(), PNGStream],
    ['a.jpeg', canvas.createJPEGStream({ quality: 0.95, chromaSubsampling: false }), JPEGStream],
  ]) {
    assert.ok(stream instanceof kind);
    const file = path.join(folder, name);
    await pipeline(stream, fs.createWriteStream(file));
    const [red, green, blue] = pixel(await redrawn(file), 2, 5);
    assert.ok(red > 240 && Math.abs(green - 128) < 12 && blue < 16, `${name}: ${red} ${green} ${blue}`);
  }
});

test('fonts are registered and taken away, also after a canvas was made', () => {
  const context = createCanvas(100, 40).getContext('2d');
  context.font = '20px "My Font", sans-serif';
  const before = context.measureText('Handgloves').width;
  registerFont(FONT, { family: 'My Font', weight: 'bold', style: 'normal' });
  assert.notEqual(context.measureText('Handgloves').width, before);
  deregisterAllFonts();
  assert.equal(context.measureText('Handgloves').width, before);
});

test('what is named as ignored is ignored', () => {
  const context = createCanvas(4, 4).getContext('2d', { pixelFormat: 'RGBA32' });
  context.globalCompositeOperation = 'saturate';
  assert.equal(context.globalCompositeOperation, 'source-over');
  context.antialias = 'none';
  context.patternQuality = 'best';
  context.textDrawingMode = 'glyph';
  context.fillRect(0, 0, 4, 4);
  assert.deepEqual(pixel(context, 1, 1), [0, 0, 0, 255]);
});

test('errors and unknown contexts are as the standard has them', () => {
  const canvas = createCanvas(4, 4);
  assert.throws(() => canvas.getContext('2d').arc(0, 0, -1, 0, 1), { name: 'IndexSizeError' });
  assert.equal(canvas.getContext('webgl'), null);
  assert.equal(createCanvas(40000, 10).width, 40000);
  assert.throws(() => createCanvas(40000, 40000), { name: 'RangeError', code: 'ERR_LIMIT' });
});

test('currentTransform', () => {
  const context = createCanvas(4, 4).getContext('2d');
  context.scale(2, 3);
  const { a, d } = context.currentTransform;
  assert.deepEqual([a, d], [2, 3]);
});
