'use strict';

// Characters that are not simply drawn one after the other.

const { TEXT, group, lines } = require('./support.js');

const at = (...texts) => lines(230, texts.length * 36, { font: '20px "Test Sans", "Test Serif"' }, texts);

const scenes = {
  'combining-marks': at('e\u0301 a\u0308\u0304 n\u0303 o\u0302\u0301', 'A\u030a q\u0307\u0323 x\u0304', '\u1ec7 e\u0323\u0302 \u25cc\u0301'),
  'tabs-and-newlines': at('a\tb\tc', 'a\nb\r\nc', 'a\fb\u000bc'),
  'control-characters': at('a\u0001b\u001fc', 'a\u007fb\u009fc', 'a\u0000b'),
  spaces: at('a b  c   d', 'a\u00a0b\u00a0\u00a0c', 'a\u2003b\u2009c\u200bd'),
  'soft-hyphens': at('co\u00adop hy\u00adphen', 'a\u00ad'),
  joiners: at('f\u200ci f\u200di fi', 'a\u2060b\ufeffc'),
  'line-separators': at('a\u2028b\u2029c'),
  'leading-and-trailing-spaces': at('  two before', 'two after  |'),
  'lone-surrogates': at('a\ud800b\udc00c', 'x\udfff\ud83dy'),
  ligatures: at('office fluff first', 'Ta Te ff ffi ft'),
};

module.exports = group({ scenes, families: ['Test Sans', 'Test Serif'], limits: TEXT });
