'use strict';

// Image data: put with and without a dirty rectangle, read back, and what leaves it alone.

const { group } = require('./support.js');

function data(ctx, width, height) {
  const image = ctx.createImageData(width, height);
  for (let i = 0; i < width * height; i += 1) {
    const [x, y] = [i % width, Math.floor(i / width)];
    image.data.set([(x * 255) / width, (y * 255) / height, (x * y) % 256, x + y < width ? 255 : 120 + ((x * 7) % 130)], i * 4);
  }
  return image;
}

const scenes = {
  put: (ctx) => ctx.putImageData(data(ctx, 120, 100), 20, 30),
  'put-over-something': (ctx) => {
    ctx.fillStyle = '#0af';
    ctx.fillRect(0, 0, 160, 160);
    ctx.putImageData(data(ctx, 120, 100), 20, 30);
  },
  'put-beyond-the-edges': (ctx) => {
    ctx.putImageData(data(ctx, 80, 80), -30, -20);
    ctx.putImageData(data(ctx, 80, 80), 110, 100);
  },
  'put-in-part': (ctx) => {
    const image = data(ctx, 120, 120);
    ctx.putImageData(image, 10, 10, 20, 30, 40, 50);
    ctx.putImageData(image, 20, 20, 120, 110, -50, -30);
    ctx.putImageData(image, 0, 0, 100, -20, 400, 60);
  },
  'put-whatever-the-state': (ctx) => {
    ctx.globalAlpha = 0.2;
    ctx.globalCompositeOperation = 'destination-over';
    ctx.shadowColor = 'red';
    ctx.shadowBlur = 9;
    ctx.filter = 'invert(1)';
    ctx.rotate(1);
    ctx.beginPath();
    ctx.rect(0, 0, 10, 10);
    ctx.clip();
    ctx.putImageData(data(ctx, 140, 140), 10, 10);
  },
  'read-and-changed': (ctx) => {
    ctx.fillStyle = 'rgba(200, 60, 20, 0.6)';
    ctx.fillRect(20, 20, 100, 100);
    ctx.fillStyle = 'rgba(20, 60, 200, 0.5)';
    ctx.fillRect(60, 60, 90, 90);
    const image = ctx.getImageData(10, 10, 140, 140);
    for (let i = 0; i < image.data.length; i += 4) image.data[i + 1] = 255 - image.data[i];
    ctx.putImageData(image, 10, 10);
  },
};

module.exports = group({ scenes });
