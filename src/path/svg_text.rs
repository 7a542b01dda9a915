//! Paths as text, and when two are the same.

use std::fmt::Write;

use super::{Path, Segment};
use crate::geom::Point;

/// The longest text of a point: two numbers of 25 characters, and what stands around them.
const POINT_TEXT: usize = 52;

impl Path {
    /// Segments of the path written out, at most: each one after a close may get a move.
    fn most_canonical(&self) -> usize {
        self.len() + self.segments().filter(|s| matches!(s, Segment::Close)).count()
    }

    /// Bytes that a comparison takes of each of its paths.
    pub fn bytes_to_compare(&self) -> usize {
        self.most_canonical() * size_of::<Segment>()
    }

    /// Bytes that writing takes at most; the text grows by doubling.
    pub fn bytes_to_write(&self) -> usize {
        let points = self.bytes().div_ceil(size_of::<Point>()) + self.most_canonical() - self.len();
        self.bytes_to_compare() + 2 * (points * POINT_TEXT + self.most_canonical())
    }

    /// The segments written out: each subpath begins with its own move, and a last one that goes nowhere is left
    /// out.
    fn canonical(&self) -> Vec<Segment> {
        let mut all = Vec::with_capacity(self.most_canonical());
        let (mut start, mut last) = (Point::default(), None);
        for segment in self.segments() {
            let after_close = matches!(all.last(), Some(Segment::Close));
            if after_close && !matches!(segment, Segment::Move(_)) {
                all.push(Segment::Move(start));
            }
            if let Segment::Move(p) = segment {
                last = Some(start);
                start = p;
            }
            all.push(segment);
        }
        let is_useless = match all[..] {
            [.., Segment::Close, Segment::Move(p)] => last == Some(p),
            _ => false,
        };
        if is_useless {
            all.pop();
        }
        all
    }

    /// Both have the same segments.
    pub fn is_same_as(&self, other: &Self) -> bool {
        self.canonical() == other.canonical()
    }

    /// SVG path data in absolute coordinates, of which [`Path::from_svg_data`] makes the same path: each number is
    /// the shortest that reads back as itself.
    pub fn to_svg(&self) -> String {
        let mut out = String::new();
        for segment in self.canonical() {
            // Writing to a string can't fail.
            let _ = match segment {
                Segment::Move(p) => write!(out, "M{}", Pair(p)),
                Segment::Line(p) => write!(out, "L{}", Pair(p)),
                Segment::Quad(c, p) => write!(out, "Q{} {}", Pair(c), Pair(p)),
                Segment::Cubic(c1, c2, p) => write!(out, "C{} {} {}", Pair(c1), Pair(c2), Pair(p)),
                Segment::Close => write!(out, "Z"),
            };
        }
        out
    }
}

struct Pair(Point);

impl std::fmt::Display for Pair {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        number(f, self.0.x)?;
        f.write_str(" ")?;
        number(f, self.0.y)
    }
}

fn number(f: &mut std::fmt::Formatter<'_>, v: f64) -> std::fmt::Result {
    if v == 0.0 {
        // Without the sign of -0, which a reader would lose.
        return f.write_str("0");
    }
    if (1e-6..1e21).contains(&v.abs()) { write!(f, "{v}") } else { write!(f, "{v:e}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::{Rect, Transform};
    use crate::path::PathBuilder;

    fn p(x: f64, y: f64) -> Point {
        Point::new(x, y)
    }

    fn comes_back(path: &Path) -> String {
        let text = path.to_svg();
        let back = Path::from_svg_data(&text);
        assert!(back.is_same_as(path), "{text} {path:?} {back:?}");
        assert_eq!(back.to_svg(), text);
        text
    }

    #[test]
    fn every_number_comes_back() {
        let numbers =
            [0.1, -0.0, 1e-7, -1e-300, 5e-324, 1e21, 1.0 / 3.0, 1e300, f64::MAX, -123.456, 1e20];
        for v in numbers {
            let mut path = Path::new();
            path.move_to(p(v, 1.0));
            path.cubic_to(p(1.0, v), p(-v, 2.0), p(v, v));
            path.quad_to(p(v, 3.0), p(0.0, v));
            comes_back(&path);
        }
    }

    #[test]
    fn what_is_booked_is_enough() {
        let long = -0.000_001_234_567_890_123_456_7;
        let mut path = Path::new();
        for _ in 0..1000 {
            path.close();
            path.line_to(p(long, -f64::MAX / 3.0));
        }
        let (text, all) = (path.to_svg(), path.canonical());
        assert!(all.capacity() * size_of::<Segment>() <= path.bytes_to_compare());
        let takes = text.capacity() + all.capacity() * size_of::<Segment>();
        assert!(takes <= path.bytes_to_write(), "{takes} {}", path.bytes_to_write());
    }

    #[test]
    fn moves_and_closes_come_back() {
        let mut builder = PathBuilder::default();
        builder.rect(&Transform::IDENTITY, Rect::new(1.0, 2.0, 3.0, 4.0));
        assert_eq!(comes_back(builder.path()), "M1 2L4 2L4 6L1 6Z");
        builder.line_to(&Transform::IDENTITY, p(9.0, 9.0));
        assert_eq!(comes_back(builder.path()), "M1 2L4 2L4 6L1 6ZM1 2L9 9");
        let mut path = Path::new();
        path.move_to(p(1.0, 1.0));
        assert_eq!(comes_back(&path), "M1 1");
        path.close();
        path.line_to(p(5.0, 5.0));
        assert_eq!(comes_back(&path), "M1 1ZM1 1L5 5");
        path.move_to(p(7.0, 7.0));
        assert_eq!(comes_back(&path), "M1 1ZM1 1L5 5M7 7");
    }

    #[test]
    fn paths_that_draw_the_same_are_the_same() {
        let same = Path::from_svg_data("M0 0h5v5zm0 0");
        assert!(same.is_same_as(&Path::from_svg_data("M0 0L5 0L5 5Z")));
        assert!(!same.is_same_as(&Path::from_svg_data("M0 0L5 0L5 5")));
    }
}
