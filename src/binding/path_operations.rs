//! Operations on the native half of `Path2D`, which other libraries for Node have and the standard has not.

use std::sync::Arc;

use napi::Env;
use napi_derive::napi;

use super::context2d::numbers;
use super::isolate::enter;
use super::path2d::NativePath;
use crate::error::{Error, Result};
use crate::geom::{Rect, Transform};
use crate::mem::{Kind, Ledger};
use crate::paint::{LineCap, LineJoin, StrokeStyle};
use crate::path::{FillRule, FillType, Path, PathOp, combine, simplify};
use crate::stroke;

#[napi]
impl NativePath {
    /// What one of `PathOp` keeps of this path and another.
    #[napi(catch_unwind)]
    pub fn op(&self, env: Env, other: &NativePath, op: u32) -> napi::Result<()> {
        let second = (other.path(), other.fill_type());
        self.replace(&env, |path, fill, ledger| {
            let op = PathOp::from_number(op).ok_or_else(|| Error::internal("no such operation"))?;
            combine((path, fill), (&second.0, second.1), op, ledger)
        })
    }

    /// The same area without crossings.
    #[napi(catch_unwind)]
    pub fn simplify(&self, env: Env) -> napi::Result<()> {
        self.replace(&env, |path, fill, ledger| {
            let made = FillType { rule: FillRule::EvenOdd, ..fill };
            Ok((simplify(path, fill.rule, ledger)?, made))
        })
    }

    /// The same area for the nonzero rule.
    #[napi(catch_unwind)]
    pub fn as_winding(&self, env: Env) -> napi::Result<()> {
        self.replace(&env, |path, fill, ledger| {
            let made = FillType { rule: FillRule::NonZero, ..fill };
            let path = match fill.rule {
                FillRule::NonZero => path.clone(),
                FillRule::EvenOdd => simplify(path, fill.rule, ledger)?,
            };
            Ok((path, made))
        })
    }

    /// The outline of its stroke. Cap and join by number.
    #[napi(catch_unwind)]
    pub fn stroke(
        &self,
        env: Env,
        width: f64,
        miter_limit: f64,
        cap: u32,
        join: u32,
    ) -> napi::Result<()> {
        self.replace(&env, |path, _, ledger| {
            path.check_operand("stroke")?;
            let cap = [LineCap::Butt, LineCap::Round, LineCap::Square][cap.min(2) as usize];
            let join = [LineJoin::Miter, LineJoin::Round, LineJoin::Bevel][join.min(2) as usize];
            let style = StrokeStyle { width, miter_limit, cap, join, ..StrokeStyle::default() };
            stroke::check(path, &style)?;
            let mut scratch = ledger.charge(Kind::Scratch, stroke::scratch(path, &style))?;
            let made = stroke::outlined(path, &style);
            // Some curves make more: a path that the budget does not allow is not kept.
            let bytes = made.bytes().max(scratch.bytes());
            scratch.resize(bytes)?;
            Ok((made, FillType::default()))
        })
    }

    /// Moves every point by a matrix of six numbers.
    #[napi(catch_unwind)]
    pub fn transform(&self, env: Env, matrix: Vec<f64>) -> napi::Result<()> {
        self.replace(&env, |path, fill, _| {
            let [a, b, c, d, e, f] = numbers(&matrix)?;
            Ok((path.transformed(&Transform::new(a, b, c, d, e, f)), fill))
        })
    }

    /// What lies between two fractions of its length, or what doesn't.
    #[napi(catch_unwind)]
    pub fn trim(&self, env: Env, start: f64, end: f64, complement: bool) -> napi::Result<()> {
        self.replace(&env, |path, fill, _| Ok((path.trimmed(start, end, complement)?, fill)))
    }

    /// Cut into dashes.
    #[napi(catch_unwind)]
    pub fn dash(&self, env: Env, on: f64, off: f64, phase: f64) -> napi::Result<()> {
        self.replace(&env, |path, fill, _| Ok((path.dashed(on, off, phase)?, fill)))
    }

    /// Its corners made round.
    #[napi(catch_unwind)]
    pub fn round(&self, env: Env, radius: f64) -> napi::Result<()> {
        self.replace(&env, |path, fill, _| Ok((path.rounded(radius)?, fill)))
    }

    /// Left, top, right and bottom of what it draws, or of its control points.
    #[napi(catch_unwind)]
    pub fn bounds(&self, tight: bool) -> Vec<f64> {
        let Rect { x, y, width, height } = self.path().drawn_bounds(tight).unwrap_or_default();
        vec![x, y, x + width, y + height]
    }

    /// Both have the same segments and the same fill type.
    #[napi(catch_unwind)]
    pub fn equals(&self, env: Env, other: &NativePath) -> napi::Result<bool> {
        let (one, two) = (self.path(), other.path());
        let bytes = one.bytes_to_compare().saturating_add(two.bytes_to_compare());
        enter(&env, bytes, |isolate| {
            let _scratch = isolate.ledger.charge(Kind::Scratch, bytes)?;
            Ok(self.fill_type() == other.fill_type() && one.is_same_as(&two))
        })
    }

    /// SVG path data.
    #[napi(catch_unwind)]
    pub fn to_svg(&self, env: Env) -> napi::Result<String> {
        let path = self.path();
        let bytes = path.bytes_to_write();
        enter(&env, bytes, |isolate| {
            let _scratch = isolate.ledger.charge(Kind::Scratch, bytes)?;
            Ok(path.to_svg())
        })
    }

    /// `FillType`, as a number.
    #[napi(catch_unwind)]
    pub fn get_fill_type(&self) -> u32 {
        self.fill_type().number()
    }

    /// `FillType`, from a number.
    #[napi(catch_unwind)]
    pub fn set_fill_type(&self, number: u32) {
        self.set_fill(FillType::from_number(number));
    }

    /// Puts what `make` makes in the place of the path; after an error it is what it was.
    fn replace(
        &self,
        env: &Env,
        make: impl FnOnce(&Path, FillType, &Arc<Ledger>) -> Result<(Path, FillType)>,
    ) -> napi::Result<()> {
        let path = self.path();
        enter(env, path.bytes(), |isolate| {
            let (made, fill) = make(&path, self.fill_type(), &isolate.ledger)?;
            if !made.is_finite() {
                return Err(Error::limit("the path would have points beyond all numbers"));
            }
            self.set_fill(fill);
            self.set_path(made)
        })
    }
}
