'use strict';

// The chart by Vega, which requires `canvas` by itself: this package by its alias.

const { COLOR, DEMAND, FONT, MONTHS, SIZE, SOURCES, TITLE, UNIT } = require('./data');

const rows = SOURCES.flatMap(({ name, values }, order) => values.map((value, i) => ({ month: MONTHS[i], name, value, order })));
const demand = DEMAND.values.map((value, i) => ({ month: MONTHS[i], value }));
const all = [...SOURCES, DEMAND];

const spec = {
  width: SIZE.width,
  height: SIZE.height,
  autosize: { type: 'fit', contains: 'padding' },
  padding: 24,
  background: COLOR.paper,
  config: {
    axis: { labelFont: FONT, labelFontSize: 14, labelColor: COLOR.soft, titleFont: FONT, titleFontSize: 14, titleColor: COLOR.soft, titleFontWeight: 'normal' },
    legend: { labelFont: FONT, labelFontSize: 14, labelColor: COLOR.ink, orient: 'top', direction: 'horizontal', symbolType: 'circle' },
  },
  title: { text: TITLE, anchor: 'start', font: FONT, fontSize: 24, color: COLOR.ink, offset: 12 },
  data: [
    { name: 'sources', values: rows, transform: [{ type: 'stack', groupby: ['month'], sort: { field: 'order' }, field: 'value' }] },
    { name: 'demand', values: demand },
  ],
  scales: [
    { name: 'x', type: 'band', domain: MONTHS, range: 'width', padding: 0.36 },
    { name: 'y', domain: { fields: [{ data: 'sources', field: 'y1' }, { data: 'demand', field: 'value' }] }, range: 'height', nice: true, zero: true },
    { name: 'color', type: 'ordinal', domain: all.map(({ name }) => name), range: all.map(({ color }) => color) },
  ],
  legends: [{ fill: 'color' }],
  axes: [
    { orient: 'bottom', scale: 'x', ticks: false, labelPadding: 10, domainColor: COLOR.soft },
    { orient: 'left', scale: 'y', grid: true, gridColor: COLOR.grid, domain: false, ticks: false, labelPadding: 8, title: UNIT, titlePadding: 12 },
  ],
  marks: [
    {
      type: 'rect',
      from: { data: 'sources' },
      encode: { enter: {
        x: { scale: 'x', field: 'month' }, width: { scale: 'x', band: 1 },
        y: { scale: 'y', field: 'y1' }, y2: { scale: 'y', field: 'y0' },
        fill: { scale: 'color', field: 'name' },
      } },
    },
    ...['line', 'symbol'].map((type) => ({
      type,
      from: { data: 'demand' },
      encode: { enter: {
        x: { scale: 'x', field: 'month', band: 0.5 }, y: { scale: 'y', field: 'value' },
        ...(type === 'line'
          ? { stroke: { value: DEMAND.color }, strokeWidth: { value: 3 }, interpolate: { value: 'monotone' } }
          : { fill: { value: DEMAND.color }, size: { value: 55 } }),
      } },
    })),
  ],
};

async function drawVega() {
  const vega = await import('vega');
  const view = new vega.View(vega.parse(spec), { renderer: 'none' });
  const canvas = await view.toCanvas();
  const png = await canvas.encode('png');
  view.finalize();
  canvas.dispose();
  return png;
}

module.exports = { drawVega };
