//! Which format a file has, by its content and never by a name.

use super::{avif, svg};

/// The formats that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Portable Network Graphics; of an animation, the default picture.
    Png,
    /// JPEG, baseline and progressive, 8 bits.
    Jpeg,
    /// GIF, first frame on the whole canvas.
    Gif,
    /// WebP, lossy and lossless, first frame.
    Webp,
    /// Windows bitmap.
    Bmp,
    /// Windows icon or cursor, its largest picture.
    Ico,
    /// TIFF, first page.
    Tiff,
    /// AVIF; of a sequence, the picture that stands for it.
    Avif,
    /// SVG, plain or gzip-compressed.
    Svg,
}

impl Format {
    /// The format whose mark stands at the start of `bytes`, or SVG where the root element is its.
    pub fn sniff(bytes: &[u8]) -> Option<Self> {
        Self::of_mark(bytes).or_else(|| svg::sniff(bytes).then_some(Self::Svg))
    }

    /// The format whose mark stands at the start of `bytes`. SVG has none.
    pub(super) fn of_mark(bytes: &[u8]) -> Option<Self> {
        // The marks of <https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern>, and
        // TIFF's (classic and big, both byte orders).
        match bytes {
            [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some(Self::Png),
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Self::Gif),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::Webp),
            [b'B', b'M', ..] => Some(Self::Bmp),
            [0, 0, 1 | 2, 0, ..] => Some(Self::Ico),
            [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..] => Some(Self::Tiff),
            _ if avif::sniff(bytes) => Some(Self::Avif),
            _ => None,
        }
    }

    /// The format of a media type without parameters, in lower case, by all names that browsers know. SVG is not asked
    /// for by type.
    pub fn of_mime(mime: &str) -> Option<Self> {
        Some(match mime {
            "image/png" | "image/apng" | "image/x-png" => Self::Png,
            "image/jpeg" | "image/jpg" | "image/pjpeg" => Self::Jpeg,
            "image/gif" => Self::Gif,
            "image/webp" => Self::Webp,
            "image/bmp" | "image/x-ms-bmp" => Self::Bmp,
            "image/x-icon" | "image/vnd.microsoft.icon" => Self::Ico,
            "image/tiff" => Self::Tiff,
            "image/avif" => Self::Avif,
            _ => return None,
        })
    }

    /// The name people use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::Gif => "GIF",
            Self::Webp => "WebP",
            Self::Bmp => "BMP",
            Self::Ico => "ICO",
            Self::Tiff => "TIFF",
            Self::Avif => "AVIF",
            Self::Svg => "SVG",
        }
    }

    /// The media type.
    pub fn mime(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
            Self::Bmp => "image/bmp",
            Self::Ico => "image/x-icon",
            Self::Tiff => "image/tiff",
            Self::Avif => "image/avif",
            Self::Svg => "image/svg+xml",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_lead_to_their_formats() {
        for format in [Format::Png, Format::Jpeg, Format::Gif, Format::Webp, Format::Bmp] {
            assert_eq!(Format::of_mime(format.mime()), Some(format));
        }
        for format in [Format::Ico, Format::Tiff, Format::Avif] {
            assert_eq!(Format::of_mime(format.mime()), Some(format));
        }
        assert_eq!(Format::of_mime(Format::Svg.mime()), None);
        assert_eq!(Format::of_mime("image/gif;x=y"), None);
    }

    #[test]
    fn marks_count_only_at_the_start() {
        assert_eq!(Format::sniff(b"\x89PNG\r\n\x1a\n<svg xmlns='x'/>"), Some(Format::Png));
        assert_eq!(Format::sniff(b"GIF89a<svg/>"), Some(Format::Gif));
        assert_eq!(Format::sniff(b" \n<svg width='1'/>"), Some(Format::Svg));
        assert_eq!(Format::sniff(b"text <svg/>"), None);
        assert_eq!(Format::sniff(b""), None);
        assert_eq!(Format::sniff(b"RIFF0000WAVE"), None);
        assert_eq!(Format::sniff(&[0xFF, 0xD8]), None);
    }
}
