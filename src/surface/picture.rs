//! A canvas as it was at one moment.

use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::{check_whole, painter};
use crate::backend::raster;
use crate::error::{Error, Result};
use crate::geom::Size;
use crate::list::{DeferredPixels, DisplayList, is_hoard};
use crate::mem::{Bitmap, Ledger, PixelFormat, fill_opaque};
use crate::stop::Stop;

/// How long the last holder of a picture waits for a painter who is to stop.
const PATIENCE: Duration = Duration::from_millis(10);

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
///
/// The last holder takes everything with it, also from a painter that is at work on it.
#[derive(Debug)]
pub struct Picture {
    sketch: Arc<Sketch>,
}

/// What a picture and the painter who draws it share.
#[derive(Debug)]
pub(super) struct Sketch {
    size: Size,
    format: PixelFormat,
    /// 0 once drawn. Apart from the state, whose lock is held while drawing: asking must not wait.
    depth: AtomicU32,
    /// Bytes of pictures that only drawing this one lets go of.
    retained: AtomicUsize,
    options: raster::Options,
    /// Nobody wants the pixels any more.
    stop: Stop,
    state: Mutex<State>,
}

#[derive(Debug)]
enum State {
    /// What it is drawn on, and what of the list is not there yet: from that operation on.
    Recorded(Base, DisplayList, usize),
    Drawn(Arc<Bitmap>),
    /// Being drawn, or gone; seen by others only after a panic.
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
        // Pictures on pictures count what they share each time: the sum may be absurd.
        let retained = list.source_bytes().saturating_add(base_bytes);
        let state = State::Recorded(base, list, 0);
        Self::new((size, format), (depth, retained), options, state)
    }

    pub(super) fn drawn(size: Size, bitmap: Arc<Bitmap>) -> Arc<Self> {
        let format = bitmap.format();
        Self::new((size, format), (0, 0), raster::Options::default(), State::Drawn(bitmap))
    }

    fn new(
        (size, format): (Size, PixelFormat),
        (depth, retained): (u32, usize),
        options: raster::Options,
        state: State,
    ) -> Arc<Self> {
        let (depth, retained) = (AtomicU32::new(depth), AtomicUsize::new(retained));
        let (stop, state) = (Stop::default(), Mutex::new(state));
        let sketch = Sketch { size, format, depth, retained, options, stop, state };
        Arc::new(Self { sketch: Arc::new(sketch) })
    }

    /// Not drawn yet, and keeping pictures alive that are much larger than itself.
    pub(super) fn hoards(&self) -> bool {
        is_hoard(self.sketch.retained.load(Ordering::Relaxed), self.sketch.own_bytes())
    }

    /// Memory is short: frees smaller versions of the pixels. Not waited for while it is drawn.
    pub(super) fn forget_reduced(&self) {
        if let Ok(state) = self.sketch.state.try_lock()
            && let State::Drawn(bitmap) = &*state
        {
            bitmap.forget_reduced();
        }
    }

    /// What it was made of, of a picture that nobody else holds; it has nothing then.
    pub(super) fn take_back(&self) -> Option<(Base, DisplayList)> {
        let mut state = self.sketch.lock();
        match std::mem::replace(&mut *state, State::Broken) {
            State::Recorded(base, list, 0) => Some((base, list)),
            other => {
                *state = other;
                None
            }
        }
    }

    /// Has it drawn on another thread while this one goes on.
    pub(super) fn draw_soon(&self) {
        painter::draw_soon(Arc::clone(&self.sketch));
    }

    /// What its pixels are.
    pub fn format(&self) -> PixelFormat {
        self.sketch.format
    }

    /// It has no alpha channel.
    pub fn is_opaque(&self) -> bool {
        self.sketch.options.opaque
    }

    /// The account its pixels are booked on.
    pub(super) fn ledger(&self) -> Result<Arc<Ledger>> {
        match &*self.sketch.lock() {
            State::Recorded(_, list, _) => Ok(Arc::clone(list.ledger())),
            State::Drawn(bitmap) => Ok(Arc::clone(bitmap.ledger())),
            State::Broken => Err(broken()),
        }
    }

    /// Bytes that drawing it whole would allocate: it has no bitmap of its own to be drawn on.
    pub(super) fn bytes_to_draw(&self) -> usize {
        match &*self.sketch.lock() {
            State::Recorded(base, ..) if base.is_without_pixels() => self.sketch.own_bytes(),
            _ => 0,
        }
    }

    /// Its pixels for a picture on top of it. If nobody else holds this one, its drawing is a part of the other's.
    fn pixels_for(self: &Arc<Self>, whole: &Stop) -> Result<Arc<Bitmap>> {
        let own = &self.sketch.stop;
        let is_part = Arc::strong_count(self) == 1;
        self.sketch.pixels(&if is_part { own.within(whole) } else { own.clone() })
    }

    /// Draws the rows from `top` on into a strip of its width, without making pixels of the rest. `top` is a multiple of
    /// [`raster::BAND_ROWS`].
    pub(super) fn draw_rows(&self, top: u32, strip: &mut Bitmap) -> Result<()> {
        self.sketch.draw_rows(top, strip)
    }
}

impl Drop for Picture {
    fn drop(&mut self) {
        self.sketch.stop.request();
        // A painter who is at work on it notices within some operations, and waiting for that frees everything here and
        // now. Not for long: this is the JavaScript thread, perhaps in a collection, and what is left goes with the
        // painter's share.
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if let Ok(mut state) = self.sketch.state.try_lock() {
                drop(std::mem::replace(&mut *state, State::Broken));
                return;
            }
            thread::sleep(PATIENCE / 100);
        }
    }
}

impl Base {
    fn is_without_pixels(&self) -> bool {
        match self {
            Self::Blank => true,
            Self::Bitmap(_) => false,
            Self::Picture(picture) => picture.bytes_to_draw() > 0,
        }
    }

    fn draw_rows(&self, top: u32, strip: &mut Bitmap, opaque: bool) -> Result<()> {
        match self {
            Self::Blank if opaque => {
                let format = strip.format();
                fill_opaque(strip.data_mut(), format);
            }
            Self::Blank => strip.data_mut().fill(0),
            Self::Bitmap(bitmap) => copy_rows(bitmap, top, strip),
            Self::Picture(picture) => picture.draw_rows(top, strip)?,
        }
        Ok(())
    }
}

fn copy_rows(from: &Bitmap, top: u32, strip: &mut Bitmap) {
    let start = top as usize * from.stride();
    let to = strip.data_mut();
    to.copy_from_slice(&from.data()[start..start + to.len()]);
}

impl Sketch {
    /// Bytes of its pixels.
    fn own_bytes(&self) -> usize {
        self.size.bytes(self.format.pixel_bytes()).unwrap_or(usize::MAX)
    }

    fn pixels(&self, stop: &Stop) -> Result<Arc<Bitmap>> {
        let mut state = self.lock();
        self.drawn(&mut state, stop)?;
        match &*state {
            State::Drawn(bitmap) => Ok(Arc::clone(bitmap)),
            _ => Err(broken()),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // A panic while drawing leaves `Broken` behind, which says all there is to say.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes pixels of it if there are none yet.
    pub(super) fn draw(&self) -> Result<()> {
        self.drawn(&mut self.lock(), &self.stop)
    }

    fn drawn(&self, state: &mut State, stop: &Stop) -> Result<()> {
        match std::mem::replace(state, State::Broken) {
            State::Recorded(base, list, drawn) => {
                let (after, result) = self.draw_on(base, (list, drawn), stop);
                *state = after;
                result?;
                self.depth.store(0, Ordering::Relaxed);
                self.retained.store(0, Ordering::Relaxed);
            }
            other => *state = other,
        }
        Ok(())
    }

    /// Draws `list` on `base`, from an operation on. On failure both come back, with the operation to go on from.
    fn draw_on(
        &self,
        base: Base,
        (list, mut drawn): (DisplayList, usize),
        stop: &Stop,
    ) -> (State, Result<()>) {
        if let Err(error) = check_whole(self.size) {
            return (State::Recorded(base, list, drawn), Err(error));
        }
        let mut base = match self.own(base, &list, stop) {
            Ok(bitmap) => bitmap,
            Err((base, error)) => return (State::Recorded(base, list, drawn), Err(error)),
        };
        if list.is_empty() {
            return (State::Drawn(base), Ok(()));
        }
        let result = match Arc::get_mut(&mut base) {
            Some(bitmap) => raster::draw_unless(stop, &list, &mut drawn, bitmap, self.options),
            None => Err(Error::internal("a bitmap to be drawn on is shared")),
        };
        match result {
            Ok(()) => (State::Drawn(base), Ok(())),
            Err(error) => (State::Recorded(Base::Bitmap(base), list, drawn), Err(error)),
        }
    }

    /// The base as a bitmap nobody else holds, copied if it has to be. Without operations nobody
    /// writes, so a shared one will do.
    fn own(
        &self,
        base: Base,
        list: &DisplayList,
        stop: &Stop,
    ) -> std::result::Result<Arc<Bitmap>, (Base, Error)> {
        let bitmap = match base {
            Base::Blank => return self.blank(list).map(Arc::new).map_err(|e| (Base::Blank, e)),
            Base::Bitmap(bitmap) => bitmap,
            Base::Picture(picture) => match picture.pixels_for(stop) {
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

    fn draw_rows(&self, top: u32, strip: &mut Bitmap) -> Result<()> {
        match &*self.lock() {
            State::Recorded(base, list, drawn) => {
                base.draw_rows(top, strip, self.options.opaque)?;
                raster::draw_rows_from(*drawn, list, top, strip, self.options)
            }
            State::Drawn(bitmap) => {
                copy_rows(bitmap, top, strip);
                Ok(())
            }
            State::Broken => Err(broken()),
        }
    }
}

fn broken() -> Error {
    Error::internal("drawing this picture failed before")
}

impl DeferredPixels for Picture {
    fn size(&self) -> Size {
        self.sketch.size
    }

    fn pixels(&self) -> Result<Arc<Bitmap>> {
        self.sketch.pixels(&self.sketch.stop)
    }

    fn depth(&self) -> u32 {
        self.sketch.depth.load(Ordering::Relaxed)
    }

    fn bytes(&self) -> usize {
        self.sketch.own_bytes().saturating_add(self.sketch.retained.load(Ordering::Relaxed))
    }
}
