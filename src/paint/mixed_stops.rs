//! The stops that stand for a gradient mixed in Oklab, worked out when it is first drawn and kept.

use std::sync::{Arc, OnceLock};

use super::ColorStop;
use crate::error::Result;
use crate::mem::{Charge, Kind, Ledger};

/// They follow from the gradient, so they tell none from another.
#[derive(Debug, Default)]
pub(super) struct MixedStops(OnceLock<Kept>);

#[derive(Debug)]
struct Kept {
    stops: Box<[ColorStop]>,
    /// Goes after the stops.
    _charge: Charge,
}

impl MixedStops {
    /// Keeps what `make` makes, at most `most` stops, unless they are there.
    pub(super) fn keep(
        &self,
        ledger: &Arc<Ledger>,
        most: usize,
        make: impl FnOnce() -> Vec<ColorStop>,
    ) -> Result<()> {
        if self.0.get().is_some() {
            return Ok(());
        }
        let bytes = |count: usize| count.saturating_mul(size_of::<ColorStop>());
        let mut charge = ledger.charge(Kind::Display, bytes(most))?;
        let stops = make().into_boxed_slice();
        charge.resize(bytes(stops.len()))?;
        // Where another thread was faster, its stops are the same.
        let _ = self.0.set(Kept { stops, _charge: charge });
        Ok(())
    }

    /// Those that are kept.
    pub(super) fn get(&self) -> Option<&[ColorStop]> {
        self.0.get().map(|kept| &*kept.stops)
    }

    /// Forgets them: the gradient changes, or nobody is known to draw with it any more.
    pub(super) fn clear(&mut self) {
        self.0.take();
    }
}

/// A gradient is copied to be changed.
impl Clone for MixedStops {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for MixedStops {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
