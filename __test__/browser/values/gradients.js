'use strict';

// What addColorStop takes, and the colours between stops.

const OFFSETS = ['NaN', 'Infinity', '-Infinity', '-0.1', '1.1', '-0', '"0.5"', '"x"', '""', 'null', 'undefined', '1e-300', '-1e-300', 'true', '[]', '{}', '1 + 1e-15', '1n'];
const COLORS = ['red', 'bogus', '', ' red ', 'inherit', 'currentcolor', 'Highlight', 'light-dark(red, blue)', 'color-mix(in srgb, currentcolor, blue)', 'lab(50 20 20)', 'rgb(1 2)', 'none', 'rgb(none 0 0)'];
const MAKE = 'const gradient = ctx.createLinearGradient(0.5, 0, 8.5, 0);';
const taken = [
  ...OFFSETS.map((offset) => `${MAKE} return gradient.addColorStop(${offset}, 'red');`),
  ...OFFSETS.slice(0, 6).map((offset) => `${MAKE} return gradient.addColorStop(${offset}, 'bogus');`),
  ...COLORS.map((color) => `${MAKE} return gradient.addColorStop(0.5, ${JSON.stringify(color)});`),
  ...['', '0', '0.5, undefined', '0.5, null', '0.5, 7', '0.5, Symbol()', '0.5, "red", 7', '0.5, { toString: () => "red" }'].map((list) => `${MAKE} return gradient.addColorStop(${list});`),
  'return ctx.createLinearGradient(0, 0, NaN, 0);',
  'return ctx.createLinearGradient(0, 0, 1);',
  'return ctx.createRadialGradient(0, 0, -1, 0, 0, 1);',
  'return ctx.createRadialGradient(0, 0, 1, 0, 0, -1);',
  'return ctx.createRadialGradient(0, 0, 1, 0, 0, Infinity);',
  'return ctx.createConicGradient(NaN, 0, 0);',
  'return ctx.createConicGradient(0, 0);',
];

// Lists of colours, evenly apart.
const RAMPS = [
  ['red', 'blue'],
  ['color(srgb 1 0 0)', 'color(srgb 0 0 1)'],
  ['red', 'color(srgb 0 0 1)'],
  ['red', 'lime', 'color(srgb 0 0 1)'],
  ['oklch(0.7 0.2 30)', 'oklch(0.7 0.2 260)'],
  ['lab(90 -60 50)', 'lab(20 60 -80)'],
  ['oklch(0.7 none 30)', 'oklch(0.7 0.2 none)'],
  ['rgb(none 0 0)', 'rgb(255 255 0)'],
  ['rgb(from red r g b)', 'blue'],
  ['color-mix(in srgb, red, red)', 'blue'],
  ['color(display-p3 1 0 0)', 'color(display-p3 0 1 0)'],
  ['color(srgb 1.4 -0.3 0)', 'color(srgb 0 0 1)'],
  ['black', 'white', 'hsl(120 50% 50%)'],
  ['white', 'lab(0 0 0)'],
  ['Canvas', 'LinkText'],
];
const sampled = (setup, list) =>
  `${setup} const gradient = ctx.createLinearGradient(0.5, 0, 8.5, 0); ${JSON.stringify(list)}.forEach((color, i, all) => gradient.addColorStop(i / (all.length - 1), color)); ctx.fillStyle = gradient; ctx.fillRect(0, 0, 9, 1); return ctx.getImageData(0, 0, 9, 1).data;`;
const ramps = RAMPS.flatMap((list) => [sampled('', list), sampled("ctx = another(9, 1).getContext('2d', { colorSpace: 'display-p3' });", list)]);

// Chromium dithers gradients.
module.exports = { cases: [...taken, ...ramps], within: 1 };
