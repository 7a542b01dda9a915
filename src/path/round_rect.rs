//! Corner radii of rounded rectangles.

use crate::geom::Point;

/// Radii of the four corners (x horizontal, y vertical), none negative.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CornerRadii {
    /// Upper left.
    pub upper_left: Point,
    /// Upper right.
    pub upper_right: Point,
    /// Lower right.
    pub lower_right: Point,
    /// Lower left.
    pub lower_left: Point,
}

impl CornerRadii {
    /// None is infinite or NaN.
    pub(super) fn is_finite(self) -> bool {
        let all = [self.upper_left, self.upper_right, self.lower_right, self.lower_left];
        all.iter().all(|radius| radius.is_finite())
    }

    /// Corner radii for a rectangle whose width or height is negative: mirrored along, because the
    /// standard lays "upper left" at the first corner.
    pub(super) fn mirrored(self, horizontally: bool, vertically: bool) -> Self {
        let mut r = self;
        if horizontally {
            std::mem::swap(&mut r.upper_left, &mut r.upper_right);
            std::mem::swap(&mut r.lower_left, &mut r.lower_right);
        }
        if vertically {
            std::mem::swap(&mut r.upper_left, &mut r.lower_left);
            std::mem::swap(&mut r.upper_right, &mut r.lower_right);
        }
        r
    }

    /// All radii scaled down together until no side is shorter than the two radii on it.
    pub(super) fn fitted(self, width: f64, height: f64) -> Self {
        let sums = [
            (width, self.upper_left.x + self.upper_right.x),
            (height, self.upper_right.y + self.lower_right.y),
            (width, self.lower_right.x + self.lower_left.x),
            (height, self.upper_left.y + self.lower_left.y),
        ];
        let scale = sums
            .iter()
            .filter(|(_, sum)| *sum > 0.0)
            .map(|(side, sum)| side / sum)
            .fold(1.0_f64, f64::min);
        Self {
            upper_left: self.upper_left * scale,
            upper_right: self.upper_right * scale,
            lower_right: self.lower_right * scale,
            lower_left: self.lower_left * scale,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_infinite_radius_makes_no_path() {
        use crate::geom::{Rect, Transform};
        let mut builder = crate::path::PathBuilder::default();
        let radii =
            CornerRadii { upper_left: Point::new(f64::INFINITY, 1.0), ..CornerRadii::default() };
        builder.round_rect(&Transform::IDENTITY, Rect::new(0.0, 0.0, 190.0, 1e-30), radii);
        assert!(builder.path().is_empty());
    }

    #[test]
    fn radii_shrink_together() {
        let r = CornerRadii {
            upper_left: Point::new(10.0, 10.0),
            upper_right: Point::new(30.0, 5.0),
            ..CornerRadii::default()
        };
        let fitted = r.fitted(20.0, 100.0);
        assert_eq!(fitted.upper_left, Point::new(5.0, 5.0));
        assert_eq!(fitted.upper_right, Point::new(15.0, 2.5));
    }
}
