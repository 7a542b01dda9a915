//! How images are resampled.
//! <https://html.spec.whatwg.org/multipage/canvas.html#image-smoothing>

use super::Keyword;

/// `imageSmoothingEnabled` and `imageSmoothingQuality`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Smoothing {
    /// Off: the nearest pixel. Default: true.
    pub enabled: bool,
    /// Default: low.
    pub quality: SmoothingQuality,
}

impl Default for Smoothing {
    fn default() -> Self {
        Self { enabled: true, quality: SmoothingQuality::Low }
    }
}

/// `imageSmoothingQuality`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SmoothingQuality {
    /// Bilinear; downscaling by more than half skips pixels.
    #[default]
    Low,
    /// As low, but smaller pictures are sampled from versions averaged down before.
    Medium,
    /// As medium, and bicubic when both sides grow.
    High,
}

impl Keyword for SmoothingQuality {
    const TABLE: &'static [(Self, &'static str)] =
        &[(Self::Low, "low"), (Self::Medium, "medium"), (Self::High, "high")];
}
