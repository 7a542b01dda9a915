//! A path: subpaths of lines and Bézier curves.

use crate::geom::{Point, Rect, Transform};

/// What the next points of a path mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Starts a subpath; one point.
    Move,
    /// A straight line; one point.
    Line,
    /// A quadratic curve; control point and end.
    Quad,
    /// A cubic curve; two control points and end.
    Cubic,
    /// A line back to the subpath's start, which the next segment starts from.
    Close,
}

impl Verb {
    /// How many points belong to it.
    pub fn points(self) -> usize {
        match self {
            Self::Close => 0,
            Self::Move | Self::Line => 1,
            Self::Quad => 2,
            Self::Cubic => 3,
        }
    }
}

/// One step of a path with its points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    /// Starts a subpath.
    Move(Point),
    /// A straight line.
    Line(Point),
    /// A quadratic curve: control point, end.
    Quad(Point, Point),
    /// A cubic curve: two control points, end.
    Cubic(Point, Point, Point),
    /// A line back to the subpath's start.
    Close,
}

/// Subpaths of lines and Bézier curves.
///
/// Every segment follows a `Move` or a `Close`, so whoever reads it never meets a segment without a
/// start. Points may be huge, but are finite.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Path {
    verbs: Vec<Verb>,
    points: Vec<Point>,
    start: Point,
    current: Point,
}

impl Path {
    /// A path without subpaths.
    pub fn new() -> Self {
        Self::default()
    }

    /// There is no subpath.
    pub fn is_empty(&self) -> bool {
        self.verbs.is_empty()
    }

    /// Where the next segment starts; `None` when there is no subpath.
    pub fn current(&self) -> Option<Point> {
        (!self.is_empty()).then_some(self.current)
    }

    /// Bytes the path occupies, for its charge.
    pub fn bytes(&self) -> usize {
        self.verbs.capacity() + self.points.capacity() * size_of::<Point>()
    }

    /// Forgets all subpaths, and their memory where that is more than `most` bytes.
    pub fn restart(&mut self, most: usize) {
        let Self { mut verbs, mut points, .. } = std::mem::take(self);
        verbs.clear();
        points.clear();
        let emptied = Self { verbs, points, ..Self::default() };
        if emptied.bytes() <= most {
            *self = emptied;
        }
    }

    /// Number of segments, moves included.
    pub fn len(&self) -> usize {
        self.verbs.len()
    }

    /// Starts a subpath. A subpath that got no segment is replaced.
    pub fn move_to(&mut self, p: Point) {
        if self.verbs.last() == Some(&Verb::Move) {
            self.points.pop();
        } else {
            self.verbs.push(Verb::Move);
        }
        self.points.push(p);
        self.start = p;
        self.current = p;
    }

    /// A straight line; on an empty path a move.
    pub fn line_to(&mut self, p: Point) {
        if self.is_empty() {
            return self.move_to(p);
        }
        self.push(Verb::Line, &[p]);
    }

    /// Straight lines.
    pub fn lines_to(&mut self, mut points: impl Iterator<Item = Point>) {
        if self.is_empty() {
            let Some(first) = points.next() else { return };
            self.move_to(first);
        }
        let before = self.points.len();
        self.points.extend(points);
        // One point each.
        let lines = self.points.len() - before;
        self.verbs.resize(self.verbs.len() + lines, Verb::Line);
        if let (1.., Some(&end)) = (lines, self.points.last()) {
            self.current = end;
        }
    }

    /// A quadratic curve; on an empty path it starts at its control point.
    pub fn quad_to(&mut self, c: Point, p: Point) {
        if self.is_empty() {
            self.move_to(c);
        }
        self.push(Verb::Quad, &[c, p]);
    }

    /// A cubic curve; on an empty path it starts at its first control point.
    pub fn cubic_to(&mut self, c1: Point, c2: Point, p: Point) {
        if self.is_empty() {
            self.move_to(c1);
        }
        self.push(Verb::Cubic, &[c1, c2, p]);
    }

    /// Closes the subpath; nothing on an empty path or right after another close.
    pub fn close(&mut self) {
        if !self.is_empty() && self.verbs.last() != Some(&Verb::Close) {
            self.verbs.push(Verb::Close);
            self.current = self.start;
        }
    }

    fn push(&mut self, verb: Verb, points: &[Point]) {
        self.verbs.push(verb);
        self.points.extend_from_slice(points);
        if let Some(&end) = points.last() {
            self.current = end;
        }
    }

    /// All segments in order.
    pub fn segments(&self) -> impl Iterator<Item = Segment> + '_ {
        let mut points = self.points.iter().copied();
        self.verbs.iter().map_while(move |verb| {
            Some(match verb {
                Verb::Move => Segment::Move(points.next()?),
                Verb::Line => Segment::Line(points.next()?),
                Verb::Quad => Segment::Quad(points.next()?, points.next()?),
                Verb::Cubic => Segment::Cubic(points.next()?, points.next()?, points.next()?),
                Verb::Close => Segment::Close,
            })
        })
    }

    /// The path with every point moved by `t`.
    pub fn transformed(&self, t: &Transform) -> Self {
        self.mapped(|p| t.map(p))
    }

    /// The path with every point, control points included, where `to` puts it.
    pub fn mapped(&self, to: impl Fn(Point) -> Point) -> Self {
        Self {
            verbs: self.verbs.clone(),
            points: self.points.iter().map(|&p| to(p)).collect(),
            start: to(self.start),
            current: to(self.current),
        }
    }

    /// Appends the subpaths of `other`, moved by `t`.
    pub fn append(&mut self, other: &Self, t: &Transform) {
        for segment in other.segments() {
            match segment {
                Segment::Move(p) => self.move_to(t.map(p)),
                Segment::Line(p) => self.line_to(t.map(p)),
                Segment::Quad(c, p) => self.quad_to(t.map(c), t.map(p)),
                Segment::Cubic(c1, c2, p) => self.cubic_to(t.map(c1), t.map(c2), t.map(p)),
                Segment::Close => self.close(),
            }
        }
    }

    /// The rectangle this path is, when it is one axis-aligned closed rectangle and nothing else.
    pub fn as_rect(&self) -> Option<Rect> {
        let verbs = self.verbs.strip_suffix(&[Verb::Move]).unwrap_or(&self.verbs);
        if verbs != [Verb::Move, Verb::Line, Verb::Line, Verb::Line, Verb::Close] {
            return None;
        }
        let [a, b, c, d] = *self.points.first_chunk::<4>()?;
        let across_first = a.y == b.y && b.x == c.x && c.y == d.y && d.x == a.x;
        let down_first = a.x == b.x && b.y == c.y && c.x == d.x && d.y == a.y;
        (across_first || down_first).then(|| Rect::around([a, c])).flatten()
    }

    /// Bounds of all points, control points included: never too small, quick.
    pub fn control_bounds(&self) -> Option<Rect> {
        Rect::around(self.points.iter().copied())
    }

    /// Bounds of what has a length, or of all there is when nothing has: of the curves, or of their control points.
    pub fn drawn_bounds(&self, of_curves: bool) -> Option<Rect> {
        let mut drawn = Self::new();
        let subpaths = self.subpaths();
        subpaths.iter().filter(|s| !s.curves.is_empty()).for_each(|s| drawn.push_subpath(s));
        let path = if drawn.is_empty() { self } else { &drawn };
        if of_curves { path.bounds() } else { path.control_bounds() }
    }

    /// The largest coordinate, without its sign.
    pub(super) fn largest(&self) -> f64 {
        self.points.iter().map(|p| p.x.abs().max(p.y.abs())).fold(0.0, f64::max)
    }

    /// No point is infinite or NaN.
    pub fn is_finite(&self) -> bool {
        self.points.iter().all(|p| p.is_finite())
    }

    /// Bounds of the curve itself.
    pub fn bounds(&self) -> Option<Rect> {
        let mut extremes = Vec::with_capacity(self.points.len());
        let (mut from, mut start) = (Point::default(), Point::default());
        for segment in self.segments() {
            match segment {
                Segment::Move(p) => {
                    extremes.push(p);
                    (from, start) = (p, p);
                }
                Segment::Line(p) => {
                    extremes.push(p);
                    from = p;
                }
                Segment::Quad(c, p) => {
                    // A quadratic as the cubic with the same shape.
                    let (c1, c2) = (from.lerp(c, 2.0 / 3.0), p.lerp(c, 2.0 / 3.0));
                    cubic_extremes([from, c1, c2, p], &mut extremes);
                    from = p;
                }
                Segment::Cubic(c1, c2, p) => {
                    cubic_extremes([from, c1, c2, p], &mut extremes);
                    from = p;
                }
                Segment::Close => from = start,
            }
        }
        Rect::around(extremes)
    }
}

/// The end of a cubic and the points where it turns back in x or y.
fn cubic_extremes(p: [Point; 4], out: &mut Vec<Point>) {
    out.push(p[3]);
    let at = |t: f64| {
        let (ab, bc, cd) = (p[0].lerp(p[1], t), p[1].lerp(p[2], t), p[2].lerp(p[3], t));
        ab.lerp(bc, t).lerp(bc.lerp(cd, t), t)
    };
    for axis in [|p: Point| p.x, |p: Point| p.y] {
        let v = p.map(axis);
        // Derivative over 3: a·t² + b·t + c.
        let a = v[3] - 3.0 * v[2] + 3.0 * v[1] - v[0];
        let b = 2.0 * (v[2] - 2.0 * v[1] + v[0]);
        let c = v[1] - v[0];
        for t in quadratic_roots(a, b, c) {
            if t > 0.0 && t < 1.0 {
                out.push(at(t));
            }
        }
    }
}

/// Real roots of a·t² + b·t + c; NaN where there is none.
pub(super) fn quadratic_roots(a: f64, b: f64, c: f64) -> [f64; 2] {
    if a.abs() < 1e-12 * (b.abs() + c.abs()) {
        return [-c / b, f64::NAN];
    }
    let root = (b * b - 4.0 * a * c).sqrt();
    // The sum that does not cancel first, the other from the product of the roots.
    let q = -0.5 * (b + root.copysign(b));
    [q / a, c / q]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn p(x: f64, y: f64) -> Point {
        Point::new(x, y)
    }

    #[test]
    fn repeated_moves_leave_one() {
        let mut path = Path::new();
        path.move_to(p(1.0, 1.0));
        path.move_to(p(2.0, 2.0));
        assert_eq!(path.segments().collect::<Vec<_>>(), [Segment::Move(p(2.0, 2.0))]);
    }

    #[test]
    fn a_close_brings_the_current_point_back() {
        let mut path = Path::new();
        path.move_to(p(1.0, 1.0));
        path.line_to(p(5.0, 1.0));
        path.close();
        path.close();
        assert_eq!(path.current(), Some(p(1.0, 1.0)));
        assert_eq!(path.len(), 3);
    }

    #[test]
    fn bounds_follow_the_curve_not_the_control_points() {
        let mut path = Path::new();
        path.move_to(p(0.0, 0.0));
        path.cubic_to(p(0.0, 4.0), p(4.0, 4.0), p(4.0, 0.0));
        assert_eq!(path.bounds(), Some(Rect::new(0.0, 0.0, 4.0, 3.0)));
        assert_eq!(path.control_bounds(), Some(Rect::new(0.0, 0.0, 4.0, 4.0)));
        let mut quad = Path::new();
        quad.move_to(p(0.0, 0.0));
        quad.quad_to(p(2.0, 4.0), p(4.0, 0.0));
        let b = quad.bounds().unwrap();
        assert!((b.height - 2.0).abs() < 1e-9, "{b:?}");
    }

    #[test]
    fn as_rect_knows_rectangles_only() {
        let mut builder = super::super::PathBuilder::default();
        builder.rect(&Transform::scale(2.0, -1.0), Rect::new(1.0, 2.0, 3.0, 4.0));
        assert_eq!(builder.path().as_rect(), Some(Rect::new(2.0, -6.0, 6.0, 4.0)));
        builder.line_to(&Transform::IDENTITY, p(0.0, 0.0));
        assert_eq!(builder.path().as_rect(), None);
        let mut turned = super::super::PathBuilder::default();
        turned.rect(&Transform::rotate(0.5), Rect::new(0.0, 0.0, 3.0, 4.0));
        assert_eq!(turned.path().as_rect(), None);
    }

    #[test]
    fn append_maps_and_keeps_subpaths() {
        let mut part = Path::new();
        part.move_to(p(0.0, 0.0));
        part.line_to(p(1.0, 0.0));
        part.close();
        let mut path = part.clone();
        path.append(&part, &Transform::translate(10.0, 0.0));
        assert_eq!(path.len(), 6);
        assert_eq!(path.control_bounds(), Some(Rect::new(0.0, 0.0, 11.0, 0.0)));
    }
}
