'use strict';

// Filters, each of one function, lists of them, and what they are combined with.

const { TURN, group } = require('./support.js');

const SIDE = 160;

/** Colours of all kinds, opaque ones above and translucent ones below. */
function swatches(ctx) {
  for (let y = 0; y < 8; y += 1) {
    for (let x = 0; x < 8; x += 1) {
      const [r, g, b] = [x * 36, (y % 4) * 80, 255 - x * 20 - y * 14];
      ctx.fillStyle = `rgba(${r}, ${g}, ${b}, ${y < 4 ? 1 : 0.2 + x * 0.1})`;
      ctx.fillRect(x * 20, y * 20, 20, 20);
    }
  }
}

function circle(ctx, x, y, radius) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, TURN);
}

/** A disc, a turned square and a thick curve, each filtered for itself. */
function shapes(ctx) {
  ctx.fillStyle = '#d81b60';
  circle(ctx, 50, 52, 30);
  ctx.fill();
  ctx.save();
  ctx.translate(104, 70);
  ctx.rotate(0.4);
  ctx.fillStyle = 'rgba(30, 136, 229, 0.7)';
  ctx.fillRect(-26, -26, 52, 52);
  ctx.restore();
  ctx.strokeStyle = '#43a047';
  ctx.lineWidth = 9;
  ctx.beginPath();
  ctx.moveTo(16, 130);
  ctx.bezierCurveTo(60, 80, 90, 170, 146, 116);
  ctx.stroke();
}

/** One function over all swatches, drawn as a picture. */
const colours = (filter) => (ctx, { another }) => {
  const picture = another(SIDE, SIDE);
  swatches(picture.getContext('2d', { willReadFrequently: true }));
  ctx.filter = filter;
  ctx.drawImage(picture, 0, 0);
};

/** A filter for each of some shapes. */
const shaped = (filter, settings = {}) => (ctx) => {
  Object.assign(ctx, settings);
  ctx.filter = filter;
  shapes(ctx);
};

/** A filtered disc on a background, in a mode, within a clip or not. */
const composed = (mode, clip) => (ctx) => {
  ctx.fillStyle = '#ffb300';
  ctx.fillRect(20, 20, 90, 120);
  if (clip) {
    circle(ctx, 80, 80, 62);
    ctx.clip();
  }
  ctx.globalCompositeOperation = mode;
  ctx.filter = 'blur(4px) hue-rotate(60deg)';
  ctx.fillStyle = '#3949ab';
  circle(ctx, 96, 84, 44);
  ctx.fill();
};

const scenes = {
  brightness: colours('brightness(1.4)'),
  'brightness-less': colours('brightness(35%)'),
  contrast: colours('contrast(1.8)'),
  grayscale: colours('grayscale(0.7)'),
  'hue-rotate': colours('hue-rotate(130deg)'),
  invert: colours('invert(0.85)'),
  opacity: colours('opacity(0.45)'),
  saturate: colours('saturate(2.2)'),
  sepia: colours('sepia(0.9)'),
  'colours-in-a-row': colours('saturate(1.8) contrast(0.8) brightness(1.2) hue-rotate(-40deg) sepia(0.3)'),
  'blur-1px': shaped('blur(1px)'),
  'blur-2.5px': shaped('blur(2.5px)'),
  'blur-10px': shaped('blur(10px)'),
  'blur-40px': shaped('blur(40px)'),
  'blur-150px': (ctx) => {
    ctx.filter = 'blur(150px)';
    ctx.fillStyle = '#123c69';
    ctx.fillRect(-200, -100, 280, 900);
  },
  'blur-400px': (ctx) => {
    ctx.filter = 'blur(400px)';
    ctx.fillStyle = '#123c69';
    ctx.fillRect(-900, -600, 980, 1500);
  },
  'blur-of-a-picture': colours('blur(6px)'),
  'blur-not-scaled': (ctx) => {
    ctx.scale(3, 0.5);
    ctx.filter = 'blur(5px)';
    ctx.fillStyle = '#123c69';
    ctx.fillRect(15, 80, 20, 150);
  },
  'drop-shadow': shaped('drop-shadow(8px 6px 4px rgba(0, 0, 0, 0.6))'),
  'drop-shadow-hard': shaped('drop-shadow(-7px 5px #f80)'),
  'drop-shadow-between-pixels': shaped('drop-shadow(6.5px 4.25px 2px navy)'),
  'drop-shadows': shaped('drop-shadow(5px 5px 1px red) drop-shadow(-4px 9px 3px #0a0)'),
  'drop-shadow-from-afar': (ctx) => {
    ctx.filter = 'drop-shadow(-3000px 0 5px #123c69)';
    circle(ctx, 3080, 80, 50);
    ctx.fill();
  },
  'blur-then-contrast': shaped('blur(5px) contrast(3)'),
  'shadow-of-what-is-filtered': shaped('blur(3px) opacity(0.7)', { shadowColor: '#000', shadowBlur: 6, shadowOffsetX: 9, shadowOffsetY: 7 }),
  'global-alpha': shaped('blur(3px) invert(1)', { globalAlpha: 0.4 }),
  gradient: (ctx) => {
    const gradient = ctx.createLinearGradient(20, 0, 140, 0);
    gradient.addColorStop(0, 'red');
    gradient.addColorStop(1, 'rgba(0, 0, 255, 0.3)');
    ctx.filter = 'hue-rotate(90deg) blur(2px)';
    ctx.fillStyle = gradient;
    ctx.fillRect(20, 30, 120, 100);
  },
  pattern: (ctx, { another }) => {
    const tile = another(10, 10);
    const inner = tile.getContext('2d', { willReadFrequently: true });
    inner.fillStyle = '#c60';
    inner.fillRect(0, 0, 5, 10);
    ctx.filter = 'drop-shadow(4px 4px 2px #024)';
    ctx.fillStyle = ctx.createPattern(tile, 'repeat');
    ctx.fillRect(30, 30, 90, 90);
  },
  clipped: (ctx) => {
    circle(ctx, 80, 80, 55.5);
    ctx.clip();
    ctx.filter = 'blur(7px)';
    shapes(ctx);
  },
  copy: composed('copy', false),
  'copy-clipped': composed('copy', true),
  'source-in-clipped': composed('source-in', true),
  'destination-atop': composed('destination-atop', false),
  multiply: composed('multiply', false),
  xor: composed('xor', true),
};

module.exports = group({
  scenes,
  side: SIDE,
  farther: {
    'blur-40px': { mean: 0.8, reason: 'three translucent layers over all of it, each of which Chromium rounds up' },
    'blur-150px': { mean: 0.7, reason: 'made on a smaller picture, as in Chromium, but of another size' },
    'drop-shadow-hard': { bad: 0.5, reason: 'twice as many edges, which Chromium anti-aliases by approximations' },
  },
});
