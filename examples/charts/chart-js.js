'use strict';

// The chart by Chart.js.

const { createCanvas } = require('../../index.js');
const { COLOR, DEMAND, FONT, MONTHS, SIZE, SOURCES, TITLE, UNIT } = require('./data');

const bars = SOURCES.map(({ name, color, values }) => ({ label: name, data: values, backgroundColor: color, stack: 'sources' }));
const line = {
  type: 'line', label: DEMAND.name, data: DEMAND.values, borderColor: DEMAND.color, backgroundColor: DEMAND.color, borderWidth: 3,
  pointRadius: 4, tension: 0.35,
  // On top of the bars.
  order: -1,
};

// It draws nothing behind the chart.
const paper = {
  id: 'paper',
  beforeDraw({ ctx, width, height }) {
    ctx.fillStyle = COLOR.paper;
    ctx.fillRect(0, 0, width, height);
  },
};

const options = {
  // There is no page that could change its size, and one picture is wanted: the last.
  responsive: false,
  animation: false,
  devicePixelRatio: 1,
  layout: { padding: 24 },
  scales: {
    x: { grid: { display: false }, ticks: { color: COLOR.soft }, stacked: true },
    y: { grid: { color: COLOR.grid }, border: { display: false }, ticks: { color: COLOR.soft }, title: { display: true, text: UNIT, color: COLOR.soft } },
  },
  plugins: {
    title: { display: true, text: TITLE, align: 'start', color: COLOR.ink, font: { size: 24 }, padding: { bottom: 12 } },
    legend: { align: 'start', labels: { color: COLOR.ink, usePointStyle: true, boxHeight: 8 } },
  },
};

async function drawChartJs() {
  const { Chart, registerables } = await import('chart.js');
  Chart.register(...registerables);
  Chart.defaults.font.family = FONT;
  Chart.defaults.font.size = 14;
  const canvas = createCanvas(SIZE.width, SIZE.height);
  const data = { labels: MONTHS, datasets: [...bars, line] };
  const chart = new Chart(canvas.getContext('2d'), { type: 'bar', data, options, plugins: [paper] });
  const png = await canvas.encode('png');
  chart.destroy();
  canvas.dispose();
  return png;
}

module.exports = { drawChartJs };
