//! The names a font file has for its family.

use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider};

/// The families a face is found under: the first is the one to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Names(Vec<String>);

/// The most names kept of one face: a font translates its family into a few dozen languages.
const MAX_NAMES: usize = 64;
/// The longest name kept, in characters. Longer ones are not names.
const MAX_NAME_CHARS: usize = 256;

impl Names {
    /// The typographic family ("Noto Sans") before the legacy one ("Noto Sans Black"), English before
    /// the other languages. <https://learn.microsoft.com/en-us/typography/opentype/spec/name>
    pub(super) fn of(font: &FontRef<'_>) -> Self {
        let mut names = Self(Vec::new());
        for id in [StringId::TYPOGRAPHIC_FAMILY_NAME, StringId::FAMILY_NAME] {
            let strings = font.localized_strings(id);
            for name in strings.clone().english_or_first().into_iter().chain(strings) {
                names.add(name.chars().take(MAX_NAME_CHARS + 1).collect());
            }
        }
        names
    }

    fn add(&mut self, name: String) {
        let name = name.trim();
        let fits = !name.is_empty() && name.chars().count() <= MAX_NAME_CHARS;
        if fits && self.0.len() < MAX_NAMES && !self.0.iter().any(|n| n == name) {
            self.0.push(name.to_owned());
        }
    }

    /// The name to show; `None` for a font without a usable one.
    pub(super) fn first(&self) -> Option<&str> {
        self.0.first().map(String::as_str)
    }

    /// All of them.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether one of them is `name`, given in [`folded`] form.
    pub(super) fn contain(&self, name: &str) -> bool {
        self.0.iter().any(|n| folded(n) == name)
    }
}

/// The form in which family names are compared: letter case does not count.
/// <https://drafts.csswg.org/css-fonts-4/#font-family-casing>
pub(super) fn folded(name: &str) -> String {
    name.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::testing;

    #[test]
    fn names_are_compared_without_case() {
        let names = Names::of(&FontRef::new(testing::BUNDLED).unwrap());
        assert_eq!(names.first(), Some("Noto Sans"));
        assert!(names.contain(&folded("NOTO sans")) && !names.contain("noto"));
    }

    #[test]
    fn names_are_kept_once_and_within_bounds() {
        let mut names = Names(Vec::new());
        for name in ["  ", "A", " A ", &"x".repeat(MAX_NAME_CHARS + 1)] {
            names.add(name.to_owned());
        }
        assert_eq!(names.0, ["A"]);
        (0..1000).for_each(|i| names.add(i.to_string()));
        assert_eq!(names.0.len(), MAX_NAMES);
    }
}
