//! Attributes of text that change how it is laid out.
//! <https://html.spec.whatwg.org/multipage/canvas.html#canvastextdrawingstyles>

use crate::paint::Keyword;

/// `fontKerning`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FontKerning {
    /// As the layout thinks best: kerned.
    #[default]
    Auto,
    /// Kerned.
    Normal,
    /// Not kerned.
    None,
}

impl Keyword for FontKerning {
    const TABLE: &'static [(Self, &'static str)] =
        &[(Self::Auto, "auto"), (Self::Normal, "normal"), (Self::None, "none")];
}

/// `textRendering`. Glyphs are always placed and shaped with all precision, so this changes nothing yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextRendering {
    /// As the layout thinks best.
    #[default]
    Auto,
    /// Fast.
    OptimizeSpeed,
    /// Legible.
    OptimizeLegibility,
    /// Exact.
    GeometricPrecision,
}

impl Keyword for TextRendering {
    const TABLE: &'static [(Self, &'static str)] = &[
        (Self::Auto, "auto"),
        (Self::OptimizeSpeed, "optimizeSpeed"),
        (Self::OptimizeLegibility, "optimizeLegibility"),
        (Self::GeometricPrecision, "geometricPrecision"),
    ];
}

/// What moves glyphs beside their own widths.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GlyphSpacing {
    /// Pixels after each cluster.
    pub letter: f64,
    /// Pixels more after each space.
    pub word: f64,
    /// Pairs are kerned.
    pub kerns: bool,
}

impl Default for GlyphSpacing {
    fn default() -> Self {
        Self { letter: 0.0, word: 0.0, kerns: true }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_whole() {
        assert_eq!((FontKerning::TABLE.len(), TextRendering::TABLE.len()), (3, 4));
        for (i, (value, name)) in FontKerning::TABLE.iter().enumerate() {
            assert_eq!((FontKerning::parse(name), *value as usize), (Some(*value), i));
        }
        for (i, (value, name)) in TextRendering::TABLE.iter().enumerate() {
            assert_eq!((TextRendering::parse(name), *value as usize), (Some(*value), i));
        }
    }
}
