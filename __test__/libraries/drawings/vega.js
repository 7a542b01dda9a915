'use strict';

// Vega, which makes its own canvas.

const values = [{ c: 'A', a: 28 }, { c: 'B', a: 55 }, { c: 'C', a: 43 }, { c: 'D', a: 91 }];

const spec = {
  width: 300,
  height: 200,
  padding: 5,
  title: 'Vega',
  data: [{ name: 'table', values }],
  scales: [
    { name: 'x', type: 'band', domain: { data: 'table', field: 'c' }, range: 'width', padding: 0.1 },
    { name: 'y', domain: { data: 'table', field: 'a' }, nice: true, range: 'height' },
  ],
  axes: [{ orient: 'bottom', scale: 'x' }, { orient: 'left', scale: 'y', grid: true }],
  marks: [
    {
      type: 'rect',
      from: { data: 'table' },
      encode: {
        enter: {
          x: { scale: 'x', field: 'c' },
          width: { scale: 'x', band: 1 },
          y: { scale: 'y', field: 'a' },
          y2: { scale: 'y', value: 0 },
          fill: { value: 'steelblue' },
          cornerRadius: { value: 4 },
        },
      },
    },
  ],
};

module.exports = async (type = undefined) => {
  const vega = await import('vega');
  const canvas = await new vega.View(vega.parse(spec), { renderer: 'none' }).toCanvas(1.5, { type });
  return canvas.toBuffer();
};
