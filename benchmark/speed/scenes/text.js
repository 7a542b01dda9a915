'use strict';

// Text, in the same face for every engine.

const { random, WIDTH, HEIGHT } = require('../draw.js');

const SENTENCE = 'The quick brown fox jumps over the lazy dog again ';

const glyphs = {
  id: '5,000 glyphs, 14 px (100 lines)',
  open: ({ ctx, font }) => () => {
    ctx.font = `14px ${font}`;
    ctx.fillStyle = '#222';
    for (let i = 0; i < 100; i += 1) {
      ctx.fillText(SENTENCE, 20 + (i % 2) * 480, 20 + Math.floor(i / 2) * 15);
    }
  },
};

const strings = {
  id: '5,000 strings of many sizes',
  open({ ctx, font }) {
    const next = random();
    const all = Array.from({ length: 5000 }, (_, i) => [`Item ${i}`, next() * WIDTH, next() * HEIGHT]);
    return () => {
      ctx.fillStyle = '#205080';
      all.forEach(([text, x, y], i) => {
        if (i % 500 === 0) ctx.font = `${10 + i / 250}px ${font}`;
        ctx.fillText(text, x, y);
      });
    };
  },
};

module.exports = [glyphs, strings];
