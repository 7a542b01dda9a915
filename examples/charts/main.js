'use strict';

// The same data by three libraries.

const { main } = require('../run');
const { drawChartJs } = require('./chart-js');
const { drawECharts } = require('./echarts');
const { drawVega } = require('./vega');

async function draw() {
  return { 'chart-js.png': await drawChartJs(), 'echarts.png': await drawECharts(), 'vega.png': await drawVega() };
}

main(module, draw);

module.exports = { draw };
