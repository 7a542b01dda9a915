//! Curves to lines, in device space.

use super::{Path, Segment};
use crate::geom::{Point, Transform};

/// Coordinates are held within ± this after the transform. Far outside every canvas (65,535 wide),
/// and small enough that differences and products stay exact enough in f64.
const COORDINATE_LIMIT: f64 = 1e9;
/// The most lines one curve becomes. A curve that wants more is so large that only an unnoticeable
/// part of it can be on a canvas.
const MAX_LINES_PER_CURVE: f64 = 1024.0;

/// A subpath of straight lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Polyline {
    /// The corners, first to last; a closed one does not repeat its first.
    pub points: Vec<Point>,
    /// Ends with a line to the first corner.
    pub closed: bool,
}

/// The path as lines after `t`; no line is farther than `tolerance` from its curve.
pub fn flatten(path: &Path, t: &Transform, tolerance: f64) -> Vec<Polyline> {
    let mut out = Flattener { lines: Vec::new(), current: Polyline::default(), tolerance };
    let mut start = Point::default();
    for segment in path.segments() {
        match segment {
            Segment::Move(p) => {
                out.finish(false);
                start = place(t, p);
                out.current.points.push(start);
            }
            Segment::Line(p) => out.line(start, place(t, p)),
            Segment::Quad(c, p) => out.quad(start, place(t, c), place(t, p)),
            Segment::Cubic(c1, c2, p) => out.cubic(start, place(t, c1), place(t, c2), place(t, p)),
            Segment::Close => out.finish(true),
        }
    }
    out.finish(false);
    out.lines
}

/// Where a point lands, held within the limit. NaN (an overflowed transform) becomes 0.
fn place(t: &Transform, p: Point) -> Point {
    let hold = |v: f64| if v.is_nan() { 0.0 } else { v.clamp(-COORDINATE_LIMIT, COORDINATE_LIMIT) };
    let p = t.map(p);
    Point::new(hold(p.x), hold(p.y))
}

struct Flattener {
    lines: Vec<Polyline>,
    current: Polyline,
    tolerance: f64,
}

impl Flattener {
    /// The last point; a segment right after a close starts a subpath at `start`.
    fn from(&mut self, start: Point) -> Point {
        match self.current.points.last() {
            Some(&p) => p,
            None => {
                self.current.points.push(start);
                start
            }
        }
    }

    fn line(&mut self, start: Point, p: Point) {
        self.from(start);
        self.current.points.push(p);
    }

    fn quad(&mut self, start: Point, c: Point, p: Point) {
        let from = self.from(start);
        // Wang: the deviation of n equal steps is at most |p0 - 2c + p1| / (4 n²).
        let bend = ((from - c) - (c - p)).length();
        let steps = self.steps(bend / 4.0);
        for i in 1..=steps {
            let t = f64::from(i) / f64::from(steps);
            self.current.points.push(from.lerp(c, t).lerp(c.lerp(p, t), t));
        }
    }

    fn cubic(&mut self, start: Point, c1: Point, c2: Point, p: Point) {
        let from = self.from(start);
        // Wang: at most 6/8 of the largest second difference, over n².
        let bend = ((from - c1) - (c1 - c2)).length().max(((c1 - c2) - (c2 - p)).length());
        let steps = self.steps(bend * 0.75);
        for i in 1..=steps {
            let t = f64::from(i) / f64::from(steps);
            let (ab, bc, cd) = (from.lerp(c1, t), c1.lerp(c2, t), c2.lerp(p, t));
            let end = ab.lerp(bc, t).lerp(bc.lerp(cd, t), t);
            self.current.points.push(if i == steps { p } else { end });
        }
    }

    fn steps(&self, deviation: f64) -> u32 {
        (deviation / self.tolerance).sqrt().ceil().clamp(1.0, MAX_LINES_PER_CURVE) as u32
    }

    fn finish(&mut self, closed: bool) {
        if !self.current.points.is_empty() {
            let points = std::mem::take(&mut self.current.points);
            self.lines.push(Polyline { points, closed });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn p(x: f64, y: f64) -> Point {
        Point::new(x, y)
    }

    #[test]
    fn a_segment_after_close_starts_at_the_subpaths_start() {
        let mut path = Path::new();
        path.move_to(p(1.0, 2.0));
        path.line_to(p(5.0, 2.0));
        path.close();
        path.line_to(p(9.0, 9.0));
        let lines = flatten(&path, &Transform::IDENTITY, 0.1);
        assert_eq!(lines.len(), 2);
        assert!(lines[0].closed && !lines[1].closed);
        assert_eq!(lines[1].points, [p(1.0, 2.0), p(9.0, 9.0)]);
    }

    #[test]
    fn curves_stay_within_the_tolerance() {
        let mut path = Path::new();
        path.move_to(p(0.0, 0.0));
        path.quad_to(p(50.0, 100.0), p(100.0, 0.0));
        let lines = flatten(&path, &Transform::IDENTITY, 0.05);
        for pair in lines[0].points.windows(2) {
            let middle = pair[0].lerp(pair[1], 0.5);
            // The parabola in closed form: x = 100t, y = 200t(1-t).
            let t = middle.x / 100.0;
            assert!((middle.y - 200.0 * t * (1.0 - t)).abs() < 0.06);
        }
    }

    #[test]
    fn huge_and_overflowing_points_are_held() {
        let mut path = Path::new();
        path.move_to(p(1e300, -1e300));
        path.cubic_to(p(1e308, 1e308), p(-1e308, 1e308), p(1.0, 1.0));
        let lines = flatten(&path, &Transform::scale(1e300, 1e300), 0.1);
        let all = lines.iter().flat_map(|l| &l.points);
        assert!(all.clone().count() <= 1026);
        assert!(all.clone().all(|q| q.x.abs() <= 1e9 && q.y.abs() <= 1e9));
    }
}
