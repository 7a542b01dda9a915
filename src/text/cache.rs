//! What glyphs looked like that were drawn lately, kept with their font by the number of their strike.
//!
//! Text is mostly the same few dozen glyphs at the same few sizes. Two generations: what is asked for
//! moves into the young one; when that is full, the old one goes and the young one becomes old. So a
//! cache never holds more than twice its limit, whatever sizes are asked for, and finding and dropping
//! cost the same however much there is. It goes with its font. Called by `coverage` and `color`.

use std::collections::HashMap;
use std::convert::Infallible;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use foldhash::fast::RandomState;

use super::{GlyphCoverage, PlacedPicture};
use crate::mem::{Charge, Kind, Ledger};

/// What is kept of a glyph.
pub(super) trait Look {
    /// Bytes of one generation.
    const GENERATION: usize;
    /// Bytes it occupies beyond itself.
    fn bytes(&self) -> usize;
}

impl Look for GlyphCoverage {
    /// Some 1,500 glyphs of 14 pixels, or 100 of 100 pixels.
    const GENERATION: usize = 256 * 1024;

    fn bytes(&self) -> usize {
        self.data.len()
    }
}

impl Look for PlacedPicture {
    /// Some 1,000 glyphs of 16 pixels, or 25 of 100 pixels.
    const GENERATION: usize = 1024 * 1024;

    fn bytes(&self) -> usize {
        self.bitmap.data().len()
    }
}

type Kept<V> = Option<Arc<V>>;

/// The glyphs of one font.
pub(super) struct GlyphCache<K, V>(Mutex<Generations<K, V>>);

struct Generations<K, V> {
    young: HashMap<K, Kept<V>, RandomState>,
    old: HashMap<K, Kept<V>, RandomState>,
    young_bytes: usize,
    old_bytes: usize,
    charge: Option<Charge>,
}

impl<K, V> Default for GlyphCache<K, V> {
    fn default() -> Self {
        let (young, old) = Default::default();
        Self(Mutex::new(Generations { young, old, young_bytes: 0, old_bytes: 0, charge: None }))
    }
}

impl<K: Copy + Eq + Hash, V: Look> GlyphCache<K, V> {
    /// For a number of glyphs, one after the other. Until it is dropped others wait, but while a glyph is made.
    /// `ledger` is whose font it is; the bundled ones belong to the program.
    pub(super) fn open<'a>(&'a self, ledger: Option<&'a Arc<Ledger>>) -> OpenCache<'a, K, V> {
        OpenCache { cache: self, ledger, generations: Some(self.lock()) }
    }

    /// Lets go of all.
    pub(super) fn clear(&self) {
        let mut all = self.lock();
        (all.young, all.old) = Default::default();
        (all.young_bytes, all.old_bytes, all.charge) = (0, 0, None);
    }

    fn lock(&self) -> MutexGuard<'_, Generations<K, V>> {
        // Every state between two calls is a sound one.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A cache in use.
pub(super) struct OpenCache<'a, K, V> {
    cache: &'a GlyphCache<K, V>,
    ledger: Option<&'a Arc<Ledger>>,
    /// `None` while a glyph is made.
    generations: Option<MutexGuard<'a, Generations<K, V>>>,
}

impl<K: Copy + Eq + Hash, V: Look> OpenCache<'_, K, V> {
    /// What is kept, or what `make` makes.
    pub(super) fn get(&mut self, key: K, make: impl FnOnce() -> Option<V>) -> Kept<V> {
        let made: Result<_, Infallible> = self.try_get(key, || Ok(make()));
        made.unwrap_or_else(|never| match never {})
    }

    /// The same, where making it may fail.
    pub(super) fn try_get<E>(
        &mut self,
        key: K,
        make: impl FnOnce() -> Result<Option<V>, E>,
    ) -> Result<Kept<V>, E> {
        if let Some(found) = self.generations().find(&key) {
            return Ok(found);
        }
        // Others may look things up while this glyph is made; two may make the same one.
        self.generations = None;
        let made = make()?.map(Arc::new);
        let ledger = self.ledger;
        self.generations().keep(key, &made, ledger);
        Ok(made)
    }

    fn generations(&mut self) -> &mut Generations<K, V> {
        self.generations.get_or_insert_with(|| self.cache.lock())
    }
}

impl<K: Copy + Eq + Hash, V: Look> Generations<K, V> {
    fn bytes(kept: &Kept<V>) -> usize {
        let own = size_of::<K>() + size_of::<Kept<V>>() + 2 * size_of::<V>();
        own + kept.as_ref().map_or(0, |look| look.bytes())
    }

    fn find(&mut self, key: &K) -> Option<Kept<V>> {
        if let Some(found) = self.young.get(key) {
            return Some(found.clone());
        }
        let found = self.old.remove(key)?;
        let size = Self::bytes(&found);
        self.old_bytes -= size;
        self.insert(*key, found.clone(), size);
        Some(found)
    }

    fn keep(&mut self, key: K, made: &Kept<V>, ledger: Option<&Arc<Ledger>>) {
        let size = Self::bytes(made);
        if size <= V::GENERATION / 4 && self.book(size, ledger) {
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

    fn insert(&mut self, key: K, kept: Kept<V>, size: usize) {
        if self.young.insert(key, kept).is_none() {
            self.young_bytes += size;
        }
        if self.young_bytes >= V::GENERATION {
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
    use crate::text::coverage::MaskKey as Key;

    const GENERATION: usize = GlyphCoverage::GENERATION;

    fn key(id: u16, strike: u64) -> Key {
        (strike, [0; 2], id)
    }

    fn coverage(len: usize) -> Option<GlyphCoverage> {
        Some(GlyphCoverage { left: 0, top: 0, width: len, height: 1, data: vec![0; len] })
    }

    #[test]
    fn a_glyph_is_made_once() {
        let cache = GlyphCache::<Key, GlyphCoverage>::default();
        let first = cache.open(None).get(key(1, 2), || coverage(10));
        let again = cache.open(None).get(key(1, 2), || None);
        assert!(Arc::ptr_eq(&first.unwrap(), &again.unwrap()));
        assert_eq!(cache.open(None).get(key(3, 2), || None), None);
        assert_eq!(
            cache.open(None).get(key(3, 2), || coverage(1)),
            None,
            "that there is none is kept too"
        );
    }

    #[test]
    fn thousands_of_sizes_stay_within_two_generations() {
        let ledger = Ledger::new();
        let cache = GlyphCache::default();
        for size in 0..10_000 {
            cache.open(Some(&ledger)).get(key(7, size), || coverage(500));
            assert!(ledger.live() < 2 * GENERATION + 1000, "{}", ledger.live());
        }
        assert!(ledger.live() > GENERATION);
        drop(cache);
        assert_eq!(ledger.live(), 0);
    }

    #[test]
    fn what_is_used_stays() {
        let cache = GlyphCache::default();
        let made = cache.open(None).get(key(1, 0), || coverage(10)).unwrap();
        for size in 1..5_000 {
            cache.open(None).get(key(1, size), || coverage(500));
            let kept = cache.open(None).get(key(1, 0), || None).unwrap();
            assert!(Arc::ptr_eq(&made, &kept));
        }
    }

    #[test]
    fn a_budget_without_room_only_costs_time() {
        let ledger = Ledger::new();
        ledger.set_budget(100);
        let cache = GlyphCache::default();
        for _ in 0..3 {
            assert!(cache.open(Some(&ledger)).get(key(1, 0), || coverage(500)).is_some());
        }
        assert_eq!(ledger.live(), 0);
    }
}
