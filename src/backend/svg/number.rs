//! Numbers, transforms and path data as SVG writes them.

use std::fmt::{Display, Formatter, Result, Write};

use crate::geom::{Point, Transform};
use crate::path::{Path, Segment};

/// Lengths in device space are exact to this many decimals.
const DECIMALS: f64 = 3.0;
/// The most decimals, for what is enlarged very much.
const MOST_DECIMALS: f64 = 9.0;
/// From here on numbers are written with an exponent.
const LARGE: f64 = 1e9;

/// How many decimals lengths need that are drawn through a transform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Precision(usize);

impl Precision {
    /// For lengths in device space.
    pub(super) const DEVICE: Self = Self(DECIMALS as usize);

    /// For lengths that go through `t`.
    pub(super) fn of(t: &Transform) -> Self {
        let scale = t.max_scale();
        let more = if scale > 0.0 && scale.is_finite() { scale.log10().ceil() } else { 0.0 };
        Self((DECIMALS + more).clamp(0.0, MOST_DECIMALS) as usize)
    }

    /// A length.
    pub(super) fn number(self, value: f64) -> Number {
        Number(value, self.0)
    }

    fn rounded(self, value: f64) -> f64 {
        let grid = 10f64.powi(self.0 as i32);
        let rounded = (value * grid).round() / grid;
        if rounded.is_finite() { rounded } else { value }
    }
}

/// A number with so many decimals at most; 0 for what is not finite.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number(f64, usize);

impl Display for Number {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let Self(value, decimals) = *self;
        if !value.is_finite() {
            return f.write_str("0");
        }
        if value.abs() >= LARGE {
            return write!(f, "{value:e}");
        }
        let mut text = format!("{value:.decimals$}");
        if text.contains('.') {
            text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
        }
        f.write_str(if text == "-0" { "0" } else { &text })
    }
}

/// A factor or an amount, with six digits that count.
pub(super) fn exact(value: f64) -> Number {
    let size = value.abs();
    let digits = if size > 0.0 && size.is_finite() { size.log10().floor() } else { 0.0 };
    Number(value, (5.0 - digits).clamp(0.0, 12.0) as usize)
}

/// The value of a `transform`; `None` where it changes nothing.
pub(super) fn transform(t: &Transform) -> Option<String> {
    let Transform { a, b, c, d, e, f } = *t;
    let device = Precision::DEVICE;
    let (x, y) = (device.number(e), device.number(f));
    if *t == Transform::IDENTITY {
        None
    } else if (a, b, c, d) == (1.0, 0.0, 0.0, 1.0) {
        Some(format!("translate({x} {y})"))
    } else {
        let [a, b, c, d] = [a, b, c, d].map(exact);
        Some(format!("matrix({a} {b} {c} {d} {x} {y})"))
    }
}

/// Adds the data of a path.
pub(super) fn path_data(out: &mut String, path: &Path, precision: Precision, relative: bool) {
    let mut pen = Pen { out, precision, relative, at: Point::default() };
    let mut start = Point::default();
    for segment in path.segments() {
        match segment {
            Segment::Move(p) => {
                pen.command('M', &[p]);
                start = pen.at;
            }
            Segment::Line(p) => pen.command('L', &[p]),
            Segment::Quad(c, p) => pen.command('Q', &[c, p]),
            Segment::Cubic(c1, c2, p) => pen.command('C', &[c1, c2, p]),
            Segment::Close => {
                pen.out.push(if relative { 'z' } else { 'Z' });
                pen.at = start;
            }
        }
    }
}

struct Pen<'o> {
    out: &'o mut String,
    precision: Precision,
    relative: bool,
    /// Where a viewer is that has read the numbers as they are written.
    at: Point,
}

impl Pen<'_> {
    fn command(&mut self, letter: char, points: &[Point]) {
        self.out.push(if self.relative { letter.to_ascii_lowercase() } else { letter });
        let from = if self.relative { self.at } else { Point::default() };
        let mut last = self.at;
        for (index, p) in points.iter().enumerate() {
            if index > 0 {
                self.out.push(' ');
            }
            let [x, y] = [p.x - from.x, p.y - from.y].map(|v| self.precision.rounded(v));
            // Writing to a string can't fail.
            let _ = write!(self.out, "{} {}", self.precision.number(x), self.precision.number(y));
            last = Point::new(from.x + x, from.y + y);
        }
        self.at = last;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(value: impl Display) -> String {
        value.to_string()
    }

    #[test]
    fn numbers_are_as_short_as_they_may_be() {
        let device = Precision::DEVICE;
        for (value, wanted) in [
            (1.0, "1"),
            (-0.0, "0"),
            (0.12345, "0.123"),
            (-0.0001, "0"),
            (100.0, "100"),
            (f64::NAN, "0"),
            (f64::INFINITY, "0"),
            (1e300, "1e300"),
        ] {
            assert_eq!(text(device.number(value)), wanted);
        }
        assert_eq!(text(exact(0.921_060_994)), "0.921061");
        assert_eq!(text(exact(1e-9)), "0.000000001");
        assert_eq!(text(exact(12_345.678)), "12345.7");
    }

    #[test]
    fn what_is_enlarged_has_more_decimals() {
        let of = |scale| Precision::of(&Transform::scale(scale, 1.0)).0;
        assert_eq!([of(1.0), of(100.0), of(1e-9), of(1e30), of(f64::NAN)], [3, 5, 3, 9, 3]);
        assert_eq!(Precision::of(&Transform::scale(0.01, 0.01)).0, 1);
    }

    #[test]
    fn relative_data_does_not_run_away() {
        let mut path = Path::new();
        path.move_to(Point::default());
        for i in 1..=3000 {
            path.line_to(Point::new(f64::from(i) / 3000.0, 5.0));
        }
        path.close();
        let mut out = String::new();
        path_data(&mut out, &path, Precision(2), true);
        let steps = out.trim_end_matches('z').split('l').skip(1);
        let end: f64 =
            steps.map(|step| step.split(' ').next().unwrap().parse::<f64>().unwrap()).sum();
        assert!((end - 1.0).abs() < 0.011, "{end}");
    }

    #[test]
    fn data_of_all_segments() {
        let mut path = Path::new();
        path.move_to(Point::new(1.0, 2.0));
        path.quad_to(Point::new(3.0, 4.0), Point::new(5.0, 6.0));
        path.cubic_to(Point::new(1.5, 0.0), Point::new(2.0, 2.0), Point::new(7.0, 7.0));
        path.close();
        path.line_to(Point::new(2.0, 2.0));
        let (mut absolute, mut relative) = (String::new(), String::new());
        path_data(&mut absolute, &path, Precision::DEVICE, false);
        path_data(&mut relative, &path, Precision::DEVICE, true);
        assert!(absolute.starts_with("M1 2Q3 4 5 6C1.5 0 2 2 7 7Z"), "{absolute}");
        assert!(relative.starts_with("m1 2q2 2 4 4c-3.5 -6 -3 -4 2 1z"), "{relative}");
    }
}
