'use strict';

// Transforms, and the geometry classes that compute with them.

const { DOMMatrix, DOMPoint, DOMQuad, DOMRect } = require('../../../index.js');
const COLOR = require('../palette');

/** A flag, whose foot is at the origin: it shows which way is right and which is up. */
function flag(ctx, color) {
  ctx.fillStyle = COLOR.ink;
  ctx.fillRect(-3, -70, 6, 70);
  ctx.beginPath();
  ctx.moveTo(3, -70);
  ctx.lineTo(52, -52);
  ctx.lineTo(3, -34);
  ctx.fillStyle = color;
  ctx.fill();
}

function translations(ctx) {
  ctx.translate(25, 105);
  for (const color of [COLOR.coral, COLOR.gold, COLOR.mint, COLOR.sky]) {
    flag(ctx, color);
    ctx.translate(46, 16);
  }
}

function scales(ctx) {
  ctx.translate(20, 150);
  for (const color of [COLOR.coral, COLOR.gold, COLOR.mint, COLOR.sky]) {
    ctx.save();
    ctx.scale(1.9, 1.9);
    flag(ctx, color);
    ctx.restore();
    ctx.translate(60, 0);
    ctx.scale(0.78, 0.78);
  }
}

function rotations(ctx) {
  ctx.translate(122, 85);
  for (let i = 0; i < 9; i += 1) {
    flag(ctx, `hsl(${i * 40} 70% 55%)`);
    ctx.rotate((Math.PI * 2) / 9);
  }
}

function skews(ctx) {
  [-0.6, 0, 0.6].forEach((skew, i) => {
    ctx.save();
    ctx.transform(1, 0, skew, 1, 60 + i * 62, 125);
    flag(ctx, [COLOR.violet, COLOR.mint, COLOR.coral][i]);
    ctx.restore();
  });
}

/** setTransform replaces all there is, so it begins with the transform of the panel. */
function spiral(ctx) {
  let matrix = ctx.getTransform().translate(122, 88);
  for (let i = 0; i < 40; i += 1) {
    ctx.setTransform(matrix);
    ctx.fillStyle = `hsl(${200 + i * 4} 70% 55%)`;
    ctx.fillRect(58, -14, 24, 28);
    matrix = matrix.rotate(17).scale(0.955);
  }
}

function cssTransform(ctx) {
  const matrix = new DOMMatrix('translate(60px, 125px) rotate(-12deg) skewX(-15deg) scale(1.4)');
  ctx.transform(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f);
  flag(ctx, COLOR.sky);
  ctx.translate(66, 0);
  flag(ctx, COLOR.gold);
}

/** Points are turned by a matrix, not by the context, so the dots stay round. */
function points(ctx) {
  const matrix = new DOMMatrix().translate(122, 85).rotate(20).skewX(20).scale(1, 0.8);
  for (let y = -75; y <= 75; y += 25) {
    for (let x = -75; x <= 75; x += 25) {
      const to = matrix.transformPoint(new DOMPoint(x, y));
      ctx.beginPath();
      ctx.arc(to.x, to.y, 5, 0, Math.PI * 2);
      ctx.fillStyle = `hsl(${x + 200} 70% ${55 + y / 5}%)`;
      ctx.fill();
    }
  }
}

function bounds(ctx) {
  const rect = DOMRect.fromRect({ x: -60, y: -30, width: 120, height: 60 });
  const matrix = new DOMMatrix().translate(122, 85).rotate(28);
  const corners = DOMQuad.fromRect(rect);
  const turned = new DOMQuad(...['p1', 'p2', 'p3', 'p4'].map((name) => matrix.transformPoint(corners[name])));
  for (const { x, y } of [turned.p1, turned.p2, turned.p3, turned.p4]) ctx.lineTo(x, y);
  ctx.closePath();
  ctx.fillStyle = COLOR.mint;
  ctx.fill();
  const { x, y, width, height } = turned.getBounds();
  ctx.setLineDash([6, 4]);
  ctx.lineWidth = 2;
  ctx.strokeStyle = COLOR.ink;
  ctx.strokeRect(x, y, width, height);
}

module.exports = {
  name: 'transforms',
  title: 'Transforms and DOMMatrix',
  columns: 4,
  cellHeight: 170,
  cells: {
    translate: translations,
    scale: scales,
    rotate: rotations,
    'transform: skews': skews,
    'getTransform, setTransform': spiral,
    'DOMMatrix of a CSS transform': cssTransform,
    'DOMMatrix.transformPoint': points,
    'DOMQuad.getBounds': bounds,
  },
};
