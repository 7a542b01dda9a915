//! The native half of `CanvasGradient`.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use napi::Env;
use napi_derive::napi;

use super::isolate::enter;
use crate::context::Style;
use crate::error::{Error, Result};
use crate::geom::Point;
use crate::mem::{Charge, Kind};
use crate::paint::{Color, ColorStop, Gradient, GradientGeometry};

/// A gradient as `js/gradient.js` holds it.
#[napi(js_name = "Gradient")]
pub struct NativeGradient {
    shared: Rc<RefCell<Arc<Gradient>>>,
    charge: RefCell<Charge>,
}

#[napi]
impl NativeGradient {
    /// Between two circles (x, y, radius, twice) or two points (x, y, twice). Numbers are checked by the
    /// caller.
    #[napi(constructor, catch_unwind)]
    pub fn new(env: Env, numbers: Vec<f64>) -> napi::Result<Self> {
        enter(&env, 0, |isolate| {
            let geometry = geometry(&numbers)?;
            let charge = isolate.ledger.charge(Kind::Display, 0)?;
            let shared = Rc::new(RefCell::new(Arc::new(Gradient::new(geometry))));
            Ok(Self { shared, charge: RefCell::new(charge) })
        })
    }

    /// Adds a stop. What was drawn before keeps the stops it was drawn with.
    #[napi(catch_unwind)]
    pub fn add_color_stop(
        &self,
        env: Env,
        offset: f64,
        r: u8,
        g: u8,
        b: u8,
        a: f64,
    ) -> napi::Result<()> {
        enter(&env, 0, |_| {
            let mut shared = self.shared.borrow_mut();
            let bytes = shared.bytes() + size_of::<ColorStop>();
            self.charge.borrow_mut().resize(bytes)?;
            let color = Color::rgba(r, g, b, a as f32);
            Arc::make_mut(&mut shared).add_stop(ColorStop { offset, color });
            Ok(())
        })
    }

    pub(super) fn style(&self) -> Result<Style> {
        Ok(Style::Gradient(Rc::clone(&self.shared)))
    }
}

fn geometry(numbers: &[f64]) -> Result<GradientGeometry> {
    match *numbers {
        [x0, y0, x1, y1] => {
            Ok(GradientGeometry::Linear { from: Point::new(x0, y0), to: Point::new(x1, y1) })
        }
        [x0, y0, from_radius, x1, y1, to_radius] => Ok(GradientGeometry::Radial {
            from: Point::new(x0, y0),
            from_radius,
            to: Point::new(x1, y1),
            to_radius,
        }),
        _ => Err(Error::internal("a gradient is made from 4 or 6 numbers")),
    }
}
