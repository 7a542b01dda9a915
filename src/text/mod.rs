//! Text: from a string and a font to positioned glyphs, their outlines, their coverage and metrics.
//!
//! Glyphs are chosen character by character and kerned by the font's `kern` table; scripts that
//! need shaping or reordering come out unshaped, in the order of the string. Only fonts that were
//! registered are used, and the bundled face. `context` lays text out, the backends ask for outlines
//! and coverage.

mod anchor;
mod attributes;
mod baselines;
mod cache;
mod chords;
mod color;
mod coverage;
mod database;
mod embolden;
mod face;
mod font;
mod hinting;
mod kern;
mod layout;
mod metrics;
mod names;
mod outline;
mod small;
#[cfg(test)]
mod testing;
mod tone;

pub use anchor::{Direction, TextAlign, TextBaseline};
pub use attributes::{FontKerning, GlyphSpacing, TextRendering};
pub use color::{
    ColorGlyph, GlyphPicture, PaintStep, PictureData, PlacedPicture, color_glyph, kept_picture,
    may_have_color,
};
pub use coverage::{GlyphCoverage, GlyphLook, MAX_COVERAGE_SIZE, Strike, glyph_coverage};
pub use database::{BUNDLED_FONT, FontDatabase};
pub use face::{Extents, Face};
pub use font::{Font, Synthesis};
pub use layout::{Glyph, GlyphRun, MAX_TEXT_CHARS, TextLayout, layout};
pub use metrics::TextMetrics;
pub use outline::{glyph_outline, placed_outline, run_outline};
pub use tone::Tone;
