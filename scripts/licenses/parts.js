'use strict';

// What is in the addon beside crates' own code. Found by reading: a crate says nowhere that a file of it
// is somebody else's.

// Inside crates: `file` is a licence file, or a source whose first comment with a copyright is taken.
// A crate or file that is no longer there ends the script, and so does a licence file in a crate's
// folders that is not named here.
const EMBEDDED = [
  { crate: 'libwebp-sys', part: 'libwebp', licence: 'BSD-3-Clause', file: 'vendor/COPYING' },
  { crate: 'libwebp-sys', part: 'libwebp', licence: null, file: 'vendor/PATENTS' },
  { crate: 'zerocopy', version: '0.7.35', part: 'layout.rs', licence: 'MIT', file: 'src/third_party/rust/LICENSE-MIT' },
  { crate: 'brotli-decompressor', part: 'tables of Brotli', licence: 'MIT', file: 'src/context.rs' },
  { crate: 'fontdue', part: 'tables of xi-unicode', licence: 'Apache-2.0', file: 'src/unicode/tables.rs' },
  { crate: 'fontdue', part: 'functions of FreeBSD', licence: 'SunPro', file: 'src/platform/float/atan2.rs' },
  { crate: 'futures-channel', part: 'queue.rs', licence: 'BSD-2-Clause', file: 'src/mpsc/queue.rs' },
  { crate: 'image', part: 'transform.rs', licence: 'IJG', file: 'src/codecs/jpeg/transform.rs' },
  { crate: 'libm', part: 'functions of FreeBSD', licence: 'SunPro', file: 'src/math/expm1.rs' },
];

// Licence files that are covered by another of the same crate.
const COVERED = ['src/third_party/rust/LICENSE-APACHE'];

// What of a crate's licence file is about something that is not in the addon: from the first words up to the last.
const LEFT_OUT = [
  // The licence of what others contribute to it; the same text is among ours.
  { crate: 'libm', file: 'LICENSE.txt', from: 'As a contributor, you agree', to: 'This Rust library contains' },
  // The fonts of its tests.
  { crate: 'subsetter', file: 'NOTICE', from: '# Fonts', to: null },
];

// Beside crates: `text` is a file of this project, from its root.
const OTHERS = [
  {
    name: 'The bundled fonts',
    from: 'https://fonts.google.com/noto',
    licence: 'OFL-1.1',
    text: 'assets/fonts/OFL.txt',
  },
  {
    name: 'The Rust standard library',
    from: 'https://github.com/rust-lang/rust',
    licence: 'MIT',
    text: 'scripts/licenses/texts/MIT.txt',
    // Its own, then those of the crates it is linked with.
    notice: [
      'Copyright (c) The Rust Project Developers',
      'Copyright (c) 2014 Alex Crichton (backtrace, cfg-if, rustc-demangle)',
      'Copyright (c) 2015 Andrew Gallant (memchr)',
      'Copyright (c) 2015 The Rust Project Developers (gimli), The Gimli Developers (object)',
      'Copyright (c) 2016-2018 The gimli Developers (addr2line)',
      "Copyright (c) 2016 Amanieu d'Antras (hashbrown)",
      'Copyright (c) 2017 Frommi, 2017-2024 oyvindln (miniz_oxide)',
      'Copyright (c) 2018 Jorge Aparicio, 2005-2020 Rich Felker, et al. (compiler-builtins, libm)',
      'Copyright (c) 2019 The Crossbeam Project Developers (channels)',
      'Copyright (c) Jonas Schievink (adler2)',
    ],
  },
  {
    name: 'The Unicode Character Database',
    from: 'https://www.unicode.org/ucd/',
    licence: 'Unicode-3.0',
    text: 'scripts/licenses/texts/Unicode-3.0.txt',
    note: 'tables made of it are in the standard library, unicode-bidi, unicode-linebreak, unicode-script, harfrust and fontdue',
  },
];

module.exports = { COVERED, EMBEDDED, LEFT_OUT, OTHERS };
