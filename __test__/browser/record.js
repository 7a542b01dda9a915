'use strict';

// Draws the scenes with Chromium and keeps the pictures in folders beside this file:
//   node __test__/browser/record.js [chromium]
// Only to be run when scenes change; the tests read what is recorded. The canvas is one that Chromium
// draws on the processor, as it does where there is no graphics card.

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { pathToFileURL } = require('node:url');

// Which scenes go where.
const GROUPS = { 'scenes.js': 'pictures', 'filter-scenes.js': 'filter-pictures' };
const VALUES = path.join(__dirname, 'filter-values.json');
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--force-color-profile=srgb'];

/** A value as a script may hold it between its tags. */
const script = (value) => JSON.stringify(value).replaceAll('<', '\\u003c');

/** Draws all scenes of a file. */
function drawing(scenes) {
  const source = fs.readFileSync(path.join(__dirname, scenes), 'utf8');
  return `const module = {};
(() => { ${source} })();
const { SIDE, names, draw } = module.exports;
const another = (width, height) => Object.assign(document.createElement('canvas'), { width, height });
const pictures = names.map((name) => {
  const canvas = another(SIDE, SIDE);
  draw(canvas.getContext('2d', { willReadFrequently: true }), name, another);
  return [name, canvas.toDataURL('image/png').split(',')[1]];
});
const result = Object.fromEntries(pictures);`;
}

/** A page that runs code and leaves its `result` in its text as JSON. */
const page = (code) => `<!doctype html><meta charset="utf-8"><pre id="out"></pre><script>
${code}
document.getElementById('out').textContent = encodeURIComponent(JSON.stringify(result));
</script>`;

function chromium(program, args) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ended with ${status}:\n${stderr}`);
  return stdout;
}

const version = (program) => /Chromium [\d.]+|Chrome [\d.]+/.exec(chromium(program, ['--version']))[0];

/** The `result` of code in the browser. */
function ask(program, code) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'canvas-record-'));
  try {
    const file = path.join(folder, 'page.html');
    fs.writeFileSync(file, page(code));
    const html = chromium(program, [...FLAGS, `--user-data-dir=${folder}`, '--dump-dom', pathToFileURL(file).href]);
    return JSON.parse(decodeURIComponent(/<pre id="out">(.*?)<\/pre>/s.exec(html)[1]));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function record(program, scenes, folder) {
  const pictures = ask(program, drawing(scenes));
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder);
  for (const [name, png] of Object.entries(pictures)) {
    fs.writeFileSync(path.join(folder, `${name}.png`), Buffer.from(png, 'base64'));
  }
  const browser = version(program);
  fs.writeFileSync(path.join(folder, 'browser.json'), `${JSON.stringify({ browser, flags: FLAGS }, null, 2)}\n`);
  console.log(`${Object.keys(pictures).length} pictures of ${browser}`);
}

/** Asks again how each text of the record reads back when it is set as `filter`: null where it is ignored. */
function recordValues(program) {
  const { answers } = JSON.parse(fs.readFileSync(VALUES, 'utf8'));
  const asked = ask(
    program,
    `const context = document.createElement('canvas').getContext('2d');
const answer = (text) => {
  context.filter = 'contrast(7)';
  context.filter = text;
  return [text, context.filter === 'contrast(7)' ? null : context.filter];
};
const result = Object.fromEntries(${script(Object.keys(answers))}.map(answer));`,
  );
  const record = { browser: version(program), answers: asked };
  fs.writeFileSync(VALUES, `${JSON.stringify(record, null, 2)}\n`);
  console.log(`${Object.keys(asked).length} values of filter`);
}

const program = process.argv[2] ?? 'chromium';
for (const [scenes, folder] of Object.entries(GROUPS)) record(program, scenes, path.join(__dirname, folder));
recordValues(program);
