'use strict';

// Files: the picture of a photograph's kind and the chart, written and read by the promise that each
// engine offers. A decoded image is drawn too, because engines decode when they please.

const PICTURES = ['photo', 'chart'];

// What browsers use for toBlob and what @napi-rs/canvas and node-canvas are given too.
const QUALITY = { jpeg: 92, webp: 80 };

function encodeScene(type, picture) {
  return {
    id: `encode ${type.toUpperCase()}, ${picture}`,
    encodes: type,
    async open({ ctx, engine, image, note }) {
      ctx.drawImage(await image(`${picture}.png`), 0, 0);
      return async () => {
        const bytes = await engine.encode(ctx.canvas, type, QUALITY[type]);
        note('KB', bytes.length / 1024);
      };
    },
  };
}

function decodeScene(type, picture) {
  return {
    id: `decode ${type.toUpperCase()}, ${picture}`,
    decodes: type,
    open({ ctx, engine, bytes }) {
      const file = bytes(`${picture}.${type}`);
      return async () => ctx.drawImage(await engine.loadImage(file), 0, 0);
    },
  };
}

const of = (make) => ['png', 'jpeg', 'webp'].flatMap((type) => PICTURES.map((picture) => make(type, picture)));

module.exports = [...of(encodeScene), ...of(decodeScene)];
