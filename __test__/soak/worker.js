'use strict';

// A thread of the soak: some cards, compared as everywhere. Sends what went wrong; says nothing when all is well.

const { parentPort, workerData } = require('node:worker_threads');

const { Lanes } = require('./lanes.js');

const LANES = 4;
const { jobs } = workerData;
const lanes = new Lanes(workerData);

lanes.run(LANES, (index) => index < jobs, ['card', 'early', 'all']).then(() => {
  if (lanes.failures.length > 0) parentPort.postMessage(lanes.failures.join('\n'));
});
