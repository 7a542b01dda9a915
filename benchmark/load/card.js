'use strict';

// The card of examples/card-server, made with any engine: a JPEG, an SVG and a PNG are decoded, the card is drawn by
// the example's own code, and the canvas is encoded as PNG. Every step is the engine's asynchronous call where it has one.

const path = require('node:path');
const { readImages } = require('../../examples/card-server/assets.js');
const { SIZE, drawCard } = require('../../examples/card-server/card.js');

const ROOT = path.join(__dirname, '..', '..');
const FACES = {
  'Noto Sans': path.join(ROOT, 'assets', 'fonts', 'NotoSans-Regular.subset.ttf'),
  'Noto Sans Bold': path.join(ROOT, 'examples', 'card-server', 'assets', 'NotoSans-Bold.subset.ttf'),
};

// What each card says beside its title and subtitle.
const IMPRINT = {
  kicker: 'Field notes',
  author: 'Robin Vale',
  site: 'cards.example.org',
  note: '6 min read',
  tags: ['Canvas 2D', 'Node.js', 'Rust'],
};

/** Gives back now what the engine lets be given back; elsewhere the collector finds it, as its users know it. */
const release = (thing) => thing.dispose?.();

async function decodeAll(engine, files) {
  const images = await Promise.all(Object.values(files).map((bytes) => engine.loadImage(bytes)));
  return Object.fromEntries(Object.keys(files).map((name, i) => [name, images[i]]));
}

/** `{ drawn(text) -> Promise<canvas>, make(text) -> Promise<Buffer> }`; text is `{ title, subtitle }`. */
function cardMaker(engine) {
  for (const [family, file] of Object.entries(FACES)) {
    if (!engine.bundledFamilies.includes(family)) engine.registerFont(file, family);
  }
  const files = readImages();

  async function drawn({ title, subtitle }) {
    const images = await decodeAll(engine, files);
    const canvas = engine.createCanvas(SIZE.width, SIZE.height);
    drawCard(canvas.getContext('2d'), images, { ...IMPRINT, title, subtitle });
    Object.values(images).forEach(release);
    return canvas;
  }

  async function make(text) {
    const canvas = await drawn(text);
    try {
      return await engine.encode(canvas, 'png');
    } finally {
      release(canvas);
    }
  }

  return { drawn, make };
}

module.exports = { cardMaker, release };
