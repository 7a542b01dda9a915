'use strict';

// Fonts with axes.

const { TEXT, group, lines, sized } = require('./support.js');

const WORDS = ['Hamburgefonstiv', 'AVATAR Type 0123'];
const at = (font, more = {}) => lines(240, 74, { font, ...more }, WORDS);

const scenes = {
  'weight-100': at('100 20px "Test Flex"'),
  'weight-350': at('350 20px "Test Flex"'),
  'weight-400': at('20px "Test Flex"'),
  'weight-1000': at('1000 20px "Test Flex"'),
  'optical-8': lines(120, 34, { font: '8px "Test Flex"' }, WORDS),
  'optical-14': lines(160, 52, { font: '14px "Test Flex"' }, WORDS),
  'optical-72': sized(300, 90, (ctx) => {
    ctx.font = '72px "Test Flex"';
    ctx.fillText('Ragtime', 6, 64);
  }),
  slanted: at('italic 20px "Test Flex"'),
  'cff2-200': at('200 20px "Test CFF2"'),
  'cff2-400': at('20px "Test CFF2"'),
  'cff2-650': at('650 20px "Test CFF2"'),
  'cff2-900': at('900 20px "Test CFF2"'),
};

for (const width of ['ultra-condensed', 'condensed', 'semi-expanded', 'ultra-expanded']) {
  scenes[width] = at('20px "Test Flex"', { fontStretch: width });
}

module.exports = group({ scenes, families: ['Test Flex', 'Test CFF2'], limits: TEXT });
