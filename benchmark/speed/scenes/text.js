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

const WORDS = ['Revenue', 'Q3 2026', '12,480', 'North', 'West', 'Total', '+4.1 %', 'June', 'Items', 'Ångström', 'Forecast', 'n/a'];

/** As the labels of charts: some hundred different ones. */
function placedLabels(count) {
  const next = random();
  return Array.from({ length: count }, () => {
    const text = `${WORDS[Math.floor(next() * WORDS.length)]} ${Math.floor(next() * 40)}`;
    return [text, next() * WIDTH, next() * HEIGHT];
  });
}

const labels = {
  id: '5,000 short texts, 14 px',
  // Twice as fast as the faster peer.
  goal: 0.5,
  open({ ctx, font }) {
    const all = placedLabels(5000);
    return () => {
      ctx.font = `14px ${font}`;
      ctx.fillStyle = '#222';
      for (const [text, x, y] of all) ctx.fillText(text, x, y);
    };
  },
};

const outlined = {
  id: '1,000 outlined texts, 14 px',
  open({ ctx, font }) {
    const all = placedLabels(1000);
    return () => {
      ctx.font = `14px ${font}`;
      ctx.strokeStyle = '#fff';
      ctx.lineWidth = 3;
      ctx.lineJoin = 'round';
      ctx.fillStyle = '#222';
      for (const [text, x, y] of all) {
        ctx.strokeText(text, x, y);
        ctx.fillText(text, x, y);
      }
    };
  },
};

module.exports = [glyphs, strings, labels, outlined];
