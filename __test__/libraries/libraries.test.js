'use strict';

// Libraries as they are published, drawing with this package under the names of others. Each picture was looked at; it is
// the same to the byte wherever it is drawn, as far as the library itself is. BLESS=1 writes the pictures anew.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, describe, test } = require('node:test');

const { createCanvas, loadImage } = require('../../index.js');
const { runWell } = require('../helpers/child.js');
const { assertGolden } = require('../helpers/goldens.js');
const { Poppler, meanDifference } = require('../helpers/poppler.js');
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

/** A golden on paper, where pages have it. */
async function onPaper(file, [width, height]) {
  const image = await loadImage(file);
  const canvas = createCanvas(width, height);
  const ctx = canvas.getContext('2d');
  ctx.fillStyle = 'white';
  ctx.fillRect(0, 0, width, height);
  ctx.drawImage(image, 0, 0, width, height);
  return canvas;
}

// The same drawings on a canvas of the type 'pdf', as poppler shows them beside the pictures, and what they say. How far they
// are apart is poppler's anti-aliasing, its hinting of letters, and that it moves thin lines onto whole pixels.
const DOCUMENTS = {
  'chart-js': { most: 1, words: ['Chart.js', 'Sales', 'Orders', 'January', 'April'] },
  'chartjs-node-canvas': { most: 1, words: ['a', 'b', 'c'] },
  vega: { most: 1.4, words: ['Vega', 'A', 'B', 'C', 'D', '100'] },
};

describe('documents', { skip: process.platform !== 'linux' && 'poppler is installed on Linux only' }, () => {
  for (const [name, { most, words }] of Object.entries(DOCUMENTS)) {
    test(name, { skip: !supported && 'the libraries need Node.js 20.19 or newer' }, async (t) => {
      const poppler = new Poppler();
      t.after(() => poppler.close());
      const file = path.join(out, `${name}.pdf`);
      await runWell(path.join(__dirname, 'draw.js'), { args: [name, file, 'pdf'], env: NO_SYSTEM_FONTS });
      const bytes = fs.readFileSync(file);
      const shown = await poppler.page(bytes);
      const off = meanDifference(shown, await onPaper(path.join(GOLDENS, `${name}.png`), [shown.width, shown.height]));
      assert.ok(off <= most, `${off} levels off`);
      const said = poppler.text(bytes).split(/\s+/);
      assert.deepEqual(words.filter((word) => !said.includes(word)), []);
      assert.doesNotMatch(poppler.ask('pdfimages', bytes, '-list'), /image/, 'nothing has become pixels');
    });
  }
});
