'use strict';

// Libraries as they are published, drawing with this package under the names of others. Each picture was looked at; it is
// the same to the byte wherever it is drawn, as far as the library itself is. BLESS=1 writes the pictures anew.

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, describe, test } = require('node:test');

const { runWell } = require('../helpers/child.js');
const { assertGolden } = require('../helpers/goldens.js');
const { setup } = require('./setup.js');

const [major, minor] = process.versions.node.split('.').map(Number);
// jsdom and pdf.js need newer ones than we do.
const supported = major > 22 || (major === 22 && minor >= 13) || (major === 20 && minor >= 19);
if (supported) setup();

const GOLDENS = path.join(__dirname, 'goldens');
const PDF = path.join(__dirname, 'pdf', 'pages.pdf');
const out = fs.mkdtempSync(path.join(os.tmpdir(), 'canvas-libraries-'));
after(() => fs.rmSync(out, { recursive: true, force: true }));

const NO_SYSTEM_FONTS = { DISABLE_SYSTEM_FONTS_LOAD: '1' };

function compares(name, { drawing = name, args = [], most = 0 } = {}) {
  test(name, { skip: !supported && 'the libraries need Node.js 20.19 or newer' }, async () => {
    const file = path.join(out, `${name}.png`);
    await runWell(path.join(__dirname, 'draw.js'), { args: [drawing, file, ...args], env: NO_SYSTEM_FONTS });
    await assertGolden(file, path.join(GOLDENS, `${name}.png`), most);
  });
}

describe('libraries', () => {
  const drawings = fs.readdirSync(path.join(__dirname, 'drawings')).map((file) => path.basename(file, '.js'));
  const SHARED = ['konva-scene', 'pdfjs'];
  for (const name of drawings.filter((drawing) => !SHARED.includes(drawing))) compares(name);
});

describe('pages of a PDF by pdf.js', () => {
  // It keeps outlines in half floats where Node has them.
  const most = typeof Float16Array === 'function' ? 6 : 0;
  for (const page of [1, 2, 3, 4, 5]) compares(`pdf-${page}`, { drawing: 'pdfjs', args: [PDF, `${page}`], most });
});
