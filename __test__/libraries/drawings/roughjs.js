'use strict';

// Rough.js, with seeds.

const rough = require('roughjs');
const { createCanvas } = require('canvas');

module.exports = async () => {
  const canvas = createCanvas(300, 200);
  const pen = rough.canvas(canvas);
  pen.rectangle(20, 20, 120, 80, { fill: 'red', seed: 1 });
  pen.circle(220, 100, 100, { fill: 'green', fillStyle: 'cross-hatch', seed: 2 });
  pen.path('M30 170 C 80 90 110 220 180 150', { stroke: 'blue', strokeWidth: 3, seed: 3 });
  return canvas.toBuffer();
};
