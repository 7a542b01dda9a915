'use strict';

// Rectangles, and the methods that build a path.

const COLOR = require('../palette');

function rectangles(ctx) {
  ctx.fillStyle = COLOR.sky;
  ctx.fillRect(24, 24, 130, 96);
  ctx.clearRect(44, 44, 60, 40);
  ctx.strokeStyle = COLOR.coral;
  ctx.lineWidth = 5;
  ctx.strokeRect(84, 64, 136, 84);
}

function lines(ctx) {
  ctx.moveTo(20, 130);
  for (const [x, y] of [[60, 70], [95, 105], [135, 35], [170, 85], [225, 30]]) ctx.lineTo(x, y);
  ctx.strokeStyle = COLOR.violet;
  ctx.lineWidth = 4;
  ctx.stroke();
  ctx.lineTo(225, 150);
  ctx.lineTo(20, 150);
  ctx.closePath();
  ctx.fillStyle = 'rgb(122 92 196 / 0.18)';
  ctx.fill();
}

/** The points that bend a curve, and the lines to them. */
function handles(ctx, points) {
  ctx.strokeStyle = COLOR.soft;
  ctx.lineWidth = 1;
  ctx.beginPath();
  for (const [x, y] of points) ctx.lineTo(x, y);
  ctx.stroke();
  ctx.fillStyle = COLOR.ink;
  for (const [x, y] of points) ctx.fillRect(x - 3, y - 3, 6, 6);
}

function curves(ctx) {
  ctx.lineWidth = 5;
  ctx.moveTo(20, 80);
  ctx.quadraticCurveTo(70, -20, 120, 80);
  ctx.strokeStyle = COLOR.mint;
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(90, 150);
  ctx.bezierCurveTo(120, 30, 190, 180, 225, 60);
  ctx.strokeStyle = COLOR.coral;
  ctx.stroke();
  handles(ctx, [[20, 80], [70, -20], [120, 80]]);
  handles(ctx, [[90, 150], [120, 30], [190, 180], [225, 60]]);
}

function pie(ctx) {
  const slices = [[0.36, COLOR.coral], [0.27, COLOR.gold], [0.2, COLOR.mint], [0.17, COLOR.sky]];
  let from = -Math.PI / 2;
  for (const [share, color] of slices) {
    const to = from + share * Math.PI * 2;
    ctx.beginPath();
    ctx.moveTo(122, 85);
    ctx.arc(122, 85, 68, from, to);
    ctx.closePath();
    ctx.fillStyle = color;
    ctx.fill();
    ctx.strokeStyle = 'white';
    ctx.lineWidth = 3;
    ctx.stroke();
    from = to;
  }
}

function ellipses(ctx) {
  ctx.lineWidth = 3;
  for (let i = 0; i < 6; i += 1) {
    ctx.beginPath();
    ctx.ellipse(122, 85, 88, 30, (i * Math.PI) / 6, 0, Math.PI * 2);
    ctx.strokeStyle = `hsl(${i * 55} 65% 52%)`;
    ctx.stroke();
  }
}

function roundedCorners(ctx) {
  const corners = [[122, 16], [215, 150], [30, 150]];
  ctx.moveTo(122 - 46, 83);
  corners.forEach(([x, y], i) => {
    const [nextX, nextY] = corners[(i + 1) % corners.length];
    ctx.arcTo(x, y, nextX, nextY, 20);
  });
  ctx.closePath();
  ctx.fillStyle = COLOR.gold;
  ctx.fill();
  ctx.beginPath();
  for (const [x, y] of corners) ctx.lineTo(x, y);
  ctx.closePath();
  ctx.strokeStyle = COLOR.soft;
  ctx.stroke();
}

function roundRects(ctx) {
  ctx.fillStyle = COLOR.mint;
  ctx.roundRect(20, 20, 95, 55, 16);
  ctx.roundRect(130, 20, 95, 55, [28, 4]);
  ctx.roundRect(20, 92, 95, 55, [0, 12, 24, 36]);
  ctx.roundRect(130, 92, 95, 55, { x: 46, y: 16 });
  ctx.fill();
}

function star(ctx, x, y, radius) {
  for (let i = 0; i < 5; i += 1) {
    const angle = (i * 4 * Math.PI) / 5 - Math.PI / 2;
    ctx.lineTo(x + Math.cos(angle) * radius, y + Math.sin(angle) * radius);
  }
  ctx.closePath();
}

function fillRules(ctx) {
  ctx.fillStyle = COLOR.coral;
  star(ctx, 66, 90, 58);
  ctx.fill('nonzero');
  ctx.beginPath();
  star(ctx, 180, 90, 58);
  ctx.fill('evenodd');
}

module.exports = {
  name: 'shapes',
  title: 'Shapes and path building',
  columns: 4,
  cellHeight: 170,
  cells: {
    'fillRect, clearRect, strokeRect': rectangles,
    'moveTo, lineTo, closePath': lines,
    'quadratic and Bézier curves': curves,
    arc: pie,
    ellipse: ellipses,
    arcTo: roundedCorners,
    roundRect: roundRects,
    'fill: nonzero and evenodd': fillRules,
  },
};
