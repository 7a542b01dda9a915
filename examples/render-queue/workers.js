'use strict';

// Keeps worker processes running (npm run workers -- --workers 4), until SIGTERM or Ctrl-C.

const { Fleet } = require('./fleet');
const { readOptions } = require('./options');
const { readSettings } = require('./settings');

async function main() {
  const { workers } = readOptions({ workers: [2, 1, 256] });
  // What is wrong is said once here, not by each worker.
  readSettings();
  const fleet = new Fleet();
  const stop = async () => {
    console.log('finishing what is in work');
    const ends = await fleet.stop();
    process.exit(ends.every((end) => end === 0) ? 0 : 1);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  await fleet.start(workers);
  console.log(`${workers} workers take jobs: ${fleet.pids.join(', ')}`);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
