//! The native half of `CanvasGradient`.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use napi::Env;
use napi_derive::napi;

use super::isolate::enter;
use crate::context::Style;
use crate::error::Result;
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
    /// Between two circles, or two points where `circles` is false. Numbers are checked by the caller.
    #[napi(constructor, catch_unwind)]
    #[expect(clippy::too_many_arguments, reason = "the numbers of createRadialGradient")]
    pub fn new(
        env: Env,
        circles: bool,
        x0: f64,
        y0: f64,
        r0: f64,
        x1: f64,
        y1: f64,
        r1: f64,
    ) -> napi::Result<Self> {
        let (from, to) = (Point::new(x0, y0), Point::new(x1, y1));
        let geometry = if circles {
            GradientGeometry::Radial { from, from_radius: r0, to, to_radius: r1 }
        } else {
            GradientGeometry::Linear { from, to }
        };
        enter(&env, 0, |isolate| {
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
