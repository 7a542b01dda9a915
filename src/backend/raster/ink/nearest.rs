//! The nearest pixel.

use fearless_simd::Simd;
use fearless_simd_macros::simd;

use super::place::{GROUP, Mapping, Places, groups};
use super::window::Window;

/// Taken off a place before it is rounded down: a place on the line between two pixels belongs to
/// the first, as in Chromium, and the error of a group's fixed-point steps (2^-14) must not undo it.
pub(super) const TIE: f64 = 1.0 / 4096.0;

#[simd]
pub(super) fn row<S: Simd>(
    simd: S,
    window: &Window,
    mapping: &Mapping,
    x: i32,
    y: i32,
    out: &mut [u8],
) {
    if mapping.is_every_other() && every_other(simd, window, mapping, (x, y), out) {
        return;
    }
    let (bytes, stride) = window.bytes();
    groups(
        x,
        out,
        #[inline(always)]
        |x, out| {
            let places = mapping.group(simd, x, y);
            if is_inside(&places, window) {
                for (i, pixel) in out.chunks_exact_mut(4).enumerate() {
                    let at = places.y[i] as usize * stride + places.x[i] as usize * 4;
                    if let Some(from) = bytes.get(at..at + 4) {
                        pixel.copy_from_slice(from);
                    }
                }
            } else {
                for (i, pixel) in out.chunks_exact_mut(4).enumerate() {
                    pixel.copy_from_slice(&window.pixel_of(window.row(places.y[i]), places.x[i]));
                }
            }
        },
    );
}

/// Every second pixel of a row, as half-size thumbnails take them; false when some are not there.
#[inline(always)]
fn every_other<S: Simd>(
    simd: S,
    window: &Window,
    mapping: &Mapping,
    (x, y): (i32, i32),
    out: &mut [u8],
) -> bool {
    let places = mapping.group(simd, x, y);
    let (Ok(first), Some(row)) = (usize::try_from(places.x[0]), window.inner_row(places.y[0]))
    else {
        return false;
    };
    let Some(from) = row.get(first * 4..) else { return false };
    let out = out.as_chunks_mut::<4>().0;
    let pairs = from.as_chunks::<8>().0;
    if pairs.len() < out.len() {
        return false;
    }
    for (out, &[r, g, b, a, ..]) in out.iter_mut().zip(pairs) {
        *out = [r, g, b, a];
    }
    true
}

/// All of a group is on the picture. Its places are on a line: the ends tell.
#[inline(always)]
fn is_inside(places: &Places, window: &Window) -> bool {
    let [first, .., last] = [places.x[0], places.x[GROUP - 1]];
    let xs = (0..window.width()).contains(&first) && (0..window.width()).contains(&last);
    let [first, .., last] = [places.y[0], places.y[GROUP - 1]];
    xs && (0..window.height()).contains(&first) && (0..window.height()).contains(&last)
}
