'use strict';

// Where sources may be read from: the values of the limits `protocols`, `hosts` and `allowPrivateAddresses`.

const { describe, limitError, wrongType } = require('../errors.js');

/** All there are. Paths count as `file:`. */
const PROTOCOLS = Object.freeze(['http:', 'https:', 'data:', 'blob:', 'file:']);

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

function checkProtocol(protocol, { protocols }) {
  if (protocols.includes(protocol)) return;
  const message = `${protocol} is not read from: the limit protocols allows ${protocols.join(', ') || 'none'}`;
  throw limitError(message, 'protocols', protocol, protocols);
}

/** The value of a limit that is true or false. */
function boolean(value, what) {
  if (typeof value !== 'boolean') throw new TypeError(`${what} must be true or false, got ${describe(value)}`);
  return value;
}

module.exports = { PROTOCOLS, boolean, checkProtocol, hostList, protocolList, withoutDot };
