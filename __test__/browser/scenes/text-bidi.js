'use strict';

// Lines of both directions, and where they go.

const { TEXT, group, lines, sized } = require('./support.js');

const FONT = '20px "Test Sans", "Test Hebrew", "Test Arabic"';
const MIXED = ['price: 25 שקל (new)', 'abc אבג def', '(שלום) [abc] {עולם}', 'رقم 123-456 ok', 'A/ב C1 ד2?'];

const scenes = {
  'left-to-right': lines(230, 170, { font: FONT, direction: 'ltr' }, MIXED),
  'right-to-left': sized(230, 170, (ctx) => {
    Object.assign(ctx, { font: FONT, direction: 'rtl' });
    MIXED.forEach((text, i) => ctx.fillText(text, 222, 24 + i * 34));
  }),
  marks: lines(230, 136, { font: FONT }, ['a\u200fb! ג', '\u202eabc\u202c def', '\u2067אב 12\u2069, 34', 'x\u200e ש\u200e 5']),
};

const guide = (ctx, x, y, width, height) => {
  ctx.fillStyle = '#f99';
  ctx.fillRect(x, y, width, height);
  ctx.fillStyle = '#000';
};

for (const direction of ['ltr', 'rtl']) {
  for (const textAlign of ['start', 'end', 'left', 'right', 'center']) {
    scenes[`${textAlign}-${direction}`] = sized(240, 84, (ctx) => {
      guide(ctx, 120, 0, 1, 84);
      Object.assign(ctx, { font: FONT, direction, textAlign });
      ctx.fillText('Aligned!', 120.5, 24);
      ctx.fillText('שלום 12', 120.5, 50);
      ctx.fillText('a סוף.', 120.5, 76);
    });
  }
}
for (const textBaseline of ['top', 'hanging', 'middle', 'alphabetic', 'ideographic', 'bottom']) {
  scenes[textBaseline] = sized(240, 90, (ctx) => {
    guide(ctx, 0, 45, 240, 1);
    Object.assign(ctx, { font: '30px "Test Sans"', textBaseline });
    ctx.fillText('Égxyz', 6, 45);
    ctx.font = '24px "Test Arabic"';
    ctx.fillText('سلام', 90, 45);
    ctx.font = '24px "Test Serif"';
    ctx.fillText('Baseq', 150, 45);
  });
}

module.exports = group({ scenes, families: ['Test Sans', 'Test Serif', 'Test Hebrew', 'Test Arabic'], limits: TEXT });
