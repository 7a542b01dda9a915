//! Curves of glyphs to few lines, as Chromium does for its masks: what a curve loses by that is part of how text
//! looks there.
//!
//! A curve is cut where it turns back vertically, and each piece becomes 2 to 64 chords by how far it bends. Ends
//! of lines and chords lie on quarters of a row. A chord that is flat there is left out: the next one begins where
//! it began. Every line goes along its subpath; lines that only run sideways are not told, since they bound no area.

use crate::geom::{Point, Transform};
use crate::path::{Path, Segment};

/// The bits of the most chords of a piece.
const MAX_HALVINGS: u32 = 6;
/// Units of the bends: 64ths of a quarter pixel.
const FINE: f64 = 256.0;
/// Longer chords than this are brought to whole rows, others to quarters.
const LONG: f64 = 2.0;

/// Calls `line` with every line around the inside of `path` after `t`, each subpath closed.
pub(super) fn lines(path: &Path, t: &Transform, mut line: impl FnMut(Point, Point)) {
    let (mut start, mut here) = (Point::default(), Point::default());
    for segment in path.segments() {
        let from = here;
        match segment {
            Segment::Move(p) => {
                straight(from, start, &mut line);
                start = t.map(p);
                here = start;
            }
            Segment::Close => {
                straight(from, start, &mut line);
                here = start;
            }
            Segment::Line(p) => {
                here = t.map(p);
                straight(from, here, &mut line);
            }
            Segment::Quad(c, p) => {
                here = t.map(p);
                quad([from, t.map(c), here], &mut line);
            }
            Segment::Cubic(c1, c2, p) => {
                here = t.map(p);
                cubic([from, t.map(c1), t.map(c2), here], &mut line);
            }
        }
    }
    straight(here, start, &mut line);
}

fn snapped(y: f64) -> f64 {
    (y * 4.0 + 0.5).floor() / 4.0
}

fn straight(from: Point, to: Point, line: &mut impl FnMut(Point, Point)) {
    let (from, to) = (Point::new(from.x, snapped(from.y)), Point::new(to.x, snapped(to.y)));
    if from.y != to.y {
        line(from, to);
    }
}

fn quad([a, b, c]: [Point; 3], line: &mut impl FnMut(Point, Point)) {
    if (b.y - a.y) * (c.y - b.y) >= 0.0 {
        return quad_piece([a, b, c], line);
    }
    let t = (a.y - b.y) / (a.y - 2.0 * b.y + c.y);
    let (mut ab, mut bc) = (a.lerp(b, t), b.lerp(c, t));
    let middle = ab.lerp(bc, t);
    (ab.y, bc.y) = (middle.y, middle.y);
    quad_piece([a, ab, middle], line);
    quad_piece([middle, bc, c], line);
}

fn quad_piece([a, b, c]: [Point; 3], line: &mut impl FnMut(Point, Point)) {
    let bend = |a: f64, b: f64, c: f64| ((2.0 * b - a - c) / 4.0 * FINE).abs() as u32;
    let halvings = halvings(bend(a.x, b.x, c.x), bend(a.y, b.y, c.y)).max(1);
    piece(a, c, 1 << halvings.min(MAX_HALVINGS), line, |t| a.lerp(b, t).lerp(b.lerp(c, t), t));
}

fn cubic(points: [Point; 4], line: &mut impl FnMut(Point, Point)) {
    let [a, b, c, d] = points.map(|p| p.y);
    let at = |t: f64| {
        let [a, b, c, d] = points;
        let (ab, bc, cd) = (a.lerp(b, t), b.lerp(c, t), c.lerp(d, t));
        ab.lerp(bc, t).lerp(bc.lerp(cd, t), t)
    };
    let mut from = 0.0;
    for to in turns([b - a, c - b, d - c]).into_iter().flatten().chain([1.0]) {
        if to > from {
            cubic_piece(points, at, (from, to), line);
            from = to;
        }
    }
}

/// Where a cubic curve with these differences between its points turns back, in order.
fn turns([p, q, r]: [f64; 3]) -> [Option<f64>; 2] {
    let (a, b, c) = (p - 2.0 * q + r, q - p, p);
    let root = b * b - a * c;
    if root <= 0.0 {
        return [None; 2];
    }
    // The way that adds numbers of one sign.
    let s = -(b + root.sqrt().copysign(b));
    let (mut first, mut second) = (s / a, c / s);
    if first > second {
        (first, second) = (second, first);
    }
    [first, second].map(|t| (t > 0.0 && t < 1.0).then_some(t))
}

fn cubic_piece(
    points: [Point; 4],
    at: impl Fn(f64) -> Point,
    (from, to): (f64, f64),
    line: &mut impl FnMut(Point, Point),
) {
    // The control points of the piece, by its ends and slopes there.
    let (a, d) = (at(from), at(to));
    let slope = |t: f64| {
        let [p, q, r] = [0, 1, 2].map(|i| points[i + 1] - points[i]);
        let part = p.lerp(q, t).lerp(q.lerp(r, t), t);
        Point::new(part.x * (to - from), part.y * (to - from))
    };
    let (b, c) = (a + slope(from), d - slope(to));
    let bend = |a: f64, b: f64, c: f64, d: f64| {
        let first = (a * 8.0 - b * 15.0 + 6.0 * c + d).abs();
        let second = (a + 6.0 * b - c * 15.0 + d * 8.0).abs();
        (first.max(second) * FINE * 19.0 / 512.0) as u32
    };
    let halvings = halvings(bend(a.x, b.x, c.x, d.x), bend(a.y, b.y, c.y, d.y)) + 1;
    let count = 1 << halvings.min(MAX_HALVINGS);
    piece(a, d, count, line, |t| at(from + (to - from) * t));
}

/// How often a piece is halved: each time takes off three quarters of its bend.
fn halvings(x: u32, y: u32) -> u32 {
    let bend = x.max(y).saturating_add(x.min(y) / 2);
    (u32::BITS - (bend.saturating_add(16) >> 5).leading_zeros()) / 2
}

/// The chords of a piece that only goes up or only down, from its top.
fn piece(
    from: Point,
    to: Point,
    count: u32,
    line: &mut impl FnMut(Point, Point),
    at: impl Fn(f64) -> Point,
) {
    let is_down = from.y <= to.y;
    let (top, bottom) = if is_down { (from, to) } else { (to, from) };
    let last = Point::new(bottom.x, snapped(bottom.y));
    let mut here = Point::new(top.x, snapped(top.y));
    // Chromium goes on by differences from the first end, which has been moved: all others but the last move too.
    let moved = here.y - top.y;
    let mut before = here.y;
    for i in 1..=count {
        let t = f64::from(i) / f64::from(count);
        let next = if i == count {
            last
        } else {
            let mut p = at(if is_down { t } else { 1.0 - t });
            p.y += moved;
            let is_long = p.y - before >= LONG;
            before = p.y;
            let y = if is_long { (p.y + 0.5).floor() } else { snapped(p.y) }.min(last.y);
            // Along the chord to a whole row; a short chord's end is moved straight up or down.
            let slope = if is_long { (p.x - here.x) / (p.y - here.y) } else { 0.0 };
            Point::new(p.x - slope * (p.y - y), y)
        };
        if next.y > here.y {
            if is_down {
                line(here, next)
            } else {
                line(next, here)
            }
            here = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(path: &Path) -> Vec<(Point, Point)> {
        let mut found = Vec::new();
        lines(path, &Transform::IDENTITY, |from, to| found.push((from, to)));
        found
    }

    fn area(path: &Path) -> f64 {
        all(path).iter().map(|(a, b)| (a.x + b.x) / 2.0 * (b.y - a.y)).sum()
    }

    fn circle(radius: f64) -> [Path; 2] {
        let p = |x: f64, y: f64| Point::new(20.0 + radius * x, 20.0 + radius * y);
        let (mut quads, mut cubics) = (Path::new(), Path::new());
        quads.move_to(p(1.0, 0.0));
        cubics.move_to(p(1.0, 0.0));
        let (k, mut from) = (0.5523, (1.0, 0.0));
        for to in [(0.0, 1.0), (-1.0, 0.0), (0.0, -1.0), (1.0, 0.0)] {
            let (a, b): ((f64, f64), (f64, f64)) = (from, to);
            quads.quad_to(p(a.0 + b.0, a.1 + b.1), p(b.0, b.1));
            cubics.cubic_to(
                p(a.0 + k * b.0, a.1 + k * b.1),
                p(b.0 + k * a.0, b.1 + k * a.1),
                p(b.0, b.1),
            );
            from = to;
        }
        [quads, cubics]
    }

    #[test]
    fn ends_are_on_quarters_and_few() {
        for path in circle(9.3) {
            let lines = all(&path);
            assert!((8..=40).contains(&lines.len()), "{}", lines.len());
            for (a, b) in lines {
                assert!(a.y != b.y && (a.y * 4.0).fract() == 0.0 && (b.y * 4.0).fract() == 0.0);
            }
        }
    }

    /// The lower left of an o of 14 pixels.
    #[test]
    fn what_follows_a_moved_end_moves_with_it() {
        let p = Point::new;
        let mut path = Path::new();
        path.move_to(p(7.21875, 21.0));
        path.quad_to(p(6.21875, 21.0), p(5.4375, 20.53125));
        // Without the move, which is up by 1/32, the curve's middle would be at the bottom already.
        let middle = p(6.2734375, 20.75);
        let lines = all(&path);
        assert_eq!(lines[..2], [(middle, p(5.4375, 20.5)), (p(7.21875, 21.0), middle)]);
    }

    #[test]
    fn areas_are_near() {
        let [quads, cubics] = circle(10.0);
        // A corner cut by a parabola keeps two thirds of what the round one leaves.
        let (quads, cubics) = (area(&quads).abs(), area(&cubics).abs());
        assert!((quads - 400.0 * 5.0 / 6.0).abs() < 8.0, "{quads}");
        assert!((cubics - 314.0).abs() < 6.0, "{cubics}");
    }

    #[test]
    fn curves_that_turn_are_cut_there() {
        let mut path = Path::new();
        path.move_to(Point::new(0.0, 0.0));
        path.cubic_to(Point::new(1.0, 9.0), Point::new(2.0, -9.0), Point::new(3.0, 0.0));
        let ys: Vec<f64> = all(&path).iter().flat_map(|(a, b)| [a.y, b.y]).collect();
        let most = ys.iter().fold(0.0f64, |m, y| m.max(y.abs()));
        assert_eq!(most, 2.5, "{ys:?}");
        assert_eq!(turns([0.0, 0.0, 0.0]), [None; 2]);
    }
}
