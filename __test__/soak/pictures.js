'use strict';

// The pictures that the soak draws: a card for each file of __test__/fixtures and for one large photo, in four outputs.
// A card depends on nothing but its file, so its bytes must be the same whenever it is made.

const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const { createCanvas, layoutText, Path2D } = require('../../index.js');
const { FIXTURES } = require('../helpers/fixtures.js');

const WIDTH = 240;
const HEIGHT = 160;
const PHOTO = path.join(__dirname, '../../examples/card-server/assets/photo.jpg');
const isPicture = (name) => /\.(png|jpg|gif|webp|bmp|ico|tif|svgz?)$/.test(name);

const files = fs.readdirSync(FIXTURES).filter(isPicture).map((name) => [name, path.join(FIXTURES, name)]);
/** Name -> bytes of a picture file. */
const SOURCES = new Map([...files, ['photo', PHOTO]].map(([name, file]) => [name, fs.readFileSync(file)]));
const NAMES = [...SOURCES.keys()];

/** Each gives the bytes of a finished canvas. `now` ones are compared with the same golden as those that take a worker. */
const OUTPUTS = {
  pixels: (canvas) => canvas.data(),
  png: (canvas) => canvas.encode('png'),
  jpeg: (canvas) => canvas.encode('jpeg', 80),
  webp: (canvas) => canvas.encode('webp', 80),
};
const OUTPUT_NAMES = Object.keys(OUTPUTS);

function backdrop(ctx) {
  const gradient = ctx.createLinearGradient(0, 0, WIDTH, HEIGHT);
  gradient.addColorStop(0, '#123');
  gradient.addColorStop(1, 'rgba(250, 200, 120, 0.7)');
  ctx.fillStyle = gradient;
  ctx.fillRect(0, 0, WIDTH, HEIGHT);
}

function pictures(ctx, image) {
  ctx.save();
  ctx.beginPath();
  ctx.roundRect(8, 8, 104, 84, 12);
  ctx.clip();
  ctx.imageSmoothingQuality = 'high';
  ctx.drawImage(image, 8, 8, 104, 84);
  ctx.restore();
  ctx.save();
  ctx.translate(170, 50);
  ctx.rotate(0.3);
  ctx.globalAlpha = 0.8;
  ctx.drawImage(image, -40, -30, 80, 60);
  ctx.restore();
}

/** A canvas that is drawn on another and given back before that one was looked at. */
function stamp(ctx) {
  const small = createCanvas(30, 30);
  const pen = small.getContext('2d');
  pen.fillStyle = '#e33';
  pen.fill(new Path2D('M15 0L30 30H0Z'));
  ctx.shadowColor = 'rgba(0, 0, 0, 0.6)';
  ctx.shadowBlur = 6;
  ctx.drawImage(small, 200, 120);
  ctx.shadowColor = 'transparent';
  small.dispose();
}

function words(ctx, family) {
  ctx.fillStyle = 'white';
  ctx.font = `18px ${family}`;
  layoutText(ctx, 'Office fjords, Ελλάδα and кошка', { width: 180, maxLines: 2 }).fill(10, 100);
  ctx.lineWidth = 0.7;
  ctx.strokeText('Soak', 120, 150);
  ctx.globalCompositeOperation = 'multiply';
  ctx.fillStyle = 'hsl(200 60% 80%)';
  ctx.arc(60, 50, 40, 0, 5);
  ctx.fill();
  ctx.globalCompositeOperation = 'source-over';
}

const STEPS = [backdrop, pictures, stamp, words];

/** A new canvas with the card on it. `between` is called after each step; nothing it may do changes the picture. */
function drawCard(image, family = 'sans-serif', between = () => {}) {
  const canvas = createCanvas(WIDTH, HEIGHT);
  const ctx = canvas.getContext('2d');
  try {
    STEPS.forEach((step, i) => {
      step(ctx, i === 1 ? image : family);
      between(ctx);
    });
    return canvas;
  } catch (error) {
    // A budget may refuse any step.
    canvas.dispose();
    throw error;
  }
}

const hash = (bytes) => createHash('sha256').update(bytes).digest('hex');

module.exports = { SOURCES, NAMES, OUTPUTS, OUTPUT_NAMES, drawCard, hash };
