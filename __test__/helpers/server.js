'use strict';

// A web server on the loopback, for one test.

const http = require('node:http');

/** Runs `test` with the address of a server that answers with `handler`; closes it whatever happens. */
async function withServer(handler, test) {
  const server = http.createServer(handler);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await test(`http://127.0.0.1:${server.address().port}`, server);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

module.exports = { withServer };
