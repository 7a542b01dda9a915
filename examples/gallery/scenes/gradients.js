'use strict';

// Gradients of the three kinds.

const COLOR = require('../palette');

const SUNSET = [[0, '#2b2d6e'], [0.45, '#d1477a'], [0.75, '#ff8a5c'], [1, '#ffe08a']];

function withStops(gradient, stops) {
  for (const [offset, color] of stops) gradient.addColorStop(offset, color);
  return gradient;
}

function fillAll(ctx, { width, height }, style) {
  ctx.fillStyle = style;
  ctx.fillRect(0, 0, width, height);
}

function linear(ctx, box) {
  fillAll(ctx, box, withStops(ctx.createLinearGradient(0, 0, 0, box.height), SUNSET));
}

function hardStops(ctx, box) {
  const stripes = ctx.createLinearGradient(20, 0, 225, 90);
  const colors = [COLOR.coral, COLOR.gold, COLOR.mint, COLOR.sky, COLOR.violet];
  colors.forEach((color, i) => {
    stripes.addColorStop(i / 5, color);
    stripes.addColorStop((i + 1) / 5, color);
  });
  fillAll(ctx, box, stripes);
}

function radial(ctx, box) {
  fillAll(ctx, box, withStops(ctx.createRadialGradient(122, 85, 5, 122, 85, 120), [...SUNSET].reverse().map(([offset, color]) => [1 - offset, color])));
}

function ballOfLight(ctx, box) {
  fillAll(ctx, box, COLOR.ink);
  const light = withStops(ctx.createRadialGradient(100, 62, 4, 122, 85, 66), [[0, 'white'], [0.3, '#8fd3ff'], [1, '#14508c']]);
  ctx.fillStyle = light;
  ctx.arc(122, 85, 66, 0, Math.PI * 2);
  ctx.fill();
}

function cone(ctx, box) {
  fillAll(ctx, box, withStops(ctx.createRadialGradient(50, 110, 8, 180, 60, 46), [[0, COLOR.gold], [0.5, COLOR.coral], [1, COLOR.violet]]));
}

function conic(ctx, box) {
  fillAll(ctx, box, withStops(ctx.createConicGradient(-Math.PI / 2, 122, 85), [[0, COLOR.ink], [0.5, COLOR.mint], [1, '#f4fff9']]));
}

function colourWheel(ctx) {
  const wheel = ctx.createConicGradient(0, 122, 85);
  for (let i = 0; i <= 12; i += 1) wheel.addColorStop(i / 12, `hsl(${i * 30} 90% 55%)`);
  ctx.strokeStyle = wheel;
  ctx.lineWidth = 34;
  ctx.arc(122, 85, 55, 0, Math.PI * 2);
  ctx.stroke();
}

function transparent(ctx, box) {
  for (let y = 0; y < box.height; y += 17) {
    for (let x = 0; x < box.width; x += 17) {
      ctx.fillStyle = (x + y) % 34 === 0 ? '#dfe3ec' : 'white';
      ctx.fillRect(x, y, 17, 17);
    }
  }
  fillAll(ctx, box, withStops(ctx.createLinearGradient(0, 0, box.width, 0), [[0, 'rgb(242 100 75)'], [1, 'rgb(61 139 217 / 0)']]));
}

module.exports = {
  name: 'gradients',
  title: 'Linear, radial and conic gradients',
  columns: 4,
  cellHeight: 170,
  cells: {
    'linear': linear,
    'linear, hard stops': hardStops,
    'radial': radial,
    'radial, another focus': ballOfLight,
    'radial, circles apart': cone,
    'conic': conic,
    'conic, as a stroke': colourWheel,
    'to transparent': transparent,
  },
};
