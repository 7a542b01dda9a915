'use strict';

// ECharts with a platform of ours.

const { Image, createCanvas } = require('canvas');
const echarts = require('echarts');

echarts.setPlatformAPI({
  createCanvas: () => createCanvas(32, 32),
  loadImage(source, onload, onerror) {
    const image = new Image();
    image.onload = onload;
    image.onerror = onerror;
    image.src = source;
    return image;
  },
});

const gradient = new echarts.graphic.LinearGradient(0, 0, 0, 1, [{ offset: 0, color: '#83bff6' }, { offset: 1, color: '#188df0' }]);

module.exports = async () => {
  const canvas = createCanvas(600, 400);
  const chart = echarts.init(canvas);
  chart.setOption({
    animation: false,
    title: { text: 'ECharts' },
    legend: {},
    xAxis: { data: ['a', 'b', 'c', 'd', 'e'] },
    yAxis: {},
    series: [
      { name: 'Bars', type: 'bar', data: [5, 20, 36, 10, 10], itemStyle: { color: gradient, borderRadius: 5, shadowBlur: 8, shadowColor: '#0006' } },
      { name: 'Area', type: 'line', smooth: true, areaStyle: { opacity: 0.5 }, data: [3, 8, 30, 20, 1] },
      { name: 'Pie', type: 'pie', radius: 45, center: ['80%', '28%'], data: [{ value: 3, name: 'x' }, { value: 2, name: 'y' }] },
    ],
  });
  const png = canvas.toBuffer();
  chart.dispose();
  return png;
};
