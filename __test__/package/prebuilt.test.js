'use strict';

// The packages as users get them: packed, installed offline into an empty project on a machine
// without Rust, and used from CommonJS and from ES modules. The other platforms' packages are
// missing from that install, as they are on every user's machine.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { before, after, test } = require('node:test');
const { binary, installPacked, name } = require('./installed.js');
const { ROOT, hasRust, node, tarballFiles, temporaryFolder, userEnvironment } = require('./npm.js');

// Both packages together, unpacked, on one platform. AVIF takes 4.6 million of them.
const MAX_INSTALLED_BYTES = 18 * 1024 * 1024;

const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall', 'prepare'];

const COMMON_JS = `
'use strict';
const { createCanvas } = require('@scope/canvas');
${useCanvas('Object.keys(require.cache)')}
`;

const ES_MODULE = `
import { createRequire } from 'node:module';
import { createCanvas, Canvas, Image, ImageData, Path2D, GlobalFonts, loadImage, memoryUsage } from '@scope/canvas';
for (const value of [Canvas, Image, ImageData, Path2D, loadImage, memoryUsage]) {
  if (typeof value !== 'function') throw new Error('a named export is missing');
}
if (typeof GlobalFonts !== 'object') throw new Error('GlobalFonts is missing');
${useCanvas('Object.keys(createRequire(import.meta.url).cache)')}
`;

function useCanvas(loadedFiles) {
  return `
const canvas = createCanvas(20, 10);
const context = canvas.getContext('2d');
context.fillStyle = '#ff8000';
context.fillRect(0, 0, 10, 10);
const pixel = (x) => [...context.getImageData(x, 5, 1, 1).data];
const painted = pixel(5);
const empty = pixel(15);
canvas.encode('png').then((png) => {
  const magic = png.subarray(0, 8).toString('hex');
  const size = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const natives = ${loadedFiles}.filter((file) => file.endsWith('.node'));
  console.log(JSON.stringify({ painted, empty, magic, size, natives }));
});`;
}

function filesBelow(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(file) : [file];
  });
}

const project = {};
const cleanups = [];

before(async () => {
  const folder = temporaryFolder({ after: (cleanup) => cleanups.push(cleanup) });
  const app = path.join(folder, 'app');
  fs.mkdirSync(app);
  const tarballs = await installPacked(folder, app);
  Object.assign(project, { folder, app, tarballs, scope: path.join(app, 'node_modules/@scope') });
});

after(() => cleanups.forEach((cleanup) => cleanup()));

async function runScript(file, source) {
  fs.writeFileSync(path.join(project.app, file), source);
  return JSON.parse(await node(project.folder, project.app, [file]));
}

function assertWorks({ painted, empty, magic, size, natives }) {
  assert.deepEqual(painted, [255, 128, 0, 255]);
  assert.deepEqual(empty, [0, 0, 0, 0]);
  assert.equal(magic, '89504e470d0a1a0a');
  assert.deepEqual(size, [20, 10]);
  assert.deepEqual(natives, [path.join(project.scope, `canvas-${name}`, binary)]);
}

test('there is no Rust on the PATH of this install', () => {
  const env = userEnvironment(project.folder);
  const key = Object.keys(env).find((variable) => variable.toUpperCase() === 'PATH');
  assert.deepEqual(env[key].split(path.delimiter).filter(hasRust), []);
});

test('the tarballs hold exactly the files meant for users', () => {
  const scripts = filesBelow(path.join(ROOT, 'js')).map((file) => path.relative(ROOT, file).split(path.sep).join('/'));
  const fixed = ['LICENSE', 'README.md', 'assets/fonts/OFL.txt', 'global.d.ts', 'global.js', 'index.d.ts', 'index.js', 'package.json'];
  assert.deepEqual(tarballFiles(project.tarballs[0]), [...fixed, ...scripts].sort());
  assert.deepEqual(tarballFiles(project.tarballs[1]), ['LICENSE', 'README.md', 'THIRD-PARTY-LICENSES.md', binary, 'package.json'].sort());
});

test('exactly the two packages are installed, none with an install script', () => {
  const installed = fs.readdirSync(project.scope).sort();
  assert.deepEqual(installed, ['canvas', `canvas-${name}`]);
  for (const folder of installed) {
    const { scripts = {} } = JSON.parse(fs.readFileSync(path.join(project.scope, folder, 'package.json'), 'utf8'));
    for (const script of INSTALL_SCRIPTS) assert.equal(scripts[script], undefined, `${folder}: ${script}`);
  }
});

test('the installed size is within its limit', (t) => {
  const bytes = filesBelow(project.scope).reduce((sum, file) => sum + fs.statSync(file).size, 0);
  t.diagnostic(`installed size of node_modules/@scope: ${bytes} bytes (${(bytes / 1e6).toFixed(2)} MB)`);
  assert.ok(bytes < MAX_INSTALLED_BYTES, `${bytes} bytes are installed, allowed are ${MAX_INSTALLED_BYTES}`);
});

test('a CommonJS script draws and encodes', async () => {
  assertWorks(await runScript('main.cjs', COMMON_JS));
});

test('an ES module imports by name, draws and encodes', async () => {
  assertWorks(await runScript('main.mjs', ES_MODULE));
});
