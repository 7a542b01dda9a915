//! Files of small pictures in every format: each is read back, and as a stream is the same.
#![no_main]

use std::sync::Arc;

use canvas::codec::{EncodeOptions, Limits};
use canvas::stop::Stop;
use canvas::surface::{EncodeStream, Picture};
use libfuzzer_sys::fuzz_target;
use scope_canvas_fuzz::{Bytes, Canvas, decoded};

fuzz_target!(|data: &[u8]| {
    let mut bytes = Bytes::new(data);
    let options = options(&mut bytes);
    let mut canvas = Canvas::new(&mut bytes);
    canvas.run(bytes);
    canvas.allow_all();
    if let Some(picture) = canvas.snapshot() {
        check(&picture, &options);
    }
    canvas.finish();
});

fn options(bytes: &mut Bytes<'_>) -> EncodeOptions {
    match bytes.below(4) {
        0 => EncodeOptions::Png { level: bytes.byte() % 12 },
        1 => EncodeOptions::Jpeg { quality: bytes.byte() },
        2 => EncodeOptions::Webp { quality: bytes.number() as f32, lossless: false },
        _ => EncodeOptions::Webp { quality: bytes.number() as f32, lossless: true },
    }
}

fn check(picture: &Arc<Picture>, options: &EncodeOptions) {
    let file = picture.encode(&Stop::default(), options).expect("a small picture has a file");
    let mut stream = EncodeStream::new(Arc::clone(picture), *options);
    let mut parts = Vec::new();
    while let Some(part) = stream.read().expect("a stream ends as the file") {
        parts.extend_from_slice(part.bytes());
    }
    assert!(parts == file.bytes(), "a stream is another file");
    let again = decoded(file.bytes(), &Limits::default());
    let pixels = canvas::list::DeferredPixels::pixels(&**picture).expect("it was drawn");
    assert_eq!(again.size(), pixels.size());
    let is_lossless = matches!(options, EncodeOptions::Png { .. } | EncodeOptions::Webp { lossless: true, .. });
    if is_lossless {
        assert!(again.data() == pixels.data(), "a lossless file has other pixels");
    }
}
