//! The faces that are part of the program, so that text shows where no font is installed.

use std::sync::{Arc, LazyLock};

use super::Face;
use super::file::FontFile;
use super::member::Member;
use super::names::folded;
use crate::css::Generic;

/// The face that has most characters and stands behind all others, as a file.
pub static BUNDLED_SANS: &[u8] = include_bytes!("../../assets/fonts/NotoSans-Regular.subset.ttf");
/// The face with serifs, as a file.
pub static BUNDLED_SERIF: &[u8] = include_bytes!("../../assets/fonts/NotoSerif-Regular.subset.ttf");
/// The face whose characters have one width, as a file.
pub static BUNDLED_MONO: &[u8] =
    include_bytes!("../../assets/fonts/NotoSansMono-Regular.subset.ttf");

/// A face of the program.
pub(super) struct Bundled {
    /// Its family, known without parsing it.
    pub(super) family: &'static str,
    /// Parsed when it is first used, once in a process.
    member: LazyLock<Arc<Member>>,
}

pub(super) static SANS: Bundled = Bundled {
    family: "Noto Sans",
    member: LazyLock::new(|| parse(&FontFile::unpackable(BUNDLED_SANS))),
};
static SERIF: Bundled = Bundled {
    family: "Noto Serif",
    member: LazyLock::new(|| parse(&FontFile::bundled(BUNDLED_SERIF))),
};
static MONO: Bundled = Bundled {
    family: "Noto Sans Mono",
    member: LazyLock::new(|| parse(&FontFile::bundled(BUNDLED_MONO))),
};
/// All of them, the one for most first.
pub(super) static ALL: [&Bundled; 3] = [&SANS, &SERIF, &MONO];

#[expect(clippy::expect_used, reason = "the bytes are part of the program, and a test parses them")]
fn parse(file: &Arc<FontFile>) -> Arc<Member> {
    Member::new(Face::parse_one(file, 0).expect("the bundled fonts parse"), false)
}

impl Bundled {
    /// The face for a generic family.
    pub(super) fn of(generic: Generic) -> &'static Self {
        match generic {
            Generic::Serif | Generic::UiSerif => &SERIF,
            Generic::Monospace | Generic::UiMonospace => &MONO,
            _ => &SANS,
        }
    }

    /// The face of this family, in [`folded`] form.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        ALL.into_iter().find(|bundled| folded(bundled.family) == name)
    }

    pub(super) fn member(&self) -> &Arc<Member> {
        &self.member
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::face::Face;

    fn face(bundled: &Bundled) -> &Face {
        bundled.member().face()
    }

    #[test]
    fn they_are_what_they_say() {
        for bundled in ALL {
            assert_eq!(face(bundled).family(), bundled.family);
            let name = folded(bundled.family);
            assert!(face(bundled).names().contain(&name));
            assert!(std::ptr::eq(Bundled::named(&name).unwrap(), bundled));
            assert!(face(bundled).ledger().is_none() && face(bundled).axes().is_empty());
        }
        assert!(Bundled::named("Noto Sans").is_none() && Bundled::named("arial").is_none());
    }

    #[test]
    fn generic_families_have_letters_of_their_kind() {
        let family = |generic| Bundled::of(generic).family;
        for (generics, expected) in [
            (&[Generic::Serif, Generic::UiSerif][..], "Noto Serif"),
            (&[Generic::Monospace, Generic::UiMonospace], "Noto Sans Mono"),
            (
                &[Generic::SansSerif, Generic::SystemUi, Generic::Cursive, Generic::Math],
                "Noto Sans",
            ),
        ] {
            assert!(generics.iter().all(|&generic| family(generic) == expected), "{expected}");
        }
    }

    /// Else a text in `monospace` would show a character that the same text in `sans-serif` does not.
    #[test]
    fn the_first_has_every_character_of_the_others() {
        for character in ('\u{20}'..='\u{FFFF}').filter(|&c| !face(&SANS).has(c)) {
            assert!(!ALL.iter().any(|other| face(other).has(character)), "{character:?}");
        }
        for text in ["Az09~", "Àžſ", "ΑΩάώ", "АЯаяёґ", "–—‘’“”…€"] {
            for other in ALL {
                assert!(text.chars().all(|c| face(other).has(c)), "{}: {text}", other.family);
            }
        }
    }
}
