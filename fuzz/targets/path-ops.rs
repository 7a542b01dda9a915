//! Operations on two paths, and hit tests, as they are: malformed ones, too.
#![no_main]

use canvas::context::Batch;
use canvas::geom::{Point, Rect, Transform};
use canvas::mem::Ledger;
use canvas::paint::{LineCap, LineJoin, StrokeStyle};
use canvas::path::{FillRule, FillType, Path, PathBuilder, PathOp, combine};
use canvas::stroke;
use libfuzzer_sys::fuzz_target;
use scope_canvas_fuzz::Bytes;

/// The most numbers of a path: what is slow with more is slow with these.
const MOST: usize = 256;

fuzz_target!(|data: &[u8]| {
    let mut bytes = Bytes::new(data);
    let (what, first) = (bytes.byte(), path(&mut bytes));
    match what % 5 {
        0 => boolean(&mut bytes, &first),
        1 => outline(&mut bytes, &first),
        2 => hits(&mut bytes, &first),
        3 => parts(&mut bytes, &first),
        _ => text(&first),
    }
});

fn path(bytes: &mut Bytes<'_>) -> Path {
    let count = bytes.below(MOST);
    let numbers: Vec<_> = (0..count).map(|_| bytes.number()).collect();
    let mut builder = PathBuilder::default();
    let _ = Batch::new(&numbers).run_on_path(&mut builder);
    builder.path().clone()
}

fn boolean(bytes: &mut Bytes<'_>, first: &Path) {
    let second = path(bytes);
    let [a, b] = [bytes.byte(), bytes.byte()].map(|n| FillType::from_number(u32::from(n)));
    let ledger = Ledger::new();
    for number in 0..5 {
        let op = PathOp::from_number(number).expect("one of five");
        let Ok((made, _)) = combine((first, a), (&second, b), op, &ledger) else { continue };
        assert!(made.is_finite(), "{op:?} {made:?}");
    }
    assert_eq!(ledger.live(), 0);
}

fn outline(bytes: &mut Bytes<'_>, path: &Path) {
    let style = StrokeStyle {
        width: bytes.number().abs().clamp(f64::MIN_POSITIVE, f64::MAX),
        miter_limit: bytes.number().abs().clamp(1.0, f64::MAX),
        cap: [LineCap::Butt, LineCap::Round, LineCap::Square][bytes.below(3)],
        join: [LineJoin::Miter, LineJoin::Round, LineJoin::Bevel][bytes.below(3)],
        ..StrokeStyle::default()
    };
    assert!(stroke::outlined(path, &style).is_finite());
    let p = Point::new(bytes.number(), bytes.number());
    if let Some((line, _)) =
        stroke::outline(path, &style, &Transform::IDENTITY, &Rect::new(p.x, p.y, 1.0, 1.0))
    {
        let _ = line.contains(p, FillRule::NonZero);
    }
}

fn hits(bytes: &mut Bytes<'_>, path: &Path) {
    let bounds = path.control_bounds();
    for _ in 0..16 {
        let p = Point::new(bytes.number(), bytes.number());
        let [one, other] =
            [FillRule::NonZero, FillRule::EvenOdd].map(|rule| path.contains(p, rule));
        // What is inside an odd number of times is inside at all.
        assert!(one || !other, "{p:?} {path:?}");
        assert!(!one || (bounds.is_some() && p.is_finite()));
    }
}

fn parts(bytes: &mut Bytes<'_>, path: &Path) {
    let [a, b, c] = [bytes.number(), bytes.number(), bytes.number()];
    for made in [path.trimmed(a, b, bytes.bit()), path.dashed(a, b, c), path.rounded(a)]
        .into_iter()
        .flatten()
    {
        let _ = (made.drawn_bounds(true), made.drawn_bounds(false));
        assert!(made.is_finite(), "{made:?}");
    }
}

/// What is written reads as the same.
fn text(path: &Path) {
    if path.is_finite() {
        let written = path.to_svg();
        let back = Path::from_svg_data(&written);
        assert!(back.is_same_as(path), "{written}\n{}", back.to_svg());
    }
}
