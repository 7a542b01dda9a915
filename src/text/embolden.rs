//! Bold that a font lacks: its outlines grow on all sides, as a stroke around them would make them.
//! <https://drafts.csswg.org/css-fonts-4/#font-synthesis-weight>

use crate::geom::Point;
use crate::path::{Path, Segment};

/// Chromium's growth: of an em, from small text to large.
const SMALL: (f64, f64) = (9.0, 1.0 / 24.0);
const LARGE: (f64, f64) = (36.0, 1.0 / 32.0);
/// The longest corner, in half widths of the stroke.
const MITER: f64 = 4.0;

/// What an em of text of that size grows by in all, half of it on each side.
pub(super) fn growth(size: f64) -> f64 {
    let part = ((size - SMALL.0) / (LARGE.0 - SMALL.0)).clamp(0.0, 1.0);
    SMALL.1 + (LARGE.1 - SMALL.1) * part
}

/// The path moved outwards by `by` on all sides. Which side is outside is told by the outline as a whole: holes
/// run the other way and get smaller.
pub(super) fn grown(path: &Path, by: f64) -> Path {
    let contours = contours(path);
    let area: f64 = contours.iter().map(|contour| area(contour)).sum();
    let by = by.copysign(area);
    let mut moved = contours.iter().flat_map(|contour| outset(contour, by));
    let mut out = Path::new();
    let mut next = || moved.next().unwrap_or_default();
    for segment in path.segments() {
        match segment {
            Segment::Move(_) => out.move_to(next()),
            Segment::Line(_) => out.line_to(next()),
            Segment::Quad(..) => {
                let c = next();
                out.quad_to(c, next());
            }
            Segment::Cubic(..) => {
                let (c1, c2) = (next(), next());
                out.cubic_to(c1, c2, next());
            }
            Segment::Close => out.close(),
        }
    }
    out
}

/// The points of each subpath, those that control curves too.
fn contours(path: &Path) -> Vec<Vec<Point>> {
    let mut contours: Vec<Vec<Point>> = Vec::new();
    for segment in path.segments() {
        let points: &[Point] = match segment {
            Segment::Move(p) => {
                contours.push(vec![p]);
                continue;
            }
            Segment::Line(p) => &[p],
            Segment::Quad(c, p) => &[c, p],
            Segment::Cubic(c1, c2, p) => &[c1, c2, p],
            Segment::Close => &[],
        };
        // Glyphs have a move before each line.
        if let Some(contour) = contours.last_mut() {
            contour.extend_from_slice(points);
        }
    }
    contours
}

fn area(contour: &[Point]) -> f64 {
    let ends = contour.iter().cycle().skip(1);
    contour.iter().zip(ends).map(|(a, b)| a.x * b.y - b.x * a.y).sum()
}

/// Each corner moved so that the edges at it are `by` farther to their right (y grows downwards).
fn outset(contour: &[Point], by: f64) -> Vec<Point> {
    let count = contour.len();
    let direction = |from: Point, to: Point| {
        let d = to - from;
        let length = d.length();
        (length > 0.0).then(|| Point::new(d.x / length, d.y / length))
    };
    // The direction of the last edge with a length before each point, and of the first after it.
    let mut into = vec![None; count];
    let mut out = vec![None; count];
    let mut seen = None;
    for i in 0..2 * count {
        let (from, to) = (i % count, (i + 1) % count);
        seen = direction(contour[from], contour[to]).or(seen);
        into[to] = seen;
    }
    seen = None;
    for i in (0..2 * count).rev() {
        let (from, to) = (i % count, (i + 1) % count);
        seen = direction(contour[from], contour[to]).or(seen);
        out[from] = seen;
    }
    let moved = contour.iter().zip(into.into_iter().zip(out)).map(|(&p, ends)| match ends {
        (Some(a), Some(b)) => {
            let normal = Point::new(a.y + b.y, -a.x - b.x);
            // Half the square of the normal's length; small where the outline turns back.
            let scale = 1.0 + a.x * b.x + a.y * b.y;
            let far = normal.length() / scale.max(f64::MIN_POSITIVE);
            let by = by * (MITER / far).min(1.0) / scale.max(f64::MIN_POSITIVE);
            p + Point::new(normal.x * by, normal.y * by)
        }
        _ => p,
    });
    moved.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Rect;

    fn square(side: f64, at: f64, reverse: bool) -> Vec<Point> {
        let p = |x: f64, y: f64| Point::new(at + x * side, at + y * side);
        let mut points = vec![p(0.0, 0.0), p(1.0, 0.0), p(1.0, 1.0), p(0.0, 1.0)];
        if reverse {
            points.reverse();
        }
        points
    }

    fn path(contours: &[Vec<Point>]) -> Path {
        let mut path = Path::new();
        for contour in contours {
            path.move_to(contour[0]);
            contour[1..].iter().for_each(|&p| path.line_to(p));
            path.close();
        }
        path
    }

    #[test]
    fn shapes_grow_and_holes_shrink_whichever_way_they_run() {
        for reverse in [false, true] {
            let ring = path(&[square(10.0, 0.0, reverse), square(4.0, 3.0, !reverse)]);
            let grown = grown(&ring, 1.0);
            assert_eq!(grown.bounds(), Some(Rect::new(-1.0, -1.0, 12.0, 12.0)));
            let contours = contours(&grown);
            assert!((area(&contours[1]).abs() - 2.0 * 4.0).abs() < 1e-9);
        }
    }

    #[test]
    fn points_that_coincide_and_turn_back_stay_finite() {
        let at = |x: f64, y: f64| Point::new(x, y);
        let odd = vec![at(0.0, 0.0), at(0.0, 0.0), at(9.0, 0.0), at(0.0, 0.0), at(5.0, 5.0)];
        let dot = vec![at(1.0, 1.0); 3];
        let grown = grown(&path(&[odd, dot]), 1.0);
        assert!(grown.is_finite());
        let bounds = grown.control_bounds().unwrap();
        assert!(bounds.width < 20.0, "{bounds:?}");
    }

    #[test]
    fn small_text_grows_more() {
        assert_eq!([growth(0.0), growth(9.0)], [1.0 / 24.0; 2]);
        assert_eq!([growth(36.0), growth(1e9)], [1.0 / 32.0; 2]);
        assert!((growth(12.0) * 12.0 - 0.486).abs() < 1e-3);
    }
}
