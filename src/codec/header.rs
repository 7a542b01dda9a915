//! What a file's first bytes say: format, upright size, orientation.
//!
//! Runs on the JavaScript thread when an image gets its source, so it neither copies the input nor
//! decodes pixels, and its cost does not grow with the picture. The size comes from the same readers
//! that [`decode`](super::decode()) uses.

use super::{Format, Limits, Orientation, ico, jpeg, png, raster, svg};
use crate::error::{Error, Result, guard};
use crate::geom::Size;

/// What a file's first bytes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// The format, by content.
    pub format: Format,
    /// The size of the upright picture.
    pub size: Size,
    /// How the stored picture must be turned.
    pub orientation: Orientation,
}

impl Header {
    /// The size of the picture as stored, before it is turned upright.
    pub fn stored_size(&self) -> Size {
        self.orientation.apply_to_size(self.size)
    }
}

/// A picture as stored: width, height and how to turn it.
pub(super) struct Stored {
    pub(super) width: u64,
    pub(super) height: u64,
    pub(super) orientation: Orientation,
}

/// Reads the header of any supported format.
///
/// Fails with [`ErrorKind::Decode`](crate::error::ErrorKind::Decode) for anything that is no picture
/// and with [`ErrorKind::Limit`](crate::error::ErrorKind::Limit) for one beyond `limits`.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Header> {
    let format = Format::sniff(bytes).ok_or_else(|| no_image(bytes))?;
    let stored = guard("reading the picture's header", || match format {
        Format::Png => png::header(bytes),
        Format::Jpeg => jpeg::header(bytes),
        Format::Ico => ico::header(bytes),
        Format::Svg => svg::header(bytes),
        Format::Gif | Format::Webp | Format::Bmp | Format::Tiff => raster::header(bytes, format),
    })?;
    let size = limits.check(stored.width, stored.height)?;
    let orientation = stored.orientation;
    Ok(Header { format, size: orientation.apply_to_size(size), orientation })
}

/// The size of a picture that is whole but has no pixels: only SVG can say so. `None` for all others.
pub fn sizeless(bytes: &[u8]) -> Option<(u32, u32)> {
    if Format::sniff(bytes) != Some(Format::Svg) {
        return None;
    }
    let stored = guard("reading the picture's header", || svg::header(bytes)).ok()?;
    let side = |value| u32::try_from(value).ok();
    let (width, height) = (side(stored.width)?, side(stored.height)?);
    (width == 0 || height == 0).then_some((width, height))
}

fn no_image(bytes: &[u8]) -> Error {
    if bytes.is_empty() {
        return Error::decode("not an image: it has no bytes");
    }
    let start: Vec<String> = bytes.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let (length, start) = (bytes.len(), start.join(" "));
    Error::decode(format!("not an image: {length} bytes that start with {start}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    #[test]
    fn garbage_is_named_by_its_first_bytes() {
        let limits = Limits::default();
        let error = read(b"<html><body>", &limits).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert_eq!(
            error.message(),
            "not an image: 12 bytes that start with 3c 68 74 6d 6c 3e 3c 62"
        );
        assert_eq!(read(b"", &limits).unwrap_err().message(), "not an image: it has no bytes");
        assert_eq!(read(b"ab", &limits).unwrap_err().kind(), ErrorKind::Decode);
    }

    #[test]
    fn only_svg_may_have_no_pixels() {
        let svg =
            |w, h| format!("<svg xmlns='http://www.w3.org/2000/svg' width='{w}' height='{h}'/>");
        assert_eq!(sizeless(svg("0", "100").as_bytes()), Some((0, 100)));
        assert_eq!(sizeless(svg("100", "0").as_bytes()), Some((100, 0)));
        assert_eq!(sizeless(svg("1", "1").as_bytes()), None);
        assert_eq!(sizeless(b"GIF89a\0\0\0\0"), None);
    }

    #[test]
    fn every_mark_alone_is_an_error_that_names_the_format() {
        let marks: [(&[u8], Format); 7] = [
            (b"\x89PNG\r\n\x1a\n", Format::Png),
            (b"\xFF\xD8\xFF", Format::Jpeg),
            (b"GIF89a", Format::Gif),
            (b"RIFF\x04\0\0\0WEBP", Format::Webp),
            (b"BM", Format::Bmp),
            (b"\0\0\x01\0", Format::Ico),
            (b"II*\0", Format::Tiff),
        ];
        for (mark, format) in marks {
            let error = read(mark, &Limits::default()).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Decode, "{format:?}: {error}");
            assert!(error.message().contains(format.name()), "{format:?}: {error}");
        }
    }
}
