'use strict';

// The page of a scene: a title, and a grid of panels with a caption below each. A scene is
// { name, title, columns, cellHeight, cells, options }; `cells` maps captions to functions that draw into one panel,
// and `options` are those of getContext.

const { createCanvas } = require('../../index.js');
const COLOR = require('./palette');

const WIDTH = 1120;
const MARGIN = 40;
const GAP = 20;
const HEAD = 104;
const CAPTION = 30;

/** The size of a scene's page and the box of each panel on it, in pixels. */
function layout({ columns, cellHeight, cells }) {
  const captions = Object.keys(cells);
  const width = Math.floor((WIDTH - 2 * MARGIN - (columns - 1) * GAP) / columns);
  const step = cellHeight + CAPTION + GAP;
  const boxes = captions.map((caption, index) => ({
    caption,
    x: MARGIN + (index % columns) * (width + GAP),
    y: HEAD + Math.floor(index / columns) * step,
    width,
    height: cellHeight,
  }));
  return { width: WIDTH, height: HEAD + Math.ceil(captions.length / columns) * step + MARGIN - GAP, boxes };
}

function drawTitle(ctx, title) {
  ctx.fillStyle = COLOR.coral;
  ctx.fillRect(MARGIN, 36, 8, 40);
  ctx.fillStyle = COLOR.ink;
  ctx.font = '36px sans-serif';
  ctx.textBaseline = 'middle';
  ctx.fillText(title, MARGIN + 24, 56);
}

function drawCaption(ctx, { caption, x, y, width, height }) {
  ctx.fillStyle = COLOR.ink;
  ctx.font = '15px sans-serif';
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillText(caption, x + width / 2, y + height + CAPTION / 2, width);
}

/** Draws into one panel, whose upper left corner is the origin and whose rim is the clip. */
async function drawPanel(ctx, box, draw) {
  ctx.save();
  ctx.beginPath();
  ctx.roundRect(box.x, box.y, box.width, box.height, 10);
  ctx.fillStyle = COLOR.panel;
  ctx.fill();
  ctx.save();
  ctx.clip();
  ctx.translate(box.x, box.y);
  ctx.beginPath();
  await draw(ctx, box);
  ctx.restore();
  ctx.beginPath();
  ctx.roundRect(box.x, box.y, box.width, box.height, 10);
  ctx.strokeStyle = COLOR.frame;
  ctx.stroke();
  drawCaption(ctx, box);
  ctx.restore();
}

/** A new canvas with the whole scene. */
async function drawScene(scene) {
  const { width, height, boxes } = layout(scene);
  const canvas = createCanvas(width, height);
  const ctx = canvas.getContext('2d', scene.options);
  ctx.fillStyle = COLOR.paper;
  ctx.fillRect(0, 0, width, height);
  ctx.save();
  drawTitle(ctx, scene.title);
  ctx.restore();
  for (const box of boxes) await drawPanel(ctx, box, scene.cells[box.caption]);
  return canvas;
}

module.exports = { drawScene, layout };
