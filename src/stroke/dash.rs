//! Dashes, in f64 and along lines.
//!
//! Used by `outline` only. Only stretches that can show are walked, so the cost of a dashed line
//! depends on how much of it is in the picture and not on how long it is.
//! <https://html.spec.whatwg.org/multipage/canvas.html#trace-a-path>

use super::stretch::{Stretch, Stretches};
use crate::geom::Point;
use crate::path::Polyline;

/// Below this length in pixels a whole pattern is no pattern any more, only an average.
const FINEST: f64 = 0.125;
/// … and is repeated up to this length, which shows the same average with far fewer dashes.
const COARSER: f64 = 1.0;
/// Dashes and gaps of one stroke with a hairline pen. An outline of this many dashes takes some 50 MB
/// while it is made, and a million pixels of dotted line stay below. A stroke that wants more is
/// drawn solid. Round ends have more corners the larger they are, as the root of their size: wide
/// pens get as many dashes fewer.
const MAX_INTERVALS: f64 = 500_000.0;

/// On and off lengths, on first, and where in them a line starts.
pub(super) struct Pattern {
    lengths: Vec<f64>,
    /// Where in the pattern each of them ends.
    ends: Vec<f64>,
    period: f64,
    offset: f64,
}

impl Pattern {
    /// `None` for a solid line: without lengths, and when all of them are zero.
    pub(super) fn new(lengths: &[f64], offset: f64, scale: f64) -> Option<Self> {
        let sum = lengths.iter().sum::<f64>();
        let period = sum * scale;
        if !(period > 0.0 && period.is_finite()) {
            return None;
        }
        let repeat = if period < FINEST { (COARSER / period).ceil() } else { 1.0 };
        let by = scale * repeat;
        let lengths: Vec<_> = lengths.iter().map(|v| v * by).collect();
        let so_far = |sum: &mut f64, v: &f64| {
            *sum += v;
            Some(*sum)
        };
        let ends = lengths.iter().scan(0.0, so_far).collect();
        let (period, offset) = (period * repeat, offset.rem_euclid(sum) * by);
        (period.is_finite() && offset.is_finite()).then_some(Self { lengths, ends, period, offset })
    }

    /// The dashes of some lines, as lines, for a pen of `width` pixels; `None` when they are too many.
    /// A dash without length is kept if `dots`, as a line of that length for the caps to stand on.
    pub(super) fn cut(
        &self,
        lines: &[Stretches],
        width: f64,
        dots: Option<f64>,
    ) -> Option<Vec<Polyline>> {
        let left = (MAX_INTERVALS / (1.0 + width).sqrt()) as usize;
        let mut out = Dashes { lines: Vec::new(), left, dots };
        for line in lines {
            let first = out.lines.len();
            let (mut starts_on, mut ends_on) = (false, false);
            for (i, stretch) in line.parts.iter().enumerate() {
                let on = out.walk(stretch, self)?;
                starts_on = if i == 0 { on.0 } else { starts_on };
                ends_on = on.1;
            }
            if line.ring && starts_on && ends_on && out.lines.len() > first + 1 {
                out.join(first);
            }
        }
        Some(out.lines)
    }

    /// The interval at a distance along the line, and what is left of it.
    fn at(&self, distance: f64) -> (usize, f64) {
        let place = (distance + self.offset).rem_euclid(self.period);
        let first = self.ends.partition_point(|&end| end < place);
        // What ends here is over, but for a dot, which starts here too.
        let is_over = |i: usize| self.ends[i] == place && self.lengths[i] > 0.0;
        let index = if first < self.ends.len() && is_over(first) { first + 1 } else { first };
        match self.ends.get(index) {
            Some(end) => (index, end - place),
            // Rounding: the sum of the parts fell short of the period.
            None => (0, self.lengths[0]),
        }
    }
}

struct Dashes {
    lines: Vec<Polyline>,
    /// How many intervals may still be.
    left: usize,
    dots: Option<f64>,
}

impl Dashes {
    /// Adds the dashes of a stretch; tells whether it starts and ends within one.
    fn walk(&mut self, stretch: &Stretch, pattern: &Pattern) -> Option<(bool, bool)> {
        let (mut index, mut left) = pattern.at(stretch.from);
        let starts_on = index % 2 == 0 && (left > 0.0 || self.dots.is_some());
        let mut dash = Vec::new();
        // A dash ended where the line is now.
        let mut ended_here = false;
        for (pair, &length) in stretch.points.windows(2).zip(&stretch.lengths) {
            let (a, b) = (pair[0], pair[1]);
            if a == b || length <= 0.0 {
                continue;
            }
            let at = |d: f64| a.lerp(b, d / length);
            let mut done = 0.0;
            if index % 2 == 0 && dash.is_empty() {
                dash.push(a);
            }
            while done + left <= length {
                done += left;
                if index % 2 == 0 {
                    self.end(&mut dash, at(done), (b - a) * (1.0 / (b - a).length()));
                } else {
                    dash = vec![at(done)];
                }
                self.left = self.left.checked_sub(1)?;
                index = (index + 1) % pattern.lengths.len();
                left = pattern.lengths[index];
            }
            ended_here = done == length && index % 2 == 1;
            left -= length - done;
            if index % 2 == 0 && dash.last() != Some(&b) {
                dash.push(b);
            }
        }
        let ends_within = dash.len() > 1;
        if ends_within {
            self.lines.push(Polyline { points: dash, closed: false });
        }
        Some((starts_on, ends_within || ended_here))
    }

    /// Ends a dash at `p`, where the line runs along the unit vector `way`.
    fn end(&mut self, dash: &mut Vec<Point>, p: Point, way: Point) {
        let mut points = std::mem::take(dash);
        match self.dots {
            Some(length) if points.iter().all(|q| *q == p) => {
                points = vec![p, p + way * length];
            }
            _ => points.push(p),
        }
        if points.iter().any(|q| *q != points[0]) {
            self.lines.push(Polyline { points, closed: false });
        }
    }

    /// The last dash of a ring goes on in its first one.
    fn join(&mut self, first: usize) {
        let head = self.lines.remove(first);
        if let Some(tail) = self.lines.last_mut() {
            tail.points.extend_from_slice(&head.points[1..]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Rect;
    use crate::stroke::stretch::within;

    const LARGE: Rect = Rect::new(-1e9, -1e9, 2e9, 2e9);

    fn p(x: f64, y: f64) -> Point {
        Point::new(x, y)
    }

    fn cut(points: &[Point], closed: bool, lengths: &[f64], offset: f64) -> Vec<Vec<Point>> {
        let line = Polyline { points: points.to_vec(), closed };
        let pattern = Pattern::new(lengths, offset, 1.0).unwrap();
        let dashes = pattern.cut(&[within(&line.clone().into(), &LARGE)], 1.0, None).unwrap();
        dashes.into_iter().map(|d| d.points).collect()
    }

    #[test]
    fn dashes_follow_lengths_offset_and_corners() {
        let line = [p(0.0, 0.0), p(10.0, 0.0)];
        assert_eq!(
            cut(&line, false, &[3.0, 2.0], 0.0),
            [vec![p(0.0, 0.0), p(3.0, 0.0)], vec![p(5.0, 0.0), p(8.0, 0.0)]]
        );
        assert_eq!(
            cut(&line, false, &[3.0, 2.0], -4.0),
            [
                vec![p(0.0, 0.0), p(2.0, 0.0)],
                vec![p(4.0, 0.0), p(7.0, 0.0)],
                vec![p(9.0, 0.0), p(10.0, 0.0)]
            ]
        );
        let corner = [p(0.0, 0.0), p(2.0, 0.0), p(2.0, 8.0)];
        assert_eq!(
            cut(&corner, false, &[4.0, 1.0], 0.0),
            [vec![p(0.0, 0.0), p(2.0, 0.0), p(2.0, 2.0)], vec![p(2.0, 3.0), p(2.0, 7.0)]]
        );
    }

    #[test]
    fn a_closed_line_joins_its_last_dash_and_its_first() {
        let square = [p(0.0, 0.0), p(10.0, 0.0), p(10.0, 10.0), p(0.0, 10.0)];
        let dashes = cut(&square, true, &[6.0, 4.0], -2.0);
        assert_eq!(dashes.len(), 4);
        assert_eq!(dashes[3], [p(0.0, 8.0), p(0.0, 2.0)], "off at the start: nothing to join");
        let joined = cut(&square, true, &[6.0, 4.0], 2.0);
        assert_eq!(joined.len(), 4);
        assert_eq!(joined[3], [p(0.0, 2.0), p(0.0, 0.0), p(4.0, 0.0)]);
        let touching = cut(&square, true, &[10.0, 20.0], 0.0);
        assert_eq!(touching, [[p(0.0, 10.0), p(0.0, 0.0), p(10.0, 0.0)]]);
    }

    #[test]
    fn cutting_to_a_window_moves_no_dash() {
        let line = [p(-1000.0, 3.0), p(20.0, 3.0), p(20.0, 500.0), p(25.0, 500.0), p(25.0, -7.0)];
        let line = Polyline { points: line.to_vec(), closed: false };
        let window = Rect::new(0.0, 0.0, 100.0, 100.0);
        for lengths in [[3.0, 2.0], [0.7, 11.3], [100.0, 1.0]] {
            let pattern = Pattern::new(&lengths, 0.3, 1.0).unwrap();
            let all = pattern.cut(&[within(&line.clone().into(), &LARGE)], 1.0, None).unwrap();
            let few = pattern.cut(&[within(&line.clone().into(), &window)], 1.0, None).unwrap();
            assert!(few.len() < all.len());
            // What of each dash lies in the window is the same.
            let seen = |dashes: &[Polyline]| -> Vec<Vec<Point>> {
                let parts = dashes.iter().flat_map(|d| within(&d.clone().into(), &window).parts);
                parts.map(|s| s.points.iter().map(|q| round(*q)).collect()).collect()
            };
            assert_eq!(seen(&few), seen(&all), "{lengths:?}");
        }
    }

    /// To a millionth, far below a visible difference and far above rounding.
    fn round(q: Point) -> Point {
        p((q.x * 1e6).round(), (q.y * 1e6).round())
    }

    #[test]
    fn dots_are_kept_for_caps_only() {
        let line = [p(0.0, 0.0), p(10.0, 0.0)];
        assert!(cut(&line, false, &[0.0, 4.0], 0.0).is_empty());
        let polyline = Polyline { points: line.to_vec(), closed: false };
        let pattern = Pattern::new(&[0.0, 4.0], 0.0, 1.0).unwrap();
        let dots =
            pattern.cut(&[within(&polyline.clone().into(), &LARGE)], 1.0, Some(0.5)).unwrap();
        let starts: Vec<_> = dots.iter().map(|d| d.points[0]).collect();
        assert_eq!(starts, [p(0.0, 0.0), p(4.0, 0.0), p(8.0, 0.0)]);
        assert!(dots.iter().all(|d| d.points[1] == d.points[0] + p(0.5, 0.0)));
    }

    #[test]
    fn the_interval_at_a_place_is_found_also_where_intervals_meet() {
        let pattern = Pattern::new(&[3.0, 0.0, 0.0, 2.0, 0.0, 1.0], 0.0, 1.0).unwrap();
        for (distance, found) in [
            (0.0, (0, 3.0)),
            (2.5, (0, 0.5)),
            (3.0, (1, 0.0)),
            (3.5, (3, 1.5)),
            (5.0, (4, 0.0)),
            (5.5, (5, 0.5)),
            (6.0, (0, 3.0)),
            (63.0, (1, 0.0)),
        ] {
            assert_eq!(pattern.at(distance), found, "{distance}");
        }
        let dot_first = Pattern::new(&[0.0, 4.0], 0.0, 1.0).unwrap();
        assert_eq!((dot_first.at(0.0), dot_first.at(4.0)), ((0, 0.0), (0, 0.0)));
    }

    #[test]
    fn a_pattern_finer_than_pixels_keeps_its_average() {
        let line = Polyline { points: vec![p(0.0, 0.0), p(1000.0, 0.0)], closed: false };
        for finest in [1e-300, 1e-9, 0.01] {
            let pattern = Pattern::new(&[finest, 3.0 * finest], 0.0, 1.0).unwrap();
            let dashes = pattern.cut(&[within(&line.clone().into(), &LARGE)], 1.0, None).unwrap();
            let on: f64 = dashes.iter().map(|d| (d.points[1] - d.points[0]).length()).sum();
            assert!((on - 250.0).abs() < 1.0, "{finest}: {on}");
            assert!(dashes.len() <= 1001);
        }
    }

    #[test]
    fn patterns_without_length_and_overflowing_ones_are_solid() {
        for lengths in [&[][..], &[0.0, 0.0], &[f64::MAX, f64::MAX]] {
            assert!(Pattern::new(lengths, 0.0, 1.0).is_none(), "{lengths:?}");
        }
    }

    #[test]
    fn too_many_dashes_are_refused_quickly() {
        let line = Polyline { points: vec![p(-1e9, 0.0), p(1e9, 0.0)], closed: false };
        let lengths = vec![1e-7; 2_000_000];
        let pattern = Pattern::new(&lengths, 0.0, 1.0).unwrap();
        assert!(pattern.cut(&[within(&line.clone().into(), &LARGE)], 1.0, None).is_none());
    }
}
