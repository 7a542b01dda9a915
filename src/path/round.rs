//! Corners made round.

use super::Path;
use super::curve::Curve;
use super::subpath::Subpath;
use crate::error::Result;
use crate::geom::Point;

impl Path {
    /// The path with each corner between two lines replaced by a curve that begins and ends `radius` before it, or
    /// in the middle of a line that is shorter than two.
    pub fn rounded(&self, radius: f64) -> Result<Self> {
        self.check_operand("round")?;
        if !(radius > 0.0 && radius.is_finite()) {
            return Ok(self.clone());
        }
        let mut out = Self::new();
        self.subpaths().iter().for_each(|subpath| add(&mut out, subpath, radius));
        Ok(out)
    }
}

fn add(out: &mut Path, subpath: &Subpath, radius: f64) {
    let curves = &subpath.curves;
    let count = curves.len();
    // Between a curve and the next one; after the last one of a closed subpath comes the first.
    let corner = |i: usize| match (curves.get(i), curves.get((i + 1) % count.max(1))) {
        (Some(Curve::Line(a)), Some(Curve::Line(b))) => {
            count > 1 && (i + 1 < count || (subpath.closed && a[1] == b[0]))
        }
        _ => false,
    };
    if !(0..count).any(corner) {
        return out.push_subpath(subpath);
    }
    let at_the_start = subpath.closed && corner(count - 1);
    let start = match curves.first() {
        Some(Curve::Line(line)) if at_the_start => along(*line, radius),
        _ => subpath.start,
    };
    out.move_to(start);
    for (i, curve) in curves.iter().enumerate() {
        let Curve::Line([a, b]) = *curve else {
            out.push_curve(curve);
            continue;
        };
        if !corner(i) {
            out.line_to(b);
            continue;
        }
        out.line_to(along([b, a], radius));
        if let Some(Curve::Line(next)) = curves.get((i + 1) % count) {
            out.quad_to(b, along(*next, radius));
        }
    }
    if subpath.closed {
        out.close();
    }
}

/// Where a line leaves the corner it starts at.
fn along([a, b]: [Point; 2], radius: f64) -> Point {
    let length = (b - a).length();
    if length <= 2.0 * radius { a.lerp(b, 0.5) } else { a.lerp(b, radius / length) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rounded(data: &str, radius: f64) -> String {
        Path::from_svg_data(data).rounded(radius).unwrap().to_svg()
    }

    #[test]
    fn corners_of_lines_become_curves() {
        assert_eq!(rounded("M0 0h10v10", 2.0), "M0 0L8 0Q10 0 10 2L10 10");
        assert_eq!(
            rounded("M0 0h10v10h-10z", 2.0),
            "M2 0L8 0Q10 0 10 2L10 8Q10 10 8 10L2 10Q0 10 0 8L0 2Q0 0 2 0Z"
        );
    }

    #[test]
    fn short_lines_are_round_all_along() {
        assert_eq!(rounded("M0 0h10v10", 100.0), "M0 0L5 0Q10 0 10 5L10 10");
        assert_eq!(
            rounded("M0 0h10v10h-10z", 5.0),
            "M5 0L5 0Q10 0 10 5L10 5Q10 10 5 10L5 10Q0 10 0 5L0 5Q0 0 5 0Z"
        );
    }

    #[test]
    fn curves_and_what_is_no_radius_change_nothing() {
        assert_eq!(rounded("M0 0L10 0Q20 0 20 10", 2.0), "M0 0L10 0Q20 0 20 10");
        for radius in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(rounded("M0 0h10v10z", radius), "M0 0L10 0L10 10Z");
        }
    }
}
