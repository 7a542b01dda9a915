'use strict';

// A canvas without alpha: black at first, and opaque whatever is drawn. So is the page, whose file has no alpha channel.

const { createCanvas } = require('../../../index.js');
const COLOR = require('../palette');
const { ball } = require('../picture');

/** The same drawing with alpha on the left and without on the right, over stripes that show what is transparent. */
function both(draw) {
  return (ctx, { width, height }) => {
    ctx.fillStyle = '#dfe3ec';
    for (let x = 0; x < width; x += 20) ctx.fillRect(x, 0, 10, height);
    const side = Math.floor((width - 45) / 2);
    [true, false].forEach((alpha, i) => {
      const layer = createCanvas(side, height - 30);
      draw(layer.getContext('2d', { alpha }), side, height - 30);
      ctx.drawImage(layer, 15 + i * (side + 15), 15);
      layer.dispose();
    });
  };
}

function atFirst(ctx, width, height) {
  ctx.strokeStyle = COLOR.coral;
  ctx.lineWidth = 6;
  ctx.strokeRect(10, 10, width - 20, height - 20);
}

function cleared(ctx, width, height) {
  ctx.fillStyle = COLOR.gold;
  ctx.fillRect(0, 0, width, height);
  ctx.clearRect(30, 30, width - 60, height - 60);
}

function erased(ctx, width, height) {
  ctx.fillStyle = COLOR.mint;
  ctx.fillRect(0, 0, width, height);
  ctx.globalCompositeOperation = 'destination-out';
  ctx.beginPath();
  ctx.arc(width / 2, height / 2, 48, 0, Math.PI * 2);
  ctx.fill();
}

function translucent(ctx, width, height) {
  ctx.globalAlpha = 0.5;
  ctx.fillStyle = COLOR.sky;
  ctx.fillRect(15, 15, width - 50, height - 50);
  ctx.fillStyle = COLOR.coral;
  ctx.fillRect(40, 40, width - 55, height - 55);
}

function picture(ctx, width, height) {
  ctx.drawImage(ball(110), (width - 110) / 2, (height - 110) / 2);
}

function attributes(ctx, width, height) {
  ctx.fillStyle = COLOR.violet;
  ctx.fillRect(0, 0, width, height / 2);
  ctx.fillStyle = COLOR.gold;
  ctx.font = '24px sans-serif';
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillText(`alpha: ${ctx.getContextAttributes().alpha}`, width / 2, height / 4);
}

module.exports = {
  name: 'opaque',
  title: 'With alpha, and alpha: false',
  columns: 3,
  cellHeight: 180,
  options: { alpha: false },
  cells: {
    'what is there at first': both(atFirst),
    clearRect: both(cleared),
    'destination-out': both(erased),
    'globalAlpha 0.5': both(translucent),
    'a picture with alpha': both(picture),
    getContextAttributes: both(attributes),
  },
};
