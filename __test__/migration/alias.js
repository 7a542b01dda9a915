'use strict';

// This package by the name of another one, as an alias in package.json gives it.

const fs = require('node:fs');
const { createRequire } = require('node:module');
const os = require('node:os');
const path = require('node:path');
const { linkAliases } = require('../helpers/aliases.js');

/** What `require(name)` gives in a project with aliases, which goes away with `after`. */
function requireAlias(name, after) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'canvas-migration-'));
  after(() => fs.rmSync(folder, { recursive: true, force: true }));
  linkAliases(folder);
  return createRequire(path.join(folder, 'main.js'))(name);
}

module.exports = { requireAlias };
