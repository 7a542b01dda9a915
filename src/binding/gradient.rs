//! The native half of `CanvasGradient`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use napi::Env;
use napi::bindgen_prelude::{ObjectFinalize, This};
use napi_derive::napi;

use super::context2d::numbers;
use super::isolate::{Isolate, enter};
use super::registry::{Owner, OwnerId};
use crate::context::Style;
use crate::error::{Error, Result};
use crate::geom::Point;
use crate::mem::{Charge, Kind};
use crate::paint::{Color, ColorStop, Gradient, GradientGeometry};

/// What a gradient owns until it is collected. Contexts that draw with it share the stops.
struct GradientCore {
    shared: Rc<RefCell<Arc<Gradient>>>,
    charge: RefCell<Charge>,
    owner: Cell<Option<OwnerId>>,
}

impl Owner for GradientCore {
    fn release(&self) {
        // The stops themselves go with the last context that draws with them. Shrinking can't fail.
        let _ = self.charge.borrow_mut().resize(0);
        if let Some(gradient) =
            self.shared.try_borrow_mut().ok().as_deref_mut().and_then(Arc::get_mut)
        {
            gradient.forget_mix();
        }
    }
}

/// A gradient as `js/gradient.js` holds it.
#[napi(js_name = "Gradient", custom_finalize)]
pub struct NativeGradient {
    core: Rc<GradientCore>,
}

impl ObjectFinalize for NativeGradient {
    fn finalize(self, env: Env) -> napi::Result<()> {
        Isolate::finalize(&env, &*self.core, self.core.owner.take())
    }
}

#[napi]
impl NativeGradient {
    /// Between two circles (x, y, radius, twice) or two points (x, y, twice), or around a point (angle,
    /// x, y). Numbers are checked by the caller.
    #[napi(constructor, catch_unwind)]
    pub fn new(env: Env, this: This<'_>, numbers: Vec<f64>) -> napi::Result<Self> {
        let core = enter(&env, 0, |isolate| {
            let gradient = Gradient::new(geometry(&numbers)?);
            let charge = isolate.ledger.charge(Kind::Display, gradient.bytes())?;
            let shared = Rc::new(RefCell::new(Arc::new(gradient)));
            let charge = RefCell::new(charge);
            Ok(Rc::new(GradientCore { shared, charge, owner: Cell::new(None) }))
        })?;
        let owner = Isolate::current().watch(&env, &this.object, core.clone())?;
        core.owner.set(Some(owner));
        Ok(Self { core })
    }

    /// Adds a stop: its offset, then red, green, blue and alpha; of a modern colour or one that CSS 3 had. What
    /// was drawn before keeps the stops it was drawn with.
    #[napi(catch_unwind)]
    pub fn add_color_stop(&self, env: Env, stop: Vec<f64>, modern: bool) -> napi::Result<()> {
        enter(&env, 0, |_| {
            let [offset, r, g, b, a] = numbers(&stop)?;
            let mut shared = self.core.shared.borrow_mut();
            let bytes = shared.bytes() + size_of::<ColorStop>();
            self.core.charge.borrow_mut().resize(bytes)?;
            let color = Color::from_numbers([r, g, b, a]);
            let gradient = Arc::make_mut(&mut shared);
            gradient.add_stop(ColorStop { offset, color });
            if modern {
                gradient.mix_in_oklab();
            }
            Ok(())
        })
    }

    pub(super) fn style(&self) -> Style {
        Style::Gradient(Rc::clone(&self.core.shared))
    }
}

fn geometry(numbers: &[f64]) -> Result<GradientGeometry> {
    match *numbers {
        [start_angle, x, y] => {
            Ok(GradientGeometry::Conic { start_angle, center: Point::new(x, y) })
        }
        [x0, y0, x1, y1] => {
            Ok(GradientGeometry::Linear { from: Point::new(x0, y0), to: Point::new(x1, y1) })
        }
        [x0, y0, from_radius, x1, y1, to_radius] => Ok(GradientGeometry::Radial {
            from: Point::new(x0, y0),
            from_radius,
            to: Point::new(x1, y1),
            to_radius,
        }),
        _ => Err(Error::internal("a gradient is made from 3, 4 or 6 numbers")),
    }
}
