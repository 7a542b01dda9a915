'use strict';

// The licences of what is in the addon: complete, allowed, and as Cargo.lock has the crates.

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');
const { difference } = require('../../scripts/licenses.js');
const { linkedCrates } = require('../../scripts/licenses/crates.js');
const { checkNested, crateEntries } = require('../../scripts/licenses/notices.js');
const { chosen, recognised } = require('../../scripts/licenses/policy.js');

const ROOT = path.join(__dirname, '../..');
const read = (...parts) => fs.readFileSync(path.join(ROOT, ...parts), 'utf8');
const MIT = read('LICENSE');

/** A crate in a folder of its own, with these files. */
function crateOf(t, expression, files = {}) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'canvas-licenses-'));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  for (const [file, text] of Object.entries({ 'src/lib.rs': '', ...files })) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  }
  return { name: 'made', version: '1.2.3', expression, folder, authors: ['Ann Author', 'Bob Builder'], repository: null };
}

test('THIRD-PARTY-LICENSES.md follows Cargo.lock (else run `npm run licenses`)', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/licenses.js', '--check'], { cwd: ROOT, encoding: 'utf8' });
  assert.equal(stderr, '');
  assert.equal(status, 0);
});

test('crates of every platform are listed, and none that only builds or tests', () => {
  const names = linkedCrates().map(({ name }) => name);
  for (const name of ['napi', 'libwebp-sys', 'rayon', 'windows-link']) assert.ok(names.includes(name), name);
  for (const name of ['scope-canvas', 'napi-build', 'napi-derive', 'syn', 'serde_json', 'color']) assert.ok(!names.includes(name), name);
});

test('each listed crate has a text under it, and so has each font', () => {
  const [, ...sections] = read('THIRD-PARTY-LICENSES.md').split('\n## ').slice(1);
  const users = sections.join('\n').match(/^- .*$/gm).join('\n');
  for (const { name, version } of linkedCrates()) assert.ok(users.includes(`${name} ${version}`), `${name} ${version}`);
  for (const owner of read('assets/fonts/OFL.txt').match(/^Copyright \d{4}.*$/gm)) assert.ok(users.includes(owner), owner);
});

test('what the document lacks and what it still has is told', () => {
  const document = (...crates) => crates.map((crate) => `- [${crate}](https://crates.io): MIT\n`).join('');
  assert.equal(difference(document('a 1.0.0', 'b 1.0.0'), document('b 1.0.0', 'c 2.0.0')), 'it lacks c 2.0.0; it still has a 1.0.0');
  assert.equal(difference(`${document('a 1.0.0')}x`, document('a 1.0.0')), 'the texts differ');
});

test('of a choice the licence is taken whose text is there, then the least demanding', () => {
  const crate = (expression) => ({ name: 'made', version: '1.2.3', expression });
  assert.deepEqual(chosen(crate('Apache-2.0 OR MIT'), ['MIT', 'Apache-2.0']), ['MIT']);
  assert.deepEqual(chosen(crate('MIT/Apache-2.0'), ['Apache-2.0']), ['Apache-2.0']);
  assert.deepEqual(chosen(crate('GPL-3.0-only OR MPL-2.0'), []), ['MPL-2.0']);
  assert.deepEqual(chosen(crate('(MIT OR Apache-2.0) AND IJG'), ['IJG']), ['MIT', 'IJG']);
  assert.deepEqual(chosen(crate('Apache-2.0 WITH LLVM-exception OR MIT'), []), ['MIT']);
});

test('a licence that is not allowed, or is none, is refused', () => {
  const crate = (expression) => ({ name: 'made', version: '1.2.3', expression });
  for (const expression of ['GPL-3.0-only', 'MIT AND LGPL-2.1-only', 'Apache-2.0 WITH LLVM-exception', 'MPL-2.0+']) {
    assert.throws(() => chosen(crate(expression), []), { message: /^made 1\.2\.3 is under ".+", which .* does not allow\.$/ }, expression);
  }
  for (const expression of ['', 'NONE', 'Proprietary']) assert.throws(() => chosen(crate(expression), []), { message: /made 1\.2\.3/ });
});

test('texts are recognised however they are wrapped', () => {
  const ids = (text) => recognised(text).map(({ id }) => id);
  assert.deepEqual(ids(MIT), ['MIT']);
  assert.deepEqual(ids(MIT.replace(/\s+/g, '\n  ')), ['MIT']);
  assert.deepEqual(ids(read('assets/fonts/OFL.txt')), ['OFL-1.1']);
  assert.deepEqual(ids('All rights reserved.'), []);
});

test('a crate has its own text and notice, and the notices it must keep', (t) => {
  const files = { 'LICENSE-MIT': MIT.replace(/Copyright.*/, 'Copyright (c) 2020 Ann'), NOTICE: 'Based on something.' };
  const entries = crateEntries(crateOf(t, 'MIT OR Apache-2.0', files));
  assert.deepEqual(entries.map(({ who, licence, notice }) => ({ who, licence, notice })), [
    { who: 'made 1.2.3', licence: 'MIT', notice: ['Copyright (c) 2020 Ann'] },
    { who: 'made 1.2.3', licence: null, notice: [] },
  ]);
  assert.match(entries[0].body, /^Permission is hereby granted/);
  assert.equal(entries[1].body, 'Based on something.');
});

test('a crate without a text has the standard one, with those who wrote it', (t) => {
  const source = '/* Copyright 2014 Somebody\n   Under the MIT licence. */\n';
  const [entry] = crateEntries(crateOf(t, 'MIT', { 'src/lib.rs': source }));
  assert.deepEqual(entry.notice, ['Copyright 2014 Somebody', 'by Ann Author, Bob Builder']);
  assert.match(entry.body, /^Permission is hereby granted/);
});

test('without a text and a standard one a crate is refused', (t) => {
  const crate = crateOf(t, 'MPL-2.0', { 'LICENSE-MIT': MIT });
  assert.throws(() => crateEntries(crate), { message: /^made 1\.2\.3 brings no text of MPL-2\.0\./ });
});

test('a licence of a part of a crate must be looked at; those of its tests need not', (t) => {
  checkNested(crateOf(t, 'MIT', { 'tests/fonts/LICENSE': 'Font' }));
  assert.throws(() => checkNested(crateOf(t, 'MIT', { 'src/vendor/COPYING': 'C' })), { message: /made 1\.2\.3 .* src\/vendor\/COPYING/ });
});
