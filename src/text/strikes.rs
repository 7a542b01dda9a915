//! Numbers for the strikes of a font: short keys for what is kept of its glyphs.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use foldhash::fast::RandomState;

use super::coverage::StrikeKey;

/// Strikes that are numbered at a time. A turning text has a new one for each angle; those of before get new numbers
/// then, and what was kept under the old ones goes as it does when it isn't used.
const MOST: usize = 1024;

/// The strikes that were used lately.
#[derive(Default)]
pub(super) struct Strikes(Mutex<Known>);

#[derive(Default)]
struct Known {
    numbers: HashMap<StrikeKey, u64, RandomState>,
    next: u64,
}

impl Strikes {
    /// The number of a strike; no other one ever gets the same.
    pub(super) fn number(&self, key: StrikeKey) -> u64 {
        // Every state between two calls is a sound one.
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(number) = known.numbers.get(&key) {
            return *number;
        }
        if known.numbers.len() >= MOST {
            known.numbers.clear();
        }
        let number = known.next;
        known.next += 1;
        known.numbers.insert(key, number);
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Tone;

    #[test]
    fn strikes_keep_their_number_until_there_are_many() {
        let strikes = Strikes::default();
        let number = |size: usize| strikes.number(([size as u32; 5], false, Tone::LINEAR, None));
        let numbers: Vec<_> = (0..MOST).map(number).collect();
        assert_eq!(numbers, (0..MOST).map(number).collect::<Vec<_>>());
        number(MOST);
        assert!(number(0) > MOST as u64, "an old number is not given to another strike");
        assert!(strikes.0.lock().unwrap().numbers.len() <= MOST);
    }
}
