//! The four nearest pixels, mixed by how near they are, under any transform.
//!
//! Weights have 14 bits and their sum is exact, so an even area stays what it is.

use fearless_simd::{Simd, i16x16, prelude::*, u8x32, u32x4, u32x8};
use fearless_simd_macros::simd;

use super::place::{FRACTION_BITS, GROUP, Mapping, Places, groups};
use super::window::Window;
use crate::mem::inlined;

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
    let lines = upper.pixels.chunks_exact_mut(8).zip(lower.pixels.chunks_exact_mut(8));
    for ((upper, lower), (&x, &y)) in lines.zip(places.x.iter().zip(&places.y)) {
        let at = y as usize * stride + x as usize * 4;
        if let (Some(above), Some(below)) =
            (bytes.get(at..at + 8), bytes.get(at + stride..at + stride + 8))
        {
            upper.copy_from_slice(above);
            lower.copy_from_slice(below);
        }
    }
}

fn gather_wrapped(window: &Window, places: &Places, upper: &mut Line, lower: &mut Line) {
    let lines = upper.pixels.chunks_exact_mut(8).zip(lower.pixels.chunks_exact_mut(8));
    for ((upper, lower), (&x, &y)) in lines.zip(places.x.iter().zip(&places.y)) {
        for (out, y) in [(upper, y), (lower, y + 1)] {
            let row = window.row(y);
            out[..4].copy_from_slice(&window.pixel_of(row, x));
            out[4..].copy_from_slice(&window.pixel_of(row, x + 1));
        }
    }
}

/// All neighbours of a group are on the picture. Its places are on a line: the ends tell.
#[inline(always)]
fn is_inside(places: &Places, window: &Window) -> bool {
    let (width, height) = (window.width() - 1, window.height() - 1);
    [0, GROUP - 1]
        .iter()
        .all(|&i| (0..width).contains(&places.x[i]) && (0..height).contains(&places.y[i]))
}

/// The weights of the left and the right neighbour in the halves of a number, above and below.
#[inline(always)]
fn weigh<S: Simd>(simd: S, places: &Places, upper: &mut [u32; GROUP], lower: &mut [u32; GROUP]) {
    let splat = inlined(
        #[inline(always)]
        |v: i32| fearless_simd::i32x8::splat(simd, v),
    );
    let fx = fearless_simd::i32x8::from_slice(simd, &places.fx);
    let fy = fearless_simd::i32x8::from_slice(simd, &places.fy);
    let up = WEIGHT_BITS - FRACTION_BITS;
    let both = (fx * fy) >> (2 * FRACTION_BITS - WEIGHT_BITS);
    let right = (fx << up) - both;
    let below = (fy << up) - both;
    let rest = splat(1 << WEIGHT_BITS) - right - below - both;
    (rest | (right << 16)).bitcast::<u32x8<S>>().store_slice(upper);
    (below | (both << 16)).bitcast::<u32x8<S>>().store_slice(lower);
}

#[inline(always)]
fn mix<S: Simd>(simd: S, upper: &Line, lower: &Line, out: &mut [u8; GROUP * 4]) {
    let pair_up = u8x32::from_slice(simd, &PAIR_UP);
    let four = inlined(
        #[inline(always)]
        |i: usize| {
            let line = inlined(
                #[inline(always)]
                |line: &Line| {
                    let pixels = u8x32::from_slice(simd, &line.pixels[i * 8..i * 8 + 32]);
                    let (a, b) = pixels.swizzle_dyn_within_blocks(pair_up).widen();
                    let weights = inlined(
                        #[inline(always)]
                        |i: usize| {
                            let (a, b) = (line.weights[i], line.weights[i + 1]);
                            let both = u32x4::splat(simd, a).combine(u32x4::splat(simd, b));
                            both.bitcast::<i16x16<S>>()
                        },
                    );
                    let product = inlined(
                        #[inline(always)]
                        |pixels: fearless_simd::u16x16<S>, i: usize| {
                            pixels.bitcast::<i16x16<S>>().pairwise_dot_product(weights(i))
                        },
                    );
                    (product(a, i), product(b, i + 2))
                },
            );
            let ((a, b), (c, d)) = (line(upper), line(lower));
            let half = fearless_simd::i32x8::splat(simd, 1 << (WEIGHT_BITS - 1));
            let level = inlined(
                #[inline(always)]
                |sum: fearless_simd::i32x8<S>| ((sum + half) >> WEIGHT_BITS).bitcast::<u32x8<S>>(),
            );
            level(a + c).relaxed_narrow(level(b + d))
        },
    );
    four(0).relaxed_narrow(four(4)).store_slice(out);
}
