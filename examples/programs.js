'use strict';

// Programs of this machine. One that is missing is installed where this process is root on a Debian.

const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');

// Seconds, or a minute or two for a browser, and as much for each that is installed before; this is a hang.
const TIMEOUT_MS = 15 * 60 * 1000;

function isExecutable(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/** The path of a program, or undefined. Only directories that are named in full, so that none depends on where we are. */
function onPath(name) {
  const directories = (process.env.PATH ?? '').split(path.delimiter).filter(path.isAbsolute);
  return directories.map((directory) => path.join(directory, name)).find(isExecutable);
}

// One installation at a time, however many programs are looked for at once: apt-get's own locks
// don't wait for each other, so its folder is locked.
const LOCK = '/var/lib/apt';
const INSTALL = ['install', '--yes', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300'];
// The lists of packages may be missing, as in a fresh container, or older than the packages.
const SCRIPT = 'apt-get "$@" || { apt-get update; apt-get "$@"; }';

function install(name, missing, log) {
  if (process.getuid?.() !== 0) throw missing('only root can install it');
  if (onPath('apt-get') === undefined) throw missing('there is no apt-get to install it with');
  log(`installing ${name} …`);
  // Nobody is there to answer questions.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const args = [LOCK, 'sh', '-c', SCRIPT, 'sh', ...INSTALL, name];
  const { status, error, stderr } = spawnSync('flock', args, { env, encoding: 'utf8', timeout: TIMEOUT_MS });
  if (status !== 0) throw missing(`apt-get could not install it (${error ? error.message : stderr.trim()})`);
}

/**
 * The path of the first of `names` that is there. Debian's package is called as the first one unless it is told. Throws an
 * Error that ends with `advice` where none can be had.
 */
function findProgram(names, advice, log = console.error, debian = names[0]) {
  const find = () => names.map(onPath).find(Boolean);
  const missing = (why) => new Error(`${names[0]} is not on the PATH and ${why}. ${advice}`);
  const found = find();
  if (found !== undefined) return found;
  install(debian, missing, log);
  const installed = find();
  if (installed === undefined) throw missing('was not there after it was installed');
  return installed;
}

module.exports = { findProgram };
