//! Pictures enlarged without being turned: first the rows are mixed for the few columns that are
//! needed, then the columns for each pixel.
//!
//! Bilinear or bicubic. Columns are mixed for [`CHUNK`] pixels at a time, on the stack.

use fearless_simd::{
    Simd, i16x8, i16x16, i32x4, i32x8, prelude::*, u8x16, u8x32, u16x16, u32x4, u32x8,
};
use fearless_simd_macros::simd;

use super::bicubic::{self, WEIGHT_BITS};
use super::place::{Across, FRACTION_BITS, GROUP, Mapping};
use super::window::Window;

/// Pixels that are made at once.
pub(super) const CHUNK: usize = 64;
/// Columns that so many pixels can need, where a step is a pixel at most: theirs, the steps'
/// rounding, three neighbours, and room to work in blocks of four columns.
const COLUMNS: usize = CHUNK + 16;
/// Mixed rows have this many bits below a level: as many as fit a signed 16-bit number, for
/// bicubic weights with room for what they overshoot.
const LINEAR_BITS: u32 = 7;
const CUBIC_BITS: u32 = 6;
/// Brings the channels of two neighbouring columns of 16 bits side by side.
const PAIR_UP: [u8; 32] = [
    0, 1, 8, 9, 2, 3, 10, 11, 4, 5, 12, 13, 6, 7, 14, 15, //
    0, 1, 8, 9, 2, 3, 10, 11, 4, 5, 12, 13, 6, 7, 14, 15,
];

/// What the pixels of a chunk need of the picture's columns.
struct Needs {
    places: [Across; CHUNK / GROUP],
    /// The first column that is needed, and how many.
    first: i32,
    count: usize,
}

impl Needs {
    /// `None` when the columns are too many, which a step of a pixel or less rules out.
    #[inline(always)]
    fn new(places: [Across; CHUNK / GROUP], before: i32, after: i32) -> Option<Self> {
        // Places are on a line: the ends tell.
        let ends = (places[0].x[0], places[CHUNK / GROUP - 1].x[GROUP - 1]);
        let (first, last) = (ends.0.min(ends.1) - before, ends.0.max(ends.1) + after);
        let count = usize::try_from(last - first + 1).ok()?;
        (count <= COLUMNS - 4).then_some(Self { places, first, count })
    }

    /// The columns of as many rows as there is room for, from `row` on.
    #[inline(always)]
    fn load(&self, window: &Window, row: i32, rows: &mut [[u8; COLUMNS * 4]]) {
        for (row, columns) in (row..).zip(rows) {
            window.columns(window.row(row), self.first, &mut columns[..self.count * 4]);
        }
    }

    /// Where two pixels of a group lie among the columns.
    #[inline(always)]
    fn at(&self, places: &Across, i: usize) -> [usize; 2] {
        [(places.x[i] - self.first) as usize, (places.x[i + 1] - self.first) as usize]
    }
}

/// Columns of mixed rows, four channels each.
type Mixed = [i16; COLUMNS * 4];

/// A row from `x` on; false when it can't be made here.
#[simd]
pub(super) fn bilinear_row<S: Simd>(
    simd: S,
    window: &Window,
    mapping: &Mapping,
    x: i32,
    y: i32,
    out: &mut [u8],
) -> bool {
    let (row, fy) = mapping.down(simd, y);
    chunks(
        x,
        out,
        #[inline(always)]
        |x, out| {
            let Some(needs) = Needs::new(places(simd, mapping, x), 0, 1) else { return false };
            let mut rows = [[0; COLUMNS * 4]; 2];
            needs.load(window, row, &mut rows);
            let mut mixed = [0; COLUMNS * 4];
            mix_two(simd, &rows, fy, needs.count, &mut mixed);
            across_two(simd, &needs, &mixed, out);
            true
        },
    )
}

/// As [`bilinear_row`].
#[simd]
pub(super) fn bicubic_row<S: Simd>(
    simd: S,
    window: &Window,
    mapping: &Mapping,
    x: i32,
    y: i32,
    out: &mut [u8],
) -> bool {
    let (row, fy) = mapping.down(simd, y);
    chunks(
        x,
        out,
        #[inline(always)]
        |x, out| {
            let Some(needs) = Needs::new(places(simd, mapping, x), 1, 2) else { return false };
            let mut rows = [[0; COLUMNS * 4]; 4];
            needs.load(window, row - 1, &mut rows);
            let mut mixed = [0; COLUMNS * 4];
            mix_four(simd, &rows, bicubic::weights(fy), needs.count, &mut mixed);
            across_four(simd, &needs, &mixed, out);
            true
        },
    )
}

#[inline(always)]
fn places<S: Simd>(simd: S, mapping: &Mapping, x: i32) -> [Across; CHUNK / GROUP] {
    let mut places = [Across::ZERO; CHUNK / GROUP];
    for (i, places) in places.iter_mut().enumerate() {
        *places = mapping.across(simd, x.saturating_add((i * GROUP) as i32));
    }
    places
}

/// Runs `chunk` for each chunk that `out`, a row from `x` on, has a part of. It begins at a multiple
/// of a group; chunks cut by an end are made whole beside it.
#[inline(always)]
fn chunks(x: i32, out: &mut [u8], chunk: impl Fn(i32, &mut [u8; CHUNK * 4]) -> bool) -> bool {
    let (mut x, mut out) = (x, out);
    while !out.is_empty() {
        let skip = x.rem_euclid(GROUP as i32);
        let first = x - skip;
        let skip = skip as usize * 4;
        let (now, rest) = out.split_at_mut((CHUNK * 4 - skip).min(out.len()));
        let taken = now.len() / 4;
        let is_done = match <&mut [u8; CHUNK * 4]>::try_from(&mut *now) {
            Ok(whole) => chunk(first, whole),
            Err(_) => {
                let mut whole = [0; CHUNK * 4];
                let is_done = chunk(first, &mut whole);
                now.copy_from_slice(&whole[skip..skip + now.len()]);
                is_done
            }
        };
        if !is_done {
            return false;
        }
        out = rest;
        x = x.saturating_add(taken as i32);
    }
    true
}

#[inline(always)]
fn mix_two<S: Simd>(
    simd: S,
    rows: &[[u8; COLUMNS * 4]; 2],
    fy: i32,
    count: usize,
    mixed: &mut Mixed,
) {
    const DOWN: u32 = FRACTION_BITS - LINEAR_BITS;
    let below = fy as u32;
    let weights = u32x4::splat(simd, ((1 << FRACTION_BITS) - below) | (below << 16)).bitcast();
    let half = i32x4::splat(simd, 1 << (DOWN - 1));
    let blocks = mixed.as_chunks_mut::<16>().0.iter_mut().take(count.div_ceil(4));
    let (a, b) = (rows[0].as_chunks::<16>().0, rows[1].as_chunks::<16>().0);
    for (out, (a, b)) in blocks.zip(a.iter().zip(b)) {
        let sums = products(u8x16::from_slice(simd, a), u8x16::from_slice(simd, b), weights);
        let [s, t, u, v] = sums;
        ((s + half) >> DOWN).relaxed_narrow((t + half) >> DOWN).store_slice(&mut out[..8]);
        ((u + half) >> DOWN).relaxed_narrow((v + half) >> DOWN).store_slice(&mut out[8..]);
    }
}

#[inline(always)]
fn mix_four<S: Simd>(
    simd: S,
    rows: &[[u8; COLUMNS * 4]; 4],
    weights: [i16; 4],
    count: usize,
    mixed: &mut Mixed,
) {
    const DOWN: u32 = WEIGHT_BITS - CUBIC_BITS;
    let upper = u32x4::splat(simd, bicubic::pair(weights[0], weights[1])).bitcast();
    let lower = u32x4::splat(simd, bicubic::pair(weights[2], weights[3])).bitcast();
    let half = i32x4::splat(simd, 1 << (DOWN - 1));
    for (i, out) in mixed.as_chunks_mut::<16>().0.iter_mut().enumerate().take(count.div_ceil(4)) {
        let first = products(sixteen(simd, &rows[0], i), sixteen(simd, &rows[1], i), upper);
        let last = products(sixteen(simd, &rows[2], i), sixteen(simd, &rows[3], i), lower);
        let s = (first[0] + last[0] + half) >> DOWN;
        let t = (first[1] + last[1] + half) >> DOWN;
        let u = (first[2] + last[2] + half) >> DOWN;
        let v = (first[3] + last[3] + half) >> DOWN;
        s.relaxed_narrow(t).store_slice(&mut out[..8]);
        u.relaxed_narrow(v).store_slice(&mut out[8..]);
    }
}

#[inline(always)]
fn sixteen<S: Simd>(simd: S, row: &[u8; COLUMNS * 4], block: usize) -> u8x16<S> {
    u8x16::from_slice(simd, &row[block * 16..block * 16 + 16])
}

/// Sixteen channels of two rows, weighed and added.
#[inline(always)]
fn products<S: Simd>(a: u8x16<S>, b: u8x16<S>, weights: i16x8<S>) -> [i32x4<S>; 4] {
    let ((s, t), (u, v)) = (a.zip_low(b).widen(), a.zip_high(b).widen());
    [
        s.bitcast::<i16x8<S>>().pairwise_dot_product(weights),
        t.bitcast::<i16x8<S>>().pairwise_dot_product(weights),
        u.bitcast::<i16x8<S>>().pairwise_dot_product(weights),
        v.bitcast::<i16x8<S>>().pairwise_dot_product(weights),
    ]
}

/// Two columns of `mixed` from `at` on, side by side, for each of two pixels.
#[inline(always)]
fn columns<S: Simd>(simd: S, mixed: &Mixed, at: [usize; 2]) -> i16x16<S> {
    let pair_up = u8x32::from_slice(simd, &PAIR_UP);
    let both = two_columns(simd, mixed, at[0]).combine(two_columns(simd, mixed, at[1]));
    both.bitcast::<u8x32<S>>().swizzle_dyn_within_blocks(pair_up).bitcast()
}

#[inline(always)]
fn two_columns<S: Simd>(simd: S, mixed: &Mixed, at: usize) -> i16x8<S> {
    match mixed.get(at * 4..at * 4 + 8) {
        Some(columns) => i16x8::from_slice(simd, columns),
        None => i16x8::splat(simd, 0),
    }
}

#[inline(always)]
fn two_pixels<S: Simd>(simd: S, first: u32, second: u32) -> i16x16<S> {
    u32x4::splat(simd, first).combine(u32x4::splat(simd, second)).bitcast()
}

#[inline(always)]
fn across_two<S: Simd>(simd: S, needs: &Needs, mixed: &Mixed, out: &mut [u8; CHUNK * 4]) {
    for (places, out) in needs.places.iter().zip(out.as_chunks_mut::<{ GROUP * 4 }>().0) {
        for (i, out) in (0..).step_by(8).zip(out.as_chunks_mut::<32>().0) {
            let low = linear_two(simd, needs, places, mixed, i).relaxed_narrow(linear_two(
                simd,
                needs,
                places,
                mixed,
                i + 2,
            ));
            let high = linear_two(simd, needs, places, mixed, i + 4).relaxed_narrow(linear_two(
                simd,
                needs,
                places,
                mixed,
                i + 6,
            ));
            low.relaxed_narrow(high).store_slice(out);
        }
    }
}

/// Two pixels of a group from `i` on.
#[inline(always)]
fn linear_two<S: Simd>(
    simd: S,
    needs: &Needs,
    places: &Across,
    mixed: &Mixed,
    i: usize,
) -> u32x8<S> {
    const DOWN: u32 = LINEAR_BITS + FRACTION_BITS;
    let weights = two_pixels(simd, linear_pair(places.fx[i]), linear_pair(places.fx[i + 1]));
    let sums = columns(simd, mixed, needs.at(places, i)).pairwise_dot_product(weights);
    ((sums + i32x8::splat(simd, 1 << (DOWN - 1))) >> DOWN).bitcast()
}

#[inline(always)]
fn linear_pair(fraction: i32) -> u32 {
    let right = fraction as u32;
    ((1 << FRACTION_BITS) - right) | (right << 16)
}

#[inline(always)]
fn across_four<S: Simd>(simd: S, needs: &Needs, mixed: &Mixed, out: &mut [u8; CHUNK * 4]) {
    for (places, out) in needs.places.iter().zip(out.as_chunks_mut::<{ GROUP * 4 }>().0) {
        for (i, out) in (0..).step_by(8).zip(out.as_chunks_mut::<32>().0) {
            let low = cubic_two(simd, needs, places, mixed, i).saturating_narrow(cubic_two(
                simd,
                needs,
                places,
                mixed,
                i + 2,
            ));
            let high = cubic_two(simd, needs, places, mixed, i + 4).saturating_narrow(cubic_two(
                simd,
                needs,
                places,
                mixed,
                i + 6,
            ));
            held(simd, low).relaxed_narrow(held(simd, high)).store_slice(out);
        }
    }
    bicubic::hold_within_alpha(out);
}

/// Bicubic weights overshoot.
#[inline(always)]
fn held<S: Simd>(simd: S, values: i16x16<S>) -> u16x16<S> {
    values.max(i16x16::splat(simd, 0)).min(i16x16::splat(simd, 255)).bitcast()
}

/// As [`linear_two`].
#[inline(always)]
fn cubic_two<S: Simd>(
    simd: S,
    needs: &Needs,
    places: &Across,
    mixed: &Mixed,
    i: usize,
) -> i32x8<S> {
    const DOWN: u32 = CUBIC_BITS + WEIGHT_BITS;
    let (a, b) = (bicubic::weights(places.fx[i]), bicubic::weights(places.fx[i + 1]));
    let [at, next] = needs.at(places, i);
    let before = two_pixels(simd, bicubic::pair(a[0], a[1]), bicubic::pair(b[0], b[1]));
    let after = two_pixels(simd, bicubic::pair(a[2], a[3]), bicubic::pair(b[2], b[3]));
    // The columns that are needed begin with the one before a place.
    let left = columns(simd, mixed, [at.wrapping_sub(1), next.wrapping_sub(1)]);
    let right = columns(simd, mixed, [at + 1, next + 1]);
    let sums = left.pairwise_dot_product(before) + right.pairwise_dot_product(after);
    (sums + i32x8::splat(simd, 1 << (DOWN - 1))) >> DOWN
}
