'use strict';

// Installs the peers into benchmark/node_modules. Does nothing when they are there already.
// Called by the commands; `node benchmark/setup.js` runs it alone, `--retry` tries again a peer that
// could not be had before. Installs no system packages: README.md lists what node-canvas needs.

const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');

const MODULES = path.join(__dirname, 'node_modules');
const CANVAS_BINARY = path.join(MODULES, 'canvas', 'build', 'Release', 'canvas.node');
// Written when node-canvas could not be had, so that the next run does not try for minutes again.
const CANVAS_MISSING = path.join(MODULES, '.canvas-missing');

// A build from source takes about half a minute on two cores; ten minutes is a hang.
const INSTALL_TIMEOUT_MS = 10 * 60 * 1000;

const CANVAS_LIBRARIES = ['pixman-1', 'cairo', 'libpng', 'pangocairo', 'freetype2'];

function npm(args, env = {}) {
  const result = spawnSync('npm', args, {
    cwd: __dirname,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: INSTALL_TIMEOUT_MS,
    shell: process.platform === 'win32',
  });
  const text = `${result.stdout || ''}${result.stderr || ''}${result.error ? result.error.message : ''}`;
  return { ok: result.status === 0, text };
}

function lastLines(text, count = 4) {
  return text.trim().split('\n').slice(-count).join('\n');
}

function installPackages() {
  // Scripts are left out here and run for node-canvas alone, whose failure must not end the install.
  const { ok, text } = npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock']);
  if (!ok) throw new Error(`npm install failed in benchmark/:\n${lastLines(text, 12)}`);
}

function canBuildCanvas() {
  return spawnSync('pkg-config', ['--exists', ...CANVAS_LIBRARIES]).status === 0;
}

/** Node's own headers, when the installation has them, so that node-gyp need not fetch any. */
function headerEnv() {
  const root = path.dirname(path.dirname(process.execPath));
  const found = fs.existsSync(path.join(root, 'include', 'node', 'node_api.h'));
  return found ? { npm_config_nodedir: root } : {};
}

function installCanvas() {
  // With cairo's headers present, build; otherwise let the package look for a prebuilt binary.
  const flags = canBuildCanvas() ? ['--build-from-source'] : [];
  const { text } = npm(['rebuild', 'canvas', ...flags], headerEnv());
  if (fs.existsSync(CANVAS_BINARY)) return;
  const hint = flags.length ? '' : 'cairo and pango headers were not found (see benchmark/README.md)\n';
  fs.writeFileSync(CANVAS_MISSING, `${hint}${lastLines(text)}`);
}

const hasPackage = (name) => fs.existsSync(path.join(MODULES, name, 'package.json'));

function wantsCanvas() {
  const present = fs.existsSync(path.join(MODULES, 'canvas', 'package.json'));
  return present && !fs.existsSync(CANVAS_BINARY) && !fs.existsSync(CANVAS_MISSING);
}

/** Makes the named peers loadable where that is possible, and what else of package.json is named in `tools`. */
function setup(names, log, tools = []) {
  const peers = names.some((name) => name !== 'ours') ? ['@napi-rs/canvas'] : [];
  if (![...peers, ...tools].every(hasPackage)) {
    log('installing the peers and tools …');
    installPackages();
  }
  if (names.includes('canvas') && wantsCanvas()) {
    log('building node-canvas …');
    installCanvas();
  }
}

/** Why an installed peer can't be loaded, if setup knows more than `require` says; else null. */
function knownReason(name) {
  if (name !== 'canvas' || !fs.existsSync(CANVAS_MISSING)) return null;
  return fs.readFileSync(CANVAS_MISSING, 'utf8');
}

if (require.main === module) {
  if (process.argv.includes('--retry')) fs.rmSync(CANVAS_MISSING, { force: true });
  setup(['@napi-rs/canvas', 'canvas'], console.log);
  const reason = knownReason('canvas');
  console.log(reason ? `node-canvas is missing: ${reason}` : 'the peers are installed');
}

module.exports = { setup, knownReason };
