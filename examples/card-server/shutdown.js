'use strict';

// Ends a server without cutting off answers that are under way.

const GRACE_MS = 10_000;

/** Takes no new connections, lets open answers finish, and after ten seconds closes what is still open. */
function closeGracefully(server, graceMs = GRACE_MS) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close((error) => {
      clearTimeout(timer);
      if (error) reject(error);
      else resolve();
    });
    // Node 18 leaves idle keep-alive connections open; later versions close them by themselves.
    server.closeIdleConnections();
  });
}

module.exports = { closeGracefully };
