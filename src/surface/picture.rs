//! A canvas as it was at one moment.

use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::backend::raster;
use crate::error::{Error, Result};
use crate::geom::Size;
use crate::list::{DeferredPixels, DisplayList, is_hoard};
use crate::mem::{Bitmap, PixelFormat, fill_opaque};

/// What operations are drawn onto.
#[derive(Debug, Default)]
pub(super) enum Base {
    /// Nothing was drawn yet: transparent, or black on an opaque canvas.
    #[default]
    Blank,
    /// Pixels, perhaps shared.
    Bitmap(Arc<Bitmap>),
    /// A snapshot, perhaps not drawn yet.
    Picture(Arc<Picture>),
}

impl Base {
    pub(super) fn depth(&self) -> u32 {
        match self {
            Self::Picture(picture) => picture.depth(),
            _ => 0,
        }
    }
}

/// A canvas as it was at one moment: a base and operations until somebody needs the pixels, pixels
/// from then on. Whoever comes first draws; others wait.
#[derive(Debug)]
pub struct Picture {
    size: Size,
    format: PixelFormat,
    /// 0 once drawn. Apart from the state, whose lock is held while drawing: asking must not wait.
    depth: AtomicU32,
    /// Bytes of pictures that only drawing this one lets go of.
    retained: AtomicUsize,
    options: raster::Options,
    state: Mutex<State>,
}

#[derive(Debug)]
enum State {
    Recorded(Base, DisplayList),
    Drawn(Arc<Bitmap>),
    /// Being drawn; seen by others only after a panic.
    Broken,
}

impl Picture {
    pub(super) fn recorded(
        (size, format): (Size, PixelFormat),
        base: Base,
        list: DisplayList,
        depth: u32,
        options: raster::Options,
    ) -> Arc<Self> {
        let base_bytes = match &base {
            Base::Picture(picture) => picture.bytes(),
            _ => 0,
        };
        Arc::new(Self {
            size,
            format,
            depth: AtomicU32::new(depth),
            // Pictures on pictures count what they share each time: the sum may be absurd.
            retained: AtomicUsize::new(list.source_bytes().saturating_add(base_bytes)),
            options,
            state: Mutex::new(State::Recorded(base, list)),
        })
    }

    /// Not drawn yet, and keeping pictures alive that are much larger than itself.
    pub(super) fn hoards(&self) -> bool {
        is_hoard(self.retained.load(Ordering::Relaxed), self.own_bytes())
    }

    /// Bytes of its pixels.
    fn own_bytes(&self) -> usize {
        self.size.bytes(self.format.pixel_bytes()).unwrap_or(usize::MAX)
    }

    /// Memory is short: frees smaller versions of the pixels. Not waited for while it is drawn.
    pub(super) fn forget_reduced(&self) {
        if let Ok(state) = self.state.try_lock()
            && let State::Drawn(bitmap) = &*state
        {
            bitmap.forget_reduced();
        }
    }

    pub(super) fn drawn(size: Size, bitmap: Arc<Bitmap>) -> Arc<Self> {
        Arc::new(Self {
            size,
            format: bitmap.format(),
            depth: AtomicU32::new(0),
            retained: AtomicUsize::new(0),
            options: raster::Options::default(),
            state: Mutex::new(State::Drawn(bitmap)),
        })
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // A panic while drawing leaves `Broken` behind, which says all there is to say.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Draws `list` on `base`. On failure both come back unharmed: drawing begins only when
    /// everything it needs has been allocated.
    fn draw(&self, base: Base, list: DisplayList) -> (State, Result<()>) {
        let mut base = match self.own(base, &list) {
            Ok(bitmap) => bitmap,
            Err((base, error)) => return (State::Recorded(base, list), Err(error)),
        };
        if list.is_empty() {
            return (State::Drawn(base), Ok(()));
        }
        let result = match Arc::get_mut(&mut base) {
            Some(bitmap) => raster::draw(&list, bitmap, self.options),
            None => Err(Error::internal("a bitmap to be drawn on is shared")),
        };
        match result {
            Ok(()) => (State::Drawn(base), Ok(())),
            Err(error) => (State::Recorded(Base::Bitmap(base), list), Err(error)),
        }
    }

    /// The base as a bitmap nobody else holds, copied if it has to be. Without operations nobody
    /// writes, so a shared one will do.
    fn own(
        &self,
        base: Base,
        list: &DisplayList,
    ) -> std::result::Result<Arc<Bitmap>, (Base, Error)> {
        let bitmap = match base {
            Base::Blank => return self.blank(list).map(Arc::new).map_err(|e| (Base::Blank, e)),
            Base::Bitmap(bitmap) => bitmap,
            Base::Picture(picture) => match picture.pixels() {
                // The picture goes first: if it was the last to know, its bitmap is unshared now.
                Ok(bitmap) => {
                    drop(picture);
                    bitmap
                }
                Err(error) => return Err((Base::Picture(picture), error)),
            },
        };
        if list.is_empty() || Arc::strong_count(&bitmap) == 1 {
            return Ok(bitmap);
        }
        match bitmap.try_clone() {
            Ok(copy) => Ok(Arc::new(copy)),
            Err(error) => Err((Base::Bitmap(bitmap), error)),
        }
    }

    fn blank(&self, list: &DisplayList) -> Result<Bitmap> {
        let mut bitmap = Bitmap::with_format(list.ledger(), self.size, self.format)?;
        if self.options.opaque {
            fill_opaque(bitmap.data_mut(), self.format);
        }
        Ok(bitmap)
    }
}

impl DeferredPixels for Picture {
    fn size(&self) -> Size {
        self.size
    }

    fn pixels(&self) -> Result<Arc<Bitmap>> {
        let mut state = self.lock();
        match std::mem::replace(&mut *state, State::Broken) {
            State::Recorded(base, list) => {
                let (after, result) = self.draw(base, list);
                *state = after;
                result?;
                self.depth.store(0, Ordering::Relaxed);
                self.retained.store(0, Ordering::Relaxed);
            }
            other => *state = other,
        }
        match &*state {
            State::Drawn(bitmap) => Ok(Arc::clone(bitmap)),
            _ => Err(Error::internal("drawing this picture failed before")),
        }
    }

    fn depth(&self) -> u32 {
        self.depth.load(Ordering::Relaxed)
    }

    fn bytes(&self) -> usize {
        self.own_bytes().saturating_add(self.retained.load(Ordering::Relaxed))
    }
}
