'use strict';

// Draws the scenes with Chromium and keeps the pictures beside this file:
//   node __test__/browser/record.js [chromium]
// Only to be run when scenes change; the tests read what is recorded. The canvas is one that Chromium
// draws on the processor, as it does where there is no graphics card.

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { pathToFileURL } = require('node:url');

const PICTURES = path.join(__dirname, 'pictures');
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--force-color-profile=srgb'];

/** A page that draws all scenes and leaves them in its text as JSON. */
function page() {
  const source = fs.readFileSync(path.join(__dirname, 'scenes.js'), 'utf8');
  return `<!doctype html><meta charset="utf-8"><pre id="out"></pre><script>
const module = {};
(() => { ${source} })();
const { SIDE, names, draw } = module.exports;
const pictures = names.map((name) => {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIDE;
  draw(canvas.getContext('2d', { willReadFrequently: true }), name);
  return [name, canvas.toDataURL('image/png').split(',')[1]];
});
document.getElementById('out').textContent = JSON.stringify(Object.fromEntries(pictures));
</script>`;
}

function chromium(program, args) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ended with ${status}:\n${stderr}`);
  return stdout;
}

function drawn(program) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'canvas-record-'));
  try {
    const file = path.join(folder, 'scenes.html');
    fs.writeFileSync(file, page());
    const html = chromium(program, [...FLAGS, `--user-data-dir=${folder}`, '--dump-dom', pathToFileURL(file).href]);
    return JSON.parse(/<pre id="out">(.*?)<\/pre>/s.exec(html)[1]);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function record(program) {
  const pictures = drawn(program);
  fs.rmSync(PICTURES, { recursive: true, force: true });
  fs.mkdirSync(PICTURES);
  for (const [name, png] of Object.entries(pictures)) {
    fs.writeFileSync(path.join(PICTURES, `${name}.png`), Buffer.from(png, 'base64'));
  }
  const [browser] = /Chromium [\d.]+|Chrome [\d.]+/.exec(chromium(program, ['--version']));
  fs.writeFileSync(path.join(PICTURES, 'browser.json'), `${JSON.stringify({ browser, flags: FLAGS }, null, 2)}\n`);
  console.log(`${Object.keys(pictures).length} pictures of ${browser}`);
}

record(process.argv[2] ?? 'chromium');
