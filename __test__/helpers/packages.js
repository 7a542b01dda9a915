'use strict';

// Installs what a folder's package.json names beside it, in exactly these versions. Does nothing when they are there. No
// script of theirs is run.

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

// It takes half a minute; ten are a hang.
const TIMEOUT_MS = 10 * 60 * 1000;
const ARGS = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];

const readJson = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));

function installPackages(folder) {
  const isInstalled = ([name, version]) => {
    const manifest = path.join(folder, 'node_modules', name, 'package.json');
    return fs.existsSync(manifest) && readJson(manifest).version === version;
  };
  if (Object.entries(readJson(path.join(folder, 'package.json')).dependencies).every(isInstalled)) return;
  const options = { cwd: folder, encoding: 'utf8', timeout: TIMEOUT_MS, shell: process.platform === 'win32' };
  const { status, error, stdout, stderr } = spawnSync('npm', ARGS, options);
  if (status === 0) return;
  throw new Error(`npm install failed in ${folder}:\n${error ? error.message : `${stdout}${stderr}`.trim()}`);
}

module.exports = { installPackages };
