//! The blend modes with a division or a root, and those that see all channels of a pixel.
//!
//! <https://drafts.fxtf.org/compositing/#blending>. Channels become vectors of `f32`, eight pixels
//! each, in units of 1/255; products of two are whole numbers below 2²⁴ and so exact. Only additions,
//! multiplications, divisions and roots are used, never fused: IEEE 754 gives each level the same
//! bits. Called through [`super::general`].

use fearless_simd::prelude::*;
use fearless_simd::{Simd, f32x8, i32x8, u32x8};

use super::lanes::Px;

type Lane<S> = f32x8<S>;
type Color<S> = [Lane<S>; 3];

/// Premultiplied pixels by channel.
struct Planes<S: Simd> {
    color: Color<S>,
    alpha: Lane<S>,
}

impl<S: Simd> Planes<S> {
    #[inline(always)]
    fn of(pixels: Px<S>) -> Self {
        let words: u32x8<S> = pixels.bitcast();
        let (r, g, b) = (words & 255, (words >> 8) & 255, (words >> 16) & 255);
        Self { color: [float(r), float(g), float(b)], alpha: float(words >> 24) }
    }
}

#[inline(always)]
fn float<S: Simd>(bytes: u32x8<S>) -> Lane<S> {
    bytes.bitcast::<i32x8<S>>().to_float()
}

/// Both pixels.
struct Both<S: Simd> {
    s: Planes<S>,
    d: Planes<S>,
    /// `sa · da`, the weight of the blended colour.
    weight: Lane<S>,
}

impl<S: Simd> Both<S> {
    /// The result's alpha, times 255.
    #[inline(always)]
    fn alpha(&self) -> Lane<S> {
        (self.s.alpha + self.d.alpha) * 255.0 - self.weight
    }

    /// A blended channel and the parts of both pixels that the other leaves free.
    #[inline(always)]
    fn channel(&self, i: usize, blended: Lane<S>) -> u32x8<S> {
        let (s, d) = (self.s.color[i], self.d.color[i]);
        let free = (s + d) * 255.0 - s * self.d.alpha - d * self.s.alpha;
        // Not above alpha nor below nothing by an error of `f32`.
        round((free + blended).min(self.alpha()).max(0.0))
    }
}

/// Mixes the blended colour (times the weight) with the parts of both that the other leaves free.
#[inline(always)]
fn compose<S: Simd>(d: Px<S>, s: Px<S>, blend: impl Fn(&Both<S>) -> Color<S>) -> Px<S> {
    let (s, d) = (Planes::of(s), Planes::of(d));
    let both = Both { weight: s.alpha * d.alpha, s, d };
    let [r, g, b] = blend(&both);
    let (r, g, b) = (both.channel(0, r), both.channel(1, g), both.channel(2, b));
    (r | (g << 8) | (b << 16) | (round(both.alpha()) << 24)).bitcast()
}

/// `round(v / 255)`, exact for whole `v`: the nearest tie is 1/510 away.
#[inline(always)]
fn round<S: Simd>(value: Lane<S>) -> u32x8<S> {
    let whole: i32x8<S> = (value * (1.0 / 255.0) + 0.5).to_int();
    whole.bitcast()
}

#[inline(always)]
fn separable<S: Simd>(
    d: Px<S>,
    s: Px<S>,
    blend: impl Fn(&Both<S>, Lane<S>, Lane<S>) -> Lane<S>,
) -> Px<S> {
    compose(
        d,
        s,
        #[inline(always)]
        |both| {
            let ([sr, sg, sb], [dr, dg, db]) = (both.s.color, both.d.color);
            [blend(both, sr, dr), blend(both, sg, dg), blend(both, sb, db)]
        },
    )
}

/// Less than any difference of two channels that is not zero. As divisor in place of zero it gives
/// a quotient beyond every weight, unless the dividend is zero too: as the specification wants.
const TINY: f32 = 1.0 / 256.0;

/// `Cb / (1 - Cs)`, at most 1.
#[inline(always)]
pub(super) fn color_dodge<S: Simd>(d: Px<S>, s: Px<S>) -> Px<S> {
    separable(
        d,
        s,
        #[inline(always)]
        |both, s, d| {
            let sa = both.s.alpha;
            (d * sa * sa / (sa - s).max(TINY)).min(both.weight)
        },
    )
}

/// `1 - (1 - Cb) / Cs`, at least 0.
#[inline(always)]
pub(super) fn color_burn<S: Simd>(d: Px<S>, s: Px<S>) -> Px<S> {
    separable(
        d,
        s,
        #[inline(always)]
        |both, s, d| {
            let sa = both.s.alpha;
            let taken = (both.d.alpha - d) * sa * sa / s.max(TINY);
            both.weight - taken.min(both.weight)
        },
    )
}

/// Darkens or lightens by how far the source is from the middle.
#[inline(always)]
pub(super) fn soft_light<S: Simd>(d: Px<S>, s: Px<S>) -> Px<S> {
    separable(
        d,
        s,
        #[inline(always)]
        |both, s, d| {
            let (sa, da) = (both.s.alpha, both.d.alpha);
            let cb = d / da.max(1.0);
            let near_black = ((cb * 16.0 - 12.0) * cb + 4.0) * cb;
            let curve = cb.simd_le(0.25).select(near_black, cb.sqrt());
            let (from, twice) = (sa, s + s);
            let slope = twice.simd_le(sa).select(d - d * cb, da * (curve - cb));
            d * sa + (twice - from) * slope
        },
    )
}

#[inline(always)]
fn times<S: Simd>([r, g, b]: Color<S>, by: Lane<S>) -> Color<S> {
    [r * by, g * by, b * by]
}

#[inline(always)]
fn plus<S: Simd>([r, g, b]: Color<S>, step: Lane<S>) -> Color<S> {
    [r + step, g + step, b + step]
}

/// Sum of the channels as the eye weighs them. Linear, so it works on weighted colours too.
#[inline(always)]
fn luminance<S: Simd>([r, g, b]: Color<S>) -> Lane<S> {
    r * 0.3 + g * 0.59 + b * 0.11
}

#[inline(always)]
fn least<S: Simd>([r, g, b]: Color<S>) -> Lane<S> {
    r.min(g).min(b)
}

#[inline(always)]
fn most<S: Simd>([r, g, b]: Color<S>) -> Lane<S> {
    r.max(g).max(b)
}

/// `SetLum`, then `ClipColor`: the hue stays, and what would leave `0..=full` moves towards grey.
#[inline(always)]
fn with_luminance<S: Simd>(color: Color<S>, wanted: Lane<S>, full: Lane<S>) -> Color<S> {
    // The weights of the channels may add up to a little more than 1 in `f32`.
    let wanted = wanted.min(full);
    let step = wanted - luminance(color);
    let moved = plus(color, step);
    let (low, high) = (least(moved), most(moved));
    // A colour's channels lie within `full` of each other: only one end can be passed.
    let below = wanted / (wanted - low);
    let above = (full - wanted) / (high - wanted);
    let one = Lane::splat(full.token(), 1.0);
    let kept = low.simd_lt(0.0).select(below, high.simd_gt(full).select(above, one));
    plus(times(plus(color, step - wanted), kept), wanted)
}

#[inline(always)]
fn saturation_of<S: Simd>(color: Color<S>) -> Lane<S> {
    most(color) - least(color)
}

/// `SetSat`: the least channel becomes 0, the greatest the wanted saturation.
#[inline(always)]
fn with_saturation<S: Simd>(color: Color<S>, wanted: Lane<S>) -> Color<S> {
    let (low, spread) = (least(color), saturation_of(color));
    // Channels that are all equal are 0 each here, whatever they are divided by.
    let spread = spread.max(TINY);
    let zero = Lane::splat(low.token(), 0.0);
    times(plus(color, zero - low), wanted / spread)
}

/// Blends with both colours in units of the weight.
#[inline(always)]
fn together<S: Simd>(
    d: Px<S>,
    s: Px<S>,
    blend: impl Fn(Color<S>, Color<S>, Lane<S>) -> Color<S>,
) -> Px<S> {
    compose(
        d,
        s,
        #[inline(always)]
        |both| {
            let (s, d) = (times(both.s.color, both.d.alpha), times(both.d.color, both.s.alpha));
            blend(s, d, both.weight)
        },
    )
}

/// The source's hue with the backdrop's saturation and luminance.
#[inline(always)]
pub(super) fn hue<S: Simd>(d: Px<S>, s: Px<S>) -> Px<S> {
    together(
        d,
        s,
        #[inline(always)]
        |s, d, full| with_luminance(with_saturation(s, saturation_of(d)), luminance(d), full),
    )
}

/// The source's saturation with the backdrop's hue and luminance.
#[inline(always)]
pub(super) fn saturation<S: Simd>(d: Px<S>, s: Px<S>) -> Px<S> {
    together(
        d,
        s,
        #[inline(always)]
        |s, d, full| with_luminance(with_saturation(d, saturation_of(s)), luminance(d), full),
    )
}

/// The source's hue and saturation with the backdrop's luminance.
#[inline(always)]
pub(super) fn color<S: Simd>(d: Px<S>, s: Px<S>) -> Px<S> {
    together(
        d,
        s,
        #[inline(always)]
        |s, d, full| with_luminance(s, luminance(d), full),
    )
}

/// The source's luminance with the backdrop's hue and saturation.
#[inline(always)]
pub(super) fn luminosity<S: Simd>(d: Px<S>, s: Px<S>) -> Px<S> {
    together(
        d,
        s,
        #[inline(always)]
        |s, d, full| with_luminance(d, luminance(s), full),
    )
}
