'use strict';

// Scenes bound by memory, beside which `copies` frames are copied with memcpy. Each fill or blit is
// followed by a look, so that none can be left out because the next covers it.

const { drawPicture } = require('../../lib/picture.js');
const { WIDTH, HEIGHT } = require('../draw.js');

const TIMES = 10;

const fill = {
  id: '10 opaque fills of the whole canvas',
  copies: TIMES,
  memoryBound: true,
  open: ({ ctx, look }) => () => {
    for (let i = 0; i < TIMES; i += 1) {
      ctx.fillStyle = i % 2 ? '#336699' : '#996633';
      ctx.fillRect(0, 0, WIDTH, HEIGHT);
      look();
    }
  },
};

const blit = {
  id: '10 opaque images 1:1',
  copies: TIMES,
  memoryBound: true,
  async open({ ctx, image, look }) {
    const source = await image('photo.png');
    return () => {
      for (let i = 0; i < TIMES; i += 1) {
        ctx.drawImage(source, 0, 0);
        look();
      }
    };
  },
};

const canvasOnCanvas = {
  id: '10 times drawImage(canvas), changed each time',
  copies: TIMES,
  open({ ctx, engine, look }) {
    const source = drawPicture(engine, WIDTH, HEIGHT).getContext('2d');
    return () => {
      for (let i = 0; i < TIMES; i += 1) {
        source.fillStyle = i % 2 ? 'red' : 'blue';
        source.fillRect(i, i, 5, 5);
        ctx.drawImage(source.canvas, 0, 0);
        look();
      }
    };
  },
};

const getPixels = {
  id: '10 times getImageData, whole canvas',
  copies: TIMES,
  async open({ ctx, image }) {
    ctx.globalAlpha = 0.8;
    ctx.drawImage(await image('sprite.png'), 0, 0);
    ctx.globalAlpha = 1;
    return () => {
      let sum = 0;
      for (let i = 0; i < TIMES; i += 1) sum += ctx.getImageData(0, 0, WIDTH, HEIGHT).data[i];
      return sum;
    };
  },
};

const putPixels = {
  id: '10 times putImageData, whole canvas',
  copies: TIMES,
  async open({ ctx, image, look }) {
    ctx.globalAlpha = 0.8;
    ctx.drawImage(await image('sprite.png'), 0, 0);
    ctx.globalAlpha = 1;
    const pixels = ctx.getImageData(0, 0, WIDTH, HEIGHT);
    return () => {
      for (let i = 0; i < TIMES; i += 1) {
        ctx.putImageData(pixels, 0, 0);
        look();
      }
    };
  },
};

module.exports = [fill, blit, canvasOnCanvas, getPixels, putPixels];
