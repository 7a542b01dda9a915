'use strict';

// Keeps the card server running (npm run serve). PORT chooses the port, 3000 without it.

const canvas = require('../../index.js');
const { createServer } = require('./server');
const { closeGracefully } = require('./shutdown');

const DEFAULT_PORT = 3000;

function readPort(value = String(DEFAULT_PORT)) {
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65535) return port;
  throw new RangeError(`PORT is ${JSON.stringify(value)}; a whole number from 0 to 65535 is allowed`);
}

function stopOnSignal(server) {
  let stopping = false;
  const stop = (signal) => {
    // A second signal does not wait.
    if (stopping) process.exit(1);
    stopping = true;
    console.log(`${signal}: finishing open answers`);
    closeGracefully(server).then(() => console.log('closed'), (error) => {
      console.error(error.message);
      process.exitCode = 1;
    });
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function main() {
  const server = createServer(canvas);
  server.on('error', (error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
  server.listen(readPort(process.env.PORT), () => {
    console.log(`http://localhost:${server.address().port}/card?title=Hello%20from%20the%20server`);
  });
  stopOnSignal(server);
}

try {
  main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
