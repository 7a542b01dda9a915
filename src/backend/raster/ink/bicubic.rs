//! Sixteen neighbours under Mitchell's weights, which Chromium takes for enlarged pictures of high
//! smoothing quality; here under any transform, in `upright` for pictures that are not turned.
//!
//! D. Mitchell and A. Netravali, "Reconstruction filters in computer graphics" (1988), B = C = 1/3.

use std::sync::OnceLock;

use fearless_simd::Simd;
use fearless_simd_macros::simd;

use super::place::{FRACTION_BITS, Mapping, groups};
use super::window::Window;

/// Four weights together are 1 shifted by this.
pub(super) const WEIGHT_BITS: u32 = 14;
const PHASES: usize = 1 << FRACTION_BITS;
/// Where the sum of weighted rows is cut for the weighted columns.
const MIDDLE_BITS: u32 = 6;

/// The weights of the pixel before a place, the pixel at it, and the two after it.
#[inline(always)]
pub(super) fn weights(fraction: i32) -> [i16; 4] {
    table()[fraction as usize % PHASES]
}

fn table() -> &'static [[i16; 4]; PHASES] {
    static TABLE: OnceLock<Box<[[i16; 4]; PHASES]>> = OnceLock::new();
    TABLE.get_or_init(|| Box::new(std::array::from_fn(phase)))
}

/// Two weights in the halves of a number.
#[inline(always)]
pub(super) fn pair(a: i16, b: i16) -> u32 {
    u32::from(a.cast_unsigned()) | (u32::from(b.cast_unsigned()) << 16)
}

fn phase(index: usize) -> [i16; 4] {
    let one = f64::from(1 << WEIGHT_BITS);
    let t = index as f64 / PHASES as f64;
    let weight = |distance: f64| (mitchell(distance) * one).round() as i16;
    let (before, after, last) = (weight(1.0 + t), weight(1.0 - t), weight(2.0 - t));
    // The pixel at the place takes what rounding leaves, so that the sum is exact.
    [before, (1 << WEIGHT_BITS) - before - after - last, after, last]
}

pub(in crate::backend::raster) fn mitchell(x: f64) -> f64 {
    let x = x.abs();
    if x < 1.0 {
        (7.0 * x * x * x - 12.0 * x * x + 16.0 / 3.0) / 6.0
    } else if x < 2.0 {
        (-7.0 / 3.0 * x * x * x + 12.0 * x * x - 20.0 * x + 32.0 / 3.0) / 6.0
    } else {
        0.0
    }
}

#[simd]
pub(super) fn row<S: Simd>(
    simd: S,
    window: &Window,
    mapping: &Mapping,
    x: i32,
    y: i32,
    out: &mut [u8],
) {
    groups(
        x,
        out,
        #[inline(always)]
        |x, out| {
            let places = mapping.group(simd, x, y);
            for (i, pixel) in out.chunks_exact_mut(4).enumerate() {
                let weights = [weights(places.fx[i]), weights(places.fy[i])];
                pixel.copy_from_slice(&mix(window, (places.x[i], places.y[i]), weights));
            }
            hold_within_alpha(out);
        },
    );
}

/// The same steps as in `upright`: rows first, cut to [`MIDDLE_BITS`] below a level, then columns.
#[inline(always)]
fn mix(window: &Window, (x, y): (i32, i32), [along, down]: [[i16; 4]; 2]) -> [u8; 4] {
    // Plain loops: closures handed to the standard library are not compiled for the level.
    let rows = gather(window, x - 1, y - 1);
    let mut mixed = [0i32; 16];
    for (row, weight) in rows.iter().zip(down) {
        for i in 0..16 {
            mixed[i] += i32::from(row[i]) * i32::from(weight);
        }
    }
    let mut sums = [0i32; 4];
    for (column, weight) in mixed.as_chunks::<4>().0.iter().zip(along) {
        for c in 0..4 {
            sums[c] += cut(column[c], WEIGHT_BITS - MIDDLE_BITS) * i32::from(weight);
        }
    }
    let mut pixel = [0; 4];
    for c in 0..4 {
        pixel[c] = cut(sums[c], WEIGHT_BITS + MIDDLE_BITS).clamp(0, 255) as u8;
    }
    pixel
}

/// Four by four pixels.
#[inline(always)]
fn gather(window: &Window, x: i32, y: i32) -> [[u8; 16]; 4] {
    let mut rows = [[0; 16]; 4];
    let is_inside = x >= 0 && x + 4 <= window.width() && y >= 0 && y + 4 <= window.height();
    if !is_inside {
        for (i, row) in rows.iter_mut().enumerate() {
            window.columns(window.row(y + i as i32), x, row);
        }
        return rows;
    }
    let (bytes, stride) = window.bytes();
    let start = y as usize * stride + x as usize * 4;
    for (i, row) in rows.iter_mut().enumerate() {
        let at = start + i * stride;
        if let Some(Some(pixels)) = bytes.get(at..).map(<[u8]>::first_chunk) {
            *row = *pixels;
        }
    }
    rows
}

#[inline(always)]
fn cut(value: i32, bits: u32) -> i32 {
    (value + (1 << (bits - 1))) >> bits
}

/// Overshooting colours would not be premultiplied ones.
#[inline(always)]
pub(super) fn hold_within_alpha(pixels: &mut [u8]) {
    for pixel in pixels.as_chunks_mut::<4>().0 {
        let alpha = pixel[3];
        for value in pixel {
            *value = (*value).min(alpha);
        }
    }
}
