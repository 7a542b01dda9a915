'use strict';

// What js/native.js loads, in which order, and what it says when there is nothing to load.

const assert = require('node:assert/strict');
const path = require('node:path');
const { test } = require('node:test');
const { loadNative, hostInfo, platformName, SUPPORTED } = require('../../js/native.js');

const LINUX = { platform: 'linux', arch: 'x64', libc: 'glibc' };

/** A loader that knows some requests and records all it is asked for. */
function loaderOf(known) {
  const asked = [];
  const load = (request) => {
    asked.push(path.basename(request));
    if (request in known) return known[request];
    throw new Error(`Cannot find module '${request}'\nRequire stack:\n- somewhere`);
  };
  return { asked, load };
}

function failureOf(host, load = loaderOf({}).load) {
  try {
    loadNative(host, load);
  } catch (error) {
    return error;
  }
  return assert.fail('loadNative returned');
}

test('platform names', () => {
  const cases = [
    [{ platform: 'linux', arch: 'x64', libc: 'glibc' }, 'linux-x64-gnu'],
    [{ platform: 'linux', arch: 'arm64', libc: 'musl' }, 'linux-arm64-musl'],
    [{ platform: 'darwin', arch: 'arm64' }, 'darwin-arm64'],
    [{ platform: 'win32', arch: 'x64' }, 'win32-x64-msvc'],
    [{ platform: 'freebsd', arch: 'x64' }, 'freebsd-x64'],
  ];
  for (const [host, name] of cases) assert.equal(platformName(host), name);
});

test('this machine has a C library exactly when it is Linux', () => {
  const host = hostInfo();
  if (process.platform !== 'linux') return assert.equal(host.libc, undefined);
  // The report is the other source of the same fact.
  process.report.excludeNetwork = true;
  const { glibcVersionRuntime } = process.report.getReport().header;
  assert.equal(host.libc, glibcVersionRuntime ? 'glibc' : 'musl');
});

test('a build in the checkout wins over the installed package', () => {
  const local = path.join(__dirname, '../..', 'canvas.linux-x64-gnu.node');
  const { asked, load } = loaderOf({ [local]: 'local', '@scope/canvas-linux-x64-gnu': 'installed' });
  assert.equal(loadNative(LINUX, load), 'local');
  assert.deepEqual(asked, ['canvas.linux-x64-gnu.node']);
});

test('without it the platform package is loaded', () => {
  const { asked, load } = loaderOf({ '@scope/canvas-linux-x64-gnu': 'installed' });
  assert.equal(loadNative(LINUX, load), 'installed');
  assert.deepEqual(asked, ['canvas.linux-x64-gnu.node', 'canvas-linux-x64-gnu']);
});

test('each supported platform asks for its own package', () => {
  for (const name of SUPPORTED) {
    const [platform, arch, abi] = name.split('-');
    const host = { platform, arch, libc: abi === 'musl' ? 'musl' : 'glibc' };
    const { asked, load } = loaderOf({ [`@scope/canvas-${name}`]: name });
    assert.equal(loadNative(host, load), name);
    assert.equal(asked[1], `canvas-${name}`);
  }
});

test('a missing binary: the error lists what was tried with each cause, and what to do', () => {
  const error = failureOf(LINUX, (request) => {
    throw new Error(request.endsWith('.node') ? 'invalid ELF header' : `Cannot find module '${request}'\nRequire stack:\n- x`);
  });
  assert.equal(error.code, 'ERR_CANVAS_BINARY');
  assert.match(error.message, /could not load its native binary for linux-x64-gnu \(linux x64, glibc, Node v\d/);
  assert.match(error.message, /^ {2}- canvas\.linux-x64-gnu\.node: invalid ELF header$/m);
  assert.match(error.message, /^ {2}- @scope\/canvas-linux-x64-gnu: Cannot find module '@scope\/canvas-linux-x64-gnu'$/m);
  assert.match(error.message, /Install again without --omit=optional/);
  assert.doesNotMatch(error.message, /Require stack/);
  assert.match(error.cause.message, /Cannot find module/);
});

test('an unsupported platform: the error says so and lists the supported ones', () => {
  const hosts = [
    [{ platform: 'linux', arch: 'riscv64', libc: 'glibc' }, 'linux-riscv64-gnu'],
    [{ platform: 'freebsd', arch: 'x64' }, 'freebsd-x64'],
    [{ platform: 'win32', arch: 'ia32' }, 'win32-ia32-msvc'],
  ];
  for (const [host, name] of hosts) {
    const error = failureOf(host);
    assert.equal(error.code, 'ERR_CANVAS_BINARY');
    assert.ok(error.message.includes(`There is no prebuilt binary for ${name}.`), error.message);
    for (const supported of SUPPORTED) assert.ok(error.message.includes(supported), supported);
    assert.match(error.message, /npm run build/);
    assert.doesNotMatch(error.message, /--omit=optional/);
  }
});

test('a thrown value that is no Error still gives a cause', () => {
  const error = failureOf(LINUX, () => {
    throw 'broken';
  });
  assert.match(error.message, /canvas\.linux-x64-gnu\.node: broken/);
});
