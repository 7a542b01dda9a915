//! Files of small pictures in every format: each is read back, and as a stream is the same.
#![no_main]

use std::sync::Arc;

use canvas::codec::{Colors, EncodeOptions, FileFormat, Limits, PngOptions};
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
    let colors = |bytes: &mut Bytes<'_>| Colors::Most {
        count: u16::from(bytes.byte()).max(2),
        dither: f32::from(bytes.byte()) / 255.0,
    };
    let format = match bytes.below(8) {
        0 => FileFormat::Png(PngOptions { level: Some(bytes.byte() % 12), ..PngOptions::DEFAULT }),
        1 => return EncodeOptions::jpeg(bytes.byte()),
        2 => return EncodeOptions::webp(bytes.number() as f32, false),
        3 => return EncodeOptions::webp(bytes.number() as f32, true),
        4 => FileFormat::Png(PngOptions { colors: Some(colors(bytes)), ..PngOptions::DEFAULT }),
        5 => FileFormat::Gif(colors(bytes)),
        6 => FileFormat::Bmp,
        _ => FileFormat::Tiff { resolution: None },
    };
    EncodeOptions::of(format)
}

fn check(picture: &Arc<Picture>, options: &EncodeOptions) {
    let file = picture.encode(&Stop::default(), options).expect("a small picture has a file");
    let mut stream = EncodeStream::new(Arc::clone(picture), options.clone());
    let mut parts = Vec::new();
    while let Some(part) = stream.read().expect("a stream ends as the file") {
        parts.extend_from_slice(part.bytes());
    }
    assert!(parts == file.bytes(), "a stream is another file");
    let again = decoded(file.bytes(), &Limits::default());
    let pixels = canvas::list::DeferredPixels::pixels(&**picture).expect("it was drawn");
    assert_eq!(again.size(), pixels.size());
    let is_lossless = match &options.format {
        FileFormat::Png(png) => png.colors.is_none(),
        FileFormat::Webp(webp) => webp.lossless,
        FileFormat::Bmp | FileFormat::Tiff { .. } => true,
        _ => false,
    };
    if is_lossless {
        assert!(again.data() == pixels.data(), "a lossless file has other pixels");
    }
}
