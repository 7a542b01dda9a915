//! Text: from a string and a font to positioned glyphs, their outlines, their coverage and metrics.
//!
//! A text is cut into runs of one direction (`bidi`), those into words (`layout`), words into runs of one
//! script that are shaped with the first font that has each cluster (`shape`). `context` lays text out,
//! the backends ask for outlines and coverage.
//!
//! A `Face` is what a font file says (`face`, of a `file`), a `Member` what a database knows of it (`member`), a
//! `Font` an instance in use. `database` finds fonts by `matching`, and asks `system` for what is installed.

mod anchor;
mod attributes;
mod baselines;
mod bidi;
mod boxes;
mod bundled;
mod cache;
mod chords;
mod color;
mod coverage;
mod coverage_pages;
mod database;
mod embed;
mod embolden;
mod emoji;
mod extents;
mod face;
mod file;
mod folder;
mod font;
mod hinting;
mod kept;
mod layout;
mod line_breaks;
mod matching;
mod member;
mod metrics;
mod missing;
mod names;
mod outline;
mod preference;
mod segments;
mod shape;
mod small;
mod strikes;
mod style;
mod substitutions;
mod system;
#[cfg(test)]
mod testing;
mod tone;
mod union;
mod units;
mod web_font;

pub use anchor::{Direction, TextAlign, TextBaseline};
pub use attributes::{FontKerning, TextOptions, TextRendering};
pub use bundled::{BUNDLED_MONO, BUNDLED_SANS, BUNDLED_SERIF};
pub use color::{
    ColorGlyph, GlyphPicture, PaintStep, PictureData, PlacedPicture, color_glyph, kept_picture,
    may_have_color,
};
pub use coverage::{
    GlyphCoverage, GlyphLook, MAX_COVERAGE_SIZE, Masks, ShapeKey, Strike, shape_coverage,
};
pub use database::{FaceStyles, FamilyStyles, FontDatabase, FontKey, Registered};
pub use embed::{FontFacts, FontProgram, FontSubset};
pub use extents::Extents;
pub use face::{Axis, Face};
pub use file::FontFile;
pub use font::{Font, Synthesis};
pub use layout::{Glyph, GlyphRun, MAX_TEXT_CHARS, TextLayout, cluster_ends, letters_of};
pub use line_breaks::{LineBreak, line_breaks};
pub use matching::{Capabilities, matching_faces};
pub use metrics::TextMetrics;
pub use missing::MissingGlyphs;
pub use outline::{glyph_outline, placed_outlines, run_outline};
pub use segments::Segment;
pub use style::FontStyle;
pub use tone::Tone;
