//! An operation drawn for itself: without clip, mode, alpha, shadow and filter, on a picture of its own.
//! Called by `shadow` and `filter`.

use std::sync::Arc;

use super::{Options, Threads, draw};
use crate::error::Result;
use crate::geom::{DeviceRect, Point, Size, Transform};
use crate::list::{DisplayList, DrawState, Op, OpKind};
use crate::mem::{Bitmap, Ledger};
use crate::paint::CompositeMode;

/// The pixels of `area` of `kind`, drawn where `op` is and moved by `offset`; `None` when the area is
/// empty.
pub(super) fn alone(
    op: &Op,
    kind: OpKind,
    offset: Point,
    area: DeviceRect,
    ledger: &Arc<Ledger>,
    threads: Threads,
) -> Result<Option<Bitmap>> {
    let Some(size) = Size::new(area.width(), area.height()) else { return Ok(None) };
    let mut bitmap = Bitmap::new(ledger, size)?;
    let (x, y) = (offset.x - f64::from(area.left), offset.y - f64::from(area.top));
    let state = DrawState {
        transform: Transform::translate(x, y).then_inner(&op.state.transform),
        clip: None,
        composite: CompositeMode::SourceOver,
        alpha: 1.0,
        shadow: None,
        filter: None,
    };
    let bounds = DeviceRect::of_size(area.width(), area.height());
    let op = Op { kind, state, bounds, extent: bounds };
    let list = DisplayList::of_one(ledger, (area.width(), area.height()), op)?;
    draw(&list, &mut bitmap, Options { opaque: false, threads })?;
    Ok(Some(bitmap))
}
