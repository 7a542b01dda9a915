//! An SVG file drawn into a bitmap.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use resvg::tiny_skia::{PixmapMut, Transform};
use resvg::usvg::Tree;

use super::embedded::Embedded;
use super::{SvgFonts, cost, root, source};
use crate::codec::Limits;
use crate::error::{Error, Result, guard};
use crate::geom::Size;
use crate::mem::{Bitmap, Kind, Ledger};

/// Parsing and drawing recurse, to the depth that [`shape`](super::shape) allows, which is more than
/// the stack of a worker thread holds; pages of this one that are not used cost nothing.
const STACK: usize = 32 << 20;

/// Draws the file at `size`, the intrinsic size its header gave.
pub(in crate::codec) fn decode(
    bytes: &[u8],
    size: Size,
    limits: &Limits,
    fonts: &SvgFonts,
    ledger: &Arc<Ledger>,
) -> Result<Bitmap> {
    std::thread::scope(|scope| {
        let job = || guard("drawing the SVG picture", || draw(bytes, size, limits, fonts, ledger));
        let thread = std::thread::Builder::new().name("canvas-svg".to_owned()).stack_size(STACK);
        let running = thread
            .spawn_scoped(scope, job)
            .map_err(|cause| Error::limit(format!("no thread to draw the SVG picture: {cause}")))?;
        running.join().unwrap_or_else(|_| Err(Error::internal("the SVG thread was lost")))
    })
}

fn draw(
    bytes: &[u8],
    size: Size,
    limits: &Limits,
    fonts: &SvgFonts,
    ledger: &Arc<Ledger>,
) -> Result<Bitmap> {
    let mut scratch = ledger.charge(Kind::Scratch, 0)?;
    let text = source::text(bytes, limits, &mut scratch)?;
    let embedded = Embedded { limits, fonts, ledger, largest: AtomicU64::new(0) };
    let tree = embedded.tree(&text, false)?;
    let (scale_x, scale_y) = scale(&text, &tree, size);
    let layers = cost::layer_bytes(&tree, size, scale_x.max(scale_y));
    let drawing = layers.saturating_add(embedded.largest.load(Ordering::Relaxed));
    let need = drawing.saturating_add(scratch.bytes() as u64);
    scratch.resize(limits.check_scratch(need)?)?;
    let mut bitmap = Bitmap::new(ledger, size)?;
    let mut pixmap = PixmapMut::from_bytes(bitmap.data_mut(), size.width(), size.height())
        .ok_or_else(|| Error::limit("the SVG picture is too large to draw"))?;
    let transform = Transform::from_scale(scale_x as f32, scale_y as f32);
    resvg::render(&tree, transform, &mut pixmap);
    Ok(bitmap)
}

/// From the picture's own units to pixels. They differ where the intrinsic size was rounded, and only
/// a view box lets content follow.
fn scale(text: &str, tree: &Tree, size: Size) -> (f64, f64) {
    let scales = root::tag(text).is_some_and(|tag| root::Root::parse(tag).has_view_box());
    if !scales {
        return (1.0, 1.0);
    }
    let own = tree.size();
    (
        f64::from(size.width()) / f64::from(own.width()),
        f64::from(size.height()) / f64::from(own.height()),
    )
}
