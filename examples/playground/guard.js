'use strict';

// Who may have code run. The playground runs what it is sent, so no page but its own may send it anything, though every
// page in the same browser can reach 127.0.0.1:
// - a name of somebody else's that leads to 127.0.0.1 (DNS rebinding) shows in Host;
// - a page of another origin shows in Origin, which no script can change;
// - other users of the machine, whom neither stops, do not know the token.

const { timingSafeEqual } = require('node:crypto');

const { HttpError } = require('../card-server/http-error');

const NAMES = ['127.0.0.1', 'localhost'];

const hostsOf = (req) => NAMES.map((name) => `${name}:${req.socket.localPort}`);

/** For every request. */
function checkHost(req) {
  if (hostsOf(req).includes(req.headers.host)) return;
  throw new HttpError(403, 'the playground is at 127.0.0.1 only');
}

function isToken(given = '', token) {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** For a request that runs code. */
function checkSender(req, token) {
  if (req.headers.origin !== `http://${req.headers.host}`) throw new HttpError(403, 'only pages of the playground may run code');
  if (!isToken(req.headers['x-playground-token'], token)) {
    throw new HttpError(403, 'the token is missing or wrong; open the address that the playground has printed');
  }
}

module.exports = { checkHost, checkSender };
