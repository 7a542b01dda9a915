'use strict';

// Which http: and https: URLs may be fetched.

const { limitError } = require('../errors.js');
const { checkProtocol, withoutDot } = require('./access.js');
const { checkAddress } = require('./addresses.js');

// Ports of other services, which an HTTP request might make do something. https://fetch.spec.whatwg.org/#port-blocking
const BAD_PORTS = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110,
  111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540,
  548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000,
  6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

function isListed(hosts, name) {
  return hosts.some((host) => (host.startsWith('*.') ? name.endsWith(host.slice(1)) : name === host));
}

function checkHost(host, { hosts }) {
  if (hosts === null || isListed(hosts, withoutDot(host))) return;
  throw limitError(`${host} is not fetched from: it is not in the limit hosts`, 'hosts', host, hosts);
}

/** The host of a URL, without the brackets of IPv6. */
const hostOf = ({ hostname }) => hostname.replace(/^\[|\]$/g, '');

/** Throws for a URL that may not be fetched. Names are looked up later; see publicLookup(). */
function checkUrl(url, limits) {
  checkProtocol(url.protocol, limits);
  // Told without the URL: errors go to logs.
  if (url.username !== '' || url.password !== '') throw new TypeError('a URL with a user name or password is not fetched');
  if (BAD_PORTS.has(Number(url.port || NaN))) throw new TypeError(`port ${url.port} is not for fetching`);
  checkHost(url.hostname, limits);
  if (!limits.allowPrivateAddresses) checkAddress(hostOf(url));
}

module.exports = { checkUrl };
