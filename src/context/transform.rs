//! The `CanvasTransform` mixin.
//! <https://html.spec.whatwg.org/multipage/canvas.html#canvastransform>

use super::Context;
use crate::geom::Transform;

impl Context {
    /// `transform`: non-finite arguments change nothing.
    pub fn transform(&mut self, t: Transform) {
        if t.is_finite() {
            let sum = self.state().transform.then_inner(&t);
            self.state_mut().transform = sum;
        }
    }

    /// `setTransform`: non-finite arguments change nothing.
    pub fn set_transform(&mut self, t: Transform) {
        if t.is_finite() {
            self.state_mut().transform = t;
        }
    }
}
