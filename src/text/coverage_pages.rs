//! Which characters a face may have, in a few hundred bytes.
//!
//! Kept for each face of the system, so that looking for a character opens those few files that may have it.

use skrifa::FontRef;
use skrifa::raw::TableProvider;
use skrifa::raw::tables::cmap::{CmapSubtable, PlatformId};

/// Characters of a page.
const PAGE: u32 = 256;
const PAGES: usize = 0x11_0000 / PAGE as usize;
/// A symbol font's characters are here, and are found by their last byte too.
const SYMBOLS: u32 = 0xF000;

/// One bit for each 256 characters.
#[derive(Clone, Debug)]
pub(super) struct Pages(Box<[u64; PAGES / 64]>);

impl Pages {
    /// From where the ranges of the character map begin and end; the glyphs are not looked at.
    pub(super) fn of(font: &FontRef<'_>) -> Self {
        let mut pages = Self(Box::new([0; PAGES / 64]));
        let Ok(cmap) = font.cmap() else { return pages };
        for record in cmap.encoding_records() {
            let is_unicode =
                matches!(record.platform_id(), PlatformId::Unicode | PlatformId::Windows);
            if let (true, Ok(table)) = (is_unicode, record.subtable(cmap.offset_data())) {
                pages.add_table(&table);
            }
        }
        pages
    }

    fn add_table(&mut self, table: &CmapSubtable<'_>) {
        match table {
            CmapSubtable::Format4(table) => {
                for (first, last) in table.start_code().iter().zip(table.end_code()) {
                    self.add(u32::from(first.get()), u32::from(last.get()));
                }
            }
            CmapSubtable::Format6(table) => {
                let first = u32::from(table.first_code());
                self.add(first, first + u32::from(table.entry_count()));
            }
            CmapSubtable::Format12(table) => {
                for group in table.groups() {
                    self.add(group.start_char_code(), group.end_char_code());
                }
            }
            // Others are of other times or tell nothing of characters.
            _ => {}
        }
    }

    /// Adds the pages of the characters from `first` to `last`; of damaged ranges what can be.
    fn add(&mut self, first: u32, last: u32) {
        if first >= SYMBOLS && last < SYMBOLS + PAGE {
            self.set(0);
        }
        for page in first / PAGE..=(last / PAGE).min(PAGES as u32 - 1) {
            self.set(page as usize);
        }
    }

    fn set(&mut self, page: usize) {
        if let Some(word) = self.0.get_mut(page / 64) {
            *word |= 1 << (page % 64);
        }
    }

    /// False if the face can't have the character.
    pub(super) fn may_have(&self, character: char) -> bool {
        let page = (u32::from(character) / PAGE) as usize;
        self.0.get(page / 64).is_some_and(|word| word >> (page % 64) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::testing;

    #[test]
    fn pages_hold_every_character_of_the_face() {
        let pages = Pages::of(&FontRef::new(testing::BUNDLED).unwrap());
        assert!("Aëβж€".chars().all(|c| pages.may_have(c)));
        assert!(!"一😀\u{10FFFF}".chars().any(|c| pages.may_have(c)));
    }

    #[test]
    fn damaged_ranges_do_no_harm() {
        let mut pages = Pages(Box::new([0; PAGES / 64]));
        pages.add(5000, 10);
        pages.add(0x10_FF00, u32::MAX);
        assert!(pages.may_have('\u{10FFFF}') && !pages.may_have('a'));
        pages.add(SYMBOLS, SYMBOLS + 1);
        assert!(pages.may_have('a'));
    }
}
