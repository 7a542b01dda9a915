'use strict';

// The one table of published platforms, and the files that follow from it:
//   npm/<platform>/{package.json,README.md,LICENSE}; in package.json the version-locked
//   optionalDependencies and the build targets; in package-lock.json the entries of these packages.
//   node scripts/platforms.js           write what is out of step (after a version bump, too)
//   node scripts/platforms.js --check   only report it; exit code 1 when anything is
// The loader's own list (js/native.js) is compared by __test__/package/platforms.test.js.

const fs = require('node:fs');
const path = require('node:path');
const { ROOT, CommandError, main } = require('./run.js');

const PLATFORMS = [
  { name: 'linux-x64-gnu', target: 'x86_64-unknown-linux-gnu', os: 'linux', cpu: 'x64', libc: 'glibc' },
  { name: 'linux-arm64-gnu', target: 'aarch64-unknown-linux-gnu', os: 'linux', cpu: 'arm64', libc: 'glibc' },
  { name: 'linux-x64-musl', target: 'x86_64-unknown-linux-musl', os: 'linux', cpu: 'x64', libc: 'musl' },
  { name: 'linux-arm64-musl', target: 'aarch64-unknown-linux-musl', os: 'linux', cpu: 'arm64', libc: 'musl' },
  { name: 'darwin-x64', target: 'x86_64-apple-darwin', os: 'darwin', cpu: 'x64' },
  { name: 'darwin-arm64', target: 'aarch64-apple-darwin', os: 'darwin', cpu: 'arm64' },
  { name: 'win32-x64-msvc', target: 'x86_64-pc-windows-msvc', os: 'win32', cpu: 'x64' },
  { name: 'win32-arm64-msvc', target: 'aarch64-pc-windows-msvc', os: 'win32', cpu: 'arm64' },
];

// The licences of what is in the binaries (scripts/licenses.js); packed with each of them.
const NOTICES_FILE = 'THIRD-PARTY-LICENSES.md';

const packageName = (root, platform) => `${root.name}-${platform.name}`;
const binaryFile = (root, platform) => `${root.napi.binaryName}.${platform.name}.node`;

/** Puts into a platform's package what is not kept there: its binary, from `binaries`, and the licences of what is in it. */
function fillPackage(root, platform, binaries, folder) {
  const file = binaryFile(root, platform);
  fs.copyFileSync(path.join(binaries, file), path.join(folder, file));
  fs.copyFileSync(path.join(ROOT, NOTICES_FILE), path.join(folder, NOTICES_FILE));
}

function platformManifest(root, platform) {
  const file = binaryFile(root, platform);
  const manifest = {
    name: packageName(root, platform),
    version: root.version,
    description: `The ${platform.target} binary of ${root.name}`,
    license: root.license,
    author: root.author,
    main: file,
    files: [file, NOTICES_FILE],
    engines: root.engines,
    os: [platform.os],
    cpu: [platform.cpu],
  };
  return platform.libc ? { ...manifest, libc: [platform.libc] } : manifest;
}

function platformReadme(root, platform) {
  return [
    `# ${packageName(root, platform)}`,
    '',
    `The compiled part of \`${root.name}\` for **${platform.target}**.`,
    '',
    `Do not install this package by itself: it is an optional dependency of \`${root.name}\`, and npm`,
    'chooses the one that fits the machine.',
    '',
    `What the binary is built from, and under which licences, is in \`${NOTICES_FILE}\`.`,
    '',
  ].join('\n');
}

/** The root manifest with the parts that the table decides. */
function rootManifest(root) {
  const names = PLATFORMS.map((platform) => [packageName(root, platform), root.version]);
  return {
    ...root,
    napi: { ...root.napi, targets: PLATFORMS.map(({ target }) => target) },
    optionalDependencies: Object.fromEntries(names),
  };
}

/**
 * The lock file with the platform packages as links to npm/<platform>. Without these entries
 * `npm install` and `npm ci` in a checkout would look the names up in the registry, where the
 * version being worked on does not exist. Everything else in the lock file is npm's own.
 */
function lockFile(root, lock) {
  const entries = new Map(Object.entries(lock.packages));
  const isOurs = (key) => key.startsWith('npm/') || key.startsWith(`node_modules/${root.name}-`);
  for (const key of [...entries.keys()].filter(isOurs)) entries.delete(key);
  const { optionalDependencies } = rootManifest(root);
  const sorted = Object.fromEntries(Object.entries(optionalDependencies).sort(byKey));
  entries.set('', { ...entries.get(''), version: root.version, optionalDependencies: sorted });
  for (const platform of PLATFORMS) {
    entries.set(`node_modules/${packageName(root, platform)}`, { resolved: `npm/${platform.name}`, link: true });
    entries.set(`npm/${platform.name}`, lockEntry(root, platform));
  }
  return { ...lock, version: root.version, packages: Object.fromEntries([...entries].sort(byKey)) };
}

const byKey = ([a], [b]) => a.localeCompare(b, 'en');

/** The fields of a linked package in the order npm writes them. */
function lockEntry(root, platform) {
  const { name, version, cpu, libc, license, os, engines } = platformManifest(root, platform);
  return { name, version, cpu, ...(libc && { libc }), license, optional: true, os, engines };
}

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

const readJson = (file) => JSON.parse(fs.readFileSync(path.join(ROOT, file), 'utf8'));

/** Every file that follows from the table: path in the project -> content. */
function expectedFiles() {
  const root = readJson('package.json');
  const licence = fs.readFileSync(path.join(ROOT, 'LICENSE'), 'utf8');
  const files = new Map([['package.json', json(rootManifest(root))]]);
  files.set('package-lock.json', json(lockFile(root, readJson('package-lock.json'))));
  for (const platform of PLATFORMS) {
    files.set(`npm/${platform.name}/package.json`, json(platformManifest(root, platform)));
    files.set(`npm/${platform.name}/README.md`, platformReadme(root, platform));
    files.set(`npm/${platform.name}/LICENSE`, licence);
  }
  return files;
}

function isInStep([file, content]) {
  const full = path.join(ROOT, file);
  return fs.existsSync(full) && fs.readFileSync(full, 'utf8') === content;
}

/** The paths of generated files whose content is not what the table asks for. */
function outOfStep() {
  return [...expectedFiles()].filter((entry) => !isInStep(entry)).map(([file]) => file);
}

function write() {
  for (const [file, content] of expectedFiles()) {
    const full = path.join(ROOT, file);
    fs.mkdirSync(path.dirname(full), { recursive: true });
    fs.writeFileSync(full, content);
  }
}

if (require.main === module) {
  main(() => {
    if (!process.argv.includes('--check')) return write();
    const files = outOfStep();
    if (files.length > 0) throw new CommandError(`Run \`npm run platforms\`: out of step: ${files.join(', ')}.`, 1);
  });
}

module.exports = { NOTICES_FILE, PLATFORMS, binaryFile, fillPackage, outOfStep, packageName };
