'use strict';

// An animated GIF. Each frame is what the canvas shows when it is added; it is encoded while the next one is drawn.

const { GifEncoder } = require('../../index.js');
const { main } = require('../run');
const { SIZE, frames } = require('./frames');

async function draw() {
  const encoder = new GifEncoder(SIZE.width, SIZE.height);
  try {
    // Waiting for each frame bounds what is held: one that is drawn, one that is encoded.
    let before = null;
    for (const { canvas, delay } of frames()) {
      const added = encoder.addFrame(canvas, { delay });
      await before;
      before = added;
    }
    return await encoder.finishAsync();
  } finally {
    encoder.dispose();
  }
}

main(module, draw, 'gif');

module.exports = { draw };
