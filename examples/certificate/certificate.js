'use strict';

// A page of A4, landscape, in points.

const WIDTH = 842;
const HEIGHT = 595;

const INK = '#22324a';
const GOLD = '#a5803a';
const LINK = 'https://example.com/certificates/';

/** Sets the largest size of a font at which a text is no wider than `most`, not below `least`. */
function fit(ctx, text, font, { size, least, most }) {
  for (let px = size; px > least; px -= 2) {
    ctx.font = font(px);
    if (ctx.measureText(text).width <= most) return;
  }
  ctx.font = font(least);
}

function border(ctx) {
  ctx.strokeStyle = GOLD;
  ctx.lineWidth = 3;
  ctx.strokeRect(28, 28, WIDTH - 56, HEIGHT - 56);
  ctx.lineWidth = 0.75;
  ctx.strokeRect(36, 36, WIDTH - 72, HEIGHT - 72);
  for (const [x, y] of [[36, 36], [WIDTH - 36, 36], [36, HEIGHT - 36], [WIDTH - 36, HEIGHT - 36]]) {
    ctx.beginPath();
    ctx.arc(x, y, 9, 0, 2 * Math.PI);
    ctx.fillStyle = 'white';
    ctx.fill();
    ctx.stroke();
  }
}

/** Lines that turn around the middle, as on banknotes. */
function rosette(ctx, x, y, radius) {
  ctx.save();
  ctx.translate(x, y);
  ctx.globalAlpha = 0.35;
  ctx.lineWidth = 0.5;
  for (let ring = 0; ring < 12; ring += 1) {
    ctx.beginPath();
    for (let step = 0; step <= 240; step += 1) {
      const turn = (step / 240) * 2 * Math.PI;
      const r = radius * (0.72 + 0.28 * Math.cos(9 * turn + (ring * Math.PI) / 6));
      ctx.lineTo(r * Math.cos(turn), r * Math.sin(turn));
    }
    ctx.stroke();
  }
  ctx.restore();
}

function seal(ctx, x, y) {
  const shine = ctx.createRadialGradient(x - 14, y - 14, 4, x, y, 46);
  shine.addColorStop(0, '#f0dca4');
  shine.addColorStop(1, GOLD);
  ctx.fillStyle = shine;
  ctx.beginPath();
  for (let i = 0; i < 48; i += 1) {
    const r = i % 2 === 0 ? 46 : 42;
    ctx.lineTo(x + r * Math.cos((i * Math.PI) / 24), y + r * Math.sin((i * Math.PI) / 24));
  }
  ctx.closePath();
  ctx.fill();
  ctx.strokeStyle = 'white';
  ctx.lineWidth = 3;
  ctx.lineJoin = 'round';
  ctx.beginPath();
  ctx.moveTo(x - 16, y + 1);
  ctx.lineTo(x - 4, y + 13);
  ctx.lineTo(x + 18, y - 13);
  ctx.stroke();
}

/** @param person {name, course, date, number} */
function drawPage(ctx, { name, course, date, number }) {
  const middle = WIDTH / 2;
  ctx.fillStyle = 'white';
  ctx.fillRect(0, 0, WIDTH, HEIGHT);
  ctx.strokeStyle = GOLD;
  rosette(ctx, middle, 300, 230);
  border(ctx);

  ctx.textAlign = 'center';
  ctx.fillStyle = INK;
  ctx.letterSpacing = '6px';
  ctx.font = '34px serif';
  ctx.fillText('CERTIFICATE', middle, 128);
  ctx.letterSpacing = '0px';
  ctx.font = '16px serif';
  ctx.fillText('This is to certify that', middle, 190);
  fit(ctx, name, (size) => `${size}px serif`, { size: 52, least: 24, most: 620 });
  ctx.fillText(name, middle, 262, 620);
  ctx.fillStyle = GOLD;
  ctx.fillRect(middle - 200, 284, 400, 1);
  ctx.fillStyle = INK;
  ctx.font = '16px serif';
  ctx.fillText('has completed the course', middle, 322);
  fit(ctx, course, (size) => `bold ${size}px sans-serif`, { size: 26, least: 14, most: 620 });
  ctx.fillText(course, middle, 366, 620);

  seal(ctx, middle, 460);
  ctx.fillStyle = INK;
  ctx.font = '13px sans-serif';
  ctx.textAlign = 'left';
  ctx.fillText(date, 96, 500);
  ctx.textAlign = 'right';
  ctx.fillStyle = '#1a5fb4';
  ctx.fillText(number, WIDTH - 96, 500);
  const { width } = ctx.measureText(number);
  ctx.annotateLinkUrl(WIDTH - 96 - width, 484, WIDTH - 96, 506, LINK + encodeURIComponent(number));
}

module.exports = { HEIGHT, WIDTH, drawPage };
