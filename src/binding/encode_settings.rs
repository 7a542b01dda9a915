//! What a file is to be like, as `js/encoding.js` says it: checked there, held within what the codecs take here.

use napi_derive::napi;

use crate::codec::{
    AvifOptions, Colors, EncodeOptions, FileFormat, JpegOptions, PngFilter, PngOptions, RawOrder,
    Sampling, WebpOptions,
};
use crate::error::{Error, ErrorKind, Result};

/// The format by its name, and what was asked for beside it. What does not concern the format is not read.
#[napi(object, object_to_js = false)]
pub struct EncodeSettings {
    pub format: String,
    pub background: Option<String>,
    /// 0 to 100.
    pub quality: Option<f64>,
    pub lossless: Option<bool>,
    /// 0 to 100.
    pub alpha_quality: Option<f64>,
    /// 1 to 10.
    pub speed: Option<u32>,
    pub progressive: Option<bool>,
    pub optimize_coding: Option<bool>,
    pub chroma_subsampling: Option<String>,
    pub compression_level: Option<u32>,
    pub filters: Option<u32>,
    pub colors: Option<u32>,
    pub dither: Option<f64>,
    /// Colours, each as 0xRRGGBBAA.
    pub palette: Option<Vec<u32>>,
    pub background_index: Option<u32>,
    pub resolution: Option<f64>,
    /// Keywords, each followed by its text.
    pub text: Option<Vec<String>>,
    pub color_type: Option<String>,
}

impl EncodeSettings {
    // The casts saturate; the codecs hold the values within their ranges.
    pub(super) fn into_options(self) -> Result<EncodeOptions> {
        let background = self.background.as_deref().map(color).transpose()?;
        let format = match self.format.as_str() {
            "png" => FileFormat::Png(self.png()),
            "jpeg" => FileFormat::Jpeg(self.jpeg()),
            "webp" => {
                let lossless = self.lossless.unwrap_or(false);
                FileFormat::Webp(WebpOptions {
                    quality: self.quality.unwrap_or(80.0) as f32,
                    lossless,
                })
            }
            "avif" => FileFormat::Avif(AvifOptions {
                quality: self.quality.map_or(AvifOptions::DEFAULT.quality, |q| q as f32),
                alpha_quality: self.alpha_quality.map(|quality| quality as f32),
                speed: self.speed.map_or(AvifOptions::DEFAULT.speed, |speed| speed as u8),
            }),
            "gif" => FileFormat::Gif(self.colors().unwrap_or(Colors::DEFAULT)),
            "bmp" => FileFormat::Bmp,
            "ico" => FileFormat::Ico(self.png()),
            "tiff" => FileFormat::Tiff { resolution: self.resolution },
            "qoi" => FileFormat::Qoi,
            "raw" => FileFormat::Raw(match self.color_type.as_deref() {
                Some("rgba") => RawOrder::Rgba,
                _ => RawOrder::Bgra,
            }),
            other => {
                let message = format!("can't encode as '{other}'");
                return Err(Error::new(ErrorKind::NotSupported, message));
            }
        };
        Ok(EncodeOptions { format, background })
    }

    fn png(self) -> PngOptions {
        let text = self.text.as_deref().unwrap_or_default().as_chunks().0;
        PngOptions {
            level: self.compression_level.map(|level| level as u8),
            filter: self.filters.map(PngFilter::of_mask),
            colors: self.colors(),
            background_index: self.background_index.map(|index| index as u8),
            resolution: self.resolution,
            text: text.iter().map(|[name, text]| (name.clone(), text.clone())).collect(),
        }
    }

    fn jpeg(&self) -> JpegOptions {
        let sampling = match self.chroma_subsampling.as_deref() {
            Some("4:4:4") => Some(Sampling::Full),
            Some("4:2:2") => Some(Sampling::Halved),
            Some("4:2:0") => Some(Sampling::Quartered),
            _ => None,
        };
        JpegOptions {
            quality: self.quality.map_or(JpegOptions::DEFAULT.quality, |quality| quality as u8),
            progressive: self.progressive.unwrap_or(false),
            optimized: self.optimize_coding.unwrap_or(false),
            sampling,
            resolution: self.resolution,
        }
    }

    /// The palette that was given or is to be made, if any.
    fn colors(&self) -> Option<Colors> {
        let most = if self.format == "gif" { Some(256) } else { None };
        colors(self.palette.as_deref(), self.colors.or(most), self.dither)
    }
}

/// A palette that was given, or so many colours. Errors are spread unless it is said, where the palette is made.
pub(super) fn colors(
    palette: Option<&[u32]>,
    count: Option<u32>,
    dither: Option<f64>,
) -> Option<Colors> {
    if let Some(palette) = palette.filter(|palette| !palette.is_empty()) {
        let palette = palette.iter().take(256).map(|color| color.to_be_bytes()).collect();
        return Some(Colors::Given { palette, dither: dither.unwrap_or(0.0) as f32 });
    }
    let count = count?.clamp(2, 256) as u16;
    Some(Colors::Most { count, dither: dither.unwrap_or(1.0) as f32 })
}

fn color(text: &str) -> Result<crate::paint::Color> {
    let color = crate::css::color::parse(text);
    let color = color.ok_or_else(|| Error::internal("the background is no colour"))?;
    Ok(color.to_paint())
}
