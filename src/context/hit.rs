//! Hit tests of the `CanvasDrawPath` mixin.
//! <https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-ispointinpath>
//!
//! Points are in the canvas's space, whatever the transform. A collapsed plane has no inside, as in every browser.

use super::Context;
use crate::error::Result;
use crate::geom::{Point, Rect};
use crate::mem::Kind;
use crate::path::{FillRule, Path};
use crate::stroke;

impl Context {
    /// `isPointInPath(x, y)`.
    pub fn is_point_in_path(&self, p: Point, rule: FillRule) -> bool {
        let is_flat = self.state.transform.is_flat();
        // The current path is in the canvas's space already.
        p.is_finite() && !is_flat && self.path.path().contains(p, rule)
    }

    /// `isPointInPath(path, x, y)`.
    pub fn is_point_in(&self, path: &Path, p: Point, rule: FillRule) -> bool {
        let Some(back) = self.state.transform.inverse() else { return false };
        p.is_finite() && path.contains(back.map(p), rule)
    }

    /// `isPointInStroke(x, y)`.
    pub fn is_point_in_stroke(&mut self, p: Point) -> Result<bool> {
        // Before the path is copied to user space.
        let _copy = self.charge.ledger().charge(Kind::Scratch, self.path.path().bytes())?;
        match self.path_in_user_space() {
            Some((path, _)) => self.is_point_in_stroke_of(&path, p),
            None => Ok(false),
        }
    }

    /// `isPointInStroke(path, x, y)`.
    pub fn is_point_in_stroke_of(&self, path: &Path, p: Point) -> Result<bool> {
        let around = Rect::new(p.x - 1.0, p.y - 1.0, 2.0, 2.0);
        if !p.is_finite() {
            return Ok(false);
        }
        let (style, transform) = (&self.state.line, &self.state.transform);
        let scratch = stroke::scratch(path, style);
        let _scratch = self.charge.ledger().charge(Kind::Scratch, scratch)?;
        let Some((outline, place)) = stroke::outline(path, style, transform, &around) else {
            return Ok(false);
        };
        let Some(back) = place.inverse() else { return Ok(false) };
        Ok(outline.contains(back.map(p), FillRule::NonZero))
    }
}
