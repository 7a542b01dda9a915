//! The 2D affine transform of the canvas.

use super::{Point, Rect};

/// `x' = a·x + c·y + e`, `y' = b·x + d·y + f`, with the standard's letters.
/// <https://html.spec.whatwg.org/multipage/canvas.html#transformations>
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Transform {
    /// Horizontal scale.
    pub a: f64,
    /// Vertical skew.
    pub b: f64,
    /// Horizontal skew.
    pub c: f64,
    /// Vertical scale.
    pub d: f64,
    /// Horizontal translation.
    pub e: f64,
    /// Vertical translation.
    pub f: f64,
}

impl Default for Transform {
    fn default() -> Self {
        Self::IDENTITY
    }
}

impl Transform {
    /// Leaves every point where it is.
    pub const IDENTITY: Self = Self { a: 1.0, b: 0.0, c: 0.0, d: 1.0, e: 0.0, f: 0.0 };

    /// From the six numbers in the standard's order.
    pub const fn new(a: f64, b: f64, c: f64, d: f64, e: f64, f: f64) -> Self {
        Self { a, b, c, d, e, f }
    }

    /// A move by `(x, y)`.
    pub const fn translate(x: f64, y: f64) -> Self {
        Self::new(1.0, 0.0, 0.0, 1.0, x, y)
    }

    /// A scale about the origin.
    pub const fn scale(x: f64, y: f64) -> Self {
        Self::new(x, 0.0, 0.0, y, 0.0, 0.0)
    }

    /// A clockwise turn (y grows downwards) by `angle` radians.
    pub fn rotate(angle: f64) -> Self {
        let (sin, cos) = angle.sin_cos();
        Self::new(cos, sin, -sin, cos, 0.0, 0.0)
    }

    /// The transform that applies `inner` first and `self` to its result.
    pub fn then_inner(&self, inner: &Self) -> Self {
        Self {
            a: self.a * inner.a + self.c * inner.b,
            b: self.b * inner.a + self.d * inner.b,
            c: self.a * inner.c + self.c * inner.d,
            d: self.b * inner.c + self.d * inner.d,
            e: self.a * inner.e + self.c * inner.f + self.e,
            f: self.b * inner.e + self.d * inner.f + self.f,
        }
    }

    /// Where `p` goes.
    pub fn map(&self, p: Point) -> Point {
        Point::new(self.a * p.x + self.c * p.y + self.e, self.b * p.x + self.d * p.y + self.f)
    }

    /// The bounds of where `rect` goes.
    pub fn map_bounds(&self, rect: &Rect) -> Rect {
        Rect::around(rect.corners().map(|p| self.map(p))).unwrap_or_default()
    }

    /// The determinant of the linear part: 0 when the plane collapses.
    pub fn determinant(&self) -> f64 {
        self.a * self.d - self.b * self.c
    }

    /// The plane has collapsed to a line or a point, or the numbers mean nothing. Unlike the determinant this can't
    /// overflow.
    pub fn is_flat(&self) -> bool {
        let largest = [self.a, self.b, self.c, self.d].iter().fold(0.0f64, |m, v| m.max(v.abs()));
        let part = |v: f64| v / largest;
        // NaN where nothing is larger than 0, or something is infinite.
        let det = part(self.a) * part(self.d) - part(self.b) * part(self.c);
        det == 0.0 || det.is_nan()
    }

    /// The way back; `None` when the plane collapses or numbers are not finite.
    pub fn inverse(&self) -> Option<Self> {
        let det = self.determinant();
        if det == 0.0 || !det.is_finite() || !self.is_finite() {
            return None;
        }
        let inverse = Self {
            a: self.d / det,
            b: -self.b / det,
            c: -self.c / det,
            d: self.a / det,
            e: (self.c * self.f - self.d * self.e) / det,
            f: (self.b * self.e - self.a * self.f) / det,
        };
        inverse.is_finite().then_some(inverse)
    }

    /// No component is infinite or NaN.
    pub fn is_finite(&self) -> bool {
        [self.a, self.b, self.c, self.d, self.e, self.f].iter().all(|v| v.is_finite())
    }

    /// Axis-aligned rectangles stay so without turning: only scale and translation.
    pub fn is_scale_translate(&self) -> bool {
        self.b == 0.0 && self.c == 0.0
    }

    /// The largest factor by which a length can grow.
    pub fn max_scale(&self) -> f64 {
        // The largest singular value of the linear part.
        let straight = (self.a + self.d).hypot(self.b - self.c);
        let mirrored = (self.a - self.d).hypot(self.b + self.c);
        (straight + mirrored) / 2.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn then_inner_applies_the_inner_one_first() {
        let t = Transform::translate(10.0, 0.0).then_inner(&Transform::scale(2.0, 3.0));
        assert_eq!(t.map(Point::new(1.0, 1.0)), Point::new(12.0, 3.0));
    }

    #[test]
    fn inverse_undoes() {
        let t = Transform::new(2.0, 1.0, -0.5, 3.0, 7.0, -9.0);
        let p = t.inverse().unwrap().map(t.map(Point::new(4.0, 5.0)));
        assert!((p.x - 4.0).abs() < 1e-12 && (p.y - 5.0).abs() < 1e-12);
        assert_eq!(Transform::scale(0.0, 1.0).inverse(), None);
    }

    #[test]
    fn flat_is_what_has_no_area_however_large() {
        assert!(!Transform::scale(f64::MAX, f64::MAX).is_flat());
        assert!(!Transform::rotate(0.5).is_flat());
        for flat in [Transform::scale(0.0, 1.0), Transform::scale(0.0, 0.0)] {
            assert!(flat.is_flat());
        }
        assert!(Transform::new(1.0, 2.0, 2.0, 4.0, 0.0, 0.0).is_flat());
        assert!(Transform::scale(f64::INFINITY, 1.0).is_flat());
    }

    #[test]
    fn max_scale_is_the_largest_singular_value() {
        assert!((Transform::scale(2.0, 5.0).max_scale() - 5.0).abs() < 1e-12);
        let turned = Transform::rotate(0.7).then_inner(&Transform::scale(3.0, 1.0));
        assert!((turned.max_scale() - 3.0).abs() < 1e-12);
    }
}
