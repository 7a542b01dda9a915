'use strict';

// Starting other programs from the project's scripts: output goes straight to the terminal,
// a missing program gets a sentence instead of a stack.

const { spawnSync } = require('node:child_process');
const path = require('node:path');

const ROOT = path.join(__dirname, '..');

const HINTS = {
  cargo: 'Rust is needed to build this project: install it from https://rustup.rs and open a new shell.',
  npm: 'npm is needed; it comes with Node.js.',
};

class CommandError extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

function spawn(command, args, options = {}) {
  // npm is a .cmd file on Windows, which only a shell can start; no argument here needs quoting.
  const shell = process.platform === 'win32' && command === 'npm';
  const result = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', shell, ...options });
  if (result.error && result.error.code === 'ENOENT') {
    throw new CommandError(HINTS[command] || `${command} was not found.`, 127);
  }
  if (result.error) throw result.error;
  return result;
}

/** Runs a program; throws CommandError unless it ends with 0. */
function run(command, args, options) {
  const result = spawn(command, args, options);
  if (result.status === 0) return result;
  const end = result.signal ? `was ended by ${result.signal}` : `ended with ${result.status}`;
  throw new CommandError(`\`${[command, ...args].join(' ')}\` ${end}.`, result.status || 1);
}

/** Runs a script's main function: an expected failure prints one line and sets the exit code. */
function main(body) {
  try {
    body();
  } catch (error) {
    // parseArgs throws its own errors for an unknown or incomplete option.
    const isUsage = String(error.code).startsWith('ERR_PARSE_ARGS');
    if (!isUsage && !(error instanceof CommandError)) throw error;
    console.error(`\n${error.message}`);
    process.exitCode = error.status || 1;
  }
}

module.exports = { ROOT, CommandError, run, main };
