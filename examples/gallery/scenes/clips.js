'use strict';

// Clips: drawing only inside a path.

const { DOMMatrix, Path2D } = require('../../../index.js');
const COLOR = require('../palette');
const { landscape } = require('../picture');

function picture(ctx, { width, height }) {
  const canvas = landscape(width, height);
  ctx.drawImage(canvas, 0, 0);
  canvas.dispose();
}

function circle(ctx, box) {
  ctx.arc(box.width / 2, box.height / 2, 85, 0, Math.PI * 2);
  ctx.clip();
  picture(ctx, box);
}

function rings(ctx, box) {
  for (const radius of [95, 72, 49, 26]) {
    ctx.moveTo(box.width / 2 + radius, box.height / 2);
    ctx.arc(box.width / 2, box.height / 2, radius, 0, Math.PI * 2);
  }
  ctx.clip('evenodd');
  picture(ctx, box);
}

/** Each clip narrows the one before. */
function nested(ctx, box) {
  ctx.arc(box.width * 0.4, box.height / 2, 85, 0, Math.PI * 2);
  ctx.clip();
  ctx.fillStyle = COLOR.gold;
  ctx.fillRect(0, 0, box.width, box.height);
  ctx.beginPath();
  ctx.arc(box.width * 0.6, box.height / 2, 85, 0, Math.PI * 2);
  ctx.clip();
  picture(ctx, box);
}

function path2d(ctx, box) {
  const star = new Path2D();
  for (let i = 0; i < 12; i += 1) {
    const radius = i % 2 ? 46 : 95;
    const angle = (i * Math.PI) / 6;
    star.lineTo(box.width / 2 + Math.cos(angle) * radius, box.height / 2 + Math.sin(angle) * radius);
  }
  ctx.clip(star);
  picture(ctx, box);
}

function turned(ctx, box) {
  const slats = new Path2D();
  const middle = new DOMMatrix().translate(box.width / 2, box.height / 2).rotate(-25);
  const slat = new Path2D();
  slat.roundRect(-140, -11, 280, 22, 11);
  for (let y = -96; y <= 96; y += 32) slats.addPath(slat, middle.translate(0, y));
  ctx.clip(slats);
  picture(ctx, box);
}

/** After restore nothing is clipped any more. */
function restored(ctx, box) {
  ctx.save();
  ctx.rect(0, 0, box.width / 2, box.height);
  ctx.clip();
  picture(ctx, box);
  ctx.restore();
  ctx.beginPath();
  ctx.arc(box.width / 2, box.height / 2, 50, 0, Math.PI * 2);
  ctx.lineWidth = 10;
  ctx.strokeStyle = COLOR.coral;
  ctx.stroke();
}

module.exports = {
  name: 'clips',
  title: 'Clips',
  columns: 3,
  cellHeight: 210,
  cells: {
    'clip to a circle': circle,
    'clip, evenodd': rings,
    'clip in a clip': nested,
    'clip to a Path2D': path2d,
    'clip to paths under matrices': turned,
    'clip, then restore': restored,
  },
};
