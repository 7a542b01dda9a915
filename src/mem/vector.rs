//! Pictures that have no pixels of their own.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Bitmap;
use super::ledger::BUDGET;
use crate::error::Result;
use crate::geom::Size;

/// A picture that can be drawn in any size.
pub trait Vector: Send + Sync {
    /// All of it in so many pixels.
    fn draw(&self, size: Size) -> Result<Bitmap>;
}

/// One of them, and the pixels that it was drawn in last.
pub(super) struct Drawable {
    vector: Arc<dyn Vector>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    last: Option<Arc<Bitmap>>,
    /// So many pixels were refused: nobody asks for as many again, for finding out takes its time.
    refused: Option<u64>,
}

impl Drawable {
    pub(super) fn new(vector: Arc<dyn Vector>) -> Self {
        Self { vector, state: Mutex::default() }
    }

    /// `None` where it is beyond the limits of pictures to draw it so large; an error where there is no room just now, for
    /// the same drawing must not look one way or another by how much there was. Others who want it meanwhile wait, so that
    /// it is not drawn twice.
    pub(super) fn in_size(&self, size: Size) -> Result<Option<Arc<Bitmap>>> {
        let mut state = self.lock();
        if let Some(bitmap) = state.last.as_ref().filter(|bitmap| bitmap.size() == size) {
            return Ok(Some(Arc::clone(bitmap)));
        }
        if state.refused.is_some_and(|refused| size.pixels() >= refused) {
            return Ok(None);
        }
        // The old one goes first.
        state.last = None;
        match self.vector.draw(size) {
            Ok(bitmap) => state.last = Some(Arc::new(bitmap)),
            Err(error) => match error.limit_met().map(|met| met.name) {
                None | Some(BUDGET) => return Err(error),
                // Which is found out at once.
                Some("maxPixels" | "maxSide") => {}
                Some(_) => state.refused = Some(size.pixels()),
            },
        }
        Ok(state.last.clone())
    }

    pub(super) fn forget(&self) {
        // Being drawn right now means wanted.
        if let Ok(mut state) = self.state.try_lock() {
            state.last = None;
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // A panic leaves nothing there.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;
    use crate::error::{Error, LimitMet};
    use crate::mem::Ledger;

    struct Counted(AtomicU32);

    impl Vector for Counted {
        fn draw(&self, size: Size) -> Result<Bitmap> {
            self.0.fetch_add(1, Ordering::Relaxed);
            let name = if size.width() == 99 { BUDGET } else { "maxSvgTime" };
            if size.width() < 99 {
                return Bitmap::new(&Ledger::new(), size);
            }
            Err(Error::over(LimitMet { name, actual: None, allowed: 0 }, "too large"))
        }
    }

    #[test]
    fn it_is_drawn_once_a_size_and_not_again_where_it_is_too_large() {
        let vector = Arc::new(Counted(AtomicU32::new(0)));
        let drawable = Drawable::new(Arc::clone(&vector) as Arc<dyn Vector>);
        let size = |side| Size::new(side, side).unwrap();
        let mut counts = Vec::new();
        for side in [10, 10, 20, 10, 200, 200, 300, 150, 50] {
            let drawn = drawable.in_size(size(side)).unwrap();
            assert_eq!(drawn.map(|bitmap| bitmap.width()), (side <= 98).then_some(side));
            counts.push(vector.0.load(Ordering::Relaxed));
        }
        assert_eq!(counts, [1, 1, 2, 3, 4, 4, 4, 5, 6]);
        drawable.forget();
        assert!(drawable.in_size(size(50)).unwrap().is_some());
        assert_eq!(vector.0.load(Ordering::Relaxed), 7);
    }

    #[test]
    fn where_there_is_no_room_it_is_an_error_each_time() {
        let drawable = Drawable::new(Arc::new(Counted(AtomicU32::new(0))));
        let size = Size::new(99, 1).unwrap();
        for _ in 0..2 {
            let error = drawable.in_size(size).unwrap_err();
            assert_eq!(error.limit_met().map(|met| met.name), Some(BUDGET));
        }
    }
}
