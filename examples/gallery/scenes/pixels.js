'use strict';

// Pixels in JavaScript's own memory: ImageData.

const { ImageData, createCanvas } = require('../../../index.js');
const { landscape } = require('../picture');

// putImageData ignores the transform, so the panels' pixels are put at `box`.

/** Calls `color(x, y)` for each pixel, which gives red, green and blue from 0 to 255. */
function computed(data, color) {
  for (let y = 0; y < data.height; y += 1) {
    for (let x = 0; x < data.width; x += 1) data.data.set([...color(x, y), 255], (y * data.width + x) * 4);
  }
  return data;
}

function waves(ctx, box) {
  const data = ctx.createImageData(box.width, box.height);
  ctx.putImageData(computed(data, (x, y) => {
    const wave = Math.sin(x / 22) + Math.sin(y / 17) + Math.sin((x + y) / 30) + Math.sin(Math.hypot(x - 160, y - 90) / 14);
    return [0, 2, 4].map((shift) => 128 + 120 * Math.sin(wave * 1.2 + shift));
  }), box.x, box.y);
}

function mandelbrot(ctx, box) {
  const data = new ImageData(box.width, box.height);
  ctx.putImageData(computed(data, (x, y) => {
    const [cr, ci] = [(x / box.width) * 3 - 2.15, (y / box.height - 0.5) * 2.1];
    let [zr, zi, steps] = [0, 0, 0];
    for (; steps < 60 && zr * zr + zi * zi < 4; steps += 1) [zr, zi] = [zr * zr - zi * zi + cr, 2 * zr * zi + ci];
    return steps === 60 ? [12, 16, 40] : [40 + steps * 12, 60 + steps * 5, 140 + steps * 2];
  }), box.x, box.y);
}

/** Draws the picture and gives its pixels to `change`. */
function changed(change) {
  return (ctx, box) => {
    const picture = landscape(box.width, box.height);
    ctx.drawImage(picture, 0, 0);
    picture.dispose();
    change(ctx, box, ctx.getImageData(box.x, box.y, box.width, box.height));
  };
}

function negative(ctx, box, image) {
  const { data } = image;
  for (let i = 0; i < data.length; i += 4) {
    if ((i / 4) % box.width < box.width / 2) continue;
    for (let channel = 0; channel < 3; channel += 1) data[i + channel] = 255 - data[i + channel];
  }
  ctx.putImageData(image, box.x, box.y);
}

function mosaic(ctx, box, image) {
  const { data, width, height } = image;
  const block = 14;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const from = (Math.floor(y / block) * block * width + Math.floor(x / block) * block) * 4;
      data.copyWithin((y * width + x) * 4, from, from + 4);
    }
  }
  ctx.putImageData(image, box.x, box.y);
}

/** The changed pixels are all there, but only those of three rectangles are put. */
function dirty(ctx, box, image) {
  const { data } = image;
  for (let i = 0; i < data.length; i += 4) data.fill((data[i] + data[i + 1] + data[i + 2]) / 3, i, i + 3);
  for (let x = 20; x < box.width; x += 106) ctx.putImageData(image, box.x, box.y, x, 25, 80, 130);
}

/** Alpha is not premultiplied. Put on a canvas of their own, the pixels can be drawn over others. */
function alpha(ctx, box) {
  ctx.fillStyle = '#dfe3ec';
  for (let y = 0; y < box.height; y += 15) for (let x = (y / 15) % 2 ? 15 : 0; x < box.width; x += 30) ctx.fillRect(x, y, 15, 15);
  const layer = createCanvas(box.width, box.height);
  const paint = layer.getContext('2d');
  const image = paint.createImageData(box.width, box.height);
  for (let i = 0; i < image.data.length; i += 4) {
    const x = (i / 4) % box.width;
    const y = Math.floor(i / 4 / box.width);
    image.data.set([242, 100, 75, 127 + 128 * Math.sin(Math.hypot(x - box.width / 2, y - box.height / 2) / 7)], i);
  }
  paint.putImageData(image, 0, 0);
  ctx.drawImage(layer, 0, 0);
  layer.dispose();
}

module.exports = {
  name: 'pixels',
  title: 'Pixels and ImageData',
  columns: 3,
  cellHeight: 180,
  cells: {
    'createImageData, putImageData': waves,
    'new ImageData': mandelbrot,
    'getImageData: half a negative': changed(negative),
    'getImageData: a mosaic': changed(mosaic),
    'putImageData of dirty rectangles': changed(dirty),
    'drawn with alpha': alpha,
  },
};
