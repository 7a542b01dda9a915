//! PNG: the header by hand, the pixels by the `png` crate straight into the bitmap.
//!
//! The crate is asked for 8-bit samples with alpha, so its rows are the bitmap's rows (or, for greys,
//! half of them); 16-bit samples keep their high byte, as Chromium's decoder does. Text is skipped unread: it
//! is compressed, and a bomb could hide in it. So is a colour profile, which is unpacked here, within bounds.

use std::io::Read;
use std::sync::Arc;

use ::png::{BitDepth, ColorType, Decoder, DecodingError, Info, Transformations};
use flate2::read::ZlibDecoder;

use super::colors::{self, Described, Numbers, Profile};
use super::header::Stored;
use super::watched::Watched;
use super::{Format, How, Limits, Orientation, expand};
use crate::error::{Error, Result};
use crate::mem::{Bitmap, Block, Kind, Ledger, premultiply};
use crate::stop::Stop;

/// The signature and the first chunk: length, `IHDR`, width, height and five more bytes, checksum.
const HEADER: usize = 8 + 8 + 13 + 4;

/// White, red, green and blue of sRGB.
const SRGB: [(f64, f64); 4] = [(0.3127, 0.329), (0.64, 0.33), (0.3, 0.6), (0.15, 0.06)];

/// Width and height from `IHDR`, orientation from an `eXIf` chunk before the pixels.
pub(super) fn header(bytes: &[u8]) -> Result<Stored> {
    let Some(ihdr) = bytes.get(8..HEADER).filter(|chunk| &chunk[4..8] == b"IHDR") else {
        return Err(expand::broken(Format::Png, "the first chunk is no complete IHDR"));
    };
    let side = |at| u64::from(be32(ihdr, at));
    Ok(Stored { width: side(8), height: side(12), orientation: orientation(bytes) })
}

fn be32(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_be_bytes)
}

fn orientation(bytes: &[u8]) -> Orientation {
    chunk(bytes, b"eXIf").map_or(Orientation::Upright, Orientation::from_exif_chunk)
}

/// What the first chunk of that kind holds, of those before the first `IDAT`. Walks by their lengths.
fn chunk<'a>(bytes: &'a [u8], wanted: &[u8; 4]) -> Option<&'a [u8]> {
    let mut rest = bytes.get(HEADER..)?;
    loop {
        let length = be32(rest, 0) as usize;
        match rest.get(4..8)? {
            b"IDAT" => return None,
            kind if kind == wanted => return rest.get(8..8 + length),
            _ => rest = rest.get(12 + length..)?,
        }
    }
}

/// What goes first of all that is said about colours. <https://www.w3.org/TR/png-3/#color-chunk-precendence>
fn profile(
    bytes: &[u8],
    info: &Info<'_>,
    bitmap: &Bitmap,
    limits: &Limits,
) -> Result<Option<Profile>> {
    let is_grey = matches!(info.color_type, ColorType::Grayscale | ColorType::GrayscaleAlpha);
    let numbers = if is_grey { Numbers::Grey } else { Numbers::Rgb };
    let of = |described| Profile::new(&described, numbers, bitmap, limits);
    if let Some(cicp) = info.coding_independent_code_points {
        return of(Described::Cicp(cicp.color_primaries, cicp.transfer_function));
    }
    if let Some(icc) = unpacked(bytes, bitmap.ledger())? {
        return of(Described::Icc(icc.bytes()));
    }
    // Primaries without a curve tell browsers nothing.
    let (None, Some(gamma)) = (info.srgb, info.gama_chunk) else { return Ok(None) };
    let points = info.chrm_chunk.map_or(SRGB, |points| {
        [points.white, points.red, points.green, points.blue]
            .map(|(x, y)| (f64::from(x.into_value()), f64::from(y.into_value())))
    });
    of(Described::Gamma(1.0 / f64::from(gamma.into_value()), points))
}

/// The profile of an `iCCP` chunk, which says its length itself; `None` where there is no whole one.
fn unpacked(bytes: &[u8], ledger: &Arc<Ledger>) -> Result<Option<Block>> {
    let packed = chunk(bytes, b"iCCP").and_then(|content| {
        let name = content.iter().take(80).position(|&byte| byte == 0)?;
        content.get(name + 1..)?.split_first().filter(|(method, _)| **method == 0)
    });
    let Some((_, packed)) = packed else { return Ok(None) };
    let mut reader = ZlibDecoder::new(packed);
    let mut length = [0; 4];
    if reader.read_exact(&mut length).is_err() {
        return Ok(None);
    }
    let whole = u32::from_be_bytes(length) as usize;
    if !(length.len()..=colors::MOST_BYTES).contains(&whole) {
        return Ok(None);
    }
    let mut profile = Block::zeroed(ledger, Kind::Scratch, whole)?;
    let (first, rest) = profile.bytes_mut().split_at_mut(length.len());
    first.copy_from_slice(&length);
    Ok(reader.read_exact(rest).is_ok().then_some(profile))
}

/// Decodes into `bitmap`, which has the size of the header.
pub(super) fn decode(bytes: &[u8], stop: &Stop, bitmap: &mut Bitmap, how: How<'_>) -> Result<()> {
    let limits = how.limits;
    let mut decoder = Decoder::new_with_limits(
        Watched::new(bytes, stop),
        ::png::Limits { bytes: usize::try_from(limits.max_scratch).unwrap_or(usize::MAX) },
    );
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder.set_transformations(Transformations::ALPHA | Transformations::STRIP_16);
    let mut reader = decoder.read_info().map_err(|error| broken(error, limits))?;
    let info = reader.info();
    expand::check_size(Format::Png, bitmap, info.width, info.height)?;
    // The crate reads whole colours of it and panics.
    let palette = info.palette.as_ref().map_or(0, |palette| palette.len());
    if info.color_type == ColorType::Indexed && palette % 3 != 0 {
        let cause = format!("a palette of {palette} bytes, which are no whole colours");
        return Err(expand::broken(Format::Png, cause));
    }
    let opaque = info.trns.is_none()
        && !matches!(info.color_type, ColorType::Rgba | ColorType::GrayscaleAlpha);
    let profile = if how.ignores_profile { None } else { profile(bytes, info, bitmap, limits)? };
    let channels = match reader.output_color_type() {
        (ColorType::Rgba, BitDepth::Eight) => 4,
        (ColorType::GrayscaleAlpha, BitDepth::Eight) => 2,
        other => return Err(Error::internal(format!("the PNG decoder chose {other:?}"))),
    };
    let frame = reader.next_frame(expand::tail(bitmap, channels));
    let frame = frame.map_err(|error| broken(error, limits))?;
    // The first frame of an animation may be smaller in a file that breaks the rules.
    expand::check_size(Format::Png, bitmap, frame.width, frame.height)?;
    if channels == 2 {
        expand::expand(bitmap, |[grey, alpha]| [grey, grey, grey, alpha]);
    }
    if let Some(profile) = profile {
        profile.apply(bitmap, stop)?;
    }
    if !opaque {
        premultiply(bitmap.data_mut());
    }
    Ok(())
}

fn broken(error: DecodingError, limits: &Limits) -> Error {
    match error {
        DecodingError::LimitsExceeded => limits.out_of_scratch(
            "the PNG picture needs more working memory than maxScratch allows".to_owned(),
        ),
        DecodingError::IoError(cause) => expand::broken_io(Format::Png, &cause),
        other => expand::broken(Format::Png, other),
    }
}

#[cfg(test)]
mod tests {
    use ::png::Encoder;

    use super::*;
    use crate::codec::{SvgFonts, read};
    use crate::mem::Ledger;

    fn file(color: ColorType, depth: BitDepth, data: &[u8], exif: Option<&[u8]>) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, 2, 1);
        encoder.set_color(color);
        encoder.set_depth(depth);
        let mut writer = encoder.write_header().unwrap();
        if let Some(exif) = exif {
            writer.write_chunk(::png::chunk::eXIf, exif).unwrap();
        }
        writer.write_image_data(data).unwrap();
        writer.finish().unwrap();
        bytes
    }

    fn pixels(bytes: &[u8]) -> Result<Vec<u8>> {
        let limits = Limits::default();
        let header = read(bytes, &limits)?;
        let fonts = SvgFonts::new(&[]);
        let bitmap = crate::codec::decode(bytes, &header, &limits, &fonts, &Ledger::new())?;
        Ok(bitmap.data().to_vec())
    }

    #[test]
    fn a_palette_with_a_part_of_a_colour_is_broken() {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, 1, 1);
        encoder.set_color(ColorType::Indexed);
        encoder.set_palette(vec![1, 2, 3, 4]);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&[0]).unwrap();
        writer.finish().unwrap();
        let error = pixels(&bytes).unwrap_err();
        assert_eq!(error.kind(), crate::error::ErrorKind::Decode);
        assert!(error.message().contains("a palette of 4 bytes"), "{error}");
    }

    #[test]
    fn colour_types_become_premultiplied_rgba() {
        let cases: [(ColorType, BitDepth, &[u8], [u8; 8]); 5] = [
            (ColorType::Grayscale, BitDepth::One, &[0x40], [0, 0, 0, 255, 255, 255, 255, 255]),
            (
                ColorType::GrayscaleAlpha,
                BitDepth::Eight,
                &[200, 128, 9, 0],
                [100, 100, 100, 128, 0, 0, 0, 0],
            ),
            (ColorType::Rgb, BitDepth::Eight, &[1, 2, 3, 4, 5, 6], [1, 2, 3, 255, 4, 5, 6, 255]),
            (
                ColorType::Rgba,
                BitDepth::Eight,
                &[255, 0, 9, 51, 1, 2, 3, 255],
                [51, 0, 2, 51, 1, 2, 3, 255],
            ),
            (
                ColorType::Grayscale,
                BitDepth::Sixteen,
                &[7, 255, 9, 0],
                [7, 7, 7, 255, 9, 9, 9, 255],
            ),
        ];
        for (color, depth, data, expected) in cases {
            assert_eq!(pixels(&file(color, depth, data, None)).unwrap(), expected, "{color:?}");
        }
    }

    #[test]
    fn exif_turns_the_picture() {
        let exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        let bytes = file(ColorType::Grayscale, BitDepth::Eight, &[10, 20], Some(exif));
        let header = read(&bytes, &Limits::default()).unwrap();
        assert_eq!((header.size.width(), header.size.height()), (1, 2));
        assert_eq!(header.orientation, Orientation::Clockwise);
        assert_eq!(pixels(&bytes).unwrap(), [10, 10, 10, 255, 20, 20, 20, 255]);
    }

    #[test]
    fn damage_is_told() {
        let whole = file(ColorType::Rgb, BitDepth::Eight, &[1, 2, 3, 4, 5, 6], None);
        let idat = whole.windows(4).position(|w| w == b"IDAT").unwrap();
        let cut = pixels(&whole[..idat + 8]).unwrap_err();
        assert_eq!(cut.message(), "the PNG picture can't be decoded: the data ends too early");
        let mut flipped = whole;
        flipped[idat + 6] ^= 0xFF;
        assert!(pixels(&flipped).is_err());
    }
}
