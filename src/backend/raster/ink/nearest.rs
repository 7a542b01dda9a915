//! The nearest pixel.

use fearless_simd::{Simd, prelude::*, u8x32, u32x8};
use fearless_simd_macros::simd;

use super::place::{GROUP, Mapping, Places, groups};
use super::window::Window;

/// Taken off a place before it is rounded down: a place on the line between two pixels belongs to
/// the first, as in Chromium, and the error of a group's fixed-point steps (2^-13) must not undo it.
pub(in crate::backend::raster) const TIE: f64 = 1.0 / 4096.0;

#[simd]
pub(super) fn row<S: Simd>(
    simd: S,
    window: &Window,
    mapping: &Mapping,
    x: i32,
    y: i32,
    out: &mut [u8],
) {
    if mapping.is_straight() {
        return straight_row(simd, window, mapping, x, y, out);
    }
    let (bytes, stride) = window.bytes();
    groups(
        x,
        out,
        #[inline(always)]
        |x, out| {
            let places = mapping.group(simd, x, y);
            let is_inside = is_inside(&places, window);
            for (i, pixel) in out.as_chunks_mut::<4>().0.iter_mut().enumerate() {
                let (x, y) = (places.x[i], places.y[i]);
                if is_inside {
                    // (Copying slices this short would be a call.)
                    let from = bytes.get(y as usize * stride + x as usize * 4..);
                    if let Some(Some(from)) = from.map(<[u8]>::first_chunk) {
                        *pixel = *from;
                    }
                } else {
                    *pixel = window.pixel_of(window.row(y), x);
                }
            }
        },
    );
}

/// A row of a picture that is not turned.
#[inline(always)]
fn straight_row<S: Simd>(
    simd: S,
    window: &Window,
    mapping: &Mapping,
    x: i32,
    y: i32,
    out: &mut [u8],
) {
    let Some(row) = window.row(mapping.down(simd, y).0) else { return out.fill(0) };
    if mapping.is_every_other() && every_other(simd, row, mapping.across(simd, x).x[0], out) {
        return;
    }
    let row_pixels = row.as_chunks::<4>().0;
    groups(
        x,
        out,
        #[inline(always)]
        |x, out| {
            let places = mapping.across(simd, x);
            for (i, pixel) in out.as_chunks_mut::<4>().0.iter_mut().enumerate() {
                // What is negative is huge as an index.
                *pixel = match row_pixels.get(places.x[i] as usize) {
                    Some(from) => *from,
                    None => window.pixel_of(Some(row), places.x[i]),
                };
            }
        },
    );
}

/// Every second pixel of a row, as half-size thumbnails take them; false when some are not there.
#[inline(always)]
fn every_other<S: Simd>(simd: S, row: &[u8], first: i32, out: &mut [u8]) -> bool {
    let from = usize::try_from(first).ok().and_then(|first| row.get(first * 4..));
    let Some(from) = from.and_then(|from| from.get(..out.len() * 2)) else { return false };
    let (blocks, rest) = out.as_chunks_mut::<32>();
    let (pairs, last) = from.as_chunks::<64>();
    for (out, pairs) in blocks.iter_mut().zip(pairs) {
        let left: u32x8<S> = u8x32::from_slice(simd, &pairs[..32]).bitcast();
        let right: u32x8<S> = u8x32::from_slice(simd, &pairs[32..]).bitcast();
        left.unzip_low(right).bitcast::<u8x32<S>>().store_slice(out);
    }
    let rest = rest.as_chunks_mut::<4>().0.iter_mut();
    for (out, &[r, g, b, a, ..]) in rest.zip(last.as_chunks::<8>().0) {
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
