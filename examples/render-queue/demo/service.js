'use strict';

// All parts of the service for one run, and their end in the right order whatever happens: front, workers, queues, Redis.

const { randomUUID } = require('node:crypto');

const { closeGracefully } = require('../../card-server/shutdown');
const { Fleet } = require('../fleet');
const { createFront } = require('../front');
const { openQueues } = require('../queues');
const { startRedis } = require('../redis/start');
const { Results } = require('../results');
const { readSettings } = require('../settings');

/**
 * Starts Redis (or takes the one of REDIS_URL), the front on a free port and `workers` processes. `env` is what they are
 * told (settings.js). Resolves with {url, fleet, queues, results, settings, redis, stop}.
 */
async function startService({ workers, env, log = console.error }) {
  // The last that was started is the first to be stopped.
  const stops = [];
  const stop = async () => {
    while (stops.length > 0) await stops.pop()();
  };
  try {
    return { ...(await startParts({ workers, env, log, stops })), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startParts({ workers, env, log, stops }) {
  const redis = process.env.REDIS_URL ? { url: process.env.REDIS_URL, stop: () => {} } : await startRedis(log);
  stops.push(redis.stop);
  // Beside other queues, and other runs, of the same Redis.
  const told = { ...env, REDIS_URL: redis.url, QUEUE_PREFIX: `cards-${randomUUID()}` };
  const settings = readSettings(told);
  const queues = await openQueues(settings, { log });
  stops.push(() => closeQueues(queues));
  const fleet = new Fleet(told, log);
  stops.push(() => fleet.stop());
  await fleet.start(workers);
  const results = new Results(settings.resultsDir);
  const server = createFront({ queues, results, settings, log });
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  stops.push(() => closeGracefully(server));
  return { url: `http://127.0.0.1:${server.address().port}`, fleet, queues, results, settings, redis };
}

/** Leaves nothing of the run in Redis. */
async function closeQueues({ redis, render, dead, close }) {
  if (redis.status === 'ready') {
    await Promise.allSettled([render.obliterate({ force: true }), dead.obliterate({ force: true })]);
  }
  await close();
}

module.exports = { startService };
