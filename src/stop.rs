//! Asking work on another thread to stop.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::error::{Error, ErrorKind, Result};

/// A wish that somebody's work may end early. Copies are the same wish.
#[derive(Clone, Debug, Default)]
pub struct Stop {
    wish: Arc<AtomicBool>,
    /// The wish about the work that this is a part of.
    whole: Option<Arc<Stop>>,
}

impl Stop {
    /// Nobody wants the result any more. Can't be taken back.
    pub fn request(&self) {
        // Nothing else is told by it: what is found a little later is found.
        self.wish.store(true, Ordering::Relaxed);
    }

    /// Whether to stop.
    pub fn is_requested(&self) -> bool {
        self.wish.load(Ordering::Relaxed)
            || self.whole.as_ref().is_some_and(|whole| whole.is_requested())
    }

    /// The same wish, which the one about `whole` fulfils too.
    pub fn within(&self, whole: &Self) -> Self {
        Self { wish: Arc::clone(&self.wish), whole: Some(Arc::new(whole.clone())) }
    }

    /// An error of the kind [`ErrorKind::Abort`] once it is time to stop. Work asks between rows and the like.
    pub fn check(&self) -> Result<()> {
        if self.is_requested() {
            return Err(Error::new(ErrorKind::Abort, "nobody waits for the result any more"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_one_wish() {
        let stop = Stop::default();
        let copy = stop.clone();
        assert!(copy.check().is_ok());
        stop.request();
        assert_eq!(copy.check().unwrap_err().kind(), ErrorKind::Abort);
    }

    #[test]
    fn a_part_ends_with_the_whole_and_not_the_reverse() {
        let [whole, part] = [Stop::default(), Stop::default()];
        let inner = part.within(&whole);
        let innermost = Stop::default().within(&inner);
        assert!(!innermost.is_requested());
        inner.request();
        assert!(part.is_requested() && innermost.is_requested() && !whole.is_requested());
        let other = Stop::default().within(&whole);
        whole.request();
        assert!(other.is_requested());
    }
}
