'use strict';

// The first page of page.pdf.

const fs = require('node:fs/promises');
const path = require('node:path');

const { main } = require('../run');
const { renderPage } = require('./render');

// Pixels for each of the 72 points of an inch: 144 dpi.
const SCALE = 2;

const draw = async () => renderPage(await fs.readFile(path.join(__dirname, 'page.pdf')), 1, SCALE);

main(module, draw);

module.exports = { draw };
