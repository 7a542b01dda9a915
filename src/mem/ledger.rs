//! What is alive, in bytes: atomics only, so that a charge may be dropped on any thread, during
//! unwinding, and after the environment it belonged to is gone.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::error::{Error, LimitMet, Result};

/// The limit's name.
pub(super) const BUDGET: &str = "memoryBudget";

/// What a charge is for; `memoryUsage()` reports bytes by these names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Pixels of a bitmap. One charge of this kind is one bitmap.
    Pixels,
    /// Encoded pictures waiting to be handed to JavaScript.
    Encoded,
    /// Input bytes copied for a worker.
    Input,
    /// Recorded drawing operations, paths and clips.
    Display,
    /// Working memory of codecs and the rasterizer.
    Scratch,
    /// Registered fonts.
    Font,
}

impl Kind {
    /// Every kind with the name it is reported under.
    pub const ALL: [(Kind, &'static str); 6] = [
        (Kind::Pixels, "pixels"),
        (Kind::Encoded, "encoded"),
        (Kind::Input, "input"),
        (Kind::Display, "display"),
        (Kind::Scratch, "scratch"),
        (Kind::Font, "font"),
    ];
}

/// The account of one JavaScript isolate.
#[derive(Debug)]
pub struct Ledger {
    live: AtomicUsize,
    peak: AtomicUsize,
    /// Everything that was ever booked, wrapping around.
    booked: AtomicUsize,
    budget: AtomicUsize,
    bitmaps: AtomicUsize,
    by_kind: [AtomicUsize; Kind::ALL.len()],
}

/// The ledger's figures at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Bytes alive, all kinds.
    pub live: usize,
    /// The most that was ever alive at once.
    pub peak: usize,
    /// The budget in force; `usize::MAX` when there is none.
    pub budget: usize,
    /// Bitmaps alive.
    pub bitmaps: usize,
    /// Bytes alive by kind, in the order of [`Kind::ALL`].
    pub by_kind: [usize; Kind::ALL.len()],
}

impl Ledger {
    /// An empty account without a budget.
    pub fn new() -> Arc<Self> {
        Arc::new(Self {
            live: AtomicUsize::new(0),
            peak: AtomicUsize::new(0),
            booked: AtomicUsize::new(0),
            budget: AtomicUsize::new(usize::MAX),
            bitmaps: AtomicUsize::new(0),
            by_kind: Default::default(),
        })
    }

    /// Books `bytes`, or fails with a limit error when that would pass the budget.
    pub fn charge(self: &Arc<Self>, kind: Kind, bytes: usize) -> Result<Charge> {
        self.add(kind, bytes)?;
        if kind == Kind::Pixels {
            self.bitmaps.fetch_add(1, Ordering::Relaxed);
        }
        Ok(Charge { ledger: Arc::clone(self), kind, bytes })
    }

    /// Bytes alive now.
    pub fn live(&self) -> usize {
        self.live.load(Ordering::Relaxed)
    }

    /// Bytes ever booked, wrapping around: tells how much has happened between two moments.
    pub fn booked(&self) -> usize {
        self.booked.load(Ordering::Relaxed)
    }

    /// The budget in force; `usize::MAX` when there is none.
    pub fn budget(&self) -> usize {
        self.budget.load(Ordering::Relaxed)
    }

    /// Sets the most that may be alive at once. What is alive already stays.
    pub fn set_budget(&self, bytes: usize) {
        self.budget.store(bytes, Ordering::Relaxed);
    }

    /// All figures. Taken one after the other, so only exact when nothing is running.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            live: self.live(),
            peak: self.peak.load(Ordering::Relaxed),
            budget: self.budget(),
            bitmaps: self.bitmaps.load(Ordering::Relaxed),
            by_kind: std::array::from_fn(|i| self.by_kind[i].load(Ordering::Relaxed)),
        }
    }

    fn add(&self, kind: Kind, bytes: usize) -> Result<()> {
        let budget = self.budget();
        let before = self
            .live
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |live| {
                live.checked_add(bytes).filter(|&sum| sum <= budget)
            })
            .map_err(|live| over_budget(bytes, live, budget))?;
        self.peak.fetch_max(before + bytes, Ordering::Relaxed);
        self.booked.fetch_add(bytes, Ordering::Relaxed);
        self.by_kind[kind as usize].fetch_add(bytes, Ordering::Relaxed);
        Ok(())
    }

    fn subtract(&self, kind: Kind, bytes: usize) {
        self.live.fetch_sub(bytes, Ordering::Relaxed);
        self.by_kind[kind as usize].fetch_sub(bytes, Ordering::Relaxed);
    }
}

fn over_budget(bytes: usize, live: usize, budget: usize) -> Error {
    let message = format!(
        "the memory budget of {budget} bytes does not allow {bytes} more: {live} bytes are in use"
    );
    let actual = live.saturating_add(bytes) as u64;
    let limit = LimitMet { name: BUDGET, actual: Some(actual), allowed: budget as u64 };
    Error::over(limit, message)
}

/// A booking of bytes. Dropping it cancels the booking.
#[derive(Debug)]
pub struct Charge {
    ledger: Arc<Ledger>,
    kind: Kind,
    bytes: usize,
}

impl Charge {
    /// Bytes booked.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// The account it is booked on.
    pub fn ledger(&self) -> &Arc<Ledger> {
        &self.ledger
    }

    /// Takes over what another booking of the same account and kind has booked.
    pub fn absorb(&mut self, mut other: Self) {
        debug_assert!(Arc::ptr_eq(&self.ledger, &other.ledger) && self.kind == other.kind);
        self.bytes += std::mem::take(&mut other.bytes);
    }

    /// Changes the booking to `bytes`; a growth past the budget fails and changes nothing.
    pub fn resize(&mut self, bytes: usize) -> Result<()> {
        if bytes > self.bytes {
            self.ledger.add(self.kind, bytes - self.bytes)?;
        } else {
            self.ledger.subtract(self.kind, self.bytes - bytes);
        }
        self.bytes = bytes;
        Ok(())
    }
}

impl Drop for Charge {
    fn drop(&mut self) {
        self.ledger.subtract(self.kind, self.bytes);
        if self.kind == Kind::Pixels {
            self.ledger.bitmaps.fetch_sub(1, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    #[test]
    fn charges_add_up_and_go_away() {
        let ledger = Ledger::new();
        let a = ledger.charge(Kind::Pixels, 100).unwrap();
        let b = ledger.charge(Kind::Input, 20).unwrap();
        let now = ledger.snapshot();
        assert_eq!((now.live, now.bitmaps, now.by_kind[0], now.by_kind[2]), (120, 1, 100, 20));
        drop(a);
        drop(b);
        let now = ledger.snapshot();
        assert_eq!((now.live, now.bitmaps, now.peak), (0, 0, 120));
    }

    #[test]
    fn the_budget_is_exact_and_refusal_changes_nothing() {
        let ledger = Ledger::new();
        ledger.set_budget(100);
        let mut kept = ledger.charge(Kind::Pixels, 60).unwrap();
        let refused = ledger.charge(Kind::Pixels, 41).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::Limit);
        assert!(refused.message().contains("100") && refused.message().contains("41"));
        assert!(kept.resize(101).is_err());
        assert_eq!(ledger.live(), 60);
        assert!(ledger.charge(Kind::Pixels, 40).is_ok());
        assert!(ledger.charge(Kind::Pixels, usize::MAX).is_err());
    }

    #[test]
    fn resize_moves_both_ways() {
        let ledger = Ledger::new();
        let mut charge = ledger.charge(Kind::Display, 10).unwrap();
        charge.resize(50).unwrap();
        assert_eq!(ledger.live(), 50);
        charge.resize(5).unwrap();
        assert_eq!((ledger.live(), ledger.snapshot().peak), (5, 50));
    }

    #[test]
    fn charges_may_die_on_other_threads() {
        let ledger = Ledger::new();
        let threads: Vec<_> = (0..8)
            .map(|_| {
                let charges: Vec<_> =
                    (0..100).map(|_| ledger.charge(Kind::Scratch, 7).unwrap()).collect();
                std::thread::spawn(move || drop(charges))
            })
            .collect();
        threads.into_iter().for_each(|t| t.join().unwrap());
        assert_eq!(ledger.live(), 0);
    }
}
