'use strict';

// Konva with its backend for skia-canvas.

const scene = require('./konva-scene.js');

module.exports = async () => {
  await import('konva/skia-backend');
  return scene((await import('konva')).default);
};
