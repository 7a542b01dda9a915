//! Coverage of glyphs that were drawn lately, kept with their face.
//!
//! Text is mostly the same few dozen glyphs at the same few sizes. Two generations: what is asked for
//! moves into the young one; when that is full, the old one goes and the young one becomes old. So a
//! cache never holds more than twice its limit, whatever sizes are asked for, and finding and dropping
//! cost the same however much there is. It goes with its face. Called by `coverage`.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::GlyphCoverage;
use super::coverage::MaskKey as Key;
use crate::mem::{Charge, Kind, Ledger};

/// Bytes of one generation: some 1,500 glyphs of 14 pixels, or 100 of 100 pixels.
const GENERATION: usize = 256 * 1024;
/// What an entry takes beside its mask, about.
const ENTRY: usize = size_of::<Key>() + size_of::<Kept>() + 2 * size_of::<GlyphCoverage>();

type Kept = Option<Arc<GlyphCoverage>>;

/// The glyphs of one face.
#[derive(Default)]
pub(super) struct GlyphCache(Mutex<Generations>);

#[derive(Default)]
struct Generations {
    young: HashMap<Key, Kept>,
    old: HashMap<Key, Kept>,
    young_bytes: usize,
    old_bytes: usize,
    charge: Option<Charge>,
}

impl GlyphCache {
    /// The kept coverage, or what `make` makes. `ledger` is whose face it is; the bundled one belongs to
    /// the program.
    pub(super) fn get(
        &self,
        key: Key,
        ledger: Option<&Arc<Ledger>>,
        make: impl FnOnce() -> Option<GlyphCoverage>,
    ) -> Kept {
        if let Some(found) = self.lock().find(&key) {
            return found;
        }
        // Others may look things up while this glyph is made; two may make the same one.
        let made = make().map(Arc::new);
        self.lock().keep(key, &made, ledger);
        made
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Generations> {
        // Every state between two calls is a sound one.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn bytes(kept: &Kept) -> usize {
    ENTRY + kept.as_ref().map_or(0, |coverage| coverage.data.len())
}

impl Generations {
    fn find(&mut self, key: &Key) -> Option<Kept> {
        if let Some(found) = self.young.get(key) {
            return Some(found.clone());
        }
        let found = self.old.remove(key)?;
        let size = bytes(&found);
        self.old_bytes -= size;
        self.insert(*key, found.clone(), size);
        Some(found)
    }

    fn keep(&mut self, key: Key, made: &Kept, ledger: Option<&Arc<Ledger>>) {
        let size = bytes(made);
        if size <= GENERATION / 4 && self.book(size, ledger) {
            self.insert(key, made.clone(), size);
        }
    }

    /// Books what is kept and `more`; false when the budget has no room for it.
    fn book(&mut self, more: usize, ledger: Option<&Arc<Ledger>>) -> bool {
        let Some(ledger) = ledger else { return true };
        let total = self.young_bytes + self.old_bytes + more;
        match &mut self.charge {
            Some(charge) => charge.resize(total).is_ok(),
            None => {
                self.charge = ledger.charge(Kind::Font, total).ok();
                self.charge.is_some()
            }
        }
    }

    fn insert(&mut self, key: Key, kept: Kept, size: usize) {
        if self.young.insert(key, kept).is_none() {
            self.young_bytes += size;
        }
        if self.young_bytes >= GENERATION {
            self.old = std::mem::take(&mut self.young);
            self.old_bytes = std::mem::take(&mut self.young_bytes);
            let total = self.old_bytes;
            // Shrinking can't fail.
            let _ = self.charge.as_mut().map(|charge| charge.resize(total));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coverage(len: usize) -> Option<GlyphCoverage> {
        Some(GlyphCoverage { left: 0, top: 0, width: len, height: 1, data: vec![0; len] })
    }

    #[test]
    fn a_glyph_is_made_once() {
        let cache = GlyphCache::default();
        let first = cache.get((1, 0, 2), None, || coverage(10));
        let again = cache.get((1, 0, 2), None, || None);
        assert!(Arc::ptr_eq(&first.unwrap(), &again.unwrap()));
        assert_eq!(cache.get((3, 0, 2), None, || None), None);
        assert_eq!(
            cache.get((3, 0, 2), None, || coverage(1)),
            None,
            "that there is none is kept too"
        );
    }

    #[test]
    fn thousands_of_sizes_stay_within_two_generations() {
        let ledger = Ledger::new();
        let cache = GlyphCache::default();
        for size in 0..10_000 {
            cache.get((7, 0, size), Some(&ledger), || coverage(500));
            assert!(ledger.live() < 2 * GENERATION + 1000, "{}", ledger.live());
        }
        assert!(ledger.live() > GENERATION);
        drop(cache);
        assert_eq!(ledger.live(), 0);
    }

    #[test]
    fn what_is_used_stays() {
        let cache = GlyphCache::default();
        let made = cache.get((1, 0, 0), None, || coverage(10)).unwrap();
        for size in 1..5_000 {
            cache.get((1, 0, size), None, || coverage(500));
            let kept = cache.get((1, 0, 0), None, || None).unwrap();
            assert!(Arc::ptr_eq(&made, &kept));
        }
    }

    #[test]
    fn a_budget_without_room_only_costs_time() {
        let ledger = Ledger::new();
        ledger.set_budget(100);
        let cache = GlyphCache::default();
        for _ in 0..3 {
            assert!(cache.get((1, 0, 0), Some(&ledger), || coverage(500)).is_some());
        }
        assert_eq!(ledger.live(), 0);
    }
}
