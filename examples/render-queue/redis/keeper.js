'use strict';

// The process between start.js and Redis. It heeds one thing: the channel to its parent. When that closes (because the
// parent says so, ends, crashes or is killed), Redis is stopped and its directory deleted. Signals it does not heed:
// Ctrl-C reaches it too, while the workers still need Redis.
//   argv: the path of redis-server. Messages out: {url, pid, directory} once, or {error}.

const { randomBytes } = require('node:crypto');
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { spawn } = require('node:child_process');

const HOST = '127.0.0.1';
const READY = 'Ready to accept connections';
const START_MS = 20_000;
const STOP_MS = 5000;
// Another program may take the port between our asking for it and Redis's taking it.
const TRIES = 3;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

// Open to this user alone, for the password is in it.
const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'render-queue-redis-'));
let redis;

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    server.listen(0, HOST, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** No persistence: what is in it is gone with it. `noeviction`, for a queue must refuse rather than forget. */
const configuration = (port, password) => [
  `bind ${HOST}`, `port ${port}`, `requirepass ${password}`, `dir ${JSON.stringify(directory)}`,
  'save ""', 'appendonly no', 'maxmemory-policy noeviction', 'daemonize no', 'supervised no', '',
].join('\n');

/** Resolves when Redis takes connections; rejects with what it wrote when it ends before, or takes too long. */
function ready(child) {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (why) => reject(new Error(`redis-server ${why}: ${output.trim().split('\n').slice(-5).join('\n')}`));
    const timer = setTimeout(() => fail(`was not ready after ${START_MS} ms`), START_MS);
    const onOutput = (text) => {
      output = (output + text).slice(-10_000);
      if (output.includes(READY)) resolve();
    };
    child.stdout.on('data', onOutput);
    child.stderr.on('data', onOutput);
    child.once('error', (error) => fail(`cannot be started (${error.message})`));
    child.once('exit', (code, signal) => fail(`ended (${signal ?? code})`));
    child.once('close', () => clearTimeout(timer));
  });
}

async function start(program) {
  const port = await freePort();
  const password = randomBytes(24).toString('hex');
  const file = path.join(directory, 'redis.conf');
  fs.writeFileSync(file, configuration(port, password), { mode: 0o600 });
  // A session of its own, out of Ctrl-C's reach.
  redis = spawn(program, [file], { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  redis.ended = new Promise((resolve) => {
    redis.once('error', resolve);
    redis.once('exit', resolve);
  });
  await ready(redis);
  return { url: `redis://:${password}@${HOST}:${port}`, pid: redis.pid, directory };
}

async function startSomewhere(program) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await start(program);
    } catch (error) {
      await end();
      if (tries === TRIES || !/address already in use/i.test(error.message)) throw error;
    }
  }
}

async function end() {
  if (redis?.pid === undefined) return;
  redis.kill('SIGTERM');
  const timer = setTimeout(() => redis.kill('SIGKILL'), STOP_MS);
  await redis.ended;
  clearTimeout(timer);
}

async function stop() {
  await end();
  fs.rmSync(directory, { recursive: true, force: true });
  process.exit(0);
}

async function main() {
  process.on('disconnect', stop);
  try {
    const started = await startSomewhere(process.argv[2]);
    // The parent may have gone meanwhile; 'disconnect' has seen to it then.
    if (process.connected) process.send(started);
    redis.ended.then(() => { if (process.connected) process.disconnect(); });
  } catch (error) {
    if (process.connected) process.send({ error: error.message }, () => process.disconnect());
  }
}

main();
