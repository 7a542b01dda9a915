//! Whether a font's table of substitutions is of a sound size.
//!
//! The hinter walks all of it for each script. Its parts may lie over each other, so that a damaged file of some
//! kilobytes may have more of them than anybody could walk in a lifetime.

use skrifa::FontRef;
use skrifa::raw::tables::gsub::{
    AlternateSubstFormat1, Gsub, LigatureSubstFormat1, MultipleSubstFormat1, SingleSubst,
    SubstitutionSubtables,
};
use skrifa::raw::tables::layout::{ChainedSequenceContext, CoverageTable, SequenceContext};
use skrifa::raw::{ReadError, TableProvider};

/// The most steps of a walk. The largest fonts take a tenth of that.
const MOST: usize = 1 << 20;

/// Whether walking the substitutions once is a matter of milliseconds.
pub(super) fn are_sound(tables: &FontRef<'_>) -> bool {
    let Ok(table) = tables.gsub() else { return true };
    let mut left = Steps(MOST);
    left.features(&table).and_then(|()| left.lookups(&table)).is_some()
}

/// The steps that are left.
struct Steps(usize);

/// Nothing when too many were taken.
type Taken = Option<()>;

impl Steps {
    fn take(&mut self, count: usize) -> Taken {
        self.0 = self.0.checked_sub(count.max(1))?;
        Some(())
    }

    /// The lookups of all features of all languages of all scripts.
    fn features(&mut self, table: &Gsub<'_>) -> Taken {
        let (Ok(scripts), Ok(features)) = (table.script_list(), table.feature_list()) else {
            return Some(());
        };
        for record in scripts.script_records() {
            self.take(1)?;
            let Ok(script) = record.script(scripts.offset_data()) else { continue };
            let records = script.lang_sys_records().iter();
            let named = records.map(|record| record.lang_sys(script.offset_data()));
            for language in named.chain(script.default_lang_sys()) {
                self.take(1)?;
                for index in language.iter().flat_map(|language| language.feature_indices()) {
                    let record = features.feature_records().get(usize::from(index.get()));
                    let feature = record.map(|record| record.feature(features.offset_data()));
                    self.take(match feature {
                        Some(Ok(feature)) => usize::from(feature.lookup_index_count()),
                        _ => 1,
                    })?;
                }
            }
        }
        Some(())
    }

    fn lookups(&mut self, table: &Gsub<'_>) -> Taken {
        let Ok(list) = table.lookup_list() else { return Some(()) };
        for lookup in list.lookups().iter() {
            self.take(1)?;
            if let Ok(subtables) = lookup.and_then(|lookup| lookup.subtables()) {
                self.subtables(&subtables)?;
            }
        }
        Some(())
    }

    fn subtables(&mut self, subtables: &SubstitutionSubtables<'_>) -> Taken {
        use SubstitutionSubtables as Of;
        match subtables {
            Of::Single(tables) => self.each(tables.iter(), |own, table| own.single(&table)),
            Of::Multiple(tables) => self.each(tables.iter(), |own, table| own.multiple(&table)),
            Of::Alternate(tables) => self.each(tables.iter(), |own, table| own.alternate(&table)),
            Of::Ligature(tables) => self.each(tables.iter(), |own, table| own.ligature(&table)),
            Of::Contextual(tables) => self.each(tables.iter(), |own, table| own.context(&table)),
            Of::ChainContextual(tables) => self.each(tables.iter(), |own, table| own.chain(&table)),
            Of::Reverse(tables) => {
                self.each(tables.iter(), |own, table| own.take(table.substitute_glyph_ids().len()))
            }
            Of::EmptyExtension => Some(()),
        }
    }

    /// What can't be read is a step too.
    fn each<T>(
        &mut self,
        tables: impl Iterator<Item = Result<T, ReadError>>,
        count: impl Fn(&mut Self, T) -> Taken,
    ) -> Taken {
        for table in tables {
            self.take(1)?;
            if let Ok(table) = table {
                count(self, table)?;
            }
        }
        Some(())
    }

    fn single(&mut self, table: &SingleSubst<'_>) -> Taken {
        match table {
            SingleSubst::Format1(table) => self.coverage(table.coverage()),
            SingleSubst::Format2(table) => self.take(table.substitute_glyph_ids().len()),
        }
    }

    fn coverage(&mut self, coverage: Result<CoverageTable<'_>, ReadError>) -> Taken {
        match coverage {
            Ok(CoverageTable::Format1(table)) => self.take(table.glyph_array().len()),
            Ok(CoverageTable::Format2(table)) => {
                for range in table.range_records() {
                    let (first, last) = (range.start_glyph_id(), range.end_glyph_id());
                    self.take(usize::from(last.to_u16().saturating_sub(first.to_u16())) + 1)?;
                }
                Some(())
            }
            Err(_) => Some(()),
        }
    }

    fn multiple(&mut self, table: &MultipleSubstFormat1<'_>) -> Taken {
        self.each(table.sequences().iter(), |own, set| own.take(set.substitute_glyph_ids().len()))
    }

    fn alternate(&mut self, table: &AlternateSubstFormat1<'_>) -> Taken {
        let sets = table.alternate_sets();
        self.each(sets.iter(), |own, set| own.take(set.alternate_glyph_ids().len()))
    }

    fn ligature(&mut self, table: &LigatureSubstFormat1<'_>) -> Taken {
        self.each(table.ligature_sets().iter(), |own, set| own.take(set.ligatures().len()))
    }

    fn context(&mut self, table: &SequenceContext<'_>) -> Taken {
        match table {
            SequenceContext::Format1(table) => {
                self.each(table.seq_rule_sets().iter().flatten(), |own, set| {
                    let rules = set.seq_rules();
                    own.each(rules.iter(), |own, rule| own.take(rule.seq_lookup_records().len()))
                })
            }
            SequenceContext::Format2(table) => {
                self.each(table.class_seq_rule_sets().iter().flatten(), |own, set| {
                    let rules = set.class_seq_rules();
                    own.each(rules.iter(), |own, rule| own.take(rule.seq_lookup_records().len()))
                })
            }
            SequenceContext::Format3(table) => self.take(table.seq_lookup_records().len()),
        }
    }

    fn chain(&mut self, table: &ChainedSequenceContext<'_>) -> Taken {
        match table {
            ChainedSequenceContext::Format1(table) => {
                self.each(table.chained_seq_rule_sets().iter().flatten(), |own, set| {
                    let rules = set.chained_seq_rules();
                    own.each(rules.iter(), |own, rule| own.take(rule.seq_lookup_records().len()))
                })
            }
            ChainedSequenceContext::Format2(table) => {
                self.each(table.chained_class_seq_rule_sets().iter().flatten(), |own, set| {
                    let rules = set.chained_class_seq_rules();
                    own.each(rules.iter(), |own, rule| own.take(rule.seq_lookup_records().len()))
                })
            }
            ChainedSequenceContext::Format3(table) => self.take(table.seq_lookup_records().len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    use crate::geom::Transform;
    use crate::mem::Ledger;
    use crate::text::file::FontFile;
    use crate::text::{Face, Font, Masks, Strike, TextOptions, Tone, testing};

    /// Substitutions of one lookup for Latin, with so many ligatures in each set, sets in each subtable, and subtables,
    /// which are all the same ones.
    fn font(ligatures: u16, sets: u16, subtables: u16) -> Vec<u8> {
        let mut words = vec![1, 0, 10, 30, 44];
        words.extend([1, 0x6C61, 0x746E, 8, 4, 0, 0, 0xFFFF, 1, 0]);
        words.extend([1, 0x6C69, 0x6761, 8, 0, 1, 0]);
        words.extend([1, 4, 4, 0, subtables]);
        words.extend(std::iter::repeat_n(6 + 2 * subtables, subtables.into()));
        words.extend([1, 6, sets]);
        words.extend(std::iter::repeat_n(6 + 2 * sets, sets.into()));
        words.push(ligatures);
        words.extend(std::iter::repeat_n(2, ligatures.into()));
        let bytes: Vec<_> = words.into_iter().flat_map(u16::to_be_bytes).collect();
        testing::with_table(b"GSUB", b"GSUB", &bytes)
    }

    #[test]
    fn a_few_kilobytes_may_have_billions_of_ligatures() {
        let sound = |bytes: &[u8]| are_sound(&FontRef::new(bytes).unwrap());
        assert!(sound(testing::BUNDLED));
        assert!(sound(&font(10, 10, 10)));
        assert!(sound(&font(100, 100, 100)));
        assert!(!sound(&font(1000, 1000, 1000)));
        // Who hints them would walk for hours.
        let file = FontFile::new(font(9000, 9000, 9000), &Ledger::new()).unwrap();
        let font = Arc::new(Font::plain(Face::parse_one(&file, 0).unwrap()));
        let strike = Strike::new(&font, 20.0, &Transform::IDENTITY, true, Tone::LINEAR).unwrap();
        let mask = Masks::of(&font, &strike).get(testing::glyph(&font, 'a'), [0; 2]).unwrap();
        assert!(mask.width > 5 && mask.height > 5);
        let text = testing::layout("aaa", &[font], 20.0, TextOptions::default()).unwrap();
        assert_eq!(text.runs[0].glyphs.len(), 3);
    }
}
