//! SVG path data (the string of `new Path2D(d)`), parsed by `svgtypes`.

use svgtypes::{SimplePathSegment, SimplifyingPathParser};

use super::Path;
use crate::geom::Point;

impl Path {
    /// The path that `data` describes, up to its first error, as SVG says.
    /// <https://www.w3.org/TR/SVG2/paths.html#PathDataErrorHandling>
    pub fn from_svg_data(data: &str) -> Self {
        let mut path = Self::new();
        for segment in SimplifyingPathParser::from(data) {
            let Ok(segment) = segment else { break };
            if !path.push_svg(segment) {
                break;
            }
        }
        path
    }

    /// `false` when a number is too large to be one.
    fn push_svg(&mut self, segment: SimplePathSegment) -> bool {
        let p = Point::new;
        match segment {
            SimplePathSegment::MoveTo { x, y } => self.checked(&[p(x, y)], |s, q| s.move_to(q[0])),
            SimplePathSegment::LineTo { x, y } => self.checked(&[p(x, y)], |s, q| s.line_to(q[0])),
            SimplePathSegment::Quadratic { x1, y1, x, y } => {
                self.checked(&[p(x1, y1), p(x, y)], |s, q| s.quad_to(q[0], q[1]))
            }
            SimplePathSegment::CurveTo { x1, y1, x2, y2, x, y } => {
                self.checked(&[p(x1, y1), p(x2, y2), p(x, y)], |s, q| s.cubic_to(q[0], q[1], q[2]))
            }
            SimplePathSegment::ClosePath => {
                self.close();
                true
            }
        }
    }

    fn checked(&mut self, points: &[Point], add: impl FnOnce(&mut Self, &[Point])) -> bool {
        let finite = points.iter().all(|p| p.is_finite());
        if finite {
            add(self, points);
        }
        finite
    }
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
        assert!((arc.height - 5.0).abs() < 1e-2 && (arc.y + 5.0).abs() < 1e-2, "{arc:?}");
    }

    #[test]
    fn parsing_stops_at_the_first_error() {
        assert_eq!(Path::from_svg_data("M0 0 L10 0 L nonsense L 20 20").len(), 2);
        assert!(Path::from_svg_data("L 10 10").is_empty());
        assert!(Path::from_svg_data("").is_empty());
        assert!(Path::from_svg_data("M 1e999 0 L 5 5").is_empty());
    }
}
