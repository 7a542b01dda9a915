'use strict';

// What text is painted with, what is done to it on its way, and on what it lies.

const { TEXT, group, lines, sized } = require('./support.js');

const SANS = '24px "Test Sans"';
const WORDS = ['Hamburgefons', 'AVATAR Type'];
const small = (attributes) => lines(130, 50, { font: '13px "Test Sans"', ...attributes }, ['Hamburgefonstiv', 'Illinois & 0123']);

/** Text on a ground of one colour. */
const on = (ground, color, px = 14) =>
  sized(150, 60, (ctx) => {
    ctx.fillStyle = ground;
    ctx.fillRect(0, 0, 150, 60);
    Object.assign(ctx, { font: `${px}px "Test Sans"`, fillStyle: color });
    ctx.fillText('Hamburgefonstiv', 6, 22);
    ctx.fillText('minimum hill 0123', 6, 48);
  });

/** Text in a way, twice: filled large and small. */
const large = (prepare) =>
  sized(180, 80, (ctx, tools) => {
    ctx.font = SANS;
    prepare(ctx, tools);
    WORDS.forEach((word, i) => ctx.fillText(word, 8, 30 + i * 34));
  });

function ramp(ctx) {
  const gradient = ctx.createLinearGradient(0, 0, 180, 0);
  gradient.addColorStop(0, '#d00');
  gradient.addColorStop(0.5, '#08c');
  gradient.addColorStop(1, '#0a0');
  return gradient;
}

function checks(another) {
  const canvas = another(6, 6);
  const ctx = canvas.getContext('2d', { willReadFrequently: true });
  ctx.fillStyle = '#c0f';
  ctx.fillRect(0, 0, 6, 6);
  ctx.fillStyle = '#060';
  ctx.fillRect(0, 0, 3, 3);
  ctx.fillRect(3, 3, 3, 3);
  return canvas;
}

const scenes = {
  black: small({}),
  'white-on-black': on('#000', '#fff'),
  'black-on-white': on('#fff', '#000'),
  'grey-on-white': on('#fff', '#888'),
  'white-on-grey': on('#888', '#fff'),
  'grey-on-blue': on('#1565c0', '#ccc'),
  'red-on-yellow': on('#ffee58', '#c62828'),
  'green-on-black': on('#000', '#00e676'),
  'dark-blue-on-white': on('#fff', '#000080'),
  'yellow-on-white': on('#fff', '#fd0'),
  'white-on-black-large': on('#000', '#fff', 22),
  'on-an-opaque-canvas': sized(150, 60, (ctx, { another }) => {
    const canvas = another(150, 60);
    const opaque = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
    Object.assign(opaque, { font: '14px "Test Sans"', fillStyle: '#fff' });
    opaque.fillText('Hamburgefonstiv', 6, 22);
    opaque.fillText('minimum hill 0123', 6, 48);
    ctx.drawImage(canvas, 0, 0);
  }),
  gradient: large((ctx) => {
    ctx.fillStyle = ramp(ctx);
  }),
  'gradient-small': sized(150, 50, (ctx) => {
    Object.assign(ctx, { font: '13px "Test Sans"', fillStyle: ramp(ctx) });
    ctx.fillText('Hamburgefonstiv', 6, 20);
    ctx.fillText('Illinois & 0123', 6, 42);
  }),
  'gradient-stroke': large((ctx) => {
    ctx.strokeStyle = ramp(ctx);
    ctx.lineWidth = 2;
    ctx.fillStyle = 'transparent';
    ctx.strokeText('Rage', 100, 64);
    ctx.strokeText('Gradient', 8, 32);
  }),
  pattern: large((ctx, { another }) => {
    ctx.fillStyle = ctx.createPattern(checks(another), 'repeat');
  }),
  shadow: large((ctx) => Object.assign(ctx, { shadowColor: 'rgba(0, 0, 0, 0.6)', shadowBlur: 4, shadowOffsetX: 3, shadowOffsetY: 3 })),
  'shadow-hard': large((ctx) => Object.assign(ctx, { fillStyle: '#06c', shadowColor: '#999', shadowOffsetX: 2, shadowOffsetY: 2 })),
  'shadow-small': small({ shadowColor: 'rgba(200, 0, 0, 0.8)', shadowBlur: 2, shadowOffsetX: 1, shadowOffsetY: 1 }),
  blurred: large((ctx) => {
    ctx.filter = 'blur(1.5px)';
  }),
  'drop-shadow': large((ctx) => {
    ctx.filter = 'drop-shadow(3px 2px 2px #c60)';
  }),
  translucent: large((ctx) => {
    ctx.globalAlpha = 0.4;
  }),
  'translucent-color': small({ fillStyle: 'rgba(0, 0, 0, 0.5)' }),
  clipped: large((ctx) => {
    ctx.beginPath();
    ctx.arc(80, 40, 36.5, 0, 7);
    ctx.clip();
  }),
  'as-a-clip': sized(180, 80, (ctx) => {
    ctx.font = 'bold 52px "Test Sans"';
    ctx.fillText('Mask', 8, 58);
    ctx.globalCompositeOperation = 'source-in';
    ctx.fillStyle = ramp(ctx);
    ctx.fillRect(0, 0, 180, 80);
  }),
  'cut-out': sized(180, 80, (ctx) => {
    ctx.fillStyle = ramp(ctx);
    ctx.fillRect(0, 0, 180, 80);
    ctx.globalCompositeOperation = 'destination-out';
    ctx.font = 'bold 52px "Test Sans"';
    ctx.fillText('Hole', 8, 58);
  }),
};

for (const mode of ['xor', 'multiply', 'screen', 'difference', 'source-atop', 'destination-over', 'copy', 'lighter', 'source-in']) {
  scenes[`in-${mode}`] = sized(180, 80, (ctx) => {
    ctx.fillStyle = '#f80';
    ctx.fillRect(20, 20, 100, 44);
    ctx.globalCompositeOperation = mode;
    Object.assign(ctx, { font: '30px "Test Sans"', fillStyle: '#07b' });
    ctx.fillText('Composite', 10, 50);
  });
}

module.exports = group({ scenes, families: ['Test Sans'], limits: TEXT });
