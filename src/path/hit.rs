//! Which points lie inside a path.
//!
//! Along a line to the right of the point, edges add up to a winding number. What lies on an edge is inside, with
//! the one exception that browsers make: where as many edges run one way as the other and nothing is around
//! them, such as on a lone line, which is closed by its way back.
//!
//! Coordinates are rounded to f32 first, because browsers hold them so: the point where an arc ends is then the
//! one that its angles mean. Lines are exact; a point on a curve is one less than [`NEAR`] beside it.

use super::curve::{Curve, Piece};
use super::{FillRule, Path, Segment};
use crate::geom::Point;

/// How far beside a curve a point may be and still is on it, as in browsers.
const NEAR: f64 = 1.0 / 4096.0;
/// Edges on which the point lies run along each other when their angles differ by less.
const PARALLEL: f64 = 1e-6;

impl Path {
    /// Whether `p` is inside, each subpath closed. The time is that of looking at each segment once.
    pub fn contains(&self, p: Point, rule: FillRule) -> bool {
        if !p.is_finite() {
            return false;
        }
        let p = single(p);
        let Some(bounds) = self.control_bounds() else { return false };
        let (first, last) = (
            single(Point::new(bounds.x, bounds.y)),
            single(Point::new(bounds.right(), bounds.bottom())),
        );
        if p.x < first.x || p.y < first.y || p.x > last.x || p.y > last.y {
            return false;
        }
        let mut hits = Hits { p, winding: 0, on: 0, ways: Vec::new() };
        let (mut start, mut here) = (Point::default(), Point::default());
        for segment in self.segments() {
            match segment {
                Segment::Move(to) => {
                    hits.line(here, start);
                    start = single(to);
                    here = start;
                }
                Segment::Line(to) => {
                    let to = single(to);
                    hits.line(here, to);
                    here = to;
                }
                Segment::Quad(c, to) => {
                    let to = single(to);
                    hits.curve(&Curve::Quad([here, single(c), to]));
                    here = to;
                }
                Segment::Cubic(c1, c2, to) => {
                    let to = single(to);
                    hits.curve(&Curve::Cubic([here, single(c1), single(c2), to]));
                    here = to;
                }
                Segment::Close => {
                    hits.line(here, start);
                    here = start;
                }
            }
        }
        hits.line(here, start);
        hits.are_inside(rule)
    }
}

/// The point as browsers hold it.
fn single(p: Point) -> Point {
    let hold = |v: f64| f64::from(v.clamp(f64::from(f32::MIN), f64::from(f32::MAX)) as f32);
    Point::new(hold(p.x), hold(p.y))
}

struct Hits {
    p: Point,
    winding: i64,
    /// How many edges the point lies on. Each has its start, and not its end.
    on: usize,
    /// The directions of those it lies on or ends.
    ways: Vec<Point>,
}

impl Hits {
    fn line(&mut self, a: Point, b: Point) {
        let p = self.p;
        let (top, bottom) = (a.y.min(b.y), a.y.max(b.y));
        if a == b || p.y < top || p.y > bottom {
            return;
        }
        let way = b - a;
        let cross = way.x * (p.y - a.y) - way.y * (p.x - a.x);
        let beside = p.x < a.x.min(b.x) || p.x > a.x.max(b.x);
        if cross == 0.0 && !beside {
            return self.touch(way, p != b);
        }
        if p.y < bottom && way.y != 0.0 {
            // The edge is to the right when its sign is the way's.
            self.cross(way.y, (cross > 0.0) == (way.y > 0.0));
        }
    }

    fn touch(&mut self, way: Point, counts: bool) {
        self.on += usize::from(counts);
        self.ways.push(way);
    }

    fn cross(&mut self, way: f64, to_the_right: bool) {
        if to_the_right {
            self.winding += if way > 0.0 { 1 } else { -1 };
        }
    }

    fn curve(&mut self, curve: &Curve) {
        let p = self.p;
        if curve.points().iter().all(|q| q.y < p.y) || curve.points().iter().all(|q| q.y > p.y) {
            return;
        }
        curve.each_monotone(|piece| self.piece(curve, piece));
    }

    /// A piece that rises or falls all along.
    fn piece(&mut self, curve: &Curve, piece: Piece) {
        let p = self.p;
        let (a, b) = (curve.at(piece.from), curve.at(piece.to));
        if a.y == b.y {
            return self.line(a, b);
        }
        let (top, bottom) = (a.y.min(b.y), a.y.max(b.y));
        if p.y < top || p.y > bottom {
            return;
        }
        let t = curve.solve_y(piece, p.y);
        let x = curve.at(t).x;
        if (x - p.x).abs() <= NEAR {
            self.touch(curve.direction(t), p != b);
        } else if p.y < bottom {
            self.cross(b.y - a.y, x > p.x);
        }
    }

    fn are_inside(&self, rule: FillRule) -> bool {
        let inside = match rule {
            FillRule::NonZero => self.winding != 0,
            FillRule::EvenOdd => self.winding % 2 != 0,
        };
        if inside || self.on % 2 == 1 {
            return true;
        }
        rule == FillRule::NonZero && self.on > 0 && self.outweigh()
    }

    /// Whether more of the edges that the point lies on run one way than the other.
    fn outweigh(&self) -> bool {
        use std::f64::consts::PI;
        let half_turn = |way: &Point| {
            let angle = way.y.atan2(way.x);
            // Both ways along a line have the same angle; which one it is is the sign.
            match angle {
                a if a >= PI - PARALLEL => (a - PI, -1i64),
                a if a < -PARALLEL => (a + PI, -1),
                a => (a, 1),
            }
        };
        let mut ways: Vec<_> =
            self.ways.iter().filter(|w| **w != Point::default()).map(half_turn).collect();
        ways.sort_by(|a, b| a.0.total_cmp(&b.0));
        ways.chunk_by(|a, b| b.0 - a.0 < PARALLEL)
            .any(|along| along.iter().map(|way| way.1).sum::<i64>() != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Transform;
    use crate::path::PathBuilder;

    fn inside(data: &str, x: f64, y: f64, rule: FillRule) -> bool {
        Path::from_svg_data(data).contains(Point::new(x, y), rule)
    }

    #[test]
    fn subpaths_are_closed_and_rules_apply() {
        for data in ["M0 0h10v10", "M0 0h10v10z"] {
            assert!(inside(data, 7.0, 3.0, FillRule::NonZero));
            assert!(!inside(data, 3.0, 7.0, FillRule::NonZero));
        }
        let ring = "M0 0h10v10h-10zM2 2h4v4h-4z";
        assert!(inside(ring, 3.0, 3.0, FillRule::NonZero));
        assert!(!inside(ring, 3.0, 3.0, FillRule::EvenOdd));
    }

    #[test]
    fn edges_and_corners_are_inside() {
        for (x, y) in [(0.0, 0.0), (5.0, 0.0), (10.0, 5.0), (10.0, 10.0), (0.0, 10.0), (3.0, 10.0)]
        {
            for rule in [FillRule::NonZero, FillRule::EvenOdd] {
                assert!(inside("M0 0h10v10h-10z", x, y, rule), "{x} {y}");
            }
        }
        assert!(!inside("M0 0h10v10h-10z", 10.001, 5.0, FillRule::NonZero));
        // A line and its way back.
        assert!(!inside("M0 0h10", 5.0, 0.0, FillRule::NonZero));
    }

    #[test]
    fn curves_are_solved() {
        let mut builder = PathBuilder::default();
        let (center, angles) = (Point::new(50.0, 25.0), (0.0, std::f64::consts::TAU));
        builder.arc(&Transform::IDENTITY, center, 20.0, angles, false).unwrap();
        for i in 0..1000 {
            let (sin, cos) = (f64::from(i) * 0.37).sin_cos();
            for (radius, is_in) in [(19.99, true), (20.01, false)] {
                let p = Point::new(50.0 + radius * cos, 25.0 + radius * sin);
                assert_eq!(builder.path().contains(p, FillRule::NonZero), is_in, "{p:?}");
            }
        }
        for (x, y) in [(70.0, 25.0), (50.0, 45.0), (30.0, 25.0), (50.0, 5.0)] {
            assert!(builder.path().contains(Point::new(x, y), FillRule::NonZero), "{x} {y}");
        }
    }

    #[test]
    fn numbers_beyond_reason_are_answered() {
        let far = "M-1e300 -1e300H1e300V1e300H-1e300z";
        assert!(inside(far, 1.0, 1.0, FillRule::NonZero));
        assert!(!inside(far, f64::NAN, 1.0, FillRule::NonZero));
        assert!(!inside("", 0.0, 0.0, FillRule::NonZero));
        assert!(inside("M0 0Q1e300 1e300 0 10", 0.0, 10.0, FillRule::NonZero));
    }
}
