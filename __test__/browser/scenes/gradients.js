'use strict';

// Gradients of the three kinds, in all configurations of two circles.

const { TURN, area, group } = require('./support.js');

const RAINBOW = ['#e53935', '#fdd835', '#43a047', '#1e88e5', '#8e24aa'];

function stops(gradient, colors, at = (i) => i / (colors.length - 1)) {
  colors.forEach((color, i) => gradient.addColorStop(at(i), color));
  return gradient;
}

/** The whole picture in a gradient that a function makes. */
const over = (make, colors = RAINBOW, at) => (ctx) => {
  ctx.fillStyle = stops(make(ctx), colors, at);
  ctx.fillRect(0, 0, 160, 160);
};
const linear = (...line) => (ctx) => ctx.createLinearGradient(...line);
const radial = (...circles) => (ctx) => ctx.createRadialGradient(...circles);
const conic = (...values) => (ctx) => ctx.createConicGradient(...values);

const scenes = {
  linear: over(linear(0, 0, 160, 0)),
  'linear-slanted': over(linear(30, 20, 110, 140)),
  'linear-short': over(linear(75, 80, 85, 80)),
  'linear-hard-edges': over(linear(10, 0, 150, 40), ['#000', '#f00', '#f00', '#0f0', '#0f0', '#00f'], (i) => [0, 0.2, 0.5, 0.5, 0.8, 0.8][i]),
  'linear-translucent': over(linear(0, 0, 160, 160), ['rgba(255, 0, 0, 0)', 'rgba(0, 0, 255, 1)', 'rgba(0, 255, 0, 0.2)']),
  'linear-transparent-ends': over(linear(0, 0, 160, 0), ['transparent', '#06c', 'transparent']),
  'linear-one-stop': over(linear(0, 0, 160, 0), ['#a3c'], () => 0.4),
  'linear-stops-out-of-order': over(linear(0, 80, 160, 80), ['#f00', '#0f0', '#00f', '#ff0'], (i) => [0.8, 0.2, 0.5, 0.5][i]),
  'linear-no-length': over(linear(80, 80, 80, 80)),
  'radial-same-middle': over(radial(80, 80, 10, 80, 80, 70)),
  'radial-focus': over(radial(55, 60, 0, 80, 80, 70)),
  'radial-focus-on-the-edge': over(radial(10, 80, 0, 80, 80, 70)),
  'radial-apart': over(radial(40, 60, 12, 115, 100, 30)),
  'radial-apart-shrinking': over(radial(40, 60, 35, 125, 110, 5)),
  'radial-same-size': over(radial(40, 80, 25, 115, 80, 25)),
  'radial-touching': over(radial(60, 80, 20, 80, 80, 40)),
  'radial-inside-out': over(radial(80, 80, 70, 70, 70, 10)),
  'radial-same-circles': over(radial(80, 80, 40, 80, 80, 40)),
  'radial-translucent': over(radial(80, 80, 0, 80, 80, 80), ['rgba(255, 255, 0, 0.9)', 'rgba(255, 0, 0, 0.5)', 'rgba(0, 0, 80, 0)']),
  conic: over(conic(0, 80, 80), [...RAINBOW, RAINBOW[0]]),
  'conic-turned': over(conic(2.2, 50, 90)),
  'conic-hard-edges': over(conic(-0.5, 80, 80), ['#111', '#111', '#eee', '#eee', '#d00', '#d00'], (i) => [0, 0.25, 0.25, 0.6, 0.6, 1][i]),
  'under-a-transform': (ctx) => {
    ctx.transform(0.8, 0.4, -0.5, 0.9, 60, -10);
    ctx.fillStyle = stops(ctx.createRadialGradient(60, 60, 5, 70, 80, 60), RAINBOW);
    ctx.fillRect(0, 0, 130, 130);
  },
  'transform-after-the-path': (ctx) => {
    ctx.beginPath();
    ctx.arc(80, 80, 70, 0, TURN);
    ctx.scale(0.5, 2);
    ctx.fillStyle = stops(ctx.createLinearGradient(0, 20, 300, 60), RAINBOW);
    ctx.fill();
  },
  stroked: (ctx) => {
    ctx.strokeStyle = stops(ctx.createConicGradient(1, 80, 80), [...RAINBOW, RAINBOW[0]]);
    ctx.lineWidth = 24;
    ctx.setLineDash([40, 12]);
    ctx.beginPath();
    ctx.arc(80, 80, 56, 0, TURN);
    ctx.stroke();
  },
  'with-global-alpha': (ctx) => {
    ctx.globalAlpha = 0.4;
    ctx.fillStyle = stops(ctx.createLinearGradient(0, 0, 0, 160), RAINBOW);
    ctx.fillRect(20, 0, 80, 160);
    ctx.fillRect(60, 20, 80, 120);
  },
};

module.exports = group({
  scenes,
  farther: {
    stroked: { mean: 0.75, bad: 0.95, reason: area(0.69, 0.86) },
  },
});
