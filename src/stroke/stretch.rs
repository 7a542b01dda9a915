//! The stretches of a line that can show: what a pen draws far outside the picture costs nothing.
//!
//! Used by `outline` for paths much larger than the picture and by `dash` for every dashed one. It
//! knows distances along the line, so that a pattern goes on behind a cut as if nothing were missing.

use crate::geom::{Point, Rect};
use crate::path::{Measured, Polyline};

/// A connected part of a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stretch {
    pub(super) points: Vec<Point>,
    /// How long each of its lines counts.
    pub(super) lengths: Vec<f64>,
    /// How far along the line it starts.
    pub(super) from: f64,
}

/// The stretches of one line, first to last.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Stretches {
    pub(super) parts: Vec<Stretch>,
    /// The last one ends where the first one starts: both are parts of a closed line, or one is all
    /// of it.
    pub(super) ring: bool,
}

/// Cuts `line` to `window`.
pub(super) fn within(measured: &Measured, window: &Rect) -> Stretches {
    let line = &measured.line;
    let Some(&first) = line.points.first() else { return Stretches::default() };
    let mut cutter = Cutter::new(window);
    let mut previous = first;
    let back = line.closed.then_some(first);
    let ends = line.points[1..].iter().copied().chain(back);
    for (p, &length) in ends.zip(&measured.lengths) {
        cutter.line(previous, p, length);
        previous = p;
    }
    let at_the_end = !cutter.current.is_empty();
    cutter.finish();
    let at_the_start = cutter.parts.first().is_some_and(|s| s.from == 0.0);
    Stretches { parts: cutter.parts, ring: line.closed && at_the_start && at_the_end }
}

impl Stretches {
    /// The stretches as lines to be drawn solid: those that meet in a ring are one.
    pub(super) fn into_lines(self) -> Vec<Polyline> {
        let mut lines: Vec<_> =
            self.parts.into_iter().map(|s| Polyline { points: s.points, closed: false }).collect();
        if !self.ring {
            return lines;
        }
        let head = lines.remove(0).points;
        match lines.last_mut() {
            Some(tail) => tail.points.extend_from_slice(&head[1..]),
            None => {
                // All of a closed line; its last point is its first again.
                let points = head[..head.len() - 1].to_vec();
                lines.push(Polyline { points, closed: true });
            }
        }
        lines
    }
}

struct Cutter<'a> {
    window: &'a Rect,
    parts: Vec<Stretch>,
    current: Vec<Point>,
    lengths: Vec<f64>,
    /// Where `current` starts.
    from: f64,
    /// How far along the line the next segment starts.
    at: f64,
}

impl<'a> Cutter<'a> {
    fn new(window: &'a Rect) -> Self {
        let (current, lengths) = (Vec::new(), Vec::new());
        Self { window, parts: Vec::new(), current, lengths, from: 0.0, at: 0.0 }
    }

    fn line(&mut self, a: Point, b: Point, length: f64) {
        match inside(a, b, self.window) {
            None => self.finish(),
            Some((first, last)) => {
                if first > 0.0 {
                    self.finish();
                }
                if self.current.is_empty() {
                    self.from = self.at + first * length;
                    self.current.push(if first > 0.0 { a.lerp(b, first) } else { a });
                }
                self.current.push(if last < 1.0 { a.lerp(b, last) } else { b });
                self.lengths.push((last - first) * length);
                if last < 1.0 {
                    self.finish();
                }
            }
        }
        self.at += length;
    }

    fn finish(&mut self) {
        if !self.current.is_empty() {
            let points = std::mem::take(&mut self.current);
            let lengths = std::mem::take(&mut self.lengths);
            self.parts.push(Stretch { points, lengths, from: self.from });
        }
    }
}

/// The part of a line inside a rectangle, as two fractions of its way; `None` when it is outside.
fn inside(a: Point, b: Point, window: &Rect) -> Option<(f64, f64)> {
    let (mut first, mut last) = (0.0f64, 1.0f64);
    let axes = [(a.x, b.x, window.x, window.right()), (a.y, b.y, window.y, window.bottom())];
    for (from, to, low, high) in axes {
        let way = to - from;
        if way == 0.0 {
            if from < low || from > high {
                return None;
            }
            continue;
        }
        let (one, other) = ((low - from) / way, (high - from) / way);
        first = first.max(one.min(other));
        last = last.min(one.max(other));
    }
    (first <= last).then_some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: Rect = Rect::new(0.0, 0.0, 10.0, 10.0);

    fn p(x: f64, y: f64) -> Point {
        Point::new(x, y)
    }

    fn cut(points: &[Point], closed: bool) -> Stretches {
        within(&Polyline { points: points.to_vec(), closed }.into(), &WINDOW)
    }

    #[test]
    fn a_line_through_the_window_keeps_its_distance() {
        let cut = cut(&[p(-16.0, 5.0), p(16.0, 5.0)], false);
        let points = vec![p(0.0, 5.0), p(10.0, 5.0)];
        let part = Stretch { points, lengths: vec![10.0], from: 16.0 };
        assert_eq!(cut, Stretches { parts: vec![part], ring: false });
    }

    #[test]
    fn a_line_that_leaves_and_returns_has_two_parts() {
        let cut = cut(&[p(5.0, 5.0), p(5.0, 20.0), p(8.0, 20.0), p(8.0, 5.0)], false);
        let from: Vec<_> = cut.parts.iter().map(|s| s.from).collect();
        assert_eq!(from, [0.0, 15.0 + 3.0 + 10.0]);
        assert_eq!(cut.parts[1].points, [p(8.0, 10.0), p(8.0, 5.0)]);
        assert!(!cut.ring);
    }

    #[test]
    fn what_is_outside_is_nothing() {
        let outside = cut(&[p(-5.0, 20.0), p(20.0, 20.0), p(20.0, -5.0)], false);
        assert_eq!(outside, Stretches::default());
        assert_eq!(cut(&[], true), Stretches::default());
        assert_eq!(cut(&[p(1.0, 1.0)], false), Stretches::default());
    }

    #[test]
    fn a_closed_line_stays_closed_inside_and_opens_outside() {
        let all = cut(&[p(1.0, 1.0), p(9.0, 1.0), p(9.0, 9.0)], true).into_lines();
        let whole = vec![p(1.0, 1.0), p(9.0, 1.0), p(9.0, 9.0)];
        assert_eq!(all, [Polyline { points: whole, closed: true }]);
        // The start is a corner in the window: it stays a corner of one line.
        let open = cut(&[p(1.0, 1.0), p(20.0, 1.0), p(20.0, 20.0), p(1.0, 20.0)], true);
        assert_eq!(open.parts.len(), 2);
        let lines = open.into_lines();
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].points, [p(1.0, 10.0), p(1.0, 1.0), p(10.0, 1.0)]);
        assert!(!lines[0].closed);
    }
}
