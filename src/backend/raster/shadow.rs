//! Shadows: an operation's coverage, moved, blurred and drawn before it in the shadow's colour.
//! <https://html.spec.whatwg.org/multipage/canvas.html#when-shadows-are-drawn>
//!
//! An upright rectangle in one colour is blurred without pixels. Everything else is drawn alone, as far
//! as its shadow shows or, where its middle is the same all along, without that, and its alpha is blurred.
//! Called once an operation, before its own step.

use std::sync::Arc;

use super::Threads;
use super::alone::alone;
use super::blur::Blur;
use super::squeeze::Squeeze;
use crate::error::Result;
use crate::geom::{DeviceRect, Point, Rect, Transform};
use crate::list::{Op, OpKind};
use crate::mem::{Charge, Kind, Ledger, PixelFormat};
use crate::paint::{Color, Paint, Shadow};

/// A shadow, ready to be poured: coverage at device pixels, and its colour.
pub(super) struct Cast {
    /// The pixels that `coverage` has a byte for, row by row.
    pub(super) area: DeviceRect,
    pub(super) coverage: Vec<u8>,
    /// With the operation's alpha.
    pub(super) color: Color,
    /// For the coverage, until it is a step's.
    _charge: Charge,
}

/// The shadow of `op`; `None` when none can be seen.
pub(super) fn cast(op: &Op, ledger: &Arc<Ledger>, threads: Threads) -> Result<Option<Cast>> {
    let Some(shadow) = op.state.shadow.as_deref() else { return Ok(None) };
    let sigma = shadow.sigma();
    let blur = Blur::of_mask(sigma, sigma);
    let moved = moved(&op.extent, shadow.offset);
    let area = outset(&moved, &blur).intersect(&op.bounds);
    if area.is_empty() {
        return Ok(None);
    }
    let color = color(op, shadow);
    if let Some(rect) = upright_rect(op, shadow.offset) {
        let charge = ledger.charge(Kind::Scratch, area.pixels() as usize)?;
        return Ok(Some(Cast { area, coverage: blur.rect(&rect, area), color, _charge: charge }));
    }
    if let Some(cast) = squeezed(op, shadow, &blur, area, (ledger, threads))? {
        return Ok(Some(cast));
    }
    // Pixels farther away than the blur reaches can't throw a shadow here.
    let source = outset(&area, &blur).intersect(&moved).union(&area);
    let place = Transform::translate(shadow.offset.x, shadow.offset.y);
    let place = place.then_inner(&op.state.transform);
    let (mut coverage, charge) = alpha(caster(op, shadow), &place, source, ledger, threads)?;
    let width = source.width() as usize;
    let _scratch =
        ledger.charge(Kind::Scratch, blur.scratch_bytes(width, source.height() as usize, 1))?;
    blur.coverage(&mut coverage, width);
    Ok(Some(Cast { area: source, coverage, color, _charge: charge }))
}

/// What throws the shadow, opaque. The contrast of text goes by the shadow's colour, and blurred text has none, as
/// in Chromium.
fn caster(op: &Op, shadow: &Shadow) -> OpKind {
    let mut kind = op.kind.in_black();
    if let OpKind::Glyphs { paint: Paint::Color(color), look, .. } = &mut kind {
        *color = shadow.color.with_alpha(1.0);
        look.contrast &= shadow.sigma() == 0.0;
    }
    kind
}

/// The shadow of a path whose middle is the same all along, where leaving that out spares most of the work.
fn squeezed(
    op: &Op,
    shadow: &Shadow,
    blur: &Blur,
    area: DeviceRect,
    (ledger, threads): (&Arc<Ledger>, Threads),
) -> Result<Option<Cast>> {
    let OpKind::Fill { path, rule, paint: Paint::Color(_) } = &op.kind else { return Ok(None) };
    let Point { x, y } = shadow.offset;
    let path = path.transformed(&Transform::translate(x, y).then_inner(&op.state.transform));
    let Some(squeeze) = Squeeze::of(&path, blur.reach()) else { return Ok(None) };
    let small = squeeze.area(&area);
    let source = outset(&small, blur);
    if source.pixels() > area.pixels() / 2 {
        return Ok(None);
    }
    let kind = OpKind::Fill {
        path: Arc::new(squeeze.path(&path)),
        rule: *rule,
        paint: Paint::Color(Color::BLACK),
    };
    let (mut coverage, _small) = alpha(kind, &Transform::IDENTITY, source, ledger, threads)?;
    let width = source.width() as usize;
    let _scratch =
        ledger.charge(Kind::Scratch, blur.scratch_bytes(width, source.height() as usize, 1))?;
    blur.coverage(&mut coverage, width);
    let charge = ledger.charge(Kind::Scratch, area.pixels() as usize)?;
    let coverage = squeeze.stretch(&part(&coverage, &source, &small), &area);
    Ok(Some(Cast { area, coverage, color: color(op, shadow), _charge: charge }))
}

/// The bytes of the pixels of `inner`, which are all in `outer`.
fn part(bytes: &[u8], outer: &DeviceRect, inner: &DeviceRect) -> Vec<u8> {
    let skip = (inner.left - outer.left) as usize;
    let rows = bytes.chunks_exact(outer.width() as usize).skip((inner.top - outer.top) as usize);
    let rows = rows.take(inner.height() as usize);
    rows.flat_map(|row| &row[skip..skip + inner.width() as usize]).copied().collect()
}

/// The pixels of the filtered operation whose shadow shows.
pub(super) fn source(op: &Op) -> DeviceRect {
    let Some(shadow) = op.state.shadow.as_deref() else { return DeviceRect::EMPTY };
    let blur = Blur::of_mask(shadow.sigma(), shadow.sigma());
    let reach = op.reach();
    let shown = outset(&moved(&reach, shadow.offset), &blur).intersect(&op.bounds);
    if shown.is_empty() {
        return DeviceRect::EMPTY;
    }
    let back = Point::new(-shadow.offset.x, -shadow.offset.y);
    moved(&outset(&shown, &blur), back).intersect(&reach)
}

/// The shadow's colour with the alpha of the operation and, where it draws one, of its colour.
fn color(op: &Op, shadow: &Shadow) -> Color {
    let own = op.kind.color().map_or(1.0, |color| color.a);
    shadow.color.with_alpha(shadow.color.a * own * op.state.alpha as f32)
}

/// A rectangle that is filled with a colour and neither turned nor skewed, where its shadow falls.
fn upright_rect(op: &Op, offset: Point) -> Option<Rect> {
    let t = &op.state.transform;
    match &op.kind {
        OpKind::FillRect { rect, paint: Paint::Color(_) } if t.is_scale_translate() => {
            let Rect { x, y, width, height } = t.map_bounds(rect);
            Some(Rect::new(x + offset.x, y + offset.y, width, height))
        }
        _ => None,
    }
}

/// The alpha of something drawn alone under `place`, at the pixels of `area`.
fn alpha(
    kind: OpKind,
    place: &Transform,
    area: DeviceRect,
    ledger: &Arc<Ledger>,
    threads: Threads,
) -> Result<(Vec<u8>, Charge)> {
    let charge = ledger.charge(Kind::Scratch, area.pixels() as usize)?;
    let bitmap = alone(kind, place, (area, PixelFormat::default()), ledger, threads)?;
    let data = bitmap.as_ref().map_or(&[][..], |bitmap| bitmap.data());
    let alpha = data.chunks_exact(4).map(|pixel| pixel[3]).collect();
    Ok((alpha, charge))
}

/// The pixels that a shape on these can touch when it is moved.
fn moved(shape: &DeviceRect, offset: Point) -> DeviceRect {
    let Rect { x, y, width, height } = shape.to_rect();
    DeviceRect::around(&Rect::new(x + offset.x, y + offset.y, width, height))
}

/// The pixels that a blur of these touches.
fn outset(area: &DeviceRect, blur: &Blur) -> DeviceRect {
    let (x, y) = blur.reach();
    let (x, y) = (x as i32, y as i32);
    DeviceRect {
        left: area.left.saturating_sub(x),
        top: area.top.saturating_sub(y),
        right: area.right.saturating_add(x),
        bottom: area.bottom.saturating_add(y),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::DrawState;
    use crate::paint::CompositeMode;
    use crate::path::{CornerRadii, FillRule, Path, PathBuilder};

    fn round_rect() -> PathBuilder {
        let corner = |radius| Point::new(radius, radius * 0.75);
        let radii = CornerRadii {
            upper_left: corner(40.0),
            upper_right: corner(9.0),
            lower_right: corner(25.5),
            lower_left: corner(0.0),
        };
        let mut path = PathBuilder::from_path(Path::new());
        path.round_rect(&Transform::IDENTITY, Rect::new(-30.3, 20.7, 401.5, 330.2), radii);
        path
    }

    fn shadow_of(path: &Path, canvas: DeviceRect) -> Cast {
        let shadow = Shadow { color: Color::BLACK, blur: 11.0, offset: Point::new(4.25, -3.0) };
        let state = DrawState {
            transform: Transform::new(1.25, 0.0, 0.0, -1.0, 7.0, 380.0),
            clip: None,
            composite: CompositeMode::SourceOver,
            alpha: 1.0,
            shadow: Some(Arc::new(shadow)),
            filter: None,
        };
        let extent =
            DeviceRect::around(&state.transform.map_bounds(&path.control_bounds().unwrap()));
        let (path, paint) = (Arc::new(path.clone()), Paint::Color(Color::BLACK));
        let kind = OpKind::Fill { path, rule: FillRule::NonZero, paint };
        let op = Op { kind, state, bounds: canvas, extent };
        cast(&op, &Ledger::new(), Threads::One).unwrap().unwrap()
    }

    #[test]
    fn a_squeezed_shadow_is_the_whole_ones_equal() {
        let path = round_rect();
        // A line there and back covers nothing, but is in the way of squeezing.
        let mut whole = round_rect();
        whole.move_to(&Transform::IDENTITY, Point::new(-30.0, 21.0));
        whole.line_to(&Transform::IDENTITY, Point::new(371.0, 350.0));
        whole.close();
        assert!(Squeeze::of(path.path(), (20, 20)).is_some());
        assert!(Squeeze::of(whole.path(), (20, 20)).is_none());
        let canvases = [
            DeviceRect { left: -200, top: -200, right: 800, bottom: 700 },
            DeviceRect { left: 30, top: 10, right: 420, bottom: 390 },
        ];
        for canvas in canvases {
            let (short, long) = (shadow_of(path.path(), canvas), shadow_of(whole.path(), canvas));
            let inner = part(&long.coverage, &long.area, &short.area);
            let far = short.coverage.iter().zip(&inner).map(|(a, b)| a.abs_diff(*b)).max();
            assert!(far.unwrap() <= 1, "{far:?}");
            assert!(short.coverage.iter().any(|&c| c > 200) && short.coverage.contains(&0));
        }
    }
}
