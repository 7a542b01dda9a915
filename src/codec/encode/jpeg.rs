//! JPEG by mozjpeg's libjpeg-turbo, read from the bitmap row by row; only a file in several scans, or with codes of its
//! own, keeps all blocks.
//!
//! Alpha is dropped by compositing onto black, as the standard says for formats without it
//! (<https://html.spec.whatwg.org/multipage/canvas.html#serialising-bitmaps-to-a-file>): of a
//! premultiplied pixel that is the stored colour.

use std::any::Any;
use std::borrow::Cow;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use mozjpeg::compress::CompressStarted;
use mozjpeg::qtable::{AnnexK_Chroma, AnnexK_Luma};
use mozjpeg::{ColorSpace, Compress, Marker, PixelDensity, PixelDensityUnit};

use super::{File, JpegOptions, Rows, Sampling, check_sides, failed, profile};
use crate::error::{Error, Result};
use crate::geom::Size;
use crate::mem::{Kind, read_bytes};

/// The library's bound, and so that of Chromium; the format knows 65,535.
const MAX_SIDE: u32 = 65_500;
/// Bytes of a pixel in the blocks that are kept: three planes at most, of 16 bits, twice.
const KEPT: usize = 3 * 2 * 2;
/// The bytes of a profile that fit into a segment behind its name and numbers.
const PROFILE_PART: usize = 65_533 - 14;
/// What the library takes for a file of any size: tables, and the part of the file that it hands over at once.
const TABLES: usize = 128 * 1024;

pub(super) fn write(rows: &mut dyn Rows, options: &JpegOptions, file: &mut File<'_>) -> Result<()> {
    check_sides(rows.size(), "JPEG", MAX_SIDE)?;
    let _charge = rows.ledger().charge(Kind::Scratch, scratch_bytes(rows.size(), options))?;
    let mut refused = None;
    // The library leaves by unwinding when it fails: where the file takes no more bytes, or there is no memory.
    let written = catch_unwind(AssertUnwindSafe(|| {
        compress(rows, options, &mut *file, &mut refused).map_err(|cause| failed("JPEG", cause))
    }));
    if let Some(error) = refused {
        return Err(error);
    }
    written.unwrap_or_else(|cause| Err(failed("JPEG", words(&*cause))))
}

/// Three planes of 16 rows before and after they are sampled, a row in bytes, and the blocks where they are kept.
fn scratch_bytes(size: Size, options: &JpegOptions) -> usize {
    let width = (size.width() as usize).next_multiple_of(16);
    let height = (size.height() as usize).next_multiple_of(16);
    let kept = if options.keeps_blocks() { width * height * KEPT } else { 0 };
    TABLES + width * (3 * 16 * 2 + 4) + kept
}

/// Why there are no more rows goes to `refused`: `io::Error` can't carry it.
fn compress(
    rows: &mut dyn Rows,
    options: &JpegOptions,
    file: impl Write,
    refused: &mut Option<Error>,
) -> io::Result<()> {
    let (size, format) = (rows.size(), rows.format());
    let profile = profile::of(format.space);
    let mut bytes = vec![0; if format.is_deep() { size.width() as usize * 4 } else { 0 }];
    let mut picture = prepared(size, options).start_compress(file)?;
    if let Some(profile) = profile {
        add_profile(&mut picture, &profile);
    }
    for y in 0..size.height() {
        let row = match rows.row(y) {
            Ok(row) => row,
            Err(error) => {
                *refused = Some(error);
                return Ok(());
            }
        };
        if bytes.is_empty() {
            picture.write_scanlines(row)?;
        } else {
            read_bytes(row, &mut bytes);
            picture.write_scanlines(&bytes)?;
        }
    }
    picture.finish().map(drop)
}

/// Adds a profile in parts, which are numbered from 1 (ICC.1:2022, annex B.4); the library numbers them from 0.
fn add_profile<W>(picture: &mut CompressStarted<W>, profile: &[u8]) {
    let parts = profile.chunks(PROFILE_PART);
    let count = parts.len() as u8;
    for (number, part) in (1..=count).zip(parts) {
        let segment = [b"ICC_PROFILE\0", &[number, count][..], part].concat();
        picture.write_marker(Marker::APP(2), &segment);
    }
}

fn prepared(size: Size, options: &JpegOptions) -> Compress {
    let mut picture = Compress::new(ColorSpace::JCS_EXT_RGBX);
    picture.set_fastest_defaults();
    picture.set_size(size.width() as usize, size.height() as usize);
    // The library's own way lets values beyond 255 into a file, which is no baseline file then.
    let quality = scale(options.quality);
    picture.set_luma_qtable(&AnnexK_Luma.scaled(quality, quality));
    picture.set_chroma_qtable(&AnnexK_Chroma.scaled(quality, quality));
    let pixels = sampling(options);
    picture.set_chroma_sampling_pixel_sizes(pixels, pixels);
    picture.set_optimize_coding(options.optimized);
    if options.progressive {
        picture.set_progressive_mode();
    }
    if let Some(per_inch) = options.resolution {
        // The cast saturates.
        let each = per_inch.round() as u16;
        picture.set_pixel_density(PixelDensity {
            unit: PixelDensityUnit::Inches,
            x: each,
            y: each,
        });
    }
    picture
}

/// What scales the standard's tables as libjpeg does: by whole hundredths, halves up. A hair less than the quality, for
/// halves that are not exact in the library's numbers.
fn scale(quality: u8) -> f32 {
    let quality = u16::from(quality.clamp(1, 100));
    if quality < 50 {
        5000.0 / f32::from(5000 / quality) * 0.999_999
    } else {
        f32::from(quality) - 1e-5
    }
}

/// How many pixels share a colour difference. Chromium halves those planes both ways, except at full quality.
fn sampling(options: &JpegOptions) -> (u8, u8) {
    match options.sampling {
        Some(Sampling::Full) => (1, 1),
        Some(Sampling::Halved) => (2, 1),
        Some(Sampling::Quartered) => (2, 2),
        None if options.quality >= 100 => (1, 1),
        None => (2, 2),
    }
}

/// What a panic says.
fn words(cause: &(dyn Any + Send)) -> Cow<'static, str> {
    if let Some(text) = cause.downcast_ref::<String>() {
        return Cow::Owned(text.clone());
    }
    Cow::Borrowed(cause.downcast_ref::<&str>().copied().unwrap_or("the encoder gave up"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::encode::{EncodeOptions, FileFormat, encode};
    use crate::mem::{Bitmap, Ledger};

    /// The two tables of a baseline file of that quality.
    fn tables(quality: u8) -> [Vec<u8>; 2] {
        let bitmap = Bitmap::new(&Ledger::new(), Size::new(8, 8).unwrap()).unwrap();
        let format = FileFormat::Jpeg(JpegOptions { quality, ..JpegOptions::DEFAULT });
        let encoded = encode(&bitmap, &EncodeOptions::of(format)).unwrap();
        let bytes = encoded.bytes();
        assert!(bytes.windows(2).any(|pair| pair == [0xFF, 0xC0]), "{quality} is no baseline file");
        // After each table's number, 0 or 1; both may stand in one segment.
        let first = bytes.windows(2).position(|pair| pair == [0xFF, 0xDB]).unwrap() + 5;
        let second = if bytes[first + 64] == 1 { first + 65 } else { first + 69 };
        [first, second].map(|start| bytes[start..start + 64].to_vec())
    }

    #[test]
    fn tables_are_scaled_as_libjpeg_does_at_every_quality() {
        let standard = tables(50);
        assert_eq!([standard[0][0], standard[0][1], standard[1][0]], [16, 11, 17]);
        for quality in 1..=100 {
            let percent = if quality < 50 { 5000 / quality } else { 200 - 2 * quality };
            let scaled = |value: &u8| ((u32::from(*value) * percent + 50) / 100).clamp(1, 255);
            for (table, standard) in tables(quality as u8).iter().zip(&standard) {
                let expected: Vec<u32> = standard.iter().map(scaled).collect();
                assert!(table.iter().copied().map(u32::from).eq(expected), "{quality}");
            }
        }
    }
}
