//! `Canvas`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use napi::Env;
use napi::bindgen_prelude::{Buffer, BufferSlice, ObjectFinalize, This, Uint8ClampedSlice};
use napi_derive::napi;

use super::context2d::numbers;
use super::document::{Document, DocumentSettings};
use super::encode_settings::EncodeSettings;
use super::encode_stream::EncodeStream;
use super::image::Image;
use super::isolate::{Isolate, enter};
use super::registry::{Owner, OwnerId};
use super::task::{WaitingTask, Work};
use crate::backend::pdf::Target;
use crate::codec::{EncodeOptions, Encoded};
use crate::context::Context;
use crate::error::{Error, ErrorKind, Result};
use crate::geom::{DeviceRect, Point, Rect};
use crate::list::DeferredPixels;
use crate::mem::{self, ColorSpace, Depth, PixelFormat};
use crate::stop::Stop;
use crate::surface::{Picture, Surface};

/// What a canvas owns until it is disposed of or collected.
pub(super) struct CanvasCore {
    parts: RefCell<Option<Parts>>,
    owner: Cell<Option<OwnerId>>,
}

/// The two halves of a canvas: pixels and drawing state.
pub(super) struct Parts {
    pub(super) surface: Surface,
    pub(super) context: Context,
}

impl CanvasCore {
    /// Runs `method` on the canvas's parts; an error after `dispose()`.
    pub(super) fn with<T>(&self, method: impl FnOnce(&mut Parts) -> Result<T>) -> Result<T> {
        let mut parts = self
            .parts
            .try_borrow_mut()
            .map_err(|_| Error::internal("the canvas is in use by a call that has not ended"))?;
        match parts.as_mut() {
            Some(parts) => method(parts),
            None => Err(Error::new(ErrorKind::InvalidState, "the canvas has been disposed of")),
        }
    }

    /// The canvas as it is now.
    pub(super) fn picture(&self) -> Result<Arc<Picture>> {
        self.with(|parts| {
            parts.surface.size_to_encode()?;
            let picture = parts.surface.snapshot()?;
            picture.ok_or_else(|| Error::internal("a canvas has no snapshot"))
        })
    }

    /// Bytes that recording a little more would allocate at most.
    pub(super) fn bytes_to_record(&self) -> usize {
        self.with(|parts| Ok(parts.surface.bytes_to_record())).unwrap_or(0)
    }

    /// Bytes that drawing now would allocate at most.
    pub(super) fn bytes_to_draw(&self) -> usize {
        self.with(|parts| Ok(parts.surface.bytes_to_draw())).unwrap_or(0)
    }
}

impl Owner for CanvasCore {
    fn release(&self) {
        // In use means reachable, which the caller has ruled out.
        if let Ok(mut parts) = self.parts.try_borrow_mut() {
            *parts = None;
        }
    }

    fn shrink(&self) {
        if let Ok(mut parts) = self.parts.try_borrow_mut()
            && let Some(parts) = parts.as_mut()
        {
            parts.surface.shrink();
        }
    }
}

/// A canvas as `js/canvas.js` holds it.
#[napi(custom_finalize)]
pub struct Canvas {
    core: Rc<CanvasCore>,
}

impl ObjectFinalize for Canvas {
    fn finalize(self, env: Env) -> napi::Result<()> {
        Isolate::finalize(&env, &*self.core, self.core.owner.take())
    }
}

#[napi]
impl Canvas {
    /// Sizes are checked by the caller.
    #[napi(constructor, catch_unwind)]
    pub fn new(env: Env, this: This<'_>, width: u32, height: u32) -> napi::Result<Self> {
        let core = enter(&env, 0, |isolate| {
            let surface = Surface::new(&isolate.ledger, width, height)?;
            let context = Context::new(&isolate.ledger)?;
            let parts = RefCell::new(Some(Parts { surface, context }));
            Ok(Rc::new(CanvasCore { parts, owner: Cell::new(None) }))
        })?;
        let owner = Isolate::current().watch(&env, &this.object, core.clone())?;
        core.owner.set(Some(owner));
        Ok(Self { core })
    }

    /// Blank and of that size from now on, the context in its initial state.
    #[napi(catch_unwind)]
    pub fn resize(&self, env: Env, width: u32, height: u32) -> napi::Result<()> {
        enter(&env, 0, |_| {
            self.core.with(|parts| {
                parts.surface.reset(width, height);
                parts.context.reset();
                Ok(())
            })
        })
    }

    /// What a context was asked for that is not the default: no alpha channel, half floats, Display P3.
    #[napi(catch_unwind)]
    pub fn set_attributes(
        &self,
        env: Env,
        opaque: bool,
        deep: bool,
        wide: bool,
    ) -> napi::Result<()> {
        enter(&env, 0, |_| {
            self.core.with(|parts| {
                parts.surface.set_format(pixel_format(deep, wide));
                if opaque {
                    parts.surface.set_opaque();
                }
                Ok(())
            })
        })
    }

    /// Whether text is weighed by how light it is.
    #[napi(catch_unwind)]
    pub fn set_text_contrast(&self, env: Env, on: bool) -> napi::Result<()> {
        enter(&env, 0, |_| {
            self.core.with(|parts| {
                parts.context.set_text_contrast(on);
                Ok(())
            })
        })
    }

    /// Frees everything at once.
    #[napi(catch_unwind)]
    pub fn dispose(&self, env: Env) -> napi::Result<()> {
        enter(&env, 0, |_| Ok(self.core.release()))
    }

    /// A snapshot, to be encoded on a worker.
    #[napi(catch_unwind)]
    pub fn encode(&self, env: Env, settings: EncodeSettings) -> napi::Result<WaitingTask> {
        let work = enter(&env, self.core.bytes_to_draw(), |_| self.encoding(settings))?;
        let stop = work.stop.clone();
        Ok(WaitingTask::new(work, stop))
    }

    /// Encodes now.
    #[napi(catch_unwind)]
    pub fn encode_sync(&self, env: Env, settings: EncodeSettings) -> napi::Result<Buffer> {
        let encoded = enter(&env, self.core.bytes_to_draw(), |_| self.encoding(settings)?.run())?;
        let buffer = to_buffer(&env, encoded);
        Isolate::current().settle(&env)?;
        buffer
    }

    /// Makes it a page of a document, blank and with nothing of what was drawn.
    #[napi(catch_unwind)]
    pub fn become_paper(&self, env: Env) -> napi::Result<()> {
        enter(&env, 0, |_| {
            self.core.with(|parts| {
                parts.surface.become_paper();
                Ok(())
            })
        })
    }

    /// Begins the next page of that size. The context stays as it is.
    #[napi(catch_unwind)]
    pub fn next_page(&self, env: Env, width: u32, height: u32) -> napi::Result<()> {
        enter(&env, 0, |_| self.core.with(|parts| parts.surface.next_page(width, height)))
    }

    /// The rectangle from `from` to `to`, in user space, leads to an address, or to a place of the document.
    #[napi(catch_unwind)]
    pub fn add_link(
        &self,
        env: Env,
        rect: Vec<f64>,
        target: String,
        is_place: bool,
    ) -> napi::Result<()> {
        enter(&env, 0, |_| {
            let [x, y, width, height] = numbers(&rect)?;
            let area = Rect { x, y, width, height }.normalized();
            let target = if is_place { Target::Place(target) } else { Target::Url(target) };
            self.core.with(|parts| {
                let area = parts.context.state().transform.map_bounds(&area);
                parts.surface.add_link(area, target)
            })
        })
    }

    /// The point in user space can be led to by that name.
    #[napi(catch_unwind)]
    pub fn add_place(&self, env: Env, x: f64, y: f64, name: String) -> napi::Result<()> {
        enter(&env, 0, |_| {
            self.core.with(|parts| {
                let at = parts.context.state().transform.map(Point::new(x, y));
                parts.surface.add_place(at, name)
            })
        })
    }

    /// The document, to be written on a worker.
    #[napi(catch_unwind)]
    pub fn document(&self, env: Env, settings: DocumentSettings) -> napi::Result<WaitingTask> {
        let work = enter(&env, 0, |_| self.document_of(settings))?;
        let stop = work.stop.clone();
        Ok(WaitingTask::new(work, stop))
    }

    /// Writes the document now.
    #[napi(catch_unwind)]
    pub fn document_sync(&self, env: Env, settings: DocumentSettings) -> napi::Result<Buffer> {
        let document = enter(&env, 0, |_| self.document_of(settings)?.run())?;
        let buffer = to_buffer(&env, document);
        Isolate::current().settle(&env)?;
        buffer
    }

    fn document_of(&self, settings: DocumentSettings) -> Result<Document> {
        let pages = self.core.with(|parts| parts.surface.pages(true))?;
        Ok(Document::new(pages, settings))
    }

    /// Encodes a snapshot as far as it is read.
    #[napi(catch_unwind)]
    pub fn encode_stream(&self, env: Env, settings: EncodeSettings) -> napi::Result<EncodeStream> {
        enter(&env, 0, |_| {
            let Encode { picture, options, .. } = self.encoding(settings)?;
            Ok(EncodeStream::new(picture, options))
        })
    }

    fn encoding(&self, settings: EncodeSettings) -> Result<Encode> {
        let options = settings.into_options()?;
        Ok(Encode { picture: self.core.picture()?, options, stop: Stop::default() })
    }

    /// Writes the straight-alpha pixels of a rectangle, whose corner is `at`, into `out`, whose length is
    /// checked: as halves or bytes, in Display P3 or sRGB.
    #[napi(catch_unwind)]
    pub fn read_pixels(
        &self,
        env: Env,
        at: Vec<i32>,
        width: u32,
        mut out: Uint8ClampedSlice<'_>,
        deep: bool,
        wide: bool,
    ) -> napi::Result<()> {
        let wanted = pixel_format(deep, wide);
        let height = (out.len() / wanted.pixel_bytes()).checked_div(width as usize).unwrap_or(0);
        let height = u32::try_from(height).unwrap_or(u32::MAX);
        // SAFETY: `js/` hands over an array it has just made and that nobody else has seen, and no
        // JavaScript runs before this method returns.
        let out = unsafe { out.as_mut() };
        enter(&env, self.core.bytes_to_draw(), |_| {
            let [left, top] = numbers(&at)?;
            let (right, bottom) =
                (left.saturating_add_unsigned(width), top.saturating_add_unsigned(height));
            let area = DeviceRect { left, top, right, bottom };
            // They may not be there yet, as V8 has just asked for them.
            mem::fetch(out);
            self.core.with(|parts| parts.surface.read(area, out, wanted))
        })
    }

    /// Shows an image's picture, which is not copied: waits for its pixels, or decodes them now.
    #[napi(catch_unwind)]
    pub fn show_image(&self, env: Env, image: &Image) -> napi::Result<()> {
        enter(&env, image.bytes_to_finish(), |_| {
            let pixels = image.pixels()?;
            self.core.with(|parts| Ok(parts.surface.show(pixels)))
        })
    }

    /// Shows what another canvas shows, which is blank then and keeps its state.
    #[napi(catch_unwind)]
    pub fn take_over(&self, env: Env, from: &Canvas) -> napi::Result<()> {
        enter(&env, 0, |_| {
            from.core
                .with(|from| self.core.with(|parts| parts.surface.take_over(&mut from.surface)))
        })
    }

    /// Has what was recorded drawn by a worker.
    #[napi(catch_unwind)]
    pub fn draw(&self, env: Env) -> napi::Result<Option<WaitingTask>> {
        enter(&env, self.core.bytes_to_draw(), |_| {
            let picture = self.core.with(|parts| parts.surface.source())?;
            Ok(picture.map(|picture| WaitingTask::new(Draw(picture), Stop::default())))
        })
    }

    /// Writes the pixels as they are stored into `out`, whose length is checked.
    #[napi(catch_unwind)]
    pub fn read_stored(&self, env: Env, mut out: Uint8ClampedSlice<'_>) -> napi::Result<()> {
        // SAFETY: as in `read_pixels`.
        let out = unsafe { out.as_mut() };
        enter(&env, self.core.bytes_to_draw(), |_| {
            self.core.with(|parts| parts.surface.read_stored(out))
        })
    }

    /// Shows pixels as another canvas stored them.
    #[napi(catch_unwind)]
    pub fn write_stored(&self, env: Env, stored: &[u8]) -> napi::Result<()> {
        enter(&env, stored.len(), |_| self.core.with(|parts| parts.surface.write_stored(stored)))
    }

    pub(super) fn core(&self) -> &Rc<CanvasCore> {
        &self.core
    }
}

/// An encode on its way to a worker. The snapshot's pixels, or the operations that will become them,
/// stay charged until the bytes are JavaScript's.
pub struct Encode {
    picture: Arc<Picture>,
    options: EncodeOptions,
    stop: Stop,
}

impl Work for Encode {
    const NAME: &'static str = "encoding a canvas";
    type Done = Encoded;
    type Js = Buffer;

    fn run(&mut self) -> Result<Encoded> {
        self.picture.encode(&self.stop, &self.options)
    }

    fn finish(&mut self, env: &Env, done: Encoded) -> Result<napi::Result<Buffer>> {
        Ok(to_buffer(env, done))
    }
}

/// A drawing on its way to a worker.
struct Draw(Arc<Picture>);

impl Work for Draw {
    const NAME: &'static str = "drawing a canvas";
    type Done = ();
    type Js = ();

    fn run(&mut self) -> Result<()> {
        self.0.pixels().map(drop)
    }

    fn finish(&mut self, _: &Env, (): ()) -> Result<napi::Result<()>> {
        Ok(Ok(()))
    }
}

pub(super) fn pixel_format(deep: bool, wide: bool) -> PixelFormat {
    PixelFormat {
        depth: if deep { Depth::Float16 } else { Depth::Unorm8 },
        space: if wide { ColorSpace::DisplayP3 } else { ColorSpace::Srgb },
    }
}

/// A copy in V8's own memory. An external buffer would save the copy, but its memory comes back only
/// with a finalizer in a later turn of the event loop.
pub(super) fn to_buffer(env: &Env, encoded: Encoded) -> napi::Result<Buffer> {
    BufferSlice::copy_from(env, encoded.bytes())?.into_buffer(env)
}
