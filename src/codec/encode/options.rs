//! What to write and how.

use crate::paint::Color;

/// The file to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct EncodeOptions {
    /// Its format, with what that can be told.
    pub format: FileFormat,
    /// What lies under the picture, whose alpha is gone then. Default: nothing; formats without alpha show black.
    pub background: Option<Color>,
}

/// The formats that can be written.
#[derive(Clone, Debug, PartialEq)]
pub enum FileFormat {
    /// Lossless, unless it has fewer colours than the picture.
    Png(PngOptions),
    /// Lossy, without alpha: what is transparent stands on black.
    Jpeg(JpegOptions),
    /// Lossy or lossless, with alpha.
    Webp(WebpOptions),
    /// Lossy, with alpha, in 10 bits and without halved colours.
    Avif(AvifOptions),
    /// 256 colours at most; what is less than half opaque is transparent.
    Gif(Colors),
    /// Lossless, with alpha where the picture has some.
    Bmp,
    /// A PNG in an icon file, of 256 pixels on a side at most.
    Ico(PngOptions),
    /// Lossless and compressed, with alpha where the picture has some.
    Tiff {
        /// Pixels per inch. Default: none.
        resolution: Option<f64>,
    },
    /// Lossless, with alpha where the picture has some.
    Qoi,
    /// The pixels, without a file around them.
    Raw(RawOrder),
}

/// How a PNG is written.
#[derive(Clone, Debug, PartialEq)]
pub struct PngOptions {
    /// Deflate level, 0 (nothing is compressed) to 9 (small). Default: `None`, which leaves the choice to the picture.
    pub level: Option<u8>,
    /// Default: `None`, which is adaptive for colours and no filter for a palette.
    pub filter: Option<PngFilter>,
    /// Has the file a palette. Default: no.
    pub colors: Option<Colors>,
    /// The entry of the palette that a viewer may show behind the picture. Default: none.
    pub background_index: Option<u8>,
    /// Pixels per inch. Default: none.
    pub resolution: Option<f64>,
    /// Keywords and what they say.
    pub text: Vec<(String, String)>,
}

/// What is written of a row: its differences from what is near.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PngFilter {
    /// The row itself.
    None,
    /// From the pixel to the left.
    Sub,
    /// From the row above.
    Up,
    /// From the mean of both.
    Average,
    /// From the one of three neighbours that is nearest to what they foretell.
    Paeth,
    /// The filter that seems best for each row.
    Adaptive,
}

impl PngFilter {
    /// What the bits of libpng's masks stand for; of several filters each row gets the one that seems best, of all five.
    pub fn of_mask(mask: u32) -> Self {
        match mask & 0xf8 {
            0x00 | 0x08 => Self::None,
            0x10 => Self::Sub,
            0x20 => Self::Up,
            0x40 => Self::Average,
            0x80 => Self::Paeth,
            _ => Self::Adaptive,
        }
    }
}

/// The colours of a file with a palette.
#[derive(Clone, Debug, PartialEq)]
pub enum Colors {
    /// So many at most, 2 to 256: the picture's own where it has no more, else chosen.
    Most {
        /// How many.
        count: u16,
        /// How far the error of a pixel is spread over its neighbours, 0 to 1.
        dither: f32,
    },
    /// These, of which each pixel gets the nearest; straight, 256 at most.
    Given {
        /// The palette.
        palette: Vec<[u8; 4]>,
        /// As above.
        dither: f32,
    },
}

/// How a JPEG is written.
#[derive(Clone, Debug, PartialEq)]
pub struct JpegOptions {
    /// 0 to 100. Default: 92, as in Chromium.
    pub quality: u8,
    /// In several scans, of which the first shows all of the picture coarsely. Default: no.
    pub progressive: bool,
    /// With codes made for this picture; always so in several scans. Default: no, which is faster.
    pub optimized: bool,
    /// Default: `None`, which is 4:2:0 below the full quality and 4:4:4 at it, as in Chromium.
    pub sampling: Option<Sampling>,
    /// Pixels per inch. Default: none.
    pub resolution: Option<f64>,
}

/// How many pixels share a colour difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sampling {
    /// Each has its own.
    Full,
    /// Two beside each other (4:2:2).
    Halved,
    /// Two by two (4:2:0).
    Quartered,
}

/// How a WebP is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WebpOptions {
    /// 0 to 100; lossless, the effort. Default: 80, as in Chromium.
    pub quality: f32,
    /// Keep every pixel. Default: no.
    pub lossless: bool,
}

/// How raw pixels are written: four bytes each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RawOrder {
    /// Red, green, blue, alpha; not premultiplied.
    Rgba,
    /// Blue, green, red, alpha; premultiplied, as Cairo's ARGB32 where the low byte is first.
    Bgra,
}

impl PngOptions {
    /// As `encode('png')` writes it.
    pub const DEFAULT: Self = Self {
        level: None,
        filter: None,
        colors: None,
        background_index: None,
        resolution: None,
        text: Vec::new(),
    };
}

/// How an AVIF is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AvifOptions {
    /// 1 (small) to 100.
    pub quality: f32,
    /// The same of alpha. Default: `None`, which is as much.
    pub alpha_quality: Option<f32>,
    /// 1 (slow and small) to 10.
    pub speed: u8,
}

impl AvifOptions {
    /// As `encode('avif')` writes it.
    pub const DEFAULT: Self = Self { quality: 80.0, alpha_quality: None, speed: 9 };
}

impl JpegOptions {
    /// As `encode('jpeg')` writes it.
    pub const DEFAULT: Self = Self {
        quality: 92,
        progressive: false,
        optimized: false,
        sampling: None,
        resolution: None,
    };

    /// All of it is read before the first pixel is written.
    pub fn keeps_blocks(&self) -> bool {
        self.progressive || self.optimized
    }
}

impl Colors {
    /// As `encode('gif')` chooses them.
    pub const DEFAULT: Self = Self::Most { count: 256, dither: 1.0 };

    /// How far errors are spread.
    pub fn dither(&self) -> f32 {
        match self {
            Self::Most { dither, .. } | Self::Given { dither, .. } => *dither,
        }
    }
}

impl EncodeOptions {
    /// PNG as `encode('png')` writes it.
    pub const PNG: Self = Self::of(FileFormat::Png(PngOptions::DEFAULT));
    /// JPEG as `encode('jpeg')` writes it.
    pub const JPEG: Self = Self::of(FileFormat::Jpeg(JpegOptions::DEFAULT));
    /// WebP as `encode('webp')` writes it.
    pub const WEBP: Self = Self::webp(80.0, false);

    /// The format on nothing.
    pub const fn of(format: FileFormat) -> Self {
        Self { format, background: None }
    }

    /// A PNG of that deflate level.
    pub fn png(level: u8) -> Self {
        Self::of(FileFormat::Png(PngOptions { level: Some(level), ..PngOptions::DEFAULT }))
    }

    /// A JPEG of that quality.
    pub fn jpeg(quality: u8) -> Self {
        Self::of(FileFormat::Jpeg(JpegOptions { quality, ..JpegOptions::DEFAULT }))
    }

    /// A WebP of that quality.
    pub const fn webp(quality: f32, lossless: bool) -> Self {
        Self::of(FileFormat::Webp(WebpOptions { quality, lossless }))
    }

    /// Rows are read once, from the first to the last, and never all of them are held.
    pub fn reads_once(&self) -> bool {
        match &self.format {
            FileFormat::Png(png) | FileFormat::Ico(png) => png.colors.is_none(),
            FileFormat::Jpeg(jpeg) => !jpeg.keeps_blocks(),
            FileFormat::Raw(_) => true,
            FileFormat::Webp(_) | FileFormat::Gif(_) | FileFormat::Tiff { .. } => false,
            FileFormat::Avif(_) | FileFormat::Bmp | FileFormat::Qoi => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_name_one_filter_or_the_best_of_all() {
        let of = [(0, PngFilter::None), (8, PngFilter::None), (0x10, PngFilter::Sub)];
        let and = [(0x20, PngFilter::Up), (0x40, PngFilter::Average), (0x80, PngFilter::Paeth)];
        for (mask, filter) in of.into_iter().chain(and) {
            assert_eq!(PngFilter::of_mask(mask), filter);
        }
        assert_eq!(PngFilter::of_mask(0xf8), PngFilter::Adaptive);
        assert_eq!(PngFilter::of_mask(0x30), PngFilter::Adaptive);
    }
}
