//! Asking work on another thread to stop.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::error::{Error, ErrorKind, Result};

/// A wish that somebody's work may end early. Copies are the same wish.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Nobody wants the result any more. Can't be taken back.
    pub fn request(&self) {
        // Nothing else is told by it: what is found a little later is found.
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether to stop.
    pub fn is_requested(&self) -> bool {
        self.0.load(Ordering::Relaxed)
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
}
