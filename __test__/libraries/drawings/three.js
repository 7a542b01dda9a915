'use strict';

// three: a canvas is a texture; without WebGL that is all there is, and asking for WebGL is no error.

const assert = require('node:assert/strict');
require('@napi-rs/canvas/global');
const { createCanvas } = require('canvas');

module.exports = async () => {
  const { CanvasTexture, Sprite, SpriteMaterial } = await import('three');
  const canvas = createCanvas(64, 64);
  assert.equal(canvas.getContext('webgl2'), null);
  const ctx = canvas.getContext('2d');
  ctx.fillStyle = 'seagreen';
  ctx.fillRect(8, 8, 48, 48);
  const texture = new CanvasTexture(canvas);
  assert.equal(texture.image, canvas);
  assert.deepEqual([texture.image.width, texture.image.height], [64, 64]);
  const sprite = new Sprite(new SpriteMaterial({ map: texture }));
  assert.equal(sprite.material.map.image, canvas);
  assert.equal(await createImageBitmap(texture.image).then(({ width }) => width), 64);
  return texture.image.toBuffer();
};
