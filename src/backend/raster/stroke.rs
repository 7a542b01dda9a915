//! Strokes as outlines to be filled.

use tiny_skia as ts;

use super::convert;
use crate::geom::{Point, Transform};
use crate::paint::StrokeStyle;
use crate::path::{Path, Segment};

/// Coordinates given to tiny-skia's stroker stay within ± this: beyond, its f32 differences lose all
/// meaning, and paths of 1e10 and more have been seen to panic it.
const STROKER_LIMIT: f64 = 1e7;

/// The outline of the stroke of `path`, in the same user space; `None` when nothing is drawn.
///
/// The path is moved to the origin first, so that f32 has its full precision wherever it lies.
pub(super) fn outline(path: &Path, style: &StrokeStyle, transform: &Transform) -> Option<Path> {
    let bounds = path.control_bounds()?;
    let origin = Point::new(bounds.x + bounds.width / 2.0, bounds.y + bounds.height / 2.0);
    let local = to_skia(path, origin)?;
    // How finely round parts are divided.
    let scale = transform.max_scale().clamp(1e-6, 1e6) as f32;
    let dashed = dash(style).and_then(|d| local.dash(&d, scale));
    let stroke = ts::Stroke {
        width: style.width.min(STROKER_LIMIT) as f32,
        miter_limit: style.miter_limit as f32,
        line_cap: convert::line_cap(style.cap),
        line_join: convert::line_join(style.join),
        dash: None,
    };
    let outline = dashed.as_ref().unwrap_or(&local).stroke(&stroke, scale)?;
    Some(from_skia(&outline, origin))
}

/// `None` for a solid line; also when all lengths are zero, as browsers do.
fn dash(style: &StrokeStyle) -> Option<ts::StrokeDash> {
    let lengths = style.dash.iter().map(|&v| v as f32).collect();
    ts::StrokeDash::new(lengths, style.dash_offset as f32)
}

fn to_skia(path: &Path, origin: Point) -> Option<ts::Path> {
    let hold = |v: f64| v.clamp(-STROKER_LIMIT, STROKER_LIMIT) as f32;
    let place = |p: Point| (hold(p.x - origin.x), hold(p.y - origin.y));
    let mut out = ts::PathBuilder::new();
    for segment in path.segments() {
        match segment {
            Segment::Move(p) => {
                let (x, y) = place(p);
                out.move_to(x, y);
            }
            Segment::Line(p) => {
                let (x, y) = place(p);
                out.line_to(x, y);
            }
            Segment::Quad(c, p) => {
                let ((cx, cy), (x, y)) = (place(c), place(p));
                out.quad_to(cx, cy, x, y);
            }
            Segment::Cubic(c1, c2, p) => {
                let ((ax, ay), (bx, by), (x, y)) = (place(c1), place(c2), place(p));
                out.cubic_to(ax, ay, bx, by, x, y);
            }
            Segment::Close => out.close(),
        }
    }
    out.finish()
}

fn from_skia(path: &ts::Path, origin: Point) -> Path {
    let place = |p: ts::Point| Point::new(f64::from(p.x), f64::from(p.y)) + origin;
    let mut out = Path::new();
    for segment in path.segments() {
        match segment {
            ts::PathSegment::MoveTo(p) => out.move_to(place(p)),
            ts::PathSegment::LineTo(p) => out.line_to(place(p)),
            ts::PathSegment::QuadTo(c, p) => out.quad_to(place(c), place(p)),
            ts::PathSegment::CubicTo(c1, c2, p) => out.cubic_to(place(c1), place(c2), place(p)),
            ts::PathSegment::Close => out.close(),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(from: Point, to: Point) -> Path {
        let mut path = Path::new();
        path.move_to(from);
        path.line_to(to);
        path
    }

    #[test]
    fn a_line_far_away_keeps_its_shape() {
        let path = line(Point::new(1e8, 1e8), Point::new(1e8 + 10.0, 1e8));
        let style = StrokeStyle { width: 3.0, ..StrokeStyle::default() };
        let b = outline(&path, &style, &Transform::IDENTITY).unwrap().bounds().unwrap();
        assert_eq!((b.width, b.height), (10.0, 3.0));
        assert_eq!((b.x, b.y), (1e8, 1e8 - 1.5));
    }

    #[test]
    fn hostile_numbers_neither_panic_nor_hang() {
        let values = [1e-300, 1e-30, 1e7, 1e10, 1e30, 1e300];
        for &far in &values {
            for &width in &values {
                for &dash in &values {
                    let style = StrokeStyle {
                        width,
                        dash: [dash, width].into(),
                        dash_offset: -far,
                        miter_limit: far,
                        ..StrokeStyle::default()
                    };
                    let mut path = line(Point::new(-far, far), Point::new(far, 1.0));
                    path.cubic_to(Point::new(0.0, far), Point::new(far, 0.0), Point::new(1.0, 2.0));
                    for scale in [1e-300, 1.0, 1e300] {
                        let _ = outline(&path, &style, &Transform::scale(scale, scale));
                    }
                }
            }
        }
    }
}
