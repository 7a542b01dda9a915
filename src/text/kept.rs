//! Texts and words that were laid out lately, kept with their list of fonts.
//!
//! Shaping a word costs some microseconds, placing the glyphs of a short text one, finding either again a tenth of
//! one. Kept in two generations like glyphs (see `cache`), so that what is used stays and no more than twice the limit
//! is ever kept. They are shared by all contexts of an environment, and on no ledger.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use foldhash::fast::RandomState;

use super::TextLayout;
use super::shape::Shaped;
use crate::error::Result;

/// Longer texts are hardly met again.
const MAX_LENGTH: usize = 128;
/// What an entry takes beside its glyphs and its text, about.
const ENTRY: usize = 100;

/// What becomes of a text.
pub(super) trait Outcome {
    /// Bytes of one generation.
    const GENERATION: usize;
    /// About what it takes.
    fn bytes(&self) -> usize;
}

impl Outcome for Shaped {
    /// Some 1,000 words.
    const GENERATION: usize = 256 * 1024;

    fn bytes(&self) -> usize {
        self.bytes()
    }
}

impl Outcome for TextLayout {
    /// Some 1,000 labels.
    const GENERATION: usize = 512 * 1024;

    fn bytes(&self) -> usize {
        self.bytes()
    }
}

/// What came of texts, by their style.
pub(super) struct KeptTexts<S, V>(Mutex<Generations<S, V>>);

type Styles<S, V> = HashMap<S, HashMap<Box<str>, Arc<V>, RandomState>, RandomState>;

struct Generations<S, V> {
    young: Styles<S, V>,
    old: Styles<S, V>,
    young_bytes: usize,
}

impl<S, V> Default for KeptTexts<S, V> {
    fn default() -> Self {
        let (young, old) = Default::default();
        Self(Mutex::new(Generations { young, old, young_bytes: 0 }))
    }
}

impl<S: Clone + Eq + Hash, V: Outcome> KeptTexts<S, V> {
    /// What is kept of a text in a style, or what `make` makes.
    pub(super) fn get(
        &self,
        text: &str,
        style: &S,
        make: impl FnOnce(&str) -> Result<V>,
    ) -> Result<Arc<V>> {
        if text.len() > MAX_LENGTH {
            return make(text).map(Arc::new);
        }
        if let Some(found) = self.lock().find(text, style) {
            return Ok(found);
        }
        let made = Arc::new(make(text)?);
        self.lock().keep(text, style, &made);
        Ok(made)
    }

    fn lock(&self) -> MutexGuard<'_, Generations<S, V>> {
        // Every state between two calls is a sound one.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S: Clone + Eq + Hash, V: Outcome> Generations<S, V> {
    fn find(&mut self, text: &str, style: &S) -> Option<Arc<V>> {
        if let Some(found) = self.young.get(style).and_then(|kept| kept.get(text)) {
            return Some(Arc::clone(found));
        }
        let found = self.old.get_mut(style)?.remove(text)?;
        self.keep(text, style, &found);
        Some(found)
    }

    fn keep(&mut self, text: &str, style: &S, made: &Arc<V>) {
        let size = ENTRY + text.len() + made.bytes();
        if size > V::GENERATION / 4 {
            return;
        }
        if self.young_bytes + size > V::GENERATION {
            self.old = std::mem::take(&mut self.young);
            self.young_bytes = 0;
        }
        let kept = match self.young.get_mut(style) {
            Some(kept) => kept,
            None => self.young.entry(style.clone()).or_default(),
        };
        if kept.insert(text.into(), Arc::clone(made)).is_none() {
            self.young_bytes += size;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Words = KeptTexts<bool, Shaped>;

    fn nothing(_: &str) -> Result<Shaped> {
        Ok(Shaped::default())
    }

    #[test]
    fn a_word_is_shaped_once_for_each_style() {
        let words = Words::default();
        let first = words.get("word", &false, nothing).unwrap();
        let again = words.get("word", &false, |_| panic!("is kept")).unwrap();
        assert!(Arc::ptr_eq(&first, &again));
        assert!(!Arc::ptr_eq(&first, &words.get("word", &true, nothing).unwrap()));
    }

    #[test]
    fn what_is_used_stays_and_the_rest_goes() {
        let words = Words::default();
        let used = words.get("used", &false, nothing).unwrap();
        for i in 0..20_000 {
            words.get(&format!("word {i}"), &false, nothing).unwrap();
            assert!(Arc::ptr_eq(&used, &words.get("used", &false, nothing).unwrap()));
        }
        let kept = words.lock();
        let count = |kept: &Styles<bool, Shaped>| kept.values().map(HashMap::len).sum::<usize>();
        let most = Shaped::GENERATION / ENTRY;
        assert!(count(&kept.young) <= most && count(&kept.old) <= most);
    }

    #[test]
    fn long_words_are_not_kept() {
        let words = Words::default();
        words.get(&"x".repeat(MAX_LENGTH + 1), &false, nothing).unwrap();
        assert!(words.lock().young.is_empty());
    }
}
