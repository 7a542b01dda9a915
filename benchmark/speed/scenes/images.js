'use strict';

// drawImage in the sizes and angles that matter.

const { random, WIDTH, HEIGHT } = require('../draw.js');

function imageScene(id, draw, quality = {}) {
  return {
    id,
    async open({ ctx, image }) {
      const source = await image('sprite.png');
      const next = random();
      const places = Array.from({ length: 50 }, () => [next() * 100 - 50, next() * 100 - 50, next() * 6]);
      return () => {
        ctx.save();
        Object.assign(ctx, quality);
        for (const [x, y, angle] of places) draw(ctx, source, x, y, angle);
        ctx.restore();
      };
    },
  };
}

function rotated(ctx, source, x, y, angle) {
  ctx.setTransform(Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), WIDTH / 2, HEIGHT / 2);
  ctx.drawImage(source, x - WIDTH / 2, y - HEIGHT / 2);
}

const halved = (ctx, source, x, y) => ctx.drawImage(source, 200 + x, 150 + y, WIDTH / 2, HEIGHT / 2);

module.exports = [
  imageScene('50 images 1:1 with alpha', (ctx, source, x, y) => ctx.drawImage(source, Math.round(x), Math.round(y))),
  imageScene('50 images halved, bilinear', halved, { imageSmoothingEnabled: true }),
  imageScene('50 images halved, nearest', halved, { imageSmoothingEnabled: false }),
  imageScene('50 images rotated, bilinear', rotated),
  imageScene('50 images enlarged, bilinear', (ctx, source, x, y) => {
    ctx.drawImage(source, 100, 100, WIDTH / 2, HEIGHT / 2, x, y, WIDTH, HEIGHT);
  }),
];
