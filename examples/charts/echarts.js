'use strict';

// The chart by ECharts.

const { createCanvas } = require('../../index.js');
const { COLOR, DEMAND, FONT, MONTHS, SIZE, SOURCES, TITLE, UNIT } = require('./data');

const bars = SOURCES.map(({ name, color, values }) => ({ name, type: 'bar', stack: 'sources', data: values, itemStyle: { color }, barWidth: '62%' }));
const line = {
  name: DEMAND.name, type: 'line', smooth: 0.35, data: DEMAND.values, color: DEMAND.color, lineStyle: { width: 3 }, symbol: 'circle', symbolSize: 8,
};

const option = {
  animation: false,
  backgroundColor: COLOR.paper,
  textStyle: { fontFamily: FONT, fontSize: 14 },
  title: { text: TITLE, left: 24, top: 20, textStyle: { fontSize: 24, color: COLOR.ink } },
  legend: { left: 20, top: 62, textStyle: { fontSize: 14, color: COLOR.ink } },
  grid: { left: 76, right: 28, top: 116, bottom: 48 },
  xAxis: { data: MONTHS, axisTick: { show: false }, axisLabel: { fontSize: 14, color: COLOR.soft } },
  yAxis: { name: UNIT, nameLocation: 'middle', nameGap: 40, nameTextStyle: { fontSize: 14 }, axisLabel: { fontSize: 14, color: COLOR.soft }, splitLine: { lineStyle: { color: COLOR.grid } } },
  series: [...bars, line],
};

async function drawECharts() {
  const echarts = require('echarts');
  // Where it measures text.
  echarts.setPlatformAPI({ createCanvas: () => createCanvas(32, 32) });
  const canvas = createCanvas(SIZE.width, SIZE.height);
  const chart = echarts.init(canvas, null, { devicePixelRatio: 1 });
  chart.setOption(option);
  const png = await canvas.encode('png');
  chart.dispose();
  canvas.dispose();
  return png;
}

module.exports = { drawECharts };
