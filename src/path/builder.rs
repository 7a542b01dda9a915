//! The standard's path-building steps (the `CanvasPath` mixin).
//! <https://html.spec.whatwg.org/multipage/canvas.html#canvaspath>
//!
//! One builder serves the context's current path and `Path2D`. A context hands its current transform
//! to every call, because the standard transforms points as they are added; `Path2D` hands the
//! identity. Calls with a non-finite argument do nothing, as the standard's first step says.

use std::sync;

use super::arc::{Arc, sweep};
use super::{CornerRadii, Path};
use crate::error::{Error, ErrorKind, Result};
use crate::geom::{Point, Rect, Transform};

/// The most bytes of a path's memory that the next one gets: those of a hundred thousand lines.
const KEPT: usize = 4 << 20;

/// Builds a path by the standard's steps.
#[derive(Clone, Debug, Default)]
pub struct PathBuilder {
    /// Empty while the path is shared.
    own: Path,
    /// The path as operations hold it, until it changes.
    shared: Option<sync::Arc<Path>>,
}

impl PathBuilder {
    /// Starts from an existing path.
    pub fn from_path(path: Path) -> Self {
        Self { own: path, shared: None }
    }

    /// What was built so far.
    pub fn path(&self) -> &Path {
        self.shared.as_deref().unwrap_or(&self.own)
    }

    /// What was built so far, for an operation. Nothing is copied before the path grows again, and
    /// most begin anew instead.
    pub fn share(&mut self) -> sync::Arc<Path> {
        let own = &mut self.own;
        sync::Arc::clone(self.shared.get_or_insert_with(|| sync::Arc::new(std::mem::take(own))))
    }

    /// The path, for a change.
    fn own(&mut self) -> &mut Path {
        if let Some(shared) = self.shared.take() {
            self.own = sync::Arc::unwrap_or_clone(shared);
        }
        &mut self.own
    }

    /// Appends the subpaths of another path, moved by `t`.
    pub fn append(&mut self, other: &Path, t: &Transform) {
        self.own().append(other, t);
    }

    /// `beginPath`: forgets all subpaths. Their memory is for those to come, unless it is very much.
    pub fn begin(&mut self) {
        if let Some(shared) = self.shared.take() {
            self.own = sync::Arc::into_inner(shared).unwrap_or_default();
        }
        self.own.restart(KEPT);
    }

    /// Forgets all subpaths, and their memory.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// `moveTo`.
    pub fn move_to(&mut self, t: &Transform, p: Point) {
        if p.is_finite() {
            self.own().move_to(t.map(p));
        }
    }

    /// `closePath`: the next segment starts where the closed subpath did.
    pub fn close(&mut self) {
        self.own().close();
    }

    /// `lineTo`.
    pub fn line_to(&mut self, t: &Transform, p: Point) {
        if p.is_finite() {
            self.own().line_to(t.map(p));
        }
    }

    /// `lineTo` for each of the points.
    pub fn lines_to(&mut self, t: &Transform, points: impl Iterator<Item = Point>) {
        self.own().lines_to(points.filter(|p| p.is_finite()).map(|p| t.map(p)));
    }

    /// `quadraticCurveTo`.
    pub fn quad_to(&mut self, t: &Transform, c: Point, p: Point) {
        if c.is_finite() && p.is_finite() {
            self.own().quad_to(t.map(c), t.map(p));
        }
    }

    /// `bezierCurveTo`.
    pub fn cubic_to(&mut self, t: &Transform, c1: Point, c2: Point, p: Point) {
        if c1.is_finite() && c2.is_finite() && p.is_finite() {
            self.own().cubic_to(t.map(c1), t.map(c2), t.map(p));
        }
    }

    /// `rect`: a closed subpath of four lines, then a new one at its corner.
    pub fn rect(&mut self, t: &Transform, r: Rect) {
        if !r.is_finite() {
            return;
        }
        let [a, b, c, d] = r.corners().map(|p| t.map(p));
        let path = self.own();
        path.move_to(a);
        [b, c, d].into_iter().for_each(|p| path.line_to(p));
        path.close();
        path.move_to(a);
    }

    /// `roundRect`, its radii already one per corner.
    /// <https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-roundrect>
    pub fn round_rect(&mut self, t: &Transform, r: Rect, radii: CornerRadii) {
        if !r.is_finite() || !radii.is_finite() {
            return;
        }
        let radii = radii.mirrored(r.width < 0.0, r.height < 0.0);
        let area = r.normalized();
        let radii = radii.fitted(area.width, area.height);
        // From the upper left, clockwise unless one side alone is negative.
        if (r.width < 0.0) != (r.height < 0.0) {
            return self.round_rect_backwards(t, area, radii);
        }
        let (x, y, right, bottom) = (area.x, area.y, area.right(), area.bottom());
        let first = t.map(Point::new(x + radii.upper_left.x, y));
        self.own().move_to(first);
        self.own().line_to(t.map(Point::new(right - radii.upper_right.x, y)));
        self.corner(t, Point::new(right, y), radii.upper_right, 1.0, -1.0);
        self.own().line_to(t.map(Point::new(right, bottom - radii.lower_right.y)));
        self.corner(t, Point::new(right, bottom), radii.lower_right, 1.0, 1.0);
        self.own().line_to(t.map(Point::new(x + radii.lower_left.x, bottom)));
        self.corner(t, Point::new(x, bottom), radii.lower_left, -1.0, 1.0);
        self.own().line_to(t.map(Point::new(x, y + radii.upper_left.y)));
        self.corner(t, Point::new(x, y), radii.upper_left, -1.0, -1.0);
        self.own().close();
        self.own().move_to(t.map(Point::new(x, y)));
    }

    fn round_rect_backwards(&mut self, t: &Transform, area: Rect, radii: CornerRadii) {
        let (x, y, right, bottom) = (area.x, area.y, area.right(), area.bottom());
        self.own().move_to(t.map(Point::new(x + radii.upper_left.x, y)));
        self.corner_backwards(t, Point::new(x, y), radii.upper_left, -1.0, -1.0);
        self.own().line_to(t.map(Point::new(x, bottom - radii.lower_left.y)));
        self.corner_backwards(t, Point::new(x, bottom), radii.lower_left, -1.0, 1.0);
        self.own().line_to(t.map(Point::new(right - radii.lower_right.x, bottom)));
        self.corner_backwards(t, Point::new(right, bottom), radii.lower_right, 1.0, 1.0);
        self.own().line_to(t.map(Point::new(right, y + radii.upper_right.y)));
        self.corner_backwards(t, Point::new(right, y), radii.upper_right, 1.0, -1.0);
        self.own().close();
        self.own().move_to(t.map(Point::new(x, y)));
    }

    fn corner_backwards(&mut self, t: &Transform, at: Point, radius: Point, right: f64, down: f64) {
        match corner_arc(at, radius, right, down) {
            None => self.own().line_to(t.map(at)),
            Some(arc) => {
                let back = Arc { start: arc.start + arc.sweep, sweep: -arc.sweep, ..arc };
                back.append_to(self.own(), t);
            }
        }
    }

    /// A quarter of an ellipse inside the corner that lies `right`/`down` of its centre.
    fn corner(&mut self, t: &Transform, at: Point, radius: Point, right: f64, down: f64) {
        match corner_arc(at, radius, right, down) {
            // Square; the side before may have ended short of it.
            None => self.own().line_to(t.map(at)),
            Some(arc) => arc.append_to(self.own(), t),
        }
    }

    /// `arc`.
    pub fn arc(
        &mut self,
        t: &Transform,
        center: Point,
        radius: f64,
        angles: (f64, f64),
        counterclockwise: bool,
    ) -> Result<()> {
        self.ellipse(t, center, (radius, radius), 0.0, angles, counterclockwise)
    }

    /// `ellipse`.
    /// <https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-ellipse>
    pub fn ellipse(
        &mut self,
        t: &Transform,
        center: Point,
        (radius_x, radius_y): (f64, f64),
        rotation: f64,
        (start, end): (f64, f64),
        counterclockwise: bool,
    ) -> Result<()> {
        // 1. Non-finite arguments: nothing.
        let numbers = [radius_x, radius_y, rotation, start, end];
        if !center.is_finite() || numbers.iter().any(|v| !v.is_finite()) {
            return Ok(());
        }
        // 2. Negative radii are an error.
        check_radius(radius_x)?;
        check_radius(radius_y)?;
        // 3. A line from the last point to the arc's start, then the arc.
        let sweep = sweep(start, end, counterclockwise);
        let arc = Arc { center, radius_x, radius_y, rotation, start, sweep };
        self.own().line_to(t.map(arc.start_point()));
        arc.append_to(self.own(), t);
        Ok(())
    }

    /// `arcTo`.
    /// <https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-arcto>
    pub fn arc_to(&mut self, t: &Transform, p1: Point, p2: Point, radius: f64) -> Result<()> {
        // 1. Non-finite arguments: nothing.
        if !p1.is_finite() || !p2.is_finite() || !radius.is_finite() {
            return Ok(());
        }
        // 3. Negative radius: an error. (Step 2, a subpath for (x1, y1), must not happen before it
        // throws: browsers leave the path alone.)
        check_radius(radius)?;
        // 4. The last point, in the space the arguments are in.
        let p0 = match (self.path().current(), t.inverse()) {
            (None, _) => p1,
            (Some(last), Some(back)) => back.map(last),
            // A collapsed plane has no such point: only a line can be meant.
            (Some(_), None) => return Ok(self.own().line_to(t.map(p1))),
        };
        if self.path().is_empty() {
            self.own().move_to(t.map(p1));
        }
        match tangent_arc(p0, p1, p2, radius) {
            Some(arc) => {
                self.own().line_to(t.map(arc.start_point()));
                arc.append_to(self.own(), t);
            }
            // 5., 6. Coincident or collinear points, or no radius: a line to (x1, y1).
            None => self.own().line_to(t.map(p1)),
        }
        Ok(())
    }
}

/// The arc within a corner; `None` for a square one.
fn corner_arc(at: Point, radius: Point, right: f64, down: f64) -> Option<Arc> {
    let quarter = std::f64::consts::FRAC_PI_2;
    let start = match (right > 0.0, down > 0.0) {
        (true, false) => -quarter,
        (true, true) => 0.0,
        (false, true) => quarter,
        (false, false) => 2.0 * quarter,
    };
    let arc = Arc {
        center: Point::new(at.x - right * radius.x, at.y - down * radius.y),
        radius_x: radius.x,
        radius_y: radius.y,
        rotation: 0.0,
        start,
        sweep: quarter,
    };
    (radius.x != 0.0 && radius.y != 0.0).then_some(arc)
}

fn check_radius(radius: f64) -> Result<()> {
    if radius < 0.0 {
        let message = format!("the radius must not be negative, got {radius}");
        return Err(Error::new(ErrorKind::IndexSize, message));
    }
    Ok(())
}

/// The arc of `radius` that touches both lines p0–p1 and p1–p2; `None` where they don't meet at an
/// angle.
fn tangent_arc(p0: Point, p1: Point, p2: Point, radius: f64) -> Option<Arc> {
    let (u, v) = (p0 - p1, p2 - p1);
    let (u_len, v_len) = (u.length(), v.length());
    if u_len == 0.0 || v_len == 0.0 || radius == 0.0 {
        return None;
    }
    let (u, v) = (u * (1.0 / u_len), v * (1.0 / v_len));
    let (cos, cross) = (u.x * v.x + u.y * v.y, u.x * v.y - u.y * v.x);
    if cross.abs() < 1e-12 {
        return None;
    }
    // Half of the inner angle: the tangent points lie radius/tan(half) from p1, the centre on the
    // bisector radius/sin(half) away.
    let tangent = radius * (1.0 + cos) / cross.abs();
    let touch = p1 + u * tangent;
    let normal = if cross > 0.0 { Point::new(-u.y, u.x) } else { Point::new(u.y, -u.x) };
    let center = touch + normal * radius;
    let start = (touch.y - center.y).atan2(touch.x - center.x);
    let end_point = p1 + v * tangent;
    let end = (end_point.y - center.y).atan2(end_point.x - center.x);
    let sweep = sweep(start, end, cross > 0.0);
    let arc = Arc { center, radius_x: radius, radius_y: radius, rotation: 0.0, start, sweep };
    center.is_finite().then_some(arc)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::Segment;

    const ID: Transform = Transform::IDENTITY;

    fn p(x: f64, y: f64) -> Point {
        Point::new(x, y)
    }

    fn near(a: Point, b: Point) -> bool {
        (a - b).length() < 1e-9
    }

    #[test]
    fn arc_to_touches_both_lines() {
        let mut b = PathBuilder::default();
        b.move_to(&ID, p(0.0, 0.0));
        b.arc_to(&ID, p(10.0, 0.0), p(10.0, 10.0), 4.0).unwrap();
        let segments: Vec<_> = b.path().segments().collect();
        assert!(matches!(segments[1], Segment::Line(q) if near(q, p(6.0, 0.0))), "{segments:?}");
        assert!(near(b.path().current().unwrap(), p(10.0, 4.0)), "{segments:?}");
        // The other turn.
        let mut b = PathBuilder::default();
        b.move_to(&ID, p(0.0, 0.0));
        b.arc_to(&ID, p(10.0, 0.0), p(10.0, -10.0), 4.0).unwrap();
        assert!(near(b.path().current().unwrap(), p(10.0, -4.0)));
    }

    #[test]
    fn arc_to_on_a_straight_line_is_a_line() {
        let mut b = PathBuilder::default();
        b.move_to(&ID, p(0.0, 0.0));
        b.arc_to(&ID, p(10.0, 0.0), p(20.0, 0.0), 4.0).unwrap();
        assert_eq!(b.path().current(), Some(p(10.0, 0.0)));
        assert_eq!(b.path().len(), 2);
    }

    #[test]
    fn negative_radii_are_index_size_errors_and_change_nothing() {
        let mut b = PathBuilder::default();
        let error = b.arc(&ID, p(0.0, 0.0), -1.0, (0.0, 1.0), false).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::IndexSize);
        assert!(b.arc_to(&ID, p(1.0, 1.0), p(2.0, 0.0), -1.0).is_err());
        assert!(b.path().is_empty());
    }

    #[test]
    fn non_finite_arguments_do_nothing() {
        let mut b = PathBuilder::default();
        b.move_to(&ID, p(f64::NAN, 0.0));
        b.line_to(&ID, p(0.0, f64::INFINITY));
        b.rect(&ID, Rect::new(0.0, 0.0, f64::NAN, 1.0));
        b.arc(&ID, p(0.0, 0.0), f64::NAN, (0.0, 1.0), false).unwrap();
        assert!(b.path().is_empty());
    }

    #[test]
    fn points_are_transformed_as_they_come() {
        let mut b = PathBuilder::default();
        b.move_to(&Transform::translate(5.0, 0.0), p(1.0, 1.0));
        b.line_to(&Transform::scale(2.0, 2.0), p(1.0, 1.0));
        let segments: Vec<_> = b.path().segments().collect();
        assert_eq!(segments, [Segment::Move(p(6.0, 1.0)), Segment::Line(p(2.0, 2.0))]);
    }

    #[test]
    fn a_shared_path_is_copied_only_when_it_grows() {
        let mut b = PathBuilder::default();
        b.move_to(&ID, p(1.0, 1.0));
        b.line_to(&ID, p(2.0, 2.0));
        let before = b.share();
        assert!(sync::Arc::ptr_eq(&before, &b.share()));
        b.line_to(&ID, p(3.0, 3.0));
        assert_eq!((before.len(), b.path().len()), (2, 3));
        let after = b.share();
        b.clear();
        assert_eq!((after.len(), b.path().len()), (3, 0));
        // Alone again, it is taken back as it is.
        let mut b = PathBuilder::from_path(Path::clone(&after));
        drop(b.share());
        b.close();
        assert_eq!(b.path().len(), 4);
    }

    #[test]
    fn a_path_gets_the_memory_of_the_one_before() {
        let long = |points: usize| {
            let mut b = PathBuilder::default();
            b.lines_to(&ID, (0..points).map(|i| p(i as f64, 1.0)));
            b
        };
        let mut b = long(1000);
        let bytes = b.path().bytes();
        drop(b.share());
        b.begin();
        assert!(b.path().is_empty());
        assert_eq!((b.path().bytes(), b.path().current()), (bytes, None));
        let held = b.share();
        b.begin();
        assert_eq!(b.path().bytes(), 0, "somebody else has it");
        drop(held);
        let mut b = long(1_000_000);
        b.begin();
        assert_eq!(b.path().bytes(), 0, "too much to keep");
    }

    #[test]
    fn many_lines_are_what_each_would_be() {
        let t = Transform::new(2.0, 0.5, 0.0, 1.0, 3.0, 4.0);
        let points = [p(1.0, 2.0), p(f64::NAN, 0.0), p(3.0, -4.0), p(0.0, f64::INFINITY)];
        let start: [fn(&mut PathBuilder); 3] = [
            |_| (),
            |b| b.move_to(&ID, p(9.0, 9.0)),
            |b| b.rect(&ID, Rect::new(0.0, 0.0, 1.0, 1.0)),
        ];
        for start in start {
            for count in 0..=points.len() {
                let (mut one, mut all) = (PathBuilder::default(), PathBuilder::default());
                [&mut one, &mut all].into_iter().for_each(start);
                points[..count].iter().for_each(|&p| one.line_to(&t, p));
                all.lines_to(&t, points[..count].iter().copied());
                assert_eq!(one.path(), all.path());
            }
        }
    }

    #[test]
    fn a_corner_with_one_radius_of_zero_is_square() {
        let mut b = PathBuilder::default();
        let radii = CornerRadii { upper_right: p(6.0, 0.0), ..CornerRadii::default() };
        b.round_rect(&ID, Rect::new(0.0, 0.0, 20.0, 20.0), radii);
        assert!(b.path().segments().any(|s| s == Segment::Line(p(20.0, 0.0))));
    }

    #[test]
    fn a_round_rect_stays_inside_its_rect() {
        let mut b = PathBuilder::default();
        let radii = CornerRadii {
            upper_left: p(100.0, 100.0),
            lower_right: p(3.0, 5.0),
            ..CornerRadii::default()
        };
        b.round_rect(&ID, Rect::new(10.0, 10.0, -8.0, 6.0), radii);
        let bounds = b.path().bounds().unwrap();
        assert!(bounds.x >= 2.0 - 1e-9 && bounds.right() <= 10.0 + 1e-9, "{bounds:?}");
        assert!(bounds.y >= 10.0 - 1e-9 && bounds.bottom() <= 16.0 + 1e-9, "{bounds:?}");
    }
}
