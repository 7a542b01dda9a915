//! Font files whose glyphs a document takes: it is well-formed, and what it took is a font.
#![no_main]

use libfuzzer_sys::fuzz_target;
use scope_canvas_fuzz::{check_document, check_fonts, document_with_font};

fuzz_target!(|data: &[u8]| {
    if let Some(file) = document_with_font(data) {
        check_document(&file);
        check_fonts(&file);
    }
});
