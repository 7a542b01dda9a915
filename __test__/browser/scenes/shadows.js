'use strict';

// Shadows of everything that is drawn.

const { TURN, group } = require('./support.js');

function disc(ctx, x, y, radius) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, TURN);
}

/** A context's shadow, then what is drawn with it. */
const shadow = (blur, x, y, draw, color = 'rgba(0, 0, 0, 0.7)') => (ctx, tools) => {
  Object.assign(ctx, { shadowBlur: blur, shadowOffsetX: x, shadowOffsetY: y, shadowColor: color });
  return draw(ctx, tools);
};

function square(ctx) {
  ctx.fillStyle = '#1e88e5';
  ctx.fillRect(45, 40, 70, 60);
}

function ring(ctx) {
  ctx.strokeStyle = '#43a047';
  ctx.lineWidth = 14;
  disc(ctx, 75, 75, 40);
  ctx.stroke();
}

function tile(another) {
  const canvas = another(40, 40);
  const ctx = canvas.getContext('2d', { willReadFrequently: true });
  ctx.fillStyle = '#d81b60';
  disc(ctx, 20, 20, 17);
  ctx.fill();
  ctx.fillStyle = 'rgba(255, 235, 59, 0.6)';
  ctx.fillRect(14, 4, 12, 32);
  return canvas;
}

const scenes = {
  hard: shadow(0, 12, 9, square),
  'hard-between-pixels': shadow(0, 6.5, -7.3, ring),
  'blur-1': shadow(1, 8, 8, square),
  'blur-4': shadow(4, 10, 6, square),
  'blur-15': shadow(15, 8, 12, square),
  'blur-60': shadow(60, 0, 10, square),
  'blur-of-a-stroke': shadow(8, 14, 12, ring, '#a00'),
  'blur-of-dashes': shadow(5, 4, 6, (ctx) => {
    ctx.setLineDash([18, 8]);
    ring(ctx);
  }),
  'no-offset': shadow(20, 0, 0, ring, '#e65100'),
  'of-a-gradient': shadow(6, 10, 10, (ctx) => {
    const gradient = ctx.createLinearGradient(20, 0, 130, 0);
    gradient.addColorStop(0, 'rgba(255, 0, 0, 1)');
    gradient.addColorStop(1, 'rgba(255, 0, 0, 0)');
    ctx.fillStyle = gradient;
    ctx.fillRect(20, 40, 110, 70);
  }),
  'of-a-picture': shadow(6, 14, 10, (ctx, { another }) => ctx.drawImage(tile(another), 20, 20, 100, 100)),
  'of-a-turned-picture': shadow(3, 12, 4, (ctx, { another }) => {
    ctx.translate(80, 70);
    ctx.rotate(0.6);
    ctx.drawImage(tile(another), -40, -40, 80, 80);
  }),
  'of-a-pattern': shadow(4, 8, 8, (ctx, { another }) => {
    ctx.fillStyle = ctx.createPattern(tile(another), 'repeat');
    ctx.fillRect(20, 20, 100, 100);
  }),
  'under-a-transform': shadow(10, 15, 5, (ctx) => {
    ctx.translate(80, 80);
    ctx.rotate(1);
    ctx.scale(2, 0.5);
    ctx.fillStyle = '#5e35b1';
    ctx.fillRect(-25, -40, 50, 80);
  }),
  'of-translucent-shapes': shadow(6, 12, 12, (ctx) => {
    ctx.globalAlpha = 0.6;
    square(ctx);
    ctx.fillStyle = 'rgba(229, 57, 53, 0.5)';
    disc(ctx, 100, 100, 36);
    ctx.fill();
  }),
  clipped: (ctx) => {
    disc(ctx, 85, 85, 55.4);
    ctx.clip();
    shadow(10, 14, 14, square)(ctx);
  },
  'throwing-from-outside': shadow(6, 300, 0, (ctx) => ctx.fillRect(-250, 40, 80, 80), '#2e7d32'),
  'of-a-round-rect': shadow(18, 0, 8, (ctx) => {
    ctx.fillStyle = '#fafafa';
    ctx.beginPath();
    ctx.roundRect(25, 25, 110, 90, 18);
    ctx.fill();
  }, 'rgba(0, 0, 0, 0.45)'),
  'of-a-cross': shadow(9, 6, 6, (ctx) => {
    ctx.fillStyle = '#ffb300';
    ctx.beginPath();
    ctx.rect(60, 20, 30, 110);
    ctx.rect(20, 60, 110, 30);
    ctx.fill();
  }),
  'of-stroked-rects': shadow(4, 5, 5, (ctx) => {
    ctx.lineWidth = 6;
    ctx.strokeStyle = '#00838f';
    ctx.strokeRect(20, 20, 60, 100);
    ctx.strokeRect(60, 50, 80, 40);
  }),
  'not-of-clear-rect': shadow(5, 5, 5, (ctx) => {
    ctx.fillStyle = '#777';
    ctx.fillRect(10, 10, 130, 130);
    ctx.clearRect(40, 40, 60, 60);
  }),
};

for (const mode of ['source-in', 'source-out', 'destination-over', 'destination-out', 'destination-atop', 'xor', 'copy', 'lighter', 'multiply']) {
  scenes[`in-${mode}`] = (ctx) => {
    ctx.fillStyle = 'rgba(253, 216, 53, 0.9)';
    ctx.fillRect(20, 60, 110, 60);
    ctx.globalCompositeOperation = mode;
    shadow(7, 22, 16, square)(ctx);
  };
}

const EDGES = 'twice as many edges, which Chromium anti-aliases by approximations';

module.exports = group({
  scenes,
  farther: {
    'blur-1': { bad: 0.6, reason: 'Chromium blurs upright rectangles by a profile that lies half a pixel farther out' },
    'hard-between-pixels': { bad: 0.35, reason: EDGES },
    'blur-of-dashes': { mean: 0.6, bad: 0.35, reason: EDGES },
  },
});
