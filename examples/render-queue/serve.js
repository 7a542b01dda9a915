'use strict';

// Keeps the front running (npm run front). settings.js has what the environment may say.

const { closeGracefully } = require('../card-server/shutdown');
const { createFront } = require('./front');
const { openQueues } = require('./queues');
const { Results } = require('./results');
const { readSettings } = require('./settings');

function stopOnSignal(server, queues) {
  let stopping = false;
  const stop = (signal) => {
    // A second signal does not wait.
    if (stopping) process.exit(1);
    stopping = true;
    console.log(`${signal}: finishing open answers`);
    closeGracefully(server).then(() => queues.close()).catch((error) => {
      console.error(error.message);
      process.exit(1);
    });
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

async function main() {
  const settings = readSettings();
  const queues = await openQueues(settings);
  const server = createFront({ queues, settings, results: new Results(settings.resultsDir) });
  server.once('error', (error) => {
    console.error(error.message);
    process.exit(1);
  });
  server.listen(settings.port, () => console.log(`http://localhost:${server.address().port}/cards`));
  stopOnSignal(server, queues);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
