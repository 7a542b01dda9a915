'use strict';

// Shadows.

const COLOR = require('../palette');
const { ball } = require('../picture');

function shadow(ctx, color, blur, x = 0, y = 0) {
  ctx.shadowColor = color;
  ctx.shadowBlur = blur;
  ctx.shadowOffsetX = x;
  ctx.shadowOffsetY = y;
}

function hard(ctx) {
  shadow(ctx, COLOR.ink, 0, 14, 14);
  ctx.fillStyle = COLOR.gold;
  ctx.fillRect(55, 35, 120, 85);
}

function soft(ctx) {
  shadow(ctx, 'rgb(31 42 68 / 0.55)', 24, 6, 12);
  ctx.fillStyle = 'white';
  ctx.roundRect(52, 34, 140, 90, 18);
  ctx.fill();
}

function glow(ctx, { width, height }) {
  ctx.fillStyle = COLOR.ink;
  ctx.fillRect(0, 0, width, height);
  shadow(ctx, '#4dffd2', 30);
  ctx.strokeStyle = '#d9fff5';
  ctx.lineWidth = 5;
  ctx.arc(122, 85, 45, 0, Math.PI * 2);
  ctx.stroke();
}

function text(ctx, { width }) {
  shadow(ctx, 'rgb(122 92 196 / 0.8)', 8, 4, 6);
  ctx.fillStyle = COLOR.coral;
  ctx.font = '64px sans-serif';
  ctx.textAlign = 'center';
  ctx.fillText('Shadow', width / 2, 106);
}

function picture(ctx) {
  shadow(ctx, 'rgb(0 0 0 / 0.6)', 16, 12, 14);
  ctx.drawImage(ball(110), 62, 24);
}

function dashes(ctx) {
  shadow(ctx, 'rgb(61 139 217 / 0.9)', 4, 0, 12);
  ctx.setLineDash([26, 14]);
  ctx.lineWidth = 10;
  ctx.strokeStyle = COLOR.coral;
  ctx.moveTo(20, 110);
  ctx.bezierCurveTo(90, -30, 150, 190, 225, 50);
  ctx.stroke();
}

/** The offset is in pixels of the canvas: it doesn't turn with the square. */
function turned(ctx) {
  shadow(ctx, 'rgb(31 42 68 / 0.5)', 6, 16, 16);
  for (const [x, angle, color] of [[75, 0.35, COLOR.mint], [165, 0.9, COLOR.sky]]) {
    ctx.save();
    ctx.translate(x, 80);
    ctx.rotate(angle);
    ctx.fillStyle = color;
    ctx.fillRect(-30, -30, 60, 60);
    ctx.restore();
  }
}

function translucent(ctx) {
  shadow(ctx, COLOR.ink, 10, 18, 18);
  [1, 0.6, 0.25].forEach((alpha, i) => {
    ctx.globalAlpha = alpha;
    ctx.fillStyle = COLOR.coral;
    ctx.fillRect(20 + i * 72, 50, 46, 60);
  });
}

module.exports = {
  name: 'shadows',
  title: 'Shadows',
  columns: 4,
  cellHeight: 170,
  cells: {
    'offset, no blur': hard,
    'shadowBlur 24': soft,
    'a glow': glow,
    'of text': text,
    'of a picture with alpha': picture,
    'of dashes': dashes,
    'under a rotation': turned,
    'globalAlpha 1, 0.6, 0.25': translucent,
  },
};
