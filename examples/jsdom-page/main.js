'use strict';

// A page with a canvas, as a picture.

const fs = require('node:fs/promises');
const path = require('node:path');

const { main } = require('../run');
const { renderCanvas } = require('./render');

const draw = async () => renderCanvas(await fs.readFile(path.join(__dirname, 'page.html'), 'utf8'), '#weather');

main(module, draw);

module.exports = { draw };
