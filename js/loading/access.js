'use strict';

// Where sources may be read from: the limits `protocols`, `hosts` and `allowPrivateAddresses`.

const { describe, limitError, wrongType } = require('../errors.js');
const { checkAddress } = require('./addresses.js');

/** All there are. Paths count as `file:`. */
const PROTOCOLS = Object.freeze(['http:', 'https:', 'data:', 'blob:', 'file:']);

// Ports of other services, which an HTTP request might make do something. https://fetch.spec.whatwg.org/#port-blocking
const BAD_PORTS = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110,
  111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540,
  548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000,
  6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

function list(value, what) {
  if (!Array.isArray(value)) throw wrongType(what, 'an array of strings', value);
  // Copied, so that what is checked is what is kept.
  const items = [...value];
  const at = items.findIndex((item) => typeof item !== 'string');
  if (at >= 0) throw wrongType(`${what}[${at}]`, 'a string', items[at]);
  return items;
}

/** The value of the limit `protocols`, checked. */
function protocolList(value, what) {
  const names = list(value, what);
  const wrong = names.find((name) => !PROTOCOLS.includes(name));
  if (wrong !== undefined) throw new RangeError(`${what} may have ${PROTOCOLS.join(', ')}, not '${wrong.slice(0, 60)}'`);
  return Object.freeze(names);
}

/** The name of a host as URLs have it; undefined for what is none, or has a port or a path. */
function hostName(text) {
  if (!/^(?:\[[\da-f:.]+\]|[^\s:/?#@\\[\]]+)$/i.test(text)) return undefined;
  try {
    return withoutDot(new URL(`http://${text}`).hostname);
  } catch {
    return undefined;
  }
}

/** The root's dot at the end of a name changes nothing. */
const withoutDot = (name) => name.replace(/\.$/, '');

/** The value of the limit `hosts`, checked and written as URLs write it. */
function hostList(value, what) {
  if (value === null) return null;
  return Object.freeze(list(value, what).map((entry) => {
    const wildcard = entry.startsWith('*.') ? '*.' : '';
    const name = hostName(entry.slice(wildcard.length));
    if (name === undefined || name.includes('*')) {
      throw new RangeError(`${what} may have names of hosts and names after '*.', not '${entry.slice(0, 60)}'`);
    }
    return wildcard + name;
  }));
}

function isListed(hosts, name) {
  return hosts.some((host) => (host.startsWith('*.') ? name.endsWith(host.slice(1)) : name === host));
}

function checkProtocol(protocol, { protocols }) {
  if (protocols.includes(protocol)) return;
  const message = `${protocol} is not read from: the limit protocols allows ${protocols.join(', ') || 'none'}`;
  throw limitError(message, 'protocols', protocol, protocols);
}

function checkHost(host, { hosts }) {
  if (hosts === null || isListed(hosts, withoutDot(host))) return;
  throw limitError(`${host} is not fetched from: the limit hosts allows ${hosts.join(', ') || 'none'}`, 'hosts', host, hosts);
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

/** The value of a limit that is true or false. */
function boolean(value, what) {
  if (typeof value !== 'boolean') throw new TypeError(`${what} must be true or false, got ${describe(value)}`);
  return value;
}

module.exports = { PROTOCOLS, boolean, checkProtocol, checkUrl, hostList, protocolList };
