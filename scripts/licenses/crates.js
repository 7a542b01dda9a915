'use strict';

// The crates whose code is in the addon, on any platform that is published: dependencies of the default
// features, without what only builds, tests or writes code (procedural macros).

const { spawnSync } = require('node:child_process');
const path = require('node:path');
const { PLATFORMS } = require('../platforms.js');
const { ROOT, CommandError } = require('../run.js');

const CRATES_IO = 'registry+https://github.com/rust-lang/crates.io-index';

// Crates that name a file in their manifest where others name a licence.
const UNNAMED = { quantizr: 'MIT' };

/** What cargo prints. It asks the registry only for crates that were never fetched on this machine. */
function cargo(...args) {
  const options = { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 28 };
  const { status, error, stdout, stderr } = spawnSync('cargo', [...args, '--locked'], options);
  if (error) throw new CommandError(`cargo could not be started: ${error.message}.`, 127);
  if (status !== 0) {
    throw new CommandError(`\`cargo ${args[0]}\` failed. The crates of all platforms are needed: \`cargo fetch --locked\` gets them.\n${stderr}`, 1);
  }
  return stdout;
}

/** `name version` of each crate linked for a target, our own included. */
function linkedFor({ target }) {
  const lines = cargo('tree', '--edges', 'normal,no-proc-macro', '--prefix', 'none', '--format', '{p}', '--target', target);
  return lines.match(/^\S+ v\S+/gm).map((line) => line.replace(' v', ' '));
}

function described({ packages, workspace_members: own }) {
  return packages.filter(({ id }) => !own.includes(id)).map((crate) => ({
    name: crate.name,
    version: crate.version,
    expression: crate.license || UNNAMED[crate.name] || 'NONE',
    source: crate.source,
    folder: path.dirname(crate.manifest_path),
    authors: crate.authors.map((author) => author.replace(/\s*<.*>/, '')),
    repository: crate.repository,
  }));
}

/** By name, then version. */
function linkedCrates() {
  const linked = new Set(PLATFORMS.flatMap(linkedFor));
  const filters = PLATFORMS.flatMap(({ target }) => ['--filter-platform', target]);
  const all = described(JSON.parse(cargo('metadata', '--format-version', '1', ...filters)));
  const crates = all.filter(({ name, version }) => linked.has(`${name} ${version}`));
  const elsewhere = crates.filter(({ source }) => source !== CRATES_IO);
  if (elsewhere.length > 0) throw new CommandError(`Not from crates.io: ${elsewhere.map(({ name }) => name).join(', ')}.`, 1);
  return crates.sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
}

module.exports = { linkedCrates };
