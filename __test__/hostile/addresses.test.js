'use strict';

// Which addresses are public. Everything that is not said to be, is not.

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');

const { checkAddress, isPublic } = require('../../js/loading/addresses.js');

const PUBLIC = [
  '1.1.1.1', '8.8.8.8', '9.255.255.255', '11.0.0.0', '93.184.215.14', '100.63.255.255', '100.128.0.0', '126.255.255.255',
  '128.0.0.0', '169.253.255.255', '169.255.0.0', '172.15.255.255', '172.32.0.0', '191.255.255.255', '192.0.1.0',
  '192.167.255.255', '192.169.0.0', '198.17.255.255', '198.20.0.0', '223.255.255.255',
  '2606:4700:4700::1111', '2a00:1450:4001:80b::200e', '2001:200::1', '2001:4860:4860::8888', '2003::1', '2000::', '3ffe::1',
  '::ffff:8.8.8.8', '::ffff:808:808', '64:ff9b::8.8.8.8', '64:ff9b::808:808',
];

const V4 = {
  'this network': ['0.0.0.0', '0.1.2.3', '0.255.255.255'],
  private: ['10.0.0.0', '10.255.255.255', '172.16.0.0', '172.31.255.255', '192.168.0.0', '192.168.255.255'],
  'shared by carriers': ['100.64.0.0', '100.127.255.255'],
  loopback: ['127.0.0.1', '127.255.255.255'],
  'link-local': ['169.254.0.0', '169.254.169.254', '169.254.255.255'],
  protocols: ['192.0.0.0', '192.0.0.170', '192.88.99.1'],
  documentation: ['192.0.2.1', '198.51.100.1', '203.0.113.1'],
  benchmarks: ['198.18.0.0', '198.19.255.255'],
  multicast: ['224.0.0.1', '239.255.255.255'],
  reserved: ['240.0.0.1', '255.255.255.255'],
};

const V6 = {
  unspecified: ['::'],
  loopback: ['::1', '0:0:0:0:0:0:0:1'],
  'IPv4-compatible': ['::127.0.0.1', '::8.8.8.8'],
  'translated IPv4': ['::ffff:0:8.8.8.8'],
  'local NAT64': ['64:ff9b:1::808:808'],
  'beside NAT64': ['64:ff9b::1:808:808', '64:ff9a::808:808'],
  'discarded': ['100::1'],
  protocols: ['2001::1', '2001:0:4136:e378:8000:63bf:3fff:fdd2', '2001:2::1', '2001:10::1', '2001:1ff:ffff::1'],
  documentation: ['2001:db8::1', '3fff::1', '3fff:fff::1'],
  '6to4': ['2002:7f00:1::', '2002:808:808::1'],
  'segment routing': ['5f00::1'],
  unassigned: ['4000::1', '1fff:ffff::1', '8000::1', 'e000::'],
  'unique local': ['fc00::1', 'fd00:ec2::254', 'fdff:ffff::1'],
  'link-local': ['fe80::1', 'febf::1', 'fe80::1%eth0', 'fe80::1%1'],
  'site-local': ['fec0::1', 'feff::1'],
  multicast: ['ff02::1', 'ffff::1'],
};

describe('public', () => {
  for (const address of PUBLIC) test(address, () => assert.equal(isPublic(address), true));
});

describe('not public', () => {
  for (const [kind, addresses] of [...Object.entries(V4), ...Object.entries(V6)]) {
    test(`${kind}: ${addresses.join(', ')}`, () => {
      for (const address of addresses) {
        assert.equal(isPublic(address), false, address);
        assert.throws(() => checkAddress(address), { code: 'ERR_LIMIT', limit: 'allowPrivateAddresses', actual: address, allowed: false });
      }
    });
  }
  test('nor in the ways IPv6 has of writing them', () => {
    for (const address of Object.values(V4).flat()) {
      const hex = address.split('.').map((part) => Number(part).toString(16).padStart(2, '0')).join('').replace(/^.{4}/, '$&:');
      for (const written of [`::ffff:${address}`, `::ffff:${hex}`, `0:0:0:0:0:FFFF:${address}`, `64:ff9b::${address}`, `64:FF9B::${hex}`, `0064:ff9b:0::${hex}`]) {
        assert.equal(isPublic(written), false, written);
      }
    }
  });
  test('nor what is no address', () => {
    for (const text of ['', 'localhost', '8.8.8', '8.8.8.8.8', '08.8.8.8', '8.8.8.8 ', '134744072', '::g', '2000::1::', '[2606::1]', '2606::1%eth0', '8.8.8.8/8', '8.8.8.8\0']) {
      assert.equal(isPublic(text), false, text);
    }
  });
});

test('a name is nothing to check before it is looked up', () => checkAddress('localhost'));
