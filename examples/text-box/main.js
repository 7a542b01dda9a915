'use strict';

// Text in boxes: lines broken by the rules of Unicode, aligned, cut with an ellipsis, in several styles, made as large as
// fits.

const { createCanvas, layoutText } = require('../../index.js');
const { main } = require('../run');
const { fitText } = require('./fit');

const SIZE = { width: 1000, height: 676 };
const COLOR = { page: '#eef1f6', card: '#ffffff', ink: '#1c2536', soft: '#66728a', blue: '#2f6fed', coral: '#e5533d', green: '#1d9a6c' };
const PAD = 24;

const PROSE = 'A canvas knows one line of text. Whoever draws a paragraph has to measure its words, break it where a language '
  + 'allows that, and place each line.';

/** A white card with its label; leaves the part inside it to `draw`, which gets its width and height. */
function card(ctx, { x, y, width, height, label, color }, draw) {
  ctx.save();
  ctx.translate(x, y);
  ctx.beginPath();
  ctx.roundRect(0, 0, width, height, 14);
  ctx.shadowColor = 'rgb(28 37 54 / 0.14)';
  ctx.shadowBlur = 18;
  ctx.shadowOffsetY = 5;
  ctx.fillStyle = COLOR.card;
  ctx.fill();
  ctx.shadowColor = 'transparent';
  ctx.clip();
  ctx.fillStyle = color;
  ctx.fillRect(0, 0, width, 5);
  ctx.font = 'bold 14px sans-serif';
  ctx.fillText(label, PAD, 36);
  ctx.fillStyle = COLOR.ink;
  ctx.translate(PAD, 52);
  draw({ width: width - 2 * PAD, height: height - 52 - PAD });
  ctx.restore();
}

function alignments(ctx) {
  const colors = [COLOR.blue, COLOR.coral, COLOR.green];
  ['start', 'center', 'end'].forEach((align, i) => {
    const box = { x: 30 + i * 320, y: 98, width: 300, height: 230, label: `align: '${align}'`, color: colors[i] };
    card(ctx, box, ({ width }) => {
      ctx.font = '17px sans-serif';
      layoutText(ctx, PROSE, { width, align, lineHeight: 26 }).fill(0, 0);
    });
  });
}

/** The same text in one line, in two and in three. */
function ellipses(ctx) {
  card(ctx, { x: 30, y: 348, width: 300, height: 298, label: 'maxLines', color: COLOR.blue }, ({ width }) => {
    let top = 0;
    for (const maxLines of [1, 2, 3]) {
      ctx.font = '13px monospace';
      ctx.fillStyle = COLOR.soft;
      ctx.fillText(`${maxLines}`, 0, top + 16);
      ctx.font = '17px serif';
      ctx.fillStyle = COLOR.ink;
      const box = layoutText(ctx, PROSE, { width: width - 24, maxLines, lineHeight: 25 });
      box.fill(24, top);
      top += box.height + 22;
    }
  });
}

function spans(ctx) {
  card(ctx, { x: 350, y: 348, width: 300, height: 298, label: 'spans', color: COLOR.coral }, ({ width }) => {
    ctx.font = '18px sans-serif';
    const text = [
      { text: 'Parts of a paragraph may be ' },
      { text: 'bold', font: 'bold 18px sans-serif' },
      { text: ', ' },
      { text: 'italic', font: 'italic 18px serif' },
      { text: ', ' },
      { text: 'larger', font: '28px sans-serif' },
      { text: ', ' },
      { text: 'in colour', fillStyle: COLOR.coral },
      { text: ', ' },
      { text: 'wide', letterSpacing: '4px' },
      { text: ' or ' },
      { text: 'code()', font: '17px monospace', fillStyle: COLOR.blue },
      { text: '. Each line is as high as what stands in it asks for. Ελληνικά и русский too.' },
    ];
    layoutText(ctx, text, { width }).fill(0, 0);
  });
}

/** Titles of any length in boxes of one size, which their middle shares. */
function fitted(ctx) {
  card(ctx, { x: 670, y: 348, width: 300, height: 298, label: 'as large as fits', color: COLOR.green }, ({ width }) => {
    const titles = ['Fit', 'A middling title', 'A much longer title, which has to be smaller to have a place in its box'];
    titles.forEach((title, i) => {
      const box = { x: 0, y: i * 78, width, height: 70 };
      ctx.fillStyle = '#e6f5ef';
      ctx.fillRect(box.x, box.y, box.width, box.height);
      ctx.fillStyle = COLOR.ink;
      const { layout } = fitText(ctx, title, { ...box, width: width - 20, least: 10, most: 48, family: 'sans-serif', align: 'center' });
      layout.fill(box.x + 10, box.y + (box.height - layout.height) / 2);
    });
  });
}

async function draw() {
  const canvas = createCanvas(SIZE.width, SIZE.height);
  const ctx = canvas.getContext('2d', { alpha: false });
  ctx.fillStyle = COLOR.page;
  ctx.fillRect(0, 0, SIZE.width, SIZE.height);
  ctx.fillStyle = COLOR.ink;
  ctx.font = 'bold 34px sans-serif';
  ctx.fillText('Text in boxes', 30, 62);
  alignments(ctx);
  ellipses(ctx);
  spans(ctx);
  fitted(ctx);
  const png = await canvas.encode('png');
  canvas.dispose();
  return png;
}

main(module, draw);

module.exports = { draw };
