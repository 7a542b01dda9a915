//! WebP by libwebp.

use std::borrow::Cow;
use std::io::Write;

use ::webp::{Encoder, PixelLayout, WebPConfig};

use super::{File, check_sides, failed, is_opaque};
use crate::error::Result;
use crate::mem::{Bitmap, Kind, unpremultiply_into};

/// The format keeps a side in 14 bits.
const MAX_SIDE: u32 = 16_383;

pub(super) fn write(bitmap: &Bitmap, quality: f32, lossless: bool, file: &mut File) -> Result<()> {
    check_sides(bitmap, "WebP", MAX_SIDE)?;
    let opaque = is_opaque(bitmap);
    let scratch = scratch_bytes(bitmap.data().len() / 4, opaque, lossless);
    let _charge = bitmap.ledger().charge(Kind::Scratch, scratch)?;
    // Opaque pixels are straight already.
    let straight = if opaque { Cow::Borrowed(bitmap.data()) } else { Cow::Owned(copy(bitmap)) };
    let encoder = Encoder::new(&straight, PixelLayout::Rgba, bitmap.width(), bitmap.height());
    let mut config = WebPConfig::new().map_err(|()| failed("WebP", "no configuration"))?;
    config.lossless = lossless.into();
    config.quality = if quality.is_finite() { quality.clamp(0.0, 100.0) } else { 80.0 };
    // Keep the colour of transparent pixels only where every value counts.
    config.exact = lossless.into();
    let memory =
        encoder.encode_advanced(&config).map_err(|cause| failed("WebP", format!("{cause:?}")))?;
    file.write_all(&memory).map_err(|cause| failed("WebP", cause))
}

/// What libwebp takes for each pixel, from above; measured peaks are 6, 18, 26 and 32 bytes: its own
/// copy of the pixels; lossy, planes and tokens; lossless, and lossy for the alpha plane, hash chains
/// and backward references; our straight copy where there is alpha.
fn scratch_bytes(pixels: usize, opaque: bool, lossless: bool) -> usize {
    let each = match (lossless, opaque) {
        (false, true) => 8,
        (false, false) => 20,
        (true, true) => 28,
        (true, false) => 32,
    };
    pixels * each
}

fn copy(bitmap: &Bitmap) -> Vec<u8> {
    let mut straight = vec![0; bitmap.data().len()];
    unpremultiply_into(bitmap.data(), &mut straight);
    straight
}
