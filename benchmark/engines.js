'use strict';

// The engines that the benchmark compares, one adapter each. An adapter hides only what differs in
// the public API; it never works around how an engine treats memory.
//
// Adapter: { name, version, createCanvas(w, h), loadImage(bytes) -> Promise<Image>,
//   encode(canvas, 'png'|'jpeg'|'webp', quality of 0 to 100) -> Promise<Buffer>, Image,
//   decodes: string[], encodes: string[], registerFont(file, family), bundledFamilies: string[],
//   useFont() -> family, memoryUsage: (() => object) | null }

const path = require('node:path');

// One quality for all, so that JPEG encoders do comparable work.
const JPEG_QUALITY = 80;

const ALL_FORMATS = ['jpeg', 'png', 'webp', 'svg'];

function defaultQuality(type) {
  return type === 'jpeg' ? JPEG_QUALITY : undefined;
}

// The face that is bundled with this package; the peers are given the same file.
const FONT_FILE = path.join(__dirname, '..', 'assets', 'fonts', 'NotoSans-Regular.subset.ttf');
const FONT_FAMILY = 'Benchmark Sans';

function ours() {
  const api = require('../index.js');
  return {
    name: 'ours',
    version: api.version,
    createCanvas: api.createCanvas,
    loadImage: api.loadImage,
    encode: (canvas, type, quality = defaultQuality(type)) => canvas.encode(type, quality),
    Image: api.Image,
    decodes: ALL_FORMATS,
    encodes: ['png', 'jpeg', 'webp'],
    registerFont: (file, family) => api.GlobalFonts.registerFromPath(file, family),
    bundledFamilies: ['Noto Sans'],
    useFont: () => 'sans-serif',
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
    encode: (canvas, type, quality = defaultQuality(type)) => canvas.encode(type, quality),
    Image: api.Image,
    decodes: ALL_FORMATS,
    encodes: ['png', 'jpeg', 'webp'],
    registerFont: (file, family) => api.GlobalFonts.registerFromPath(file, family),
    bundledFamilies: [],
    useFont: () => {
      api.GlobalFonts.registerFromPath(FONT_FILE, FONT_FAMILY);
      return `"${FONT_FAMILY}"`;
    },
    memoryUsage: null,
  };
}

function nodeCanvas() {
  const api = require('canvas');
  const encode = (canvas, type, quality = JPEG_QUALITY) => new Promise((resolve, reject) => {
    const done = (error, bytes) => (error ? reject(error) : resolve(bytes));
    const config = type === 'jpeg' ? { quality: quality / 100 } : {};
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
    encodes: ['png', 'jpeg'],
    registerFont: (file, family) => api.registerFont(file, { family }),
    bundledFamilies: [],
    useFont: () => {
      api.registerFont(FONT_FILE, { family: FONT_FAMILY });
      return `"${FONT_FAMILY}"`;
    },
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
