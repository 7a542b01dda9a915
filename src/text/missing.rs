//! Characters that were drawn as boxes, because no font has them.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The most characters that are remembered: enough to see which fonts a server needs.
const MOST: usize = 4096;

/// What was missing since it was last forgotten.
#[derive(Default)]
pub struct MissingGlyphs(Mutex<BTreeSet<char>>);

impl MissingGlyphs {
    /// Remembers characters, up to a limit.
    pub fn note(&self, characters: &[char]) {
        if characters.is_empty() {
            return;
        }
        let mut known = self.lock();
        for &character in characters {
            if known.len() < MOST {
                known.insert(character);
            }
        }
    }

    /// In the order of their code points.
    pub fn list(&self) -> Vec<char> {
        self.lock().iter().copied().collect()
    }

    /// Starts anew.
    pub fn clear(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, BTreeSet<char>> {
        // Every state between two calls is a sound one.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_kept_once_in_order_and_bounded() {
        let missing = MissingGlyphs::default();
        missing.note(&[]);
        missing.note(&['中', 'あ', '中']);
        assert_eq!(missing.list(), ['あ', '中']);
        let many: Vec<char> = ('\u{10000}'..='\u{1FFFF}').collect();
        missing.note(&many);
        assert_eq!(missing.list().len(), MOST);
        missing.clear();
        assert!(missing.list().is_empty());
    }
}
