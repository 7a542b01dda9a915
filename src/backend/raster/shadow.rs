//! Shadows: an operation's coverage, moved, blurred and drawn before it in the shadow's colour.
//! <https://html.spec.whatwg.org/multipage/canvas.html#when-shadows-are-drawn>
//!
//! An upright rectangle in one colour is blurred without pixels. Everything else is drawn alone, as far
//! as its shadow shows, and its alpha is blurred. Called once an operation, before its own step.

use std::sync::Arc;

use super::blur::Blur;
use super::{Options, Threads, draw};
use crate::error::Result;
use crate::geom::{DeviceRect, Point, Rect, Size, Transform};
use crate::list::{DisplayList, DrawState, Op, OpKind};
use crate::mem::{Bitmap, Charge, Kind, Ledger};
use crate::paint::{Color, CompositeMode, Paint, Shadow};

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
        let charge = ledger.charge(Kind::Scratch, pixels(&area))?;
        return Ok(Some(Cast { area, coverage: blur.rect(&rect, area), color, _charge: charge }));
    }
    // Pixels farther away than the blur reaches can't throw a shadow here.
    let source = outset(&area, &blur).intersect(&moved).union(&area);
    let (mut coverage, charge) = alone(op, shadow.offset, source, ledger, threads)?;
    let width = source.width() as usize;
    let _scratch =
        ledger.charge(Kind::Scratch, blur.scratch_bytes(width, source.height() as usize))?;
    blur.coverage(&mut coverage, width);
    Ok(Some(Cast { area: source, coverage, color, _charge: charge }))
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

/// The alpha of the operation alone, moved by `offset`, at the pixels of `area`.
fn alone(
    op: &Op,
    offset: Point,
    area: DeviceRect,
    ledger: &Arc<Ledger>,
    threads: Threads,
) -> Result<(Vec<u8>, Charge)> {
    let charge = ledger.charge(Kind::Scratch, pixels(&area))?;
    let Some(size) = Size::new(area.width(), area.height()) else {
        return Ok((Vec::new(), charge));
    };
    let mut bitmap = Bitmap::new(ledger, size)?;
    let (x, y) = (offset.x - f64::from(area.left), offset.y - f64::from(area.top));
    let state = DrawState {
        transform: Transform::translate(x, y).then_inner(&op.state.transform),
        clip: None,
        composite: CompositeMode::SourceOver,
        alpha: 1.0,
        shadow: None,
    };
    let bounds = DeviceRect::of_size(area.width(), area.height());
    let op = Op { kind: op.kind.in_black(), state, bounds, extent: bounds };
    let list = DisplayList::of_one(ledger, (area.width(), area.height()), op)?;
    draw(&list, &mut bitmap, Options { opaque: false, threads })?;
    let alpha = bitmap.data().chunks_exact(4).map(|pixel| pixel[3]).collect();
    Ok((alpha, charge))
}

fn pixels(area: &DeviceRect) -> usize {
    area.width() as usize * area.height() as usize
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
