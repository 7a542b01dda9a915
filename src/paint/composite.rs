//! Compositing operators and blend modes.
//! <https://drafts.fxtf.org/compositing/#compositemode>

use super::Keyword;

/// `globalCompositeOperation`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the values are the specification's; the table names them")]
pub enum CompositeMode {
    #[default]
    SourceOver,
    SourceIn,
    SourceOut,
    SourceAtop,
    DestinationOver,
    DestinationIn,
    DestinationOut,
    DestinationAtop,
    Lighter,
    Copy,
    /// Nothing where something is drawn, whatever its colour and alpha.
    Clear,
    Xor,
    Multiply,
    Screen,
    Overlay,
    Darken,
    Lighten,
    ColorDodge,
    ColorBurn,
    HardLight,
    SoftLight,
    Difference,
    Exclusion,
    Hue,
    Saturation,
    Color,
    Luminosity,
}

impl CompositeMode {
    /// The mode changes pixels where the source is transparent, so the whole clip region is touched.
    /// <https://html.spec.whatwg.org/multipage/canvas.html#drawing-model>
    pub fn is_unbounded(self) -> bool {
        matches!(
            self,
            Self::Copy
                | Self::SourceIn
                | Self::SourceOut
                | Self::DestinationIn
                | Self::DestinationAtop
        )
    }

    /// An opaque backdrop stays opaque under this mode, whatever is drawn.
    pub fn keeps_opaque(self) -> bool {
        !matches!(
            self,
            Self::Copy
                | Self::Clear
                | Self::SourceIn
                | Self::SourceOut
                | Self::DestinationIn
                | Self::DestinationOut
                | Self::DestinationAtop
                | Self::Xor
        )
    }
}

impl Keyword for CompositeMode {
    const TABLE: &'static [(Self, &'static str)] = &[
        (Self::SourceOver, "source-over"),
        (Self::SourceIn, "source-in"),
        (Self::SourceOut, "source-out"),
        (Self::SourceAtop, "source-atop"),
        (Self::DestinationOver, "destination-over"),
        (Self::DestinationIn, "destination-in"),
        (Self::DestinationOut, "destination-out"),
        (Self::DestinationAtop, "destination-atop"),
        (Self::Lighter, "lighter"),
        (Self::Copy, "copy"),
        (Self::Clear, "clear"),
        (Self::Xor, "xor"),
        (Self::Multiply, "multiply"),
        (Self::Screen, "screen"),
        (Self::Overlay, "overlay"),
        (Self::Darken, "darken"),
        (Self::Lighten, "lighten"),
        (Self::ColorDodge, "color-dodge"),
        (Self::ColorBurn, "color-burn"),
        (Self::HardLight, "hard-light"),
        (Self::SoftLight, "soft-light"),
        (Self::Difference, "difference"),
        (Self::Exclusion, "exclusion"),
        (Self::Hue, "hue"),
        (Self::Saturation, "saturation"),
        (Self::Color, "color"),
        (Self::Luminosity, "luminosity"),
    ];
}
