//! The four nearest pixels, mixed by how near they are, under any transform.
//!
//! Weights have 14 bits and their sum is exact, so an even area stays what it is.

use fearless_simd::{
    Simd, i16x16, i32x8, i32x16, prelude::*, u8x32, u16x16, u32x4, u32x8, u32x16, u64x4,
};
use fearless_simd_macros::simd;

use super::place::{FRACTION_BITS, GROUP, Mapping, Places, groups};
use super::window::Window;

/// All four weights together are 1 shifted by this.
const WEIGHT_BITS: u32 = 14;
/// Brings the channels of two neighbours side by side.
const PAIR_UP: [u8; 32] = [
    0, 4, 1, 5, 2, 6, 3, 7, 8, 12, 9, 13, 10, 14, 11, 15, //
    0, 4, 1, 5, 2, 6, 3, 7, 8, 12, 9, 13, 10, 14, 11, 15,
];

/// Two neighbours in a row for each pixel of a group.
type Pairs = [u64; GROUP];

#[simd]
pub(super) fn row<S: Simd>(
    simd: S,
    window: &Window,
    mapping: &Mapping,
    x: i32,
    y: i32,
    out: &mut [u8],
) {
    let (bytes, stride) = window.bytes();
    let (upper, stride) = (bytes.as_chunks().0, stride / 4);
    let lower = upper.get(stride..).unwrap_or_default();
    groups(
        x,
        out,
        #[inline(always)]
        |x, out| {
            let places = mapping.group(simd, x, y);
            if is_inside(&places, window) {
                let at = indices(simd, &places, stride);
                mix(
                    simd,
                    &places,
                    out,
                    #[inline(always)]
                    |i| (pair(upper, at[i]), pair(lower, at[i])),
                );
            } else {
                let (upper, lower) = gather_wrapped(window, &places);
                mix(
                    simd,
                    &places,
                    out,
                    #[inline(always)]
                    |i| (upper[i], lower[i]),
                );
            }
        },
    );
}

/// Where the upper left neighbours of a group lie, counted in pixels.
#[inline(always)]
fn indices<S: Simd>(simd: S, places: &Places, stride: usize) -> [u32; GROUP] {
    let (x, y) = (i32x16::from_slice(simd, &places.x), i32x16::from_slice(simd, &places.y));
    let mut at = [0; GROUP];
    (y * i32x16::splat(simd, stride as i32) + x).bitcast::<u32x16<S>>().store_slice(&mut at);
    at
}

#[inline(always)]
fn pair(pixels: &[[u8; 4]], at: u32) -> u64 {
    let at = at as usize;
    let Some(&[left, right]) = pixels.get(at..at + 2) else { return 0 };
    u64::from(u32::from_le_bytes(left)) | (u64::from(u32::from_le_bytes(right)) << 32)
}

fn gather_wrapped(window: &Window, places: &Places) -> (Pairs, Pairs) {
    let (mut upper, mut lower) = ([0; GROUP], [0; GROUP]);
    for i in 0..GROUP {
        let (x, y) = (places.x[i], places.y[i]);
        for (pairs, y) in [(&mut upper, y), (&mut lower, y + 1)] {
            let row = window.row(y);
            let ([a, b, c, d], [e, f, g, h]) =
                (window.pixel_of(row, x), window.pixel_of(row, x + 1));
            pairs[i] = u64::from_le_bytes([a, b, c, d, e, f, g, h]);
        }
    }
    (upper, lower)
}

/// All neighbours of a group are on the picture. Its places are on a line: the ends tell.
#[inline(always)]
fn is_inside(places: &Places, window: &Window) -> bool {
    let (first, last) = (places.x[0], places.x[GROUP - 1]);
    let (top, bottom) = (places.y[0], places.y[GROUP - 1]);
    let xs = first.min(last) >= 0 && first.max(last) < window.width() - 1;
    xs && top.min(bottom) >= 0 && top.max(bottom) < window.height() - 1
}

/// The weights of the left and the right neighbour in the halves of a number, above and below.
#[inline(always)]
fn weigh<S: Simd>(simd: S, places: &Places) -> ([u32; GROUP], [u32; GROUP]) {
    let fx = i32x16::from_slice(simd, &places.fx);
    let fy = i32x16::from_slice(simd, &places.fy);
    let up = WEIGHT_BITS - FRACTION_BITS;
    let both = (fx * fy) >> (2 * FRACTION_BITS - WEIGHT_BITS);
    let right = (fx << up) - both;
    let below = (fy << up) - both;
    let rest = i32x16::splat(simd, 1 << WEIGHT_BITS) - right - below - both;
    let (mut upper, mut lower) = ([0; GROUP], [0; GROUP]);
    (rest | (right << 16)).bitcast::<u32x16<S>>().store_slice(&mut upper);
    (below | (both << 16)).bitcast::<u32x16<S>>().store_slice(&mut lower);
    (upper, lower)
}

/// A group from the upper and the lower pair of each of its pixels.
#[inline(always)]
fn mix<S: Simd>(
    simd: S,
    places: &Places,
    out: &mut [u8; GROUP * 4],
    pairs: impl Fn(usize) -> (u64, u64),
) {
    let (above, below) = weigh(simd, places);
    for (i, out) in (0..).step_by(8).zip(out.as_chunks_mut::<32>().0) {
        let mut halves = [u16x16::splat(simd, 0); 2];
        for (i, half) in (i..).step_by(4).zip(&mut halves) {
            let [a, b, c, d] = [pairs(i), pairs(i + 1), pairs(i + 2), pairs(i + 3)];
            let upper = weighed(simd, [a.0, b.0, c.0, d.0], &above, i);
            let lower = weighed(simd, [a.1, b.1, c.1, d.1], &below, i);
            let rounding = i32x8::splat(simd, 1 << (WEIGHT_BITS - 1));
            let first = (upper.0 + lower.0 + rounding) >> WEIGHT_BITS;
            let second = (upper.1 + lower.1 + rounding) >> WEIGHT_BITS;
            *half = first.bitcast::<u32x8<S>>().relaxed_narrow(second.bitcast::<u32x8<S>>());
        }
        halves[0].relaxed_narrow(halves[1]).store_slice(out);
    }
}

/// Four pairs times the weights from `i` on, two and two.
#[inline(always)]
fn weighed<S: Simd>(
    simd: S,
    pairs: [u64; 4],
    weights: &[u32; GROUP],
    i: usize,
) -> (i32x8<S>, i32x8<S>) {
    let pair_up = u8x32::from_slice(simd, &PAIR_UP);
    let pixels: u64x4<S> = pairs.simd_into(simd);
    let (a, b) = pixels.bitcast::<u8x32<S>>().swizzle_dyn_within_blocks(pair_up).widen();
    (
        a.bitcast::<i16x16<S>>().pairwise_dot_product(two_weights(
            simd,
            weights[i],
            weights[i + 1],
        )),
        b.bitcast::<i16x16<S>>().pairwise_dot_product(two_weights(
            simd,
            weights[i + 2],
            weights[i + 3],
        )),
    )
}

#[inline(always)]
fn two_weights<S: Simd>(simd: S, a: u32, b: u32) -> i16x16<S> {
    u32x4::splat(simd, a).combine(u32x4::splat(simd, b)).bitcast()
}
