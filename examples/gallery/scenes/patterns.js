'use strict';

// Pictures that are repeated.

const { DOMMatrix } = require('../../../index.js');
const COLOR = require('../palette');
const { landscape, tile } = require('../picture');

function fillAll(ctx, { width, height }, style) {
  ctx.fillStyle = style;
  ctx.fillRect(0, 0, width, height);
}

function repetition(kind) {
  return (ctx, box) => {
    ctx.translate(20, 20);
    fillAll(ctx, box, ctx.createPattern(tile(), kind));
  };
}

function turned(ctx, box) {
  const pattern = ctx.createPattern(tile(), 'repeat');
  pattern.setTransform(new DOMMatrix().rotate(30).scale(1.4));
  fillAll(ctx, box, pattern);
}

function pictures(ctx, box) {
  fillAll(ctx, box, ctx.createPattern(landscape(82, 57), 'repeat'));
}

function stroke(ctx) {
  ctx.strokeStyle = ctx.createPattern(tile(), 'repeat');
  ctx.lineWidth = 40;
  ctx.lineJoin = 'round';
  ctx.moveTo(40, 130);
  for (const [x, y] of [[90, 45], [150, 125], [205, 40]]) ctx.lineTo(x, y);
  ctx.stroke();
}

function text(ctx, { width }) {
  ctx.fillStyle = ctx.createPattern(tile(), 'repeat');
  ctx.strokeStyle = COLOR.ink;
  ctx.lineWidth = 2;
  ctx.font = '120px sans-serif';
  ctx.textAlign = 'center';
  ctx.fillText('Tile', width / 2, 128);
  ctx.strokeText('Tile', width / 2, 128);
}

module.exports = {
  name: 'patterns',
  title: 'Patterns',
  columns: 4,
  cellHeight: 170,
  cells: {
    'repeat': repetition('repeat'),
    'repeat-x': repetition('repeat-x'),
    'repeat-y': repetition('repeat-y'),
    'no-repeat': repetition('no-repeat'),
    'setTransform with a DOMMatrix': turned,
    'a pattern of a picture': pictures,
    'as a strokeStyle': stroke,
    'in text': text,
  },
};
