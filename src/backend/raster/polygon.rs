//! Polygons cut to a rectangle of whole pixels.

use tiny_skia as ts;

use super::convert;
use crate::geom::{DeviceRect, Point};
use crate::path::Polyline;

/// The lines as a path whose origin is row `top`, held inside `area`.
///
/// What lies outside is not dropped but moved onto the nearest edge: lines left of the area keep
/// their effect on the winding to their right, and lines on whole-pixel edges cover nothing outside.
/// So the result fills `area` exactly as the whole shape would, however large the shape is.
/// `None` when nothing is left to fill.
pub(super) fn cut(lines: &[Polyline], area: DeviceRect, top: i32) -> Option<ts::Path> {
    let window = Window::new(area);
    let mut path = ts::PathBuilder::new();
    let mut corners = Vec::new();
    for line in lines {
        window.cut_polygon(&line.points, &mut corners);
        if corners.len() < 3 {
            continue;
        }
        let local = |p: Point| convert::point(Point::new(p.x, p.y - f64::from(top)));
        let first = local(corners[0]);
        path.move_to(first.x, first.y);
        for &p in &corners[1..] {
            let p = local(p);
            path.line_to(p.x, p.y);
        }
        path.close();
    }
    path.finish()
}

struct Window {
    low: Point,
    high: Point,
}

impl Window {
    fn new(area: DeviceRect) -> Self {
        let r = area.to_rect();
        Self { low: Point::new(r.x, r.y), high: Point::new(r.right(), r.bottom()) }
    }

    fn hold(&self, p: Point) -> Point {
        Point::new(p.x.clamp(self.low.x, self.high.x), p.y.clamp(self.low.y, self.high.y))
    }

    /// The closed polygon with every point held in the window; lines that cross an edge get a corner
    /// where they do.
    fn cut_polygon(&self, points: &[Point], out: &mut Vec<Point>) {
        out.clear();
        // Wholly above or below: no row of the window is touched.
        if points.iter().all(|p| p.y <= self.low.y) || points.iter().all(|p| p.y >= self.high.y) {
            return;
        }
        let Some(&last) = points.last() else { return };
        let mut from = last;
        for &to in points {
            self.cut_line(from, to, out);
            from = to;
        }
    }

    /// Adds the held points of a line after its start.
    fn cut_line(&self, from: Point, to: Point, out: &mut Vec<Point>) {
        let mut crossings = [(2.0, to); 4];
        let edges = [
            (from.x, to.x, self.low.x, true),
            (from.x, to.x, self.high.x, true),
            (from.y, to.y, self.low.y, false),
            (from.y, to.y, self.high.y, false),
        ];
        let mut count = 0;
        for (a, b, edge, vertical) in edges {
            if (a < edge && b > edge) || (a > edge && b < edge) {
                let t = (edge - a) / (b - a);
                let mut p = from.lerp(to, t);
                // On the edge exactly, not within rounding of it.
                *(if vertical { &mut p.x } else { &mut p.y }) = edge;
                crossings[count] = (t, p);
                count += 1;
            }
        }
        crossings[..count].sort_by(|a, b| a.0.total_cmp(&b.0));
        for &(_, p) in &crossings[..count] {
            push(out, self.hold(p));
        }
        push(out, self.hold(to));
    }
}

/// Adds a point unless it is where the last one is, or replaces the last one when three lie on one
/// edge in a row: a long outline beside the window becomes a few corners.
fn push(out: &mut Vec<Point>, p: Point) {
    if let [.., a, b] = out[..] {
        let in_line = (a.x == b.x && b.x == p.x) || (a.y == b.y && b.y == p.y);
        if in_line {
            out.pop();
        }
    }
    if out.last() != Some(&p) {
        out.push(p);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn p(x: f64, y: f64) -> Point {
        Point::new(x, y)
    }

    fn cut_points(points: &[Point]) -> Vec<Point> {
        let mut out = Vec::new();
        let area = DeviceRect { left: 0, top: 0, right: 10, bottom: 10 };
        Window::new(area).cut_polygon(points, &mut out);
        out
    }

    fn signed_area(points: &[Point]) -> f64 {
        let next = points.iter().cycle().skip(1);
        points.iter().zip(next).map(|(a, b)| a.x * b.y - b.x * a.y).sum::<f64>() / 2.0
    }

    #[test]
    fn a_shape_around_the_window_fills_it() {
        let out = cut_points(&[p(-1e9, -1e9), p(1e9, -1e9), p(1e9, 1e9), p(-1e9, 1e9)]);
        assert_eq!(signed_area(&out), 100.0, "{out:?}");
    }

    #[test]
    fn a_triangle_is_cut_exactly() {
        // Half of it to the left of the window: what remains inside is the triangle's right half.
        let out = cut_points(&[p(-5.0, 0.0), p(5.0, 0.0), p(-5.0, 10.0)]);
        assert_eq!(signed_area(&out), 12.5, "{out:?}");
    }

    #[test]
    fn shapes_beside_the_window_vanish() {
        assert!(cut_points(&[p(1.0, -5.0), p(9.0, -5.0), p(5.0, -1.0)]).is_empty());
        assert_eq!(signed_area(&cut_points(&[p(11.0, 0.0), p(20.0, 0.0), p(15.0, 9.0)])), 0.0);
    }

    #[test]
    fn points_on_one_edge_are_merged() {
        let mut points = vec![p(5.0, 5.0)];
        points.extend((0..1000).map(|i| p(-1.0 - f64::from(i % 7), f64::from(i) / 200.0)));
        assert!(cut_points(&points).len() < 8);
    }
}
