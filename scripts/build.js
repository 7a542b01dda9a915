'use strict';

// Builds the addon into canvas.<platform>.node beside index.js, with @napi-rs/cli.
//   node scripts/build.js                        release, for this machine
//   node scripts/build.js --debug
//   node scripts/build.js --target <triple>      another target (its Rust standard library must be there)
//   node scripts/build.js --target <triple> --zig   Linux from any host, with cargo-zigbuild
// What is released is built the way it is tested. cargo knows whether anything changed; the command
// line tool takes 0.8 s when nothing did.

const fs = require('node:fs');
const path = require('node:path');
const os = require('node:os');
const { parseArgs } = require('node:util');
const { hostInfo, platformName } = require('../js/native.js');
const { PLATFORMS } = require('./platforms.js');
const { ROOT, CommandError, run, main } = require('./run.js');
const { ensureTools } = require('./tools.js');
const { ensureAssembler } = require('./assembler.js');

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

/** The command line tool's arguments: no generated JavaScript, the loader is our own. */
function buildArgs({ debug, target, zig }, folder) {
  const args = ['build', '--platform', '--no-js', '--output-dir', folder];
  if (!debug) args.push('--release');
  if (target) args.push('--target', zig && target.endsWith('-gnu') ? `${target}.${GLIBC_FLOOR}` : target);
  if (zig) args.push('--cross-compile');
  return [...args, '--', '--locked'];
}

/** musl targets link C statically by default, which leaves a library that cannot be loaded. */
function cargoEnv(name) {
  if (!name.endsWith('-musl')) return process.env;
  const flags = [process.env.RUSTFLAGS, '-C target-feature=-crt-static'].filter(Boolean).join(' ');
  return { ...process.env, RUSTFLAGS: flags };
}

const CLI = path.join(ROOT, 'node_modules', '@napi-rs', 'cli', 'dist', 'cli.js');

function compile(options, name, folder) {
  run(process.execPath, [CLI, ...buildArgs(options, folder)], { env: cargoEnv(name) });
  return path.join(folder, path.basename(outputPath(name)));
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

/** Says in a sentence that Rust is missing, before anything is installed. */
const requireCargo = () => run('cargo', ['--version'], { stdio: 'ignore' });

function build(options = {}) {
  const name = options.target ? platformOf(options.target) : platformName(hostInfo());
  const output = outputPath(name);
  requireCargo();
  ensureTools();
  ensureAssembler(options.target);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'canvas-build-'));
  try {
    install(compile(options, name, folder), output);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
  const megabytes = (fs.statSync(output).size / 1e6).toFixed(1);
  console.log(`${path.basename(output)}: ${options.debug ? 'debug' : 'release'}, ${megabytes} MB`);
}

const OPTIONS = { debug: { type: 'boolean' }, target: { type: 'string' }, zig: { type: 'boolean' } };

if (require.main === module) main(() => build(parseArgs({ options: OPTIONS }).values));

module.exports = { build, hostOutput };
