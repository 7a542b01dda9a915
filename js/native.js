'use strict';

// Finds and loads the compiled addon. A build in this checkout wins over the installed
// platform package. Nothing is spawned, downloaded or written. Only index.js calls this.

const fs = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');

const PACKAGE = '@scope/canvas';

// Every platform we publish for; scripts/platforms.js holds the full table and a test
// keeps the two in step.
const SUPPORTED = [
  'linux-x64-gnu',
  'linux-arm64-gnu',
  'linux-x64-musl',
  'linux-arm64-musl',
  'darwin-x64',
  'darwin-arm64',
  'win32-x64-msvc',
  'win32-arm64-msvc',
];

/**
 * The C library of the running process: 'glibc' or 'musl'.
 * The process's own mappings are asked first: they name the loader really in use, even where
 * both libraries are installed. process.report is the way without /proc; its network part is
 * left out because it can wait for DNS.
 */
function detectLibc() {
  try {
    const maps = fs.readFileSync('/proc/self/maps', 'latin1');
    if (/\/(?:ld-musl-|libc\.musl-)/.test(maps)) return 'musl';
    if (/\/libc(?:\.so\.6|-2\.\d+\.so)/.test(maps)) return 'glibc';
  } catch {
    // No /proc here: ask the report.
  }
  const { report } = process;
  if (!report) return 'glibc';
  const before = report.excludeNetwork;
  report.excludeNetwork = true;
  const { header } = report.getReport();
  report.excludeNetwork = before;
  return header.glibcVersionRuntime ? 'glibc' : 'musl';
}

function hostInfo() {
  const { platform, arch } = process;
  return { platform, arch, libc: platform === 'linux' ? detectLibc() : undefined };
}

/** The name used in file and package names, for example 'linux-x64-gnu'. */
function platformName({ platform, arch, libc }) {
  const base = `${platform}-${arch}`;
  if (platform === 'linux') return `${base}-${libc === 'musl' ? 'musl' : 'gnu'}`;
  return platform === 'win32' ? `${base}-msvc` : base;
}

/** Where the addon may be, best first: label for messages, request for `load`. */
function candidates(name) {
  const file = `canvas.${name}.node`;
  return [
    { label: file, request: path.join(__dirname, '..', file) },
    { label: `${PACKAGE}-${name}`, request: `${PACKAGE}-${name}` },
  ];
}

// Node adds the require stack to "Cannot find module"; the first line says it all.
function firstLine(error) {
  return String((error && error.message) || error).split('\n', 1)[0];
}

function advice(name) {
  if (!SUPPORTED.includes(name)) {
    return [
      `There is no prebuilt binary for ${name}. Prebuilt: ${SUPPORTED.join(', ')}.`,
      `On another platform build it in a checkout of the sources with \`npm run build\` (needs Rust and a C compiler).`,
    ];
  }
  return [
    `The binary is the optional dependency ${PACKAGE}-${name}. Install again without --omit=optional or --no-optional;`,
    'node_modules made on another operating system, CPU or C library must be installed afresh here.',
    'In a checkout of the sources run `npm run build`.',
  ];
}

function loadFailure(name, host, tried) {
  const libc = host.libc ? `, ${host.libc}` : '';
  const lines = [
    `${PACKAGE} could not load its native binary for ${name} (${host.platform} ${host.arch}${libc}, Node ${process.version}). Tried:`,
    ...tried.map(({ label, error }) => `  - ${label}: ${firstLine(error)}`),
    ...advice(name),
  ];
  const error = new Error(lines.join('\n'), { cause: tried[tried.length - 1].error });
  error.code = 'ERR_CANVAS_BINARY';
  return error;
}

/**
 * `require` for bundlers, which follow literals: they take in the platform package that is installed, and pass over
 * the others because these requests are inside a `try`. A path in a checkout must not be followed.
 */
function requireAddon(request) {
  try {
    switch (request) {
      case '@scope/canvas-linux-x64-gnu':
        return require('@scope/canvas-linux-x64-gnu');
      case '@scope/canvas-linux-arm64-gnu':
        return require('@scope/canvas-linux-arm64-gnu');
      case '@scope/canvas-linux-x64-musl':
        return require('@scope/canvas-linux-x64-musl');
      case '@scope/canvas-linux-arm64-musl':
        return require('@scope/canvas-linux-arm64-musl');
      case '@scope/canvas-darwin-x64':
        return require('@scope/canvas-darwin-x64');
      case '@scope/canvas-darwin-arm64':
        return require('@scope/canvas-darwin-arm64');
      case '@scope/canvas-win32-x64-msvc':
        return require('@scope/canvas-win32-x64-msvc');
      case '@scope/canvas-win32-arm64-msvc':
        return require('@scope/canvas-win32-arm64-msvc');
      default:
        return createRequire(__filename)(request);
    }
  } catch (error) {
    throw error;
  }
}

/** Loads the addon. The arguments exist for the tests. */
function loadNative(host = hostInfo(), load = requireAddon) {
  const name = platformName(host);
  const tried = [];
  for (const { label, request } of candidates(name)) {
    try {
      return load(request);
    } catch (error) {
      tried.push({ label, error });
    }
  }
  throw loadFailure(name, host, tried);
}

module.exports = { loadNative, hostInfo, platformName, requireAddon, SUPPORTED };
