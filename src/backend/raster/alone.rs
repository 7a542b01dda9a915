//! An operation drawn for itself: without clip, mode, alpha, shadow and filter, on a picture of its own.
//! Called by `shadow` and `filter`.

use std::sync::Arc;

use super::{Options, Threads, draw};
use crate::error::Result;
use crate::geom::{DeviceRect, Size, Transform};
use crate::list::{DisplayList, DrawState, Op, OpKind};
use crate::mem::{Bitmap, Ledger, PixelFormat};
use crate::paint::CompositeMode;

/// The pixels of `area` of `kind` in a format, drawn under `place`; `None` when the area is empty.
pub(super) fn alone(
    kind: OpKind,
    place: &Transform,
    (area, format): (DeviceRect, PixelFormat),
    ledger: &Arc<Ledger>,
    threads: Threads,
) -> Result<Option<Bitmap>> {
    let Some(size) = Size::new(area.width(), area.height()) else { return Ok(None) };
    let mut bitmap = Bitmap::with_format(ledger, size, format)?;
    let state = DrawState {
        transform: Transform::translate(-f64::from(area.left), -f64::from(area.top))
            .then_inner(place),
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
