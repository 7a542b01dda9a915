//! `ImageDecoder`.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use napi::Env;
use napi::bindgen_prelude::{ObjectFinalize, This};
use napi_derive::napi;

use super::canvas::Canvas;
use super::isolate::{Isolate, enter};
use super::registry::{Owner, OwnerId};
use super::task::{WaitingTask, Work};
use crate::codec::{Format, Frames, Limits};
use crate::error::{Error, ErrorKind, Result};
use crate::mem::{Bitmap, Block, Kind, Ledger};
use crate::stop::Stop;

/// How many pictures a decode may hold beside what the decoder takes: the new one, what lies under it, a part.
const PICTURES: usize = 3;

/// A file's frames, and those that JavaScript has not taken yet.
#[derive(Default)]
struct Opened {
    frames: Mutex<Option<Frames>>,
    shown: Mutex<HashMap<u32, Arc<Bitmap>>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Frames forget what they have before they change it, so nothing is ever half-changed.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What a decoder owns until it is closed or collected.
struct DecoderCore {
    opened: RefCell<Option<Arc<Opened>>>,
    /// Bytes of one picture.
    bytes: Cell<usize>,
    owner: Cell<Option<OwnerId>>,
}

impl DecoderCore {
    fn opened(&self) -> Result<Arc<Opened>> {
        let closed = || Error::new(ErrorKind::InvalidState, "the decoder has been closed");
        self.opened.borrow().clone().ok_or_else(closed)
    }
}

impl Owner for DecoderCore {
    fn release(&self) {
        if let Ok(mut opened) = self.opened.try_borrow_mut() {
            *opened = None;
        }
    }

    fn shrink(&self) {
        if let Ok(opened) = self.opened.try_borrow()
            && let Some(opened) = &*opened
            && let Ok(mut frames) = opened.frames.try_lock()
            && let Some(frames) = &mut *frames
        {
            frames.shrink();
        }
    }
}

/// What a file is found to have.
#[napi(object, object_from_js = false)]
pub struct FoundFrames {
    pub width: u32,
    pub height: u32,
    pub count: u32,
    /// How often they are shown again; none for ever.
    pub repeats: Option<u32>,
}

/// When a frame is shown, in microseconds.
#[napi(object, object_from_js = false)]
pub struct FrameMoment {
    pub start: f64,
    pub duration: Option<f64>,
}

/// A decoder as `js/image-decoder.js` holds it.
#[napi(custom_finalize, js_name = "ImageDecoder")]
pub struct ImageDecoder {
    core: Rc<DecoderCore>,
}

impl ObjectFinalize for ImageDecoder {
    fn finalize(self, env: Env) -> napi::Result<()> {
        Isolate::finalize(&env, &*self.core, self.core.owner.take())
    }
}

#[napi]
impl ImageDecoder {
    /// A decoder without a file.
    #[napi(constructor, catch_unwind)]
    pub fn new(env: Env, this: This<'_>) -> napi::Result<Self> {
        let opened = RefCell::new(Some(Arc::default()));
        let core = Rc::new(DecoderCore { opened, bytes: Cell::new(0), owner: Cell::new(None) });
        let owner = Isolate::current().watch(&env, &this.object, core.clone())?;
        core.owner.set(Some(owner));
        Ok(Self { core })
    }

    /// Whether pictures of that media type can be decoded.
    #[napi(catch_unwind)]
    pub fn supports(mime: String) -> bool {
        Format::of_mime(&mime).is_some()
    }

    /// The look for frames in a file of that media type.
    #[napi(catch_unwind)]
    pub fn open(
        &self,
        env: Env,
        data: &[u8],
        mime: String,
        ignores_profile: bool,
    ) -> napi::Result<WaitingTask> {
        enter(&env, data.len(), |isolate| {
            let format = Format::of_mime(&mime);
            let format = format.ok_or_else(|| Error::internal("a type that is not supported"))?;
            let opened = self.core.opened()?;
            let limits = isolate.limits.borrow().clone();
            let input = Block::copy_of(&isolate.ledger, Kind::Input, data)?;
            let ledger = Arc::clone(&isolate.ledger);
            let stop = Stop::default();
            let file = Some((input, format));
            let how = (limits, ignores_profile);
            Ok(WaitingTask::new(Open { opened, file, how, ledger, stop: stop.clone() }, stop))
        })
    }

    /// The size of a picture is known now: so much room is made before one is decoded.
    #[napi(catch_unwind)]
    pub fn expect(&self, width: u32, height: u32) {
        let pixels = (width as usize).saturating_mul(height as usize);
        self.core.bytes.set(pixels.saturating_mul(4));
    }

    /// The decode of a frame, which is given out for the ticket.
    #[napi(catch_unwind)]
    pub fn decode(&self, env: Env, frame: u32, ticket: u32) -> napi::Result<WaitingTask> {
        enter(&env, self.core.bytes.get().saturating_mul(PICTURES), |_| {
            let opened = self.core.opened()?;
            let stop = Stop::default();
            let work = DecodeFrame { opened, frame: frame as usize, ticket, stop: stop.clone() };
            Ok(WaitingTask::new(work, stop))
        })
    }

    /// Shows on a canvas the frame that was decoded for the ticket.
    #[napi(catch_unwind)]
    pub fn show(&self, env: Env, ticket: u32, canvas: &Canvas) -> napi::Result<()> {
        enter(&env, 0, |_| {
            let bitmap = lock(&self.core.opened()?.shown).remove(&ticket);
            let bitmap = bitmap.ok_or_else(|| Error::internal("there is no such frame"))?;
            canvas.core().with(|parts| Ok(parts.surface.show(bitmap)))
        })
    }

    /// Frees everything at once, or as soon as the frame is made that is being made.
    #[napi(catch_unwind)]
    pub fn dispose(&self, env: Env) -> napi::Result<()> {
        enter(&env, 0, |_| Ok(self.core.release()))
    }
}

/// A file on its way to a worker.
pub struct Open {
    opened: Arc<Opened>,
    file: Option<(Block, Format)>,
    how: (Limits, bool),
    ledger: Arc<Ledger>,
    stop: Stop,
}

impl Work for Open {
    const NAME: &'static str = "looking for frames";
    type Done = FoundFrames;
    type Js = FoundFrames;

    fn run(&mut self) -> Result<FoundFrames> {
        let file = self.file.take().ok_or_else(|| Error::internal("opened twice"))?;
        let frames = Frames::open(&self.stop, file, self.how.clone(), &self.ledger)?;
        let (size, count) = (frames.size(), frames.count());
        let found = FoundFrames {
            width: size.width(),
            height: size.height(),
            count: u32::try_from(count).unwrap_or(u32::MAX),
            repeats: frames.repeats(),
        };
        *lock(&self.opened.frames) = Some(frames);
        Ok(found)
    }

    fn finish(&mut self, _: &Env, found: FoundFrames) -> Result<napi::Result<FoundFrames>> {
        Ok(Ok(found))
    }
}

/// A frame on its way to a worker.
pub struct DecodeFrame {
    opened: Arc<Opened>,
    frame: usize,
    ticket: u32,
    stop: Stop,
}

impl Work for DecodeFrame {
    const NAME: &'static str = "decoding a frame";
    type Done = FrameMoment;
    type Js = FrameMoment;

    fn run(&mut self) -> Result<FrameMoment> {
        self.stop.check()?;
        let mut frames = lock(&self.opened.frames);
        let frames = frames.as_mut().ok_or_else(|| Error::internal("there is no file"))?;
        let bitmap = frames.frame(&self.stop, self.frame)?;
        let moment = frames.moment(self.frame);
        let moment = moment.ok_or_else(|| Error::internal("a frame without a time"))?;
        lock(&self.opened.shown).insert(self.ticket, bitmap);
        // Exact for 285 years.
        let duration = moment.duration.map(|duration| duration as f64);
        Ok(FrameMoment { start: moment.start as f64, duration })
    }

    fn finish(&mut self, _: &Env, moment: FrameMoment) -> Result<napi::Result<FrameMoment>> {
        Ok(Ok(moment))
    }
}
