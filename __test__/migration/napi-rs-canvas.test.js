'use strict';

// What docs/migrate-from-napi-rs-canvas.md says, by the name `@napi-rs/canvas`.

const assert = require('node:assert/strict');
const path = require('node:path');
const { after, test } = require('node:test');
const { requireAlias } = require('./alias.js');

const { Canvas, CanvasElement, FillType, GlobalFonts, Image, Path2D, PathOp, StrokeCap, StrokeJoin, createCanvas, loadImage } = requireAlias(
  '@napi-rs/canvas',
  after,
);

const FONT = path.join(__dirname, '../fonts/serif.ttf');
const PICTURE = path.join(__dirname, '../fixtures/png-rgb8.png');

const pixel = (context, x, y) => [...context.getImageData(x, y, 1, 1).data];

test('shapes and a picture, encoded on a worker', async () => {
  const canvas = createCanvas(120, 90);
  assert.ok(canvas instanceof Canvas && canvas instanceof CanvasElement);
  const context = canvas.getContext('2d');
  Object.assign(context, { lineWidth: 6, strokeStyle: 'teal', fillStyle: 'teal' });
  context.beginPath();
  context.moveTo(80, 80);
  context.lineTo(110, 80);
  context.stroke();
  context.fillRect(80, 20, 20, 20);
  context.strokeRect(80, 50, 20, 15);
  const picture = await loadImage(PICTURE);
  context.drawImage(picture, 0, 0, picture.width, picture.height);
  const image = await loadImage(await canvas.encode('png'));
  const copy = createCanvas(120, 90).getContext('2d');
  copy.drawImage(image, 0, 0);
  for (const [x, y] of [[95, 80], [90, 30], [80, 57]]) assert.deepEqual(pixel(copy, x, y), [0, 128, 128, 255]);
  assert.deepEqual(pixel(copy, 90, 57), [0, 0, 0, 0]);
  assert.deepEqual(pixel(copy, 1, 1), pixel(context, 1, 1));
});

test('encoders take a quality from 0 to 100 as a number, and from 0 to 1 in an object', async () => {
  const canvas = createCanvas(64, 64);
  const context = canvas.getContext('2d');
  for (let at = 0; at < 64; at++) {
    context.fillStyle = `hsl(${at * 40} 80% 50%)`;
    context.fillRect(at, 0, 1, 64 - at);
  }
  for (const format of ['jpeg', 'webp']) {
    const good = await canvas.encode(format, 90);
    assert.deepEqual(await canvas.encode(format, { quality: 0.9 }), good);
    assert.deepEqual(canvas.encodeSync(format, 90), good);
    assert.deepEqual(canvas.toBuffer(`image/${format}`, 90), good);
    assert.ok(canvas.encodeSync(format, 10).length < good.length);
    assert.equal(await canvas.toDataURLAsync(`image/${format}`, 0.9), canvas.toDataURL(`image/${format}`, 0.9));
    await assert.rejects(canvas.encode(format, { quality: 90 }), { name: 'RangeError' });
  }
  assert.equal(canvas.data().length, 64 * 64 * 4);
  const blob = await new Promise((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
  assert.equal(blob.type, 'image/png');
});

test('a GIF, a resolution and texts', async () => {
  const canvas = createCanvas(4, 4);
  assert.equal((await canvas.encode('gif')).toString('latin1', 0, 6), 'GIF89a');
  const png = canvas.toBuffer('image/png', { resolution: 300, text: { Title: 'A room' } });
  const at = png.indexOf('pHYs') + 4;
  // Pixels per metre.
  assert.deepEqual([png.readUInt32BE(at), png.readUInt32BE(at + 4), png[at + 8]], [11811, 11811, 1]);
  assert.ok(png.includes('A room'));
});

test('paths have operations', () => {
  const first = new Path2D('M10 40H70V90H10Z');
  const second = new Path2D('M30 5H95V60H30Z');
  const both = new Path2D(first).op(second, PathOp.Intersect);
  assert.deepEqual(both.getBounds(), [30, 40, 70, 60]);
  assert.deepEqual(new Path2D(first).op(second, PathOp.Union).computeTightBounds(), [10, 5, 95, 90]);
  assert.ok(both.toSVGString().startsWith('M'));
  const ring = new Path2D('M0 0H30V30H0Z M10 10H20V20H10Z');
  ring.setFillType(FillType.EvenOdd);
  assert.equal(ring.getFillTypeString(), 'evenodd');
  const context = createCanvas(30, 30).getContext('2d');
  context.fill(ring.asWinding());
  assert.deepEqual([pixel(context, 5, 5)[3], pixel(context, 15, 15)[3]], [255, 0]);
  const line = new Path2D('M10 10H20').stroke({ width: 4, cap: StrokeCap.Square, join: StrokeJoin.Bevel, miterLimit: 4 });
  assert.deepEqual(line.computeTightBounds(), [8, 8, 22, 12]);
  assert.deepEqual(new Path2D('M0 0H100').trim(0.25, 0.5).getBounds(), [25, 0, 50, 0]);
  assert.deepEqual(new Path2D('M1 2H3').transform({ a: 2, b: 0, c: 0, d: 2, e: 1, f: 0 }).getBounds(), [3, 4, 7, 4]);
});

test('GlobalFonts registers, finds and removes', () => {
  const key = GlobalFonts.registerFromPath(FONT, 'My Serif');
  assert.ok(GlobalFonts.has('My Serif'));
  assert.ok(GlobalFonts.families.some(({ family }) => family === 'My Serif'));
  const context = createCanvas(100, 40).getContext('2d');
  context.font = '20px "My Serif", monospace';
  const { width } = context.measureText('Handgloves');
  assert.equal(GlobalFonts.remove(key), true);
  assert.equal(GlobalFonts.has('My Serif'), false);
  assert.notEqual(context.measureText('Handgloves').width, width);
});

test('errors say what is wrong', async () => {
  await assert.rejects(loadImage(Buffer.from('nonsense')), { name: 'EncodingError' });
  await assert.rejects(loadImage(path.join(__dirname, 'no-such.png')), { code: 'ENOENT' });
  await assert.rejects(loadImage('http://127.0.0.1/a.png'), { code: 'ERR_LIMIT', limit: 'allowPrivateAddresses' });
  const image = new Image();
  image.src = Buffer.from('nonsense');
  await assert.rejects(image.decode(), { name: 'EncodingError' });
});
