'use strict';

// A caption under an animated GIF: its frames one after another, each drawn above the words and added to a new one.
//   node examples/gif/caption.js [animation.gif [the words [captioned.gif]]]

const fs = require('node:fs');
const path = require('node:path');

const { GifEncoder, ImageDecoder, createCanvas, layoutText } = require('../../index.js');

const FONT = 'bold 20px sans-serif';
const MARGIN = 12;
const GROWING_CHART = path.join(__dirname, '../../__test__/examples/goldens/gif.gif');

/** Browsers show what is shorter for so long. */
const SHORTEST_MS = 20;
const AS_SHOWN_MS = 100;

/** A canvas with the words under room for a picture of that size. */
function captioned(width, height, words) {
  const canvas = createCanvas(width, height);
  const ctx = canvas.getContext('2d');
  ctx.font = FONT;
  const box = layoutText(ctx, words, { width: width - 2 * MARGIN, align: 'center', maxLines: 3 });
  canvas.height = height + Math.ceil(box.height) + 2 * MARGIN;
  ctx.fillStyle = 'white';
  ctx.fillRect(0, height, width, canvas.height - height);
  ctx.fillStyle = 'black';
  // Resizing a canvas resets its styles.
  ctx.font = FONT;
  box.fill(MARGIN, height + MARGIN);
  return canvas;
}

const delayOf = ({ duration }) => {
  const milliseconds = duration / 1000;
  return milliseconds < SHORTEST_MS ? AS_SHOWN_MS : milliseconds;
};

/** The bytes of a GIF with the words under it. `data` is a file's bytes, or a stream of them. */
async function caption(data, words) {
  const decoder = new ImageDecoder({ type: 'image/gif', data });
  let encoder;
  let canvas;
  try {
    await decoder.tracks.ready;
    const { frameCount, repetitionCount } = decoder.tracks.selectedTrack;
    for (let frameIndex = 0; frameIndex < frameCount; frameIndex += 1) {
      const { image } = await decoder.decode({ frameIndex });
      const { codedWidth: width, codedHeight: height } = image;
      canvas ??= captioned(width, height, words);
      // 0 is for ever, -1 is once.
      encoder ??= new GifEncoder(canvas.width, canvas.height, { repeat: repetitionCount === Infinity ? 0 : repetitionCount || -1 });
      const ctx = canvas.getContext('2d');
      ctx.clearRect(0, 0, width, height);
      ctx.drawImage(image, 0, 0);
      await encoder.addFrame(canvas, { delay: delayOf(image) });
      image.close();
    }
    return await encoder.finishAsync();
  } finally {
    decoder.close();
    encoder?.dispose();
    canvas?.dispose();
  }
}

async function run([file = GROWING_CHART, words = 'Visitors, day by day', to = 'captioned.gif']) {
  fs.writeFileSync(to, await caption(fs.createReadStream(file), words));
  console.log(path.resolve(to));
}

if (require.main === module) run(process.argv.slice(2));

module.exports = { caption };
