//! The native half of `CanvasPattern`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use napi::Env;
use napi::bindgen_prelude::{ObjectFinalize, This};
use napi_derive::napi;

use super::canvas::Canvas;
use super::context2d::numbers;
use super::image::Image;
use super::isolate::{Isolate, enter};
use super::registry::{Owner, OwnerId};
use crate::context::Style;
use crate::error::{Error, ErrorKind, Result};
use crate::geom::Transform;
use crate::list::{DeferredPixels, Source};
use crate::mem::{Charge, Kind};
use crate::paint::{Keyword, Pattern, Repetition};

/// What a pattern owns until it is collected. Contexts that draw with it share it.
struct PatternCore {
    shared: Rc<RefCell<Arc<Pattern>>>,
    charge: RefCell<Charge>,
    owner: Cell<Option<OwnerId>>,
}

impl Owner for PatternCore {
    fn release(&self) {
        // The picture goes with the last context that draws with it. Shrinking can't fail.
        let _ = self.charge.borrow_mut().resize(0);
    }
}

/// A pattern as `js/pattern.js` holds it. It is made empty and then given its picture, by one method for
/// images and one for canvases: a constructor could not tell their classes apart.
#[napi(js_name = "Pattern", custom_finalize)]
pub struct NativePattern {
    core: Rc<RefCell<Option<Rc<PatternCore>>>>,
}

impl ObjectFinalize for NativePattern {
    fn finalize(self, env: Env) -> napi::Result<()> {
        match self.core.take() {
            Some(core) => Isolate::finalize(&env, &*core, core.owner.take()),
            None => Ok(()),
        }
    }
}

#[napi]
impl NativePattern {
    /// A pattern that waits for its picture.
    #[napi(constructor, catch_unwind)]
    pub fn new() -> Self {
        Self { core: Rc::default() }
    }

    /// The picture of an image: waits for its pixels, or decodes them now.
    #[napi(catch_unwind)]
    pub fn take_image(
        &self,
        env: Env,
        this: This<'_>,
        image: &Image,
        repetition: String,
    ) -> napi::Result<()> {
        let core = enter(&env, image.bytes_to_finish(), |isolate| {
            core(isolate, Source::Bitmap(image.pixels()?), &repetition)
        })?;
        self.keep(&env, &this, core)
    }

    /// What a canvas shows now.
    #[napi(catch_unwind)]
    pub fn take_canvas(
        &self,
        env: Env,
        this: This<'_>,
        canvas: &Canvas,
        repetition: String,
    ) -> napi::Result<()> {
        let core = enter(&env, canvas.core().bytes_to_draw(), |isolate| {
            let picture = canvas.core().with(|parts| parts.surface.source())?;
            let message = "the canvas to make a pattern of has no pixels";
            let picture = picture.ok_or_else(|| Error::new(ErrorKind::InvalidState, message))?;
            core(isolate, Source::Deferred(picture as Arc<dyn DeferredPixels>), &repetition)
        })?;
        self.keep(&env, &this, core)
    }

    /// The transform from now on. What was drawn before keeps the one it was drawn with.
    #[napi(catch_unwind)]
    pub fn set_transform(&self, env: Env, matrix: Vec<f64>) -> napi::Result<()> {
        enter(&env, 0, |_| {
            let [a, b, c, d, e, f] = numbers(&matrix)?;
            let shared = self.shared()?;
            Arc::make_mut(&mut shared.borrow_mut()).transform = Transform::new(a, b, c, d, e, f);
            Ok(())
        })
    }

    pub(super) fn style(&self) -> Result<Style> {
        self.shared().map(Style::Pattern)
    }

    fn shared(&self) -> Result<Rc<RefCell<Arc<Pattern>>>> {
        let core = self.core.borrow();
        let core = core.as_ref().ok_or_else(|| Error::internal("a pattern has no picture"))?;
        Ok(Rc::clone(&core.shared))
    }

    fn keep(&self, env: &Env, this: &This<'_>, core: Rc<PatternCore>) -> napi::Result<()> {
        let owner = Isolate::current().watch(env, &this.object, core.clone())?;
        core.owner.set(Some(owner));
        *self.core.borrow_mut() = Some(core);
        Ok(())
    }
}

fn core(isolate: &Isolate, source: Source, repetition: &str) -> Result<Rc<PatternCore>> {
    let repetition = Repetition::parse(repetition)
        .ok_or_else(|| Error::internal("a pattern's repetition was not checked"))?;
    let pattern = Arc::new(Pattern::new(source, repetition));
    let charge = isolate.ledger.charge(Kind::Display, size_of::<Pattern>())?;
    let (shared, charge) = (Rc::new(RefCell::new(pattern)), RefCell::new(charge));
    Ok(Rc::new(PatternCore { shared, charge, owner: Cell::new(None) }))
}
