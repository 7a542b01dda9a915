'use strict';

// The document of examples/certificate: its page as pixels, held to a golden that was looked at, and what poppler reads.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, test } = require('node:test');

const { createCanvas } = require('../../index.js');
const { HEIGHT, WIDTH, drawPage } = require('../../examples/certificate/certificate');
const { PEOPLE, draw } = require('../../examples/certificate/main');
const { runWell } = require('../helpers/child.js');
const { assertGolden } = require('../helpers/goldens.js');
const { Poppler, meanDifference } = require('../helpers/poppler.js');

const skip = process.platform === 'linux' ? false : 'poppler is installed on Linux only';
const poppler = skip ? null : new Poppler();
const out = fs.mkdtempSync(path.join(os.tmpdir(), 'canvas-certificate-'));
after(() => {
  poppler?.close();
  fs.rmSync(out, { recursive: true, force: true });
});

function asPixels(person) {
  const canvas = createCanvas(WIDTH, HEIGHT);
  drawPage(canvas.getContext('2d'), person);
  return canvas;
}

test('a page as pixels', async () => {
  const file = path.join(out, 'certificate.png');
  fs.writeFileSync(file, asPixels(PEOPLE[0]).toBuffer());
  await assertGolden(file, path.join(__dirname, 'goldens/certificate.png'));
});

test('started, it writes what draw() gives', async () => {
  const file = path.join(out, 'certificate.pdf');
  const { stdout } = await runWell(path.join(__dirname, '../../examples/certificate/main.js'), { args: [file] });
  assert.match(stdout, /^wrote .*certificate\.pdf, [\d.]+ KB\ncertificate: drawn and encoded in [\d.]+ ms\n$/);
  assert.deepEqual(fs.readFileSync(file), await draw());
});

test('its pages look like the pixels, and their letters and links are there', { skip }, async () => {
  const bytes = await draw();
  const text = poppler.text(bytes);
  for (const [i, person] of PEOPLE.entries()) {
    const mean = meanDifference(await poppler.page(bytes, i + 1), asPixels(person));
    assert.ok(mean < 3, `${mean} levels`);
    for (const part of Object.values(person)) assert.ok(text.includes(part), part);
  }
  assert.match(poppler.ask('pdfinfo', bytes), /Title: +Certificates\n/);
  assert.match(poppler.ask('pdfinfo', bytes, '-url', '-l', '2'), /2 +Annotation +https:\/\/example\.com\/certificates\/No\.%202026-0418/);
});
