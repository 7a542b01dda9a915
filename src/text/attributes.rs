//! Attributes of text that change how it is laid out.
//! <https://html.spec.whatwg.org/multipage/canvas.html#canvastextdrawingstyles>

use std::sync::Arc;

use super::Direction;
use crate::paint::Keyword;

/// `fontKerning`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
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

/// `textRendering`. Glyphs are always placed with all precision; this tells how they are shaped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TextRendering {
    /// Word by word.
    #[default]
    Auto,
    /// Word by word, without ligatures.
    OptimizeSpeed,
    /// As one, so that spaces are kerned too.
    OptimizeLegibility,
    /// As one too.
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

/// What a text is laid out with beside its font.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TextOptions {
    /// Pixels after each cluster.
    pub letter: f64,
    /// Pixels more after each space.
    pub word: f64,
    /// `fontKerning`.
    pub kerning: FontKerning,
    /// `textRendering`.
    pub rendering: TextRendering,
    /// The direction of the text as a whole.
    pub direction: Direction,
    /// A language tag, for fonts that draw letters differently in different languages.
    pub language: Option<Arc<str>>,
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
