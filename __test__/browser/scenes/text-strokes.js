'use strict';

// The outlines of text.

const { TEXT, group, sized } = require('./support.js');

const stroked = (attributes, px = 48, text = 'Rage', width = 150) =>
  sized(width, Math.round(px * 1.6), (ctx) => {
    Object.assign(ctx, { font: `${px}px "Test Sans"`, ...attributes });
    ctx.strokeText(text, 8, px * 1.15);
  });

const scenes = {
  'width-1': stroked({}),
  'width-half': stroked({ lineWidth: 0.5 }),
  'width-2': stroked({ lineWidth: 2 }),
  'width-6-miter': stroked({ lineWidth: 6 }),
  'width-6-round': stroked({ lineWidth: 6, lineJoin: 'round' }),
  'width-6-bevel': stroked({ lineWidth: 6, lineJoin: 'bevel' }),
  'miter-limit-2': stroked({ lineWidth: 5, miterLimit: 2 }, 48, 'AVWM', 180),
  small: stroked({}, 14, 'Small outlines', 110),
  dashed: sized(120, 100, (ctx) => {
    Object.assign(ctx, { font: '64px "Test Sans"', lineWidth: 2 });
    ctx.setLineDash([6, 4]);
    ctx.strokeText('Og', 10, 70);
  }),
  'under-a-fill': sized(170, 80, (ctx) => {
    Object.assign(ctx, { font: 'bold 48px "Test Sans"', lineWidth: 6, lineJoin: 'round', strokeStyle: '#222', fillStyle: '#fd0' });
    ctx.strokeText('Meme', 12, 56);
    ctx.fillText('Meme', 12, 56);
  }),
  translucent: stroked({ lineWidth: 8, strokeStyle: 'rgba(0, 80, 200, 0.5)' }),
  scaled: sized(180, 90, (ctx) => {
    Object.assign(ctx, { font: '20px "Test Sans"', lineWidth: 1 });
    ctx.scale(3, 2.5);
    ctx.strokeText('Rage', 4, 24);
  }),
  arabic: sized(180, 80, (ctx) => {
    Object.assign(ctx, { font: '44px "Test Arabic"', lineWidth: 2 });
    ctx.strokeText('العربية', 10, 50);
  }),
  'of-overlapping-axes': sized(200, 80, (ctx) => {
    Object.assign(ctx, { font: '300 48px "Test Flex"', lineWidth: 1.5 });
    ctx.strokeText('Rakte&', 8, 56);
  }),
};

module.exports = group({ scenes, families: ['Test Sans', 'Test Arabic', 'Test Flex'], limits: TEXT });
