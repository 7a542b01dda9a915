'use strict';

// Breaks text into lines that fit a width, and draws capitals spaced out: both by the font that is set on the context.

const ELLIPSIS = '…';
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

const split = (text) => Array.from(graphemes.segment(text), (part) => part.segment);
const words = (text) => text.split(/\s+/u).filter(Boolean);
const fits = (ctx, text, maxWidth) => ctx.measureText(text).width <= maxWidth;

/** Cuts a word that is wider than a line into pieces that are not. One grapheme always makes a piece. */
function breakWord(ctx, word, maxWidth) {
  const pieces = [];
  let piece = '';
  for (const letter of split(word)) {
    if (piece !== '' && !fits(ctx, piece + letter, maxWidth)) {
      pieces.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return piece === '' ? pieces : [...pieces, piece];
}

/** Greedy lines of whole words; only a word wider than a line is cut. */
function wrapWords(ctx, text, maxWidth) {
  const lines = [];
  let line = '';
  for (const word of words(text)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(ctx, longer, maxWidth)) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = breakWord(ctx, word, maxWidth);
    line = pieces.pop();
    lines.push(...pieces);
  }
  return line === '' ? lines : [...lines, line];
}

/** The text with an ellipsis at its end, shortened until both fit: by whole words, and within the last one left. */
function ellipsize(ctx, text, maxWidth) {
  const kept = words(text);
  while (kept.length > 1 && !fits(ctx, kept.join(' ') + ELLIPSIS, maxWidth)) kept.pop();
  const letters = split(kept.join(' '));
  while (letters.length > 0 && !fits(ctx, letters.join('') + ELLIPSIS, maxWidth)) letters.pop();
  return letters.join('') + ELLIPSIS;
}

/** At most `maxLines` lines; what does not fit becomes an ellipsis on the last of them. */
function clampLines(ctx, lines, maxLines, maxWidth) {
  if (lines.length <= maxLines) return lines;
  const kept = lines.slice(0, maxLines);
  kept[maxLines - 1] = ellipsize(ctx, kept[maxLines - 1], maxWidth);
  return kept;
}

/** The width of the widest word. */
function widestWord(ctx, text) {
  return words(text).reduce((widest, word) => Math.max(widest, ctx.measureText(word).width), 0);
}

/** The same words on the same number of lines, in the narrowest column that allows it: no lone word on the last line. */
function balance(ctx, text, maxWidth) {
  const count = wrapWords(ctx, text, maxWidth).length;
  // Never narrower than the widest word, or words would be cut.
  let narrow = widestWord(ctx, text);
  let wide = maxWidth;
  // Each step halves what is uncertain; 4 px of a column is less than any letter of a headline.
  while (wide - narrow > 4) {
    const middle = (narrow + wide) / 2;
    if (wrapWords(ctx, text, middle).length > count) narrow = middle;
    else wide = middle;
  }
  return wrapWords(ctx, text, wide);
}

/** One line, shortened when it is too wide. */
function oneLine(ctx, text, maxWidth) {
  return fits(ctx, text, maxWidth) ? text : ellipsize(ctx, text, maxWidth);
}

/** Draws capitals with extra space between them. Returns the width taken. */
function fillTracked(ctx, text, x, y, tracking) {
  let pen = x;
  for (const letter of split(text)) {
    ctx.fillText(letter, pen, y);
    pen += ctx.measureText(letter).width + tracking;
  }
  return pen - tracking - x;
}

/** The width `fillTracked` would take. */
function trackedWidth(ctx, text, tracking) {
  const letters = split(text);
  const glyphs = letters.reduce((sum, letter) => sum + ctx.measureText(letter).width, 0);
  return glyphs + tracking * Math.max(0, letters.length - 1);
}

module.exports = { balance, clampLines, fillTracked, oneLine, trackedWidth, widestWord, wrapWords };
