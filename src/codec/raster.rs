//! BMP, TIFF, the bitmaps inside icons, and WebP's header: all through the `image` crate.

use image::codecs::bmp::BmpDecoder;
use image::codecs::tiff::TiffDecoder;
use image::codecs::webp::WebPDecoder;
use image::{ColorType, ImageDecoder, ImageError};

use super::colors::{Described, Numbers, Profile};
use super::header::Stored;
use super::watched::Watched;
use super::{Format, How, Limits, Orientation, expand};
use crate::error::{Error, Result};
use crate::mem::{Bitmap, Charge, Kind, premultiply};
use crate::stop::Stop;

/// Width, height and orientation as the decoder itself sees them.
pub(super) fn header(bytes: &[u8], format: Format) -> Result<Stored> {
    let never = Stop::default();
    let mut decoder = open(Watched::new(bytes, &never), format)?;
    let (width, height) = decoder.dimensions();
    // An orientation that can't be read is none, as in browsers.
    let orientation = decoder.orientation().map_or(Orientation::Upright, Orientation::from);
    Ok(Stored { width: width.into(), height: height.into(), orientation })
}

/// The decoder of one of this module's formats, its header read.
pub(super) fn open<'a>(input: Watched<'a>, format: Format) -> Result<Box<dyn ImageDecoder + 'a>> {
    let boxed: image::ImageResult<Box<dyn ImageDecoder + 'a>> = match format {
        Format::Webp => WebPDecoder::new(input).map(|d| Box::new(d) as _),
        Format::Bmp => BmpDecoder::new(input).map(|d| Box::new(d) as _),
        Format::Tiff => TiffDecoder::new(input).map(|d| Box::new(d) as _),
        Format::Png | Format::Jpeg | Format::Gif | Format::Ico | Format::Avif | Format::Svg => {
            return Err(Error::internal(format!("{format:?} has a reader of its own")));
        }
    };
    boxed.map_err(|error| broken(format, &error))
}

/// Decodes into `bitmap`, which has the stored size.
pub(super) fn decode(
    (mut decoder, icc): (Box<dyn ImageDecoder + '_>, Option<&[u8]>),
    format: Format,
    (bitmap, stop): (&mut Bitmap, &Stop),
    how: How<'_>,
) -> Result<()> {
    let limits = how.limits;
    let (width, height) = decoder.dimensions();
    expand::check_size(format, bitmap, width, height)?;
    let color = decoder.color_type();
    let output = decoder.total_bytes();
    let mut allowed = image::Limits::no_limits();
    (allowed.max_image_width, allowed.max_image_height) = (Some(width), Some(height));
    // The crate counts the output as well.
    allowed.max_alloc = Some(limits.max_scratch.saturating_add(output));
    decoder.set_limits(allowed).map_err(|error| beyond(format, &error, limits))?;
    let icc = icc.filter(|_| !how.ignores_profile);
    let profile = profile(icc, color, bitmap, limits)?;
    match color.bytes_per_pixel() {
        1..=4 => {
            let target = expand::tail(bitmap, color.bytes_per_pixel().into());
            decoder.read_image_boxed(target).map_err(|error| beyond(format, &error, limits))?;
            widen(bitmap, color)?;
        }
        _ => narrow(decoder, format, bitmap, limits)?,
    }
    if let Some(profile) = profile {
        profile.apply(bitmap, stop)?;
    }
    if color.has_alpha() {
        premultiply(bitmap.data_mut());
    }
    Ok(())
}

/// The way to sRGB of pixels with such a profile.
fn profile(
    icc: Option<&[u8]>,
    color: ColorType,
    bitmap: &Bitmap,
    limits: &Limits,
) -> Result<Option<Profile>> {
    // The crate has made red, green and blue of inks by now.
    let is_grey = !color.has_color();
    let numbers = if is_grey { Numbers::Grey } else { Numbers::Rgb };
    let Some(icc) = icc else { return Ok(None) };
    Profile::new(&Described::Icc(icc), numbers, bitmap, limits)
}

fn widen(bitmap: &mut Bitmap, color: ColorType) -> Result<()> {
    match color {
        ColorType::Rgba8 => {}
        ColorType::Rgb8 => expand::expand(bitmap, |[r, g, b]| [r, g, b, 255]),
        ColorType::La8 => expand::expand(bitmap, |[l, a]| [l, l, l, a]),
        ColorType::L8 => expand::expand(bitmap, |[l]| [l, l, l, 255]),
        ColorType::L16 => expand::expand(bitmap, |l| {
            let l = eight_bits(l);
            [l, l, l, 255]
        }),
        ColorType::La16 => expand::expand(bitmap, |[l0, l1, a0, a1]| {
            let (l, a) = (eight_bits([l0, l1]), eight_bits([a0, a1]));
            [l, l, l, a]
        }),
        other => return Err(unknown(other)),
    }
    Ok(())
}

fn unknown(color: ColorType) -> Error {
    Error::internal(format!("no conversion from {color:?} pixels"))
}

/// `round(v · 255 / 65535)` of a sample in native byte order.
fn eight_bits(sample: [u8; 2]) -> u8 {
    ((u32::from(u16::from_ne_bytes(sample)) * 255 + 32_767) / 65_535) as u8
}

/// A float sample, 1.0 being white; NaN becomes 0.
fn eight_bits_of_float(sample: [u8; 4]) -> u8 {
    (f32::from_ne_bytes(sample).clamp(0.0, 1.0) * 255.0).round() as u8
}

/// Pixels wider than the bitmap's (16-bit and float TIFF) go through a charged buffer.
fn narrow(
    decoder: Box<dyn ImageDecoder + '_>,
    format: Format,
    bitmap: &mut Bitmap,
    limits: &Limits,
) -> Result<()> {
    let color = decoder.color_type();
    let (_charge, mut wide) = scratch(bitmap, limits, decoder.total_bytes())?;
    decoder.read_image_boxed(&mut wide).map_err(|error| beyond(format, &error, limits))?;
    let pixels = bitmap.data_mut().as_chunks_mut::<4>().0.iter_mut();
    let source = wide.chunks_exact(color.bytes_per_pixel().into());
    let floats = matches!(color, ColorType::Rgb32F | ColorType::Rgba32F);
    if !floats && !matches!(color, ColorType::Rgb16 | ColorType::Rgba16) {
        return Err(unknown(color));
    }
    for (pixel, samples) in pixels.zip(source) {
        *pixel = [0, 0, 0, 255];
        if floats {
            let samples = samples.as_chunks::<4>().0.iter();
            pixel.iter_mut().zip(samples).for_each(|(c, &s)| *c = eight_bits_of_float(s));
        } else {
            let samples = samples.as_chunks::<2>().0.iter();
            pixel.iter_mut().zip(samples).for_each(|(c, &s)| *c = eight_bits(s));
        }
    }
    Ok(())
}

fn scratch(bitmap: &Bitmap, limits: &Limits, bytes: u64) -> Result<(Charge, Vec<u8>)> {
    let bytes = limits.check_scratch(bytes)?;
    let charge = bitmap.ledger().charge(Kind::Scratch, bytes)?;
    let mut buffer = Vec::new();
    buffer
        .try_reserve_exact(bytes)
        .map_err(|cause| Error::limit(format!("no memory for decoding: {cause}")))?;
    buffer.resize(bytes, 0);
    Ok((charge, buffer))
}

/// The crate's error, which may be about the limits it was given, as one of ours.
fn beyond(format: Format, error: &ImageError, limits: &Limits) -> Error {
    let ImageError::Limits(cause) = error else { return broken(format, error) };
    let name = format.name();
    limits.out_of_scratch(format!("the {name} picture needs more than maxScratch allows: {cause}"))
}

/// The crate's error as one of ours.
pub(super) fn broken(format: Format, error: &ImageError) -> Error {
    match error {
        ImageError::IoError(cause) => expand::broken_io(format, cause),
        other => expand::broken(format, other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::{SvgFonts, read};
    use crate::mem::Ledger;

    /// A little-endian TIFF of 2x1 pixels with `samples` of `bits` and a sample format.
    fn tiff(samples: u16, bits: u16, sample_format: u16, data: &[u8]) -> Vec<u8> {
        let photometric = if samples < 3 { 1 } else { 2 };
        let mut tags: Vec<(u16, u16, u32, u32)> = vec![
            (256, 3, 1, 2),
            (257, 3, 1, 1),
            (259, 3, 1, 1),
            (262, 3, 1, photometric),
            (277, 3, 1, samples.into()),
            (278, 3, 1, 1),
            (279, 4, 1, data.len() as u32),
        ];
        let extra = 8 + 2 + 12 * 10 + 4;
        let data_at = extra + 4 * u32::from(samples);
        tags.push((258, 3, samples.into(), if samples == 1 { bits.into() } else { extra }));
        let formats = extra + 2 * u32::from(samples);
        tags.push((
            339,
            3,
            samples.into(),
            if samples == 1 { sample_format.into() } else { formats },
        ));
        tags.push((273, 4, 1, data_at));
        tags.sort_unstable();
        let mut bytes = b"II*\0\x08\0\0\0\x0a\0".to_vec();
        for (tag, kind, count, value) in tags {
            bytes.extend(tag.to_le_bytes());
            bytes.extend(kind.to_le_bytes());
            bytes.extend(count.to_le_bytes());
            bytes.extend(value.to_le_bytes());
        }
        bytes.extend([0; 4]);
        (0..samples).for_each(|_| bytes.extend(bits.to_le_bytes()));
        (0..samples).for_each(|_| bytes.extend(sample_format.to_le_bytes()));
        bytes.extend(data);
        bytes
    }

    fn pixels(bytes: &[u8], limits: &Limits) -> Result<Vec<u8>> {
        let header = read(bytes, limits)?;
        let ledger = Ledger::new();
        let result = crate::codec::decode(bytes, &header, limits, &SvgFonts::new(&[]), &ledger);
        let data = result.map(|bitmap| bitmap.data().to_vec());
        assert_eq!(ledger.live(), 0);
        data
    }

    #[test]
    fn wide_samples_are_rounded_to_eight_bits() {
        let limits = Limits::default();
        // 128 would be cut off, 129 is nearest.
        let grey = tiff(1, 16, 1, &[0xFF, 0x80, 0, 0]);
        assert_eq!(pixels(&grey, &limits).unwrap(), [128, 128, 128, 255, 0, 0, 0, 255]);
        let words = [0xFFFFu16, 0, 0x80FF, 0x0101, 0x00FF, 0x7F80];
        let rgb: Vec<u8> = words.iter().flat_map(|w| w.to_le_bytes()).collect();
        let expected: Vec<u8> =
            words.iter().map(|&w| (f64::from(w) / 257.0).round() as u8).collect();
        let got = pixels(&tiff(3, 16, 1, &rgb), &limits).unwrap();
        assert_eq!((&got[..3], &got[4..7]), (&expected[..3], &expected[3..]));
        let floats = [1.0f32, 0.5, -3.0, 7.0, f32::NAN, 0.25];
        let rgb: Vec<u8> = floats.iter().flat_map(|f| f.to_le_bytes()).collect();
        let got = pixels(&tiff(3, 32, 3, &rgb), &limits).unwrap();
        assert_eq!(got, [255, 128, 0, 255, 255, 0, 64, 255]);
    }

    #[test]
    fn the_scratch_limit_is_kept() {
        let limits = Limits { max_scratch: 7, ..Limits::default() };
        let error = pixels(&tiff(3, 16, 1, &[0; 12]), &limits).unwrap_err();
        assert!(error.message().contains("maxScratch"), "{error}");
    }

    #[test]
    fn a_frame_smaller_than_the_canvas_stays_in_its_place() {
        // 3x2 canvas, one 1x1 frame at (1, 1), two colours, LZW: clear, 1, end.
        let mut gif = b"GIF89a\x03\0\x02\0\x80\0\0\0\0\0\xC8\x64\x32".to_vec();
        gif.extend(b",\x01\0\x01\0\x01\0\x01\0\0\x02\x02\x4C\x01\0;");
        let got = pixels(&gif, &Limits::default()).unwrap();
        let mut expected = [0; 24];
        expected[16..20].copy_from_slice(&[200, 100, 50, 255]);
        assert_eq!(got, expected);
    }
}
