'use strict';

// Composite modes over the whole picture, layers, shadows, blur.

const { random, color, disc, WIDTH, HEIGHT } = require('../draw.js');

function composite(mode, alpha) {
  return {
    id: `100 full-canvas ${mode}`,
    open({ ctx }) {
      const next = random();
      const colors = Array.from({ length: 100 }, () => color(next, alpha));
      return () => {
        ctx.fillStyle = '#e8d8c8';
        ctx.fillRect(0, 0, WIDTH, HEIGHT);
        ctx.globalCompositeOperation = mode;
        for (const style of colors) {
          ctx.fillStyle = style;
          ctx.fillRect(0, 0, WIDTH, HEIGHT);
        }
        ctx.globalCompositeOperation = 'source-over';
      };
    },
  };
}

const layers = {
  id: '20 layers with opacity',
  open({ ctx, engine }) {
    const layer = engine.createCanvas(WIDTH, HEIGHT).getContext('2d');
    const next = random();
    const discs = Array.from({ length: 200 }, () => [color(next), next() * WIDTH, next() * HEIGHT, 20 + next() * 60]);
    return () => {
      for (let i = 0; i < 20; i += 1) {
        layer.clearRect(0, 0, WIDTH, HEIGHT);
        for (const [style, x, y, radius] of discs.slice(i * 10, i * 10 + 10)) {
          layer.fillStyle = style;
          disc(layer, x, y, radius);
          layer.fill();
        }
        ctx.globalAlpha = 0.5;
        ctx.drawImage(layer.canvas, 0, 0);
      }
      ctx.globalAlpha = 1;
    };
  },
};

const shadows = {
  id: '100 shapes with a 20 px shadow',
  needs: ['shadowBlur'],
  open({ ctx }) {
    const next = random();
    const shapes = Array.from({ length: 100 }, () => [color(next), next() * 900, next() * 650, 30 + next() * 60]);
    return () => {
      ctx.save();
      ctx.shadowColor = 'rgba(0, 0, 0, 0.5)';
      ctx.shadowBlur = 20;
      ctx.shadowOffsetY = 6;
      shapes.forEach(([style, x, y, size], i) => {
        ctx.fillStyle = style;
        ctx.beginPath();
        if (i % 2) ctx.roundRect(x, y, size * 2, size, 8);
        else ctx.arc(x + 50, y + 50, size / 2, 0, 2 * Math.PI);
        ctx.fill();
      });
      ctx.restore();
    };
  },
};

const blur = {
  id: 'blur(10px) of the whole picture',
  needs: ['filter'],
  async open({ ctx, image }) {
    const source = await image('photo.png');
    return () => {
      ctx.filter = 'blur(10px)';
      ctx.drawImage(source, 0, 0);
      ctx.filter = 'none';
    };
  },
};

module.exports = [composite('multiply', 0.9), composite('destination-in', 0.99), layers, shadows, blur];
