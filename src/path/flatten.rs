//! Curves to lines, in device space.

use super::{Path, Segment};
use crate::geom::{Point, Rect, Transform};

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
    let mut out = Polylines::default();
    let mut start = Point::default();
    for segment in path.segments() {
        match segment {
            Segment::Move(p) => {
                out.finish(false);
                start = place(t, p);
                out.current.points.push(start);
            }
            Segment::Close => out.finish(true),
            _ => {
                let from = out.from(start);
                let points = &mut out.current.points;
                along(&segment, from, t, tolerance, None, |p| points.push(p));
            }
        }
    }
    out.finish(false);
    out.lines
}

/// Calls `line` with every line around the inside of the path after `t`, each subpath closed; no line
/// is farther than `tolerance` from its curve where that lies in `window`. A curve wholly to one side
/// of the window becomes one line there, which bounds the same area within it.
pub fn outline_lines(
    path: &Path,
    t: &Transform,
    tolerance: f64,
    window: &Rect,
    mut line: impl FnMut(Point, Point),
) {
    let (mut start, mut here) = (Point::default(), Point::default());
    for segment in path.segments() {
        match segment {
            Segment::Move(p) => {
                line(here, start);
                start = place(t, p);
                here = start;
            }
            Segment::Close => {
                line(here, start);
                here = start;
            }
            _ => along(&segment, here, t, tolerance, Some(window), |p| {
                line(here, p);
                here = p;
            }),
        }
    }
    line(here, start);
}

/// Where a point lands, held within the limit. NaN (an overflowed transform) becomes 0.
pub(super) fn place(t: &Transform, p: Point) -> Point {
    let hold = |v: f64| if v.is_nan() { 0.0 } else { v.clamp(-COORDINATE_LIMIT, COORDINATE_LIMIT) };
    let p = t.map(p);
    Point::new(hold(p.x), hold(p.y))
}

/// The ends of the lines that stand for a segment from `from`.
pub(super) fn along(
    segment: &Segment,
    from: Point,
    t: &Transform,
    tolerance: f64,
    window: Option<&Rect>,
    mut to: impl FnMut(Point),
) {
    match *segment {
        Segment::Line(p) => to(place(t, p)),
        Segment::Quad(c, p) => {
            let (c, p) = (place(t, c), place(t, p));
            if window.is_some_and(|w| beside(w, &[from, c, p])) {
                return to(p);
            }
            // Wang: the deviation of n equal steps is at most |p0 - 2c + p1| / (4 n²).
            let bend = (from - c) - (c - p);
            let steps = steps(length(bend) / 4.0, tolerance);
            each_step(steps, p, |t| from.lerp(c, t).lerp(c.lerp(p, t), t), to);
        }
        Segment::Cubic(c1, c2, p) => {
            let (c1, c2, p) = (place(t, c1), place(t, c2), place(t, p));
            if window.is_some_and(|w| beside(w, &[from, c1, c2, p])) {
                return to(p);
            }
            // Wang: at most 6/8 of the largest second difference, over n².
            let bend = length((from - c1) - (c1 - c2)).max(length((c1 - c2) - (c2 - p)));
            let cubic = Cubic::new(from, c1, c2, p);
            each_step(steps(bend * 0.75, tolerance), p, |t| cubic.at(t), to);
        }
        Segment::Move(_) | Segment::Close => {}
    }
}

/// All points lie above, below, left or right of the window.
fn beside(window: &Rect, points: &[Point]) -> bool {
    let all = |test: &dyn Fn(&Point) -> bool| points.iter().all(test);
    all(&|p| p.y <= window.y)
        || all(&|p| p.y >= window.bottom())
        || all(&|p| p.x <= window.x)
        || all(&|p| p.x >= window.right())
}

/// Without the care that `hypot` takes of overflow, which held points can't meet.
fn length(v: Point) -> f64 {
    (v.x * v.x + v.y * v.y).sqrt()
}

fn steps(deviation: f64, tolerance: f64) -> u32 {
    (deviation / tolerance).sqrt().ceil().clamp(1.0, MAX_LINES_PER_CURVE) as u32
}

/// The points after equal steps; the last one is `end` to the bit, so that curves join.
fn each_step(steps: u32, end: Point, at: impl Fn(f64) -> Point, mut to: impl FnMut(Point)) {
    let step = 1.0 / f64::from(steps);
    for i in 1..steps {
        to(at(f64::from(i) * step));
    }
    to(end);
}

/// A cubic as a polynomial around its start.
struct Cubic {
    start: Point,
    linear: Point,
    square: Point,
    cube: Point,
}

impl Cubic {
    fn new(from: Point, c1: Point, c2: Point, p: Point) -> Self {
        let linear = (c1 - from) * 3.0;
        let square = (c2 - c1) * 3.0 - linear;
        Self { start: from, linear, square, cube: p - from - linear - square }
    }

    fn at(&self, t: f64) -> Point {
        ((self.cube * t + self.square) * t + self.linear) * t + self.start
    }
}

#[derive(Default)]
struct Polylines {
    lines: Vec<Polyline>,
    current: Polyline,
}

impl Polylines {
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
