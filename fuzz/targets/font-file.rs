//! Font files: TTF, OTF, collections, WOFF and WOFF2.
#![no_main]

use libfuzzer_sys::fuzz_target;
use scope_canvas_fuzz::draw_with_font;

fuzz_target!(|data: &[u8]| {
    draw_with_font(data);
});
