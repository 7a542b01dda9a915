'use strict';

// From a request to the bytes of a card: decode, draw, encode. Decoding and encoding run on worker threads.

const { decodeImages, disposeImages } = require('./assets');
const { SIZE, drawCard } = require('./card');

// What each card says beside its title and subtitle.
const IMPRINT = Object.freeze({
  kicker: 'Field notes',
  author: 'Robin Vale',
  site: 'cards.example.org',
  note: '6 min read',
  tags: Object.freeze(['Canvas 2D', 'Node.js', 'Rust']),
});

/** Draws on the canvas. The decoded images are given back as soon as they are drawn, not when the card is sent. */
async function drawOn(canvas, { canvasModule, files, request, signal }) {
  const images = await decodeImages(canvasModule.loadImage, files);
  try {
    signal.throwIfAborted();
    drawCard(canvas.getContext('2d'), images, { ...IMPRINT, title: request.title, subtitle: request.subtitle });
  } finally {
    disposeImages(images);
  }
}

/**
 * Makes one card and returns its bytes. The signal is looked at between the steps: a step that has begun on a worker
 * runs to its end, the next one does not begin.
 */
async function renderCard(job) {
  const { canvasModule, request, signal } = job;
  const canvas = canvasModule.createCanvas(SIZE.width, SIZE.height);
  try {
    await drawOn(canvas, job);
    signal.throwIfAborted();
    if (request.format === 'png') return await canvas.encode('png');
    return await canvas.encode(request.format, request.quality);
  } finally {
    // Gives the pixels back now. Without it they stay until the collector finds the canvas.
    canvas.dispose();
  }
}

module.exports = { renderCard };
