//! Curves to lines that know how long they are, as dashes are laid along them.
//!
//! Chromium measures a curve by few chords: it is halved until its middle is within [`BEND`] of the chord's, and a
//! length between two of those places is taken for a like part of the curve's parameter. Its dashes begin where these
//! lengths say, which is up to a pixel away from where the curve itself is that long; ours do too.

use super::flatten::{Polyline, along, place};
use super::{Path, Segment};
use crate::geom::{Point, Transform};

/// How far a control point may be from where it would be on a line, in pixels and in each direction.
const BEND: f64 = 0.5;
/// A curve is halved so often at most: then it is so large that only an unnoticeable part can show.
const DEEPEST: u32 = 10;

/// A subpath of straight lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measured {
    /// Where they are.
    pub line: Polyline,
    /// How long each of them counts; the one that closes the subpath too.
    pub lengths: Vec<f64>,
}

impl From<Polyline> for Measured {
    /// Each line counts as long as it is.
    fn from(line: Polyline) -> Self {
        let points = &line.points;
        let back = points.first().filter(|_| line.closed);
        let ends = points.iter().skip(1).chain(back);
        let lengths = points.iter().zip(ends).map(|(a, b)| (*b - *a).length()).collect();
        Self { line, lengths }
    }
}

/// The path as lines after `t`, none farther than `tolerance` from its curve, measured.
pub fn measure(path: &Path, t: &Transform, tolerance: f64) -> Vec<Measured> {
    let mut out = Vec::new();
    let mut current = Measured::default();
    let mut start = Point::default();
    for segment in path.segments() {
        match segment {
            Segment::Move(p) => {
                finish(&mut current, &mut out, false);
                start = place(t, p);
                current.line.points.push(start);
            }
            Segment::Close => finish(&mut current, &mut out, true),
            _ => add(&segment, start, t, tolerance, &mut current),
        }
    }
    finish(&mut current, &mut out, false);
    out
}

fn add(segment: &Segment, start: Point, t: &Transform, tolerance: f64, out: &mut Measured) {
    let points = &mut out.line.points;
    if points.is_empty() {
        points.push(start);
    }
    let first = points.len();
    let from = points.last().copied().unwrap_or(start);
    along(segment, from, t, tolerance, None, |p| points.push(p));
    let lines = points.len() - first;
    let place = |p| place(t, p);
    let chords = match *segment {
        Segment::Quad(c, p) => Chords::of(|out| out.quad([from, place(c), place(p)], 0.0, 1.0, 0)),
        Segment::Cubic(c1, c2, p) => {
            let points = [from, place(c1), place(c2), place(p)];
            Chords::of(|out| out.cubic(points, 0.0, 1.0, 0))
        }
        Segment::Line(p) => return out.lengths.push((place(p) - from).length()),
        Segment::Move(_) | Segment::Close => return,
    };
    let (mut chord, mut so_far) = (0, 0.0);
    for i in 1..=lines {
        let length = chords.until(i as f64 / lines as f64, &mut chord);
        out.lengths.push((length - so_far).max(0.0));
        so_far = length;
    }
}

fn finish(current: &mut Measured, out: &mut Vec<Measured>, closed: bool) {
    let mut done = std::mem::take(current);
    let (Some(&first), Some(&last)) = (done.line.points.first(), done.line.points.last()) else {
        return;
    };
    if closed {
        done.lengths.push((first - last).length());
    }
    done.line.closed = closed;
    out.push(done);
}

/// Where the chords of a curve end: its parameter, and the length until there.
struct Chords(Vec<(f64, f64)>);

impl Chords {
    fn of(divide: impl FnOnce(&mut Self)) -> Self {
        let mut chords = Self(vec![(0.0, 0.0)]);
        divide(&mut chords);
        chords
    }

    fn quad(&mut self, [a, b, c]: [Point; 3], from: f64, to: f64, depth: u32) {
        let bend = b * 0.5 - (a + c) * 0.25;
        if depth == DEEPEST || bend.x.abs().max(bend.y.abs()) <= BEND {
            return self.end(to, c - a);
        }
        let (ab, bc, half) = (a.lerp(b, 0.5), b.lerp(c, 0.5), (from + to) / 2.0);
        let middle = ab.lerp(bc, 0.5);
        self.quad([a, ab, middle], from, half, depth + 1);
        self.quad([middle, bc, c], half, to, depth + 1);
    }

    fn cubic(&mut self, [a, b, c, d]: [Point; 4], from: f64, to: f64, depth: u32) {
        let near = |p: Point, t: f64| {
            let away = a.lerp(d, t) - p;
            away.x.abs().max(away.y.abs()) <= BEND
        };
        if depth == DEEPEST || (near(b, 1.0 / 3.0) && near(c, 2.0 / 3.0)) {
            return self.end(to, d - a);
        }
        let (ab, bc, cd) = (a.lerp(b, 0.5), b.lerp(c, 0.5), c.lerp(d, 0.5));
        let (abc, bcd, half) = (ab.lerp(bc, 0.5), bc.lerp(cd, 0.5), (from + to) / 2.0);
        let middle = abc.lerp(bcd, 0.5);
        self.cubic([a, ab, abc, middle], from, half, depth + 1);
        self.cubic([middle, bcd, cd, d], half, to, depth + 1);
    }

    fn end(&mut self, parameter: f64, chord: Point) {
        let so_far = self.0.last().map_or(0.0, |&(_, length)| length);
        self.0.push((parameter, so_far + chord.length()));
    }

    /// The length until a parameter. `chord` is the one that the last parameter, which was no larger, was on.
    fn until(&self, parameter: f64, chord: &mut usize) -> f64 {
        while self.0.get(*chord + 1).is_some_and(|&(end, _)| end < parameter) {
            *chord += 1;
        }
        match self.0.get(*chord..) {
            Some(&[(from, before), (to, after), ..]) => {
                before + (after - before) * ((parameter - from) / (to - from)).min(1.0)
            }
            _ => self.0.last().map_or(0.0, |&(_, length)| length),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn p(x: f64, y: f64) -> Point {
        Point::new(x, y)
    }

    fn curved() -> Path {
        let mut path = Path::new();
        path.move_to(p(0.0, 0.0));
        path.quad_to(p(40.0, 0.0), p(40.0, 60.0));
        path.cubic_to(p(40.0, 90.0), p(-50.0, 20.0), p(-30.0, 60.0));
        path.line_to(p(-33.0, 64.0));
        path.close();
        path
    }

    #[test]
    fn lines_are_those_of_a_flattened_path() {
        let (path, t) = (curved(), Transform::scale(2.0, 2.0));
        let lines: Vec<_> = measure(&path, &t, 0.01).into_iter().map(|m| m.line).collect();
        assert_eq!(lines, super::super::flatten(&path, &t, 0.01));
    }

    #[test]
    fn a_curve_counts_as_long_as_its_few_chords() {
        let [measured] = &measure(&curved(), &Transform::IDENTITY, 0.001)[..] else { panic!() };
        assert_eq!(measured.lengths.len(), measured.line.points.len());
        let [.., line, closing] = measured.lengths[..] else { panic!() };
        assert_eq!((line, closing), (5.0, p(-33.0, 64.0).length()));
        let total: f64 = measured.lengths.iter().sum();
        let points = measured.line.points.windows(2).map(|pair| (pair[1] - pair[0]).length());
        let real = points.sum::<f64>() + closing;
        assert!(total < real - 0.1 && total > real * 0.995, "{total} of {real}");
        // The same however fine the lines are.
        let [coarse] = &measure(&curved(), &Transform::IDENTITY, 0.1)[..] else { panic!() };
        assert!((coarse.lengths.iter().sum::<f64>() - total).abs() < 1e-9);
    }

    #[test]
    fn straight_curves_are_one_chord() {
        let mut path = Path::new();
        path.move_to(p(0.0, 0.0));
        path.quad_to(p(50.0, 0.3), p(100.0, 0.0));
        let [measured] = &measure(&path, &Transform::IDENTITY, 0.001)[..] else { panic!() };
        assert!((measured.lengths.iter().sum::<f64>() - 100.0).abs() < 1e-9);
        let each = 100.0 / measured.lengths.len() as f64;
        assert!(measured.lengths.iter().all(|length| (length - each).abs() < 1e-9));
    }

    #[test]
    fn the_largest_curves_have_an_end() {
        let mut path = Path::new();
        path.move_to(p(-1e9, 1e9));
        path.cubic_to(p(1e9, -1e9), p(1e9, 1e9), p(-1e9, -1e9));
        path.quad_to(p(0.0, 0.0), p(0.0, f64::NAN));
        let measured = measure(&path, &Transform::scale(1e9, 1e9), 0.001);
        assert!(measured[0].lengths.iter().all(|length| length.is_finite()));
    }
}
