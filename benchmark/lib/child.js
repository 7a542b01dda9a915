'use strict';

// Child process: runs one case of one scenario on one engine and sends its figures to the parent.
// Ends by itself when the event loop is empty, so that the teardown of an engine is part of the run.

const path = require('node:path');
const { load } = require('../engines.js');

// A parent that went away wants no figures any more. An ordinary exit would first finish queued decodes.
const orphaned = () => process.kill(process.pid, 'SIGKILL');

function send(message) {
  process.off('disconnect', orphaned);
  process.send(message, () => process.disconnect());
}

process.once('disconnect', orphaned);
process.once('message', async ({ scenario, engine, params }) => {
  try {
    const { run } = require(path.join(__dirname, '..', 'memory', `${scenario}.js`));
    send({ figures: await run(load(engine), params) });
  } catch (error) {
    send({ error: String(error && error.stack ? error.stack : error) });
  }
});
