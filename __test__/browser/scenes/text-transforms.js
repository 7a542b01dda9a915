'use strict';

// Text under transforms.

const { TEXT, group, sized } = require('./support.js');

const under = (transform, px = 20, step = 28) =>
  sized(180, 180, (ctx) => {
    ctx.font = `${px}px "Test Sans"`;
    ctx.textAlign = 'center';
    ctx.translate(90, 90);
    ctx.transform(...transform);
    ctx.fillText('Hamburgefons', 0, -step / 2);
    ctx.fillText('AVATAR Type', 0, step / 2);
    ctx.fillText('fi 0123 “Äy”', 0, step * 1.5);
  });
const turn = (angle, by = 1) => [by * Math.cos(angle), by * Math.sin(angle), -by * Math.sin(angle), by * Math.cos(angle), 0, 0];

const scenes = {
  'turned-a-little': under(turn(0.05)),
  'turned-by-30': under(turn(Math.PI / 6)),
  'turned-by-90': under(turn(Math.PI / 2)),
  'turned-by-180': under(turn(Math.PI)),
  'turned-by-minus-70': under(turn(-1.22)),
  'turned-small': under(turn(0.6), 12),
  'scaled-up': under([1.35, 0, 0, 1.35, 0.3, 0.4], 14),
  'scaled-down': under([0.7, 0, 0, 0.7, 0, 0]),
  'scaled-far-down': under([0.1, 0, 0, 0.1, 0, 0], 200, 280),
  'scaled-far-up': under([8, 0, 0, 8, 0, 0], 2.5, 3.5),
  widened: under([1.4, 0, 0, 0.8, 0, 0]),
  heightened: under([0.6, 0, 0, 1.8, 0, 0]),
  skewed: under([1, 0, -0.5, 1, 0, 0]),
  'skewed-down': under([1, 0.3, 0, 1, 0, 0]),
  mirrored: under([-1, 0, 0, 1, 0, 0]),
  'upside-down': under([1, 0, 0, -1, 0, 0]),
  'turned-and-skewed': under([0.9, 0.4, -0.2, 1.1, 0, 0]),
};

module.exports = group({ scenes, families: ['Test Sans'], limits: TEXT });
