//! The four nearest pixels, mixed by how near they are, under any transform.
//!
//! Weights have 14 bits and their sum is exact, so an even area stays what it is.

use fearless_simd::{Simd, i16x16, i32x8, i32x16, prelude::*, u8x32, u16x16, u32x4, u32x8, u32x16};
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

/// For each pixel of a group, the upper two neighbours or the lower two, and their weights.
struct Line {
    pixels: [u8; GROUP * 8],
    weights: [u32; GROUP],
}

impl Line {
    const fn new() -> Self {
        Self { pixels: [0; GROUP * 8], weights: [0; GROUP] }
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
    let (mut upper, mut lower) = (Line::new(), Line::new());
    groups(
        x,
        out,
        #[inline(always)]
        |x, out| {
            let places = mapping.group(simd, x, y);
            gather(window, &places, &mut upper, &mut lower);
            weigh(simd, &places, &mut upper.weights, &mut lower.weights);
            mix(simd, &upper, &lower, out);
        },
    );
}

#[inline(always)]
fn gather(window: &Window, places: &Places, upper: &mut Line, lower: &mut Line) {
    if !is_inside(places, window) {
        return gather_wrapped(window, places, upper, lower);
    }
    let (bytes, stride) = window.bytes();
    let (upper, lower) = (upper.pixels.as_chunks_mut::<8>().0, lower.pixels.as_chunks_mut::<8>().0);
    for i in 0..GROUP {
        let at = places.y[i] as usize * stride + places.x[i] as usize * 4;
        // (Copying slices this short would be a call.)
        let (above, below) = (bytes.get(at..), bytes.get(at + stride..));
        let (Some(above), Some(below)) = (above, below) else { continue };
        if let (Some(above), Some(below)) = (above.first_chunk(), below.first_chunk()) {
            (upper[i], lower[i]) = (*above, *below);
        }
    }
}

fn gather_wrapped(window: &Window, places: &Places, upper: &mut Line, lower: &mut Line) {
    for i in 0..GROUP {
        let (x, y) = (places.x[i], places.y[i]);
        for (line, y) in [(&mut *upper, y), (&mut *lower, y + 1)] {
            let row = window.row(y);
            let ([a, b, c, d], [e, f, g, h]) =
                (window.pixel_of(row, x), window.pixel_of(row, x + 1));
            line.pixels[i * 8..i * 8 + 8].copy_from_slice(&[a, b, c, d, e, f, g, h]);
        }
    }
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
fn weigh<S: Simd>(simd: S, places: &Places, upper: &mut [u32; GROUP], lower: &mut [u32; GROUP]) {
    let fx = i32x16::from_slice(simd, &places.fx);
    let fy = i32x16::from_slice(simd, &places.fy);
    let up = WEIGHT_BITS - FRACTION_BITS;
    let both = (fx * fy) >> (2 * FRACTION_BITS - WEIGHT_BITS);
    let right = (fx << up) - both;
    let below = (fy << up) - both;
    let rest = i32x16::splat(simd, 1 << WEIGHT_BITS) - right - below - both;
    (rest | (right << 16)).bitcast::<u32x16<S>>().store_slice(upper);
    (below | (both << 16)).bitcast::<u32x16<S>>().store_slice(lower);
}

#[inline(always)]
fn mix<S: Simd>(simd: S, upper: &Line, lower: &Line, out: &mut [u8; GROUP * 4]) {
    for (i, out) in (0..).step_by(8).zip(out.as_chunks_mut::<32>().0) {
        let low = four(simd, upper, lower, i);
        low.relaxed_narrow(four(simd, upper, lower, i + 4)).store_slice(out);
    }
}

/// Four pixels from `i` on.
#[inline(always)]
fn four<S: Simd>(simd: S, upper: &Line, lower: &Line, i: usize) -> u16x16<S> {
    let (above, below) = (weighed(simd, upper, i), weighed(simd, lower, i));
    let half = i32x8::splat(simd, 1 << (WEIGHT_BITS - 1));
    let first = (above.0 + below.0 + half) >> WEIGHT_BITS;
    let second = (above.1 + below.1 + half) >> WEIGHT_BITS;
    first.bitcast::<u32x8<S>>().relaxed_narrow(second.bitcast::<u32x8<S>>())
}

/// A line's share of four pixels, two and two.
#[inline(always)]
fn weighed<S: Simd>(simd: S, line: &Line, i: usize) -> (i32x8<S>, i32x8<S>) {
    let pair_up = u8x32::from_slice(simd, &PAIR_UP);
    let pixels = u8x32::from_slice(simd, &line.pixels[i * 8..i * 8 + 32]);
    let (a, b) = pixels.swizzle_dyn_within_blocks(pair_up).widen();
    (
        a.bitcast::<i16x16<S>>().pairwise_dot_product(two_weights(simd, line, i)),
        b.bitcast::<i16x16<S>>().pairwise_dot_product(two_weights(simd, line, i + 2)),
    )
}

#[inline(always)]
fn two_weights<S: Simd>(simd: S, line: &Line, i: usize) -> i16x16<S> {
    let (a, b) = (line.weights[i], line.weights[i + 1]);
    u32x4::splat(simd, a).combine(u32x4::splat(simd, b)).bitcast()
}
