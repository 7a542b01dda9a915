//! `Image`.

use std::cell::{Cell, Ref, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use napi::Env;
use napi::bindgen_prelude::{ObjectFinalize, This};
use napi_derive::napi;

use super::error::throw;
use super::isolate::{Isolate, enter, within};
use super::job::{DecodeJob, Manner};
use super::memory::ImageLimits;
use super::registry::{Owner, OwnerId};
use super::task::{WaitingTask, Work};
use crate::codec::{Identified, identify};
use crate::error::{Error, ErrorKind, Result};
use crate::geom::Size;
use crate::mem::{Bitmap, Block, Kind};
use crate::stop::Stop;

/// What an image owns until it is disposed of, collected, or given another source.
struct ImageCore {
    state: RefCell<State>,
    owner: Cell<Option<OwnerId>>,
}

enum State {
    Empty,
    /// The size is known; the pixels are on their way.
    Pending(Size, Arc<DecodeJob>),
    Ready(Arc<Bitmap>),
    /// Width and height of an SVG picture of which one is 0: loaded, with nothing to draw.
    Sizeless(u32, u32),
    Broken(Error),
    Disposed,
}

impl Owner for ImageCore {
    fn release(&self) {
        self.replace(State::Empty);
    }

    fn shrink(&self) {
        // In use means that its smaller versions are wanted.
        if let Ok(state) = self.state.try_borrow()
            && let State::Ready(bitmap) = &*state
        {
            bitmap.forget_reduced();
        }
    }
}

impl ImageCore {
    /// Takes a new state; a decode that nobody waits for any more is called off.
    fn replace(&self, state: State) {
        let before = self.state.replace(state);
        if let State::Pending(_, job) = before {
            job.cancel();
        }
    }

    /// The state, after taking over a decode that has ended meanwhile.
    fn now(&self) -> Ref<'_, State> {
        let ended = match &*self.state.borrow() {
            State::Pending(_, job) => job.ended(),
            _ => None,
        };
        if let Some(result) = ended {
            self.state.replace(result.map_or_else(State::Broken, State::Ready));
        }
        self.state.borrow()
    }
}

/// An image as `js/image.js` holds it.
#[napi(custom_finalize)]
pub struct Image {
    core: Rc<ImageCore>,
}

impl ObjectFinalize for Image {
    fn finalize(self, env: Env) -> napi::Result<()> {
        Isolate::finalize(&env, &*self.core, self.core.owner.take())
    }
}

#[napi]
impl Image {
    /// An image without a source.
    #[napi(constructor, catch_unwind)]
    pub fn new(env: Env, this: This<'_>) -> napi::Result<Self> {
        let state = RefCell::new(State::Empty);
        let core = Rc::new(ImageCore { state, owner: Cell::new(None) });
        let owner = Isolate::current().watch(&env, &this.object, core.clone())?;
        core.owner.set(Some(owner));
        Ok(Self { core })
    }

    /// Takes `data` as the new source: the old pixels are freed, the size is known when this returns,
    /// and the decoding is to be started; there is none where nothing is left to do. Throws when
    /// the data is no picture at all.
    #[napi(catch_unwind)]
    pub fn load(
        &self,
        env: Env,
        data: &[u8],
        own: ImageLimits,
        ignores_profile: bool,
        keeps_file: bool,
    ) -> napi::Result<Option<WaitingTask>> {
        // First of all: the old picture goes whatever comes of the new one.
        enter(&env, 0, |_| self.start_over())?;
        let mut limits = Isolate::current().limits.borrow().clone();
        // A call's own limits only ever narrow the thread's.
        own.change(&mut limits, u64::min);
        let job = match identify(data, &limits) {
            Ok(Identified::Sizeless(width, height)) => {
                self.core.replace(State::Sizeless(width, height));
                return Ok(None);
            }
            Ok(Identified::Picture(header)) => {
                let pixels = header.size.rgba_bytes().unwrap_or(usize::MAX);
                within(&env, pixels.saturating_add(data.len()), |isolate| {
                    let input = Block::copy_of(&isolate.ledger, Kind::Input, data)?;
                    let ledger = Arc::clone(&isolate.ledger);
                    let size = header.size;
                    let job = DecodeJob::new(
                        header,
                        (limits, Manner { ignores_profile, keeps_file }),
                        isolate.svg_fonts(),
                        ledger,
                        input,
                    );
                    self.core.replace(State::Pending(size, Arc::clone(&job)));
                    Ok(job)
                })?
            }
            Err(error) => Err(error),
        };
        // It isn't called off by this task: somebody may draw the image who needs it now.
        job.map(|job| Some(WaitingTask::new(Decode(job), Stop::default()))).map_err(|error| {
            let exception = throw(&env, &error);
            self.core.replace(State::Broken(error));
            exception
        })
    }

    /// No source: pixels, size and pending work are gone.
    #[napi(catch_unwind)]
    pub fn clear(&self, env: Env) -> napi::Result<()> {
        enter(&env, 0, |_| self.start_over())
    }

    /// Frees everything at once; the image can't be used any more.
    #[napi(catch_unwind)]
    pub fn dispose(&self, env: Env) -> napi::Result<()> {
        enter(&env, 0, |_| Ok(self.core.replace(State::Disposed)))
    }

    /// Width in pixels, orientation applied; 0 without a picture.
    #[napi(getter, catch_unwind)]
    pub fn natural_width(&self) -> u32 {
        self.sides().0
    }

    /// Height in pixels, orientation applied; 0 without a picture.
    #[napi(getter, catch_unwind)]
    pub fn natural_height(&self) -> u32 {
        self.sides().1
    }

    /// `empty`, `pending`, `ready`, `sizeless`, `broken` or `disposed`.
    #[napi(getter, catch_unwind)]
    pub fn state(&self) -> &'static str {
        match &*self.core.now() {
            State::Empty => "empty",
            State::Pending(..) => "pending",
            State::Ready(_) => "ready",
            State::Sizeless(..) => "sizeless",
            State::Broken(_) => "broken",
            State::Disposed => "disposed",
        }
    }

    /// The format of what is being decoded; null where nothing is.
    #[napi(getter, catch_unwind)]
    pub fn format(&self) -> Option<String> {
        match &*self.core.now() {
            State::Pending(_, job) => Some(job.format().name().to_ascii_lowercase()),
            _ => None,
        }
    }

    fn start_over(&self) -> Result<()> {
        if matches!(*self.core.now(), State::Disposed) {
            let message = "the image has been disposed of";
            return Err(Error::new(ErrorKind::InvalidState, message));
        }
        self.core.replace(State::Empty);
        Ok(())
    }

    fn sides(&self) -> (u32, u32) {
        match &*self.core.now() {
            State::Pending(size, _) => (size.width(), size.height()),
            State::Ready(bitmap) => (bitmap.width(), bitmap.height()),
            State::Sizeless(width, height) => (*width, *height),
            State::Empty | State::Broken(_) | State::Disposed => (0, 0),
        }
    }

    /// Bytes that [`Self::pixels`] may allocate.
    pub(super) fn bytes_to_finish(&self) -> usize {
        match &*self.core.now() {
            State::Pending(size, _) => size.rgba_bytes().unwrap_or(usize::MAX),
            _ => 0,
        }
    }

    /// The pixels, waited for or decoded now.
    pub(super) fn pixels(&self) -> Result<Arc<Bitmap>> {
        let job = match &*self.core.now() {
            State::Pending(_, job) => Arc::clone(job),
            State::Ready(bitmap) => return Ok(Arc::clone(bitmap)),
            State::Broken(error) => return Err(broken(error)),
            State::Empty => {
                return Err(Error::new(ErrorKind::InvalidState, "the image has no source"));
            }
            State::Sizeless(..) => {
                let message = "the image has no pixels: one of its sides is 0";
                return Err(Error::new(ErrorKind::InvalidState, message));
            }
            State::Disposed => {
                let message = "the image has been disposed of";
                return Err(Error::new(ErrorKind::InvalidState, message));
            }
        };
        job.finish().map_err(|error| broken(&error))
    }
}

/// What drawing a broken image throws, with the reason it is broken.
fn broken(error: &Error) -> Error {
    let message = format!("the image is broken: {}", error.message());
    Error::new(ErrorKind::InvalidState, message)
}

/// A decode on its way to a worker. It does not keep the native image.
pub struct Decode(Arc<DecodeJob>);

impl Work for Decode {
    const NAME: &'static str = "decoding an image";
    type Done = ();
    type Js = ();

    fn run(&mut self) -> Result<()> {
        self.0.finish().map(drop)
    }

    fn finish(&mut self, _: &Env, (): ()) -> Result<napi::Result<()>> {
        Ok(Ok(()))
    }
}
