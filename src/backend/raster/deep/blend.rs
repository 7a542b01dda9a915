//! Compositing in f32: all 26 modes, under coverage.
//!
//! Each mode is one plain loop over the channels, which the compiler makes vectors of. The coverage of the
//! shape weakens the source in the modes that clear what is outside, and in `lighter`; in all others it
//! mixes the result with what was there, which is the same number.

use fearless_simd::Simd;
use fearless_simd_macros::simd;

use super::separable::{self, Channel, max, min, union};
use crate::backend::raster::blend::Cover;
use crate::mem::{LANES, Planes};
use crate::paint::CompositeMode;

type Rgb = [f32; 3];

/// Composites `source` onto a row of at most [`LANES`] pixels of half floats; the mask, if there is one, has
/// its length.
#[inline(never)]
#[simd]
pub(super) fn row<S: Simd>(
    simd: S,
    mode: CompositeMode,
    row: &mut [u8],
    source: &Planes,
    cover: Cover<'_>,
) {
    // Whole vectors: what is beyond the row is computed and dropped.
    let n = (row.len() / 8).next_multiple_of(8).min(LANES);
    let mut old = Planes::default();
    old.load_halves(row);
    let weights = weights(cover);
    let mut new = old;
    match weights {
        None => blend(simd, mode, &mut new, source, n),
        Some(weights) if weakens(mode) => {
            let mut weak = *source;
            each_times(&mut weak, &weights, n);
            blend(simd, mode, &mut new, &weak, n);
        }
        Some(weights) => {
            blend(simd, mode, &mut new, source, n);
            mix(&old, &mut new, &weights, n);
        }
    }
    new.store_halves(row);
}

/// From `row` towards `new`, both of half floats, by a mask.
#[inline(never)]
#[simd]
pub(super) fn lerp<S: Simd>(_: S, row: &mut [u8], new: &[u8], cover: Cover<'_>) {
    let Some(weights) = weights(cover) else { return row.copy_from_slice(new) };
    let (mut old, mut mixed) = (Planes::default(), Planes::default());
    old.load_halves(row);
    mixed.load_halves(new);
    mix(&old, &mut mixed, &weights, LANES);
    mixed.store_halves(row);
}

/// `None` where all is covered.
#[inline(always)]
fn weights(cover: Cover<'_>) -> Option<[f32; LANES]> {
    const PART: f32 = 1.0 / 255.0;
    match cover {
        Cover::Full | Cover::Even(255) => None,
        Cover::Even(part) => Some([f32::from(part) * PART; LANES]),
        Cover::Mask(mask) => {
            let mut weights = [0.0; LANES];
            weights.iter_mut().zip(mask).for_each(|(to, &part)| *to = f32::from(part) * PART);
            Some(weights)
        }
    }
}

fn weakens(mode: CompositeMode) -> bool {
    mode.is_unbounded() || mode == CompositeMode::Lighter
}

#[inline(always)]
fn each_times(pixels: &mut Planes, weights: &[f32; LANES], n: usize) {
    for plane in &mut pixels.0 {
        plane[..n].iter_mut().zip(weights).for_each(|(value, weight)| *value *= weight);
    }
}

#[inline(always)]
fn mix(old: &Planes, new: &mut Planes, weights: &[f32; LANES], n: usize) {
    for (new, old) in new.0.iter_mut().zip(&old.0) {
        for ((new, old), weight) in new[..n].iter_mut().zip(old).zip(weights) {
            *new = old + (*new - old) * weight;
        }
    }
}

#[inline(never)]
#[simd]
pub(super) fn blend<S: Simd>(
    simd: S,
    mode: CompositeMode,
    dst: &mut Planes,
    src: &Planes,
    n: usize,
) {
    use CompositeMode as Mode;
    // Closures, because only those can be told to be always inlined where the level is known.
    macro_rules! layers {
        ($formula:path) => {
            channels(
                simd,
                (dst, src, n),
                #[inline(always)]
                |c| $formula(c),
                #[inline(always)]
                |s, d| $formula(Channel { s, d, sa: s, da: d }),
            )
        };
    }
    macro_rules! mixed {
        ($formula:path) => {
            channels(
                simd,
                (dst, src, n),
                #[inline(always)]
                |c| $formula(c),
                #[inline(always)]
                |s, d| union(s, d),
            )
        };
    }
    macro_rules! whole {
        ($formula:path) => {
            pixels(
                simd,
                (dst, src, n),
                #[inline(always)]
                |s, d, sa, da| $formula(s, d, sa, da),
            )
        };
    }
    match mode {
        Mode::SourceOver => layers!(separable::source_over),
        Mode::SourceIn => layers!(separable::source_in),
        Mode::SourceOut => layers!(separable::source_out),
        Mode::SourceAtop => layers!(separable::source_atop),
        Mode::DestinationOver => layers!(separable::destination_over),
        Mode::DestinationIn => layers!(separable::destination_in),
        // What is to be cleared comes as opaque black.
        Mode::DestinationOut | Mode::Clear => layers!(separable::destination_out),
        Mode::DestinationAtop => layers!(separable::destination_atop),
        Mode::Lighter => layers!(separable::lighter),
        Mode::Copy => layers!(separable::copy),
        Mode::Xor => layers!(separable::xor),
        Mode::Multiply => mixed!(separable::multiply),
        Mode::Screen => mixed!(separable::screen),
        Mode::Overlay => mixed!(separable::overlay),
        Mode::Darken => mixed!(separable::darken),
        Mode::Lighten => mixed!(separable::lighten),
        Mode::ColorDodge => mixed!(separable::color_dodge),
        Mode::ColorBurn => mixed!(separable::color_burn),
        Mode::HardLight => mixed!(separable::hard_light),
        Mode::SoftLight => mixed!(separable::soft_light),
        Mode::Difference => mixed!(separable::difference),
        Mode::Exclusion => mixed!(separable::exclusion),
        Mode::Hue => whole!(hue),
        Mode::Saturation => whole!(saturation),
        Mode::Color => whole!(color),
        Mode::Luminosity => whole!(luminosity),
    }
}

/// Never part of its caller: 26 modes in one function take the compiler minutes.
#[inline(never)]
#[simd]
fn channels<S: Simd>(
    _: S,
    (dst, src, n): (&mut Planes, &Planes, usize),
    formula: impl Fn(Channel) -> f32,
    alpha: impl Fn(f32, f32) -> f32,
) {
    let [colors @ .., alphas] = &mut dst.0;
    let (sa, da) = (&src.0[3][..n], &mut alphas[..n]);
    for (d, s) in colors.iter_mut().zip(&src.0) {
        for (((d, s), sa), da) in d[..n].iter_mut().zip(s).zip(sa).zip(&*da) {
            *d = formula(Channel { s: *s, d: *d, sa: *sa, da: *da });
        }
    }
    da.iter_mut().zip(sa).for_each(|(da, sa)| *da = alpha(*sa, *da));
}

#[inline(never)]
#[simd]
fn pixels<S: Simd>(
    _: S,
    (dst, src, n): (&mut Planes, &Planes, usize),
    formula: impl Fn(Rgb, Rgb, f32, f32) -> Rgb,
) {
    let ([r, g, b, a], [sr, sg, sb, sa]) = (&mut dst.0, &src.0);
    for i in 0..n.min(LANES) {
        let (s, d) = ([sr[i], sg[i], sb[i]], [r[i], g[i], b[i]]);
        let mixed = formula(s, d, sa[i], a[i]);
        let sum = |c: usize| s[c] * (1.0 - a[i]) + d[c] * (1.0 - sa[i]) + mixed[c];
        let all = [sum(0), sum(1), sum(2)];
        [r[i], g[i], b[i]] = all;
        a[i] = union(sa[i], a[i]);
    }
}

// <https://drafts.fxtf.org/compositing/#blendingnonseparable>, each times both alphas.

#[inline(always)]
fn hue(s: Rgb, d: Rgb, sa: f32, da: f32) -> Rgb {
    let wanted = set_saturation(scaled(s, sa), saturation_of(d) * sa);
    clipped(set_luminosity(wanted, luminosity_of(d) * sa), sa * da)
}

#[inline(always)]
fn saturation(s: Rgb, d: Rgb, sa: f32, da: f32) -> Rgb {
    let wanted = set_saturation(scaled(d, sa), saturation_of(s) * da);
    clipped(set_luminosity(wanted, luminosity_of(d) * sa), sa * da)
}

#[inline(always)]
fn color(s: Rgb, d: Rgb, sa: f32, da: f32) -> Rgb {
    clipped(set_luminosity(scaled(s, da), luminosity_of(d) * sa), sa * da)
}

#[inline(always)]
fn luminosity(s: Rgb, d: Rgb, sa: f32, da: f32) -> Rgb {
    clipped(set_luminosity(scaled(d, sa), luminosity_of(s) * da), sa * da)
}

#[inline(always)]
fn scaled([r, g, b]: Rgb, by: f32) -> Rgb {
    [r * by, g * by, b * by]
}

#[inline(always)]
fn luminosity_of([r, g, b]: Rgb) -> f32 {
    r * 0.30 + g * 0.59 + b * 0.11
}

#[inline(always)]
fn ends([r, g, b]: Rgb) -> (f32, f32) {
    (min(r, min(g, b)), max(r, max(g, b)))
}

#[inline(always)]
fn saturation_of(color: Rgb) -> f32 {
    let (low, high) = ends(color);
    high - low
}

#[inline(always)]
fn set_saturation([r, g, b]: Rgb, wanted: f32) -> Rgb {
    let (low, high) = ends([r, g, b]);
    let range = high - low;
    let (by, any) = if range == 0.0 { (1.0, 0.0) } else { (range, wanted) };
    let set = |v: f32| (v - low) * any / by;
    [set(r), set(g), set(b)]
}

#[inline(always)]
fn set_luminosity([r, g, b]: Rgb, wanted: f32) -> Rgb {
    let step = wanted - luminosity_of([r, g, b]);
    [r + step, g + step, b + step]
}

/// `ClipColor` with `most` for 1; never below 0, as in Skia.
#[inline(always)]
fn clipped([r, g, b]: Rgb, most: f32) -> Rgb {
    let (low, high) = ends([r, g, b]);
    let l = luminosity_of([r, g, b]);
    let (is_low, is_high) = (low < 0.0 && low != l, high > most && high != l);
    let (low_by, high_by) =
        (if is_low { l - low } else { 1.0 }, if is_high { high - l } else { 1.0 });
    let clip = |v: f32| {
        let raised = if is_low { l + (v - l) * l / low_by } else { v };
        let lowered = if is_high { l + (raised - l) * (most - l) / high_by } else { raised };
        max(lowered, 0.0)
    };
    [clip(r), clip(g), clip(b)]
}
