'use strict';

// Scenes for the formats of vectors: each is drawn as a document and as pixels, and the two are compared.

const { createCanvas } = require('../../index.js');

const WIDTH = 200;
const HEIGHT = 150;

function sprite() {
  const canvas = createCanvas(20, 20);
  const ctx = canvas.getContext('2d');
  ctx.fillStyle = 'magenta';
  ctx.fillRect(0, 0, 10, 10);
  ctx.fillStyle = 'rgba(0, 128, 255, 0.5)';
  ctx.fillRect(10, 10, 10, 10);
  return canvas;
}

function gradient(ctx, made, ...colors) {
  colors.forEach((color, i) => made.addColorStop(i / (colors.length - 1), color));
  ctx.fillStyle = made;
  ctx.fillRect(10, 10, 180, 130);
}

const SCENES = {
  'fills of both rules': (ctx) => {
    ctx.fillStyle = 'teal';
    for (const [x, rule] of [[50, 'nonzero'], [150, 'evenodd']]) {
      ctx.beginPath();
      ctx.arc(x, 75, 40, 0, 7);
      ctx.moveTo(x + 20, 75);
      ctx.arc(x, 75, 20, 0, 7);
      ctx.fill(rule);
    }
  },
  'strokes with dashes, caps and joins': (ctx) => {
    ctx.lineWidth = 10;
    ctx.strokeStyle = 'navy';
    ['butt', 'round', 'square'].forEach((cap, i) => {
      ctx.lineCap = cap;
      ctx.lineJoin = ['miter', 'round', 'bevel'][i];
      ctx.setLineDash(i === 0 ? [] : [18, 12]);
      ctx.strokeRect(20 + i * 60, 20, 40, 100);
    });
  },
  'curves and transforms': (ctx) => {
    ctx.translate(100, 75);
    ctx.rotate(0.4);
    ctx.scale(1.5, 0.7);
    ctx.fillStyle = 'crimson';
    ctx.beginPath();
    ctx.moveTo(-50, 0);
    ctx.quadraticCurveTo(0, -80, 50, 0);
    ctx.bezierCurveTo(30, 60, -30, 60, -50, 0);
    ctx.fill();
  },
  'nested clips': (ctx) => {
    ctx.beginPath();
    ctx.arc(80, 75, 60, 0, 7);
    ctx.clip();
    ctx.beginPath();
    ctx.rect(60, 0, 140, 150);
    ctx.clip();
    ctx.fillStyle = 'orange';
    ctx.fillRect(0, 0, 200, 150);
  },
  'a clip of nothing': (ctx) => {
    ctx.beginPath();
    ctx.clip();
    ctx.fillRect(0, 0, 200, 150);
  },
  'alpha': (ctx) => {
    ctx.globalAlpha = 0.5;
    ctx.fillStyle = 'rgba(255, 0, 0, 0.5)';
    ctx.fillRect(20, 20, 100, 100);
    ctx.fillStyle = 'blue';
    ctx.fillRect(70, 50, 100, 80);
  },
  'a linear gradient': (ctx) => gradient(ctx, ctx.createLinearGradient(30, 0, 170, 60), 'red', 'gold', 'blue'),
  'a gradient with alpha': (ctx) => gradient(ctx, ctx.createLinearGradient(10, 0, 190, 0), 'red', 'rgba(0, 255, 0, 0.1)', 'blue'),
  'a radial gradient': (ctx) => gradient(ctx, ctx.createRadialGradient(80, 70, 5, 100, 75, 60), 'white', 'purple'),
  'a gradient that is stroked': (ctx) => {
    const made = ctx.createLinearGradient(0, 0, 200, 0);
    made.addColorStop(0, 'red');
    made.addColorStop(1, 'blue');
    ctx.strokeStyle = made;
    ctx.lineWidth = 20;
    ctx.strokeRect(30, 30, 140, 90);
  },
  'a conic gradient': (ctx) => gradient(ctx, ctx.createConicGradient(1, 100, 75), 'red', 'lime', 'blue', 'red'),
  'a gradient of nothing': (ctx) => gradient(ctx, ctx.createLinearGradient(5, 5, 5, 5), 'red', 'blue'),
  'patterns': (ctx) => {
    for (const [i, repetition] of ['repeat', 'repeat-x', 'repeat-y', 'no-repeat'].entries()) {
      ctx.save();
      ctx.translate(10 + i * 48, 10);
      ctx.fillStyle = ctx.createPattern(sprite(), repetition);
      ctx.fillRect(0, 0, 44, 120);
      ctx.restore();
    }
  },
  'pictures, whole and in part': (ctx) => {
    ctx.drawImage(sprite(), 10, 10, 80, 80);
    ctx.drawImage(sprite(), 0, 0, 10, 10, 110, 10, 60, 60);
    ctx.imageSmoothingEnabled = false;
    ctx.drawImage(sprite(), 110, 80, 60, 60);
  },
  // Without 'hue' and its kin, which poppler and librsvg have in ways of their own.
  'blend modes': (ctx) => {
    ctx.fillStyle = 'rgb(200, 120, 40)';
    ctx.fillRect(0, 0, 200, 150);
    ['multiply', 'screen', 'overlay', 'darken', 'lighten', 'color-dodge', 'color-burn', 'hard-light', 'difference', 'exclusion', 'luminosity']
      .forEach((mode, i) => {
        ctx.globalCompositeOperation = mode;
        ctx.fillStyle = 'rgb(60, 160, 220)';
        ctx.fillRect(5 + (i % 4) * 49, 5 + Math.floor(i / 4) * 49, 40, 40);
      });
  },
  'a shadow': (ctx) => {
    Object.assign(ctx, { shadowColor: 'rgba(0, 0, 0, 0.7)', shadowBlur: 12, shadowOffsetX: 8, shadowOffsetY: 8, fillStyle: 'khaki' });
    ctx.fillRect(40, 30, 100, 70);
  },
  'a filter': (ctx) => {
    ctx.filter = 'blur(4px) hue-rotate(90deg)';
    ctx.fillStyle = 'red';
    ctx.fillRect(40, 30, 100, 70);
  },
  'a filter within clips of several sizes': (ctx) => {
    for (const radius of [65, 50, 40]) {
      ctx.beginPath();
      ctx.arc(90, 75, radius, 0, 7);
      ctx.clip();
    }
    ctx.filter = 'invert(0.2)';
    ctx.fillStyle = 'rgb(120, 200, 90)';
    ctx.fillRect(0, 0, 200, 150);
  },
  'holes, and what is drawn into them': (ctx) => {
    ctx.fillStyle = 'green';
    ctx.fillRect(10, 10, 180, 130);
    ctx.clearRect(40, 40, 50, 50);
    ctx.globalCompositeOperation = 'destination-out';
    ctx.beginPath();
    ctx.arc(130, 75, 30, 0, 7);
    ctx.fill();
    ctx.globalCompositeOperation = 'destination-over';
    ctx.fillStyle = 'yellow';
    ctx.fillRect(100, 50, 50, 90);
    ctx.globalCompositeOperation = 'source-over';
    ctx.fillStyle = 'black';
    ctx.fillRect(60, 110, 20, 20);
  },
  'pixels that are put': (ctx) => {
    const data = ctx.createImageData(50, 40);
    data.data.forEach((_, i) => { data.data[i] = i % 4 === 3 ? 255 : (i % 200) + 20; });
    ctx.fillStyle = 'red';
    ctx.fillRect(0, 0, 100, 100);
    ctx.putImageData(data, 20, 30);
  },
  'text': (ctx) => {
    ctx.font = '28px serif';
    ctx.fillText('Affluent office', 10, 40);
    ctx.font = 'bold 20px sans-serif';
    ctx.fillText('Bold синий', 10, 80);
    ctx.strokeStyle = 'teal';
    ctx.font = '40px sans-serif';
    ctx.strokeText('Pen', 10, 130);
    Object.assign(ctx, { letterSpacing: '4px', font: '14px monospace', textAlign: 'right' });
    ctx.fillText('spaced', 190, 130);
  },
};

/** A scene as pixels on white paper. */
async function onPaper(draw, settings = undefined) {
  const picture = createCanvas(WIDTH, HEIGHT);
  await draw(picture.getContext('2d', settings));
  const below = createCanvas(WIDTH, HEIGHT);
  const paper = below.getContext('2d');
  paper.fillStyle = 'white';
  paper.fillRect(0, 0, WIDTH, HEIGHT);
  paper.drawImage(picture, 0, 0);
  return below;
}

module.exports = { HEIGHT, SCENES, WIDTH, onPaper, sprite };
