'use strict';

// A page of a PDF by pdf.js, which requires @napi-rs/canvas by itself.

const fs = require('node:fs');
const path = require('node:path');

const PACKAGE = path.dirname(require.resolve('pdfjs-dist/package.json'));
const SCALE = 1.25;

module.exports = async (file, number) => {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const data = new Uint8Array(fs.readFileSync(file));
  const pdf = await getDocument({ data, wasmUrl: `${path.join(PACKAGE, 'wasm')}${path.sep}`, verbosity: 0 }).promise;
  const page = await pdf.getPage(Number(number));
  const viewport = page.getViewport({ scale: SCALE });
  const { canvas, context } = pdf.canvasFactory.create(Math.floor(viewport.width), Math.floor(viewport.height));
  await page.render({ canvasContext: context, viewport }).promise;
  return canvas.toBuffer('image/png');
};
