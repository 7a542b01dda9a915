'use strict';

// The measured process: the card server alone, so that its memory and its event loop are its own. main.js forks it and
// asks over IPC. Messages in: 'start', 'sample', 'close'. Messages out: {listening}, {started}, {sample}.

const fs = require('node:fs');
const { monitorEventLoopDelay } = require('node:perf_hooks');

const canvas = require('../../../index.js');
const { createServer } = require('../server');
const { closeGracefully } = require('../shutdown');

// Each sample is the time between two firings of a timer, so this much of it is no delay.
const RESOLUTION_MS = 10;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

/** The most memory this process ever held. Linux tells it for the process; elsewhere libuv does. */
function peakRss() {
  try {
    const line = /^VmHWM:\s+(\d+) kB$/m.exec(fs.readFileSync('/proc/self/status', 'utf8'));
    if (line !== null) return Number(line[1]) * 1024;
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  return process.resourceUsage().maxRSS * 1024;
}

function delayMs() {
  const above = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
  return { p99: above(delay.percentile(99)), max: above(delay.max), resolution: RESOLUTION_MS };
}

/** User and system time of all threads, in milliseconds. */
function cpuMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function sample() {
  return {
    rss: process.memoryUsage.rss(),
    peakRss: peakRss(),
    cpu: cpuMs(),
    delay: delayMs(),
    ledger: canvas.memoryUsage(),
  };
}

const server = createServer(canvas, { maxActive: Number(process.argv[2]) });

const onMessage = {
  start() {
    delay.reset();
    delay.enable();
    process.send({ started: sample() });
  },
  sample: () => process.send({ sample: sample() }),
  async close() {
    delay.disable();
    await closeGracefully(server);
    process.disconnect();
  },
};

process.on('message', (message) => onMessage[message]());
// Without its parent this process has no purpose.
process.on('disconnect', () => server.closeAllConnections());
server.listen(0, '127.0.0.1', () => process.send({ listening: server.address().port }));
