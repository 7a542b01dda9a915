'use strict';

// The tests under AddressSanitizer, which sees what no test can: reads and writes beyond a block,
// or of one that is freed, and blocks that nobody frees. It needs a nightly compiler
// (`rustup toolchain install nightly`) and builds everything once more, in target/asan.
//   node scripts/asan.js              all Rust tests
//   node scripts/asan.js --lib blend  as with `cargo test`
//   node scripts/asan.js --js         the JavaScript tests: api, hostile, lifecycle (Linux, with gcc's libasan)
//   node scripts/asan.js --js __test__/api/path2d.test.js
// Large blocks come from the C library here, not from mappings of their own (`--cfg fuzzing`), so that
// the sanitizer can put guards around them. libwebp, which is C, is linked without it.

const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { hostInfo, platformName } = require('../js/native.js');
const { CommandError, ROOT, run, main } = require('./run.js');

const TARGET = process.env.CARGO_TARGET_DIR || path.join(ROOT, 'target', 'asan');
const FLAGS = '-Zsanitizer=address --cfg fuzzing';
const SUITES = ['api', 'hostile', 'lifecycle'];

function host() {
  const { stdout, status } = spawnSync('rustc', ['+nightly', '-vV'], { encoding: 'utf8' });
  if (status !== 0) throw new CommandError('A nightly compiler is needed: rustup toolchain install nightly', 1);
  return stdout.match(/^host: (.+)$/m)[1];
}

function cargo(args, target, flags) {
  const env = { ...process.env, CARGO_TARGET_DIR: target, RUSTFLAGS: flags };
  run('cargo', ['+nightly', ...args], { env });
}

function rustTests(args) {
  const which = args.length > 0 ? args : ['--lib', '--tests'];
  cargo(['test', '--locked', '--no-default-features', '--target', host(), ...which], TARGET, FLAGS);
}

/** Rust's own runtime is linked into programs only; a library in Node finds gcc's, which is loaded before it. */
function runtime() {
  const { stdout } = spawnSync('gcc', ['-print-file-name=libasan.so'], { encoding: 'utf8' });
  const file = (stdout || '').trim();
  if (process.platform !== 'linux' || !path.isAbsolute(file)) {
    throw new CommandError("`--js` needs Linux and gcc's libasan.so.", 1);
  }
  return fs.realpathSync(file);
}

// Builds, and what is installed, isn't copied; the addon of the checkout least of all.
const isCopied = (file) => !/^(?:target|node_modules|\.git)$|\.node$/.test(path.basename(file));

/** A copy of the checkout with the addon beside index.js, where the loader looks first. */
function copyWith(library, folder) {
  fs.rmSync(folder, { recursive: true, force: true });
  for (const name of fs.readdirSync(ROOT).filter(isCopied)) {
    fs.cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true, filter: isCopied });
  }
  fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  fs.copyFileSync(library, path.join(folder, `canvas.${platformName(hostInfo())}.node`));
}

const testFiles = (suite) => {
  const folder = path.join('__test__', suite);
  const names = fs.readdirSync(path.join(ROOT, folder)).filter((name) => name.endsWith('.test.js'));
  return names.map((name) => path.join(folder, name));
};

/** Reports go to files: a test may keep what a process that it starts writes to its stderr. */
function throwReports(reports) {
  const files = fs.readdirSync(reports).map((name) => path.join(reports, name));
  for (const file of files) console.error(fs.readFileSync(file, 'utf8'));
  if (files.length > 0) throw new CommandError(`AddressSanitizer wrote ${files.length} report(s), see ${reports}`, 1);
}

function javaScriptTests(args) {
  const preload = runtime();
  const target = path.join(TARGET, 'js');
  const triple = host();
  // With `--cfg fuzzing` the kernels know the level that only tests ask for otherwise.
  const features = ['--features', 'fearless_simd/force_support_fallback'];
  cargo(['build', '--locked', '--lib', ...features, '--target', triple], target, `${FLAGS} -Zexternal-clangrt`);
  const folder = path.join(target, 'checkout');
  copyWith(path.join(target, triple, 'debug', 'libcanvas.so'), folder);
  const reports = path.join(target, 'reports');
  fs.rmSync(reports, { recursive: true, force: true });
  fs.mkdirSync(reports);
  // Node frees little when it ends, so leaks aren't looked for; what can't be had is an error, as without sanitizer.
  const options = `detect_leaks=0:allocator_may_return_null=1:log_path=${path.join(reports, 'asan')}`;
  const env = { ...process.env, LD_PRELOAD: preload, ASAN_OPTIONS: options };
  const files = args.length > 0 ? args : SUITES.flatMap(testFiles);
  try {
    run(process.execPath, ['--test', '--expose-gc', ...files], { cwd: folder, env });
  } finally {
    throwReports(reports);
  }
}

main(() => {
  const args = process.argv.slice(2);
  if (args[0] === '--js') javaScriptTests(args.slice(1));
  else rustTests(args);
});
