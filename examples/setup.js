'use strict';

// Installs the packages of examples beside them, in exactly the versions that they name, and this checkout there under
// the names by which libraries require a canvas. Does nothing when all is there.
//   node examples/setup.js charts qr-ticket
// Outside this repository, package.json says the same: "@napi-rs/canvas": "npm:@scope/canvas".

const fs = require('node:fs');
const path = require('node:path');

const { linkAliases } = require('../__test__/helpers/aliases.js');
const { installPackages } = require('../__test__/helpers/packages.js');

function setup(name) {
  const folder = path.join(__dirname, name);
  if (!fs.existsSync(path.join(folder, 'package.json'))) throw new Error(`no example named ${name} has packages`);
  installPackages(folder);
  linkAliases(folder);
}

if (require.main === module) {
  try {
    process.argv.slice(2).forEach(setup);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}

module.exports = { setup };
