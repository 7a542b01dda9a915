'use strict';

// Fabric, through jsdom, with both of its streams.

const assert = require('node:assert/strict');
const { Circle, FabricImage, Gradient, Rect, Shadow, StaticCanvas, Textbox } = require('fabric/node');
const { createCanvas } = require('canvas');

const place = (left, top) => ({ left, top, originX: 'left', originY: 'top' });
const colorStops = [{ offset: 0, color: 'red' }, { offset: 1, color: 'blue' }];

async function sizeOf(stream) {
  let size = 0;
  for await (const part of stream) size += part.length;
  return size;
}

module.exports = async () => {
  const canvas = new StaticCanvas(null, { width: 400, height: 300, backgroundColor: 'white' });
  const shadow = new Shadow({ color: 'rgba(0, 0, 0, 0.5)', blur: 10, offsetX: 5, offsetY: 5 });
  canvas.add(new Rect({ ...place(60, 30), width: 120, height: 80, fill: 'crimson', angle: 15, shadow }));
  const fill = new Gradient({ type: 'linear', coords: { x1: 0, y1: 0, x2: 100, y2: 0 }, colorStops });
  canvas.add(new Circle({ ...place(230, 30), radius: 50, fill }));
  canvas.add(new Textbox('Fabric text box that wraps', { ...place(30, 180), width: 200, fontSize: 28, fontFamily: 'sans-serif' }));
  const picture = createCanvas(60, 40);
  picture.getContext('2d').fillRect(10, 10, 40, 20);
  canvas.add((await FabricImage.fromURL(picture.toDataURL())).set({ ...place(280, 200), angle: -10 }));
  canvas.renderAll();
  const png = canvas.getNodeCanvas().toBuffer('image/png');
  assert.equal(await sizeOf(canvas.createPNGStream()), png.length);
  assert.ok(await sizeOf(canvas.createJPEGStream()) > 1000);
  await canvas.dispose();
  return png;
};
