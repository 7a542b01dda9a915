'use strict';

// Reads the query of GET /card. Everything it returns is within bounds; anything else is a 400 that says what was got.

const { HttpError } = require('./http-error');

const MAX_TITLE = 200;
const MAX_SUBTITLE = 300;
const FORMATS = ['png', 'jpeg', 'webp'];
const KNOWN = ['title', 'subtitle', 'format', 'quality'];
const DEFAULTS = {
  title: 'Draw once, ship every card',
  subtitle: 'A photo, an SVG and a PNG, decoded for each request and encoded off the event loop.',
  format: 'png',
  quality: '85',
};

const bad = (message) => new HttpError(400, message);

function single(params, name) {
  const values = params.getAll(name);
  if (values.length > 1) throw bad(`${name} was given ${values.length} times; once is allowed`);
  return values.length === 1 ? values[0] : DEFAULTS[name];
}

/** Text on one line, its length counted in code points. */
function text(params, name, max) {
  const value = single(params, name).replace(/[\s\p{Cc}]+/gu, ' ').trim();
  const length = Array.from(value).length;
  if (length > max) throw bad(`${name} has ${length} characters; at most ${max} are allowed`);
  return value;
}

function title(params) {
  const value = text(params, 'title', MAX_TITLE);
  if (value === '') throw bad('title is empty; 1 or more characters are needed');
  return value;
}

function format(params) {
  const value = single(params, 'format');
  if (!FORMATS.includes(value)) throw bad(`format is ${JSON.stringify(value)}; allowed are ${FORMATS.join(', ')}`);
  return value;
}

function quality(params) {
  const value = single(params, 'quality');
  if (!/^\d{1,3}$/.test(value) || Number(value) > 100) {
    throw bad(`quality is ${JSON.stringify(value)}; a whole number from 0 to 100 is allowed`);
  }
  return Number(value);
}

/** {title, subtitle, format, quality} of a card. Quality has no meaning for PNG, which loses nothing. */
function parseCardQuery(params) {
  for (const name of params.keys()) {
    if (!KNOWN.includes(name)) throw bad(`unknown parameter ${JSON.stringify(name)}; known are ${KNOWN.join(', ')}`);
  }
  return {
    title: title(params),
    subtitle: text(params, 'subtitle', MAX_SUBTITLE),
    format: format(params),
    quality: quality(params),
  };
}

module.exports = { parseCardQuery };
