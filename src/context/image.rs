//! The `CanvasDrawImage` and `CanvasImageData` mixins.
//! <https://html.spec.whatwg.org/multipage/canvas.html#drawing-images>

use std::sync::Arc;

use super::{Context, Out};
use crate::error::Result;
use crate::geom::{DeviceRect, Rect};
use crate::list::{OpKind, Source};
use crate::mem::Bitmap;

impl Context {
    /// `drawImage`, all forms: `from` in the picture's pixels, `to` in user space.
    pub fn draw_image(&mut self, out: Out<'_>, source: Source, from: Rect, to: Rect) -> Result<()> {
        // 1. Non-finite arguments: nothing. 5. A source without area: nothing.
        if !from.is_finite() || !to.is_finite() {
            return Ok(());
        }
        let size = source.size();
        let whole = Rect::new(0.0, 0.0, f64::from(size.width()), f64::from(size.height()));
        // 4. Negative sizes mean the same area, the picture is never mirrored.
        let Some((from, to)) = cut(from.normalized(), to.normalized(), &whole) else {
            return Ok(());
        };
        let smoothing = self.state.smoothing;
        let state = self.draw_state(self.state.transform);
        out.push(OpKind::Image { source, from, to, smoothing }, state, &to)
    }

    /// `putImageData`: pixels replace what is there, at a device pixel.
    pub fn put_pixels(&mut self, out: Out<'_>, pixels: Arc<Bitmap>, x: i32, y: i32) -> Result<()> {
        let area = DeviceRect {
            left: x,
            top: y,
            right: x.saturating_add_unsigned(pixels.width()),
            bottom: y.saturating_add_unsigned(pixels.height()),
        };
        out.push_put(OpKind::Put { pixels, x, y }, area)
    }
}

/// The part of `from` inside the picture, and the part of `to` that belongs to it.
fn cut(from: Rect, to: Rect, whole: &Rect) -> Option<(Rect, Rect)> {
    let inside = from.intersect(whole)?;
    let (x_scale, y_scale) = (to.width / from.width, to.height / from.height);
    let to = Rect::new(
        to.x + (inside.x - from.x) * x_scale,
        to.y + (inside.y - from.y) * y_scale,
        inside.width * x_scale,
        inside.height * y_scale,
    );
    (to.is_finite() && to.width > 0.0 && to.height > 0.0).then_some((inside, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_beyond_the_picture_shrinks_the_destination_alike() {
        let whole = Rect::new(0.0, 0.0, 10.0, 10.0);
        let (from, to) =
            cut(Rect::new(-5.0, 5.0, 10.0, 10.0), Rect::new(0.0, 0.0, 100.0, 100.0), &whole)
                .unwrap();
        assert_eq!(from, Rect::new(0.0, 5.0, 5.0, 5.0));
        assert_eq!(to, Rect::new(50.0, 0.0, 50.0, 50.0));
        assert_eq!(cut(Rect::new(20.0, 0.0, 5.0, 5.0), to, &whole), None);
        assert_eq!(cut(Rect::new(0.0, 0.0, 0.0, 5.0), to, &whole), None);
    }
}
