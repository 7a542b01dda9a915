'use strict';

// npm commands in a checkout never ask the registry for a platform package: the version being
// worked on is not there, and what is there must not replace the local build.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { test } = require('node:test');
const { PLATFORMS } = require('../../scripts/platforms.js');
const { ROOT, npm, temporaryFolder } = require('./npm.js');

/** A registry on the loopback that has nothing and notes what it was asked for. */
async function emptyRegistry(t) {
  const asked = [];
  const server = http.createServer((request, response) => {
    asked.push(decodeURIComponent(request.url));
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"not found"}');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  return { asked, url: `http://127.0.0.1:${server.address().port}/` };
}

function copyPackageFiles(folder, { lock }) {
  fs.cpSync(path.join(ROOT, 'npm'), path.join(folder, 'npm'), { recursive: true });
  const files = ['package.json', '.npmrc', ...(lock ? ['package-lock.json'] : [])];
  for (const file of files) fs.copyFileSync(path.join(ROOT, file), path.join(folder, file));
}

/** The links of the lock file. Not its bytes: npm before 11 leaves out each package's `libc`. */
function lockedLinks(folder) {
  const { packages } = JSON.parse(fs.readFileSync(path.join(folder, 'package-lock.json'), 'utf8'));
  return Object.entries(packages).filter(([, entry]) => entry.link);
}

for (const command of ['ci', 'install', 'install --omit=optional']) {
  test(`npm ${command} in a checkout asks the registry for nothing`, async (t) => {
    const folder = temporaryFolder(t);
    const registry = await emptyRegistry(t);
    copyPackageFiles(folder, { lock: true });
    const before = lockedLinks(folder);
    // The development tools would come from the real registry.
    const args = [...command.split(' '), '--omit=dev', '--ignore-scripts', '--registry', registry.url];
    await npm(folder, folder, args);
    assert.deepEqual(registry.asked, []);
    assert.equal(before.length, PLATFORMS.length);
    assert.deepEqual(lockedLinks(folder), before);
  });
}

test('the lock file is what keeps it so: without it the names are looked up', async (t) => {
  const folder = temporaryFolder(t);
  const registry = await emptyRegistry(t);
  copyPackageFiles(folder, { lock: false });
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  delete manifest.devDependencies;
  fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  await npm(folder, folder, ['install', '--ignore-scripts', '--registry', registry.url]);
  assert.ok(registry.asked.some((url) => url.includes('@scope/canvas-')), registry.asked.join());
});
