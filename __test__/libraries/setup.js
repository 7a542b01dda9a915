'use strict';

// Installs the libraries, and this package under the names by which they require a canvas.

const { linkAliases } = require('../helpers/aliases.js');
const { installPackages } = require('../helpers/packages.js');

function setup() {
  installPackages(__dirname);
  linkAliases(__dirname);
}

module.exports = { setup };
