//! The modes that whole numbers can express: Porter-Duff and most separable blend modes.
//!
//! <https://drafts.fxtf.org/compositing/>, its formulas multiplied out for premultiplied channels. Each
//! is a numerator over 255 that is rounded once, for alpha the same as for colours. Sums may wrap at
//! 16 bits in between; their ends lie in `0..=65_025` for every valid pair of pixels. Where no colour
//! exceeds alpha before the rounding, none does after it, because rounding keeps the order.
//! Called through [`super::general`].

use fearless_simd::Simd;
use fearless_simd::prelude::*;

use super::lanes::{Half, Halves, Px, alpha, inverse};

/// Half of the channels of both pixels, and both alphas.
struct Channels<S: Simd> {
    s: Half<S>,
    d: Half<S>,
    sa: Half<S>,
    da: Half<S>,
    /// All ones where the channel is a colour, zero where it is alpha.
    color: Half<S>,
}

impl<S: Simd> Channels<S> {
    /// `255 · (s + d)`: what most blend modes take something off.
    #[inline(always)]
    fn sum(&self) -> Half<S> {
        let sum = self.s + self.d;
        (sum << 8) - sum
    }
}

#[inline(always)]
fn each_half<S: Simd>(d: Px<S>, s: Px<S>, sum: impl Fn(Channels<S>) -> Half<S>) -> Px<S> {
    let (sa, da) = (alpha(s), alpha(d));
    let (s, d) = (Halves::of(s), Halves::of(d));
    let simd = sa.token();
    let (all, green) = (Half::splat(simd, u16::MAX), super::lanes::splat(simd, [255, 255, 0, 0]));
    let even = sum(Channels { s: s.even, d: d.even, sa, da, color: all });
    let odd = sum(Channels { s: s.odd, d: d.odd, sa, da, color: green.bitcast() });
    Halves { even, odd }.rounded()
}

macro_rules! modes {
    ($($(#[$doc:meta])* $name:ident: |$c:ident| $sum:expr;)*) => {
        $(
            $(#[$doc])*
            #[inline(always)]
            pub(super) fn $name<S: Simd>(d: Px<S>, s: Px<S>) -> Px<S> {
                each_half(
                    d,
                    s,
                    #[inline(always)]
                    |$c| $sum,
                )
            }
        )*
    };
}

modes! {
    source_in: |c| c.s * c.da;
    source_out: |c| c.s * inverse(c.da);
    source_atop: |c| c.s * c.da + c.d * inverse(c.sa);
    destination_over: |c| c.d * 255 + c.s * inverse(c.da);
    destination_in: |c| c.d * c.sa;
    destination_out: |c| c.d * inverse(c.sa);
    destination_atop: |c| c.d * c.sa + c.s * inverse(c.da);
    xor: |c| c.s * inverse(c.da) + c.d * inverse(c.sa);
    multiply: |c| c.s * (inverse(c.da) + c.d) + c.d * inverse(c.sa);
    screen: |c| c.sum() - c.s * c.d;
    darken: |c| c.sum() - (c.s * c.da).max(c.d * c.sa);
    lighten: |c| c.sum() - (c.s * c.da).min(c.d * c.sa);
    difference: |c| twice_less(&c, (c.s * c.da).min(c.d * c.sa));
    exclusion: |c| twice_less(&c, c.s * c.d);
    hard_light: |c| light(&c, (c.s + c.s).saturating_sub(c.sa));
    overlay: |c| light(&c, (c.d + c.d).saturating_sub(c.da));
}

/// Twice the product off the colours; off alpha once, as every blend mode does.
#[inline(always)]
fn twice_less<S: Simd>(c: &Channels<S>, product: Half<S>) -> Half<S> {
    c.sum() - product - (product & c.color)
}

/// `multiply` of the doubled colour where it is dark, `screen` where it is light, which is where
/// `excess` is not zero. The choice is made by bits: lane masks cost more on every level.
#[inline(always)]
fn light<S: Simd>(c: &Channels<S>, excess: Half<S>) -> Half<S> {
    let product = c.s * c.d;
    let crossed = c.s * c.da + c.d * c.sa - (product + product);
    // One less than 1 is 0 and one less than 0 is all ones: the sign of what is added.
    let dark = excess.min(1) - 1;
    let signed = (crossed ^ dark) - dark;
    c.sum() + signed - ((c.sa * c.da) & !dark)
}

/// `lighter`, the sum of both, where it ends at full.
#[inline(always)]
pub(super) fn lighter<S: Simd>(d: Px<S>, s: Px<S>) -> Px<S> {
    d.saturating_add(s)
}
