'use strict';

// An owl of several hundred paths, most of them curves that are filled and stroked: the kind of
// picture that vector drawings are. Made up here; it stands for no other drawing.

const { random, disc } = require('./draw.js');

/** A pointed leaf with its tip `length` below the origin, and a shaft. */
function feather(ctx, length, width, fill) {
  ctx.beginPath();
  ctx.moveTo(0, 0);
  ctx.bezierCurveTo(width, length * 0.2, width * 0.9, length * 0.7, 0, length);
  ctx.bezierCurveTo(-width * 0.9, length * 0.7, -width, length * 0.2, 0, 0);
  ctx.closePath();
  ctx.fillStyle = fill;
  ctx.fill();
  ctx.lineWidth = 1.2;
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(0, length * 0.1);
  ctx.quadraticCurveTo(width * 0.2, length * 0.5, 0, length * 0.95);
  ctx.lineWidth = 0.7;
  ctx.stroke();
}

function placed(ctx, x, y, angle, draw) {
  ctx.save();
  ctx.translate(x, y);
  ctx.rotate(angle);
  draw();
  ctx.restore();
}

const brown = (next, base) => `rgb(${base + Math.floor(next() * 50)}, ${base - 40 + Math.floor(next() * 40)}, ${base - 80})`;

function wing(ctx, next, side) {
  for (let row = 0; row < 9; row += 1) {
    for (let i = 0; i < 9; i += 1) {
      const [x, y] = [512 + side * (120 + i * 24 + row * 9), 250 + row * 42 + i * 14];
      placed(ctx, x, y, -side * (0.25 + i * 0.06), () => feather(ctx, 70 + row * 5, 11, brown(next, 110 + row * 6)));
    }
  }
}

function breast(ctx, next) {
  for (let row = 0; row < 14; row += 1) {
    for (let i = 0; i < 10; i += 1) {
      const x = 512 + (i - 4.5 + (row % 2) / 2) * (30 - Math.abs(row - 6));
      placed(ctx, x, 270 + row * 26, (i - 4.5) * -0.05, () => feather(ctx, 46, 12, brown(next, 180)));
    }
  }
}

function eye(ctx, x, y) {
  for (let i = 0; i < 24; i += 1) {
    placed(ctx, x, y, (i * Math.PI) / 12, () => {
      ctx.translate(0, 34);
      feather(ctx, 34, 6, '#d9c7a0');
    });
  }
  [['#fffbe6', 38], ['#f2a71b', 33], ['#d9860f', 26], ['#111', 17], ['#fff', 5]].forEach(([fill, radius], i) => {
    disc(ctx, i === 4 ? x + 8 : x, i === 4 ? y - 8 : y, radius);
    ctx.fillStyle = fill;
    ctx.fill();
    ctx.stroke();
  });
}

function beak(ctx) {
  ctx.beginPath();
  ctx.moveTo(512, 205);
  ctx.bezierCurveTo(540, 215, 535, 265, 512, 285);
  ctx.bezierCurveTo(489, 265, 484, 215, 512, 205);
  ctx.fillStyle = '#e0b040';
  ctx.fill();
  ctx.lineWidth = 2;
  ctx.stroke();
}

function branch(ctx, next) {
  ctx.lineWidth = 2;
  for (let i = 0; i < 40; i += 1) {
    const [x, y] = [i * 26, 690 + next() * 20];
    ctx.beginPath();
    ctx.moveTo(x - 30, y);
    ctx.bezierCurveTo(x, y - 20, x + 40, y + 30, x + 80, y - 5);
    ctx.bezierCurveTo(x + 40, y + 50, x, y + 10, x - 30, y);
    ctx.fillStyle = brown(next, 90);
    ctx.fill();
    ctx.stroke();
  }
}

/** Draws the owl on a canvas of 1024 by 768. */
function drawOwl(ctx) {
  const next = random();
  ctx.fillStyle = '#cfe3ee';
  ctx.fillRect(0, 0, 1024, 768);
  ctx.strokeStyle = '#2b1d10';
  branch(ctx, next);
  wing(ctx, next, 1);
  wing(ctx, next, -1);
  breast(ctx, next);
  eye(ctx, 445, 180);
  eye(ctx, 579, 180);
  beak(ctx);
}

module.exports = { drawOwl };
