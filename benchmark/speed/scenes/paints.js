'use strict';

// Gradients over the whole picture, and fills through a clip.

const { random, color, disc, WIDTH, HEIGHT } = require('../draw.js');

function stops(gradient, next) {
  for (const at of [0, 0.3, 0.7, 1]) gradient.addColorStop(at, color(next, 0.7));
  return gradient;
}

function gradientScene(id, needs, make) {
  return {
    id,
    needs,
    open({ ctx }) {
      const next = random();
      const gradients = Array.from({ length: 50 }, () => stops(make(ctx, next), next));
      return () => {
        for (const gradient of gradients) {
          ctx.fillStyle = gradient;
          ctx.fillRect(0, 0, WIDTH, HEIGHT);
        }
      };
    },
  };
}

const linear = (ctx, next) => ctx.createLinearGradient(next() * 300, next() * 300, WIDTH - next() * 300, HEIGHT - next() * 300);

function radial(ctx, next) {
  const [x, y] = [200 + next() * 600, 200 + next() * 400];
  return ctx.createRadialGradient(x, y, 10, x + 20, y + 10, 300 + next() * 300);
}

const conic = (ctx, next) => ctx.createConicGradient(next() * 6, 200 + next() * 600, 200 + next() * 400);

/** A star with twelve points and a hole: nothing about it is a rectangle. */
function clipToStar(ctx) {
  ctx.beginPath();
  for (let i = 0; i < 24; i += 1) {
    const radius = i % 2 ? 370 : 220;
    ctx.lineTo(512 + radius * Math.cos((i * Math.PI) / 12), 384 + radius * Math.sin((i * Math.PI) / 12));
  }
  ctx.closePath();
  ctx.moveTo(612, 384);
  ctx.arc(512, 384, 100, 0, 2 * Math.PI);
  ctx.clip('evenodd');
}

const clipped = {
  id: '200 fills through a complex clip',
  open({ ctx }) {
    const next = random();
    const discs = Array.from({ length: 200 }, () => [color(next, 0.6), next() * WIDTH, next() * HEIGHT, 20 + next() * 60]);
    return () => {
      ctx.save();
      clipToStar(ctx);
      for (const [style, x, y, radius] of discs) {
        ctx.fillStyle = style;
        disc(ctx, x, y, radius);
        ctx.fill();
      }
      ctx.restore();
    };
  },
};

module.exports = [
  gradientScene('50 full linear gradients', [], linear),
  gradientScene('50 full radial gradients', [], radial),
  gradientScene('50 full conic gradients', ['createConicGradient'], conic),
  clipped,
];
