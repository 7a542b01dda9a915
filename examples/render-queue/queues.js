'use strict';

// The two queues: `render` has the cards to draw, `dead` those that failed for good. Opened by all who write or look; the
// workers' own side is worker.js.

const { Queue } = require('bullmq');
const IORedis = require('ioredis');

const RENDER = 'render';
const DEAD = 'render-dead';

// A front must answer, so a command that Redis does not take at once, or does not answer in time, is an error. A worker
// waits for Redis to come back.
const PATIENCE = {
  front: { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: 5000 },
  worker: { maxRetriesPerRequest: null },
};

/** One line when Redis goes and one when it is back, not one for each time it is looked for. */
function logOutages(redis, log) {
  let away = false;
  redis.on('error', (error) => {
    if (!away) log(`redis: ${error.message || error.code}`);
    away = true;
  });
  redis.on('ready', () => {
    if (away) log('redis: there again');
    away = false;
  });
}

function connect(settings, patience, log) {
  const redis = new IORedis(settings.redisUrl, { ...PATIENCE[patience], lazyConnect: true });
  logOutages(redis, log);
  return redis;
}

/** How the jobs of the queue are tried, and how long they are kept once they are done. */
function jobOptions({ attempts, backoffMs, keepMs }) {
  return {
    attempts,
    backoff: { type: 'exponential', delay: backoffMs },
    removeOnComplete: { age: keepMs / 1000 },
    // A failed job stays until it is among the dead letters (dead-letters.js).
    removeOnFail: false,
  };
}

/** Whether a command failed because Redis is away or stuck, and not for what was asked. */
const isAway = (redis, error) => redis.status !== 'ready' || error.message === 'Command timed out';

/** What has failed is in the log, or says no more than this. */
const unreachable = (settings) => new Error(`Redis cannot be reached at ${new URL(settings.redisUrl).host}`);

/** {redis, render, dead, close}. Rejects when a front cannot reach Redis. */
async function openQueues(settings, { patience = 'front', log = console.error } = {}) {
  const redis = connect(settings, patience, log);
  const isFront = patience === 'front';
  if (isFront) {
    await redis.connect().catch(() => {
      redis.disconnect();
      throw unreachable(settings);
    });
  }
  const options = { connection: redis, prefix: settings.prefix, skipWaitingForReady: isFront };
  const render = new Queue(RENDER, { ...options, defaultJobOptions: jobOptions(settings) });
  const dead = new Queue(DEAD, options);
  for (const queue of [render, dead]) queue.on('error', () => {}); // The connection's own errors, logged above.
  const close = async () => {
    await Promise.allSettled([render.close(), dead.close()]);
    redis.disconnect();
  };
  // A queue asks Redis for its version once, and one that got no answer to that would fail for ever.
  if (isFront) {
    await Promise.all([render.waitUntilReady(), dead.waitUntilReady()]).catch(async () => {
      await close();
      throw unreachable(settings);
    });
  }
  return { redis, render, dead, close };
}

module.exports = { RENDER, connect, isAway, openQueues };
