'use strict';

// This checkout under the names by which libraries require a canvas, in a folder whose packages are installed.

const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '../..');
const MODULES = 'node_modules';
const NAMES = ['canvas', '@napi-rs/canvas', 'skia-canvas'];

const isThere = (file) => fs.lstatSync(file, { throwIfNoEntry: false });

/** This checkout, whatever was installed there for a library that names it. */
function alias(link) {
  if (isThere(link)?.isSymbolicLink()) return;
  fs.mkdirSync(path.dirname(link), { recursive: true });
  fs.rmSync(link, { recursive: true, force: true });
  // On Windows links of other kinds need a privilege.
  fs.symlinkSync(ROOT, link, 'junction');
}

/** The packages in a folder of packages, those with a scope too. */
function packagesIn(modules) {
  const entries = fs.readdirSync(modules, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const scopes = entries.filter(({ name }) => name.startsWith('@'));
  const scoped = scopes.flatMap(({ name }) => fs.readdirSync(path.join(modules, name)).map((inner) => path.join(name, inner)));
  return [...entries.map(({ name }) => name), ...scoped].map((name) => path.join(modules, name));
}

/** Where a library has one of the names for itself. */
function* own(modules) {
  for (const name of NAMES) if (isThere(path.join(modules, name))) yield path.join(modules, name);
  for (const folder of packagesIn(modules)) {
    const inner = path.join(folder, MODULES);
    if (isThere(inner)) yield* own(inner);
  }
}

function linkAliases(folder) {
  const modules = path.join(folder, MODULES);
  NAMES.forEach((name) => alias(path.join(modules, name)));
  for (const link of [...own(modules)]) alias(link);
}

module.exports = { linkAliases };
