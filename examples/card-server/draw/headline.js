'use strict';

// The words on the left: the kicker in its pill, the title in as large a size as fits three lines, and the subtitle.

const { COLOR, font, withAlpha } = require('./palette');
const { pill } = require('./shapes');
const { balance, clampLines, fillTracked, oneLine, trackedWidth, widestWord, wrapWords } = require('./text');

const TITLE_SIZES = [70, 62, 54, 46, 40];
const TITLE_LINES = 3;
const TITLE_LEADING = 1.13;
// Leaves air between the kicker and the title, and between the subtitle and the rule below it.
const TITLE_HEIGHT = 200;
const SUBTITLE_SIZE = 26;
const SUBTITLE_LEADING = 1.42;
const SUBTITLE_LINES = 3;
const GAP = 18;
const TRACKING = 3;

/** Whether the title stands in its room at this size, with no word cut. Sets the font. */
function titleFits(ctx, title, size, maxWidth) {
  ctx.font = font(size, 'bold');
  const count = wrapWords(ctx, title, maxWidth).length;
  const low = count <= TITLE_LINES && count * size * TITLE_LEADING <= TITLE_HEIGHT;
  return low && widestWord(ctx, title) <= maxWidth;
}

/** The title in the largest size that fits, or in the smallest with an ellipsis. */
function layoutTitle(ctx, title, maxWidth) {
  const size = TITLE_SIZES.find((candidate) => titleFits(ctx, title, candidate, maxWidth));
  if (size !== undefined) return { size, lines: balance(ctx, title, maxWidth) };
  const smallest = TITLE_SIZES[TITLE_SIZES.length - 1];
  return { size: smallest, lines: clampLines(ctx, wrapWords(ctx, title, maxWidth), TITLE_LINES, maxWidth) };
}

/** A long title leaves the subtitle one line less. */
function layoutSubtitle(ctx, subtitle, maxWidth, titleLines) {
  ctx.font = font(SUBTITLE_SIZE, 'regular');
  const room = titleLines === TITLE_LINES ? SUBTITLE_LINES - 1 : SUBTITLE_LINES;
  const lines = wrapWords(ctx, subtitle, maxWidth);
  return lines.length <= room ? balance(ctx, subtitle, maxWidth) : clampLines(ctx, lines, room, maxWidth);
}

function drawLines(ctx, lines, x, top, leading) {
  // Text sits in the middle of its line box, so blocks of any size line up by their boxes.
  ctx.textBaseline = 'middle';
  lines.forEach((line, i) => ctx.fillText(line, x, top + leading * (i + 0.5)));
  return top + leading * lines.length;
}

function kicker(ctx, text, x, y, maxWidth) {
  ctx.save();
  ctx.font = font(16, 'bold');
  ctx.textBaseline = 'middle';
  const label = oneLine(ctx, text.toUpperCase(), maxWidth * 0.6);
  const width = trackedWidth(ctx, label, TRACKING) + 62;
  pill(ctx, { x, y, width, height: 40, fill: withAlpha(COLOR.coral, 0.14), stroke: withAlpha(COLOR.coral, 0.6) });
  ctx.fillStyle = COLOR.coral;
  ctx.beginPath();
  ctx.arc(x + 23, y + 20, 5, 0, Math.PI * 2);
  ctx.fill();
  ctx.fillStyle = COLOR.paper;
  fillTracked(ctx, label, x + 40, y + 20.5, TRACKING);
  ctx.restore();
}

/** Paints the words into `box`: the kicker at its top, title and subtitle centred in what is left. */
function drawHeadline(ctx, box, text) {
  ctx.save();
  kicker(ctx, text.kicker, box.x, box.y, box.width);
  const title = layoutTitle(ctx, text.title, box.width);
  const subtitle = layoutSubtitle(ctx, text.subtitle, box.width, title.lines.length);
  const titleLeading = title.size * TITLE_LEADING;
  const subtitleLeading = SUBTITLE_SIZE * SUBTITLE_LEADING;
  const height = titleLeading * title.lines.length + GAP + subtitleLeading * subtitle.length;
  const room = box.height - 40;
  const top = box.y + 40 + Math.max(0, (room - height) / 2);
  ctx.fillStyle = COLOR.paper;
  ctx.font = font(title.size, 'bold');
  const end = drawLines(ctx, title.lines, box.x - 2, top, titleLeading);
  ctx.fillStyle = COLOR.mist;
  ctx.font = font(SUBTITLE_SIZE, 'regular');
  drawLines(ctx, subtitle, box.x, end + GAP, subtitleLeading);
  ctx.restore();
}

module.exports = { drawHeadline };
