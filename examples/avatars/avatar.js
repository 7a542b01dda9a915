'use strict';

// Round avatars: a picture that a user sent, cut to its middle, or the initials of the name.

const { loadImage } = require('../../index.js');
const { UserError } = require('./user');

// An avatar is a few hundred pixels wide. What a user sends is decoded whole before it is made small, so its size and the
// time for it are limited; nothing is read from a path or the network.
const LIMITS = { maxInputBytes: 4_000_000, maxPixels: 16_000_000, maxSide: 8_000, timeout: 10_000, protocols: [] };

const initialOf = (word) => [...new Intl.Segmenter().segment(word)][0].segment.toLocaleUpperCase('en');

/** The first letters of the first and the last word; of names in one word its first. */
function initials(name) {
  const words = name.split(/[\s\-_.]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (words.length === 0) return initialOf(name);
  return [...new Set([words[0], words.at(-1)])].map(initialOf).join('');
}

/** A hue that belongs to a text, the same everywhere: the high bits of FNV-1a, which are the mixed ones. */
function hueOf(text) {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return Math.floor((Math.imul(hash, 0x9e3779b1) >>> 0) / 2 ** 32 * 360);
}

/** Loads what a user sent. What is no picture, or too large a one, is that user's error. */
async function loadPicture(bytes) {
  try {
    return await loadImage(bytes, LIMITS);
  } catch (cause) {
    throw new UserError(`the picture cannot be used: ${cause.message}`, { cause });
  }
}

function drawInitials(ctx, { name, color }, size) {
  const hue = hueOf(name);
  const ground = ctx.createLinearGradient(0, 0, size, size);
  ground.addColorStop(0, color ?? `oklch(0.7 0.15 ${hue})`);
  ground.addColorStop(1, color === undefined ? `oklch(0.5 0.15 ${hue + 40})` : `oklch(from ${color} calc(l - 0.15) c h)`);
  ctx.fillStyle = ground;
  ctx.fillRect(0, 0, size, size);
  const text = initials(name);
  ctx.font = `bold ${size * 0.4}px sans-serif`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'alphabetic';
  ctx.fillStyle = 'white';
  // In the middle as it looks, not as the font's lines have it.
  const { actualBoundingBoxAscent, actualBoundingBoxDescent } = ctx.measureText(text);
  ctx.fillText(text, size / 2, (size + actualBoundingBoxAscent - actualBoundingBoxDescent) / 2, size * 0.76);
}

/** As CSS's `object-fit: cover`. */
function drawCover(ctx, image, size) {
  const side = Math.min(image.width, image.height);
  ctx.imageSmoothingQuality = 'high';
  ctx.drawImage(image, (image.width - side) / 2, (image.height - side) / 2, side, side, 0, 0, size, size);
}

/** Draws the avatar of a checked user into a circle whose box begins at x, y. */
async function drawAvatar(ctx, user, { x, y, size, ring = 0, ringColor = 'white' }) {
  const image = user.picture === undefined ? null : await loadPicture(user.picture);
  ctx.save();
  ctx.translate(x, y);
  const circle = (radius) => {
    ctx.beginPath();
    ctx.arc(size / 2, size / 2, radius, 0, 2 * Math.PI);
  };
  if (ring > 0) {
    circle(size / 2 + ring);
    ctx.fillStyle = ringColor;
    ctx.fill();
  }
  circle(size / 2);
  ctx.clip();
  try {
    if (image === null) drawInitials(ctx, user, size);
    else drawCover(ctx, image, size);
  } finally {
    image?.dispose();
    ctx.restore();
  }
}

module.exports = { drawAvatar, hueOf, initials };
