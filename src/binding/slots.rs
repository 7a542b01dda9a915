//! How much asynchronous work runs at once in this process, whatever thread it is for.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::available_parallelism;

use napi_derive::napi;

/// A share of the process's work. Given back when dropped, on any thread.
pub(super) struct Slot(());

static RUNNING: AtomicUsize = AtomicUsize::new(0);
/// 0 until somebody asks or tells.
static MOST: AtomicUsize = AtomicUsize::new(0);

/// How many slots there are: at first as many as processors.
fn most() -> usize {
    match MOST.load(Ordering::Relaxed) {
        0 => {
            let processors = available_parallelism().map_or(1, usize::from);
            MOST.store(processors, Ordering::Relaxed);
            processors
        }
        most => most,
    }
}

impl Slot {
    /// One that is free; `anyway`, one more than there are, if need be.
    pub(super) fn take(anyway: bool) -> Option<Self> {
        // Nothing else is told by these numbers.
        let (most, order) = (most(), Ordering::Relaxed);
        let more = |now| (anyway || now < most).then_some(now + 1);
        RUNNING.fetch_update(order, order, more).ok().map(|_| Self(()))
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        RUNNING.fetch_sub(1, Ordering::Relaxed);
    }
}

/// How many slots there are, after setting it if told; checked by the caller.
#[napi(catch_unwind)]
pub fn most_running(wanted: Option<f64>) -> f64 {
    if let Some(wanted) = wanted {
        MOST.store(wanted as usize, Ordering::Relaxed);
    }
    most() as f64
}

/// How many slots are taken.
#[napi(catch_unwind)]
pub fn count_running() -> f64 {
    RUNNING.load(Ordering::Relaxed) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_counted_and_come_back() {
        assert_eq!(most_running(Some(2.0)), 2.0);
        let [first, second] = [Slot::take(false), Slot::take(false)];
        assert!(first.is_some() && second.is_some());
        assert!(Slot::take(false).is_none());
        let anyway = Slot::take(true);
        assert_eq!(count_running(), 3.0);
        drop((first, second));
        assert_eq!(count_running(), 1.0);
        assert!(Slot::take(false).is_some());
        drop(anyway);
        assert_eq!(count_running(), 0.0);
    }
}
