'use strict';

// CSS filters, all on the same picture.

const { ball, landscape } = require('../picture');

function filtered(filter) {
  return (ctx, box) => {
    const picture = landscape(box.width, box.height);
    ctx.filter = filter;
    ctx.drawImage(picture, 0, 0);
    picture.dispose();
  };
}

function dropShadow(ctx) {
  ctx.filter = 'drop-shadow(14px 12px 8px rgb(31 42 68 / 0.7))';
  ctx.drawImage(ball(110), 62, 22);
}

const FILTERS = [
  'none', 'blur(5px)', 'brightness(150%)', 'contrast(180%)', 'grayscale(100%)', 'hue-rotate(120deg)', 'invert(100%)',
  'opacity(40%)', 'saturate(250%)', 'sepia(100%)',
];

const cells = Object.fromEntries(FILTERS.map((filter) => [filter, filtered(filter)]));
cells['drop-shadow(…)'] = dropShadow;
cells['sepia(80%) contrast(130%) blur(2px)'] = filtered('sepia(80%) contrast(130%) blur(2px)');

module.exports = { name: 'filters', title: 'CSS filters', columns: 4, cellHeight: 160, cells };
