'use strict';

// Builds the addon into canvas.<platform>.node beside index.js.
//   node scripts/build.js                        release, for this machine
//   node scripts/build.js --debug
//   node scripts/build.js --target <triple>      another target (its Rust standard library must be there)
//   node scripts/build.js --target <triple> --zig   Linux from any host, with cargo-zigbuild
// cargo is called directly: a fresh clone needs no npm packages to build, what is released is
// built the way it is tested, and cargo itself knows whether anything changed (0.15 s when
// nothing did; `napi build` takes 0.8 s and a second target directory).

const fs = require('node:fs');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { hostInfo, platformName } = require('../js/native.js');
const { PLATFORMS } = require('./platforms.js');
const { ROOT, CommandError, run, main } = require('./run.js');

// The oldest glibc that Node 18's own binaries start on.
const GLIBC_FLOOR = '2.28';

function platformOf(target) {
  const found = PLATFORMS.find((platform) => platform.target === target);
  if (found) return found.name;
  const known = PLATFORMS.map((platform) => platform.target).join(', ');
  throw new CommandError(`Unknown target ${target}. Known: ${known}.`, 1);
}

const outputPath = (name) => path.join(ROOT, `canvas.${name}.node`);
const hostOutput = () => outputPath(platformName(hostInfo()));

function cargoArgs({ debug, target, zig }) {
  const args = [zig ? 'zigbuild' : 'build', '--lib', '--locked', '--message-format=json-render-diagnostics'];
  if (!debug) args.push('--release');
  if (target) args.push('--target', zig && target.endsWith('-gnu') ? `${target}.${GLIBC_FLOOR}` : target);
  return args;
}

/** musl targets link C statically by default, which leaves a library that cannot be loaded. */
function cargoEnv(name) {
  if (!name.endsWith('-musl')) return process.env;
  const flags = [process.env.RUSTFLAGS, '-C target-feature=-crt-static'].filter(Boolean).join(' ');
  return { ...process.env, RUSTFLAGS: flags };
}

/** The path of the cdylib that cargo names in its JSON messages. */
function libraryIn(messages) {
  for (const line of messages.split('\n')) {
    if (!line.startsWith('{')) continue;
    const message = JSON.parse(line);
    if (message.reason !== 'compiler-artifact' || !message.target.kind.includes('cdylib')) continue;
    const library = message.filenames.find((file) => /\.(?:so|dylib|dll)$/.test(file));
    if (library) return library;
  }
  throw new CommandError('cargo built no dynamic library: Cargo.toml needs crate-type "cdylib".', 1);
}

function compile(options, name) {
  // cargo tells artifacts on stdout, progress and errors on stderr.
  const { stdout } = run('cargo', cargoArgs(options), {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: cargoEnv(name),
  });
  return libraryIn(stdout);
}

/**
 * Puts the library in place by rename: a Node process that has the old file mapped keeps it
 * whole, where a copy over it would crash that process.
 */
function install(library, output) {
  const temporary = `${output}.${process.pid}.tmp`;
  fs.copyFileSync(library, temporary);
  fs.renameSync(temporary, output);
}

function build(options = {}) {
  const name = options.target ? platformOf(options.target) : platformName(hostInfo());
  const output = outputPath(name);
  install(compile(options, name), output);
  const megabytes = (fs.statSync(output).size / 1e6).toFixed(1);
  console.log(`${path.basename(output)}: ${options.debug ? 'debug' : 'release'}, ${megabytes} MB`);
}

const OPTIONS = { debug: { type: 'boolean' }, target: { type: 'string' }, zig: { type: 'boolean' } };

if (require.main === module) main(() => build(parseArgs({ options: OPTIONS }).values));

module.exports = { build, hostOutput };
