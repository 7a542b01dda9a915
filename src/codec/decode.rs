//! A file's pixels, premultiplied and upright, in one bitmap.
//!
//! Runs on workers. The bitmap is the decoders' output buffer; what a library takes beside it is
//! estimated by [`scratch_bytes`], charged, and checked before anything is allocated.

use std::sync::Arc;

use super::watched::Watched;
use super::{Format, Header, Limits, SvgFonts, ico, jpeg, png, raster, svg, webp};
use crate::error::{Result, guard};
use crate::geom::Size;
use crate::mem::{Bitmap, Kind, Ledger};
use crate::stop::Stop;

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
    decode_unless(&Stop::default(), bytes, header, (limits, fonts), ledger)
}

/// The same, unless it is to stop before it ends. All but SVG and still WebP notice wherever they
/// read on; SVG between its parts; still WebP only at its ends.
pub fn decode_unless(
    stop: &Stop,
    bytes: &[u8],
    header: &Header,
    (limits, fonts): (&Limits, &SvgFonts),
    ledger: &Arc<Ledger>,
) -> Result<Bitmap> {
    stop.check()?;
    let decoded = guard("decoding the picture", || {
        limits.check(header.size.width().into(), header.size.height().into())?;
        if header.format == Format::Svg {
            return svg::decode(bytes, header.size, (limits, stop), fonts, ledger);
        }
        let stored = stored(bytes, header, (limits, stop), ledger)?;
        stop.check()?;
        header.orientation.apply(stored)
    });
    // Whatever a library made of a file that couldn't be read on.
    stop.check().and(decoded)
}

/// The picture as it is stored.
fn stored(
    bytes: &[u8],
    header: &Header,
    (limits, stop): (&Limits, &Stop),
    ledger: &Arc<Ledger>,
) -> Result<Bitmap> {
    let size = header.stored_size();
    let scratch = limits.check_scratch(scratch_bytes(bytes, header.format, size)?)?;
    let _scratch = ledger.charge(Kind::Scratch, scratch)?;
    let mut bitmap = Bitmap::new(ledger, size)?;
    let input = Watched::new(bytes, stop);
    match header.format {
        Format::Png => png::decode(input, &mut bitmap, limits)?,
        Format::Jpeg => jpeg::decode(bytes, stop, &mut bitmap)?,
        Format::Webp => webp::decode(bytes, stop, &mut bitmap, limits)?,
        Format::Ico => ico::decode(bytes, stop, &mut bitmap, limits)?,
        format => {
            raster::decode(raster::open(input, format)?, format, &mut bitmap, limits)?;
        }
    }
    Ok(bitmap)
}

/// What the libraries take beside the bitmap, from above; checked against measured peaks:
///
/// - PNG: two rows of up to 8 bytes a pixel, their filter history (128 KiB), the inflater (64 KiB).
/// - JPEG: see [`jpeg::scratch_bytes`].
/// - WebP: see [`webp::scratch_bytes`].
/// - GIF: the first frame before it is placed on the canvas, and the dictionary (64 KiB).
/// - TIFF: the whole page before it is copied out, 4 bytes a pixel; wider ones are charged apart.
/// - BMP and the bitmaps in icons: a row or a palette.
/// - SVG: charged where it is parsed and drawn.
fn scratch_bytes(bytes: &[u8], format: Format, size: Size) -> Result<u64> {
    let (pixels, row) = (size.pixels(), u64::from(size.width()));
    Ok(match format {
        Format::Png | Format::Ico => row * 16 + (192 << 10),
        Format::Jpeg => jpeg::scratch_bytes(bytes)?,
        Format::Webp => webp::scratch_bytes(bytes, pixels),
        Format::Gif => pixels * 4 + (64 << 10),
        Format::Tiff => pixels * 4,
        Format::Bmp => row * 4 + 1024,
        Format::Svg => 0,
    })
}
