//! Kernels of the codecs, on a picture with the noise of a photograph.

use std::hint::black_box;
use std::sync::Arc;

use canvas::codec::{EncodeOptions, Limits, SvgFonts, decode, encode, read};
use canvas::geom::Size;
use canvas::mem::{Bitmap, Ledger};

use crate::Kernel;

pub fn kernels() -> Vec<Kernel> {
    vec![
        Kernel { name: "encode-png", prepare: encode_png },
        Kernel { name: "decode-jpeg", prepare: decode_jpeg },
    ]
}

/// Gradients with noise of 16 levels, opaque.
fn photo() -> Bitmap {
    let size = Size::new(512, 512).unwrap();
    let mut bitmap = Bitmap::new(&Ledger::new(), size).unwrap();
    let mut state = 0x2545_f491_u32;
    for (i, pixel) in bitmap.data_mut().chunks_exact_mut(4).enumerate() {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        let grain = state.to_le_bytes()[0] & 15;
        let (x, y) = ((i % 512).to_le_bytes(), (i / 512).to_le_bytes());
        pixel.copy_from_slice(&[x[0] / 2 + grain, y[0] / 2 + grain, 120 + grain, 255]);
    }
    bitmap
}

fn encode_png() -> Box<dyn FnMut()> {
    let photo = photo();
    Box::new(move || {
        black_box(encode(black_box(&photo), &EncodeOptions::PNG).unwrap());
    })
}

fn decode_jpeg() -> Box<dyn FnMut()> {
    let photo = photo();
    let ledger = Arc::clone(photo.ledger());
    let file = encode(&photo, &EncodeOptions::JPEG).unwrap().bytes().to_vec();
    let (limits, fonts) = (Limits::default(), SvgFonts::new(&[]));
    let header = read(&file, &limits).unwrap();
    Box::new(move || {
        black_box(decode(black_box(&file), &header, &limits, &fonts, &ledger).unwrap());
    })
}
