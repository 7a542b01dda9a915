//! Elliptical arcs as cubic curves.

use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, TAU};

use super::Path;
use crate::geom::{Point, Transform};

/// An ellipse with the angles of the part to be drawn.
/// <https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-ellipse>
#[derive(Clone, Copy, Debug)]
pub(super) struct Arc {
    pub(super) center: Point,
    pub(super) radius_x: f64,
    pub(super) radius_y: f64,
    /// Turn of the ellipse's own axes, radians clockwise.
    pub(super) rotation: f64,
    pub(super) start: f64,
    /// Signed: negative runs counterclockwise. At most one full turn.
    pub(super) sweep: f64,
}

/// The signed angle to draw: a whole turn when the angles are a turn or more apart in the drawing
/// direction. Against the direction the arc goes the other way round, what the angles leave of a turn;
/// so angles that are whole turns apart are a circle there too, as in every browser.
pub(super) fn sweep(start: f64, end: f64, counterclockwise: bool) -> f64 {
    let (span, sign) = if counterclockwise { (start - end, -1.0) } else { (end - start, 1.0) };
    let angle = if span >= 0.0 { span.min(TAU) } else { TAU - (-span) % TAU };
    sign * angle
}

impl Arc {
    pub(super) fn start_point(&self) -> Point {
        self.frame().map(unit(self.start))
    }

    /// From the unit circle to this ellipse.
    fn frame(&self) -> Transform {
        Transform::translate(self.center.x, self.center.y)
            .then_inner(&Transform::rotate(self.rotation))
            .then_inner(&Transform::scale(self.radius_x, self.radius_y))
    }

    /// Adds the curves, whose start the path must have reached, moved by `t`.
    pub(super) fn append_to(&self, path: &mut Path, t: &Transform) {
        if self.sweep == 0.0 {
            return;
        }
        let frame = t.then_inner(&self.frame());
        if self.radius_x == 0.0 || self.radius_y == 0.0 {
            return self.append_lines_to(path, &frame);
        }
        // At most an eighth of a turn per cubic: the radius is then off by 4e-7 of itself.
        let pieces = (self.sweep.abs() / FRAC_PI_4).ceil().max(1.0);
        let step = self.sweep / pieces;
        let handle = 4.0 / 3.0 * (step / 4.0).tan();
        for i in 0..pieces as u32 {
            let from = self.start + step * f64::from(i);
            let to = if f64::from(i + 1) == pieces { self.start + self.sweep } else { from + step };
            let (a, b) = (unit(from), unit(to));
            let c1 = Point::new(a.x - handle * a.y, a.y + handle * a.x);
            let c2 = Point::new(b.x + handle * b.y, b.y - handle * b.x);
            path.cubic_to(frame.map(c1), frame.map(c2), frame.map(b));
        }
    }
}

impl Arc {
    /// An ellipse without width or height goes to and fro on a line, where curves would bend by rounding alone.
    fn append_lines_to(&self, path: &mut Path, frame: &Transform) {
        // It turns back at each quarter of the unit circle.
        let end = self.start + self.sweep;
        let (low, high) = (self.start.min(end), self.start.max(end));
        let first = (low / FRAC_PI_2).floor() + 1.0;
        let mut turns: Vec<f64> =
            (0..5).map(|i| (first + f64::from(i)) * FRAC_PI_2).filter(|&at| at < high).collect();
        if self.sweep < 0.0 {
            turns.reverse();
        }
        turns.into_iter().chain([end]).for_each(|at| path.line_to(frame.map(unit(at))));
    }
}

fn unit(angle: f64) -> Point {
    let (sin, cos) = angle.sin_cos();
    Point::new(cos, sin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::PI;

    #[test]
    fn sweep_follows_the_direction() {
        assert_eq!(sweep(0.0, PI, false), PI);
        assert_eq!(sweep(0.0, PI, true), -PI);
        assert_eq!(sweep(0.0, 3.0 * PI, false), TAU);
        assert_eq!(sweep(0.0, -3.0 * PI, true), -TAU);
        assert_eq!(sweep(1.0, 1.0, false), 0.0);
        assert!((sweep(0.0, -PI / 2.0, false) - 1.5 * PI).abs() < 1e-12);
        assert_eq!(sweep(0.0, TAU, true), -TAU);
        assert_eq!(sweep(TAU, 0.0, false), TAU);
        assert_eq!(sweep(0.0, -1e-300, false), TAU);
    }

    #[test]
    fn an_ellipse_without_height_is_lines_on_its_axis() {
        let arc = |start, sweep| Arc {
            center: Point::new(5.0, 7.0),
            radius_x: 3.0,
            radius_y: 0.0,
            rotation: 0.0,
            start,
            sweep,
        };
        let ends = |arc: Arc| {
            let mut path = Path::new();
            path.move_to(arc.start_point());
            arc.append_to(&mut path, &Transform::IDENTITY);
            let lines = super::super::flatten(&path, &Transform::IDENTITY, 0.001);
            lines.iter().flat_map(|l| l.points.iter().map(|p| p.x.round())).collect::<Vec<_>>()
        };
        assert_eq!(ends(arc(0.0, TAU)), [8.0, 5.0, 2.0, 5.0, 8.0]);
        assert_eq!(ends(arc(0.0, -1.5 * PI)), [8.0, 5.0, 2.0, 5.0]);
        assert!(ends(arc(1e16, TAU)).len() <= 7);
    }

    #[test]
    fn a_circle_keeps_its_radius() {
        let arc = Arc {
            center: Point::new(5.0, 5.0),
            radius_x: 100.0,
            radius_y: 100.0,
            rotation: 0.3,
            start: 0.1,
            sweep: TAU,
        };
        let mut path = Path::new();
        path.move_to(arc.start_point());
        arc.append_to(&mut path, &Transform::IDENTITY);
        for line in super::super::flatten(&path, &Transform::IDENTITY, 0.001) {
            for p in line.points {
                let r = (p - arc.center).length();
                assert!((r - 100.0).abs() < 1e-3, "{r}");
            }
        }
    }
}
