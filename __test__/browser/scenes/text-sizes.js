'use strict';

// Latin text of one face at many sizes and places.

const { TEXT, group, lines, sized } = require('./support.js');

const WORDS = ['Hamburgefonstiv', 'AVATAR office Type', '“Äpfel” & naïve, 0123456789'];
const scenes = {};

for (const px of [8, 9, 10, 11, 12, 13, 14, 16, 18, 20, 24]) {
  scenes[`px-${px}`] = lines(Math.round(px * 14 + 14), Math.round(px * 5), { font: `${px}px "Test Sans"` }, WORDS);
}
for (const px of [32, 48, 64, 96]) {
  scenes[`px-${px}`] = lines(Math.round(px * 5.6), Math.round(px * 2.6), { font: `${px}px "Test Sans"` }, ['Hamburg', '“Äpfel” 16']);
}
for (const px of [12.5, 13.37, 17.8]) {
  scenes[`px-${px}`] = lines(Math.round(px * 14 + 14), Math.round(px * 5), { font: `${px}px "Test Sans"` }, WORDS);
}

/** The same words at places that differ by parts of a pixel. */
const places = (font, step, dx, dy) =>
  sized(170, 8 * step + 8, (ctx) => {
    ctx.font = font;
    for (let i = 0; i < 8; i += 1) ctx.fillText('minimum hill 111', 8 + i * dx, (i + 1) * step + i * dy);
  });

scenes['between-columns'] = places('14px "Test Sans"', 18, 0.125, 0);
scenes['between-rows'] = places('14px "Test Sans"', 18, 0, 0.125);
scenes['between-columns-large'] = places('28px "Test Sans"', 32, 0.125, 0);
scenes['between-rows-large'] = places('28px "Test Sans"', 32, 0, 0.125);
scenes['translated-between-pixels'] = sized(180, 90, (ctx) => {
  ctx.font = '16px "Test Sans"';
  ctx.translate(5.3, 20.6);
  for (let i = 0; i < 3; i += 1) {
    ctx.fillText('Translated illness', 0, 0);
    ctx.translate(2.45, 24.2);
  }
});
scenes.beyond = sized(300, 260, (ctx) => {
  ctx.font = '300px "Test Sans"';
  ctx.fillText('Rg', -20.4, 210.3);
});

module.exports = group({ scenes, families: ['Test Sans'], limits: TEXT });
