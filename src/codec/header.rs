//! What a file's first bytes say: format, upright size, orientation.
//!
//! Runs on the JavaScript thread when an image gets its source, so it neither copies the input nor
//! decodes pixels, and its cost does not grow with the picture. The size comes from the same readers
//! that [`decode`](super::decode()) uses.

use super::{Format, Limits, Orientation, avif, frames, ico, jpeg, png, raster, svg, webp};
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

/// What a file is found to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identified {
    /// A picture with pixels.
    Picture(Header),
    /// One that is whole but has none, with its width and height: only SVG can say so.
    Sizeless(u32, u32),
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
    let (format, stored) = stored(bytes, limits)?;
    within(format, &stored, limits)
}

/// As [`read`], but an SVG picture without pixels is no error.
pub fn identify(bytes: &[u8], limits: &Limits) -> Result<Identified> {
    let (format, stored) = stored(bytes, limits)?;
    match sizeless(format, &stored) {
        Some((width, height)) => Ok(Identified::Sizeless(width, height)),
        None => within(format, &stored, limits).map(Identified::Picture),
    }
}

/// The format and the size, of which SVG's are one: what tells it apart is the tag that has its size.
fn stored(bytes: &[u8], limits: &Limits) -> Result<(Format, Stored)> {
    let format = Format::of_mark(bytes).unwrap_or(Format::Svg);
    if format == Format::Webp {
        webp::check_frames(bytes, limits)?;
    }
    let stored = guard("reading the picture's header", || match format {
        Format::Png => png::header(bytes),
        Format::Jpeg => jpeg::header(bytes),
        Format::Ico => ico::header(bytes),
        Format::Avif => avif::header(bytes),
        Format::Svg => svg::header(bytes).ok_or_else(|| no_image(bytes)),
        Format::Gif => frames::gif::header(bytes),
        Format::Webp | Format::Bmp | Format::Tiff => raster::header(bytes, format),
    })?;
    Ok((format, stored))
}

fn within(format: Format, stored: &Stored, limits: &Limits) -> Result<Header> {
    let size = limits.check(stored.width, stored.height)?;
    let orientation = stored.orientation;
    Ok(Header { format, size: orientation.apply_to_size(size), orientation })
}

fn sizeless(format: Format, stored: &Stored) -> Option<(u32, u32)> {
    let side = |value| u32::try_from(value).ok();
    let (width, height) = (side(stored.width)?, side(stored.height)?);
    (format == Format::Svg && (width == 0 || height == 0)).then_some((width, height))
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
        let svg = |w: u32, h: u64| {
            format!("<svg xmlns='http://www.w3.org/2000/svg' width='{w}' height='{h}'/>")
        };
        let of = |bytes: &[u8]| identify(bytes, &Limits::default());
        for (width, height) in [(0, 100), (100, 0)] {
            let svg = svg(width, u64::from(height));
            assert_eq!(of(svg.as_bytes()).unwrap(), Identified::Sizeless(width, height));
            assert_eq!(
                read(svg.as_bytes(), &Limits::default()).unwrap_err().kind(),
                ErrorKind::Decode
            );
        }
        let header = read(svg(2, 1).as_bytes(), &Limits::default()).unwrap();
        assert_eq!(of(svg(2, 1).as_bytes()).unwrap(), Identified::Picture(header));
        // Too large on one side is beyond the limits, whatever the other one is.
        assert_eq!(of(svg(0, u64::MAX).as_bytes()).unwrap_err().kind(), ErrorKind::Limit);
        assert!(of(b"GIF89a\0\0\0\0").is_err());
        assert_eq!(of(b"<svg").unwrap_err(), read(b"<svg", &Limits::default()).unwrap_err());
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
