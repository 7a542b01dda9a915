//! A rectangle of whole device pixels.

use super::Rect;

/// Half-open ranges of device pixels: `left..right`, `top..bottom`. Empty when a range is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeviceRect {
    /// First column.
    pub left: i32,
    /// First row.
    pub top: i32,
    /// One past the last column.
    pub right: i32,
    /// One past the last row.
    pub bottom: i32,
}

impl DeviceRect {
    /// The rectangle that holds no pixel.
    pub const EMPTY: Self = Self { left: 0, top: 0, right: 0, bottom: 0 };

    /// The pixels of a picture of this size. Sides beyond `i32` don't occur: limits are far below.
    pub fn of_size(width: u32, height: u32) -> Self {
        let clamp = |v: u32| i32::try_from(v).unwrap_or(i32::MAX);
        Self { left: 0, top: 0, right: clamp(width), bottom: clamp(height) }
    }

    /// Every pixel that `rect` touches. Casts saturate, so any f64 gives a legal answer; NaN is 0.
    pub fn around(rect: &Rect) -> Self {
        let r = rect.normalized();
        // From minus infinity on, infinitely wide: that ends nowhere.
        let end =
            |start: f64, end: f64| if end.is_nan() && !start.is_nan() { f64::MAX } else { end };
        Self {
            left: r.x.floor() as i32,
            top: r.y.floor() as i32,
            right: end(r.x, r.right()).ceil() as i32,
            bottom: end(r.y, r.bottom()).ceil() as i32,
        }
    }

    /// How many pixels it holds.
    pub fn pixels(&self) -> u64 {
        u64::from(self.width()) * u64::from(self.height())
    }

    /// Holds no pixel.
    pub fn is_empty(&self) -> bool {
        self.left >= self.right || self.top >= self.bottom
    }

    /// The common pixels.
    pub fn intersect(&self, other: &Self) -> Self {
        let both = Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        };
        if both.is_empty() { Self::EMPTY } else { both }
    }

    /// The smallest rectangle around both; an empty one adds nothing.
    pub fn union(&self, other: &Self) -> Self {
        if self.is_empty() {
            return *other;
        }
        if other.is_empty() {
            return *self;
        }
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// Columns; 0 when empty.
    pub fn width(&self) -> u32 {
        u32::try_from(i64::from(self.right) - i64::from(self.left)).unwrap_or(0)
    }

    /// Rows; 0 when empty.
    pub fn height(&self) -> u32 {
        u32::try_from(i64::from(self.bottom) - i64::from(self.top)).unwrap_or(0)
    }

    /// The same area in user-space numbers.
    pub fn to_rect(self) -> Rect {
        Rect::new(
            f64::from(self.left),
            f64::from(self.top),
            f64::from(self.width()),
            f64::from(self.height()),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn around_covers_partial_pixels_and_saturates() {
        let r = DeviceRect::around(&Rect::new(0.5, -0.5, 1.0, 1.0));
        assert_eq!(r, DeviceRect { left: 0, top: -1, right: 2, bottom: 1 });
        let huge = DeviceRect::around(&Rect::new(-1e300, -1e300, 2e300, 2e300));
        assert_eq!((huge.left, huge.right), (i32::MIN, i32::MAX));
        assert_eq!(huge.width(), u32::MAX);
        let inf = f64::INFINITY;
        assert_eq!(DeviceRect::around(&Rect::new(-inf, -inf, inf, inf)), huge);
        assert!(DeviceRect::around(&Rect::new(f64::NAN, 0.0, inf, 5.0)).is_empty());
    }

    #[test]
    fn disjoint_intersection_is_empty() {
        let a = DeviceRect::of_size(4, 4);
        let b = DeviceRect { left: 10, top: 0, right: 12, bottom: 4 };
        assert!(a.intersect(&b).is_empty());
        assert_eq!(a.intersect(&b).width(), 0);
        assert_eq!(a.union(&b), DeviceRect::of_size(12, 4));
        assert_eq!(a.union(&DeviceRect::EMPTY), a);
        assert_eq!(DeviceRect::EMPTY.union(&a), a);
    }
}
