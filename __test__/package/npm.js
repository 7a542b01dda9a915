'use strict';

// Runs npm and node for the package tests as a user without a compiler would: no Rust on PATH,
// an empty npm cache, none of the settings of the npm that started this test run.

const { execFile } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { promisify } = require('node:util');
const { gunzipSync } = require('node:zlib');

const run = promisify(execFile);
const ROOT = path.join(__dirname, '..', '..');
const RUST = ['cargo', 'rustc', 'cargo.exe', 'rustc.exe'];

/** What `npm` on PATH links to; undefined where it is not a link. */
function linkedNpm() {
  const found = process.env.PATH.split(path.delimiter)
    .map((directory) => path.join(directory, 'npm'))
    .find((file) => fs.existsSync(file));
  return found && fs.realpathSync(found);
}

/** npm's own script, so that it runs without PATH: the running npm's, the one on PATH or beside node. */
function npmScript() {
  const bin = path.dirname(process.execPath);
  const places = [
    process.env.npm_execpath,
    linkedNpm(),
    path.join(bin, 'node_modules/npm/bin/npm-cli.js'),
  ];
  const found = places.find((file) => file && file.endsWith('npm-cli.js') && fs.existsSync(file));
  if (!found) throw new Error(`npm-cli.js was not found in ${places.filter(Boolean).join(', ')}`);
  return found;
}

function hasRust(directory) {
  return RUST.some((tool) => fs.existsSync(path.join(directory, tool)));
}

function userEnvironment(temporary) {
  const kept = Object.entries(process.env).filter(([key]) => !/^(?:npm_|cargo|rust|node_)/i.test(key));
  const env = Object.fromEntries(kept);
  const pathKey = Object.keys(env).find((key) => key.toUpperCase() === 'PATH');
  const directories = env[pathKey].split(path.delimiter).filter((directory) => directory && !hasRust(directory));
  env[pathKey] = directories.join(path.delimiter);
  return {
    ...env,
    npm_config_cache: path.join(temporary, 'npm-cache'),
    npm_config_userconfig: path.join(temporary, 'npmrc'),
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_update_notifier: 'false',
  };
}

/** A temporary folder that goes away with the test `t`. */
function temporaryFolder(t) {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'canvas-package-')));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

async function node(temporary, cwd, args, env = {}) {
  const { stdout } = await run(process.execPath, args, { cwd, env: { ...userEnvironment(temporary), ...env } });
  return stdout;
}

function npm(temporary, cwd, args, env) {
  return node(temporary, cwd, [npmScript(), ...args], env);
}

/** Packs the package in `folder`; the path of the tarball. */
async function pack(temporary, folder) {
  const destination = fs.mkdtempSync(path.join(temporary, 'pack-'));
  await npm(temporary, folder, ['pack', '--pack-destination', destination]);
  return path.join(destination, fs.readdirSync(destination)[0]);
}

/** The files in an npm tarball, without npm's leading `package/`. */
function tarballFiles(tarball) {
  const bytes = gunzipSync(fs.readFileSync(tarball));
  const files = [];
  // ustar: 512-byte headers with the name first and the size in octal at 124; zeros end the archive.
  for (let at = 0; at < bytes.length && bytes[at] !== 0; ) {
    const name = bytes.toString('utf8', at, at + 100).replace(/\0.*$/s, '');
    const size = parseInt(bytes.toString('latin1', at + 124, at + 136), 8);
    files.push(name.replace(/^package\//, ''));
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files.sort();
}

module.exports = { ROOT, hasRust, node, npm, pack, tarballFiles, temporaryFolder, userEnvironment };
