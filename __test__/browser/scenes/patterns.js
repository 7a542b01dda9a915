'use strict';

// Patterns with every repetition, under transforms of the context and of their own.

const { SIXTEENTHS, TURN, group } = require('./support.js');

/** An arrow on a ground, so that its turns and ends show. */
function arrow(another, width = 20, height = 16, ground = '#ffe082') {
  const canvas = another(width, height);
  const ctx = canvas.getContext('2d', { willReadFrequently: true });
  if (ground) {
    ctx.fillStyle = ground;
    ctx.fillRect(0, 0, width, height);
  }
  ctx.fillStyle = '#00695c';
  ctx.fillRect(2, 6, 10, 4);
  ctx.fillStyle = '#c62828';
  ctx.fillRect(12, 2, 4, 12);
  ctx.fillRect(16, 5, 2, 6);
  return canvas;
}

const repeated = (repetition) => (ctx, { another }) => {
  ctx.translate(32, 24);
  ctx.fillStyle = ctx.createPattern(arrow(another), repetition);
  ctx.fillRect(-32, -24, 160, 160);
};

const scenes = {
  repeat: repeated('repeat'),
  'repeat-x': repeated('repeat-x'),
  'repeat-y': repeated('repeat-y'),
  'no-repeat': repeated('no-repeat'),
  'in-a-shape': (ctx, { another }) => {
    ctx.fillStyle = ctx.createPattern(arrow(another), 'repeat');
    ctx.beginPath();
    ctx.arc(80, 80, 70.5, 0, TURN);
    ctx.arc(80, 80, 30.5, 0, TURN, true);
    ctx.fill();
  },
  'between-pixels': (ctx, { another }) => {
    ctx.translate(0.4, 0.7);
    ctx.fillStyle = ctx.createPattern(arrow(another), 'repeat');
    ctx.fillRect(0, 0, 160, 160);
  },
  turned: (ctx, { another }) => {
    ctx.rotate(0.3);
    ctx.fillStyle = ctx.createPattern(arrow(another), 'repeat');
    ctx.fillRect(20, -20, 120, 140);
  },
  'enlarged-smoothly': (ctx, { another }) => {
    ctx.scale(3.3, 3.3);
    ctx.fillStyle = ctx.createPattern(arrow(another), 'repeat');
    ctx.fillRect(0, 0, 50, 50);
  },
  'enlarged-in-steps': (ctx, { another }) => {
    ctx.imageSmoothingEnabled = false;
    ctx.scale(3.3, 3.3);
    ctx.fillStyle = ctx.createPattern(arrow(another), 'repeat');
    ctx.fillRect(0, 0, 50, 50);
  },
  'of-its-own-transform': (ctx, { another }) => {
    const pattern = ctx.createPattern(arrow(another), 'repeat');
    pattern.setTransform({ a: 1.2, b: 0.5, c: -0.4, d: 0.9, e: 13, f: 5 });
    ctx.fillStyle = pattern;
    ctx.fillRect(10, 10, 140, 140);
  },
  'of-both-transforms': (ctx, { another }) => {
    const pattern = ctx.createPattern(arrow(another), 'repeat-x');
    pattern.setTransform({ a: 2, d: 2, f: 20 });
    ctx.rotate(0.2);
    ctx.fillStyle = pattern;
    ctx.fillRect(-40, -40, 260, 260);
  },
  stroked: (ctx, { another }) => {
    ctx.strokeStyle = ctx.createPattern(arrow(another), 'repeat');
    ctx.lineWidth = 30;
    ctx.strokeRect(30, 30, 100, 100);
  },
  translucent: (ctx, { another }) => {
    ctx.fillStyle = '#1565c0';
    ctx.fillRect(0, 50, 160, 50);
    ctx.globalAlpha = 0.6;
    ctx.fillStyle = ctx.createPattern(arrow(another, 20, 16, 'rgba(255, 255, 0, 0.4)'), 'repeat');
    ctx.fillRect(20, 20, 120, 120);
  },
  'changed-after-it-was-made': (ctx, { another }) => {
    const canvas = arrow(another);
    ctx.fillStyle = ctx.createPattern(canvas, 'repeat');
    canvas.getContext('2d').clearRect(0, 0, 20, 16);
    ctx.fillRect(0, 0, 160, 160);
  },
};

module.exports = group({
  scenes,
  farther: {
    'between-pixels': { mean: 0.95, reason: SIXTEENTHS },
    'enlarged-smoothly': { mean: 0.65, reason: SIXTEENTHS },
  },
});
