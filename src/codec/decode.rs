//! A file's pixels, premultiplied and upright, in one bitmap.
//!
//! Runs on workers. The bitmap is the decoders' output buffer; what a library takes beside it is
//! estimated by [`scratch_bytes`], charged, and checked before anything is allocated.

use std::sync::Arc;

use super::watched::Watched;
use super::{
    Format, Header, Limits, SvgFonts, avif, expand, frames, ico, jpeg, png, raster, svg, tiff, webp,
};
use crate::error::{ErrorKind, Result, guard};
use crate::geom::Size;
use crate::mem::{Bitmap, Kind, Ledger};
use crate::stop::Stop;

/// How a file is decoded, beside what its header says.
#[derive(Clone, Copy)]
pub struct How<'a> {
    /// What it may cost.
    pub limits: &'a Limits,
    /// What SVG text is drawn with.
    pub fonts: &'a SvgFonts,
    /// The colour space that the file says its numbers are in is ignored: they are taken as sRGB.
    pub ignores_profile: bool,
}

/// Decodes `bytes`, whose `header` was read before, into a bitmap on `ledger`.
///
/// Fails with [`ErrorKind::Decode`](crate::error::ErrorKind::Decode) for truncated or broken data,
/// and with [`ErrorKind::Limit`](crate::error::ErrorKind::Limit) where `limits` or the ledger's budget
/// are met. On failure nothing stays charged.
pub fn decode(
    bytes: &[u8],
    header: &Header,
    limits: &Limits,
    fonts: &SvgFonts,
    ledger: &Arc<Ledger>,
) -> Result<Bitmap> {
    let how = How { limits, fonts, ignores_profile: false };
    decode_unless(&Stop::default(), bytes, header, how, ledger)
}

/// The same, unless it is to stop before it ends. All but SVG and still WebP notice wherever they
/// read on; SVG between its parts; still WebP only at its ends.
pub fn decode_unless(
    stop: &Stop,
    bytes: &[u8],
    header: &Header,
    how: How<'_>,
    ledger: &Arc<Ledger>,
) -> Result<Bitmap> {
    let How { limits, fonts, .. } = how;
    stop.check()?;
    let decoded = guarded(header.format, || {
        limits.check(header.size.width().into(), header.size.height().into())?;
        if header.format == Format::Svg {
            return svg::decode(bytes, (header.size, header.size), (limits, stop), fonts, ledger);
        }
        let stored = stored(bytes, header, (how, stop), ledger)?;
        stop.check()?;
        header.orientation.apply(stored)
    });
    // Whatever a library made of a file that couldn't be read on.
    stop.check().and(decoded)
}

/// Whether a document can have the file that a bitmap was decoded from in its place: JPEG that any reader understands.
pub fn is_plain_jpeg(bytes: &[u8], header: &Header, bitmap: &Bitmap, limits: &Limits) -> bool {
    let plain = || jpeg::is_plain(bytes, bitmap, limits);
    header.format == Format::Jpeg && guarded(header.format, plain).unwrap_or(false)
}

/// Whether a JPEG is grey.
pub fn is_grey_jpeg(bytes: &[u8]) -> bool {
    jpeg::components(bytes) == Some(1)
}

/// Runs a decoder. One that panics has met a file that it can't decode, whatever the file did to it.
pub(super) fn guarded<T>(format: Format, job: impl FnOnce() -> Result<T>) -> Result<T> {
    let decoded = guard("its decoder", job);
    decoded.map_err(|error| match error.kind() {
        ErrorKind::Internal => expand::broken(format, error),
        _ => error,
    })
}

/// The picture as it is stored.
pub(super) fn stored(
    bytes: &[u8],
    header: &Header,
    (how, stop): (How<'_>, &Stop),
    ledger: &Arc<Ledger>,
) -> Result<Bitmap> {
    let limits = how.limits;
    let size = header.stored_size();
    let scratch = limits.check_scratch(scratch_bytes(bytes, header.format, size)?)?;
    let _scratch = ledger.charge(Kind::Scratch, scratch)?;
    let mut bitmap = Bitmap::new(ledger, size)?;
    match header.format {
        Format::Png => png::decode(bytes, stop, &mut bitmap, how)?,
        Format::Jpeg => jpeg::decode(bytes, stop, &mut bitmap, how)?,
        Format::Webp => webp::decode(bytes, stop, &mut bitmap, how)?,
        Format::Ico => ico::decode(bytes, stop, &mut bitmap, how)?,
        Format::Avif => avif::decode(bytes, stop, &mut bitmap, how)?,
        Format::Gif => frames::gif::decode(bytes, stop, &mut bitmap, limits)?,
        format => {
            let decoder = raster::open(Watched::new(bytes, stop), format)?;
            let is_tiff = format == Format::Tiff;
            if is_tiff {
                tiff::check_strips(bytes)?;
            }
            let icc = is_tiff.then(|| tiff::profile(bytes)).flatten();
            raster::decode((decoder, icc), format, (&mut bitmap, stop), how)?;
        }
    }
    Ok(bitmap)
}

/// What the libraries take beside the bitmap, from above; checked against measured peaks:
///
/// - PNG: two rows of up to 8 bytes a pixel, their filter history (128 KiB), the inflater (64 KiB).
/// - JPEG: see [`jpeg::scratch_bytes`].
/// - WebP: see [`webp::scratch_bytes`].
/// - GIF: charged where a frame is drawn.
/// - TIFF: the whole page before it is copied out, 4 bytes a pixel; wider ones are charged apart.
/// - AVIF: see [`avif::scratch_bytes`].
/// - BMP and the bitmaps in icons: a row or a palette.
/// - SVG: charged where it is parsed and drawn.
fn scratch_bytes(bytes: &[u8], format: Format, size: Size) -> Result<u64> {
    let (pixels, row) = (size.pixels(), u64::from(size.width()));
    Ok(match format {
        Format::Png | Format::Ico => row * 16 + (192 << 10),
        Format::Jpeg => jpeg::scratch_bytes(bytes)?,
        Format::Webp => webp::scratch_bytes(bytes, pixels),
        Format::Tiff => pixels * 4,
        Format::Bmp => row * 4 + 1024,
        Format::Avif => avif::scratch_bytes(bytes, size)?,
        Format::Gif | Format::Svg => 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    #[test]
    fn a_decoder_that_panics_has_met_a_broken_file_and_leaves_nothing() {
        let ledger = Ledger::new();
        let size = Size::new(100, 100).unwrap();
        let error = guarded::<Bitmap>(Format::Jpeg, || {
            let _scratch = ledger.charge(Kind::Scratch, 1000)?;
            let bitmap = Bitmap::new(&ledger, size)?;
            panic!("index {} out of range", bitmap.width());
        });
        let error = error.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        let expected = "the JPEG picture can't be decoded: its decoder failed unexpectedly: index 100 out of range";
        assert_eq!((error.message(), ledger.live()), (expected, 0));
    }

    #[test]
    fn other_errors_stay_what_they_are() {
        let met = Error::limit("too large");
        assert_eq!(guarded::<()>(Format::Png, || Err(met.clone())), Err(met));
    }
}
