'use strict';

// Konva with its backend for node-canvas.

const scene = require('./konva-scene.js');

module.exports = async () => {
  await import('konva/canvas-backend');
  return scene((await import('konva')).default);
};
