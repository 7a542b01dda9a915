'use strict';

// Text from the formats of the web.

const { TEXT, group, lines } = require('./support.js');

const at = (font) => lines(220, 74, { font }, ['Hamburgefonstiv', 'AVATAR Type 0123']);

module.exports = group({
  scenes: { woff: at('900 20px "Test Woff"'), woff2: at('900 20px "Test Woff2"') },
  families: ['Test Woff', 'Test Woff2'],
  limits: TEXT,
});
