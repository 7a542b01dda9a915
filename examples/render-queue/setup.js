'use strict';

// Installs this example's packages beside it, in exactly the versions that package.json names. Does nothing when they
// are there already. No script of theirs is run: none of them needs one.

const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');

const MANIFEST = path.join(__dirname, 'package.json');
// It takes seconds; five minutes is a hang.
const TIMEOUT_MS = 5 * 60 * 1000;
const ARGS = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];

const readJson = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));

function isInstalled([name, version]) {
  const manifest = path.join(__dirname, 'node_modules', name, 'package.json');
  return fs.existsSync(manifest) && readJson(manifest).version === version;
}

function setup(log = console.log) {
  if (Object.entries(readJson(MANIFEST).dependencies).every(isInstalled)) return;
  log('installing the packages of examples/render-queue …');
  const options = { cwd: __dirname, encoding: 'utf8', timeout: TIMEOUT_MS, shell: process.platform === 'win32' };
  const { status, error, stdout, stderr } = spawnSync('npm', ARGS, options);
  if (status === 0) return;
  throw new Error(`npm install failed in ${__dirname}:\n${error ? error.message : `${stdout}${stderr}`.trim()}`);
}

if (require.main === module) {
  try {
    setup();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}

module.exports = { setup };
