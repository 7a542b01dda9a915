'use strict';

// A ticket: paper with notches and a perforated line, a QR code, a bar code along its edge.

const { createCanvas } = require('../../index.js');
const { drawBarCode, drawQrCode } = require('./codes');

const SIZE = { width: 1000, height: 420 };
const PAPER = { x: 30, y: 30, width: 940, height: 360, radius: 22 };
const STUB = 690;
const NOTCH = 20;
const COLOR = { desk: '#e9ecf3', ink: '#1d1836', soft: '#6c6784', paper: '#ffffff' };

/** The outline of the paper: round corners, and half circles cut out where it is to be torn. */
function outline(ctx) {
  const { x, y, width, height, radius } = PAPER;
  ctx.beginPath();
  ctx.moveTo(x + radius, y);
  ctx.arc(STUB, y, NOTCH, Math.PI, 0, true);
  ctx.arcTo(x + width, y, x + width, y + height, radius);
  ctx.arcTo(x + width, y + height, x, y + height, radius);
  ctx.arc(STUB, y + height, NOTCH, 0, Math.PI, true);
  ctx.arcTo(x, y + height, x, y, radius);
  ctx.arcTo(x, y, x + width, y, radius);
  ctx.closePath();
}

function drawPaper(ctx) {
  ctx.save();
  outline(ctx);
  ctx.shadowColor = 'rgb(29 24 54 / 0.28)';
  ctx.shadowBlur = 26;
  ctx.shadowOffsetY = 8;
  ctx.fillStyle = COLOR.paper;
  ctx.fill();
  ctx.restore();
}

/** The picture of the left part: hills of sound under a gradient. */
function drawArt(ctx) {
  const { x, y, height } = PAPER;
  const width = STUB - x;
  const sky = ctx.createLinearGradient(x, y, STUB, y + height);
  sky.addColorStop(0, '#2b1a6b');
  sky.addColorStop(0.55, '#8a2f9c');
  sky.addColorStop(1, '#ff7a59');
  ctx.fillStyle = sky;
  ctx.fillRect(x, y, width, height);
  ctx.globalCompositeOperation = 'screen';
  for (let row = 0; row < 9; row += 1) {
    ctx.beginPath();
    for (let i = 0; i <= width; i += 4) {
      const swell = Math.exp(-(((i - width * 0.62) / 150) ** 2));
      const wave = Math.sin(i / (17 + row * 2) + row * 1.7) * Math.sin(i / 41 + row) * 46 * swell;
      ctx.lineTo(x + i, y + height - 84 - row * 11 - Math.abs(wave));
    }
    ctx.strokeStyle = `rgb(255 ${150 + row * 10} ${120 + row * 14} / ${0.9 - row * 0.08})`;
    ctx.lineWidth = 2.5;
    ctx.stroke();
  }
  ctx.globalCompositeOperation = 'source-over';
  ctx.fillStyle = 'rgb(29 24 54 / 0.5)';
  ctx.fillRect(x, y + height - 84, width, 84);
}

function drawTexts(ctx, { title, act, place, date, fields }) {
  ctx.fillStyle = 'rgb(255 255 255 / 0.8)';
  ctx.font = '17px sans-serif';
  ctx.letterSpacing = '4px';
  ctx.fillText(act, 68, 80);
  ctx.letterSpacing = '0px';
  ctx.fillStyle = 'white';
  ctx.font = 'bold 58px sans-serif';
  ctx.fillText(title, 64, 142, STUB - 110);
  ctx.font = 'italic 24px serif';
  ctx.fillText(`${place}, ${date}`, 66, 182, STUB - 110);
  fields.forEach(([label, value], i) => {
    const left = 68 + i * 116;
    ctx.fillStyle = 'rgb(255 255 255 / 0.75)';
    ctx.font = '14px sans-serif';
    ctx.fillText(label, left, 333);
    ctx.fillStyle = 'white';
    ctx.font = 'bold 28px monospace';
    ctx.fillText(value, left, 367, 104);
  });
}

function drawPerforation(ctx) {
  ctx.save();
  ctx.beginPath();
  ctx.moveTo(STUB, PAPER.y + NOTCH + 12);
  ctx.lineTo(STUB, PAPER.y + PAPER.height - NOTCH - 8);
  ctx.setLineDash([0.1, 11]);
  ctx.lineCap = 'round';
  ctx.lineWidth = 5;
  ctx.strokeStyle = COLOR.desk;
  ctx.stroke();
  ctx.restore();
}

function drawStub(ctx, { code }) {
  drawQrCode(ctx, `https://tickets.example/${code}`, { x: STUB + 34, y: 62, size: 164, color: COLOR.ink });
  ctx.fillStyle = COLOR.soft;
  ctx.font = '14px sans-serif';
  ctx.textAlign = 'center';
  ctx.fillText('Admit one', STUB + 116, 272);
  ctx.fillStyle = COLOR.ink;
  ctx.font = 'bold 22px monospace';
  ctx.fillText(code.slice(0, 4), STUB + 116, 310);
  ctx.fillText(code.slice(5), STUB + 116, 338);
  // Turned, along the right edge.
  ctx.translate(PAPER.x + PAPER.width - 20, 58);
  ctx.rotate(Math.PI / 2);
  drawBarCode(ctx, code, { width: 304, height: 44, color: COLOR.ink });
}

/** The ticket as a PNG. */
async function drawTicket(ticket) {
  const canvas = createCanvas(SIZE.width, SIZE.height);
  try {
    const ctx = canvas.getContext('2d', { alpha: false });
    ctx.fillStyle = COLOR.desk;
    ctx.fillRect(0, 0, SIZE.width, SIZE.height);
    drawPaper(ctx);
    ctx.save();
    outline(ctx);
    ctx.clip();
    drawArt(ctx);
    drawTexts(ctx, ticket);
    drawPerforation(ctx);
    drawStub(ctx, ticket);
    ctx.restore();
    return await canvas.encode('png');
  } finally {
    canvas.dispose();
  }
}

module.exports = { drawTicket };
