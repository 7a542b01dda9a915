//! A rectangle in user space.

use super::Point;

/// Sides that have overflowed are held here: sums of some of them are finite.
const MOST: f64 = f64::MAX / 16.0;

/// A rectangle in user space; a negative width or height means it was drawn from its far corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// The x coordinate of the first corner.
    pub x: f64,
    /// The y coordinate of the first corner.
    pub y: f64,
    /// Signed width.
    pub width: f64,
    /// Signed height.
    pub height: f64,
}

impl Rect {
    /// The rectangle from `(x, y)` with signed `width` and `height`.
    pub const fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self { x, y, width, height }
    }

    /// No component is infinite or NaN.
    pub fn is_finite(&self) -> bool {
        [self.x, self.y, self.width, self.height].iter().all(|v| v.is_finite())
    }

    /// The same area with positive width and height.
    pub fn normalized(&self) -> Self {
        Self {
            x: self.x.min(self.x + self.width),
            y: self.y.min(self.y + self.height),
            width: self.width.abs(),
            height: self.height.abs(),
        }
    }

    /// The larger x coordinate, for a normalized rectangle.
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// The larger y coordinate, for a normalized rectangle.
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// The four corners in drawing order, from the first one.
    pub fn corners(&self) -> [Point; 4] {
        let (x, y, r, b) = (self.x, self.y, self.right(), self.bottom());
        [Point::new(x, y), Point::new(r, y), Point::new(r, b), Point::new(x, b)]
    }

    /// The smallest rectangle around `points`; `None` when there are none. Where numbers have overflowed
    /// it is as large as can be: its sides and their sums are finite.
    pub fn around(points: impl IntoIterator<Item = Point>) -> Option<Self> {
        let mut points = points.into_iter();
        let first = points.next()?;
        let (mut lo, mut hi) = (first, first);
        for p in points {
            lo = Point::new(lo.x.min(p.x), lo.y.min(p.y));
            hi = Point::new(hi.x.max(p.x), hi.y.max(p.y));
        }
        let held = |v: f64| v.clamp(-MOST, MOST);
        let (x, y) = (held(lo.x), held(lo.y));
        Some(Self::new(x, y, held(hi.x) - x, held(hi.y) - y))
    }

    /// Grown by `by` on every side; an infinite one is as large as can be.
    pub fn outset(&self, by: f64) -> Self {
        let by = by.min(MOST);
        Self::new(self.x - by, self.y - by, self.width + 2.0 * by, self.height + 2.0 * by)
    }

    /// No part of `other` is outside, both being normalized.
    pub fn contains(&self, other: &Self) -> bool {
        self.x <= other.x
            && self.y <= other.y
            && self.right() >= other.right()
            && self.bottom() >= other.bottom()
    }

    /// The common part of two normalized rectangles; `None` when it has no area.
    pub fn intersect(&self, other: &Self) -> Option<Self> {
        let x = self.x.max(other.x);
        let y = self.y.max(other.y);
        let width = self.right().min(other.right()) - x;
        let height = self.bottom().min(other.bottom()) - y;
        (width > 0.0 && height > 0.0).then_some(Self::new(x, y, width, height))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normalized_turns_negative_sizes_around() {
        assert_eq!(Rect::new(10.0, 10.0, -4.0, 6.0).normalized(), Rect::new(6.0, 10.0, 4.0, 6.0));
    }

    #[test]
    fn a_rect_contains_itself_and_not_what_reaches_out() {
        let a = Rect::new(1.0, 2.0, 5.0, 5.0);
        assert!(a.contains(&a) && a.contains(&Rect::new(2.0, 3.0, 1.0, 0.0)));
        assert!(!a.contains(&Rect::new(2.0, 3.0, 4.5, 1.0)) && !a.contains(&a.outset(0.5)));
        assert!(!Rect::new(0.0, 0.0, f64::NAN, 9.0).contains(&Rect::new(1.0, 1.0, 1.0, 1.0)));
    }

    #[test]
    fn a_rectangle_around_overflowed_points_has_sides() {
        let inf = f64::INFINITY;
        let all = Rect::around([Point::new(-inf, -f64::MAX), Point::new(inf, f64::MAX)]).unwrap();
        assert!(all.is_finite() && all.right() > 1e300 && all.bottom() > 1e300, "{all:?}");
        assert!(all.x < -1e300 && all.y < -1e300, "{all:?}");
        let grown = Rect::new(5.0, 5.0, 1.0, 1.0).outset(inf);
        assert!(grown.is_finite() && grown.right() > 1e300 && grown.x < -1e300, "{grown:?}");
    }

    #[test]
    fn intersect_of_touching_rects_is_none() {
        let a = Rect::new(0.0, 0.0, 5.0, 5.0);
        assert_eq!(a.intersect(&Rect::new(5.0, 0.0, 5.0, 5.0)), None);
        assert_eq!(
            a.intersect(&Rect::new(3.0, 4.0, 5.0, 5.0)),
            Some(Rect::new(3.0, 4.0, 2.0, 1.0))
        );
    }
}
