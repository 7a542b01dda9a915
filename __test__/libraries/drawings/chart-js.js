'use strict';

// Chart.js on a canvas of ours.

const { createCanvas } = require('canvas');

const COLORS = ['#e4572e', '#29335c', '#f3a712', '#669bbc'];

module.exports = async (type = undefined) => {
  const { Chart, registerables } = await import('chart.js');
  Chart.register(...registerables);
  const canvas = createCanvas(600, 400, type);
  const labels = ['January', 'February', 'March', 'April'];
  const bars = { label: 'Sales', data: [12, 19, 3, 5], backgroundColor: COLORS, borderColor: '#222', borderWidth: 1, borderRadius: 6 };
  const line = { type: 'line', label: 'Orders', data: [8, 11, 14, 4], borderColor: '#669bbc', borderDash: [6, 3], tension: 0.4, fill: true };
  const chart = new Chart(canvas.getContext('2d'), {
    type: 'bar',
    data: { labels, datasets: [bars, line] },
    options: { animation: false, responsive: false, plugins: { title: { display: true, text: 'Chart.js' } } },
  });
  const file = canvas.toBuffer();
  chart.destroy();
  return file;
};
