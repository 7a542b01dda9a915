'use strict';

// The foot of the card: a dashed rule, the author's round portrait, two lines of text, and a pill on the right.

const { COLOR, font, withAlpha } = require('./palette');
const { drawCover, pill } = require('./shapes');
const { oneLine } = require('./text');

const AVATAR = 64;

function rule(ctx, x, y, width) {
  ctx.save();
  ctx.lineWidth = 2;
  ctx.lineCap = 'round';
  ctx.setLineDash([2, 10]);
  ctx.strokeStyle = withAlpha(COLOR.mist, 0.55);
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x + width, y);
  ctx.stroke();
  ctx.restore();
}

function avatar(ctx, image, x, y) {
  const radius = AVATAR / 2;
  ctx.save();
  ctx.beginPath();
  ctx.arc(x + radius, y + radius, radius, 0, Math.PI * 2);
  ctx.clip();
  drawCover(ctx, image, { x, y, width: AVATAR, height: AVATAR });
  ctx.restore();
  ctx.save();
  ctx.beginPath();
  ctx.arc(x + radius, y + radius, radius + 4, 0, Math.PI * 2);
  ctx.lineWidth = 2.5;
  ctx.strokeStyle = COLOR.gold;
  ctx.stroke();
  ctx.restore();
}

/** A pill that ends at `right`. Returns where it begins. */
function note(ctx, label, right, y) {
  ctx.font = font(18, 'regular');
  const width = ctx.measureText(label).width + 36;
  const x = right - width;
  pill(ctx, { x, y, width, height: 40, fill: withAlpha(COLOR.paper, 0.07), stroke: withAlpha(COLOR.paper, 0.2) });
  ctx.fillStyle = COLOR.mist;
  ctx.fillText(label, x + 18, y + 20);
  return x;
}

/** Paints the footer into `box`. */
function drawFooter(ctx, box, image, text) {
  const top = box.y + 24;
  ctx.save();
  ctx.textBaseline = 'middle';
  rule(ctx, box.x, box.y, box.width);
  avatar(ctx, image, box.x + 4, top);
  const end = note(ctx, text.note, box.x + box.width, top + 12);
  const x = box.x + AVATAR + 26;
  ctx.fillStyle = COLOR.paper;
  ctx.font = font(22, 'bold');
  ctx.fillText(oneLine(ctx, text.author, end - x - 20), x, top + 19);
  ctx.fillStyle = COLOR.faint;
  ctx.font = font(18, 'regular');
  ctx.fillText(oneLine(ctx, text.site, end - x - 20), x, top + 47);
  ctx.restore();
}

module.exports = { drawFooter };
