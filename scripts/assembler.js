'use strict';

// nasm, which the JPEG encoder's code for x86 processors is written for. Without it the same files take three to
// four times as long to write, so a build goes on.

const { findProgram } = require('../examples/programs.js');

const ADVICE = 'JPEG files will be written slowly. Install nasm and build again after `cargo clean -p mozjpeg-sys`.';

const isX86 = (target) => (target ? /^(?:x86_64|i686)-/.test(target) : ['x64', 'ia32'].includes(process.arch));

/** Looks for it, and installs it where that is possible. */
function ensureAssembler(target) {
  if (!isX86(target)) return;
  try {
    findProgram(['nasm'], ADVICE);
  } catch (error) {
    console.warn(error.message);
  }
}

module.exports = { ensureAssembler };
