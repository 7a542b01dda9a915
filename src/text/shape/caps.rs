//! Small capitals: by the font's features where it has them, else of scaled capitals.
//! <https://drafts.csswg.org/css-fonts-4/#font-variant-caps-prop>

use std::ops::Range;

use harfrust::{Script, Tag};
use skrifa::FontRef;
use skrifa::raw::TableProvider;
use unicode_script::UnicodeScript;

use crate::css::VariantCaps;

/// The height of made small capitals to that of capitals, as browsers have it.
const SMALL: f64 = 0.7;

/// How a font makes the capitals that are wanted.
#[derive(Clone, Debug, Default)]
pub(super) struct Made {
    /// The features to ask it for.
    features: Vec<Tag>,
    /// The features are for what is no small letter, which is written in small ones for them.
    of_others: bool,
    /// Letters of two cases are shaped apart, so that they are not kerned, as in Chromium.
    by_case: bool,
    /// Which letters are to be made of scaled capitals.
    of_scaled: Scaled,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Scaled {
    #[default]
    None,
    /// Small letters.
    Small,
    /// Everything.
    All,
    /// All but small letters, which stand among them as they are.
    Others,
}

/// A part of a text that is written alike.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    pub(super) letters: Letters,
    /// Of small letters.
    is_small: bool,
}

impl Made {
    /// The features for a part.
    pub(super) fn features(&self, part: &Part) -> &[Tag] {
        if self.of_others && part.is_small { &[] } else { &self.features }
    }

    fn letters(&self, is_small: bool) -> Letters {
        if self.of_others && !is_small { Letters::Small } else { self.of_scaled.letters(is_small) }
    }
}

/// How a part of a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::text) enum Letters {
    AsTheyAre,
    /// In scaled capitals.
    Scaled,
    /// In small letters, of which the font makes small capitals.
    Small,
}

/// How a font makes capitals for a script.
pub(super) fn of(font: &FontRef<'_>, script: Option<Script>, caps: VariantCaps) -> Made {
    let wants: &[&[u8; 4]] = match caps {
        VariantCaps::Normal => return Made::default(),
        VariantCaps::SmallCaps => &[b"smcp"],
        VariantCaps::AllSmallCaps => &[b"smcp", b"c2sc"],
        VariantCaps::PetiteCaps => &[b"pcap"],
        VariantCaps::AllPetiteCaps => &[b"pcap", b"c2pc"],
        VariantCaps::Unicase => &[b"unic"],
        VariantCaps::TitlingCaps => &[b"titl"],
    };
    let has = |tags: &[&[u8; 4]]| tags.iter().all(|tag| has_feature(font, script, Tag::new(tag)));
    if has(wants) || caps == VariantCaps::TitlingCaps {
        return own(wants);
    }
    let of_scaled = match caps {
        VariantCaps::PetiteCaps if has(&[b"smcp"]) => {
            return Made { by_case: true, ..own(&[b"smcp"]) };
        }
        VariantCaps::AllPetiteCaps if has(&[b"smcp", b"c2sc"]) => {
            return Made { by_case: true, ..own(&[b"smcp", b"c2sc"]) };
        }
        VariantCaps::Unicase if has(&[b"smcp"]) => {
            return Made { by_case: true, of_others: true, ..own(&[b"smcp"]) };
        }
        VariantCaps::AllPetiteCaps | VariantCaps::AllSmallCaps => Scaled::All,
        VariantCaps::Unicase => Scaled::Others,
        _ => Scaled::Small,
    };
    Made { of_scaled, by_case: true, ..Made::default() }
}

/// By the font's features.
fn own(tags: &[&[u8; 4]]) -> Made {
    Made { features: tags.iter().map(|tag| Tag::new(tag)).collect(), ..Made::default() }
}

/// Whether a font has a feature for a script, or for all.
fn has_feature(font: &FontRef<'_>, script: Option<Script>, feature: Tag) -> bool {
    let Ok(substitutions) = font.gsub() else { return false };
    let (Ok(scripts), Ok(features)) = (substitutions.script_list(), substitutions.feature_list())
    else {
        return false;
    };
    // OpenType's tags of scripts are those of ISO 15924 in small letters, as far as there are capitals.
    let wanted = script.map(|script| script.tag().to_be_bytes().map(|b| b.to_ascii_lowercase()));
    let find = |tag: [u8; 4]| {
        let mut records = scripts.script_records().iter();
        let record = records.find(|record| record.script_tag() == Tag::new(&tag))?;
        record.script(scripts.offset_data()).ok()
    };
    let table = wanted.and_then(find).or_else(|| find(*b"DFLT")).or_else(|| find(*b"latn"));
    let Some(Ok(system)) = table.and_then(|table| table.default_lang_sys()) else { return false };
    system.feature_indices().iter().any(|index| {
        let record = features.feature_records().get(usize::from(index.get()));
        record.is_some_and(|record| record.feature_tag() == feature)
    })
}

/// Cuts a range of a text into parts that are written alike.
pub(super) fn parts(text: &str, range: Range<usize>, made: &Made) -> Vec<Part> {
    let is_whole = !made.by_case;
    if is_whole {
        return vec![Part { range, letters: Letters::AsTheyAre, is_small: true }];
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut was_small = false;
    for (at, character) in text[range.clone()].char_indices() {
        let start = range.start + at;
        let end = start + character.len_utf8();
        // Marks and joiners stay with the letter before them.
        let follows = character.script() == unicode_script::Script::Inherited;
        let is_small = if follows { was_small } else { !character.to_uppercase().eq([character]) };
        match parts.last_mut() {
            Some(last) if last.is_small == is_small => last.range.end = end,
            _ => parts.push(Part { range: start..end, letters: made.letters(is_small), is_small }),
        }
        was_small = is_small;
    }
    parts
}

impl Scaled {
    fn letters(self, is_small: bool) -> Letters {
        let scales = match self {
            Self::None => false,
            Self::Small => is_small,
            Self::All => true,
            Self::Others => !is_small,
        };
        if scales { Letters::Scaled } else { Letters::AsTheyAre }
    }
}

impl Letters {
    /// Of a text of a size in pixels. Scaled letters have a whole one, as in Chromium.
    pub(in crate::text) fn size(self, size: f64) -> f64 {
        match self {
            Self::AsTheyAre | Self::Small => size,
            Self::Scaled => (size * SMALL).round(),
        }
    }

    /// Gives what is written for a character.
    pub(super) fn write(self, character: char, mut write: impl FnMut(char)) {
        match self {
            Self::AsTheyAre => write(character),
            Self::Scaled => character.to_uppercase().for_each(write),
            Self::Small => character.to_lowercase().for_each(write),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::testing;

    fn cut(text: &str, of_scaled: Scaled) -> Vec<(&str, bool)> {
        let made = Made { of_scaled, by_case: of_scaled != Scaled::None, ..Made::default() };
        let parts = parts(text, 0..text.len(), &made).into_iter();
        parts.map(|part| (&text[part.range], part.letters == Letters::Scaled)).collect()
    }

    #[test]
    fn letters_are_scaled_by_their_case() {
        assert_eq!(cut("Ab 1", Scaled::None), [("Ab 1", false)]);
        assert_eq!(
            cut("Abc 1d", Scaled::Small),
            [("A", false), ("bc", true), (" 1", false), ("d", true)]
        );
        assert_eq!(cut("Ab 1", Scaled::All), [("A", true), ("b", true), (" 1", true)]);
        assert_eq!(cut("ABc 1", Scaled::Others), [("AB", true), ("c", false), (" 1", true)]);
        assert_eq!(
            cut("e\u{301}E\u{301}", Scaled::Small),
            [("e\u{301}", true), ("E\u{301}", false)]
        );
        let made = Made { by_case: true, of_others: true, ..own(&[b"smcp"]) };
        let parts = parts("Ab&", 0..3, &made);
        let seen: Vec<_> = parts.iter().map(|p| (p.letters, made.features(p).len())).collect();
        assert_eq!(seen, [(Letters::Small, 1), (Letters::AsTheyAre, 0), (Letters::Small, 1)]);
        let mut written = String::new();
        "aß1".chars().for_each(|c| Letters::Scaled.write(c, |c| written.push(c)));
        "É&".chars().for_each(|c| Letters::Small.write(c, |c| written.push(c)));
        assert_eq!(written, "ASS1é&");
    }

    #[test]
    fn scaled_letters_have_a_whole_size() {
        let size = |size| Letters::Scaled.size(size);
        assert_eq!([size(10.0), size(14.0), size(15.0), size(0.6)], [7.0, 10.0, 11.0, 0.0]);
        assert_eq!(Letters::AsTheyAre.size(12.34), 12.34);
    }

    #[test]
    fn a_font_without_features_gets_scaled_capitals() {
        let font = FontRef::new(testing::BUNDLED).unwrap();
        let made = |caps| of(&font, None, caps);
        assert_eq!(made(VariantCaps::Normal).of_scaled, Scaled::None);
        for (caps, scaled) in [
            (VariantCaps::SmallCaps, Scaled::Small),
            (VariantCaps::AllPetiteCaps, Scaled::All),
            (VariantCaps::Unicase, Scaled::Others),
        ] {
            let made = made(caps);
            assert_eq!((made.of_scaled, made.features.len()), (scaled, 0));
        }
        assert_eq!(made(VariantCaps::TitlingCaps).features, [Tag::new(b"titl")]);
    }
}
