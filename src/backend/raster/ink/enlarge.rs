//! Pictures enlarged without being turned: first the rows are mixed for the few columns that are
//! needed, then the columns for each pixel.
//!
//! Bilinear or bicubic. Columns are mixed for [`CHUNK`] pixels at a time, on the stack.

use fearless_simd::{Simd, i16x8, i16x16, i32x4, i32x8, prelude::*, u8x16, u8x32, u32x4};
use fearless_simd_macros::simd;

use super::bicubic::{self, WEIGHT_BITS};
use super::place::{FRACTION_BITS, GROUP, Mapping, Places};
use super::window::Window;
use crate::mem::inlined;

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
    places: [Places; CHUNK / GROUP],
    /// The first column that is needed, and how many.
    first: i32,
    count: usize,
}

impl Needs {
    /// `None` when the columns are too many, which a step of a pixel or less rules out.
    #[inline(always)]
    fn new(places: [Places; CHUNK / GROUP], before: i32, after: i32) -> Option<Self> {
        let all = inlined(
            #[inline(always)]
            || places.iter().flat_map(|p| p.x),
        );
        let (first, last) = (all().min()? - before, all().max()? + after);
        let count = usize::try_from(last - first + 1).ok()?;
        (count <= COLUMNS - 4).then_some(Self { places, first, count })
    }
}

/// The places of a chunk. (A loop, because a closure in `from_fn` would not be compiled for the level.)
#[inline(always)]
fn places<S: Simd>(simd: S, mapping: &Mapping, x: i32, y: i32) -> [Places; CHUNK / GROUP] {
    let mut places: [Places; CHUNK / GROUP] = Default::default();
    for (i, places) in places.iter_mut().enumerate() {
        *places = mapping.group(simd, x + (i * GROUP) as i32, y);
    }
    places
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
    chunks(
        x,
        out,
        #[inline(always)]
        |x, out| {
            let places = places(simd, mapping, x, y);
            let Some(needs) = Needs::new(places, 0, 1) else { return false };
            let (row, fy) = (needs.places[0].y[0], needs.places[0].fy[0]);
            let mut rows = [[0; COLUMNS * 4]; 2];
            for (i, columns) in rows.iter_mut().enumerate() {
                window.columns(
                    window.row(row + i as i32),
                    needs.first,
                    &mut columns[..needs.count * 4],
                );
            }
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
    chunks(
        x,
        out,
        #[inline(always)]
        |x, out| {
            let places = places(simd, mapping, x, y);
            let Some(needs) = Needs::new(places, 1, 2) else { return false };
            let (row, fy) = (needs.places[0].y[0], needs.places[0].fy[0]);
            let mut rows = [[0; COLUMNS * 4]; 4];
            for (i, columns) in rows.iter_mut().enumerate() {
                let row = window.row(row - 1 + i as i32);
                window.columns(row, needs.first, &mut columns[..needs.count * 4]);
            }
            let mut mixed = [0; COLUMNS * 4];
            mix_four(simd, &rows, bicubic::weights(fy), needs.count, &mut mixed);
            across_four(simd, &needs, &mixed, out);
            true
        },
    )
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
    let below = fy as u32;
    let weights = u32x4::splat(simd, ((1 << FRACTION_BITS) - below) | (below << 16)).bitcast();
    let down = FRACTION_BITS - LINEAR_BITS;
    let blocks = count.div_ceil(4);
    let (a, b) = (rows[0].as_chunks::<16>().0, rows[1].as_chunks::<16>().0);
    for (out, (a, b)) in mixed.as_chunks_mut::<16>().0.iter_mut().zip(a.iter().zip(b)).take(blocks)
    {
        let (a, b) = (u8x16::from_slice(simd, a), u8x16::from_slice(simd, b));
        let (low, high) = products(a, b, weights);
        let half = i32x4::splat(simd, 1 << (down - 1));
        let narrow = inlined(
            #[inline(always)]
            |(x, y): (i32x4<S>, i32x4<S>)| ((x + half) >> down).relaxed_narrow((y + half) >> down),
        );
        narrow(low).store_slice(&mut out[..8]);
        narrow(high).store_slice(&mut out[8..]);
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
    let pair = inlined(
        #[inline(always)]
        |i: usize| u32x4::splat(simd, bicubic::pair(weights[i], weights[i + 1])).bitcast(),
    );
    let down = WEIGHT_BITS - CUBIC_BITS;
    let half = i32x4::splat(simd, 1 << (down - 1));
    for (i, out) in mixed.as_chunks_mut::<16>().0.iter_mut().enumerate().take(count.div_ceil(4)) {
        let load = inlined(
            #[inline(always)]
            |row: &[u8]| u8x16::from_slice(simd, &row[i * 16..i * 16 + 16]),
        );
        let (a_low, a_high) = products(load(&rows[0]), load(&rows[1]), pair(0));
        let (b_low, b_high) = products(load(&rows[2]), load(&rows[3]), pair(2));
        let narrow = inlined(
            #[inline(always)]
            |a: (i32x4<S>, i32x4<S>), b: (i32x4<S>, i32x4<S>)| {
                ((a.0 + b.0 + half) >> down).relaxed_narrow((a.1 + b.1 + half) >> down)
            },
        );
        narrow(a_low, b_low).store_slice(&mut out[..8]);
        narrow(a_high, b_high).store_slice(&mut out[8..]);
    }
}

/// Sixteen channels of two rows, weighed and added.
#[inline(always)]
#[expect(clippy::type_complexity, reason = "sixteen sums in four vectors, in order")]
fn products<S: Simd>(
    a: u8x16<S>,
    b: u8x16<S>,
    weights: i16x8<S>,
) -> ((i32x4<S>, i32x4<S>), (i32x4<S>, i32x4<S>)) {
    let product = inlined(
        #[inline(always)]
        |pairs: u8x16<S>| {
            let (low, high) = pairs.widen();
            (
                low.bitcast::<i16x8<S>>().pairwise_dot_product(weights),
                high.bitcast::<i16x8<S>>().pairwise_dot_product(weights),
            )
        },
    );
    (product(a.zip_low(b)), product(a.zip_high(b)))
}

/// Two columns of `mixed` from `at` on, side by side, for each of two pixels.
#[inline(always)]
fn columns<S: Simd>(simd: S, mixed: &Mixed, at: [usize; 2]) -> i16x16<S> {
    let load = inlined(
        #[inline(always)]
        |at: usize| match mixed.get(at * 4..at * 4 + 8) {
            Some(columns) => i16x8::from_slice(simd, columns),
            None => i16x8::splat(simd, 0),
        },
    );
    let pair_up = u8x32::from_slice(simd, &PAIR_UP);
    let both = load(at[0]).combine(load(at[1])).bitcast::<u8x32<S>>();
    both.swizzle_dyn_within_blocks(pair_up).bitcast()
}

#[inline(always)]
fn two_pixels<S: Simd>(simd: S, weights: [u32; 2]) -> i16x16<S> {
    u32x4::splat(simd, weights[0]).combine(u32x4::splat(simd, weights[1])).bitcast()
}

#[inline(always)]
fn across_two<S: Simd>(simd: S, needs: &Needs, mixed: &Mixed, out: &mut [u8; CHUNK * 4]) {
    const DOWN: u32 = LINEAR_BITS + FRACTION_BITS;
    let half = i32x8::splat(simd, 1 << (DOWN - 1));
    for (places, out) in needs.places.iter().zip(out.as_chunks_mut::<{ GROUP * 4 }>().0) {
        let two = inlined(
            #[inline(always)]
            |i: usize| {
                let at = [i, i + 1].map(|i| (places.x[i] - needs.first) as usize);
                let weights = [i, i + 1].map(|i| {
                    let right = places.fx[i] as u32;
                    ((1 << FRACTION_BITS) - right) | (right << 16)
                });
                let sum =
                    columns(simd, mixed, at).pairwise_dot_product(two_pixels(simd, weights)) + half;
                (sum >> DOWN).bitcast::<fearless_simd::u32x8<S>>()
            },
        );
        let four = inlined(
            #[inline(always)]
            |i: usize| two(i).relaxed_narrow(two(i + 2)),
        );
        four(0).relaxed_narrow(four(4)).store_slice(out);
    }
}

#[inline(always)]
fn across_four<S: Simd>(simd: S, needs: &Needs, mixed: &Mixed, out: &mut [u8; CHUNK * 4]) {
    const DOWN: u32 = CUBIC_BITS + WEIGHT_BITS;
    let half = i32x8::splat(simd, 1 << (DOWN - 1));
    for (places, out) in needs.places.iter().zip(out.as_chunks_mut::<{ GROUP * 4 }>().0) {
        let two = inlined(
            #[inline(always)]
            |i: usize| {
                let at = [i, i + 1].map(|i| (places.x[i] - needs.first) as usize - 1);
                let weights = [i, i + 1].map(|i| bicubic::weights(places.fx[i]));
                let pairs = inlined(
                    #[inline(always)]
                    |from: usize| {
                        two_pixels(simd, weights.map(|w| bicubic::pair(w[from], w[from + 1])))
                    },
                );
                let left = columns(simd, mixed, at).pairwise_dot_product(pairs(0));
                let right =
                    columns(simd, mixed, at.map(|at| at + 2)).pairwise_dot_product(pairs(2));
                (left + right + half) >> DOWN
            },
        );
        // Bicubic weights overshoot: below 0 is held here, above 255 and above alpha after it.
        let four = inlined(
            #[inline(always)]
            |i: usize| two(i).saturating_narrow(two(i + 2)),
        );
        let zero = i16x16::splat(simd, 0);
        let most = i16x16::splat(simd, 255);
        let held = inlined(
            #[inline(always)]
            |v: i16x16<S>| v.max(zero).min(most).bitcast::<fearless_simd::u16x16<S>>(),
        );
        held(four(0)).relaxed_narrow(held(four(4))).store_slice(out);
    }
    bicubic::hold_within_alpha(out);
}
