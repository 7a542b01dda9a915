'use strict';

// Pictures: the three forms of drawImage, resampling, and files of several formats.

const { createCanvas, loadImage } = require('../../../index.js');
const COLOR = require('../palette');
const { landscape } = require('../picture');

const OWN_SIZE = { width: 130, height: 90 };

function placed(ctx) {
  ctx.drawImage(landscape(OWN_SIZE.width, OWN_SIZE.height), 58, 40);
}

function scaled(ctx) {
  const picture = landscape(OWN_SIZE.width, OWN_SIZE.height);
  ctx.drawImage(picture, 15, 15, 215, 60);
  ctx.drawImage(picture, 15, 85, 60, 70);
  ctx.drawImage(picture, 90, 85, 140, 70);
}

/** A part of the picture, framed, and the same part enlarged. */
function cropped(ctx) {
  const picture = landscape(OWN_SIZE.width, OWN_SIZE.height);
  ctx.drawImage(picture, 10, 10);
  ctx.strokeStyle = 'white';
  ctx.lineWidth = 2;
  ctx.strokeRect(10 + 68, 10 + 15, 44, 40);
  ctx.drawImage(picture, 68, 15, 44, 40, 120, 58, 110, 100);
  ctx.strokeRect(120, 58, 110, 100);
}

/** A face of 12 pixels a side. */
function sprite() {
  const rows = [
    '....gggg....', '..gggggggg..', '.gggggggggg.', '.ggiggggigg.', 'gggiggggiggg', 'gggggggggggg',
    'gggggggggggg', 'gcggggggggcg', '.ggiiiiiigg.', '.gggccccggg.', '..gggggggg..', '....gggg....',
  ];
  const colors = { g: COLOR.gold, i: COLOR.ink, c: COLOR.coral };
  const canvas = createCanvas(12, 12);
  const ctx = canvas.getContext('2d');
  rows.forEach((row, y) => [...row].forEach((letter, x) => {
    if (letter === '.') return;
    ctx.fillStyle = colors[letter];
    ctx.fillRect(x, y, 1, 1);
  }));
  return canvas;
}

function enlarged(quality) {
  return (ctx) => {
    if (quality === undefined) ctx.imageSmoothingEnabled = false;
    else ctx.imageSmoothingQuality = quality;
    ctx.drawImage(sprite(), 50, 12, 146, 146);
  };
}

/** Rings so fine that a careless reduction turns them into others. */
function rings(size) {
  const canvas = createCanvas(size, size);
  const ctx = canvas.getContext('2d', { alpha: false });
  ctx.fillStyle = 'white';
  ctx.fillRect(0, 0, size, size);
  ctx.lineWidth = 4;
  ctx.strokeStyle = COLOR.ink;
  for (let radius = 6; radius < size * 0.7; radius += 10) {
    ctx.beginPath();
    ctx.arc(size / 2, size / 2, radius, 0, Math.PI * 2);
    ctx.stroke();
  }
  return canvas;
}

function reduced(ctx, box) {
  const picture = rings(480);
  ['low', 'high'].forEach((quality, i) => {
    ctx.imageSmoothingQuality = quality;
    ctx.drawImage(picture, 12 + i * (box.width / 2), 32, 105, 105);
  });
}

/** A file is made and loaded again. */
function throughFile(format, options) {
  return async (ctx, { width, height }) => {
    const picture = landscape(width, height);
    const image = await loadImage(await picture.encode(format, options));
    ctx.drawImage(image, 0, 0);
    image.dispose();
    picture.dispose();
  };
}

const SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 80" width="240" height="160">
  <rect width="120" height="80" fill="${COLOR.sky}"/>
  <circle cx="60" cy="40" r="28" fill="${COLOR.gold}"/>
  <path d="M46 44 Q60 62 74 44" fill="none" stroke="${COLOR.ink}" stroke-width="5" stroke-linecap="round"/>
  <circle cx="50" cy="32" r="4" fill="${COLOR.ink}"/><circle cx="70" cy="32" r="4" fill="${COLOR.ink}"/>
</svg>`;

async function svg(ctx, { width, height }) {
  const image = await loadImage(Buffer.from(SVG));
  ctx.drawImage(image, 0, 0, width, height);
  image.dispose();
}

module.exports = {
  name: 'images',
  title: 'Images and resampling',
  columns: 4,
  cellHeight: 170,
  cells: {
    'drawImage in its own size': placed,
    'drawImage, scaled': scaled,
    'drawImage of a part': cropped,
    'reduced: low, high quality': reduced,
    'enlarged, no smoothing': enlarged(),
    'enlarged, low': enlarged('low'),
    'enlarged, medium': enlarged('medium'),
    'enlarged, high': enlarged('high'),
    'from a PNG file': throughFile('png'),
    'from a JPEG file': throughFile('jpeg', 85),
    'from a WebP file': throughFile('webp', 85),
    'from an SVG file': svg,
  },
};
