'use strict';

// Starts the playground and says where it is; ends with Ctrl-C.
//   node examples/playground/main.js [--port 8080] [--seconds 5]

const { closeGracefully } = require('../card-server/shutdown');
const { readOptions } = require('../render-queue/options');
const { createPlayground } = require('./server');

function main() {
  const { port, seconds } = readOptions({ port: [8080, 0, 65_535], seconds: [5, 1, 600] });
  const { server, token } = createPlayground({ timeoutMs: seconds * 1000 });
  server.on('error', (error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
  // Nobody else on the network reaches it.
  server.listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/#${token}`));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => closeGracefully(server));
}

try {
  main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
