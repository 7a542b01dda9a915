//! WebP by libwebp, which decodes three to five times as fast as the `image` crate.
//!
//! The header stays the `image` crate's work, as do animations, whose first frame libwebp's plain
//! interface does not give. libwebp takes its output itself; it is copied into the bitmap once.

use ::webp::{BitstreamFeatures, Decoder, PixelLayout};

use super::watched::Watched;
use super::{Format, Limits, expand, raster};
use crate::error::{Error, Result};
use crate::mem::{Bitmap, premultiply};
use crate::stop::Stop;

/// Decodes into `bitmap`, which has the size of the header.
pub(super) fn decode(
    bytes: &[u8],
    stop: &Stop,
    bitmap: &mut Bitmap,
    limits: &Limits,
) -> Result<()> {
    let features = BitstreamFeatures::new(bytes).ok_or_else(broken)?;
    if features.has_animation() {
        let decoder = raster::open(Watched::new(bytes, stop), Format::Webp)?;
        return raster::decode(decoder, Format::Webp, bitmap, limits);
    }
    expand::check_size(Format::Webp, bitmap, features.width(), features.height())?;
    let image = Decoder::new(bytes).decode().ok_or_else(broken)?;
    let target = bitmap.data_mut();
    match image.layout() {
        PixelLayout::Rgba => {
            target.copy_from_slice(&image);
            premultiply(target);
        }
        PixelLayout::Rgb => {
            let pixels = target.as_chunks_mut::<4>().0.iter_mut();
            for (pixel, &[r, g, b]) in pixels.zip(image.as_chunks::<3>().0) {
                *pixel = [r, g, b, 255];
            }
        }
    }
    Ok(())
}

/// Refuses an extended file of more parts than `maxFrames` allows: the reader of its header, on the JavaScript thread, goes
/// through all of them.
pub(super) fn check_frames(bytes: &[u8], limits: &Limits) -> Result<()> {
    let Some(b"VP8X") = bytes.get(12..16) else { return Ok(()) };
    let (mut at, mut parts) = (12, 0);
    while let Some(size) = bytes.get(at + 4..).and_then(<[u8]>::first_chunk) {
        let size = u32::from_le_bytes(*size) as usize;
        at = at.saturating_add(size.saturating_add(size % 2)).saturating_add(8);
        if at >= bytes.len() {
            break;
        }
        parts += 1;
        limits.check_frames(parts)?;
    }
    Ok(())
}

/// libwebp does not tell what is wrong.
fn broken() -> Error {
    expand::broken(Format::Webp, "the data is damaged or ends too early")
}

/// What libwebp takes beside the bitmap, from above: its output, 3 or 4 bytes a pixel; of lossless
/// pixels and alpha, once more as much for their decoding; a few rows of samples. Of an animation,
/// the `image` crate decodes planes, alpha and canvas.
pub(super) fn scratch_bytes(bytes: &[u8], pixels: u64) -> u64 {
    let each = match bytes.get(12..16) {
        Some(b"VP8 ") => 3,
        _ => 8,
    };
    pixels * each + bytes.len() as u64 + (256 << 10)
}
