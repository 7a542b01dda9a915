//! Lines in device space, cut to what can show.

use std::sync::Arc;

use crate::backend::raster::prepare::TOLERANCE;
use crate::geom::{DeviceRect, Point, Rect, Transform};
use crate::path::{Path, outline_lines};

/// Steps of a coordinate in one pixel.
pub(super) const ONE: i32 = 1 << SHIFT;
/// 24.8: canvases are at most 65,535 pixels wide, and 1/256 of a pixel is one level of coverage.
pub(super) const SHIFT: u32 = 8;

/// Far outside every canvas, and small enough that differences and products stay exact enough in f64.
const FARTHEST: f64 = 1e9;

/// Lines that are kept of one shape: 16 MB. A curve may become a thousand, so a path could have a hundred times
/// its own size in lines; one of more is made into lines again for each band, some at a time ([`LongPath`]).
const MAX_LINES: usize = 1 << 20;
/// Lines of such a shape that there are at a time.
const PIECE: usize = 1 << 14;

/// A line with its direction, in 1/256 pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::backend::raster) struct Line {
    pub(super) x0: i32,
    pub(super) y0: i32,
    pub(super) x1: i32,
    pub(super) y1: i32,
}

/// Adds the lines of shapes to a list, cut to an area of whole pixels.
///
/// What lies above, below or to the right of the area is dropped; what lies to the left moves onto its
/// left edge, where it has the same effect on everything to its right. So a list is as long as what
/// shows, and its coordinates are small, however large the shape is.
pub(in crate::backend::raster) struct Lines<'a> {
    out: &'a mut Vec<Line>,
    window: Rect,
    low: Point,
    high: Point,
    /// How long the list was: what is before is not this shape's.
    first: usize,
}

impl<'a> Lines<'a> {
    pub(in crate::backend::raster) fn new(out: &'a mut Vec<Line>, area: DeviceRect) -> Self {
        let window = area.to_rect();
        let (low, high) =
            (Point::new(window.x, window.y), Point::new(window.right(), window.bottom()));
        let first = out.len();
        Self { out, window, low, high, first }
    }

    /// Adds the outline of a path's inside; false when its lines are too many, and nothing is added.
    #[must_use]
    pub(in crate::backend::raster) fn path(&mut self, path: &Path, t: &Transform) -> bool {
        let (window, most) = (self.window, self.out.len() + MAX_LINES);
        outline_lines(path, t, TOLERANCE, &window, |a, b| {
            if self.out.len() <= most {
                self.line(a, b);
            }
        });
        let fits = self.out.len() <= most;
        if !fits {
            self.out.truncate(self.first);
        }
        fits
    }

    /// Adds the lines between four corners.
    pub(in crate::backend::raster) fn polygon(&mut self, corners: &[Point; 4], t: &Transform) {
        let corners = corners.map(|p| t.map(p));
        (0..4).for_each(|i| self.line(corners[i], corners[(i + 1) % 4]));
    }

    /// Adds one line of a closed outline.
    #[inline]
    pub(in crate::backend::raster) fn line(&mut self, a: Point, b: Point) {
        if self.holds(a) && self.holds(b) {
            self.push(a, b);
        } else {
            self.cut(a, b);
        }
    }

    fn holds(&self, p: Point) -> bool {
        p.x >= self.low.x && p.x <= self.high.x && p.y >= self.low.y && p.y <= self.high.y
    }

    fn push(&mut self, a: Point, b: Point) {
        let line = Line { x0: fixed(a.x), y0: fixed(a.y), x1: fixed(b.x), y1: fixed(b.y) };
        // Level lines bound no area to their right.
        if line.y0 != line.y1 {
            self.out.push(line);
        }
    }

    fn cut(&mut self, a: Point, b: Point) {
        let (low, high) = (self.low, self.high);
        let (a, b) = (held(a), held(b));
        let above = a.y <= low.y && b.y <= low.y;
        let below = a.y >= high.y && b.y >= high.y;
        if above || below || (a.x >= high.x && b.x >= high.x) {
            return;
        }
        let (a, b) = (self.held_in_rows(a, b), self.held_in_rows(b, a));
        if a.x <= low.x && b.x <= low.x {
            self.on_the_left(a.y, b.y);
        } else if a.x <= low.x {
            let on = crossing(a, b, low.x);
            self.on_the_left(a.y, on.y);
            self.cut_right(on, b);
        } else if b.x <= low.x {
            let on = crossing(a, b, low.x);
            self.cut_right(a, on);
            self.on_the_left(on.y, b.y);
        } else {
            self.cut_right(a, b);
        }
    }

    /// A line along the left edge. One that goes on from the last is the same line: a curve far away has
    /// a thousand of them, which all add to the same two columns.
    fn on_the_left(&mut self, from: f64, to: f64) {
        let (x, from, to) = (fixed(self.low.x), fixed(from), fixed(to));
        let is_own = self.out.len() > self.first;
        match self.out.last_mut() {
            Some(last) if is_own && (last.x0, last.x1, last.y1) == (x, x, from) => {
                last.y1 = to;
                if last.y0 == to {
                    self.out.pop();
                }
            }
            _ if from != to => self.out.push(Line { x0: x, y0: from, x1: x, y1: to }),
            _ => {}
        }
    }

    /// The end `p` of the line to `other`, moved along it into the rows.
    fn held_in_rows(&self, p: Point, other: Point) -> Point {
        let y = p.y.clamp(self.low.y, self.high.y);
        if y == p.y {
            return p;
        }
        Point::new(p.x + (y - p.y) * ((other.x - p.x) / (other.y - p.y)), y)
    }

    /// The line without what lies to the right.
    fn cut_right(&mut self, a: Point, b: Point) {
        let high = self.high.x;
        match (a.x > high, b.x > high) {
            (true, true) => {}
            (true, false) => self.push(crossing(a, b, high), b),
            (false, true) => self.push(a, crossing(a, b, high)),
            (false, false) => self.push(a, b),
        }
    }
}

/// A path with more lines than are kept.
pub(in crate::backend::raster) struct LongPath {
    pub(in crate::backend::raster) path: Arc<Path>,
    pub(in crate::backend::raster) place: Transform,
    /// Lines are cut to these pixels, as if they were kept.
    pub(in crate::backend::raster) bounds: DeviceRect,
}

impl LongPath {
    /// Bytes of the lines that there are at a time.
    pub(in crate::backend::raster) const PIECE_BYTES: usize = PIECE * size_of::<Line>();

    /// Bytes it keeps.
    pub(in crate::backend::raster) fn bytes(&self) -> usize {
        size_of::<Self>() + self.path.bytes()
    }

    /// Calls `each` with lines, some at a time, until it has had all that pass through the rows of `area`.
    /// They are the same lines that a shorter path would have in the list.
    pub(in crate::backend::raster) fn lines(
        &self,
        area: DeviceRect,
        mut each: impl FnMut(&[Line]),
    ) {
        let rows = DeviceRect { top: area.top, bottom: area.bottom, ..self.bounds };
        let mut piece = Vec::with_capacity(PIECE);
        outline_lines(&self.path, &self.place, TOLERANCE, &rows.to_rect(), |a, b| {
            // (A line that is cut becomes two at the most.)
            if piece.len() + 2 > PIECE {
                each(&piece);
                piece.clear();
            }
            Lines::new(&mut piece, self.bounds).line(a, b);
        });
        each(&piece);
    }
}

/// Within ± [`FARTHEST`]; NaN, left by numbers that have overflowed, is 0.
fn held(p: Point) -> Point {
    let hold = |v: f64| if v.is_nan() { 0.0 } else { v.clamp(-FARTHEST, FARTHEST) };
    Point::new(hold(p.x), hold(p.y))
}

/// Where the line is at `x`, which is between its ends.
fn crossing(a: Point, b: Point, x: f64) -> Point {
    let y = a.y + (x - a.x) * ((b.y - a.y) / (b.x - a.x));
    Point::new(x, y.clamp(a.y.min(b.y), a.y.max(b.y)))
}

/// To the nearest step. The value is within a canvas. Truncation above 0 is rounding down, without the
/// function call that `floor` is on processors of the base line.
#[inline]
fn fixed(v: f64) -> i32 {
    const ABOVE: i32 = 1 << 28;
    (v * f64::from(ONE) + (f64::from(ABOVE) + 0.5)) as i32 - ABOVE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn p(x: f64, y: f64) -> Point {
        Point::new(x, y)
    }

    fn lines(points: &[Point]) -> Vec<Line> {
        let mut out = Vec::new();
        let area = DeviceRect { left: 0, top: 0, right: 10, bottom: 10 };
        let mut lines = Lines::new(&mut out, area);
        let next = points.iter().cycle().skip(1);
        points.iter().zip(next).for_each(|(&a, &b)| lines.line(a, b));
        out
    }

    /// The area to the right of the lines and to the left of the window's right edge.
    fn area(lines: &[Line]) -> f64 {
        let one = f64::from(ONE);
        let of = |l: &Line| {
            let x = f64::from(l.x0 + l.x1) / 2.0 / one;
            (10.0 - x) * f64::from(l.y1 - l.y0) / one
        };
        lines.iter().map(of).sum()
    }

    #[test]
    fn a_shape_around_the_window_fills_it() {
        for far in [20.0, 1e5, 1e9] {
            let out = lines(&[p(-far, -far), p(far, -far), p(far, far), p(-far, far)]);
            assert_eq!(area(&out).abs(), 100.0, "{out:?}");
        }
    }

    #[test]
    fn a_triangle_is_cut_exactly() {
        // Half of it to the left of the window: what remains inside is the triangle's right half.
        let out = lines(&[p(-5.0, 0.0), p(5.0, 0.0), p(-5.0, 10.0)]);
        assert_eq!(area(&out).abs(), 12.5, "{out:?}");
    }

    #[test]
    fn lines_on_the_left_edge_go_on_as_one() {
        // Down, and half of the way up again.
        let steps = (0..=10).chain((5..10).rev()).map(|y| p(-3.0 - f64::from(y % 3), f64::from(y)));
        let points: Vec<_> = steps.chain([p(4.0, 5.0), p(4.0, 0.0)]).collect();
        let out = lines(&points);
        assert_eq!(out.len(), 2, "{out:?}");
        assert_eq!((out[0].y0, out[0].y1), (0, 5 * ONE));
        assert_eq!(area(&out), 20.0);
        // What lies there before belongs to another shape.
        let mut out = out[..1].to_vec();
        let mut second =
            Lines::new(&mut out, DeviceRect { left: 0, top: 0, right: 10, bottom: 10 });
        second.line(p(-1.0, 5.0), p(-1.0, 7.0));
        assert_eq!(out.len(), 2);
    }

    #[test]
    fn a_path_of_too_many_lines_has_the_same_in_pieces() {
        let mut path = Path::new();
        path.move_to(p(-20.0, 3.0));
        for i in 0..3000 {
            let v = f64::from(i % 37);
            path.cubic_to(p(-20.0, v), p(30.0 - v, -9.0), p(v / 3.0, v / 4.0));
            path.cubic_to(p(20.0, 3.0), p(v - 40.0, 20.0), p(-1.0, v / 2.0));
        }
        let bounds = DeviceRect { left: 0, top: 0, right: 12, bottom: 9 };
        let mut kept = Vec::new();
        assert!(Lines::new(&mut kept, bounds).path(&path, &Transform::IDENTITY));
        let long = LongPath { path: path.into(), place: Transform::IDENTITY, bounds };
        for (top, bottom) in [(0, 9), (3, 5), (8, 9)] {
            let held = |y: i32| y.clamp(top * ONE, bottom * ONE);
            let passes = |l: &&Line| held(l.y0) != held(l.y1);
            let is_left = |l: &&Line| (l.x0, l.x1) == (0, 0);
            let inside = |lines: &[Line]| -> Vec<Line> {
                lines.iter().filter(|l| passes(l) && !is_left(l)).copied().collect()
            };
            // Of what goes on along the edge only the way in the end counts.
            let climbed = |lines: &[Line]| -> i32 {
                lines.iter().filter(is_left).map(|l| held(l.y1) - held(l.y0)).sum()
            };
            let (mut found, mut sum, mut pieces) = (Vec::new(), 0, 0);
            long.lines(DeviceRect { top, bottom, ..bounds }, |lines| {
                assert!(lines.len() <= PIECE);
                found.extend(inside(lines));
                sum += climbed(lines);
                pieces += 1;
            });
            assert!(found == inside(&kept), "{top} to {bottom}");
            assert_eq!(sum, climbed(&kept), "{top} to {bottom}");
            assert!(pieces > 1 && !found.is_empty());
        }
    }

    #[test]
    fn shapes_beside_the_window_vanish() {
        assert!(lines(&[p(1.0, -5.0), p(9.0, -5.0), p(5.0, -1.0)]).is_empty());
        assert!(lines(&[p(11.0, 0.0), p(20.0, 0.0), p(15.0, 9.0)]).is_empty());
        assert_eq!(area(&lines(&[p(-11.0, 0.0), p(-20.0, 0.0), p(-15.0, 9.0)])), 0.0);
    }

    #[test]
    fn overflowed_numbers_are_held() {
        let (inf, nan) = (f64::INFINITY, f64::NAN);
        for x in [inf, -inf, nan, 1e300, -1e300] {
            for y in [inf, -inf, nan, 1e300, 5.0] {
                let out = lines(&[p(x, y), p(-x, 3.0), p(2.0, -y), p(y, x)]);
                let inside = |v: i32| (0..=10 * ONE).contains(&v);
                let all = |l: &Line| [l.x0, l.y0, l.x1, l.y1].into_iter().all(inside);
                assert!(out.iter().all(all), "{out:?}");
            }
        }
    }

    #[test]
    fn every_line_lies_inside() {
        let mut seed = 1u64;
        let mut next = || {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (seed >> 33) as f64 / f64::from(1u32 << 31) * 40.0 - 15.0
        };
        for _ in 0..500 {
            let points: Vec<_> = (0..5).map(|_| p(next(), next())).collect();
            let out = lines(&points);
            let inside = |v: i32| (0..=10 * ONE).contains(&v);
            assert!(
                out.iter().all(|l| [l.x0, l.y0, l.x1, l.y1].into_iter().all(inside)),
                "{out:?}"
            );
        }
    }
}
