'use strict';

// loadImage() over HTTPS: certificates are checked, for the name of the URL.

const assert = require('node:assert/strict');
const { execFile, spawnSync } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const https = require('node:https');
const os = require('node:os');
const path = require('node:path');
const { after, before, describe, test } = require('node:test');
const { promisify } = require('node:util');

const { loadImage } = require('../../index.js');
const { solidPng } = require('../helpers/fixtures.js');

const PNG = solidPng(6, 5, 'red');
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

describe('https:', { skip: !hasOpenssl && 'no openssl to make a certificate with' }, () => {
  let folder;
  let server;
  let certificate;

  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'canvas-'));
    const key = path.join(folder, 'key.pem');
    certificate = path.join(folder, 'certificate.pem');
    const made = spawnSync('openssl', [
      'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=localhost',
      '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', certificate,
    ], { encoding: 'utf8' });
    assert.equal(made.status, 0, made.stderr);
    server = https.createServer({ key: fs.readFileSync(key), cert: fs.readFileSync(certificate) }, (request, response) => {
      if (request.url === '/plain') response.writeHead(302, { location: 'http://localhost/' });
      if (request.url === '/again') response.writeHead(302, { location: '/' });
      response.end(PNG);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after(() => {
    server?.close();
    fs.rmSync(folder, { recursive: true });
  });

  /** What loadImage() says in a process that trusts the certificate: a width, or a code or limit. */
  async function trusting(host, options) {
    const url = `https://${host.replace('PORT', server.address().port)}`;
    const script = `require('./index.js').loadImage(${JSON.stringify(url)}, ${JSON.stringify(options)})
      .then((image) => image.naturalWidth, (error) => error.limit ?? error.code).then(console.log)`;
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: certificate };
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], { cwd: path.join(__dirname, '../..'), env });
    return stdout.trim();
  }

  const open = { allowPrivateAddresses: true };
  test('loads from a server that is trusted, redirects included', async () => {
    assert.equal(await trusting('localhost:PORT/', open), '6');
    assert.equal(await trusting('localhost:PORT/again', { ...open, protocols: ['https:'] }), '6');
  });
  test('the addresses of names are checked too', async () => {
    assert.equal(await trusting('localhost:PORT/', {}), 'allowPrivateAddresses');
  });
  test('a certificate for another name is an error', async () => {
    assert.equal(await trusting('127.0.0.1:PORT/', open), 'ERR_TLS_CERT_ALTNAME_INVALID');
  });
  test('a redirect to http: can be forbidden', async () => {
    assert.equal(await trusting('localhost:PORT/plain', { ...open, protocols: ['https:'] }), 'protocols');
  });
  test('a certificate that nobody vouches for is an error', async () => {
    await assert.rejects(loadImage(`https://localhost:${server.address().port}/`, open), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  });
});
