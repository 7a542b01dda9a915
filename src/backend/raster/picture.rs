//! Pictures as a band samples them: fetched, cropped to the wanted part, averaged down when they are
//! to be drawn much smaller.

use std::sync::Arc;

use crate::error::{Error, Result};
use crate::geom::{DeviceRect, Rect, Size, Transform};
use crate::list::Source;
use crate::mem::{Bitmap, Ledger};
use crate::paint::{Smoothing, SmoothingQuality};

/// How pixels between pixels are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Filter {
    Nearest,
    Bilinear,
    Bicubic,
}

/// A picture, ready to be sampled.
pub(super) struct Part {
    pub(super) pixels: Arc<Bitmap>,
    /// From its pixels to device space.
    pub(super) transform: Transform,
    pub(super) filter: Filter,
}

/// The part `from` of a picture, for drawing onto `to` under `t`.
pub(super) fn fetch(
    source: &Source,
    from: &Rect,
    to: &Rect,
    t: &Transform,
    smoothing: Smoothing,
    ledger: &Arc<Ledger>,
) -> Result<Part> {
    let whole = source.pixels()?;
    let (mut pixels, offset) = crop(whole, from, ledger)?;
    // From cropped pixels to user space.
    let (x_scale, y_scale) = (to.width / from.width, to.height / from.height);
    let mut place = Transform::translate(to.x, to.y)
        .then_inner(&Transform::scale(x_scale, y_scale))
        .then_inner(&Transform::translate(offset.0 - from.x, offset.1 - from.y));
    if smoothing.enabled && smoothing.quality != SmoothingQuality::Low {
        // How much a pixel of the picture shrinks along each of its axes.
        let along_x = (t.a * x_scale).hypot(t.b * x_scale);
        let along_y = (t.c * y_scale).hypot(t.d * y_scale);
        let (small, scale) = average_down(pixels, along_x, along_y, ledger)?;
        pixels = small;
        place = place.then_inner(&Transform::scale(scale.0, scale.1));
    }
    let transform = t.then_inner(&place);
    Ok(Part { pixels, transform, filter: filter(smoothing, &transform) })
}

fn filter(smoothing: Smoothing, t: &Transform) -> Filter {
    let moved_by_whole_pixels =
        (t.a, t.b, t.c, t.d) == (1.0, 0.0, 0.0, 1.0) && t.e.fract() == 0.0 && t.f.fract() == 0.0;
    match smoothing {
        _ if moved_by_whole_pixels => Filter::Nearest,
        Smoothing { enabled: false, .. } => Filter::Nearest,
        Smoothing { quality: SmoothingQuality::High, .. } if t.max_scale() > 1.0 => Filter::Bicubic,
        _ => Filter::Bilinear,
    }
}

/// The whole pixels under `from` and where they start, so that sampling at the edge of a sprite never
/// sees its neighbours beyond the pixel it shares with them.
fn crop(
    whole: Arc<Bitmap>,
    from: &Rect,
    ledger: &Arc<Ledger>,
) -> Result<(Arc<Bitmap>, (f64, f64))> {
    let all = DeviceRect::of_size(whole.width(), whole.height());
    let area = DeviceRect::around(from).intersect(&all);
    if area == all {
        return Ok((whole, (0.0, 0.0)));
    }
    let size = Size::new(area.width(), area.height())
        .ok_or_else(|| Error::internal("a picture's part is empty"))?;
    let mut part = Bitmap::new(ledger, size)?;
    let (row_bytes, skip) = (part.stride(), area.left as usize * 4);
    let rows = whole.data().chunks_exact(whole.stride()).skip(area.top as usize);
    for (to, row) in part.data_mut().chunks_exact_mut(row_bytes).zip(rows) {
        to.copy_from_slice(&row[skip..skip + row_bytes]);
    }
    Ok((Arc::new(part), (f64::from(area.left), f64::from(area.top))))
}

/// Halves the picture along an axis for as long as it is to be drawn at half that size or less;
/// gives the size of its new pixels in old ones.
fn average_down(
    mut pixels: Arc<Bitmap>,
    mut along_x: f64,
    mut along_y: f64,
    ledger: &Arc<Ledger>,
) -> Result<(Arc<Bitmap>, (f64, f64))> {
    let (first_width, first_height) = (pixels.width(), pixels.height());
    loop {
        let (halve_x, halve_y) =
            (along_x <= 0.5 && pixels.width() > 1, along_y <= 0.5 && pixels.height() > 1);
        if !halve_x && !halve_y {
            break;
        }
        pixels = Arc::new(halve(&pixels, halve_x, halve_y, ledger)?);
        along_x *= if halve_x { 2.0 } else { 1.0 };
        along_y *= if halve_y { 2.0 } else { 1.0 };
    }
    let scale = |first: u32, now: u32| f64::from(first) / f64::from(now);
    let (x, y) = (scale(first_width, pixels.width()), scale(first_height, pixels.height()));
    Ok((pixels, (x, y)))
}

/// Averages pairs of pixels, premultiplied, so that transparent ones don't darken their neighbours.
/// An odd last row or column is averaged with itself.
fn halve(from: &Bitmap, x: bool, y: bool, ledger: &Arc<Ledger>) -> Result<Bitmap> {
    let half = |v: u32, on: bool| if on { v.div_ceil(2) } else { v };
    let size = Size::new(half(from.width(), x), half(from.height(), y))
        .ok_or_else(|| Error::internal("a picture has no pixels"))?;
    let mut to = Bitmap::new(ledger, size)?;
    let (stride, to_stride) = (from.stride(), to.stride());
    let last_row = from.height() as usize - 1;
    for (i, out) in to.data_mut().chunks_exact_mut(to_stride).enumerate() {
        let first = if y { i * 2 } else { i };
        let second = if y { (first + 1).min(last_row) } else { first };
        let row = |r: usize| &from.data()[r * stride..(r + 1) * stride];
        average_rows(row(first), row(second), x, out);
    }
    Ok(to)
}

fn average_rows(a: &[u8], b: &[u8], pairs: bool, out: &mut [u8]) {
    let step = if pairs { 8 } else { 4 };
    for ((a, b), out) in a.chunks(step).zip(b.chunks(step)).zip(out.chunks_exact_mut(4)) {
        // The second pixel of a pair, or the first again at an odd end.
        let at = if a.len() == 8 { 4 } else { 0 };
        for c in 0..4 {
            let sum =
                u16::from(a[c]) + u16::from(a[at + c]) + u16::from(b[c]) + u16::from(b[at + c]);
            out[c] = ((sum + 2) / 4) as u8;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bitmap(ledger: &Arc<Ledger>, width: u32, pixels: &[[u8; 4]]) -> Bitmap {
        let height = pixels.len() as u32 / width;
        let mut bitmap = Bitmap::new(ledger, Size::new(width, height).unwrap()).unwrap();
        bitmap.data_mut().copy_from_slice(pixels.as_flattened());
        bitmap
    }

    #[test]
    fn halving_averages_and_keeps_odd_ends() {
        let ledger = Ledger::new();
        let from = bitmap(&ledger, 3, &[[0; 4], [100; 4], [30; 4], [100; 4], [200; 4], [50; 4]]);
        let to = halve(&from, true, true, &ledger).unwrap();
        assert_eq!((to.width(), to.height()), (2, 1));
        assert_eq!(to.pixel(0, 0), Some([100; 4]));
        assert_eq!(to.pixel(1, 0), Some([40; 4]));
        let narrow = halve(&from, true, false, &ledger).unwrap();
        assert_eq!((narrow.pixel(0, 0), narrow.pixel(1, 1)), (Some([50; 4]), Some([50; 4])));
    }

    #[test]
    fn a_crop_is_the_part_and_the_whole_is_not_copied() {
        let ledger = Ledger::new();
        let whole = Arc::new(bitmap(&ledger, 2, &[[1; 4], [2; 4], [3; 4], [4; 4]]));
        let (part, offset) =
            crop(Arc::clone(&whole), &Rect::new(1.0, 0.5, 1.0, 1.0), &ledger).unwrap();
        assert_eq!((part.data(), offset), (&[2, 2, 2, 2, 4, 4, 4, 4][..], (1.0, 0.0)));
        let (same, _) = crop(Arc::clone(&whole), &Rect::new(0.0, 0.0, 2.0, 2.0), &ledger).unwrap();
        assert!(Arc::ptr_eq(&same, &whole));
    }
}
