//! What a document takes of a font: the outlines of the glyphs it shows, as a font file of its own.

use std::collections::HashMap;

use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};
use skrifa::raw::types::Tag;
use subsetter::GlyphRemapper;

use super::{Font, Synthesis};
use crate::error::{Error, Result, guard};

/// The glyphs of a font that a document shows, in the order it met them.
pub struct FontSubset {
    remapper: GlyphRemapper,
    /// Thousandths of an em, by the new glyph.
    widths: HashMap<u16, f64>,
}

/// What a document says about a font. Lengths in thousandths of an em, upwards.
#[derive(Clone, Debug)]
pub struct FontFacts {
    /// Its own name, for people.
    pub name: String,
    /// Left, bottom, right, top of all glyphs together.
    pub bbox: [f64; 4],
    /// Above the baseline.
    pub ascent: f64,
    /// Below the baseline, negative.
    pub descent: f64,
    /// Of capitals.
    pub cap_height: f64,
    /// Degrees to the left.
    pub italic_angle: f64,
    /// All glyphs are as wide.
    pub is_monospace: bool,
}

/// A font file of some glyphs.
#[derive(Debug, PartialEq, Eq)]
pub enum FontProgram {
    /// TrueType tables.
    TrueType(Vec<u8>),
    /// A bare CFF table.
    Cff(Vec<u8>),
}

impl FontSubset {
    /// A subset of nothing but the glyph for what is missing. `None` for a font without outlines.
    pub fn new(font: &Font) -> Option<Self> {
        let tables = font.face().tables().ok()?;
        let has = |tag: &[u8; 4]| tables.table_data(Tag::new(tag)).is_some();
        let has_outlines = has(b"glyf") || has(b"CFF ");
        has_outlines.then(|| Self { remapper: GlyphRemapper::new(), widths: HashMap::new() })
    }

    /// Its glyphs look as those of the font, and not only stand for the same letters: the font is no place of a variable
    /// one, and no bold or oblique is made up.
    pub fn looks_like(font: &Font) -> bool {
        font.coordinates().is_empty() && font.synthesis() == Synthesis::default()
    }

    /// The glyph in the subset, and its width in thousandths of an em.
    pub fn glyph(&mut self, font: &Font, id: u16) -> (u16, f64) {
        let new = self.remapper.remap(id);
        let width = *self.widths.entry(new).or_insert_with(|| font.advance(id) * 1000.0);
        (new, width)
    }

    /// The widths by glyph, in order.
    pub fn widths(&self) -> Vec<f64> {
        let all = 0..self.remapper.num_gids();
        all.map(|id| self.widths.get(&id).copied().unwrap_or_default()).collect()
    }

    /// The file.
    pub fn program(&self, font: &Font) -> Result<FontProgram> {
        let (bytes, index) = font.face().data();
        guard("making a part of a font", || {
            let made = subsetter::subset(bytes, index, &self.remapper)
                .map_err(|e| Error::internal(format!("a font can't be embedded: {e}")))?;
            Ok(match cff(&made) {
                Some(cff) => FontProgram::Cff(cff.to_vec()),
                None => FontProgram::TrueType(made),
            })
        })
    }
}

impl FontFacts {
    /// Those of a font.
    pub fn of(font: &Font) -> Self {
        let units = font.face().units_per_em();
        let parts = |value: f32| f64::from(value) / units * 1000.0;
        let name = font.face().family().to_owned();
        let plain = Self {
            name,
            bbox: [0.0, -250.0, 1000.0, 1000.0],
            ascent: 800.0,
            descent: -200.0,
            cap_height: 700.0,
            italic_angle: 0.0,
            is_monospace: false,
        };
        let read = guard("reading the font's metrics", || {
            let tables = font.face().tables()?;
            let metrics = tables.metrics(Size::unscaled(), LocationRef::default());
            let bounds = metrics.bounds.unwrap_or_default();
            Ok(Self {
                bbox: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(parts),
                ascent: parts(metrics.ascent),
                descent: parts(metrics.descent),
                cap_height: parts(metrics.cap_height.unwrap_or(metrics.ascent)),
                italic_angle: f64::from(metrics.italic_angle),
                is_monospace: metrics.is_monospace,
                ..plain.clone()
            })
        });
        read.unwrap_or(plain)
    }
}

/// The CFF table of a font file; `None` where there is none.
fn cff(bytes: &[u8]) -> Option<&[u8]> {
    let font = skrifa::FontRef::new(bytes).ok()?;
    font.table_data(Tag::new(b"CFF ")).map(|data| data.as_bytes())
}

#[cfg(test)]
mod tests {
    use skrifa::raw::TableProvider;

    use super::*;
    use crate::text::testing;

    #[test]
    fn a_part_of_a_font_is_a_small_font() {
        let font = testing::bundled();
        let mut subset = FontSubset::new(&font).unwrap();
        let ids = ['H', 'i', 'H'].map(|c| testing::glyph(&font, c));
        let new = ids.map(|id| subset.glyph(&font, id));
        assert_eq!([new[0].0, new[1].0, new[2].0], [1, 2, 1]);
        assert!(new[0].1 > new[1].1 && new[1].1 > 0.0, "{new:?}");
        assert_eq!(subset.widths().len(), 3);
        let FontProgram::TrueType(bytes) = subset.program(&font).unwrap() else { panic!() };
        assert!(bytes.len() < 5000, "{}", bytes.len());
        let part = skrifa::FontRef::new(&bytes).unwrap();
        assert_eq!(part.maxp().unwrap().num_glyphs(), 3);
    }

    #[test]
    fn facts_are_in_thousandths() {
        let facts = FontFacts::of(&testing::bundled());
        assert_eq!((facts.ascent.round(), facts.descent.round()), (1069.0, -293.0));
        assert!(facts.name == "Noto Sans" && !facts.is_monospace);
    }
}
