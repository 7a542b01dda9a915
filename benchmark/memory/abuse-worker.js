'use strict';

// Worker thread of abuse.js: says that it begins, then starts decodes until it is terminated.

const fs = require('node:fs');
const { parentPort, workerData } = require('node:worker_threads');
const { load } = require('../engines.js');

const DECODES = 4;

const engine = load(workerData.engine);
const photo = fs.readFileSync(workerData.file);

parentPort.postMessage('decoding');
for (let i = 0; i < DECODES; i += 1) engine.loadImage(photo);
// Keeps the worker alive until the parent ends it, even when the decodes are done before.
setInterval(() => {}, 1000);
