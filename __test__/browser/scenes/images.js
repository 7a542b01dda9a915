'use strict';

// Pictures: every quality at every scale, parts of pictures, edges, files of all formats.

const { SIXTEENTHS, area, group } = require('./support.js');

/** A picture of `side` pixels with thin and thick lines, steps, soft colours and a transparent corner. */
function chart(another, side) {
  const canvas = another(side, side);
  const ctx = canvas.getContext('2d', { willReadFrequently: true });
  const image = ctx.createImageData(side, side);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const at = (y * side + x) * 4;
      const wave = Math.round(127.5 + 127.5 * Math.sin((x * x + y * y) / (side * 2.5)));
      const checks = (Math.floor(x / 4) + Math.floor(y / 4)) % 2 === 0;
      image.data[at] = x < side / 2 ? wave : Math.round((x * 255) / side);
      image.data[at + 1] = y < side / 2 ? Math.round((y * 255) / side) : checks ? 230 : 20;
      image.data[at + 2] = (x + y) % 9 === 0 ? 255 : 60;
      image.data[at + 3] = x + y > 1.6 * side ? 0 : 255;
    }
  }
  ctx.putImageData(image, 0, 0);
  return canvas;
}

/** A picture of opaque discs on nothing: edges must not show what colour nothing has. */
function discs(another) {
  const canvas = another(32, 32);
  const ctx = canvas.getContext('2d', { willReadFrequently: true });
  ctx.fillStyle = '#fff';
  ctx.beginPath();
  ctx.arc(16, 16, 13, 0, 7);
  ctx.fill();
  ctx.fillStyle = '#f40';
  ctx.fillRect(10, 10, 12, 12);
  return canvas;
}

/** Draws a chart of `side` pixels over `size` pixels. */
const scaled = (quality, side, size) => (ctx, { another }) => {
  ctx.imageSmoothingEnabled = quality !== 'none';
  if (quality !== 'none') ctx.imageSmoothingQuality = quality;
  ctx.drawImage(chart(another, side), (160 - size) / 2, (160 - size) / 2, size, size);
};

const file = (name, ...place) => async (ctx, { image }) => ctx.drawImage(await image(name), ...place);

const FIXTURES = ['jpeg-444.jpg', 'jpeg-420.jpg', 'jpeg-progressive.jpg', 'jpeg-gray.jpg', 'png-rgba16.png', 'png-palette-trns.png', 'webp-lossless.webp', 'webp-lossy-alpha.webp', 'gif-transparent.gif', 'bmp-24.bmp', 'jpeg-orientation-6.jpg'];

const scenes = {
  'as-it-is': scaled('low', 160, 160),
  'enlarged-without-smoothing': scaled('none', 24, 150),
  'reduced-without-smoothing': scaled('none', 200, 90),
  'between-pixels': (ctx, { another }) => ctx.drawImage(chart(another, 120), 20.4, 19.7),
  'halo-on-dark': (ctx, { another }) => {
    ctx.fillStyle = '#023';
    ctx.fillRect(0, 0, 160, 160);
    ctx.drawImage(discs(another), 10.5, 10.25, 100, 100);
    ctx.drawImage(discs(another), 110, 110, 21, 21);
  },
  turned: (ctx, { another }) => {
    ctx.translate(80, 80);
    ctx.rotate(0.4);
    ctx.drawImage(chart(another, 100), -50, -50);
  },
  'turned-and-enlarged': (ctx, { another }) => {
    ctx.translate(80, 80);
    ctx.rotate(-0.7);
    ctx.imageSmoothingQuality = 'high';
    ctx.drawImage(chart(another, 20), -60, -60, 120, 120);
  },
  'turned-and-reduced': (ctx, { another }) => {
    ctx.translate(80, 80);
    ctx.rotate(0.3);
    ctx.imageSmoothingQuality = 'medium';
    ctx.drawImage(chart(another, 256), -50, -50, 100, 100);
  },
  sheared: (ctx, { another }) => {
    ctx.transform(1, 0.25, -0.5, 0.8, 60, 0);
    ctx.drawImage(chart(another, 80), 0, 10, 110, 120);
  },
  mirrored: (ctx, { another }) => {
    const picture = chart(another, 64);
    ctx.save();
    ctx.scale(-1, 1);
    ctx.drawImage(picture, -76, 8);
    ctx.restore();
    ctx.translate(0, 160);
    ctx.scale(1, -1);
    ctx.drawImage(picture, 84, 8);
    ctx.drawImage(picture, 8, 8, 64, 64);
  },
  'negative-sizes': (ctx, { another }) => {
    const picture = chart(another, 64);
    ctx.drawImage(picture, 76, 8, -64, 64);
    ctx.drawImage(picture, 64, 0, -32, 64, 84, 8, 64, 64);
    ctx.drawImage(picture, 0, 64, 64, -64, 8, 148, 64, -64);
    ctx.drawImage(picture, 10, 10, 40, 40, 148, 148, -60, -60);
  },
  parts: (ctx, { another }) => {
    const picture = chart(another, 64);
    ctx.drawImage(picture, 8, 8, 16, 16, 4, 4, 72, 72);
    ctx.drawImage(picture, 8.5, 8.25, 15.5, 16.75, 84, 4, 72, 72);
    ctx.imageSmoothingEnabled = false;
    ctx.drawImage(picture, 8, 8, 16, 16, 4, 84, 72, 72);
    ctx.drawImage(picture, 8.5, 8.25, 15.5, 16.75, 84, 84, 72, 72);
  },
  'parts-beyond-the-edge': (ctx, { another }) => {
    const picture = chart(another, 40);
    ctx.fillStyle = '#ddd';
    ctx.fillRect(0, 0, 160, 160);
    ctx.drawImage(picture, -20, -20, 60, 60, 4, 4, 72, 72);
    ctx.drawImage(picture, 20, 10, 40, 40, 84, 4, 72, 72);
    ctx.drawImage(picture, -10, -10, 60, 60, 4, 84, 72, 72);
    ctx.drawImage(picture, 41, 0, 10, 10, 84, 84, 72, 72);
  },
  'parts-reduced': (ctx, { another }) => {
    const picture = chart(another, 200);
    ctx.imageSmoothingQuality = 'high';
    ctx.drawImage(picture, 31, 17, 120, 130, 10, 10, 60, 60);
    ctx.imageSmoothingQuality = 'medium';
    ctx.drawImage(picture, 31, 17, 120, 130, 84, 84, 60, 60);
  },
  'one-pixel': (ctx, { another }) => {
    const canvas = another(1, 1);
    const inner = canvas.getContext('2d', { willReadFrequently: true });
    inner.fillStyle = '#06c';
    inner.fillRect(0, 0, 1, 1);
    ctx.drawImage(canvas, 20.5, 20.5, 100, 80);
    ctx.imageSmoothingEnabled = false;
    ctx.drawImage(canvas, 60.5, 90.25, 80, 50);
  },
  'squeezed-in-one-way': (ctx, { another }) => {
    const picture = chart(another, 120);
    ctx.drawImage(picture, 8, 8, 30, 144);
    ctx.imageSmoothingQuality = 'medium';
    ctx.drawImage(picture, 44, 8, 30, 144);
    ctx.imageSmoothingQuality = 'high';
    ctx.drawImage(picture, 80, 8, 30, 144);
    ctx.drawImage(picture, 116, 8, 40, 240);
  },
  translucent: (ctx, { another }) => {
    ctx.fillStyle = '#fc0';
    ctx.fillRect(0, 40, 160, 60);
    ctx.globalAlpha = 0.35;
    ctx.drawImage(chart(another, 120), 20, 20);
  },
  'the-canvas-itself': (ctx, { another }) => {
    ctx.drawImage(chart(another, 80), 0, 0);
    ctx.drawImage(ctx.canvas, 40, 40);
    ctx.drawImage(ctx.canvas, 0, 0, 120, 120, 80, 80, 80, 80);
  },
  clipped: (ctx, { another }) => {
    ctx.beginPath();
    ctx.ellipse(80, 80, 70, 45, 0.4, 0, 7);
    ctx.clip();
    ctx.drawImage(chart(another, 40), 0, 0, 160, 160);
  },
  'jpeg-444': file('jpeg-444.jpg', 0, 0, 160, 160),
  'jpeg-420': file('jpeg-420.jpg', 0, 0, 160, 160),
  'jpeg-progressive': file('jpeg-progressive.jpg', 0, 0, 160, 160),
  'jpeg-gray': file('jpeg-gray.jpg', 0, 0, 160, 160),
  'jpeg-upright': file('jpeg-orientation-6.jpg', 10, 10),
  'png-16-bits': file('png-rgba16.png', 0, 0, 160, 160),
  'png-palette': file('png-palette-trns.png', 0, 0, 160, 160),
  'webp-lossless': file('webp-lossless.webp', 0, 0, 160, 160),
  'webp-with-alpha': file('webp-lossy-alpha.webp', 0, 0, 160, 160),
  gif: file('gif-transparent.gif', 0, 0, 160, 160),
  bmp: file('bmp-24.bmp', 0, 0, 160, 160),
};

for (const quality of ['low', 'medium', 'high']) {
  for (const [name, side, size] of [['enlarged', 24, 150], ['a-little-smaller', 180, 150], ['reduced', 300, 110], ['much-reduced', 500, 60]]) {
    scenes[`${name}-${quality}`] = scaled(quality, side, size);
  }
}

module.exports = group({
  scenes,
  fixtures: FIXTURES,
  farther: {
    'between-pixels': { mean: 1, reason: SIXTEENTHS },
    parts: { mean: 0.6, reason: SIXTEENTHS },
    clipped: { bad: 0.35, reason: area(0.28, 0.34) },
    'jpeg-444': { mean: 0.6, reason: SIXTEENTHS },
    'jpeg-420': { mean: 0.7, reason: SIXTEENTHS },
    'jpeg-progressive': { mean: 0.7, reason: SIXTEENTHS },
    'jpeg-gray': { mean: 0.55, reason: SIXTEENTHS },
    'png-16-bits': { mean: 0.55, reason: SIXTEENTHS },
    'webp-lossless': { mean: 0.65, reason: SIXTEENTHS },
    'webp-with-alpha': { mean: 0.7, reason: SIXTEENTHS },
    'enlarged-low': { mean: 1.35, reason: SIXTEENTHS },
    'a-little-smaller-low': { mean: 1.05, reason: SIXTEENTHS },
    'reduced-low': { mean: 0.65, reason: SIXTEENTHS },
  },
});
