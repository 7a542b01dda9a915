'use strict';

// docs/api is what `npm run docs` writes of index.d.ts as it is.

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');

const ROOT = path.join(__dirname, '..', '..');

/** Names and texts of a folder's files. Checkouts on Windows may have other line ends. */
const read = (folder) =>
  Object.fromEntries(
    fs.readdirSync(folder).sort().map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n')]),
  );

test('the reference is up to date (else run `npm run docs`)', (t) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'canvas-docs-'));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  execFileSync(process.execPath, [path.join(ROOT, 'scripts', 'docs.js'), '--out', folder], { stdio: 'pipe' });
  const written = read(folder);
  const kept = read(path.join(ROOT, 'docs', 'api'));
  assert.deepEqual(Object.keys(kept), Object.keys(written));
  for (const [name, text] of Object.entries(written)) assert.equal(kept[name], text, name);
});

test('every exported class and function has a page', () => {
  const pages = fs.readdirSync(path.join(ROOT, 'docs', 'api')).map((file) => file.split('.')[1]);
  // What has two names has one page.
  const aliases = ['CanvasElement', 'Context2D'];
  const names = Object.keys(require('../../index.js')).filter((name) => !aliases.includes(name));
  assert.deepEqual(names.filter((name) => !pages.includes(name)), []);
});
