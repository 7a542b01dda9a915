'use strict';

// Makes sure that the locked development tools (package.json devDependencies) are installed.
// @napi-rs/cli builds, typescript checks types, spdx-expression-parse reads the licences of crates. (package.json overrides three tools that the first
// one drags along, and that a build never starts, to versions published for every platform.)

const fs = require('node:fs');
const path = require('node:path');
const { ROOT, run } = require('./run.js');

const readJson = (file) => JSON.parse(fs.readFileSync(path.join(ROOT, file), 'utf8'));

function isInstalled([name, version]) {
  const manifest = `node_modules/${name}/package.json`;
  return fs.existsSync(path.join(ROOT, manifest)) && readJson(manifest).version === version;
}

/** Runs `npm ci` unless every tool is there in exactly the version package.json names. */
function ensureTools() {
  const tools = Object.entries(readJson('package.json').devDependencies);
  if (tools.every(isInstalled)) return;
  run('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts']);
}

module.exports = { ensureTools };
