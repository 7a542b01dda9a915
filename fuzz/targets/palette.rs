//! Any pixels as pictures with palettes: few colours stay, many become no more than are allowed.
#![no_main]

use std::collections::HashSet;

use canvas::codec::{Colors, EncodeOptions, FileFormat, Limits, PngOptions, encode};
use canvas::geom::Size;
use canvas::mem::{Bitmap, Ledger, premultiply};
use libfuzzer_sys::fuzz_target;
use scope_canvas_fuzz::{Bytes, decoded};

type Rgba = [u8; 4];

/// Of either side.
const MOST_SIDE: usize = 48;

fuzz_target!(|data: &[u8]| {
    let mut bytes = Bytes::new(data);
    let (width, height) = (1 + bytes.below(MOST_SIDE), 1 + bytes.below(MOST_SIDE));
    let colors = colors(&mut bytes);
    let is_gif = bytes.bit();
    let ledger = Ledger::new();
    let picture = picture(&ledger, (width, height), &mut bytes);
    let format = match is_gif {
        true => FileFormat::Gif(colors.clone()),
        false => FileFormat::Png(PngOptions { colors: Some(colors.clone()), ..PngOptions::DEFAULT }),
    };
    let file = encode(&picture, &EncodeOptions::of(format)).expect("a small picture has a file");
    let again = decoded(file.bytes(), &Limits::default());
    assert_eq!(again.size(), picture.size());
    check(&pixels(&picture), &pixels(&again), &colors, is_gif);
    drop((picture, file));
    assert_eq!(ledger.live(), 0, "bytes are left on the account");
});

fn colors(bytes: &mut Bytes<'_>) -> Colors {
    let dither = f32::from(bytes.byte()) / 255.0;
    if bytes.byte() < 64 {
        let palette = (0..1 + bytes.below(256)).map(|_| bytes.take()).collect();
        return Colors::Given { palette, dither };
    }
    Colors::Most { count: 2 + bytes.below(255) as u16, dither }
}

/// Pixels of the bytes, which are used again where they end.
fn picture(
    ledger: &std::sync::Arc<Ledger>,
    (width, height): (usize, usize),
    bytes: &mut Bytes<'_>,
) -> Bitmap {
    let mut bitmap = Bitmap::new(ledger, Size::new(width as u32, height as u32).unwrap()).unwrap();
    let [step, alpha] = bytes.take();
    let mut all: Vec<Rgba> = Vec::new();
    while !bytes.is_empty() && all.len() < width * height {
        let [r, g, b, a] = bytes.take();
        all.push([r, g, b, a | alpha]);
    }
    all.resize(all.len().max(1), [7, 7, 7, 255]);
    for (index, pixel) in bitmap.data_mut().chunks_exact_mut(4).enumerate() {
        let [r, g, b, a] = all[index % all.len()];
        let more = (index / all.len()) as u8;
        pixel.copy_from_slice(&[r.wrapping_add(more.wrapping_mul(step)), g, b, a]);
    }
    premultiply(bitmap.data_mut());
    bitmap
}

fn pixels(bitmap: &Bitmap) -> Vec<Rgba> {
    bitmap.data().as_chunks().0.to_vec()
}

fn check(before: &[Rgba], after: &[Rgba], colors: &Colors, is_gif: bool) {
    let count = |all: &[Rgba]| all.iter().collect::<HashSet<_>>().len();
    match colors {
        Colors::Most { count: most, .. } => {
            assert!(count(after) <= usize::from(*most), "more colours than are allowed");
            let is_plain = !is_gif || before.iter().all(|pixel| pixel[3] == 255);
            if is_plain && count(before) <= usize::from(*most) {
                assert!(before == after, "colours that there is room for are others");
            }
        }
        Colors::Given { palette, .. } => {
            assert!(count(after) <= palette.len() + usize::from(is_gif), "colours that were not given");
        }
    }
}
