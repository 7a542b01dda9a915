'use strict';

// librsvg, which draws SVG documents. It is installed where that is possible; elsewhere what needs it fails and says so.

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');

const { findProgram } = require('../../examples/programs');

/** The PNG that librsvg draws of a document. */
function rsvg(bytes) {
  const program = findProgram(['rsvg-convert'], 'These tests need librsvg: apt-get install librsvg2-bin.', () => {}, 'librsvg2-bin');
  const { status, stdout, stderr, error } = spawnSync(program, [], { input: bytes, maxBuffer: 1 << 28 });
  if (error) throw error;
  assert.equal(`${stderr}`, '');
  assert.equal(status, 0);
  return stdout;
}

module.exports = { rsvg };
