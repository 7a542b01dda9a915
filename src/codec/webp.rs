//! WebP by libwebp, which decodes three to five times as fast as the `image` crate.
//!
//! The header stays the `image` crate's work. libwebp's plain interface reads no animations: their frames are given to it
//! as files of their own. libwebp takes its output itself; it is copied into the bitmap once.

use std::ops::Range;

use ::webp::{BitstreamFeatures, Decoder, PixelLayout};

use super::colors::{Described, Numbers, Profile};
use super::{Format, How, Limits, expand, frames};
use crate::error::{Error, Result};
use crate::mem::{Bitmap, premultiply};
use crate::stop::Stop;

/// Decodes into `bitmap`, which has the size of the header.
pub(super) fn decode(bytes: &[u8], stop: &Stop, bitmap: &mut Bitmap, how: How<'_>) -> Result<()> {
    let features = BitstreamFeatures::new(bytes).ok_or_else(broken)?;
    if features.has_animation() {
        return frames::webp::decode(bytes, stop, bitmap, how);
    }
    expand::check_size(Format::Webp, bitmap, features.width(), features.height())?;
    let image = Decoder::new(bytes).decode().ok_or_else(broken)?;
    match image.layout() {
        PixelLayout::Rgba => bitmap.data_mut().copy_from_slice(&image),
        PixelLayout::Rgb => {
            let pixels = bitmap.data_mut().as_chunks_mut::<4>().0.iter_mut();
            for (pixel, &[r, g, b]) in pixels.zip(image.as_chunks::<3>().0) {
                *pixel = [r, g, b, 255];
            }
        }
    }
    if let Some(icc) = profile(bytes).filter(|_| !how.ignores_profile)
        && let Some(profile) = Profile::new(&Described::Icc(icc), Numbers::Rgb, bitmap, how.limits)?
    {
        profile.apply(bitmap, stop)?;
    }
    if image.layout() == PixelLayout::Rgba {
        premultiply(bitmap.data_mut());
    }
    Ok(())
}

/// Refuses an extended file of more parts than `maxFrames` allows: the reader of its header, on the JavaScript thread, goes
/// through all of them.
pub(super) fn check_frames(bytes: &[u8], limits: &Limits) -> Result<()> {
    let Some(b"VP8X") = bytes.get(12..16) else { return Ok(()) };
    (1..)
        .zip(chunks(bytes, 12..bytes.len()).skip(1))
        .try_for_each(|(parts, _)| limits.check_frames(Format::Webp, parts))
}

/// Name and place of the chunks in a part of a file, the last one as far as it goes.
pub(super) fn chunks(
    bytes: &[u8],
    part: Range<usize>,
) -> impl Iterator<Item = ([u8; 4], Range<usize>)> {
    let mut at = part.start;
    std::iter::from_fn(move || {
        let rest = bytes.get(at..part.end)?;
        let name = *rest.first_chunk()?;
        let size = u32::from_le_bytes(*rest.get(4..)?.first_chunk()?) as usize;
        let start = at + 8;
        at = start.saturating_add(size).saturating_add(size % 2);
        Some((name, start..start.saturating_add(size).min(part.end)))
    })
}

/// Whether pixels in a chunk of that name let anything through. Lossless ones say in their own header whether alpha counts.
pub(super) fn has_alpha(name: [u8; 4], content: &[u8]) -> bool {
    match &name {
        b"ALPH" => true,
        b"VP8L" => content.get(4).is_some_and(|byte| byte & 0x10 != 0),
        _ => false,
    }
}

/// The ICC profile of an extended file, which stands before all pixels.
pub(super) fn profile(bytes: &[u8]) -> Option<&[u8]> {
    let Some(b"VP8X") = bytes.get(12..16) else { return None };
    let (_, range) = chunks(bytes, 12..bytes.len()).nth(1).filter(|(name, _)| name == b"ICCP")?;
    bytes.get(range)
}

/// libwebp does not tell what is wrong.
fn broken() -> Error {
    expand::broken(Format::Webp, "the data is damaged or ends too early")
}

/// What libwebp takes beside the bitmap, from above: its output, 3 or 4 bytes a pixel; of lossless
/// pixels and alpha, once more as much for their decoding; a few rows of samples.
pub(super) fn scratch_bytes(bytes: &[u8], pixels: u64) -> u64 {
    let each = match bytes.get(12..16) {
        Some(b"VP8 ") => 3,
        _ => 8,
    };
    pixels * each + bytes.len() as u64 + (256 << 10)
}
