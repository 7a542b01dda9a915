//! SVG documents.
#![no_main]

use canvas::codec::{Format, Limits};
use libfuzzer_sys::fuzz_target;
use scope_canvas_fuzz::decode_and_let_go;

fuzz_target!(|data: &[u8]| {
    if Format::sniff(data) == Some(Format::Svg) {
        let limits = Limits { max_pixels: 1 << 16, max_side: 1024, max_scratch: 64 << 20, ..Limits::default() };
        decode_and_let_go(data, &limits);
    }
});
