//! Pair kerning from the `kern` table.
//! <https://learn.microsoft.com/en-us/typography/opentype/spec/kern>

use skrifa::raw::TableProvider;
use skrifa::raw::tables::kern::{Subtable, SubtableKind};
use skrifa::{FontRef, GlyphId};

/// The horizontal pair tables of a font.
pub(super) struct Kerning<'a>(Vec<SubtableKind<'a>>);

/// The most subtables used, because each pair is looked up in all. Fonts have one, seldom three.
const MAX_SUBTABLES: usize = 8;

impl<'a> Kerning<'a> {
    pub(super) fn of(font: &FontRef<'a>) -> Self {
        let Ok(kern) = font.kern() else { return Self(Vec::new()) };
        let tables = kern.subtables().take(MAX_SUBTABLES).flatten().filter(moves_pairs_sideways);
        Self(tables.filter_map(|table| table.kind().ok()).collect())
    }

    /// Font units to add between two glyphs; 0 for most pairs.
    pub(super) fn between(&self, left: u16, right: u16) -> f64 {
        let (left, right) = (GlyphId::from(left), GlyphId::from(right));
        let units = self.0.iter().filter_map(|table| match table {
            SubtableKind::Format0(table) => table.kerning(left, right),
            SubtableKind::Format2(table) => table.kerning(left, right),
            SubtableKind::Format3(table) => table.kerning(left, right),
            // A state machine over whole words, which pairs know nothing of.
            SubtableKind::Format1(_) => None,
        });
        units.map(f64::from).sum()
    }
}

fn moves_pairs_sideways(table: &Subtable<'_>) -> bool {
    table.is_horizontal() && !table.is_cross_stream() && !table.is_variable()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{GlyphSpacing, testing};

    fn kerned(table: &[u8]) -> Vec<u8> {
        testing::with_table(b"name", b"kern", table)
    }

    /// One horizontal format 0 subtable with one pair.
    fn pair(left: u16, right: u16, value: i16) -> Vec<u8> {
        let words = [0, 1, 0, 20, 1, 1, 6, 0, 0, left, right, value as u16];
        words.iter().flat_map(|word: &u16| word.to_be_bytes()).collect()
    }

    #[test]
    fn pairs_move_closer() {
        let face = testing::bundled();
        let (a, v) = (testing::glyph(&face, 'A'), testing::glyph(&face, 'V'));
        let font = kerned(&pair(a, v, -80));
        let kerning = Kerning::of(&FontRef::new(&font).unwrap());
        assert_eq!(kerning.between(a, v), -80.0);
        assert_eq!((kerning.between(v, a), kerning.between(a, u16::MAX)), (0.0, 0.0));

        let mut database = crate::text::FontDatabase::new(&crate::mem::Ledger::new());
        database.register(font, Some("K")).unwrap();
        let width = |text: &str, font: &str, kerns| {
            let (font, spacing) = (crate::css::font::parse(font).unwrap(), GlyphSpacing::default());
            database.layout(text, &font, GlyphSpacing { kerns, ..spacing }).unwrap().width
        };
        let plain = width("AV", "100px serif", true);
        assert!((width("AV", "100px K", true) - plain + 8.0).abs() < 1e-9);
        assert_eq!(width("AV", "100px K", false), plain);
        assert_eq!(width("VA", "100px K", true), width("VA", "100px serif", true));
    }

    #[test]
    fn hostile_tables_are_bounded() {
        let many: Vec<u8> =
            [[0, 0], [0xFF, 0xFF]].concat().into_iter().chain(vec![0; 9999]).collect();
        let font = kerned(&many);
        assert!(Kerning::of(&FontRef::new(&font).unwrap()).0.len() <= MAX_SUBTABLES);
    }
}
