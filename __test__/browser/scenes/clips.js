'use strict';

// Clips: upright and turned, within each other, and what goes through them.

const { TURN, area, group } = require('./support.js');

function stripes(ctx) {
  for (let i = 0; i < 16; i += 1) {
    ctx.fillStyle = ['#e53935', '#1e88e5', '#43a047', '#fdd835'][i % 4];
    ctx.fillRect(0, i * 10, 160, 10);
  }
}

function disc(ctx, x, y, radius) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, TURN);
}

const scenes = {
  'a-rect': (ctx) => {
    ctx.beginPath();
    ctx.rect(20, 30, 100, 90);
    ctx.clip();
    stripes(ctx);
  },
  'a-rect-between-pixels': (ctx) => {
    ctx.beginPath();
    ctx.rect(20.4, 30.3, 99.5, 90.2);
    ctx.clip();
    stripes(ctx);
  },
  'a-turned-rect': (ctx) => {
    ctx.translate(80, 80);
    ctx.rotate(0.5);
    ctx.beginPath();
    ctx.rect(-50, -40, 100, 80);
    ctx.clip();
    ctx.resetTransform();
    stripes(ctx);
  },
  'discs-in-each-other': (ctx) => {
    [[60, 70, 56.5], [100, 80, 54], [80, 105, 50.2]].forEach(([x, y, radius]) => {
      disc(ctx, x, y, radius);
      ctx.clip();
    });
    stripes(ctx);
  },
  'even-odd': (ctx) => {
    ctx.beginPath();
    [[80, 6], [128, 152], [4, 60], [156, 60], [32, 152]].forEach(([x, y]) => ctx.lineTo(x, y));
    ctx.clip('evenodd');
    stripes(ctx);
  },
  'of-two-parts': (ctx) => {
    ctx.beginPath();
    ctx.rect(10, 10, 50, 140);
    ctx.rect(90, 30, 60, 60);
    ctx.clip();
    stripes(ctx);
  },
  nothing: (ctx) => {
    stripes(ctx);
    ctx.beginPath();
    ctx.clip();
    ctx.fillStyle = '#000';
    ctx.fillRect(0, 0, 160, 160);
  },
  restored: (ctx) => {
    ctx.save();
    disc(ctx, 60, 60, 40);
    ctx.clip();
    stripes(ctx);
    ctx.restore();
    disc(ctx, 110, 110, 30);
    ctx.fill();
  },
  'edges-that-meet': (ctx) => {
    for (let i = 0; i < 8; i += 1) {
      ctx.save();
      ctx.beginPath();
      ctx.moveTo(80, 80);
      ctx.arc(80, 80, 70, (i * TURN) / 8, ((i + 1) * TURN) / 8);
      ctx.clip();
      ctx.fillStyle = i % 2 ? '#6a1b9a' : '#f9a825';
      ctx.fillRect(0, 0, 160, 160);
      ctx.restore();
    }
  },
  'a-path-and-a-stroke': (ctx) => {
    ctx.clip(new Path2D('M20 20H140L80 150Z'));
    ctx.lineWidth = 20;
    ctx.strokeStyle = '#004d40';
    ctx.beginPath();
    ctx.moveTo(0, 100);
    ctx.bezierCurveTo(60, 0, 100, 160, 160, 60);
    ctx.stroke();
  },
};

module.exports = group({
  scenes,
  farther: {
    restored: { bad: 0.55, reason: area(0.297, 0.66) },
    'edges-that-meet': { bad: 0.7, reason: area(0.358, 1.33) },
  },
});
