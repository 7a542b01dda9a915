'use strict';

// The engines that the benchmark compares, one adapter each. An adapter hides only what differs in
// the public API; it never works around how an engine treats memory.
//
// Adapter: { name, version, createCanvas(w, h), loadImage(bytes) -> Promise<Image>,
//   encode(canvas, 'png'|'jpeg') -> Promise<Buffer>, Image, decodes: string[],
//   memoryUsage: (() => object) | null }

// One quality for all, so that JPEG encoders do comparable work.
const JPEG_QUALITY = 80;

const ALL_FORMATS = ['jpeg', 'png', 'webp', 'svg'];

function quality(type) {
  return type === 'jpeg' ? JPEG_QUALITY : undefined;
}

function ours() {
  const api = require('../index.js');
  return {
    name: 'ours',
    version: api.version,
    createCanvas: api.createCanvas,
    loadImage: api.loadImage,
    encode: (canvas, type) => canvas.encode(type, quality(type)),
    Image: api.Image,
    decodes: ALL_FORMATS,
    memoryUsage: api.memoryUsage,
  };
}

function napiRs() {
  const api = require('@napi-rs/canvas');
  return {
    name: '@napi-rs/canvas',
    version: require('@napi-rs/canvas/package.json').version,
    createCanvas: api.createCanvas,
    loadImage: api.loadImage,
    encode: (canvas, type) => canvas.encode(type, quality(type)),
    Image: api.Image,
    decodes: ALL_FORMATS,
    memoryUsage: null,
  };
}

function nodeCanvas() {
  const api = require('canvas');
  const encode = (canvas, type) => new Promise((resolve, reject) => {
    const done = (error, bytes) => (error ? reject(error) : resolve(bytes));
    const config = type === 'jpeg' ? { quality: JPEG_QUALITY / 100 } : {};
    canvas.toBuffer(done, `image/${type}`, config);
  });
  return {
    name: 'canvas',
    version: api.version,
    createCanvas: api.createCanvas,
    loadImage: api.loadImage,
    encode,
    Image: api.Image,
    // node-canvas 3 has no WebP decoder.
    decodes: ['jpeg', 'png', 'svg'],
    memoryUsage: null,
  };
}

const LOADERS = { ours, '@napi-rs/canvas': napiRs, canvas: nodeCanvas };

const NAMES = Object.keys(LOADERS);

/** Loads one engine into this process. Throws when it is not installed or not built. */
function load(name) {
  return LOADERS[name]();
}

module.exports = { NAMES, load };
