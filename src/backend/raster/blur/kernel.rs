//! Which numbers a blur of some sigma convolves a line with, up to the widest that boxes can be.
//!
//! Chosen to be what Chromium's software canvas gives: probed with lines and edges for sigmas from
//! 0.1 to 300. Its filters use boxes always; its shadows a true kernel below a sigma of 2. Used by
//! `strip`, which runs the kernel, and by `rect`, which sums it up.

/// The widest box: three of them over bytes of 255 just fit 32 bits (255^4 < 2^32).
const MAX_WINDOW: usize = 254;
/// The sigma whose boxes are that wide.
pub(super) const MAX_SIGMA: f64 = 135.0;
/// Coverage is blurred with a true kernel below this sigma, where boxes are poor.
const MIN_MASK_BOX_SIGMA: f64 = 2.0;
/// A true kernel ends before the first weight below this.
const SMALLEST_WEIGHT: f64 = 0.01;
/// Weights are fractions of this.
pub(super) const WHOLE: i32 = 1 << WHOLE_BITS;
/// See `WHOLE`: with bytes, sums stay below 2^24.
pub(super) const WHOLE_BITS: u32 = 16;

/// A convolution along one axis.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kernel {
    /// Nothing changes.
    Identity,
    /// Symmetric weights that sum up to [`WHOLE`]: the centre's, then outwards.
    Weights(Vec<i32>),
    /// Three boxes one after the other.
    Boxes(Boxes),
}

/// Three boxes. An odd window is three times the same box; of an even window, one box leans to the
/// left, one to the right, and the third is one wider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Boxes {
    window: usize,
}

impl Kernel {
    /// For pictures: boxes for every sigma.
    pub(super) fn for_picture(sigma: f64) -> Self {
        let window = window(sane(sigma));
        if window < 2 { Self::Identity } else { Self::Boxes(Boxes { window }) }
    }

    /// For coverage, such as a shadow's.
    pub(super) fn for_mask(sigma: f64) -> Self {
        let sigma = sane(sigma);
        // Chromium leaves coverage alone where three sigmas don't reach the next pixel.
        if 3.0 * sigma <= 1.0 {
            Self::Identity
        } else if sigma < MIN_MASK_BOX_SIGMA {
            Self::Weights(discrete_gaussian(sigma))
        } else {
            Self::for_picture(sigma)
        }
    }

    /// All weights from left to right; they sum up to 1.
    pub(super) fn weights(&self) -> Vec<f64> {
        match self {
            Self::Identity => vec![1.0],
            Self::Weights(half) => {
                let mirrored = half.iter().skip(1).rev().chain(half);
                mirrored.map(|w| f64::from(*w) / f64::from(WHOLE)).collect()
            }
            Self::Boxes(boxes) => {
                let all = [boxes.window, boxes.window, boxes.last_window()];
                all.into_iter().fold(vec![1.0], |weights, window| widened(&weights, window))
            }
        }
    }

    /// How far a pixel is spread to each side.
    pub(super) fn reach(&self) -> usize {
        match self {
            Self::Identity => 0,
            Self::Weights(weights) => weights.len() - 1,
            Self::Boxes(boxes) => boxes.reach(),
        }
    }
}

impl Boxes {
    /// What a line's third sum is made from: how far back, and how often. The product of
    /// `1 - z^-window` for each box, which integrating three times turns into their convolution.
    pub(super) fn taps(self) -> ([usize; 6], [i16; 6]) {
        let w = self.window;
        if w % 2 == 1 {
            ([0, w, 2 * w, 3 * w, 3 * w, 3 * w], [1, -3, 3, -1, 0, 0])
        } else {
            ([0, w, w + 1, 2 * w, 2 * w + 1, 3 * w + 1], [1, -2, -1, 1, 2, -1])
        }
    }

    /// How far the oldest tap lies back.
    pub(super) fn span(self) -> usize {
        2 * self.window + self.last_window()
    }

    /// How far a pixel is spread to each side.
    pub(super) fn reach(self) -> usize {
        (self.span() - 3) / 2
    }

    /// The sum of the convolution's weights.
    pub(super) fn sum(self) -> f64 {
        let w = self.window as f64;
        w * w * self.last_window() as f64
    }

    /// The width of the third box.
    fn last_window(self) -> usize {
        self.window | 1
    }

    pub(super) fn is_odd(self) -> bool {
        self.window % 2 == 1
    }
}

/// The weights convolved with a box.
fn widened(weights: &[f64], window: usize) -> Vec<f64> {
    let mut sum = 0.0;
    let next = |at: usize| {
        sum += weights.get(at).unwrap_or(&0.0);
        if let Some(left) = at.checked_sub(window).and_then(|at| weights.get(at)) {
            sum -= left;
        }
        sum / window as f64
    };
    (0..weights.len() + window - 1).map(next).collect()
}

/// Negative and NaN are 0.
fn sane(sigma: f64) -> f64 {
    if sigma > 0.0 { sigma.min(MAX_SIGMA) } else { 0.0 }
}

/// The width of each of three boxes that together come close to a Gaussian of that sigma:
/// <https://www.w3.org/TR/SVG11/filters.html#feGaussianBlurElement>
fn window(sigma: f64) -> usize {
    let exact = sigma * 3.0 * (2.0 * std::f64::consts::PI).sqrt() / 4.0 + 0.5;
    (exact as usize).min(MAX_WINDOW)
}

/// The Gaussian of whole pixels: `e^-t I_n(t)` with the modified Bessel functions and `t` = sigma
/// squared, cut off where little is left and made to sum up to [`WHOLE`].
/// <https://en.wikipedia.org/wiki/Scale_space_implementation#The_discrete_Gaussian_kernel>
fn discrete_gaussian(sigma: f64) -> Vec<i32> {
    let t = sigma * sigma;
    let all = (0..).map(|n| (-t).exp() * bessel(n, t));
    // Sigma is below 2, so the weights have fallen below any limit long before 16.
    let weights: Vec<f64> = all
        .take(16)
        .enumerate()
        .take_while(|(n, w)| *n < 2 || *w >= SMALLEST_WEIGHT)
        .map(|(_, w)| w)
        .collect();
    let total = weights[0] + 2.0 * weights[1..].iter().sum::<f64>();
    let mut parts: Vec<i32> =
        weights.iter().map(|w| (w / total * f64::from(WHOLE)).round() as i32).collect();
    parts[0] = WHOLE - 2 * parts[1..].iter().sum::<i32>();
    parts
}

/// The modified Bessel function of the first kind, by its power series.
/// <https://dlmf.nist.gov/10.25#E2>
fn bessel(n: u32, x: f64) -> f64 {
    let half = x / 2.0;
    let mut term = (1..=n).fold(1.0, |term, k| term * half / f64::from(k));
    let mut sum = term;
    // Below x = 4 the terms fall under f64's precision within 24 steps.
    for k in 1..=24 {
        term *= half * half / f64::from(k * (k + n));
        sum += term;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn true_kernels_are_chromiums() {
        // A line of 255 as Chromium's shadow blurs it.
        for (sigma, line) in [
            (0.4, &[220, 18][..]),
            (0.5, &[204, 25]),
            (0.6, &[184, 33, 3]),
            (1.0, &[121, 54, 13]),
            (1.25, &[92, 56, 20, 5]),
            (1.5, &[75, 55, 26, 9]),
            (1.75, &[62, 51, 29, 13, 4]),
            (1.9, &[57, 48, 30, 15, 6]),
        ] {
            let Kernel::Weights(weights) = Kernel::for_mask(sigma) else { panic!("{sigma}") };
            let bytes: Vec<_> =
                weights.iter().map(|w| (w * 255 + WHOLE / 2) >> WHOLE_BITS).collect();
            assert_eq!(bytes, line, "{sigma}");
            assert_eq!(weights[0] + 2 * weights[1..].iter().sum::<i32>(), WHOLE);
        }
    }

    #[test]
    fn windows_grow_with_sigma() {
        for (sigma, wanted) in [(0.5, 1), (1.0, 2), (2.0, 4), (5.0, 9), (10.0, 19), (100.0, 188)] {
            assert_eq!(window(sigma), wanted, "{sigma}");
        }
        assert_eq!(Kernel::for_picture(0.79), Kernel::Identity);
        assert_eq!(Kernel::for_mask(1.0 / 3.0), Kernel::Identity);
    }

    #[test]
    fn any_sigma_is_bounded() {
        for sigma in [f64::NAN, -1.0, 0.0, -0.0, f64::NEG_INFINITY] {
            assert_eq!(Kernel::for_picture(sigma), Kernel::Identity);
        }
        for sigma in [135.0, 136.0, 1e9, f64::INFINITY, f64::MAX] {
            let Kernel::Boxes(boxes) = Kernel::for_picture(sigma) else { panic!("{sigma}") };
            assert!(boxes.window <= MAX_WINDOW);
            // Sums of 255 fit 32 bits.
            assert!(boxes.sum() * 255.0 <= f64::from(u32::MAX));
        }
    }
}
