'use strict';

// What the scenes share: the size of the picture, repeatable random numbers and colours.

const { noise } = require('../lib/picture.js');

const WIDTH = 1024;
const HEIGHT = 768;

/** Numbers from 0 to 1, the same in every process. */
function random() {
  const next = noise(0x1234567);
  return () => next() / 2 ** 32;
}

/** A random colour as text. */
function color(next, alpha = 1) {
  const [r, g, b] = [next(), next(), next()].map((value) => Math.floor(value * 256));
  return alpha === 1 ? `rgb(${r}, ${g}, ${b})` : `rgba(${r}, ${g}, ${b}, ${alpha})`;
}

/** A disc as the current path. */
function disc(ctx, x, y, radius) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
}

module.exports = { WIDTH, HEIGHT, random, color, disc };
