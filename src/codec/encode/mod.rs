//! A bitmap's pixels as a file.
//!
//! Runs on workers or, for the synchronous calls, on the JavaScript thread. The growing file is
//! charged as `Encoded`, what a library takes beside it as `Scratch`.

mod file;
mod jpeg;
mod png;
mod profile;
mod rows;
mod webp;

use crate::error::{Error, ErrorKind, Result};
use crate::geom::Size;
use crate::mem::{Bitmap, Charge};
use crate::stop::Stop;
pub use file::Drain;
use file::File;
pub use rows::Rows;

/// The format to write and how.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum EncodeOptions {
    /// Lossless; `level` 1 (fast) to 9 (small).
    Png {
        /// Deflate level. Default: 0, which leaves the choice to the picture.
        level: u8,
    },
    /// Lossy, without alpha: what is transparent stands on black.
    Jpeg {
        /// 0 to 100. Default: 92, as in Chromium.
        quality: u8,
    },
    /// Lossy or lossless, with alpha.
    Webp {
        /// 0 to 100; lossless, the effort. Default: 80, as in Chromium.
        quality: f32,
        /// Keep every pixel. Default: no.
        lossless: bool,
    },
}

impl EncodeOptions {
    /// PNG as `encode('png')` writes it.
    pub const PNG: Self = Self::Png { level: 0 };
    /// JPEG as `encode('jpeg')` writes it.
    pub const JPEG: Self = Self::Jpeg { quality: 92 };
    /// WebP as `encode('webp')` writes it.
    pub const WEBP: Self = Self::Webp { quality: 80.0, lossless: false };
}

/// A finished file and its charge.
#[derive(Debug)]
pub struct Encoded {
    bytes: Vec<u8>,
    _charge: Charge,
}

impl Encoded {
    /// The file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// Encodes `bitmap`. Everything is charged on the bitmap's own ledger.
///
/// Fails with [`ErrorKind::Encode`] where the format can't hold the picture.
pub fn encode(bitmap: &Bitmap, options: &EncodeOptions) -> Result<Encoded> {
    encode_unless(&Stop::default(), bitmap, options)
}

/// The same, unless it is to stop before it ends. PNG and JPEG notice between two rows or so, WebP only at its ends.
pub fn encode_unless(stop: &Stop, mut rows: impl Rows, options: &EncodeOptions) -> Result<Encoded> {
    let file = File::new(rows.ledger(), stop)?;
    write(stop, &mut rows, options, file)
}

/// The same in parts, of which the last is returned. What holds up `drain` holds up the encoder: nothing is made ahead.
pub fn encode_in_parts<'a>(
    stop: &Stop,
    rows: &mut dyn Rows,
    options: &EncodeOptions,
    drain: &'a mut Drain<'a>,
) -> Result<Encoded> {
    let file = File::drained(rows.ledger(), stop, drain)?;
    write(stop, rows, options, file)
}

fn write(
    stop: &Stop,
    rows: &mut dyn Rows,
    options: &EncodeOptions,
    mut file: File<'_>,
) -> Result<Encoded> {
    stop.check()?;
    let written = match *options {
        EncodeOptions::Png { level } => png::write(rows, level, &mut file),
        EncodeOptions::Jpeg { quality } => jpeg::write(rows, quality, &mut file),
        EncodeOptions::Webp { quality, lossless } => {
            webp::write(rows, quality, lossless, &mut file)
        }
    };
    file.finish(written)
}

fn failed(format: &str, cause: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::Encode, format!("{format} encoding failed: {cause}"))
}

/// Refuses pictures that the format has no room for.
fn check_sides(size: Size, format: &str, most: u32) -> Result<()> {
    let (w, h) = (size.width(), size.height());
    if w.max(h) <= most {
        return Ok(());
    }
    Err(failed(
        format,
        format!("the picture has {w}x{h} pixels, the format allows {most} on a side"),
    ))
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::Arc;

    use super::png::{ALPHA_LEVEL, OPAQUE_LEVEL};
    use super::*;
    use crate::codec::{Format, Limits, SvgFonts, decode, read};
    use crate::geom::Size;
    use crate::mem::{Ledger, premultiply};

    /// A gradient with every alpha, or opaque.
    fn picture(width: u32, height: u32, opaque: bool) -> Bitmap {
        let mut bitmap = Bitmap::new(&Ledger::new(), Size::new(width, height).unwrap()).unwrap();
        for (i, pixel) in bitmap.data_mut().as_chunks_mut::<4>().0.iter_mut().enumerate() {
            let (x, y) = (i as u32 % width, i as u32 / width);
            let alpha = if opaque { 255 } else { (x * 8 + y) as u8 };
            *pixel = [(x * 4) as u8, (y * 4) as u8, 255 - (x * 4) as u8, alpha];
        }
        premultiply(bitmap.data_mut());
        bitmap
    }

    fn back(encoded: &Encoded, format: Format) -> Bitmap {
        let limits = Limits::default();
        let header = read(encoded.bytes(), &limits).unwrap();
        assert_eq!(header.format, format);
        decode(encoded.bytes(), &header, &limits, &SvgFonts::new(&[]), &Ledger::new()).unwrap()
    }

    fn far(a: &Bitmap, b: &Bitmap) -> u8 {
        a.data().iter().zip(b.data()).map(|(x, y)| x.abs_diff(*y)).max().unwrap()
    }

    #[test]
    fn an_encoding_stops_where_it_is() {
        let bitmap = picture(200, 2000, true);
        for options in [EncodeOptions::PNG, EncodeOptions::JPEG, EncodeOptions::WEBP] {
            let stop = Stop::default();
            stop.request();
            let stopped = encode_unless(&stop, &bitmap, &options).unwrap_err();
            assert_eq!(stopped.kind(), ErrorKind::Abort, "{options:?}");
        }
        // In the middle: whoever writes hears of it with the next bytes.
        let stop = Stop::default();
        let mut file = File::new(bitmap.ledger(), &stop).unwrap();
        file.write_all(b"some").unwrap();
        stop.request();
        assert!(file.write_all(b"more").is_err());
        assert_eq!(file.finish(Ok(())).unwrap_err().kind(), ErrorKind::Abort);
        let live = bitmap.ledger().live();
        assert_eq!(live, bitmap.data().len(), "nothing stays charged");
    }

    #[test]
    fn lossless_formats_keep_every_pixel() {
        let webp = EncodeOptions::Webp { quality: 50.0, lossless: true };
        for opaque in [true, false] {
            let bitmap = picture(33, 17, opaque);
            for level in [0, 1, 2, 6, 9, 200] {
                let encoded = encode(&bitmap, &EncodeOptions::Png { level }).unwrap();
                assert_eq!(back(&encoded, Format::Png).data(), bitmap.data(), "{opaque} {level}");
                // Colour type 2 is RGB, 6 is RGBA.
                assert_eq!(encoded.bytes()[25], if opaque { 2 } else { 6 });
            }
            let encoded = encode(&bitmap, &webp).unwrap();
            assert_eq!(back(&encoded, Format::Webp).data(), bitmap.data(), "{opaque}");
        }
    }

    #[test]
    fn the_default_level_of_png_depends_on_alpha() {
        for (opaque, level) in [(true, OPAQUE_LEVEL), (false, ALPHA_LEVEL)] {
            let bitmap = picture(200, 100, opaque);
            let chosen = encode(&bitmap, &EncodeOptions::PNG).unwrap();
            let given = encode(&bitmap, &EncodeOptions::Png { level }).unwrap();
            assert_eq!(chosen.bytes(), given.bytes());
        }
    }

    #[test]
    fn one_transparent_pixel_anywhere_is_seen() {
        for at in [0, 15, 16, 31, 32, 34] {
            let mut bitmap = picture(35, 1, true);
            assert!(bitmap.is_opaque());
            bitmap.data_mut()[at * 4 + 3] = 254;
            assert!(!bitmap.is_opaque(), "{at}");
        }
    }

    #[test]
    fn lossy_formats_come_close() {
        let opaque = picture(64, 48, true);
        for quality in [0, 50, 92, 100, 255] {
            let encoded = encode(&opaque, &EncodeOptions::Jpeg { quality }).unwrap();
            let allowed = if quality < 90 { 120 } else { 12 };
            assert!(far(&back(&encoded, Format::Jpeg), &opaque) <= allowed, "{quality}");
        }
        for quality in [0.0, 80.0, f32::NAN, 900.0] {
            let options = EncodeOptions::Webp { quality, lossless: false };
            let encoded = encode(&picture(64, 48, false), &options).unwrap();
            assert_eq!(back(&encoded, Format::Webp).width(), 64);
        }
    }

    #[test]
    fn jpeg_stands_on_black() {
        let mut bitmap = picture(16, 16, true);
        bitmap.data_mut().as_chunks_mut::<4>().0.fill([100, 50, 0, 128]);
        let shown = back(&encode(&bitmap, &EncodeOptions::JPEG).unwrap(), Format::Jpeg);
        let pixel = shown.pixel(8, 8).unwrap();
        assert!(pixel[0].abs_diff(100) <= 2 && pixel[1].abs_diff(50) <= 2, "{pixel:?}");
        assert_eq!(pixel[3], 255);
    }

    #[test]
    fn jpeg_halves_colours_below_full_quality() {
        let bitmap = picture(16, 16, true);
        for (quality, sampling) in [(92, 0x22), (99, 0x22), (100, 0x11)] {
            let encoded = encode(&bitmap, &EncodeOptions::Jpeg { quality }).unwrap();
            let bytes = encoded.bytes();
            let sof = bytes.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
            assert_eq!(bytes[sof + 11], sampling, "{quality}");
        }
    }

    #[test]
    fn pictures_too_large_for_a_format_are_refused() {
        for (options, most) in [(EncodeOptions::JPEG, 65_535), (EncodeOptions::WEBP, 16_383)] {
            let ledger = Ledger::new();
            let wide = |w| Bitmap::new(&ledger, Size::new(w, 1).unwrap()).unwrap();
            assert!(encode(&wide(most), &options).is_ok());
            let error = encode(&wide(most + 1), &options).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Encode);
            assert!(error.message().contains(&most.to_string()), "{error}");
        }
    }

    #[test]
    fn the_file_is_charged_until_it_is_dropped_and_the_budget_holds() {
        for options in [EncodeOptions::PNG, EncodeOptions::JPEG, EncodeOptions::WEBP] {
            let bitmap = picture(200, 200, true);
            let ledger = Arc::clone(bitmap.ledger());
            let pixels = bitmap.data().len();
            let encoded = encode(&bitmap, &options).unwrap();
            assert!(encoded._charge.bytes() >= encoded.bytes().len());
            assert_eq!(ledger.live(), pixels + encoded._charge.bytes(), "{options:?}");
            drop(encoded);
            assert_eq!(ledger.live(), pixels, "{options:?}");
            ledger.set_budget(pixels);
            let refused = encode(&bitmap, &options).unwrap_err();
            assert_eq!(refused.kind(), ErrorKind::Limit, "{options:?}");
            assert_eq!(ledger.live(), pixels, "{options:?}");
        }
    }

    #[test]
    fn a_budget_met_while_the_file_grows_is_told() {
        let ledger = Ledger::new();
        let mut file = File::new(&ledger, &Stop::default()).unwrap();
        ledger.set_budget(10_000);
        file.write_all(&[1; 5000]).unwrap();
        assert!(file.write_all(&[1; 9000]).is_err());
        let error = file.finish(Err(failed("x", "hidden"))).unwrap_err();
        assert!(error.message().contains("budget of 10000"), "{error}");
        assert_eq!(ledger.live(), 0);
    }
}
