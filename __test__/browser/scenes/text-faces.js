'use strict';

// Families, weights and styles, and what is made up for those that a family has not.

const { TEXT, group, lines, sized } = require('./support.js');

const WORDS = ['Hamburgefonstiv', 'AVATAR Type 0123'];
const at = (font, more = {}) => lines(200, 74, { font, ...more }, WORDS);

const scenes = {
  bold: at('bold 20px "Test Sans"'),
  italic: at('italic 20px "Test Sans"'),
  'weight-300': at('300 20px "Test Weights"'),
  'weight-500': at('500 20px "Test Weights"'),
  'weight-600': at('600 20px "Test Weights"'),
  serif: at('20px "Test Serif"'),
  mono: at('20px "Test Mono"'),
  'synthetic-bold': at('bold 20px "Test Single"'),
  'synthetic-bold-small': lines(130, 44, { font: 'bold 11px "Test Single"' }, WORDS),
  'synthetic-bold-large': lines(380, 130, { font: 'bold 44px "Test Single"' }, ['Hamburge', 'Type 0123']),
  'synthetic-oblique': at('italic 20px "Test Single"'),
  'synthetic-both': at('italic bold 20px "Test Single"'),
  'bold-of-italic': at('italic bold 20px "Test Italic Only"'),
  'synthetic-bold-serif': at('bold 20px "Test Serif"'),
  'next-in-the-list': sized(240, 50, (ctx) => {
    ctx.font = '24px "Test Hebrew", "Test Serif"';
    ctx.fillText('שלום and Latin', 8, 34);
  }),
};

module.exports = group({
  scenes,
  families: ['Test Sans', 'Test Weights', 'Test Serif', 'Test Mono', 'Test Single', 'Test Italic Only', 'Test Hebrew'],
  limits: TEXT,
});
