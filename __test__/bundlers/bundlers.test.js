'use strict';

// A small server is bundled together with the package as users get it, and run: with the whole package left outside of
// the bundle, with the addon alone outside, and with the addon carried along. What carries all is run in a folder
// where there is no node_modules.

const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { createCanvas, loadImage } = require('../../index.js');
const { installPackages } = require('../helpers/packages.js');
const { binary, installPacked, name } = require('../package/installed.js');
const { node, temporaryFolder, userEnvironment } = require('../package/npm.js');

const [major, minor] = process.versions.node.split('.').map(Number);
// Vite and Next.js need newer ones than we do.
const supported = major > 22 || (major === 22 && minor >= 13) || (major === 20 && minor >= 19);
const NEWER = { skip: !supported && 'it needs Node.js 20.19 or newer' };

const PACKAGE = '@scope/canvas';
const PLATFORM_PACKAGES = /^@scope\/canvas-/;

const project = {};
const cleanups = [];

before(async () => {
  installPackages(__dirname);
  const folder = temporaryFolder({ after: (cleanup) => cleanups.push(cleanup) });
  const app = path.join(folder, 'app');
  fs.mkdirSync(app);
  await installPacked(folder, app);
  fs.copyFileSync(path.join(__dirname, 'app', 'server.js'), path.join(app, 'server.mjs'));
  const installed = path.join(app, 'node_modules', '@scope', `canvas-${name}`, binary);
  Object.assign(project, { folder, app, entry: path.join(app, 'server.mjs'), installed });
});

after(() => cleanups.forEach((cleanup) => cleanup()));

/** Where a bundle goes that finds node_modules. */
const beside = (title) => path.join(project.app, `dist-${title}`);

/** Where a bundle goes that must have everything with it. */
const alone = (title) => path.join(project.folder, `alone-${title}`);

/** Runs a bundle; gives the addons it has loaded. */
async function addonsOf(file) {
  const { addons, ...drawn } = JSON.parse(await node(project.folder, path.dirname(file), [file]));
  assert.deepEqual(drawn, { size: [20, 10], painted: [255, 128, 0, 255], empty: [0, 0, 0, 0], type: 'image/png' });
  return addons;
}

/** A bundle that does without the package's folder takes the addon from its own. */
async function assertCarries(folder, file) {
  const files = fs.readdirSync(folder);
  const carried = files.filter((one) => one.endsWith('.node'));
  assert.equal(carried.length, 1, files.join(', '));
  assert.deepEqual(await addonsOf(path.join(folder, file)), [path.join(folder, carried[0])]);
}

const isOurs = (file) => /@scope[/\\]canvas[/\\]js[/\\]/.test(file);

for (const [format, file] of [['cjs', 'server.cjs'], ['esm', 'server.mjs']]) {
  test(`esbuild, ${format}: the package outside`, async () => {
    const outfile = path.join(beside(`esbuild-${format}`), file);
    const { warnings } = await require('esbuild').build({
      entryPoints: [project.entry], outfile, bundle: true, platform: 'node', format, external: [PACKAGE], logLevel: 'silent',
    });
    assert.deepEqual(warnings, []);
    assert.deepEqual(await addonsOf(outfile), [project.installed]);
  });
}

test('esbuild: the addon outside', async () => {
  const outfile = path.join(beside('esbuild-addon'), 'server.cjs');
  const { metafile } = await require('esbuild').build({
    entryPoints: [project.entry], outfile, bundle: true, platform: 'node', external: ['@scope/canvas-*'], metafile: true, logLevel: 'silent',
  });
  assert.ok(Object.keys(metafile.inputs).some(isOurs));
  assert.deepEqual(await addonsOf(outfile), [project.installed]);
});

test('esbuild: the addon carried along, by the loader `copy`', async () => {
  const outdir = alone('esbuild');
  await require('esbuild').build({
    entryPoints: [project.entry], outdir, bundle: true, platform: 'node', outExtension: { '.js': '.cjs' }, loader: { '.node': 'copy' }, logLevel: 'silent',
  });
  await assertCarries(outdir, 'server.cjs');
});

/** Runs webpack; a bundle with errors is an error. */
async function webpack(settings) {
  const compiler = require('webpack')({ mode: 'production', target: 'node', entry: project.entry, context: project.app, ...settings });
  const stats = await new Promise((resolve, reject) => {
    compiler.run((error, result) => (error ? reject(error) : resolve(result)));
  });
  await new Promise((resolve, reject) => {
    compiler.close((error) => (error ? reject(error) : resolve()));
  });
  const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
  assert.deepEqual(errors.map(({ message }) => message), []);
  return { warnings: warnings.map(({ message }) => message) };
}

const WEBPACK_EXTERNALS = {
  package: { [PACKAGE]: `commonjs ${PACKAGE}` },
  addon: [({ request }, done) => (PLATFORM_PACKAGES.test(request) ? done(null, `commonjs ${request}`) : done())],
};

for (const [what, externals] of Object.entries(WEBPACK_EXTERNALS)) {
  test(`webpack: the ${what} outside`, async () => {
    const folder = beside(`webpack-${what}`);
    const { warnings } = await webpack({ output: { path: folder, filename: 'server.cjs' }, externals });
    assert.deepEqual(warnings, []);
    assert.deepEqual(await addonsOf(path.join(folder, 'server.cjs')), [project.installed]);
  });
}

test('webpack: the addon carried along, by node-loader', async () => {
  const folder = alone('webpack');
  const { warnings } = await webpack({
    output: { path: folder, filename: 'server.cjs' },
    module: { rules: [{ test: /\.node$/, loader: require.resolve('node-loader'), options: { name: '[name].[ext]' } }] },
  });
  // Each platform that is not installed here is a warning, and nothing else is.
  const missing = /Can't resolve '@scope\/canvas-[\w-]+'/;
  assert.deepEqual(warnings.filter((message) => !missing.test(message)), []);
  await assertCarries(folder, 'server.cjs');
});

/** The options of rollup with a plugin each for what Node does by itself. */
const NODE_PLUGINS = () => [
  require('@rollup/plugin-node-resolve')({ preferBuiltins: true }),
  require('@rollup/plugin-commonjs')(),
  require('@rollup/plugin-json')(),
];

async function rollup(file, format, settings) {
  const bundle = await require('rollup').rollup({ input: project.entry, ...settings });
  await bundle.write({ file, format });
  await bundle.close();
}

for (const [format, file] of [['cjs', 'server.cjs'], ['es', 'server.mjs']]) {
  test(`Rollup, ${format}: the package outside`, async () => {
    const output = path.join(beside(`rollup-${format}`), file);
    await rollup(output, format, { external: [PACKAGE, /^node:/] });
    assert.deepEqual(await addonsOf(output), [project.installed]);
  });
}

test('Rollup: the addon outside', async () => {
  const output = path.join(beside('rollup-addon'), 'server.cjs');
  await rollup(output, 'cjs', { external: [PLATFORM_PACKAGES, /^node:/], plugins: NODE_PLUGINS() });
  assert.ok(fs.readFileSync(output, 'utf8').includes('ERR_CANVAS_BINARY'));
  assert.deepEqual(await addonsOf(output), [project.installed]);
});

async function viteServer(outDir, ssr = {}) {
  const { build } = await import('vite');
  await build({
    root: project.app, configFile: false, logLevel: 'silent', ssr, build: { ssr: project.entry, outDir, emptyOutDir: true },
  });
  const [file] = fs.readdirSync(outDir).filter((one) => /^server\.m?js$/.test(one));
  return path.join(outDir, file);
}

test('Vite, `build --ssr`: the package outside, as it is by default', NEWER, async () => {
  const file = await viteServer(beside('vite'));
  assert.ok(!fs.readFileSync(file, 'utf8').includes('ERR_CANVAS_BINARY'));
  assert.deepEqual(await addonsOf(file), [project.installed]);
});

const SITE = path.join(__dirname, 'next');
const NEXT_ENV = { NEXT_TELEMETRY_DISABLED: '1' };
const nextArgs = (...args) => [require.resolve('next/dist/bin/next', { paths: [SITE] }), ...args];

/** Starts the built site on a port of its choice; gives the process, and its origin once it listens. */
function startNext() {
  const child = spawn(process.execPath, nextArgs('start', '--port', '0', '--hostname', '127.0.0.1'), {
    cwd: SITE, env: { ...userEnvironment(project.folder), ...NEXT_ENV }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  const listening = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`next start ended with ${code}: ${output}`)));
    child.stdout.on('data', (bytes) => {
      output += bytes;
      const [origin] = /http:\/\/127\.0\.0\.1:[1-9]\d*/.exec(output) ?? [];
      if (origin && output.includes('Ready')) resolve(origin);
    });
  });
  return { child, listening };
}

test('Next.js: a route handler draws, with the package in serverExternalPackages', NEWER, async () => {
  installPackages(SITE);
  const scope = path.join(SITE, 'node_modules', '@scope');
  fs.rmSync(scope, { recursive: true, force: true });
  fs.cpSync(path.join(project.app, 'node_modules', '@scope'), scope, { recursive: true });
  await node(project.folder, SITE, nextArgs('build'), NEXT_ENV);
  const { child, listening } = startNext();
  try {
    const response = await fetch(`${await listening}/card`);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'image/png');
    const context = createCanvas(20, 10).getContext('2d');
    context.drawImage(await loadImage(Buffer.from(await response.arrayBuffer())), 0, 0);
    assert.deepEqual([...context.getImageData(9, 5, 2, 1).data], [255, 128, 0, 255, 0, 0, 0, 0]);
  } finally {
    child.kill();
  }
});
