//! Strokes whose outlines are known without a stroker: lines by themselves and upright rectangles, solid.
//!
//! Called by `prepare` before `stroke`. Charts and grids are made of these; a general stroker takes
//! longer for such a line than drawing it.

use super::coverage::Lines;
use crate::geom::{Point, Transform};
use crate::paint::{LineCap, LineJoin, StrokeStyle};
use crate::path::{Path, Segment};

/// Miters of right angles need this limit: 1 / sin(45°).
const RIGHT_ANGLE_MITER: f64 = std::f64::consts::SQRT_2;

/// Adds the outline of the stroke of `path`; false when it takes a stroker, and nothing is added.
pub(super) fn outline(
    path: &Path,
    style: &StrokeStyle,
    t: &Transform,
    out: &mut Lines<'_>,
) -> bool {
    if !style.dash.is_empty() {
        return false;
    }
    if is_lone_lines(path) {
        if style.cap == LineCap::Round {
            return false;
        }
        lone_lines(path, style, t, out);
        return true;
    }
    let sharp = style.join == LineJoin::Miter && style.miter_limit >= RIGHT_ANGLE_MITER;
    match upright_rectangle(path) {
        Some((low, high)) if sharp => {
            ring(low, high, style.width / 2.0, t, out);
            true
        }
        _ => false,
    }
}

/// Nothing but moves, each followed by a line.
fn is_lone_lines(path: &Path) -> bool {
    let mut segments = path.segments();
    while let Some(first) = segments.next() {
        let (Segment::Move(_), Some(Segment::Line(_))) = (first, segments.next()) else {
            return false;
        };
    }
    true
}

/// A rectangle around each line. All have the same direction of rotation, so that crossing lines are one
/// shape.
fn lone_lines(path: &Path, style: &StrokeStyle, t: &Transform, out: &mut Lines<'_>) {
    let half = style.width / 2.0;
    let mut from = Point::default();
    for segment in path.segments() {
        match segment {
            Segment::Line(to) if to != from => {
                let along = to - from;
                let along = along * (half / along.length());
                let across = Point::new(-along.y, along.x);
                let beyond = if style.cap == LineCap::Square { along } else { Point::default() };
                let (a, b) = (from - beyond, to + beyond);
                out.polygon(&[a + across, b + across, b - across, a - across], t);
            }
            Segment::Move(p) => from = p,
            _ => {}
        }
    }
}

/// The corners of a closed rectangle with area whose sides are level and upright in user space.
fn upright_rectangle(path: &Path) -> Option<(Point, Point)> {
    let mut segments = path.segments();
    let mut next = || segments.next();
    let (Segment::Move(a), Segment::Line(b), Segment::Line(c), Segment::Line(d)) =
        (next()?, next()?, next()?, next()?)
    else {
        return None;
    };
    let closed = next() == Some(Segment::Close) && next().is_none();
    let level_first = a.y == b.y && b.x == c.x && c.y == d.y && d.x == a.x;
    let upright_first = a.x == b.x && b.y == c.y && c.x == d.x && d.y == a.y;
    let low = Point::new(a.x.min(c.x), a.y.min(c.y));
    let high = Point::new(a.x.max(c.x), a.y.max(c.y));
    let has_area = low.x < high.x && low.y < high.y;
    (closed && has_area && (level_first || upright_first)).then_some((low, high))
}

/// What lies between two rectangles, or the outer one alone when the pen fills the inner.
fn ring(low: Point, high: Point, half: f64, t: &Transform, out: &mut Lines<'_>) {
    let corners =
        |low: Point, high: Point| [low, Point::new(high.x, low.y), high, Point::new(low.x, high.y)];
    let pen = Point::new(half, half);
    out.polygon(&corners(low - pen, high + pen), t);
    let (low, high) = (low + pen, high - pen);
    if low.x < high.x && low.y < high.y {
        let mut hole = corners(low, high);
        hole.reverse();
        out.polygon(&hole, t);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::DeviceRect;

    fn p(x: f64, y: f64) -> Point {
        Point::new(x, y)
    }

    fn lines(path: &Path, style: &StrokeStyle) -> Option<usize> {
        let mut out = Vec::new();
        let mut sink = Lines::new(&mut out, DeviceRect::of_size(100, 100));
        outline(path, style, &Transform::IDENTITY, &mut sink).then_some(out.len())
    }

    #[test]
    fn lone_lines_become_rectangles() {
        let mut path = Path::new();
        for y in [10.0, 20.5] {
            path.move_to(p(10.0, y));
            path.line_to(p(50.0, y));
        }
        // Level sides are not needed.
        assert_eq!(lines(&path, &StrokeStyle::default()), Some(4));
        let round = StrokeStyle { cap: LineCap::Round, ..StrokeStyle::default() };
        assert_eq!(lines(&path, &round), None);
        let dashed = StrokeStyle { dash: [2.0, 2.0].into(), ..StrokeStyle::default() };
        assert_eq!(lines(&path, &dashed), None);
        path.line_to(p(60.0, 60.0));
        assert_eq!(lines(&path, &StrokeStyle::default()), None);
    }

    #[test]
    fn a_line_without_length_draws_nothing() {
        let mut path = Path::new();
        path.move_to(p(10.0, 10.0));
        path.line_to(p(10.0, 10.0));
        let square = StrokeStyle { cap: LineCap::Square, width: 9.0, ..StrokeStyle::default() };
        assert_eq!(lines(&path, &square), Some(0));
    }

    #[test]
    fn rectangles_become_rings() {
        let mut path = Path::new();
        path.move_to(p(10.0, 10.0));
        for corner in [p(30.0, 10.0), p(30.0, 30.0), p(10.0, 30.0)] {
            path.line_to(corner);
        }
        assert_eq!(lines(&path, &StrokeStyle::default()), None, "an open one has caps");
        path.close();
        let of = |width| StrokeStyle { width, ..StrokeStyle::default() };
        assert_eq!(lines(&path, &of(2.0)), Some(4));
        assert_eq!(lines(&path, &of(20.0)), Some(2), "the pen fills it");
        assert_eq!(lines(&path, &StrokeStyle { miter_limit: 1.0, ..of(2.0) }), None);
        assert_eq!(lines(&path, &StrokeStyle { join: LineJoin::Round, ..of(2.0) }), None);
    }
}
