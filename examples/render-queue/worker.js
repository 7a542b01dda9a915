'use strict';

// One worker process. fleet.js starts several on one machine; any number on any number of machines may take from the
// same queue.
//
// A job may be drawn twice: a worker that is killed, or stops for longer than LOCK_MS, loses its jobs to another. That
// is harmless, since the same card gives the same bytes and they are put in place in one step.
//
// SIGTERM: takes no new job, finishes those in work (JOB_TIMEOUT_MS bounds that) and ends with 0. A second ends it at once.

const os = require('node:os');

const { Worker } = require('bullmq');

const canvas = require('../../index.js');
const { Housekeeping } = require('./housekeeping');
const { createProcessor } = require('./job');
const { loadTemplate } = require('./picture');
const { RENDER, connect, openQueues } = require('./queues');
const { Results } = require('./results');
const { readSettings } = require('./settings');

// Written to each job that it takes.
const NAME = `${os.hostname()}/${process.pid}`;
// A card whose workers died this often is a danger to the rest: it fails for good.
const MAX_STALLED = 2;

// Closing waits for Redis too, which may be gone.
const CLOSE_MS = 5000;

const log = (message) => console.error(`worker ${process.pid}: ${message}`);

function workerOptions(settings, connection) {
  return {
    connection,
    prefix: settings.prefix,
    name: NAME,
    concurrency: settings.concurrency,
    lockDuration: settings.lockMs,
    stalledInterval: settings.stalledMs,
    maxStalledCount: MAX_STALLED,
  };
}

function startWorker(app, connection) {
  const worker = new Worker(RENDER, createProcessor(app), workerOptions(app.settings, connection));
  // The connection's own errors are logged where it is made.
  worker.on('error', (error) => { if (connection.status === 'ready') log(error.message); });
  worker.on('failed', (job, error) => {
    log(`job ${job?.id}: ${error.message}`);
    if (job?.finishedOn !== undefined) app.housekeeping.tidy();
  });
  // Another has the job by now: what goes on here would only be thrown away.
  worker.on('lockRenewalFailed', (ids) => ids.forEach((id) => worker.cancelJob(id)));
  return worker;
}

/** Ends in order: the jobs, what follows from them, the connections. */
async function stop({ app, worker, connection }) {
  await worker.close();
  await app.housekeeping.stop();
  await app.queues.close();
  connection.disconnect();
  app.template.dispose();
  if (process.connected) process.disconnect();
}

function stopOnSignal(parts) {
  let stopping = false;
  const onStop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), parts.app.settings.jobTimeoutMs + CLOSE_MS).unref();
    stop(parts).catch((error) => {
      log(error.stack);
      process.exit(1);
    });
  };
  process.on('SIGTERM', onStop);
  // Under a fleet, Ctrl-C reaches all processes at once, and the fleet says what happens. When it is gone, so is its purpose.
  process.on('SIGINT', () => { if (!process.connected) onStop(); });
  process.on('disconnect', () => { if (!stopping) onStop(); });
}

async function main() {
  const settings = readSettings();
  const app = { canvasModule: canvas, settings, log, results: new Results(settings.resultsDir) };
  app.template = await loadTemplate(canvas);
  app.queues = await openQueues(settings, { patience: 'worker', log });
  app.housekeeping = new Housekeeping(app);
  const connection = connect(settings, 'worker', log);
  const worker = startWorker(app, connection);
  stopOnSignal({ app, worker, connection });
  await worker.waitUntilReady();
  if (process.connected) process.send('ready');
  // What a worker before this one may have left.
  app.housekeeping.tidy();
}

main().catch((error) => {
  log(error.message);
  process.exit(1);
});
