'use strict';

// The Rust tests under AddressSanitizer, which sees what no test can: reads and writes beyond a block,
// or of one that is freed, and blocks that nobody frees. It needs a nightly compiler
// (`rustup toolchain install nightly`) and builds everything once more, in target/asan.
//   node scripts/asan.js              all tests
//   node scripts/asan.js --lib blend  as with `cargo test`
// Large blocks come from the C library here, not from mappings of their own (`--cfg fuzzing`), so that
// the sanitizer can put guards around them. libwebp, which is C, is linked without it.

const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { CommandError, ROOT, run, main } = require('./run.js');

function host() {
  const { stdout, status } = spawnSync('rustc', ['+nightly', '-vV'], { encoding: 'utf8' });
  if (status !== 0) throw new CommandError('A nightly compiler is needed: rustup toolchain install nightly', 1);
  return stdout.match(/^host: (.+)$/m)[1];
}

main(() => {
  const args = process.argv.slice(2);
  const which = args.length > 0 ? args : ['--lib', '--tests'];
  const env = {
    ...process.env,
    CARGO_TARGET_DIR: process.env.CARGO_TARGET_DIR || path.join(ROOT, 'target', 'asan'),
    RUSTFLAGS: '-Zsanitizer=address --cfg fuzzing',
  };
  run('cargo', ['+nightly', 'test', '--locked', '--no-default-features', '--target', host(), ...which], { env });
});
