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
mod cache;
mod coverage;
mod coverage_pages;
mod database;
mod emoji;
mod face;
mod file;
mod folder;
mod font;
mod layout;
mod matching;
mod member;
mod metrics;
mod names;
mod outline;
mod preference;
mod shape;
mod small;
mod system;
#[cfg(test)]
mod testing;
mod web_font;
mod words;

pub use anchor::{Direction, TextAlign, TextBaseline};
pub use attributes::{FontKerning, TextOptions, TextRendering};
pub use coverage::{GlyphCoverage, MAX_COVERAGE_SIZE, glyph_coverage_at};
pub use database::{BUNDLED_FONT, FaceStyles, FamilyStyles, FontDatabase, FontKey, Registered};
pub use face::{Axis, Extents, Face};
pub use file::FontFile;
pub use font::{Font, Synthesis};
pub use layout::{Glyph, GlyphRun, MAX_TEXT_CHARS, TextLayout};
pub use matching::{Capabilities, matching_faces};
pub use metrics::TextMetrics;
pub use outline::{glyph_outline, run_outline};
