//! The `CanvasDrawPath` mixin. (`CanvasPath` is `path::PathBuilder`, reached by the commands.)
//! <https://html.spec.whatwg.org/multipage/canvas.html#canvasdrawpath>

use std::sync::Arc;

use super::{Context, Out};
use crate::error::Result;
use crate::geom::{DeviceRect, Rect, Transform};
use crate::list::{ClipNode, ClipShape, OpKind};
use crate::paint::Paint;
use crate::path::{FillRule, Path};

impl Context {
    /// `beginPath`.
    pub fn begin_path(&mut self) {
        self.path.begin();
    }

    /// `fill()` of the current path.
    pub fn fill(&mut self, out: Out<'_>, rule: FillRule) -> Result<()> {
        let Some(paint) = self.fill_paint() else { return Ok(()) };
        let place = match &paint {
            // A colour looks the same in every space.
            Paint::Color(_) => Some((self.path.share(), Transform::IDENTITY)),
            Paint::Gradient(_) | Paint::Pattern(..) => self.path_in_user_space(),
        };
        let Some((path, transform)) = place else { return Ok(()) };
        self.push_fill(out, path, transform, rule, paint)
    }

    /// `fill(path)`.
    pub fn fill_path(&mut self, out: Out<'_>, path: Arc<Path>, rule: FillRule) -> Result<()> {
        let Some(paint) = self.fill_paint() else { return Ok(()) };
        self.push_fill(out, path, self.state.transform, rule, paint)
    }

    fn push_fill(
        &self,
        out: Out<'_>,
        path: Arc<Path>,
        transform: Transform,
        rule: FillRule,
        paint: Paint,
    ) -> Result<()> {
        let bounds = path.control_bounds().unwrap_or_default();
        out.push(OpKind::Fill { path, rule, paint }, self.draw_state(transform), &bounds)
    }

    /// `stroke()` of the current path. A collapsed plane has no pen: nothing is drawn.
    pub fn stroke(&mut self, out: Out<'_>) -> Result<()> {
        match self.path_in_user_space() {
            Some((path, _)) => self.stroke_user_path(out, path),
            None => Ok(()),
        }
    }

    /// Strokes a path given in user space: `stroke(path)`, `strokeRect`, `strokeText`.
    pub fn stroke_user_path(&mut self, out: Out<'_>, path: Arc<Path>) -> Result<()> {
        self.stroke_path_at(out, path, self.state.transform)
    }

    pub(super) fn stroke_path_at(
        &mut self,
        out: Out<'_>,
        path: Arc<Path>,
        transform: Transform,
    ) -> Result<()> {
        let Some(paint) = self.stroke_paint() else { return Ok(()) };
        if transform.inverse().is_none() {
            return Ok(());
        }
        let style = Arc::clone(&self.state.line);
        let bounds = path.control_bounds().unwrap_or_default().outset(style.reach());
        out.push(OpKind::Stroke { path, style, paint }, self.draw_state(transform), &bounds)
    }

    /// `clip()` with the current path.
    pub fn clip(&mut self, out: Out<'_>, rule: FillRule) -> Result<()> {
        let path = self.path.share();
        self.clip_device_path(out, path, rule)
    }

    /// `clip(path)`.
    pub fn clip_path(&mut self, out: Out<'_>, path: &Path, rule: FillRule) -> Result<()> {
        let path = Arc::new(path.transformed(&self.state.transform));
        self.clip_device_path(out, path, rule)
    }

    fn clip_device_path(&mut self, out: Out<'_>, path: Arc<Path>, rule: FillRule) -> Result<()> {
        let bounds = path.control_bounds().unwrap_or_default();
        let pixels = DeviceRect::around(&bounds).intersect(&out.canvas_bounds());
        let (shape, charge) = if path.as_rect().is_some_and(is_whole_pixels) || pixels.is_empty() {
            (ClipShape::Bounds, None)
        } else {
            let charge = out.charge(path.bytes())?;
            (ClipShape::Path { path, rule }, Some(charge))
        };
        let clip = ClipNode::new(self.state.clip.as_ref(), shape, pixels, charge);
        self.state_mut().clip = Some(clip);
        Ok(())
    }
}

fn is_whole_pixels(r: Rect) -> bool {
    [r.x, r.y, r.right(), r.bottom()].iter().all(|v| v.fract() == 0.0)
}
