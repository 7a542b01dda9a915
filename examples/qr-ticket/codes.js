'use strict';

// Codes for machines. Their edges lie on whole pixels, or a scanner reads less well what it sees.

const JsBarcode = require('jsbarcode');
const qrcode = require('qrcode-generator');

const { createCanvas } = require('../../index.js');

/** A QR code that is still read with a quarter of it lost, as large as whole pixels for each module let it be in `size`. */
function drawQrCode(ctx, text, { x, y, size, color }) {
  const code = qrcode(0, 'Q');
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  const module = Math.floor(size / count);
  if (module === 0) throw new RangeError(`a QR code of ${count} modules does not fit ${size} pixels`);
  const left = x + Math.floor((size - count * module) / 2);
  const top = y + Math.floor((size - count * module) / 2);
  ctx.fillStyle = color;
  ctx.beginPath();
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column < count; column += 1) {
      if (code.isDark(row, column)) ctx.rect(left + column * module, top + row * module, module, module);
    }
  }
  ctx.fill();
}

/** A Code 128, drawn by its library on a canvas of its own that is as wide as its bars need. */
function drawBarCode(ctx, text, { width, height, color }) {
  const bars = createCanvas(1, 1);
  const options = { format: 'CODE128', margin: 0, height, displayValue: false, lineColor: color, background: 'transparent' };
  JsBarcode(bars, text, { ...options, width: 1 });
  const bar = Math.floor(width / bars.width);
  if (bar === 0) throw new RangeError(`a bar code of ${bars.width} modules does not fit ${width} pixels`);
  JsBarcode(bars, text, { ...options, width: bar });
  ctx.drawImage(bars, Math.floor((width - bars.width) / 2), 0);
  bars.dispose();
}

module.exports = { drawBarCode, drawQrCode };
