//! Where in a picture the pixels of the target lie: sixteen neighbours of a row at a time.
//!
//! The first of a group is computed in f64, so that nothing overflows and no error adds up along a
//! row; the others follow in 16.16 fixed point. Groups begin at multiples of sixteen, so a pixel's
//! place is the same whatever row of pixels asks for it.
//!
//! What runs for each group is inlined into the kernels' rows: only there the compiler may use the
//! level's instructions.

use fearless_simd::{Simd, i32x16, prelude::*};

use super::window::{Window, Wrap};
use crate::geom::Transform;

/// Pixels of a group.
pub(super) const GROUP: usize = 16;
/// Bits of a fraction between two pixels: an eighth of a level at worst.
pub(super) const FRACTION_BITS: u32 = 10;
/// Bits of the running fraction.
const RUNNING_BITS: u32 = 16;
const RUNNING_ONE: f64 = 65536.0;
/// Steps below this stay within i32 for a group: 2^10 · 16 · 2^16 = 2^30.
const NEAR_STEP: f64 = 1024.0;
/// Places are held within this, which is beyond any picture and leaves room for a group's steps.
const FARTHEST: f64 = 1_073_741_824.0;

/// From the pixels of the target to places relative to a window.
#[derive(Clone, Debug)]
pub(super) struct Mapping {
    back: Transform,
    /// Subtracted from a place: half a pixel where pixels are mixed.
    shift: f64,
    period_x: Period,
    period_y: Period,
}

/// The size after which a picture repeats, and its inverse; both 0 when it doesn't.
#[derive(Clone, Copy, Debug)]
struct Period {
    size: f64,
    per_pixel: f64,
}

/// The places of a group: whole pixels and fractions of [`FRACTION_BITS`].
#[derive(Clone, Debug)]
pub(super) struct Places {
    pub(super) x: [i32; GROUP],
    pub(super) y: [i32; GROUP],
    pub(super) fx: [i32; GROUP],
    pub(super) fy: [i32; GROUP],
}

/// The same along a row that is not turned.
#[derive(Clone, Copy, Debug)]
pub(super) struct Across {
    pub(super) x: [i32; GROUP],
    pub(super) fx: [i32; GROUP],
}

impl Across {
    pub(super) const ZERO: Self = Self { x: [0; GROUP], fx: [0; GROUP] };
}

impl Mapping {
    /// `back` goes from the target to the window's pixels.
    pub(super) fn new(back: Transform, shift: f64, window: &Window) -> Self {
        let period = |wrap, size: i32| match wrap {
            Wrap::Repeat => Period { size: f64::from(size), per_pixel: f64::from(size).recip() },
            Wrap::Clamp | Wrap::None => Period { size: 0.0, per_pixel: 0.0 },
        };
        let (wrap_x, wrap_y) = window.wrap();
        let (period_x, period_y) =
            (period(wrap_x, window.width()), period(wrap_y, window.height()));
        Self { back, shift, period_x, period_y }
    }

    /// The places of the group from `(x, y)` on; `x` is a multiple of sixteen.
    #[inline(always)]
    pub(super) fn group<S: Simd>(&self, simd: S, x: i32, y: i32) -> Places {
        let t = &self.back;
        let (cx, cy) = (f64::from(x) + 0.5, f64::from(y) + 0.5);
        let u = reduced(t.a * cx + t.c * cy + t.e - self.shift, self.period_x);
        let v = reduced(t.b * cx + t.d * cy + t.f - self.shift, self.period_y);
        let (x, fx) = lanes(simd, u, t.a);
        let (y, fy) = lanes(simd, v, t.b);
        Places { x, y, fx, fy }
    }

    /// A column of the target is two columns of the picture, if that is not turned.
    pub(super) fn is_every_other(&self) -> bool {
        self.back.a == 2.0
    }

    /// The picture is not turned: columns and rows of the target are columns and rows of it.
    pub(super) fn is_straight(&self) -> bool {
        self.back.is_scale_translate()
    }

    /// As [`Self::group`], for pictures that are not turned.
    #[inline(always)]
    pub(super) fn across<S: Simd>(&self, simd: S, x: i32) -> Across {
        let place = self.back.a * (f64::from(x) + 0.5) + self.back.e - self.shift;
        let (x, fx) = lanes(simd, reduced(place, self.period_x), self.back.a);
        Across { x, fx }
    }

    /// The row of the picture at a row of the target, and the fraction.
    #[inline(always)]
    pub(super) fn down<S: Simd>(&self, simd: S, y: i32) -> (i32, i32) {
        let place = self.back.d * (f64::from(y) + 0.5) + self.back.f - self.shift;
        let (y, fy) = lanes(simd, reduced(place, self.period_y), 0.0);
        (y[0], fy[0])
    }
}

/// A place within the first period (or, rounded, right beside it), or held where integers reach.
#[inline(always)]
fn reduced(place: f64, period: Period) -> f64 {
    (place - (place * period.per_pixel).floor() * period.size).clamp(-FARTHEST, FARTHEST)
}

/// A group's places from `first` on.
#[inline(always)]
fn lanes<S: Simd>(simd: S, first: f64, step: f64) -> ([i32; GROUP], [i32; GROUP]) {
    if step.abs() >= NEAR_STEP || first.is_nan() {
        return far_lanes(first, step);
    }
    let whole = first.floor();
    let start = ((first - whole) * RUNNING_ONE) as i32;
    let ramp = i32x16::from_slice(simd, &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    let step = (step * RUNNING_ONE).round() as i32;
    let running = ramp * i32x16::splat(simd, step) + i32x16::splat(simd, start);
    let pixel = (running >> RUNNING_BITS) + i32x16::splat(simd, whole as i32);
    let mask = i32x16::splat(simd, (1 << FRACTION_BITS) - 1);
    let fraction = (running >> (RUNNING_BITS - FRACTION_BITS)) & mask;
    let (mut places, mut fractions) = ([0; GROUP], [0; GROUP]);
    pixel.store_slice(&mut places);
    fraction.store_slice(&mut fractions);
    (places, fractions)
}

/// The same for steps of any size.
fn far_lanes(first: f64, step: f64) -> ([i32; GROUP], [i32; GROUP]) {
    let (mut places, mut fractions) = ([0; GROUP], [0; GROUP]);
    for (i, (place, fraction)) in places.iter_mut().zip(&mut fractions).enumerate() {
        let at = (first + i as f64 * step).clamp(-FARTHEST, FARTHEST);
        // The casts saturate, and NaN is 0.
        *place = at.floor() as i32;
        *fraction = ((at - at.floor()) * f64::from(1 << FRACTION_BITS)) as i32;
    }
    (places, fractions)
}

/// Runs `group` for each group of pixels that `out`, a row from `x` on, has a part of.
/// Groups cut by an end are made whole beside it.
#[inline(always)]
pub(super) fn groups(x: i32, out: &mut [u8], mut group: impl FnMut(i32, &mut [u8; GROUP * 4])) {
    let (mut x, mut out) = (x, out);
    while !out.is_empty() {
        let skip = x.rem_euclid(GROUP as i32);
        let first = x - skip;
        let skip = skip as usize * 4;
        let (now, rest) = out.split_at_mut((GROUP * 4 - skip).min(out.len()));
        match <&mut [u8; GROUP * 4]>::try_from(&mut *now) {
            Ok(whole) => group(first, whole),
            Err(_) => {
                let mut whole = [0; GROUP * 4];
                group(first, &mut whole);
                now.copy_from_slice(&whole[skip..skip + now.len()]);
            }
        }
        out = rest;
        x = first.saturating_add(GROUP as i32);
    }
}
