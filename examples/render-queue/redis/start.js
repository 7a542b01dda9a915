'use strict';

// A Redis of one's own for as long as this process lives, at most.

const { fork } = require('node:child_process');
const path = require('node:path');

const { findRedis } = require('./find');

const KEEPER = path.join(__dirname, 'keeper.js');

/**
 * Starts Redis on a free port of 127.0.0.1, with a password and a temporary directory, keeping nothing.
 * Resolves with {url, pid, directory, stop}; `stop()` resolves when neither process nor directory is left.
 */
async function startRedis(log = console.error) {
  const keeper = fork(KEEPER, [findRedis(log)], { execArgv: [], detached: true });
  const ended = new Promise((resolve) => {
    keeper.once('error', (error) => resolve(error.message));
    keeper.once('exit', (code, signal) => resolve(signal ?? code));
  });
  const started = await new Promise((resolve) => {
    keeper.once('message', resolve);
    ended.then((end) => resolve({ error: `the keeper of Redis ended (${end})` }));
  });
  const stop = async () => {
    if (keeper.connected) keeper.disconnect();
    await ended;
  };
  if (started.error === undefined) return { ...started, stop };
  await stop();
  throw new Error(started.error);
}

module.exports = { startRedis };

// node redis/start.js: keeps one running for trying things out, until Ctrl-C.
if (require.main === module) {
  startRedis().then(({ url, stop }) => {
    console.log(`REDIS_URL=${url}`);
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  }, (error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
