'use strict';

// Whole pictures as programs draw them, two of them with the file at the end.

const { drawChart, drawHouse, drawGradients } = require('../pictures.js');

const chart = {
  id: 'chart of 2,000 bars',
  open: ({ ctx, font }) => () => drawChart(ctx, font),
};

function toPng(id, draw) {
  return {
    id,
    open: ({ ctx, engine, note }) => async () => {
      draw(ctx);
      note('KB', (await engine.encode(ctx.canvas, 'png')).length / 1024);
    },
  };
}

module.exports = [chart, toPng('house, drawn and encoded as PNG', drawHouse), toPng('gradients, drawn and encoded as PNG', drawGradients)];
