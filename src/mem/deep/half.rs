//! Half-precision floats, as plain arithmetic that compilers make vectors of.
//!
//! What is written is always finite, so nothing that reads pixels meets an infinity or NaN. Every level
//! and processor gives the same bits.

/// The largest finite half.
const MAX: f32 = 65_504.0;
/// The smallest half with a leading one.
const MIN_NORMAL: f32 = 1.0 / 16_384.0;
/// What an exponent in halves is less than in f32, as a factor.
const REBIAS: f32 = f32::from_bits((127 + 112) << 23);

/// The value of a half; infinities and NaN, which no bitmap holds, come out beyond [`MAX`].
#[inline(always)]
pub(super) fn widen(half: u16) -> f32 {
    let sign = u32::from(half & 0x8000) << 16;
    // A half without a leading one becomes such an f32, and the product brings both in order.
    let value = f32::from_bits(u32::from(half & 0x7fff) << 13) * REBIAS;
    f32::from_bits(value.to_bits() | sign)
}

/// The same for halves from outside, where NaN is 0.
#[inline(always)]
pub(super) fn widen_any(half: u16) -> f32 {
    if half & 0x7fff > 0x7c00 { 0.0 } else { widen(half) }
}

/// The nearest half, ties to even. What is too large becomes the largest, NaN becomes 0.
#[inline(always)]
pub(super) fn narrow(value: f32) -> u16 {
    let bits = value.to_bits();
    let sign = (bits >> 16) & 0x8000;
    let size = f32::from_bits(bits & 0x7fff_ffff);
    let least = if size > MAX { MAX } else { size };
    let held = if value.is_nan() { 0.0 } else { least };
    let from = held.to_bits();
    let odd = (from >> 13) & 1;
    let normal = from.wrapping_sub(112 << 23).wrapping_add(0xfff + odd) >> 13;
    // At one half, the last bit of f32 is worth as much as the smallest half.
    let tiny = (held + 0.5).to_bits().wrapping_sub(0.5f32.to_bits());
    (sign | if held < MIN_NORMAL { tiny } else { normal }) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By the definition: <https://en.wikipedia.org/wiki/Half-precision_floating-point_format>
    fn value(half: u16) -> f64 {
        let sign = if half & 0x8000 == 0 { 1.0 } else { -1.0 };
        let exponent = i32::from(half >> 10 & 31);
        let fraction = f64::from(half & 1023) / 1024.0;
        let size = match exponent {
            0 => fraction * 2f64.powi(-14),
            _ => (1.0 + fraction) * 2f64.powi(exponent - 15),
        };
        sign * size
    }

    #[test]
    fn every_half_is_widened_exactly_and_comes_back() {
        for half in (0..0x7c00).chain(0x8000..0xfc00) {
            assert_eq!(f64::from(widen(half)), value(half), "{half:#x}");
            assert_eq!(narrow(widen(half)), half, "{half:#x}");
            assert_eq!(widen_any(half), widen(half));
        }
    }

    #[test]
    fn values_between_two_halves_go_to_the_nearer_and_ties_to_the_even_one() {
        for half in 0..0x7bff_u16 {
            let (low, high) = (widen(half), widen(half + 1));
            let middle = low + (high - low) / 2.0;
            let even = half + (half & 1);
            assert_eq!(narrow(middle), even, "{half:#x}");
            assert_eq!(narrow(f32::from_bits(middle.to_bits() - 1)), half);
            assert_eq!(narrow(f32::from_bits(middle.to_bits() + 1)), half + 1);
            assert_eq!(narrow(-middle), even | 0x8000);
        }
    }

    #[test]
    fn nothing_leaves_the_finite() {
        for huge in [65_505.0, 65_520.0, 1e30, f32::INFINITY] {
            assert_eq!((narrow(huge), narrow(-huge)), (0x7bff, 0xfbff));
        }
        assert_eq!(narrow(f32::NAN) & 0x7fff, 0);
        assert_eq!((widen_any(0x7e00), widen_any(0xfc01)), (0.0, 0.0));
        assert!(widen_any(0x7c00) > MAX && widen_any(0xfc00) < -MAX);
    }
}
