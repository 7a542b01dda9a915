'use strict';

// Text in the bundled font.

const COLOR = require('../palette');

function sizes(ctx) {
  ctx.fillStyle = COLOR.ink;
  let y = 8;
  for (const size of [12, 16, 22, 30, 42]) {
    y += size * 1.12;
    ctx.font = `${size}px sans-serif`;
    ctx.fillText(`${size} px Ag`, 20, y);
  }
}

function alphabets(ctx, { width }) {
  ctx.fillStyle = COLOR.ink;
  ctx.font = '30px sans-serif';
  ctx.textAlign = 'center';
  ['Čeština à été', 'Ελληνικά', 'Русский'].forEach((text, i) => ctx.fillText(text, width / 2, 50 + i * 46));
}

function filledAndStroked(ctx, { width }) {
  ctx.font = '110px sans-serif';
  ctx.textAlign = 'center';
  ctx.lineJoin = 'round';
  ctx.lineWidth = 12;
  ctx.strokeStyle = COLOR.ink;
  ctx.strokeText('Text', width / 2, 122);
  const colors = ctx.createLinearGradient(0, 40, 0, 122);
  colors.addColorStop(0, COLOR.gold);
  colors.addColorStop(1, COLOR.coral);
  ctx.fillStyle = colors;
  ctx.fillText('Text', width / 2, 122);
}

function guide(ctx, x1, y1, x2, y2) {
  ctx.save();
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
  ctx.strokeStyle = COLOR.coral;
  ctx.stroke();
  ctx.restore();
}

function aligns(ctx, { width, height }) {
  guide(ctx, width / 2, 0, width / 2, height);
  ctx.fillStyle = COLOR.ink;
  ctx.font = '22px sans-serif';
  ['left', 'center', 'right', 'start', 'end'].forEach((align, i) => {
    ctx.textAlign = align;
    ctx.fillText(align, width / 2, 32 + i * 32);
  });
}

function baselines(ctx, { width, height }) {
  guide(ctx, 0, height / 2, width, height / 2);
  ctx.fillStyle = COLOR.ink;
  ctx.font = '17px sans-serif';
  let x = 10;
  for (const baseline of ['top', 'hanging', 'middle', 'alphabetic', 'bottom']) {
    ctx.textBaseline = baseline;
    ctx.fillText(baseline, x, height / 2);
    x += ctx.measureText(baseline).width + 10;
  }
}

function directions(ctx, { width }) {
  ctx.fillStyle = COLOR.ink;
  ctx.font = '24px sans-serif';
  ctx.direction = 'ltr';
  ctx.fillText('start, ltr', 20, 70);
  ctx.direction = 'rtl';
  ctx.fillText('start, rtl', width - 20, 120);
}

/** One line for each value of an attribute, with the value behind it. */
function variants(attribute, values, text) {
  return (ctx) => {
    values.forEach((value, i) => {
      const y = 52 + i * 46;
      ctx[attribute] = value;
      ctx.fillStyle = COLOR.ink;
      ctx.font = '26px sans-serif';
      ctx.fillText(text, 20, y);
      ctx[attribute] = attribute === 'fontKerning' ? 'auto' : '0px';
      ctx.fillStyle = COLOR.soft;
      ctx.font = '14px sans-serif';
      ctx.fillText(value, 270, y);
    });
  };
}

function condensed(ctx) {
  ctx.fillStyle = COLOR.ink;
  ctx.font = '32px sans-serif';
  [290, 200, 110].forEach((maxWidth, i) => {
    const y = 48 + i * 48;
    ctx.fillText('Condensed to fit', 20, y, maxWidth);
    guide(ctx, 20 + maxWidth, y - 30, 20 + maxWidth, y + 8);
  });
}

/** The box of the ink, and the width that the text moves on. */
function measured(ctx) {
  const x = 45;
  const y = 110;
  ctx.font = '90px sans-serif';
  const metrics = ctx.measureText('Glyph');
  const left = x - metrics.actualBoundingBoxLeft;
  const top = y - metrics.actualBoundingBoxAscent;
  ctx.fillStyle = '#dcefe9';
  ctx.fillRect(left, top, x + metrics.actualBoundingBoxRight - left, y + metrics.actualBoundingBoxDescent - top);
  ctx.fillStyle = COLOR.ink;
  ctx.fillText('Glyph', x, y);
  guide(ctx, x, y, x + metrics.width, y);
}

function aroundACircle(ctx, { width, height }) {
  ctx.translate(width / 2, height / 2);
  ctx.font = '22px sans-serif';
  ctx.textAlign = 'center';
  const letters = [...'letters around a circle • '];
  letters.forEach((letter, i) => {
    ctx.fillStyle = `hsl(${(i * 360) / letters.length} 65% 45%)`;
    ctx.fillText(letter, 0, -62);
    ctx.rotate((Math.PI * 2) / letters.length);
  });
}

module.exports = {
  name: 'text',
  title: 'Text and its attributes',
  columns: 3,
  cellHeight: 180,
  cells: {
    'font sizes': sizes,
    'Latin, Greek, Cyrillic': alphabets,
    'fillText, strokeText': filledAndStroked,
    textAlign: aligns,
    textBaseline: baselines,
    direction: directions,
    letterSpacing: variants('letterSpacing', ['-2px', '0px', '0.3em'], 'Letter spacing'),
    wordSpacing: variants('wordSpacing', ['-4px', '0px', '20px'], 'one two three'),
    fontKerning: variants('fontKerning', ['normal', 'none'], 'AVATAR To Wave'),
    'fillText with maxWidth': condensed,
    measureText: measured,
    'letter by letter': aroundACircle,
  },
};
