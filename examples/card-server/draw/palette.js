'use strict';

// The colours and faces of the card. Only names and values: what is painted with them is decided beside this file.

const COLOR = Object.freeze({
  night: '#0a0f24',
  dusk: '#1c1540',
  paper: '#f7f8fc',
  mist: '#b3bdd8',
  faint: '#7f8bb0',
  coral: '#ff7d5c',
  gold: '#ffc65a',
  mint: '#62e6cf',
});

// The bold face has Latin only, so the bundled one stands behind it for everything else.
const FACE = Object.freeze({
  regular: '"Noto Sans"',
  bold: '"Noto Sans Bold", "Noto Sans"',
});

/** A colour of the palette with an alpha from 0 to 1. */
function withAlpha(hex, alpha) {
  const value = Number.parseInt(hex.slice(1), 16);
  return `rgba(${value >> 16}, ${(value >> 8) & 255}, ${value & 255}, ${alpha})`;
}

/** The `font` string of a size in pixels and one of the two faces. */
function font(size, face) {
  return `${size}px ${FACE[face]}`;
}

module.exports = { COLOR, font, withAlpha };
