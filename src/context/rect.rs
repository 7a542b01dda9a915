//! The `CanvasRect` mixin.
//! <https://html.spec.whatwg.org/multipage/canvas.html#canvasrect>

use std::sync::Arc;

use super::{Context, Out};
use crate::error::Result;
use crate::geom::{Point, Rect};
use crate::list::OpKind;
use crate::path::Path;

impl Context {
    /// `fillRect`.
    pub fn fill_rect(&mut self, out: Out<'_>, rect: Rect) -> Result<()> {
        // 1., 2. Non-finite or without area: nothing.
        if !rect.is_finite() || rect.width == 0.0 || rect.height == 0.0 {
            return Ok(());
        }
        let Some(paint) = self.fill_paint() else { return Ok(()) };
        let rect = rect.normalized();
        out.push(OpKind::FillRect { rect, paint }, self.draw_state(self.state.transform), &rect)
    }

    /// `strokeRect`.
    pub fn stroke_rect(&mut self, out: Out<'_>, rect: Rect) -> Result<()> {
        // 1., 2. Non-finite or a single point: nothing.
        if !rect.is_finite() || (rect.width == 0.0 && rect.height == 0.0) {
            return Ok(());
        }
        let mut path = Path::new();
        path.move_to(Point::new(rect.x, rect.y));
        if rect.width == 0.0 || rect.height == 0.0 {
            // 4. One side zero: a line; closed, as in browsers, so that it has joins and no caps.
            path.line_to(Point::new(rect.right(), rect.bottom()));
            path.close();
        } else {
            // 5. Else a closed subpath.
            rect.corners()[1..].iter().for_each(|&p| path.line_to(p));
            path.close();
        }
        self.stroke_user_path(out, Arc::new(path))
    }

    /// `clearRect`.
    pub fn clear_rect(&mut self, out: Out<'_>, rect: Rect) -> Result<()> {
        if !rect.is_finite() || rect.width == 0.0 || rect.height == 0.0 {
            return Ok(());
        }
        let rect = rect.normalized();
        // Clip and transform apply; paint, alpha, mode, shadow and filter don't.
        let mut state = self.draw_state(self.state.transform);
        state.alpha = 1.0;
        state.shadow = None;
        state.filter = None;
        state.composite = crate::paint::CompositeMode::default();
        out.push(OpKind::Clear { rect }, state, &rect)
    }
}
