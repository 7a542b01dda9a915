'use strict';

// Reads a card from JSON. The front does it, to refuse at once what can't be drawn; the workers do it again, since others
// may write to the queue too. What is returned has every field, and each is within bounds.

const { BadCardError } = require('./errors');

// Decoded bytes of an avatar: 64 KB are a photo of 256 x 256.
const MAX_AVATAR_BYTES = 64 * 1024;
const MAX_URL = 2048;
const DATA_URL = /^data:image\/(?:png|jpeg|webp|gif);base64,(?<base64>[A-Za-z0-9+/]+={0,2})$/;

const DEFAULTS = { subtitle: '', colour: '#ff7d5c', avatar: null };

const bad = (message) => new BadCardError(message);
const show = (value) => JSON.stringify(value)?.slice(0, 60);

/** One line of text, its length counted in code points. */
function line(card, name, least, most) {
  const value = card[name];
  if (typeof value !== 'string') throw bad(`${name} is ${show(value) ?? 'missing'}; a string is needed`);
  const text = value.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  const length = Array.from(text).length;
  if (length < least || length > most) throw bad(`${name} has ${length} characters; ${least} to ${most} are allowed`);
  return text;
}

function colour({ colour: value }) {
  if (typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value)) return value.toLowerCase();
  throw bad(`colour is ${show(value)}; six hexadecimal digits after # are allowed`);
}

function checkUrl(text, origins) {
  if (text.length > MAX_URL) throw bad(`the avatar's URL has ${text.length} characters; at most ${MAX_URL} are allowed`);
  let url;
  try {
    url = new URL(text);
  } catch {
    throw bad(`avatar is ${show(text)}; a data: URL of an image in base64 or an http(s): URL is allowed`);
  }
  if (!origins.includes(url.origin)) throw bad(`avatars are not fetched from ${show(url.origin)}`);
  if (url.username !== '' || url.password !== '') throw bad('the URL of an avatar must not have a password');
  return url.href;
}

function checkData(text) {
  const base64 = DATA_URL.exec(text)?.groups.base64;
  if (base64 === undefined) throw bad('avatar is no data: URL of a PNG, JPEG, WebP or GIF in base64');
  const bytes = Buffer.byteLength(base64, 'base64');
  if (bytes > MAX_AVATAR_BYTES) throw bad(`the avatar has ${bytes} bytes; at most ${MAX_AVATAR_BYTES} are allowed`);
  return text;
}

function avatar({ avatar: value }, origins) {
  if (value === null) return null;
  if (typeof value !== 'string') throw bad(`avatar is ${show(value)}; a string is needed`);
  return /^data:/i.test(value) ? checkData(value) : checkUrl(value, origins);
}

/**
 * {title, subtitle, name, colour, avatar}, or a BadCardError that says what is allowed. `origins` are those that avatars
 * may be fetched from.
 */
function parseCard(json, origins) {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw bad('a card is a JSON object');
  const card = { ...DEFAULTS, ...json };
  const known = ['title', 'subtitle', 'name', 'colour', 'avatar'];
  const unknown = Object.keys(card).find((key) => !known.includes(key));
  if (unknown !== undefined) throw bad(`unknown field ${show(unknown)}; known are ${known.join(', ')}`);
  return {
    title: line(card, 'title', 1, 200),
    subtitle: line(card, 'subtitle', 0, 300),
    name: line(card, 'name', 1, 80),
    colour: colour(card),
    avatar: avatar(card, origins),
  };
}

module.exports = { DATA_URL, MAX_AVATAR_BYTES, parseCard };
