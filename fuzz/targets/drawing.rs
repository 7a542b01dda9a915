//! Any calls on a canvas: no panic, sound pixels, and an account that is empty in the end.
#![no_main]

use libfuzzer_sys::fuzz_target;
use scope_canvas_fuzz::{Bytes, Canvas};

fuzz_target!(|data: &[u8]| {
    let mut bytes = Bytes::new(data);
    let mut canvas = Canvas::new(&mut bytes);
    canvas.run(bytes);
    if let Some(bitmap) = canvas.pixels() {
        let sound = |pixel: &[u8]| pixel[..3].iter().all(|&channel| channel <= pixel[3]);
        assert!(bitmap.data().chunks_exact(4).all(sound), "a pixel is not premultiplied");
    }
    canvas.finish();
});
