'use strict';

// Pages of a PDF by pdf.js, which requires @napi-rs/canvas by itself: this package by its alias.

const path = require('node:path');

// A page may claim any size.
const MAX_PIXELS = 50_000_000;

/** Where pdf.js finds what it reads beside its code: decoders, and fonts for those that a PDF only names. */
function resources() {
  const folder = path.dirname(require.resolve('pdfjs-dist/package.json'));
  const inside = (name) => `${path.join(folder, name)}${path.sep}`;
  return { wasmUrl: inside('wasm'), standardFontDataUrl: inside('standard_fonts'), cMapUrl: inside('cmaps'), cMapPacked: true };
}

/** A page as a PNG. `bytes` are the file's, `number` counts from 1, `scale` is in pixels for each of the page's points. */
async function renderPage(bytes, number, scale) {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  // It takes the array for itself.
  const task = getDocument({ data: new Uint8Array(bytes), ...resources(), verbosity: 0 });
  try {
    const pdf = await task.promise;
    const page = await pdf.getPage(number);
    const viewport = page.getViewport({ scale });
    const [width, height] = [Math.ceil(viewport.width), Math.ceil(viewport.height)];
    if (width * height > MAX_PIXELS) throw new RangeError(`page ${number} is ${width} x ${height} pixels; at most ${MAX_PIXELS} are allowed`);
    const { canvas, context } = pdf.canvasFactory.create(width, height);
    try {
      await page.render({ canvasContext: context, viewport }).promise;
      return await canvas.encode('png');
    } finally {
      canvas.dispose();
    }
  } finally {
    await task.destroy();
  }
}

module.exports = { renderPage };
