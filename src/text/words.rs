//! Words that were shaped lately, kept with their list of fonts.
//!
//! Shaping a word costs some microseconds, finding it again a tenth of one. Kept in two generations like
//! glyphs (see `cache`), so that what is used stays and no more than twice the limit is ever kept.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::shape::{Features, Shaped};
use crate::error::Result;

/// Bytes of one generation: some 1,000 words.
const GENERATION: usize = 256 * 1024;
/// Longer words are hardly met again.
const MAX_WORD: usize = 128;
/// What an entry takes beside its glyphs and its text, about.
const ENTRY: usize = 100;

/// What words are shaped by beside their fonts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct WordStyle {
    pub(super) is_rtl: bool,
    pub(super) features: Features,
    pub(super) language: Option<Arc<str>>,
}

type Kept = HashMap<Box<str>, Arc<Shaped>>;

/// Words in glyphs.
#[derive(Default)]
pub(super) struct Words(Mutex<Generations>);

#[derive(Default)]
struct Generations {
    young: HashMap<WordStyle, Kept>,
    old: HashMap<WordStyle, Kept>,
    young_bytes: usize,
}

impl Words {
    /// The kept word, or what `make` makes.
    pub(super) fn get(
        &self,
        text: &str,
        style: &WordStyle,
        make: impl FnOnce(&str) -> Result<Shaped>,
    ) -> Result<Arc<Shaped>> {
        if text.len() > MAX_WORD {
            return make(text).map(Arc::new);
        }
        if let Some(found) = self.lock().find(text, style) {
            return Ok(found);
        }
        let made = Arc::new(make(text)?);
        self.lock().keep(text, style, &made);
        Ok(made)
    }

    fn lock(&self) -> MutexGuard<'_, Generations> {
        // Every state between two calls is a sound one.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Generations {
    fn find(&mut self, text: &str, style: &WordStyle) -> Option<Arc<Shaped>> {
        if let Some(found) = self.young.get(style).and_then(|kept| kept.get(text)) {
            return Some(Arc::clone(found));
        }
        let found = self.old.get_mut(style)?.remove(text)?;
        self.keep(text, style, &found);
        Some(found)
    }

    fn keep(&mut self, text: &str, style: &WordStyle, made: &Arc<Shaped>) {
        let size = ENTRY + text.len() + made.bytes();
        if size > GENERATION / 4 {
            return;
        }
        if self.young_bytes + size > GENERATION {
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

    fn nothing(_: &str) -> Result<Shaped> {
        Ok(Shaped::default())
    }

    #[test]
    fn a_word_is_shaped_once_for_each_style() {
        let (words, style) = (Words::default(), WordStyle::default());
        let first = words.get("word", &style, nothing).unwrap();
        let again = words.get("word", &style, |_| panic!("is kept")).unwrap();
        assert!(Arc::ptr_eq(&first, &again));
        let other = WordStyle { is_rtl: true, ..style };
        assert!(!Arc::ptr_eq(&first, &words.get("word", &other, nothing).unwrap()));
    }

    #[test]
    fn what_is_used_stays_and_the_rest_goes() {
        let (words, style) = (Words::default(), WordStyle::default());
        let used = words.get("used", &style, nothing).unwrap();
        for i in 0..20_000 {
            words.get(&format!("word {i}"), &style, nothing).unwrap();
            assert!(Arc::ptr_eq(&used, &words.get("used", &style, nothing).unwrap()));
        }
        let kept = words.lock();
        let count =
            |kept: &HashMap<WordStyle, Kept>| kept.values().map(HashMap::len).sum::<usize>();
        let most = GENERATION / ENTRY;
        assert!(count(&kept.young) <= most && count(&kept.old) <= most);
    }

    #[test]
    fn long_words_are_not_kept() {
        let (words, style) = (Words::default(), WordStyle::default());
        words.get(&"x".repeat(MAX_WORD + 1), &style, nothing).unwrap();
        assert!(words.lock().young.is_empty());
    }
}
