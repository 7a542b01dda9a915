//! SVG path data (the string of `new Path2D(d)`): commands by `svgtypes`, what they mean here.

use svgtypes::{PathParser, PathSegment};

use super::arc::Arc;
use super::{Path, Segment};
use crate::geom::{Point, Transform};

impl Path {
    /// The path that `data` describes, up to its first error, as SVG says.
    /// <https://www.w3.org/TR/SVG2/paths.html#PathDataErrorHandling>
    pub fn from_svg_data(data: &str) -> Self {
        let mut pen = Pen::default();
        // White space to SVG, but not to the parser.
        let data = without_bare_points(data).replace('\u{c}', " ");
        for segment in PathParser::from(data.as_str()) {
            let Ok(segment) = segment else { break };
            if pen.go(segment).is_none() {
                break;
            }
        }
        pen.path
    }
}

/// The data up to a number that ends with its point, such as `5.`: an error to SVG, but not to the parser.
fn without_bare_points(data: &str) -> &str {
    let bytes = data.as_bytes();
    let is_bare =
        |&i: &usize| bytes[i] == b'.' && !bytes.get(i + 1).is_some_and(u8::is_ascii_digit);
    let Some(point) = (0..bytes.len()).find(is_bare) else { return data };
    let before = data[..point].trim_end_matches(|c: char| c.is_ascii_digit());
    // Behind a fraction or an exponent the point begins another number, and the one before it is whole.
    let has_part = |text: &str| text.ends_with(['.', 'e', 'E']);
    if has_part(before) || before.strip_suffix(['+', '-']).is_some_and(has_part) {
        return &data[..point];
    }
    before.strip_suffix(['+', '-']).unwrap_or(before)
}

/// The last control point, for a curve that goes on smoothly.
#[derive(Clone, Copy)]
enum Control {
    Quad(Point),
    Cubic(Point),
}

#[derive(Default)]
struct Pen {
    path: Path,
    control: Option<Control>,
}

impl Pen {
    /// `None` when a number is too large to be one.
    fn go(&mut self, segment: PathSegment) -> Option<()> {
        let here = self.path.current().unwrap_or_default();
        let from = if segment.is_abs() { Point::default() } else { here };
        let at = |x: f64, y: f64| Some(from + Point::new(x, y)).filter(|p| p.is_finite());
        let last = self.control.take();
        match segment {
            PathSegment::MoveTo { x, y, .. } => self.path.move_to(at(x, y)?),
            PathSegment::LineTo { x, y, .. } => self.path.line_to(at(x, y)?),
            PathSegment::HorizontalLineTo { x, .. } => {
                self.path.line_to(Point::new(at(x, 0.0)?.x, here.y));
            }
            PathSegment::VerticalLineTo { y, .. } => {
                self.path.line_to(Point::new(here.x, at(0.0, y)?.y));
            }
            PathSegment::CurveTo { x1, y1, x2, y2, x, y, .. } => {
                self.cubic(at(x1, y1)?, at(x2, y2)?, at(x, y)?);
            }
            PathSegment::SmoothCurveTo { x2, y2, x, y, .. } => {
                let first = match last {
                    Some(Control::Cubic(c)) => here + (here - c),
                    _ => here,
                };
                self.cubic(first, at(x2, y2)?, at(x, y)?);
            }
            PathSegment::Quadratic { x1, y1, x, y, .. } => self.quad(at(x1, y1)?, at(x, y)?),
            PathSegment::SmoothQuadratic { x, y, .. } => {
                let control = match last {
                    Some(Control::Quad(c)) => here + (here - c),
                    _ => here,
                };
                self.quad(control, at(x, y)?);
            }
            PathSegment::EllipticalArc {
                rx, ry, x_axis_rotation, large_arc, sweep, x, y, ..
            } => {
                let to = at(x, y)?;
                let turn = x_axis_rotation.to_radians();
                self.arc(here, (rx.abs(), ry.abs()), turn, (large_arc, sweep), to);
            }
            PathSegment::ClosePath { .. } => self.path.close(),
        }
        self.path.current().is_some_and(Point::is_finite).then_some(())
    }

    fn cubic(&mut self, c1: Point, c2: Point, to: Point) {
        self.path.cubic_to(c1, c2, to);
        self.control = Some(Control::Cubic(c2));
    }

    fn quad(&mut self, control: Point, to: Point) {
        self.path.quad_to(control, to);
        self.control = Some(Control::Quad(control));
    }

    fn arc(&mut self, from: Point, radii: (f64, f64), turn: f64, flags: (bool, bool), to: Point) {
        if from == to {
            return;
        }
        let Some(arc) = arc_between(from, radii, turn, flags, to) else {
            return self.path.line_to(to);
        };
        let mut curves = Path::new();
        curves.move_to(from);
        arc.append_to(&mut curves, &Transform::IDENTITY);
        let mut curves = curves.segments().skip(1).peekable();
        while let Some(Segment::Cubic(c1, c2, p)) = curves.next() {
            // The last one ends where it was said, to the bit.
            self.path.cubic_to(c1, c2, if curves.peek().is_some() { p } else { to });
        }
    }
}

/// The arc from one point to another, by its centre and angles; `None` for what is a line.
/// <https://www.w3.org/TR/SVG2/implnote.html#ArcConversionEndpointToCenter>
fn arc_between(
    from: Point,
    (mut radius_x, mut radius_y): (f64, f64),
    turn: f64,
    (large, clockwise): (bool, bool),
    to: Point,
) -> Option<Arc> {
    if radius_x == 0.0 || radius_y == 0.0 {
        return None;
    }
    // Half the way between the ends, along the ellipse's axes.
    let back = Transform::rotate(-turn);
    let half = back.map((from - to) * 0.5);
    let spread = (half.x / radius_x).hypot(half.y / radius_y);
    if spread > 1.0 {
        // Radii too small to reach are scaled up until they do.
        (radius_x, radius_y) = (radius_x * spread, radius_y * spread);
    }
    // In the space where the ellipse is the unit circle.
    let half = Point::new(half.x / radius_x, half.y / radius_y);
    let square = half.x * half.x + half.y * half.y;
    let away = ((1.0 - square) / square).max(0.0).sqrt();
    let away = if large == clockwise { -away } else { away };
    let center = Point::new(half.y * away, -half.x * away);
    let start = (half.y - center.y).atan2(half.x - center.x);
    let end = (-half.y - center.y).atan2(-half.x - center.x);
    let middle = from.lerp(to, 0.5);
    let center =
        Transform::rotate(turn).map(Point::new(center.x * radius_x, center.y * radius_y)) + middle;
    let sweep = (end - start).rem_euclid(std::f64::consts::TAU);
    let sweep = if clockwise { sweep } else { sweep - std::f64::consts::TAU };
    let arc = Arc { center, radius_x, radius_y, rotation: turn, start, sweep };
    let numbers = [center.x, center.y, radius_x, radius_y, start, sweep];
    numbers.iter().all(|v| v.is_finite()).then_some(arc)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Rect;

    #[test]
    fn relative_commands_arcs_and_shorthands() {
        let path = Path::from_svg_data("M10 10h20v20h-20z m5,5 l10 0");
        assert_eq!(path.control_bounds(), Some(Rect::new(10.0, 10.0, 20.0, 20.0)));
        assert_eq!(path.current(), Some(Point::new(25.0, 15.0)));
        let arc = Path::from_svg_data("M0 0 A 5 5 0 0 1 10 0").bounds().unwrap();
        assert!((arc.height - 5.0).abs() < 1e-5 && (arc.y + 5.0).abs() < 1e-5, "{arc:?}");
    }

    #[test]
    fn flags_choose_one_of_four_arcs() {
        let bounds = |flags: &str| {
            let data = format!("M0 0A10 10 0 {flags} 10 10");
            let b = Path::from_svg_data(&data).bounds().unwrap();
            [b.x, b.y, b.right(), b.bottom()].map(|v| (v * 1e3).round() / 1e3)
        };
        assert_eq!(bounds("0 1"), [0.0, 0.0, 10.0, 10.0]);
        assert_eq!(bounds("1 1"), [0.0, -10.0, 20.0, 10.0]);
        assert_eq!(bounds("1 0"), [-10.0, 0.0, 10.0, 20.0]);
        let small = Path::from_svg_data("M0 0A10 10 0 0 0 10 10");
        let holds = |x, y| small.contains(Point::new(x, y), crate::path::FillRule::NonZero);
        assert!(holds(3.5, 6.5) && !holds(2.0, 7.0) && !holds(6.5, 3.5));
    }

    #[test]
    fn arcs_end_where_they_are_told() {
        let path = Path::from_svg_data("M.1 .2A 3 7 33 1 0 9.7 8.3a1 1 0 0 1 .1 .1");
        assert_eq!(path.current(), Some(Point::new(9.7 + 0.1, 8.3 + 0.1)));
        assert_eq!(Path::from_svg_data("M0 0A0 5 0 0 1 9 9").len(), 2);
        assert_eq!(Path::from_svg_data("M0 0A5 5 0 0 1 0 0").len(), 1);
        assert!(Path::from_svg_data("M0 0A1e300 1e-300 9 0 1 1e200 1").bounds().is_some());
    }

    #[test]
    fn smooth_curves_reflect_what_was_before() {
        let smooth = Path::from_svg_data("M0 0C1 2 3 4 5 6S9 9 10 10T20 20");
        let written = Path::from_svg_data("M0 0C1 2 3 4 5 6C7 8 9 9 10 10Q10 10 20 20");
        assert_eq!(smooth, written);
        let quads = Path::from_svg_data("M0 0q1 2 3 3t4 4t1 1");
        assert_eq!(quads, Path::from_svg_data("M0 0Q1 2 3 3Q5 4 7 7Q9 10 8 8"));
    }

    #[test]
    fn parsing_stops_at_the_first_error() {
        assert_eq!(Path::from_svg_data("M0 0 L10 0 L nonsense L 20 20").len(), 2);
        assert!(Path::from_svg_data("L 10 10").is_empty());
        assert!(Path::from_svg_data("").is_empty());
        assert!(Path::from_svg_data("M 1e999 0 L 5 5").is_empty());
        assert!(Path::from_svg_data("M5. 0L5 5").is_empty());
        assert_eq!(Path::from_svg_data("M0 0L10 0L5 5.L1 1").len(), 2);
        for (data, read) in [
            ("M0 5H10-5.", "M0 5L10 5"),
            ("M0 5H1e1.", "M0 5L10 5"),
            ("M0 5H10e-1.", "M0 5L1 5"),
            ("M0 5H5.5.", "M0 5L5.5 5"),
            ("M0 5H10 5.", "M0 5L10 5"),
            ("M0 5H10.e3", "M0 5"),
        ] {
            assert_eq!(Path::from_svg_data(data).to_svg(), read, "{data}");
        }
        assert_eq!(Path::from_svg_data("M0 0\u{c}L10 0").len(), 2);
    }
}
