'use strict';

// A globe of d3-geo.

const { createCanvas } = require('canvas');

module.exports = async () => {
  const d3 = await import('d3-geo');
  const canvas = createCanvas(400, 220);
  const ctx = canvas.getContext('2d');
  const sphere = { type: 'Sphere' };
  const path = d3.geoPath(d3.geoNaturalEarth1().fitExtent([[10, 10], [390, 210]], sphere), ctx);
  const draw = (shape, paint) => {
    ctx.beginPath();
    path(shape);
    paint();
  };
  ctx.lineWidth = 0.5;
  ctx.strokeStyle = '#888';
  draw(d3.geoGraticule10(), () => ctx.stroke());
  ctx.fillStyle = 'rgba(255, 0, 0, 0.4)';
  draw(d3.geoCircle().center([20, 30]).radius(30)(), () => ctx.fill());
  ctx.lineWidth = 2;
  draw(sphere, () => ctx.stroke());
  return canvas.toBuffer();
};
