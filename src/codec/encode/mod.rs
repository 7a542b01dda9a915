//! A bitmap's pixels as a file.
//!
//! Runs on workers or, for the synchronous calls, on the JavaScript thread. The growing file is
//! charged as `Encoded`, what a library takes beside it as `Scratch`.

mod animation;
mod avif;
mod bmp;
mod converted;
mod file;
mod film;
mod gif;
mod ico;
mod indexed;
mod jpeg;
mod options;
mod patched;
mod png;
mod profile;
mod qoi;
mod raw;
mod rows;
mod straight;
mod tiff;
mod webp;

use crate::error::{Error, ErrorKind, Result};
use crate::geom::Size;
use crate::mem::{Bitmap, Charge, PixelFormat};
use crate::stop::Stop;
pub use animation::{Animation, AnimationOptions};
use converted::Converted;
pub use file::Drain;
use file::File;
pub use film::{Disposal, Film, FrameOptions};
pub use options::{
    AvifOptions, Colors, EncodeOptions, FileFormat, JpegOptions, PngFilter, PngOptions, RawOrder,
    Sampling, WebpOptions,
};
pub use patched::{Patched, PatchedFormat};
pub use rows::Rows;

/// A finished file and its charge.
#[derive(Debug)]
pub struct Encoded {
    bytes: Vec<u8>,
    _charge: Charge,
}

impl Encoded {
    /// A file that was made elsewhere, with the charge for it.
    pub fn new(bytes: Vec<u8>, charge: Charge) -> Self {
        Self { bytes, _charge: charge }
    }

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
    if !options.reads_once() {
        check_whole(rows.size())?;
    }
    let written = match options.background {
        None => write_format(rows, &options.format, &mut file),
        Some(color) => {
            let format = PixelFormat { space: rows.format().space, ..PixelFormat::default() };
            let mut rows = Converted::new(rows, format, Some(color))?;
            write_format(&mut rows, &options.format, &mut file)
        }
    };
    file.finish(written)
}

fn write_format(rows: &mut dyn Rows, format: &FileFormat, file: &mut File<'_>) -> Result<()> {
    match format {
        FileFormat::Png(options) => png::write(rows, options, file),
        FileFormat::Jpeg(options) => jpeg::write(rows, options, file),
        FileFormat::Webp(options) => webp::write(rows, *options, file),
        FileFormat::Avif(options) => avif::write(rows, options, file),
        FileFormat::Gif(colors) => gif::write(rows, colors, file),
        FileFormat::Bmp => bmp::write(rows, file),
        FileFormat::Ico(options) => ico::write(rows, options, file),
        FileFormat::Tiff { resolution } => tiff::write(rows, *resolution, file),
        FileFormat::Qoi => qoi::write(rows, file),
        FileFormat::Raw(order) => raw::write(rows, *order, file),
    }
}

fn failed(format: &str, cause: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::Encode, format!("{format} encoding failed: {cause}"))
}

/// Some files need all of a picture at once, and then there may be no more of it than can be drawn.
const MOST_AT_ONCE: u64 = 1 << 28;

fn check_whole(size: Size) -> Result<()> {
    if size.pixels() <= MOST_AT_ONCE {
        return Ok(());
    }
    let (w, h) = (size.width(), size.height());
    let message = format!(
        "the picture has {w}x{h} pixels: a file of this kind needs all at once, of which there may be {MOST_AT_ONCE}"
    );
    Err(Error::new(ErrorKind::Encode, message))
}

/// Room for so many, which are charged already.
fn room<T>(count: usize) -> Result<Vec<T>> {
    let mut room = Vec::new();
    let made = room.try_reserve_exact(count);
    made.map_err(|cause| Error::limit(format!("no memory for encoding: {cause}")))?;
    Ok(room)
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

    fn all_formats() -> Vec<EncodeOptions> {
        let indexed = PngOptions { colors: Some(Colors::DEFAULT), ..PngOptions::DEFAULT };
        let progressive = JpegOptions { progressive: true, ..JpegOptions::DEFAULT };
        let others = [
            FileFormat::Png(indexed),
            FileFormat::Jpeg(progressive),
            FileFormat::Avif(AvifOptions { speed: 10, ..AvifOptions::DEFAULT }),
            FileFormat::Gif(Colors::DEFAULT),
            FileFormat::Bmp,
            FileFormat::Ico(PngOptions::DEFAULT),
            FileFormat::Tiff { resolution: None },
            FileFormat::Qoi,
            FileFormat::Raw(RawOrder::Bgra),
        ];
        let first = [EncodeOptions::PNG, EncodeOptions::JPEG, EncodeOptions::WEBP];
        first.into_iter().chain(others.map(EncodeOptions::of)).collect()
    }

    #[test]
    fn an_encoding_stops_where_it_is() {
        let bitmap = picture(200, 2000, true);
        for options in all_formats() {
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
        let webp = EncodeOptions::webp(50.0, true);
        for opaque in [true, false] {
            let bitmap = picture(33, 17, opaque);
            for level in [0, 1, 2, 6, 9, 200] {
                let encoded = encode(&bitmap, &EncodeOptions::png(level)).unwrap();
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
            let given = encode(&bitmap, &EncodeOptions::png(level)).unwrap();
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
    fn other_formats_keep_every_pixel_too() {
        let formats = [
            (FileFormat::Bmp, Format::Bmp),
            (FileFormat::Ico(PngOptions::DEFAULT), Format::Ico),
            (FileFormat::Tiff { resolution: Some(300.0) }, Format::Tiff),
        ];
        for (format, sniffed) in formats {
            for opaque in [true, false] {
                let bitmap = picture(33, 17, opaque);
                let encoded = encode(&bitmap, &EncodeOptions::of(format.clone())).unwrap();
                assert_eq!(back(&encoded, sniffed).data(), bitmap.data(), "{format:?} {opaque}");
            }
        }
    }

    #[test]
    fn gif_is_exact_up_to_256_colours_and_cuts_alpha() {
        let mut bitmap = picture(16, 16, true);
        let gif = EncodeOptions::of(FileFormat::Gif(Colors::DEFAULT));
        assert_eq!(back(&encode(&bitmap, &gif).unwrap(), Format::Gif).data(), bitmap.data());
        let pixels = bitmap.data_mut().as_chunks_mut::<4>().0;
        (pixels[0], pixels[1]) = ([0, 0, 0, 127], [0, 0, 0, 128]);
        let shown = back(&encode(&bitmap, &gif).unwrap(), Format::Gif);
        assert_eq!((shown.pixel(0, 0), shown.pixel(1, 0)), (Some([0; 4]), Some([0, 0, 0, 255])));
        let many = picture(64, 48, true);
        assert!(far(&back(&encode(&many, &gif).unwrap(), Format::Gif), &many) < 60);
    }

    #[test]
    fn a_png_with_a_palette_has_as_few_bits_as_it_needs() {
        for (count, bits) in [(2, 1), (3, 2), (4, 2), (5, 4), (16, 4), (17, 8), (200, 8)] {
            let mut bitmap = picture(33, 17, true);
            for (i, pixel) in bitmap.data_mut().as_chunks_mut::<4>().0.iter_mut().enumerate() {
                *pixel = [(i % count) as u8, 7, 9, if i % count == 0 { 10 } else { 255 }];
            }
            crate::mem::make_valid(bitmap.data_mut(), PixelFormat::default());
            let colors = Some(Colors::Most { count: 256, dither: 1.0 });
            let options = PngOptions { colors, ..PngOptions::DEFAULT };
            let encoded = encode(&bitmap, &EncodeOptions::of(FileFormat::Png(options))).unwrap();
            assert_eq!(encoded.bytes()[24..26], [bits, 3], "{count}");
            assert_eq!(back(&encoded, Format::Png).data(), bitmap.data(), "{count}");
        }
    }

    #[test]
    fn png_says_what_it_is_told() {
        let bitmap = picture(16, 16, true);
        let text =
            vec![("Title".to_owned(), "Caf\u{e9}".to_owned()), ("Author".into(), "\u{3a9}".into())];
        let options = PngOptions {
            colors: Some(Colors::DEFAULT),
            background_index: Some(3),
            resolution: Some(300.0),
            text,
            ..PngOptions::DEFAULT
        };
        let encoded = encode(&bitmap, &EncodeOptions::of(FileFormat::Png(options))).unwrap();
        let reader =
            ::png::Decoder::new(std::io::Cursor::new(encoded.bytes())).read_info().unwrap();
        let info = reader.info();
        assert_eq!(info.pixel_dims.map(|dims| dims.xppu), Some(11_811));
        assert_eq!(info.uncompressed_latin1_text[0].text, "Caf\u{e9}");
        assert_eq!(info.utf8_text[0].get_text().unwrap(), "\u{3a9}");
        assert_eq!(info.bkgd.as_deref(), Some(&[3][..]));
    }

    #[test]
    fn filters_and_levels_change_the_file_and_no_pixel() {
        let bitmap = picture(64, 48, false);
        let filters =
            [PngFilter::None, PngFilter::Sub, PngFilter::Up, PngFilter::Average, PngFilter::Paeth];
        let mut lengths = Vec::new();
        for filter in filters {
            let options =
                PngOptions { filter: Some(filter), level: Some(0), ..PngOptions::DEFAULT };
            let encoded = encode(&bitmap, &EncodeOptions::of(FileFormat::Png(options))).unwrap();
            assert_eq!(back(&encoded, Format::Png).data(), bitmap.data(), "{filter:?}");
            lengths.push(encoded.bytes().len());
        }
        // Stored, whatever the filter.
        assert!(lengths.iter().all(|length| *length > 64 * 48 * 4 && *length == lengths[0]));
    }

    #[test]
    fn jpeg_is_sampled_and_scanned_as_asked() {
        let bitmap = picture(40, 24, true);
        for (sampling, expected) in
            [(Sampling::Full, 0x11), (Sampling::Halved, 0x21), (Sampling::Quartered, 0x22)]
        {
            for (progressive, marker) in [(false, 0xC0), (true, 0xC2)] {
                let options = JpegOptions {
                    progressive,
                    sampling: Some(sampling),
                    resolution: Some(72.0),
                    ..JpegOptions::DEFAULT
                };
                let encoded =
                    encode(&bitmap, &EncodeOptions::of(FileFormat::Jpeg(options))).unwrap();
                let bytes = encoded.bytes();
                let sof = bytes.windows(2).position(|pair| pair == [0xFF, marker]).unwrap();
                assert_eq!(bytes[sof + 11], expected);
                // Units are inches; 72 each way.
                assert_eq!(bytes[13..18], [1, 0, 72, 0, 72]);
                assert!(
                    far(&back(&encoded, Format::Jpeg), &bitmap) < 30,
                    "{sampling:?} {progressive}"
                );
            }
        }
    }

    #[test]
    fn a_background_shows_through_and_takes_the_alpha_away() {
        let mut bitmap = picture(8, 8, true);
        bitmap.data_mut().as_chunks_mut::<4>().0.fill([100, 50, 0, 128]);
        let background = Some(crate::paint::Color::rgb(255, 0, 255));
        for format in
            [FileFormat::Png(PngOptions::DEFAULT), FileFormat::Bmp, FileFormat::Raw(RawOrder::Rgba)]
        {
            let encoded = encode(&bitmap, &EncodeOptions { format, background }).unwrap();
            let pixel = match Format::sniff(encoded.bytes()) {
                Some(format) => back(&encoded, format).pixel(3, 3).unwrap(),
                None => encoded.bytes().as_chunks().0[0],
            };
            assert_eq!(pixel, [227, 50, 127, 255]);
        }
    }

    #[test]
    fn a_picture_that_is_never_whole_is_refused_where_it_would_have_to_be() {
        assert!(check_whole(Size::new(1 << 14, 1 << 14).unwrap()).is_ok());
        let error = check_whole(Size::new((1 << 14) + 1, 1 << 14).unwrap()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Encode);
        assert!(error.message().contains("16385x16384"), "{error}");
    }

    #[test]
    fn raw_pixels_are_in_either_order() {
        let mut bitmap = picture(2, 1, true);
        bitmap.data_mut().copy_from_slice(&[100, 50, 0, 128, 1, 2, 3, 255]);
        let raw = |order| encode(&bitmap, &EncodeOptions::of(FileFormat::Raw(order))).unwrap();
        assert_eq!(raw(RawOrder::Bgra).bytes(), [0, 50, 100, 128, 3, 2, 1, 255]);
        assert_eq!(raw(RawOrder::Rgba).bytes(), [199, 100, 0, 128, 1, 2, 3, 255]);
    }

    #[test]
    fn lossy_formats_come_close() {
        let opaque = picture(64, 48, true);
        for quality in [0, 50, 92, 100, 255] {
            let encoded = encode(&opaque, &EncodeOptions::jpeg(quality)).unwrap();
            let allowed = if quality < 90 { 120 } else { 12 };
            assert!(far(&back(&encoded, Format::Jpeg), &opaque) <= allowed, "{quality}");
        }
        for quality in [0.0, 80.0, f32::NAN, 900.0] {
            let options = EncodeOptions::webp(quality, false);
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
            let encoded = encode(&bitmap, &EncodeOptions::jpeg(quality)).unwrap();
            let bytes = encoded.bytes();
            let sof = bytes.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
            assert_eq!(bytes[sof + 11], sampling, "{quality}");
        }
    }

    #[test]
    fn pictures_too_large_for_a_format_are_refused() {
        let ico = EncodeOptions::of(FileFormat::Ico(PngOptions::DEFAULT));
        let gif = EncodeOptions::of(FileFormat::Gif(Colors::DEFAULT));
        let two = [(EncodeOptions::JPEG, 65_500), (EncodeOptions::WEBP, 16_383)];
        for (options, most) in two.into_iter().chain([(ico, 256), (gif, 65_535)]) {
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
        for options in all_formats() {
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
