//! The same calls with every level of vector instructions: the same bytes.
#![no_main]

use canvas::mem::{levels, use_level};
use libfuzzer_sys::fuzz_target;
use scope_canvas_fuzz::{Bytes, Canvas};

fuzz_target!(|data: &[u8]| {
    let mut first: Option<Vec<u8>> = None;
    for level in levels() {
        use_level(level);
        let mut bytes = Bytes::new(data);
        let mut canvas = Canvas::new(&mut bytes);
        canvas.run(bytes);
        let pixels = canvas.pixels().map(|bitmap| bitmap.data().to_vec()).unwrap_or_default();
        match &first {
            None => first = Some(pixels),
            Some(first) => assert!(pixels == *first, "{level:?} has other bytes than scalar code"),
        }
    }
});
