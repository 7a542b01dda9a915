'use strict';

// chartjs-node-canvas: a PNG, and the same by each of its other ways.

const assert = require('node:assert/strict');
const { ChartJSNodeCanvas } = require('chartjs-node-canvas');

const chart = {
  type: 'doughnut',
  data: { labels: ['a', 'b', 'c'], datasets: [{ data: [5, 3, 2], backgroundColor: ['teal', 'gold', 'tomato'] }] },
};

async function bytesOf(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

async function picture() {
  const renderer = new ChartJSNodeCanvas({ width: 360, height: 300, backgroundColour: 'white' });
  const png = await renderer.renderToBuffer(chart);
  const base64 = `data:image/png;base64,${png.toString('base64')}`;
  assert.deepEqual(renderer.renderToBufferSync(chart), png);
  assert.equal(await renderer.renderToDataURL(chart), base64);
  assert.equal(renderer.renderToDataURLSync(chart), base64);
  assert.deepEqual(await bytesOf(renderer.renderToStream(chart)), png);
  const jpeg = await renderer.renderToBuffer(chart, 'image/jpeg');
  assert.deepEqual(await bytesOf(renderer.renderToStream(chart, 'image/jpeg')), jpeg);
  return png;
}

async function page() {
  const renderer = new ChartJSNodeCanvas({ width: 360, height: 300, type: 'pdf', backgroundColour: 'white' });
  const mime = 'application/pdf';
  const pdf = renderer.renderToBufferSync(chart, mime);
  assert.deepEqual(await renderer.renderToBuffer(chart, mime), pdf);
  assert.deepEqual(await bytesOf(renderer.renderToStream(chart, mime)), pdf);
  assert.equal(renderer.renderToDataURLSync(chart, mime), `data:${mime};base64,${pdf.toString('base64')}`);
  return pdf;
}

module.exports = (type = 'image') => (type === 'pdf' ? page() : picture());
