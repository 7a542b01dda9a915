'use strict';

// What the front and the workers are told by their environment. Both must be told the same queue and directory.

const path = require('node:path');

// name: [default, least, most]
const NUMBERS = {
  PORT: [3000, 0, 65_535],
  // Jobs that one process has in work. Decoding and encoding run on threads, so two keep a core busy.
  CONCURRENCY: [2, 1, 64],
  // Jobs that may wait. A job is 90 KB at most, so this bounds what Redis holds to 90 MB.
  MAX_WAITING: [1000, 1, 1_000_000],
  ATTEMPTS: [4, 1, 100],
  // The wait before the second attempt. It doubles each time: 1, 2, 4 seconds.
  BACKOFF_MS: [1000, 1, 3_600_000],
  JOB_TIMEOUT_MS: [10_000, 1, 3_600_000],
  // A worker renews its hold on a job at half this time. One that does not is taken for dead.
  LOCK_MS: [30_000, 100, 3_600_000],
  // How often the jobs of dead workers are looked for.
  STALLED_MS: [30_000, 100, 3_600_000],
  // Finished jobs and pictures are kept this long, dead letters seven times as long.
  KEEP_HOURS: [24, 1, 8760],
};

function readNumber(env, name) {
  const [fallback, least, most] = NUMBERS[name];
  const text = env[name] ?? String(fallback);
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new RangeError(`${name} is ${JSON.stringify(text)}; a whole number from ${least} to ${most} is allowed`);
}

function isUrl(text) {
  try {
    return Boolean(new URL(text));
  } catch {
    return false;
  }
}

/** An origin is scheme, host and port, as in https://avatars.example.org. */
function readOrigin(text) {
  if (/^https?:/.test(text) && isUrl(text) && new URL(text).origin === text) return text;
  throw new TypeError(`AVATAR_ORIGINS has ${JSON.stringify(text)}; origins such as https://avatars.example.org are allowed`);
}

function readRedisUrl(text) {
  // Never with its password in a message.
  if (/^rediss?:\/\/[^/]/.test(text) && isUrl(text)) return text;
  throw new TypeError('REDIS_URL is no URL such as redis://127.0.0.1:6379');
}

/** All settings, checked. Throws for the first that is wrong. */
function readSettings(env = process.env) {
  const numbers = Object.fromEntries(Object.keys(NUMBERS).map((name) => [name, readNumber(env, name)]));
  return {
    redisUrl: readRedisUrl(env.REDIS_URL ?? 'redis://127.0.0.1:6379'),
    prefix: env.QUEUE_PREFIX ?? 'cards',
    resultsDir: path.resolve(env.RESULTS_DIR ?? path.join(__dirname, 'out', 'cards')),
    // Avatars are fetched from these and from nowhere else.
    avatarOrigins: (env.AVATAR_ORIGINS ?? '').split(/[\s,]+/).filter(Boolean).map(readOrigin),
    port: numbers.PORT,
    concurrency: numbers.CONCURRENCY,
    maxWaiting: numbers.MAX_WAITING,
    attempts: numbers.ATTEMPTS,
    backoffMs: numbers.BACKOFF_MS,
    jobTimeoutMs: numbers.JOB_TIMEOUT_MS,
    lockMs: numbers.LOCK_MS,
    stalledMs: numbers.STALLED_MS,
    keepMs: numbers.KEEP_HOURS * 3_600_000,
  };
}

module.exports = { readSettings };
