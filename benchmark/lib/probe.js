'use strict';

// Finds out in a process of its own whether an engine loads, and its version.

const { spawnSync } = require('node:child_process');
const { knownReason } = require('../setup.js');

function probe(name) {
  const result = spawnSync(process.execPath, [__filename, name], { encoding: 'utf8' });
  if (result.status === 0) return { name, version: result.stdout.trim(), reason: null };
  const said = /^.*(?:Error|panicked).*$/m.exec(result.stderr);
  const reason = knownReason(name) || (said ? said[0] : result.signal || `exit code ${result.status}`);
  return { name, version: null, reason: reason.trim() };
}

if (require.main === module) {
  console.log(require('../engines.js').load(process.argv[2]).version);
}

module.exports = { probe };
