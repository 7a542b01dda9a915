'use strict';

// All pages on one, each fitted into a thumbnail.

const { createCanvas } = require('../../index.js');
const COLOR = require('./palette');

const COLUMNS = 4;
const THUMB = { width: 320, height: 240 };
const GAP = 32;
const CAPTION = 34;

/** The size of the sheet and the box of each of its thumbnails. */
function sheetLayout(count) {
  const boxes = Array.from({ length: count }, (_, index) => ({
    x: GAP + (index % COLUMNS) * (THUMB.width + GAP),
    y: GAP + Math.floor(index / COLUMNS) * (THUMB.height + CAPTION + GAP),
    ...THUMB,
  }));
  const rows = Math.ceil(count / COLUMNS);
  return { width: GAP + COLUMNS * (THUMB.width + GAP), height: GAP + rows * (THUMB.height + CAPTION + GAP), boxes };
}

function drawThumb(ctx, { title, canvas }, box) {
  const scale = Math.min(box.width / canvas.width, box.height / canvas.height);
  const width = canvas.width * scale;
  const height = canvas.height * scale;
  ctx.save();
  ctx.shadowColor = 'rgb(0 0 0 / 0.45)';
  ctx.shadowBlur = 14;
  ctx.shadowOffsetY = 5;
  ctx.drawImage(canvas, box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height);
  ctx.restore();
  ctx.fillText(title, box.x + box.width / 2, box.y + box.height + CAPTION / 2 + 4, box.width);
}

/** A new canvas with a thumbnail and the title of each of `pages`, which are { title, canvas }. */
function drawContactSheet(pages) {
  const { width, height, boxes } = sheetLayout(pages.length);
  const sheet = createCanvas(width, height);
  const ctx = sheet.getContext('2d', { alpha: false });
  ctx.fillStyle = COLOR.ink;
  ctx.fillRect(0, 0, width, height);
  ctx.fillStyle = COLOR.paper;
  ctx.font = '18px sans-serif';
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.imageSmoothingQuality = 'high';
  pages.forEach((page, index) => drawThumb(ctx, page, boxes[index]));
  return sheet;
}

module.exports = { drawContactSheet, sheetLayout };
