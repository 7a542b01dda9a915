//! What can be worked out from a bitmap's pixels and is worth keeping beside them: smaller versions
//! and whether they are opaque.
//!
//! It is gone when the pixels change, when the bitmap is dropped, and (the smaller versions) when
//! memory is short. How a smaller version is made is the caller's business. Only `Bitmap` calls this.

use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Bitmap;
use crate::error::{Error, Result};

const NOT_ASKED: u8 = 0;
const ASKED: u8 = 1;
const OPAQUE: u8 = 2;
const TRANSLUCENT: u8 = 3;

#[derive(Default)]
pub(super) struct Derived {
    /// Each half of the one before. Together at most as large as the bitmap, and a third of it
    /// unless it is a line; there are fewer than 32, since a side has 32 bits.
    levels: Mutex<Vec<Arc<Bitmap>>>,
    opacity: AtomicU8,
    was_used: AtomicBool,
}

impl Derived {
    /// Forgets everything: the pixels are about to change.
    pub(super) fn reset(&mut self) {
        self.levels.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
        *self.opacity.get_mut() = NOT_ASKED;
        *self.was_used.get_mut() = false;
    }

    /// False to the first who asks; the second looks.
    pub(super) fn is_opaque(&self, look: impl FnOnce() -> bool) -> bool {
        match self.opacity.load(Ordering::Relaxed) {
            NOT_ASKED => {
                self.opacity.store(ASKED, Ordering::Relaxed);
                false
            }
            ASKED => {
                let opaque = look();
                let found = if opaque { OPAQUE } else { TRANSLUCENT };
                self.opacity.store(found, Ordering::Relaxed);
                opaque
            }
            known => known == OPAQUE,
        }
    }

    /// Whether nobody asked this before.
    pub(super) fn is_first_use(&self) -> bool {
        !self.was_used.swap(true, Ordering::Relaxed)
    }

    /// The version `level` steps smaller; `make` gets the one above, nothing for the bitmap itself.
    /// Others who want one meanwhile wait, so that none is made twice.
    pub(super) fn level(
        &self,
        level: usize,
        make: impl Fn(Option<&Bitmap>) -> Result<Bitmap>,
    ) -> Result<Arc<Bitmap>> {
        let mut levels = self.lock();
        while levels.len() < level {
            let next = make(levels.last().map(|above| &**above))?;
            levels.push(Arc::new(next));
        }
        let wanted = level.checked_sub(1).and_then(|index| levels.get(index));
        wanted.cloned().ok_or_else(|| Error::internal("a bitmap is no smaller version of itself"))
    }

    pub(super) fn forget_levels(&self) {
        // Being made right now means wanted.
        if let Ok(mut levels) = self.levels.try_lock() {
            levels.clear();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Arc<Bitmap>>> {
        // A panic leaves the levels that were finished before it.
        self.levels.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
