'use strict';

// The `redis-server` of this machine. Where there is none and this process is root on a Debian, it is installed.

const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');

const NAME = 'redis-server';
// Both take seconds; five minutes is a hang.
const TIMEOUT_MS = 5 * 60 * 1000;

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

const missing = (why) => new Error(
  `${NAME} is not on the PATH and ${why}. Install Redis (on Debian and Ubuntu: apt-get install redis-server), `
  + 'or give the address of one in REDIS_URL.',
);

function apt(...args) {
  // Nobody is there to answer questions. The package's own service is not ours: ours has a port of its own.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', args, { env, encoding: 'utf8', timeout: TIMEOUT_MS });
}

// Another installation may be under way: its lock is waited for.
const INSTALL = ['install', '--yes', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120', NAME];

function install(log) {
  if (process.getuid?.() !== 0) throw missing('only root can install it');
  if (onPath('apt-get') === undefined) throw missing('there is no apt-get to install it with');
  log(`installing ${NAME} …`);
  if (apt(...INSTALL).status === 0) return;
  // The lists of packages may be missing, as in a fresh container, or older than the packages.
  apt('update');
  const { status, error, stderr } = apt(...INSTALL);
  if (status !== 0) throw missing(`apt-get could not install it (${error ? error.message : stderr.trim()})`);
}

/** The path of redis-server. Throws an Error that says what to do where it cannot be had. */
function findRedis(log = console.error) {
  const found = onPath(NAME);
  if (found !== undefined) return found;
  install(log);
  const installed = onPath(NAME);
  if (installed === undefined) throw missing('was not there after it was installed');
  return installed;
}

module.exports = { findRedis };
