'use strict';

// Canvases made and dropped in one synchronous loop, where no finalizer can run.

const { memory } = require('../lib/rss.js');
const { goal, judgeCases } = require('../lib/goals.js');
const { format, MB } = require('../lib/format.js');

const SIDE = 1500;
const COUNT = 600;
// Once pixels exist, peers free none inside the loop: 9 MB each, so a quarter already takes over 1.3 GB.
const PEER_COUNT = COUNT / 4;

const PEAK_LIMIT = 250 * MB;

function cases(engine, count) {
  const made = count ?? (engine === 'ours' ? COUNT : PEER_COUNT);
  return [
    { id: 'sync-loop', params: { made, read: false } },
    // A lazy engine owns no pixels until someone looks; one pixel read back makes it own them all.
    { id: 'sync-loop-read', params: { made, read: true } },
  ];
}

function loop(engine, { made, read }) {
  for (let i = 0; i < made; i += 1) {
    const context = engine.createCanvas(SIDE, SIDE).getContext('2d');
    context.fillStyle = i % 2 ? '#c33' : '#3c3';
    context.fillRect(10, 10, SIDE - 20, SIDE - 20);
    if (read && context.getImageData(20, 20, 1, 1).data[3] !== 255) throw new Error('the pixel was not painted');
  }
}

async function run(engine, params) {
  const start = memory().now;
  const began = performance.now();
  loop(engine, params);
  const took = performance.now() - began;
  const { now, peak } = memory();
  return { made: params.made, start, peak, after: now, took };
}

function goals(results) {
  return judgeCases('sync-loop', results, (id, { peak, made }) => [
    goal(`${id}: peak below 250 MB over ${made} canvases`, peak < PEAK_LIMIT, format('MB', peak)),
  ]);
}

module.exports = {
  name: 'sync-loop',
  title: `${COUNT} canvases of ${SIDE}x${SIDE} (peers: ${PEER_COUNT}), each painted once and dropped, without await`,
  cases,
  run,
  goals,
  figures: [
    ['made', 'canvases made', 'count'],
    ['start', 'RSS before', 'MB'],
    ['peak', 'peak RSS', 'MB'],
    ['after', 'RSS at the end of the loop', 'MB'],
    ['took', 'time', 'ms'],
  ],
};
