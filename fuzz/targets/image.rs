//! Files that may be pictures of any format but SVG: header, limits, pixels.
#![no_main]

use canvas::codec::{Format, Limits};
use libfuzzer_sys::fuzz_target;
use scope_canvas_fuzz::decode_and_let_go;

fuzz_target!(|data: &[u8]| {
    if Format::sniff(data) == Some(Format::Svg) {
        return;
    }
    let limits = Limits { max_pixels: 1 << 18, max_side: 4096, max_scratch: 64 << 20, ..Limits::default() };
    decode_and_let_go(data, &limits);
});
