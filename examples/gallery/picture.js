'use strict';

// The pictures that scenes draw: made on canvases of their own, so the gallery needs no files.

const { createCanvas } = require('../../index.js');
const COLOR = require('./palette');

function hills(ctx, width, height, top, color) {
  ctx.beginPath();
  ctx.moveTo(0, height);
  ctx.lineTo(0, top);
  ctx.bezierCurveTo(width * 0.25, top - height * 0.25, width * 0.4, top + height * 0.2, width * 0.62, top);
  ctx.bezierCurveTo(width * 0.78, top - height * 0.16, width * 0.9, top, width, top - height * 0.1);
  ctx.lineTo(width, height);
  ctx.fillStyle = color;
  ctx.fill();
}

/** A landscape at sunset. */
function landscape(width, height) {
  const canvas = createCanvas(width, height);
  const ctx = canvas.getContext('2d', { alpha: false });
  const sky = ctx.createLinearGradient(0, 0, 0, height);
  sky.addColorStop(0, '#3d5fa8');
  sky.addColorStop(0.5, '#f2a07b');
  sky.addColorStop(1, '#ffe3a8');
  ctx.fillStyle = sky;
  ctx.fillRect(0, 0, width, height);
  ctx.beginPath();
  ctx.arc(width * 0.7, height * 0.4, height * 0.13, 0, Math.PI * 2);
  ctx.fillStyle = '#fff3cf';
  ctx.fill();
  hills(ctx, width, height, height * 0.62, '#5b6fa6');
  hills(ctx, width, height, height * 0.76, '#2f7d73');
  hills(ctx, width, height, height * 0.92, COLOR.ink);
  return canvas;
}

/** A ball with a transparent surrounding. */
function ball(size) {
  const canvas = createCanvas(size, size);
  const ctx = canvas.getContext('2d');
  const r = size / 2;
  const light = ctx.createRadialGradient(r * 0.7, r * 0.6, 0, r, r, r);
  light.addColorStop(0, '#ffe9c4');
  light.addColorStop(0.4, COLOR.coral);
  light.addColorStop(1, '#7d1f3a');
  ctx.beginPath();
  ctx.arc(r, r, r * 0.94, 0, Math.PI * 2);
  ctx.fillStyle = light;
  ctx.fill();
  return canvas;
}

/** A tile for patterns. */
function tile() {
  const canvas = createCanvas(28, 28);
  const ctx = canvas.getContext('2d');
  ctx.fillStyle = '#fdeecb';
  ctx.fillRect(0, 0, 28, 28);
  ctx.fillStyle = COLOR.mint;
  ctx.fillRect(0, 0, 14, 14);
  ctx.beginPath();
  ctx.arc(21, 21, 5, 0, Math.PI * 2);
  ctx.fillStyle = COLOR.coral;
  ctx.fill();
  return canvas;
}

module.exports = { ball, landscape, tile };
