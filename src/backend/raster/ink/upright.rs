//! Pictures that are not turned, of any size from a third of their own on: first the rows are mixed for the
//! columns that are needed, then the columns for each pixel.
//!
//! Bilinear or bicubic. Columns are mixed for some groups of pixels at a time, on the stack.

use fearless_simd::{
    Simd, i16x8, i16x16, i32x4, i32x8, i32x16, prelude::*, u8x16, u8x32, u16x16, u32x4, u32x8,
    u32x16,
};
use fearless_simd_macros::simd;

use super::bicubic::{self, WEIGHT_BITS};
use super::place::{Across, FRACTION_BITS, GROUP, Mapping};
use super::window::Window;

/// Groups of pixels that are made at once.
const GROUPS: usize = 2;
/// The longest step from one pixel's place to the next.
pub(super) const MAX_STEP: f64 = 3.0;
/// Columns that so many pixels can need: theirs, the steps' rounding, three neighbours, and room to
/// work in blocks of eight. A power of two, so that a masked index is known to be inside.
const COLUMNS: usize = 128;
/// Room to read a pixel's neighbours from the last column too.
const MIXED: usize = COLUMNS * 4 + 8;
/// Mixed rows have this many bits below a level: as many as fit a signed 16-bit number, for
/// bicubic weights with room for what they overshoot.
const LINEAR_BITS: u32 = 7;
const CUBIC_BITS: u32 = 6;
/// Brings the channels of two neighbouring columns of 16 bits side by side.
const PAIR_UP: [u8; 32] = [
    0, 1, 8, 9, 2, 3, 10, 11, 4, 5, 12, 13, 6, 7, 14, 15, //
    0, 1, 8, 9, 2, 3, 10, 11, 4, 5, 12, 13, 6, 7, 14, 15,
];

/// What some groups need of the picture's columns.
struct Needs {
    places: [Across; GROUPS],
    /// The first column that is needed, and how many.
    first: i32,
    count: usize,
}

impl Needs {
    /// `None` when the columns are too many, which steps of up to [`MAX_STEP`] rule out.
    #[inline(always)]
    fn new<S: Simd>(
        simd: S,
        mapping: &Mapping,
        x: i32,
        groups: usize,
        (before, after): (i32, i32),
    ) -> Option<Self> {
        let mut places = [Across::ZERO; GROUPS];
        for (i, places) in places.iter_mut().take(groups).enumerate() {
            *places = mapping.across(simd, x.saturating_add((i * GROUP) as i32));
        }
        // Places are on a line: the ends tell.
        let (first, last) = (places[0].x[0], places[groups - 1].x[GROUP - 1]);
        let (first, last) = (first.min(last) - before, first.max(last) + after);
        let count = usize::try_from(last - first + 1).ok()?.next_multiple_of(8);
        (count <= COLUMNS).then_some(Self { places, first, count })
    }

    /// The columns of a row: where the picture has them all they are not copied `beside` it.
    #[inline(always)]
    fn columns<'a>(&self, window: &'a Window, row: i32, beside: &'a mut Columns) -> &'a [u8] {
        let row = window.row(row);
        let all = usize::try_from(self.first)
            .ok()
            .and_then(|first| row.and_then(|row| row.get(first * 4..(first + self.count) * 4)));
        match all {
            Some(columns) => columns,
            None => {
                let columns = &mut beside[..self.count * 4];
                window.columns(row, self.first, columns);
                columns
            }
        }
    }

    /// Where a place's column lies among those that are needed.
    #[inline(always)]
    fn at(&self, x: i32) -> usize {
        (x - self.first) as usize % COLUMNS
    }
}

/// Columns of a row, four channels each.
type Columns = [u8; COLUMNS * 4];
/// Columns of mixed rows.
type Mixed = [i16; MIXED];

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
    let (mut beside, mut mixed) = ([[0; COLUMNS * 4]; 2], [0; MIXED]);
    in_groups(
        x,
        out,
        #[inline(always)]
        |x, out| {
            let needs = Needs::new(simd, mapping, x, out.len(), (0, 1));
            let Some(needs) = needs else { return false };
            let [first, second] = &mut beside;
            let upper = needs.columns(window, row, first);
            mix_two(simd, upper, needs.columns(window, row + 1, second), fy, &mut mixed);
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
    let (mut beside, mut mixed) = ([[0; COLUMNS * 4]; 4], [0; MIXED]);
    in_groups(
        x,
        out,
        #[inline(always)]
        |x, out| {
            let needs = Needs::new(simd, mapping, x, out.len(), (1, 2));
            let Some(needs) = needs else { return false };
            let [a, b, c, d] = &mut beside;
            let rows = [
                needs.columns(window, row - 1, a),
                needs.columns(window, row, b),
                needs.columns(window, row + 1, c),
                needs.columns(window, row + 2, d),
            ];
            mix_four(simd, rows, bicubic::weights(fy), &mut mixed);
            across_four(simd, &needs, &mixed, out);
            true
        },
    )
}

/// Pixels of a group.
type Group = [u8; GROUP * 4];

/// Runs `make` for the groups of pixels that `out`, a row from `x` on, has a part of, a few at a time.
/// Groups cut by an end are made whole beside it.
#[inline(always)]
fn in_groups(x: i32, out: &mut [u8], mut make: impl FnMut(i32, &mut [Group]) -> bool) -> bool {
    let (mut x, mut out) = (x, out);
    while !out.is_empty() {
        let skip = x.rem_euclid(GROUP as i32);
        let whole = if skip == 0 { (out.len() / (GROUP * 4)).min(GROUPS) } else { 0 };
        let taken = if whole > 0 { whole * GROUP } else { GROUP - skip as usize };
        let (now, rest) = out.split_at_mut((taken * 4).min(out.len()));
        if whole > 0 {
            if !make(x, now.as_chunks_mut().0) {
                return false;
            }
        } else {
            let mut beside = [[0; GROUP * 4]];
            if !make(x - skip, &mut beside) {
                return false;
            }
            let skip = skip as usize * 4;
            now.copy_from_slice(&beside[0][skip..skip + now.len()]);
        }
        out = rest;
        x = x.saturating_add(taken as i32);
    }
    true
}

/// Two rows of columns, the second one's share being `fy`. (That share has eight bits here, so that a
/// sum fits sixteen: half a level at most where black meets white.)
#[inline(always)]
fn mix_two<S: Simd>(simd: S, upper: &[u8], lower: &[u8], fy: i32, mixed: &mut Mixed) {
    const DOWN: u32 = FRACTION_BITS - 8;
    let share = ((fy + (1 << (DOWN - 1))) >> DOWN) as u16;
    let (above, below) = (u16x16::splat(simd, 256 - share), u16x16::splat(simd, share));
    let rows = upper.as_chunks::<32>().0.iter().zip(lower.as_chunks::<32>().0);
    for (out, (a, b)) in mixed.as_chunks_mut::<32>().0.iter_mut().zip(rows) {
        let (a, b) = (u8x32::from_slice(simd, a).widen(), u8x32::from_slice(simd, b).widen());
        let first = (a.0 * above + b.0 * below) >> (8 - LINEAR_BITS);
        let second = (a.1 * above + b.1 * below) >> (8 - LINEAR_BITS);
        first.bitcast::<i16x16<S>>().store_slice(&mut out[..16]);
        second.bitcast::<i16x16<S>>().store_slice(&mut out[16..]);
    }
}

#[inline(always)]
fn mix_four<S: Simd>(simd: S, rows: [&[u8]; 4], weights: [i16; 4], mixed: &mut Mixed) {
    const DOWN: u32 = WEIGHT_BITS - CUBIC_BITS;
    let upper = u32x4::splat(simd, bicubic::pair(weights[0], weights[1])).bitcast();
    let lower = u32x4::splat(simd, bicubic::pair(weights[2], weights[3])).bitcast();
    let half = i32x4::splat(simd, 1 << (DOWN - 1));
    let [a, b, c, d] = rows.map(|row| row.as_chunks::<16>().0);
    let rows = a.iter().zip(b).zip(c.iter().zip(d));
    for (out, ((a, b), (c, d))) in mixed.as_chunks_mut::<16>().0.iter_mut().zip(rows) {
        let first = products(u8x16::from_slice(simd, a), u8x16::from_slice(simd, b), upper);
        let last = products(u8x16::from_slice(simd, c), u8x16::from_slice(simd, d), lower);
        let s = (first[0] + last[0] + half) >> DOWN;
        let t = (first[1] + last[1] + half) >> DOWN;
        let u = (first[2] + last[2] + half) >> DOWN;
        let v = (first[3] + last[3] + half) >> DOWN;
        s.relaxed_narrow(t).store_slice(&mut out[..8]);
        u.relaxed_narrow(v).store_slice(&mut out[8..]);
    }
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

/// Two columns of `mixed` from each place on, channels side by side.
#[inline(always)]
fn columns<S: Simd>(simd: S, mixed: &Mixed, [a, b]: [usize; 2]) -> i16x16<S> {
    let pair_up = u8x32::from_slice(simd, &PAIR_UP);
    let both = two_columns(simd, mixed, a).combine(two_columns(simd, mixed, b));
    both.bitcast::<u8x32<S>>().swizzle_dyn_within_blocks(pair_up).bitcast()
}

#[inline(always)]
fn two_columns<S: Simd>(simd: S, mixed: &Mixed, at: usize) -> i16x8<S> {
    let at = at % COLUMNS * 4;
    i16x8::from_slice(simd, &mixed[at..at + 8])
}

#[inline(always)]
fn two_pixels<S: Simd>(simd: S, first: u32, second: u32) -> i16x16<S> {
    u32x4::splat(simd, first).combine(u32x4::splat(simd, second)).bitcast()
}

#[inline(always)]
fn across_two<S: Simd>(simd: S, needs: &Needs, mixed: &Mixed, out: &mut [Group]) {
    for (places, out) in needs.places.iter().zip(out) {
        let weights = linear_weights(simd, &places.fx);
        for (i, out) in (0..).step_by(8).zip(out.as_chunks_mut::<32>().0) {
            let [a, b, c, d] = [i, i + 2, i + 4, i + 6];
            let low = linear_two(simd, needs, mixed, places, &weights, a)
                .relaxed_narrow(linear_two(simd, needs, mixed, places, &weights, b));
            let high = linear_two(simd, needs, mixed, places, &weights, c)
                .relaxed_narrow(linear_two(simd, needs, mixed, places, &weights, d));
            low.relaxed_narrow(high).store_slice(out);
        }
    }
}

/// The weights of the left and the right neighbour in the halves of a number.
#[inline(always)]
fn linear_weights<S: Simd>(simd: S, fractions: &[i32; GROUP]) -> [u32; GROUP] {
    let right: u32x16<S> = i32x16::from_slice(simd, fractions).bitcast();
    let mut weights = [0; GROUP];
    ((u32x16::splat(simd, 1 << FRACTION_BITS) - right) | (right << 16)).store_slice(&mut weights);
    weights
}

/// Two pixels of a group from `i` on.
#[inline(always)]
fn linear_two<S: Simd>(
    simd: S,
    needs: &Needs,
    mixed: &Mixed,
    places: &Across,
    weights: &[u32; GROUP],
    i: usize,
) -> u32x8<S> {
    const DOWN: u32 = LINEAR_BITS + FRACTION_BITS;
    let weights = two_pixels(simd, weights[i], weights[i + 1]);
    let both = columns(simd, mixed, [needs.at(places.x[i]), needs.at(places.x[i + 1])]);
    let sums = both.pairwise_dot_product(weights);
    ((sums + i32x8::splat(simd, 1 << (DOWN - 1))) >> DOWN).bitcast()
}

#[inline(always)]
fn across_four<S: Simd>(simd: S, needs: &Needs, mixed: &Mixed, out: &mut [Group]) {
    for (places, out) in needs.places.iter().zip(&mut *out) {
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
    bicubic::hold_within_alpha(out.as_flattened_mut());
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
    let (at, next) = (needs.at(places.x[i]), needs.at(places.x[i + 1]));
    let before = two_pixels(simd, bicubic::pair(a[0], a[1]), bicubic::pair(b[0], b[1]));
    let after = two_pixels(simd, bicubic::pair(a[2], a[3]), bicubic::pair(b[2], b[3]));
    // The columns that are needed begin with the one before a place.
    let left = columns(simd, mixed, [at.wrapping_sub(1), next.wrapping_sub(1)]);
    let right = columns(simd, mixed, [at + 1, next + 1]);
    let sums = left.pairwise_dot_product(before) + right.pairwise_dot_product(after);
    (sums + i32x8::splat(simd, 1 << (DOWN - 1))) >> DOWN
}
