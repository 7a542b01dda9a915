'use strict';

// Which network addresses are of the public internet, and a look-up that gives no others.

const dns = require('node:dns');
const net = require('node:net');

const { limitError } = require('../errors.js');

// https://www.iana.org/assignments/iana-ipv4-special-registry, with multicast and what is reserved.
const NOT_PUBLIC_4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

// IPv6 that may be public: global unicast, and two ways of writing an IPv4 address (mapped, NAT64).
const MAYBE_PUBLIC_6 = [
  ['2000::', 3],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
];

// Parts of these that are not: protocols (Teredo among them), documentation twice, 6to4 tunnels.
// https://www.iana.org/assignments/iana-ipv6-special-registry
const NOT_PUBLIC_6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

function blockList(family, ...lists) {
  const list = new net.BlockList();
  for (const [address, bits] of lists.flat()) list.addSubnet(address, bits, family);
  return list;
}

const inside = (prefix) => NOT_PUBLIC_4.map(([address, bits]) => [`${prefix}${address}`, 96 + bits]);

const notPublic4 = blockList('ipv4', NOT_PUBLIC_4);
const notPublic6 = blockList('ipv6', NOT_PUBLIC_6, inside('::ffff:'), inside('64:ff9b::'));
const maybePublic6 = blockList('ipv6', MAYBE_PUBLIC_6);

/** Whether an address leads to the public internet. What is no address, or has a zone, does not. */
function isPublic(address) {
  switch (address.includes('%') ? 0 : net.isIP(address)) {
    case 4: return !notPublic4.check(address, 'ipv4');
    case 6: return maybePublic6.check(address, 'ipv6') && !notPublic6.check(address, 'ipv6');
    default: return false;
  }
}

function notPublicError(host, address) {
  const where = host === address ? host : `${host}, which is ${address},`;
  const message = `${where} is no public address: the limit allowPrivateAddresses is false (setLimits or an option can make it true)`;
  return limitError(message, 'allowPrivateAddresses', address, false);
}

/**
 * A function as the `lookup` option of node:net wants it, which gives public addresses only. The connection is made
 * to what it gives, so that a name can't mean one thing when it is checked and another when it is used.
 */
function publicLookup(lookup = dns.lookup) {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error);
      const good = found.filter(({ address }) => isPublic(address));
      if (good.length === 0) return callback(notPublicError(hostname, found[0]?.address ?? 'unknown'));
      if (options.all) return callback(null, good);
      callback(null, good[0].address, good[0].family);
    });
  };
}

/** Throws for a host that is written as an address and not public: such a one is never looked up. */
function checkAddress(host) {
  if (net.isIP(host) !== 0 && !isPublic(host)) throw notPublicError(host, host);
}

module.exports = { checkAddress, isPublic, publicLookup };
