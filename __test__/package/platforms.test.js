'use strict';

// The package files agree with each other: the platform table, package.json, the lock file,
// npm/*, Cargo.toml, and the loader's list.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { NOTICES_FILE, PLATFORMS, binaryFile, outOfStep, packageName } = require('../../scripts/platforms.js');
const { platformName, requireAddon, SUPPORTED } = require('../../js/native.js');

const ROOT = path.join(__dirname, '../..');
const readJson = (file) => JSON.parse(fs.readFileSync(path.join(ROOT, file), 'utf8'));
const root = readJson('package.json');

// npm runs these on a user's machine.
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall', 'preprepare', 'prepare', 'postprepare'];

test('generated files are in step with the table (else run `npm run platforms`)', () => {
  assert.deepEqual(outOfStep(), []);
});

test('npm/ has a folder for each platform and no others', () => {
  assert.deepEqual(fs.readdirSync(path.join(ROOT, 'npm')).sort(), PLATFORMS.map(({ name }) => name).sort());
});

test('the loader knows the same platforms by the same names', () => {
  assert.deepEqual([...SUPPORTED].sort(), PLATFORMS.map(({ name }) => name).sort());
  for (const { name, os, cpu, libc } of PLATFORMS) {
    assert.equal(platformName({ platform: os, arch: cpu, libc }), name);
  }
});

test('the loader asks for each platform package by a literal, which bundlers can follow', () => {
  const literals = [...String(requireAddon).matchAll(/case '(.+)':\n\s+return require\('(.+)'\);/g)];
  for (const [, request, required] of literals) assert.equal(request, required);
  assert.deepEqual(literals.map(([, request]) => request).sort(), PLATFORMS.map((platform) => packageName(root, platform)).sort());
});

test('versions are the same everywhere and exact', () => {
  assert.match(root.version, /^\d+\.\d+\.\d+(?:-[\w.]+)?$/);
  for (const platform of PLATFORMS) {
    assert.equal(root.optionalDependencies[packageName(root, platform)], root.version);
    assert.equal(readJson(`npm/${platform.name}/package.json`).version, root.version);
  }
  assert.equal(Object.keys(root.optionalDependencies).length, PLATFORMS.length);
  const crate = fs.readFileSync(path.join(ROOT, 'Cargo.toml'), 'utf8');
  assert.equal(/^\[package\][^[]*?^version = "([^"]+)"/m.exec(crate)[1], root.version);
});

test('a platform package holds its one binary, its licences and nothing npm would run', () => {
  for (const platform of PLATFORMS) {
    const manifest = readJson(`npm/${platform.name}/package.json`);
    assert.deepEqual(manifest.files, [binaryFile(root, platform), NOTICES_FILE]);
    assert.equal(manifest.main, `canvas.${platform.name}.node`);
    assert.deepEqual([manifest.os, manifest.cpu], [[platform.os], [platform.cpu]]);
    assert.equal(manifest.scripts, undefined);
    assert.equal(manifest.dependencies, undefined);
  }
});

test('the main package has no install scripts and no run-time dependencies but the binaries', () => {
  for (const name of INSTALL_SCRIPTS) assert.equal(root.scripts[name], undefined, name);
  assert.equal(root.dependencies, undefined);
  assert.equal(root.gypfile, undefined);
});

test('the lock file is exact and says of no package where it came from', () => {
  const lock = fs.readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8');
  // Where packages may be fetched from; the addresses that npm keeps for donations are not that.
  const { packages } = JSON.parse(lock);
  for (const [name, { resolved = '' }] of Object.entries(packages)) assert.doesNotMatch(resolved, /:/, name);
  for (const version of Object.values(root.devDependencies)) assert.match(version, /^\d+\.\d+\.\d+$/);
  for (const platform of PLATFORMS) {
    const entry = packages[`node_modules/${packageName(root, platform)}`];
    assert.deepEqual(entry, { resolved: `npm/${platform.name}`, link: true });
  }
});
