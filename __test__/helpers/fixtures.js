'use strict';

// The pictures of __test__/fixtures and what they show.

const fs = require('node:fs');
const path = require('node:path');

const FIXTURES = path.join(__dirname, '../fixtures');
const expected = JSON.parse(fs.readFileSync(path.join(FIXTURES, 'expected.json'), 'utf8'));

const fixturePath = (name) => path.join(FIXTURES, name);
const fixture = (name) => fs.readFileSync(fixturePath(name));

/** A picture of our own: a canvas filled with one colour, as a PNG. */
function solidPng(width, height, color) {
  const { createCanvas } = require('../../index.js');
  const canvas = createCanvas(width, height);
  const ctx = canvas.getContext('2d');
  ctx.fillStyle = color;
  ctx.fillRect(0, 0, width, height);
  const png = canvas.encodeSync('png');
  canvas.dispose();
  return png;
}

module.exports = { FIXTURES, expected, fixture, fixturePath, solidPng };
