//! Strokes as outlines to be filled.
//!
//! The path goes to tiny-skia's stroker scaled to pixels and, where it can be seen only in part, cut
//! to what can be seen: so neither the time nor the precision of a stroke depends on how far it runs
//! outside the picture.

use tiny_skia as ts;

use super::dash::Pattern;
use super::{convert, stretch};
use crate::error::{Error, Result};
use crate::geom::{Point, Rect, Transform};
use crate::paint::{LineCap, LineJoin, StrokeStyle};
use crate::path::{Measured, Path, Polyline, Segment, flatten, measure};

/// The farthest a line may be from the curve it stands for, in pixels.
const TOLERANCE: f64 = 1.0 / 32.0;
/// Coordinates given to tiny-skia's stroker stay within ± this: beyond, its f32 differences lose all
/// meaning, and paths of 1e10 and more have been seen to panic it.
const STROKER_LIMIT: f64 = 1e7;
/// Lines that stand for curves are finer than a fill's by the pen's width in pixels, and at least by
/// this: the outside of a bend magnifies their corners, and so do the ends of dashes, which stand
/// across the line and not across the curve. What remains is a quarter of a pixel at the very edge of
/// a pen wider than the bend it goes around.
const FINER: f64 = 8.0;
/// The length in pixels of the line that a dot of a pattern stands on: nothing to be seen, but the
/// stroker gives a line without length no direction, which square caps need.
const DOT: f64 = 1.0 / 256.0;
/// Paths within this many pixels of what shows go to the stroker as they are, curves and all: few
/// enough for f32 to keep a thousandth of a pixel.
const NEAR: f64 = 8192.0;
/// Curves of paths larger than this, in pixels, become lines too, however wide the pen: f32 has a
/// sixteenth of a pixel left, and the stroker would cut them into millions of pieces.
const LARGEST: f64 = 1e6;
/// Curves under a pen wider than this, in pixels, become lines as well: where f32 can't tell apart what the
/// stroker compares, it cuts one curve into hundreds of thousands of pieces.
const WIDEST: f64 = 1e5;
/// What a stroke's outline takes while it is made, for each byte of its path: a line under a pen has 10, its
/// lists as they grow included. Measured with butts, squares, miters and bevels.
const STRAIGHT_FACTOR: usize = 24;
/// The same where round parts are divided: a line that turns back under a pen of 10,000 pixels makes 66 bytes of
/// each of its own, and the stroker's lists as many again. Of curves few make as much.
const ROUND_FACTOR: usize = 160;
/// What a curve takes beside that under a pen wider than [`WIDEST`]: it becomes up to 1,024 lines.
const WIDE_CURVE: usize = 1024 * (1 + size_of::<Point>()) * STRAIGHT_FACTOR;
/// No window reaches beyond this, in pixels; `flatten` holds lines within it too.
const FARTHEST: f64 = 1e9;

/// The outline of the stroke of `path` as far as it shows in `area`, and the transform from the
/// outline's space to the device; `None` when nothing is drawn.
pub fn outline(
    path: &Path,
    style: &StrokeStyle,
    transform: &Transform,
    area: &Rect,
) -> Option<(Path, Transform)> {
    // The pen's space is user space in pixels: the pen keeps its shape, and one scale fits all.
    let scale = transform.max_scale();
    let to_device = transform.then_inner(&Transform::scale(1.0 / scale, 1.0 / scale));
    let window = window(&to_device, area, style.reach() * scale)?;
    let line = visible(path, style, scale, &window);
    // A path with NaN is nowhere, as in Chromium; tiny-skia would go on closing it for ever.
    let bounds = line.is_finite().then(|| line.control_bounds())??;
    // Moved to the origin, so that f32 has its full precision wherever the line lies.
    let origin = Point::new(bounds.x + bounds.width / 2.0, bounds.y + bounds.height / 2.0);
    let stroke = ts::Stroke {
        width: (style.width * scale).min(STROKER_LIMIT) as f32,
        miter_limit: style.miter_limit as f32,
        line_cap: convert::line_cap(style.cap),
        line_join: convert::line_join(style.join),
        dash: None,
    };
    // Round parts are divided as finely as pixels need.
    let outline = to_skia(&line, origin, has_dots(path, style))?.stroke(&stroke, 1.0)?;
    Some((from_skia(&outline, origin), to_device))
}

/// The outline of the whole stroke of `path`, in its own space. Empty where nothing is drawn.
pub fn outlined(path: &Path, style: &StrokeStyle) -> Path {
    let everything = Rect::new(-FARTHEST, -FARTHEST, 2.0 * FARTHEST, 2.0 * FARTHEST);
    match outline(path, style, &Transform::IDENTITY, &everything) {
        Some((outline, place)) => outline.transformed(&place),
        None => Path::new(),
    }
}

/// A RangeError where the stroker could not hold the stroke's outline: it would bend it.
pub fn check(path: &Path, style: &StrokeStyle) -> Result<()> {
    let largest = path.control_bounds().map_or(0.0, |b| {
        [b.x, b.y, b.right(), b.bottom()].into_iter().fold(style.width, |most, v| most.max(v.abs()))
    });
    if largest <= STROKER_LIMIT {
        return Ok(());
    }
    Err(Error::limit(format!(
        "stroke: a coordinate or width of {largest:e} is more than {STROKER_LIMIT:e}"
    )))
}

/// Bytes to book before the outline of a stroke is made.
pub fn scratch(path: &Path, style: &StrokeStyle) -> usize {
    let is_curve = |s: Segment| matches!(s, Segment::Quad(..) | Segment::Cubic(..));
    let is_round = style.cap == LineCap::Round || style.join == LineJoin::Round;
    let divides = is_round || path.segments().any(is_curve);
    let bytes = path.bytes().saturating_mul(if divides { ROUND_FACTOR } else { STRAIGHT_FACTOR });
    if style.width <= WIDEST {
        return bytes;
    }
    let curves = path.segments().filter(|&s| is_curve(s)).count();
    bytes.saturating_add(curves.saturating_mul(WIDE_CURVE))
}

/// What of the pen's space may show: the area, and around it twice what a join or a cap can bridge,
/// so that the ends of what is cut off stay unseen. `None` when the plane has collapsed.
fn window(to_device: &Transform, area: &Rect, reach: f64) -> Option<Rect> {
    let shown = to_device.inverse()?.map_bounds(area);
    let margin = (2.0 * reach + 2.0).min(FARTHEST);
    let everything = Rect::new(-FARTHEST, -FARTHEST, 2.0 * FARTHEST, 2.0 * FARTHEST);
    shown.outset(margin).intersect(&everything)
}

/// The path in the pen's space, dashed, and cut to the window if it is much larger.
fn visible(path: &Path, style: &StrokeStyle, scale: f64, window: &Rect) -> Path {
    let to_pen = Transform::scale(scale, scale);
    let pattern = Pattern::new(&style.dash, style.dash_offset, scale);
    let width = style.width * scale;
    if pattern.is_none() && width <= WIDEST && is_near(path, scale, window) {
        return path.transformed(&to_pen);
    }
    let tolerance = TOLERANCE / FINER.max(width);
    let lines = match pattern {
        Some(_) => measure(path, &to_pen, tolerance),
        None => flatten(path, &to_pen, tolerance).into_iter().map(Measured::from).collect(),
    };
    let cut: Vec<_> = lines.iter().map(|line| stretch::within(line, window)).collect();
    let dots = (style.cap != LineCap::Butt).then_some(DOT);
    match pattern.and_then(|pattern| pattern.cut(&cut, width, dots)) {
        Some(dashes) => to_path(dashes),
        None => to_path(cut.into_iter().flat_map(stretch::Stretches::into_lines)),
    }
}

fn is_near(path: &Path, scale: f64, window: &Rect) -> bool {
    let Some(b) = path.control_bounds() else { return true };
    let (left, top) = (b.x * scale, b.y * scale);
    let (right, bottom) = (b.right() * scale, b.bottom() * scale);
    let near = window.outset(NEAR);
    // Comparisons with what has overflowed are false.
    (left >= near.x && top >= near.y && right <= near.right() && bottom <= near.bottom())
        && (right - left <= LARGEST && bottom - top <= LARGEST)
}

fn to_path(lines: impl IntoIterator<Item = Polyline>) -> Path {
    let mut path = Path::new();
    for line in lines {
        let Some((&first, rest)) = line.points.split_first() else { continue };
        path.move_to(first);
        rest.iter().for_each(|&p| path.line_to(p));
        if line.closed {
            path.close();
        }
    }
    path
}

/// The path around `origin`, without segments that have no length: they have no joins. Subpaths that have no
/// others become dots, where there are to be any.
/// <https://html.spec.whatwg.org/multipage/canvas.html#trace-a-path>
fn to_skia(path: &Path, origin: Point, dots: bool) -> Option<ts::Path> {
    let mut out = ts::PathBuilder::new();
    let (mut start, mut here, mut begun) = (origin, origin, false);
    // Where a subpath has been that has gone nowhere yet.
    let mut dot = None;
    for segment in path.segments() {
        match segment {
            Segment::Move(p) => {
                add_dot(&mut out, dot.take(), origin);
                (start, here, begun) = (p, p, false);
            }
            Segment::Close => {
                if begun {
                    out.close();
                } else if dots {
                    dot = Some(here);
                }
                (here, begun) = (start, false);
            }
            _ if !has_length(&segment, here) => {
                if dots && !begun {
                    dot = Some(here);
                }
            }
            _ => {
                dot = None;
                if !begun {
                    let (x, y) = local(here, origin);
                    out.move_to(x, y);
                    begun = true;
                }
                here = add(&mut out, &segment, here, origin);
            }
        }
    }
    add_dot(&mut out, dot, origin);
    out.finish()
}

/// A line just long enough to have caps, and a direction.
fn add_dot(out: &mut ts::PathBuilder, at: Option<Point>, origin: Point) {
    let Some(at) = at else { return };
    let (x, y) = local(at, origin);
    out.move_to(x, y);
    out.line_to(x + DOT as f32, y);
}

/// Whether subpaths without length show their caps: the standard has them removed, but Chromium draws them, and
/// libraries count on it, in a path that is not a single point as a whole.
fn has_dots(path: &Path, style: &StrokeStyle) -> bool {
    let bounds = path.control_bounds();
    style.cap != LineCap::Butt && bounds.is_some_and(|b| b.width > 0.0 || b.height > 0.0)
}

fn has_length(segment: &Segment, from: Point) -> bool {
    match *segment {
        Segment::Line(p) => p != from,
        Segment::Quad(c, p) => c != from || p != from,
        Segment::Cubic(c1, c2, p) => c1 != from || c2 != from || p != from,
        Segment::Move(_) | Segment::Close => false,
    }
}

/// Adds a line or curve; gives its end.
fn add(out: &mut ts::PathBuilder, segment: &Segment, from: Point, origin: Point) -> Point {
    let local = |p: Point| local(p, origin);
    match *segment {
        Segment::Line(p) => {
            let (x, y) = local(p);
            out.line_to(x, y);
            p
        }
        Segment::Quad(c, p) => {
            let ((cx, cy), (x, y)) = (local(c), local(p));
            out.quad_to(cx, cy, x, y);
            p
        }
        Segment::Cubic(c1, c2, p) => {
            let ((ax, ay), (bx, by), (x, y)) = (local(c1), local(c2), local(p));
            out.cubic_to(ax, ay, bx, by, x, y);
            p
        }
        Segment::Move(_) | Segment::Close => from,
    }
}

fn local(p: Point, origin: Point) -> (f32, f32) {
    let hold = |v: f64| v.clamp(-STROKER_LIMIT, STROKER_LIMIT) as f32;
    (hold(p.x - origin.x), hold(p.y - origin.y))
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

    const CANVAS: Rect = Rect::new(0.0, 0.0, 300.0, 150.0);

    fn p(x: f64, y: f64) -> Point {
        Point::new(x, y)
    }

    fn line(points: &[Point]) -> Path {
        to_path([Polyline { points: points.to_vec(), closed: false }])
    }

    fn bounds(path: &Path, style: &StrokeStyle, t: &Transform) -> Option<Rect> {
        let (outline, place) = outline(path, style, t, &CANVAS)?;
        outline.transformed(&place).bounds()
    }

    fn wide(width: f64) -> StrokeStyle {
        StrokeStyle { width, ..StrokeStyle::default() }
    }

    #[test]
    fn subpaths_without_length_are_dots_beside_others() {
        let round = StrokeStyle { cap: LineCap::Round, ..wide(10.0) };
        let mut path = Path::new();
        path.move_to(p(50.0, 50.0));
        path.line_to(p(50.0, 50.0));
        assert_eq!(bounds(&path, &round, &Transform::IDENTITY), None);
        path.move_to(p(90.0, 20.0));
        path.close();
        let found = bounds(&path, &round, &Transform::IDENTITY).unwrap();
        let wanted = Rect::new(45.0, 15.0, 50.0, 40.0);
        assert!((found.x - wanted.x).abs() < 0.1 && (found.bottom() - wanted.bottom()).abs() < 0.1);
        assert_eq!(bounds(&path, &wide(10.0), &Transform::IDENTITY), None);
        // A place where nothing but the path's beginning is has no dot.
        path.move_to(p(250.0, 50.0));
        assert!(bounds(&path, &round, &Transform::IDENTITY).unwrap().right() < 100.0);
    }

    #[test]
    fn a_path_that_begins_nowhere_draws_nothing() {
        let mut path = line(&[p(f64::NAN, f64::NAN), p(9.0, 1.0), p(1.0, 9.0)]);
        path.close();
        assert_eq!(bounds(&path, &wide(3.0), &Transform::IDENTITY), None);
        assert!(outlined(&path, &wide(3.0)).is_empty());
    }

    #[test]
    fn a_line_far_away_keeps_its_shape() {
        let path = line(&[p(1e8, 1e8), p(1e8 + 10.0, 1e8)]);
        let t = Transform::translate(10.0 - 1e8, 10.0 - 1e8);
        assert_eq!(bounds(&path, &wide(3.0), &t), Some(Rect::new(10.0, 8.5, 10.0, 3.0)));
    }

    #[test]
    fn the_pen_is_turned_and_stretched_with_the_plane() {
        let path = line(&[p(1.0, 1.0), p(1.0, 2.0)]);
        let b = bounds(&path, &wide(1.0), &Transform::scale(40.0, 10.0)).unwrap();
        assert_eq!(b, Rect::new(20.0, 10.0, 40.0, 10.0));
    }

    #[test]
    fn a_line_that_only_passes_through_is_where_it_should_be() {
        // From the far upper left to the far lower right; in the picture it is the diagonal y = x/2.
        for far in [1e4, 1e6, 1e8] {
            let path = line(&[p(-far, -far / 2.0), p(far + 3.0, far / 2.0 + 1.5)]);
            let (outline, place) =
                outline(&path, &wide(2.0), &Transform::IDENTITY, &CANVAS).unwrap();
            let lines = flatten(&outline, &place, TOLERANCE);
            let inside =
                stretch::within(&lines[0].clone().into(), &Rect::new(0.0, 0.0, 300.0, 150.0));
            let points: Vec<_> = inside.parts.iter().flat_map(|s| &s.points).collect();
            assert!(points.len() >= 4, "{far}: {points:?}");
            // Half the pen's width away from the diagonal.
            for q in points {
                let away = (q.x - 2.0 * q.y).abs() / 5f64.sqrt();
                assert!((away - 1.0).abs() < 2e-3, "{far}: {q:?} is {away} away");
            }
        }
    }

    #[test]
    fn lines_without_length_draw_nothing() {
        let style = StrokeStyle { cap: LineCap::Round, join: LineJoin::Round, ..wide(10.0) };
        let mut dot = line(&[p(50.0, 50.0), p(50.0, 50.0)]);
        assert_eq!(bounds(&dot, &style, &Transform::IDENTITY), None);
        dot.quad_to(p(50.0, 50.0), p(50.0, 50.0));
        dot.cubic_to(p(50.0, 50.0), p(50.0, 50.0), p(50.0, 50.0));
        dot.close();
        assert_eq!(bounds(&dot, &style, &Transform::IDENTITY), None);
        // What follows is drawn, from where the pen stood.
        dot.line_to(p(60.0, 50.0));
        let b = bounds(&dot, &wide(2.0), &Transform::IDENTITY);
        assert_eq!(b, Some(Rect::new(50.0, 49.0, 10.0, 2.0)));
    }

    #[test]
    fn dots_of_a_pattern_stand_on_their_caps() {
        let path = line(&[p(20.0, 20.0), p(60.0, 20.0)]);
        let dots = StrokeStyle { dash: [0.0, 50.0].into(), ..wide(10.0) };
        assert_eq!(bounds(&path, &dots, &Transform::IDENTITY), None, "a butt has no size");
        let square = StrokeStyle { cap: LineCap::Square, ..dots };
        let b = bounds(&path, &square, &Transform::IDENTITY).unwrap();
        assert!((b.x - 15.0).abs() < 0.01 && (b.width - 10.0).abs() < 0.01, "{b:?}");
        assert_eq!((b.y, b.height), (15.0, 10.0));
    }

    /// The same arc as the stroker sees curves, and as the lines that curves become for a pattern:
    /// one whose first dash is longer than the arc.
    #[test]
    fn lines_that_stand_for_curves_look_like_them() {
        let mut arc = Path::new();
        arc.move_to(p(110.0, 75.0));
        // A quarter of a circle is nearest to a cubic with arms of this length.
        let arm = 0.552_284_749_8 * 10.0;
        arc.cubic_to(p(110.0, 75.0 + arm), p(100.0 + arm, 85.0), p(100.0, 85.0));
        arc.cubic_to(p(100.0 - arm, 85.0), p(90.0, 75.0 + arm), p(90.0, 75.0));
        for width in [1.0, 15.0, 60.0] {
            let curves = bounds(&arc, &wide(width), &Transform::IDENTITY).unwrap();
            let style = StrokeStyle { dash: [1e6, 1.0].into(), ..wide(width) };
            let lines = bounds(&arc, &style, &Transform::IDENTITY).unwrap();
            for (a, b) in curves.corners().into_iter().zip(lines.corners()) {
                assert!((a - b).length() < 0.25, "{width}: {curves:?} {lines:?}");
            }
        }
    }

    #[test]
    fn a_million_miles_of_dashes_cost_what_shows() {
        let path = line(&[p(-1e9, 75.0), p(1e9, 75.0)]);
        let style = StrokeStyle { dash: [1.0, 1.0].into(), ..wide(2.0) };
        let (outline, _) = outline(&path, &style, &Transform::IDENTITY, &CANVAS).unwrap();
        // The outline of a dash has six segments at most; a few dashes are in the margin.
        assert!((150 * 4..180 * 6).contains(&outline.len()), "{}", outline.len());
    }

    #[test]
    fn curves_under_the_widest_pens_stay_few() {
        for size in [1e-7, 1e-3, 1.0, 300.0] {
            let mut path = Path::new();
            path.move_to(p(0.0, 0.0));
            path.cubic_to(p(size, 0.3 * size), p(-0.4 * size, size), p(0.9 * size, 0.7 * size));
            path.cubic_to(p(0.0, 0.0), p(size, size), p(0.0, 0.1 * size));
            path.quad_to(p(size, 0.0), p(0.3 * size, 0.0));
            for width in [1.0, 1e3, 1e5, 1e6, 1e7, 1e12] {
                for (cap, join) in
                    [(LineCap::Butt, LineJoin::Miter), (LineCap::Round, LineJoin::Round)]
                {
                    let style = StrokeStyle { cap, join, ..wide(width) };
                    let made = outlined(&path, &style).len();
                    assert!(made < 40_000, "{size} {width} {join:?}: {made}");
                }
            }
        }
    }

    /// Lines that turn back, dots, and curves: what the outline takes with room for as much again.
    #[test]
    fn what_is_booked_is_enough() {
        let zigzag: Vec<_> = (0..2000).map(|i| p(f64::from(i % 2), f64::from(i % 7))).collect();
        let zigzag = line(&zigzag);
        let dots = to_path((0..2000).map(|i| Polyline {
            points: vec![p(f64::from(i), 0.0), p(f64::from(i), 1.0)],
            closed: false,
        }));
        let mut curves = Path::new();
        curves.move_to(p(0.0, 0.0));
        (0..500).for_each(|i| curves.cubic_to(p(9.0, 1.0), p(2.0, 7.0), p(f64::from(i % 9), 3.0)));
        for path in [&zigzag, &dots, &curves] {
            for width in [0.5, 10.0, 1e3, 1e4, 1e6] {
                for (cap, join) in [
                    (LineCap::Butt, LineJoin::Miter),
                    (LineCap::Square, LineJoin::Bevel),
                    (LineCap::Round, LineJoin::Round),
                ] {
                    let style = StrokeStyle { cap, join, ..wide(width) };
                    let made = outlined(path, &style).bytes();
                    let booked = scratch(path, &style);
                    assert!(made * 2 <= booked + 4096, "{width} {join:?}: {made} of {booked}");
                }
            }
        }
    }

    #[test]
    fn what_would_be_bent_is_refused() {
        assert!(check(&line(&[p(-1e7, 0.0), p(1e7, 1e7)]), &wide(1e7)).is_ok());
        assert!(check(&line(&[p(0.0, 0.0), p(0.0, -1.01e7)]), &wide(1.0)).is_err());
        assert!(check(&line(&[p(0.0, 0.0), p(5.0, 5.0)]), &wide(1.01e7)).is_err());
        assert!(check(&Path::new(), &wide(1e300)).is_ok());
    }

    #[test]
    fn hostile_numbers_neither_panic_nor_hang() {
        let values = [1e-300, 1e-30, 1.0, 1e7, 1e10, 1e30, 1e300];
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
                    let mut path = line(&[p(-far, far), p(far, 1.0)]);
                    path.cubic_to(p(0.0, far), p(far, 0.0), p(1.0, 2.0));
                    for scale in [1e-300, 1.0, 1e6, 1e300] {
                        let _ = outline(&path, &style, &Transform::scale(scale, scale), &CANVAS);
                    }
                }
            }
        }
    }
}
