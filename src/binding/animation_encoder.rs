//! `AnimationEncoder`, which `GifEncoder` is one of.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use napi::Env;
use napi::bindgen_prelude::{Buffer, ObjectFinalize, This};
use napi_derive::napi;

use super::canvas::{Canvas, to_buffer};
use super::encode_settings::{EncodeSettings, colors};
use super::isolate::{Isolate, enter};
use super::registry::{Owner, OwnerId};
use super::task::{WaitingTask, Work};
use crate::codec::{
    Animation, AnimationOptions, Colors, Disposal, Encoded, FileFormat, Film, FrameOptions,
    Patched, PatchedFormat, PngOptions,
};
use crate::error::{Error, ErrorKind, Result};
use crate::geom::Size;
use crate::list::DeferredPixels;
use crate::mem::Ledger;
use crate::stop::Stop;
use crate::surface::Picture;

/// The animation, and the frames that are not in it yet.
struct Frames {
    waiting: Mutex<VecDeque<(Arc<Picture>, FrameOptions)>>,
    animation: Mutex<Box<dyn Film>>,
    /// What is written is handed over with each frame.
    streams: bool,
    stop: Stop,
}

impl Frames {
    fn animation(&self) -> MutexGuard<'_, Box<dyn Film>> {
        // A panic in it was its own call's; what it left behind is at worst another picture.
        self.animation.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next(&self) -> Option<(Arc<Picture>, FrameOptions)> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
    }

    fn push(&self, picture: Arc<Picture>, options: FrameOptions) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.push_back((picture, options));
    }

    /// Adds the frame that waits longest. Whoever has the animation has its turn, so frames stay in order.
    fn add_next(&self, animation: &mut dyn Film) -> Result<bool> {
        let Some((picture, options)) = self.next() else { return Ok(false) };
        // A frame that could not be drawn must not be missing without a word.
        let pixels = picture.pixels().inspect_err(|error| animation.fail(error.clone()))?;
        drop(picture);
        animation.add(&self.stop, &mut &*pixels, options)?;
        Ok(true)
    }

    fn finish(&self) -> Result<Option<Encoded>> {
        let mut animation = self.animation();
        while self.add_next(&mut **animation)? {}
        animation.finish()?;
        animation.take()
    }
}

/// What an encoder owns until it is disposed of or collected.
struct EncoderCore {
    frames: RefCell<Option<Arc<Frames>>>,
    owner: Cell<Option<OwnerId>>,
}

impl Owner for EncoderCore {
    fn release(&self) {
        if let Ok(mut frames) = self.frames.try_borrow_mut()
            && let Some(frames) = frames.take()
        {
            frames.stop.request();
        }
    }
}

impl EncoderCore {
    fn frames(&self) -> Result<Arc<Frames>> {
        let frames = self.frames.borrow().clone();
        frames.ok_or_else(|| {
            Error::new(ErrorKind::InvalidState, "the encoder is finished or has been disposed of")
        })
    }
}

/// What all frames have in common.
#[napi(object, object_to_js = false)]
pub struct AnimationSettings {
    pub width: u32,
    pub height: u32,
    /// How often it is shown again; none for ever.
    pub repeats: Option<u32>,
    /// The format, and what each frame is written with.
    pub file: EncodeSettings,
    pub global_palette: bool,
    /// What is written is handed over with each frame.
    pub streams: bool,
}

/// How a frame is shown.
#[napi(object, object_to_js = false)]
pub struct FrameSettings {
    pub left: u32,
    pub top: u32,
    pub delay: f64,
    /// Stays, background, previous; none for a frame that is all there is to be seen where it is.
    pub disposal: Option<u32>,
}

/// An encoder as `js/animation-encoder.js` holds it.
#[napi(custom_finalize)]
pub struct AnimationEncoder {
    core: Rc<EncoderCore>,
}

impl ObjectFinalize for AnimationEncoder {
    fn finalize(self, env: Env) -> napi::Result<()> {
        Isolate::finalize(&env, &*self.core, self.core.owner.take())
    }
}

#[napi]
impl AnimationEncoder {
    /// Sizes are checked by the caller.
    #[napi(constructor, catch_unwind)]
    pub fn new(env: Env, this: This<'_>, settings: AnimationSettings) -> napi::Result<Self> {
        let core = enter(&env, 0, |isolate| {
            let size = Size::new(settings.width, settings.height);
            let size = size.ok_or_else(|| Error::internal("an animation without pixels"))?;
            let streams = settings.streams;
            let animation = settings.begin(&isolate.ledger, size)?;
            let frames = Frames {
                waiting: Mutex::default(),
                animation: Mutex::new(animation),
                streams,
                stop: Stop::default(),
            };
            let frames = RefCell::new(Some(Arc::new(frames)));
            Ok(Rc::new(EncoderCore { frames, owner: Cell::new(None) }))
        })?;
        let owner = Isolate::current().watch(&env, &this.object, core.clone())?;
        core.owner.set(Some(owner));
        Ok(Self { core })
    }

    /// The adding of the canvas as it is now.
    #[napi(catch_unwind)]
    pub fn add(
        &self,
        env: Env,
        canvas: &Canvas,
        settings: FrameSettings,
    ) -> napi::Result<WaitingTask> {
        enter(&env, canvas.core().bytes_to_draw(), |_| {
            let frames = self.core.frames()?;
            frames.push(canvas.core().picture()?, settings.into_options());
            Ok(WaitingTask::new(AddFrame(frames), Stop::default()))
        })
    }

    /// The end of the file on a worker. Nothing can be added then.
    #[napi(catch_unwind)]
    pub fn finish(&self, env: Env) -> napi::Result<WaitingTask> {
        enter(&env, 0, |_| {
            let frames = self.take()?;
            let stop = frames.stop.clone();
            Ok(WaitingTask::new(Finish(frames), stop))
        })
    }

    /// The same now.
    #[napi(catch_unwind)]
    pub fn finish_sync(&self, env: Env) -> napi::Result<Option<Buffer>> {
        let encoded = enter(&env, 0, |_| self.take()?.finish())?;
        let buffer = encoded.map(|encoded| to_buffer(&env, encoded)).transpose();
        Isolate::current().settle(&env)?;
        buffer
    }

    /// Frees everything, at once or as soon as the frame is made that is being made.
    #[napi(catch_unwind)]
    pub fn dispose(&self, env: Env) -> napi::Result<()> {
        enter(&env, 0, |_| Ok(self.core.release()))
    }

    fn take(&self) -> Result<Arc<Frames>> {
        let frames = self.core.frames()?;
        drop(self.core.frames.take());
        Ok(frames)
    }
}

/// A frame on its way to a worker; gives what it adds to the file.
pub struct AddFrame(Arc<Frames>);

impl Work for AddFrame {
    const NAME: &'static str = "encoding a frame";
    type Done = Option<Encoded>;
    type Js = Option<Buffer>;

    fn run(&mut self) -> Result<Option<Encoded>> {
        self.0.stop.check()?;
        let mut animation = self.0.animation();
        self.0.add_next(&mut **animation)?;
        if self.0.streams { animation.take() } else { Ok(None) }
    }

    fn finish(&mut self, env: &Env, done: Option<Encoded>) -> Result<napi::Result<Option<Buffer>>> {
        Ok(done.map(|part| to_buffer(env, part)).transpose())
    }
}

/// The end of a file on its way to a worker.
pub struct Finish(Arc<Frames>);

impl Work for Finish {
    const NAME: &'static str = "finishing an animation";
    type Done = Option<Encoded>;
    type Js = Option<Buffer>;

    fn run(&mut self) -> Result<Option<Encoded>> {
        self.0.finish()
    }

    fn finish(&mut self, env: &Env, done: Option<Encoded>) -> Result<napi::Result<Option<Buffer>>> {
        Ok(done.map(|part| to_buffer(env, part)).transpose())
    }
}

impl AnimationSettings {
    fn begin(self, ledger: &Arc<Ledger>, size: Size) -> Result<Box<dyn Film>> {
        let repeats = self.repeats.map(|times| u16::try_from(times).unwrap_or(u16::MAX));
        if self.file.format == "gif" {
            // A pattern of dots that comes and goes makes a picture restless, and a file large.
            let dither = self.file.dither.or(Some(0.0));
            let most = self.file.colors.or(Some(256));
            let colors = colors(self.file.palette.as_deref(), most, dither);
            let colors = colors.unwrap_or(Colors::DEFAULT);
            let options = AnimationOptions { repeats, colors, global_palette: self.global_palette };
            return Ok(Box::new(Animation::new(ledger, size, options)?));
        }
        let format = match self.file.into_options()?.format {
            // A file has one palette, and frames have many.
            FileFormat::Png(options) => {
                PatchedFormat::Png(PngOptions { colors: None, background_index: None, ..options })
            }
            FileFormat::Webp(options) => PatchedFormat::Webp(options),
            _ => return Err(Error::internal("a format without animations")),
        };
        Ok(Box::new(Patched::new(ledger, size, format, repeats)?))
    }
}

impl FrameSettings {
    fn into_options(self) -> FrameOptions {
        let disposal = match self.disposal {
            Some(0) => Some(Disposal::Keep),
            Some(1) => Some(Disposal::Background),
            Some(2) => Some(Disposal::Previous),
            _ => None,
        };
        FrameOptions { left: self.left, top: self.top, delay: self.delay, disposal }
    }
}
