//! WebP by libwebp.

use std::borrow::Cow;
use std::io::{self, Write};

use ::webp::{Encoder, PixelLayout, WebPConfig};

use super::rows::in_bytes;
use super::{File, Rows, WebpOptions, check_sides, failed, profile};
use crate::error::Result;
use crate::mem::{Bitmap, Kind, unpremultiply_into};

/// The format keeps a side in 14 bits.
const MAX_SIDE: u32 = 16_383;
/// Flags of the extended form.
const PROFILE: u8 = 0x20;
const ALPHA: u8 = 0x10;

pub(super) fn write(rows: &mut dyn Rows, options: WebpOptions, file: &mut File<'_>) -> Result<()> {
    let WebpOptions { quality, lossless } = options;
    check_sides(rows.size(), "WebP", MAX_SIDE)?;
    let picture = in_bytes(rows)?;
    let bitmap = picture.bitmap();
    let opaque = bitmap.is_opaque();
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
    match profile::of(bitmap.format().space) {
        Some(profile) => write_with_profile(&memory, &profile, (bitmap, opaque), file),
        None => file.write_all(&memory),
    }
    .map_err(|cause| failed("WebP", cause))
}

/// The file in the extended form, which a profile needs: <https://developers.google.com/speed/webp/docs/riff_container>
fn write_with_profile(
    plain: &[u8],
    profile: &[u8],
    (bitmap, opaque): (&Bitmap, bool),
    file: &mut File<'_>,
) -> io::Result<()> {
    const RIFF: usize = 12;
    const EXTENDED: usize = 18;
    let chunks = plain.get(RIFF..).unwrap_or_default();
    // Pictures with an alpha plane of their own are extended already.
    let is_extended = chunks.starts_with(b"VP8X");
    let chunks = if is_extended { chunks.get(EXTENDED..).unwrap_or_default() } else { chunks };
    let padded = profile.len().next_multiple_of(2);
    let length = |bytes: usize| (bytes as u32).to_le_bytes();
    let flags = if opaque { PROFILE } else { PROFILE | ALPHA };
    let side = |side: u32| side.saturating_sub(1).to_le_bytes();
    let (width, height) = (side(bitmap.width()), side(bitmap.height()));
    file.write_all(b"RIFF")?;
    file.write_all(&length(4 + EXTENDED + 8 + padded + chunks.len()))?;
    file.write_all(b"WEBPVP8X")?;
    file.write_all(&length(EXTENDED - 8))?;
    file.write_all(&[flags, 0, 0, 0])?;
    file.write_all(&width[..3])?;
    file.write_all(&height[..3])?;
    file.write_all(b"ICCP")?;
    file.write_all(&length(profile.len()))?;
    file.write_all(profile)?;
    file.write_all(&[0][..padded - profile.len()])?;
    file.write_all(chunks)
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
