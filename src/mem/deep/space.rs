//! From one colour space to the other: to linear light, through a matrix, and back.
//! <https://drafts.csswg.org/css-color-4/#color-conversion-code>
//!
//! Both spaces have sRGB's transfer function, extended to negative values by symmetry, so nothing is cut
//! off on the way. For single colours in f64; for rows in f32, by roots that compilers make vectors of.

use super::planes::{LANES, Planes};
use crate::mem::ColorSpace;

type Matrix = [[f64; 3]; 3];

/// In linear light, from sRGB's primaries to those of Display P3, and back.
const SRGB_TO_P3: Matrix = [
    [0.822_461_968_714_362_3, 0.177_538_031_285_637_6, 0.0],
    [0.033_194_198_850_961_68, 0.966_805_801_149_038_3, 0.0],
    [0.017_082_630_719_148_76, 0.072_397_440_663_557_57, 0.910_519_928_617_293_6],
];
const P3_TO_SRGB: Matrix = [
    [1.224_940_176_280_558_5, -0.224_940_176_280_558_6, 0.0],
    [-0.042_056_954_709_688_1, 1.042_056_954_709_688_3, 0.0],
    [-0.019_637_554_590_334_46, -0.078_636_045_550_631_96, 1.098_273_600_140_966_4],
];

/// Where the transfer function's line ends, encoded and linear.
const LINE_ENDS: (f64, f64) = (0.040_45, 0.003_130_8);

fn matrix(from: ColorSpace, to: ColorSpace) -> Option<&'static Matrix> {
    match (from, to) {
        (ColorSpace::Srgb, ColorSpace::DisplayP3) => Some(&SRGB_TO_P3),
        (ColorSpace::DisplayP3, ColorSpace::Srgb) => Some(&P3_TO_SRGB),
        _ => None,
    }
}

/// One colour, not multiplied by alpha.
pub fn convert_color(from: ColorSpace, to: ColorSpace, color: [f32; 3]) -> [f32; 3] {
    let Some(matrix) = matrix(from, to) else { return color };
    let linear = color.map(|v| f64::from(v).signum() * to_linear(f64::from(v).abs()));
    matrix.map(|[r, g, b]| {
        let sum = r * linear[0] + g * linear[1] + b * linear[2];
        (sum.signum() * to_encoded(sum.abs())) as f32
    })
}

fn to_linear(v: f64) -> f64 {
    if v <= LINE_ENDS.0 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
}

fn to_encoded(v: f64) -> f64 {
    if v <= LINE_ENDS.1 { v * 12.92 } else { v.powf(1.0 / 2.4) * 1.055 - 0.055 }
}

/// Straight pixels, in place.
#[inline(always)]
pub(super) fn convert(from: ColorSpace, to: ColorSpace, pixels: &mut Planes) {
    let Some(matrix) = matrix(from, to) else { return };
    let [r, g, b, _] = &mut pixels.0;
    for i in 0..LANES {
        let linear = [r[i], g[i], b[i]].map(linear);
        let row = |row: [f64; 3]| {
            encoded(
                linear[0] * row[0] as f32 + linear[1] * row[1] as f32 + linear[2] * row[2] as f32,
            )
        };
        (r[i], g[i], b[i]) = (row(matrix[0]), row(matrix[1]), row(matrix[2]));
    }
}

#[inline(always)]
fn linear(v: f32) -> f32 {
    let size = v.abs();
    let base = (size + 0.055) * (1.0 / 1.055);
    let square = base * base;
    // x^2.4 is x² times the fifth root of x².
    let curve = square * fifth_root(square);
    let line = size * (1.0 / 12.92);
    (if size <= LINE_ENDS.0 as f32 { line } else { curve }).copysign(v)
}

#[inline(always)]
fn encoded(v: f32) -> f32 {
    let size = v.abs();
    // x^(1 / 2.4) is the fourth root times the sixth root.
    let root = size.sqrt().sqrt() * cube_root(size).sqrt();
    let line = size * 12.92;
    (if size <= LINE_ENDS.1 as f32 { line } else { root * 1.055 - 0.055 }).copysign(v)
}

/// A root's first guess: an f32's bits are about its logarithm.
#[inline(always)]
fn guess(v: f32, part: f32) -> f32 {
    const ONE: f32 = 0x3f80_0000 as f32;
    f32::from_bits((v.to_bits() as i32 as f32 * part + ONE * (1.0 - part)) as i32 as u32)
}

/// Newton's steps from a guess that is a few hundredths off: three leave less than f32 can tell.
#[inline(always)]
fn cube_root(v: f32) -> f32 {
    let mut root = guess(v, 1.0 / 3.0);
    for _ in 0..3 {
        root = (root + root + v / (root * root)) * (1.0 / 3.0);
    }
    root
}

#[inline(always)]
fn fifth_root(v: f32) -> f32 {
    let mut root = guess(v, 0.2);
    for _ in 0..3 {
        let square = root * root;
        root = (root * 4.0 + v / (square * square)) * 0.2;
    }
    root
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From chromaticities: the columns are the primaries' XYZ, scaled so that their sum is white.
    fn to_xyz(primaries: [[f64; 2]; 3]) -> Matrix {
        let white = [0.3127 / 0.3290, 1.0, (1.0 - 0.3127 - 0.3290) / 0.3290];
        let columns = primaries.map(|[x, y]| [x / y, 1.0, (1.0 - x - y) / y]);
        let m: Matrix = std::array::from_fn(|row| std::array::from_fn(|c| columns[c][row]));
        let scale = inverse(&m).map(|row| (0..3).map(|k| row[k] * white[k]).sum::<f64>());
        m.map(|row| std::array::from_fn(|c| row[c] * scale[c]))
    }

    fn inverse(m: &Matrix) -> Matrix {
        let minor = |r: usize, c: usize| {
            let at = |i: usize, j: usize| m[(r + i) % 3][(c + j) % 3];
            at(1, 1) * at(2, 2) - at(1, 2) * at(2, 1)
        };
        let det: f64 = (0..3).map(|c| m[0][c] * minor(0, c)).sum();
        std::array::from_fn(|r| std::array::from_fn(|c| minor(c, r) / det))
    }

    fn product(a: &Matrix, b: &Matrix) -> Matrix {
        std::array::from_fn(|r| std::array::from_fn(|c| (0..3).map(|k| a[r][k] * b[k][c]).sum()))
    }

    #[test]
    fn the_matrices_follow_from_the_primaries() {
        let srgb = to_xyz([[0.64, 0.33], [0.30, 0.60], [0.15, 0.06]]);
        let p3 = to_xyz([[0.68, 0.32], [0.265, 0.69], [0.15, 0.06]]);
        for (matrix, wanted) in [
            (SRGB_TO_P3, product(&inverse(&p3), &srgb)),
            (P3_TO_SRGB, product(&inverse(&srgb), &p3)),
        ] {
            for (a, b) in matrix.iter().flatten().zip(wanted.iter().flatten()) {
                assert!((a - b).abs() < 1e-9, "{a} {b}");
            }
        }
    }

    #[test]
    fn known_colours() {
        let p3 = |c| convert_color(ColorSpace::Srgb, ColorSpace::DisplayP3, c);
        let near = |a: [f32; 3], b: [f32; 3]| {
            assert!(a.iter().zip(b).all(|(a, b)| (a - b).abs() < 5e-5), "{a:?} {b:?}");
        };
        near(p3([1.0, 0.0, 0.0]), [0.917_5, 0.200_3, 0.138_6]);
        near(p3([1.0; 3]), [1.0; 3]);
        let srgb = |c| convert_color(ColorSpace::DisplayP3, ColorSpace::Srgb, c);
        near(srgb([1.0, 0.0, 0.0]), [1.093_1, -0.226_7, -0.150_1]);
        near(srgb(p3([2.0, -0.3, 0.02])), [2.0, -0.3, 0.02]);
    }

    #[test]
    fn rows_are_converted_as_single_colours_are() {
        let spaces = [ColorSpace::Srgb, ColorSpace::DisplayP3];
        for (from, to) in [(spaces[0], spaces[1]), (spaces[1], spaces[0])] {
            for k in 0..200 {
                let mut planes = Planes::default();
                let value =
                    |i: usize, c: usize| ((k * 64 + i) * (c + 3) % 1201) as f32 / 400.0 - 1.0;
                for c in 0..3 {
                    planes.0[c] = std::array::from_fn(|i| value(i, c));
                }
                convert(from, to, &mut planes);
                for i in 0..LANES {
                    let exact = convert_color(from, to, [value(i, 0), value(i, 1), value(i, 2)]);
                    for (plane, exact) in planes.0.iter().zip(exact) {
                        let error = (plane[i] - exact).abs();
                        // Near 0 the slope is 13 and the terms of the sum cancel.
                        assert!(error <= 4e-6 * (1.0 + exact.abs()), "{} {exact}", plane[i]);
                    }
                }
            }
        }
    }

    #[test]
    fn roots_are_exact_over_all_that_occurs() {
        for k in 0..4000 {
            let v = 1e-3 * 1.0057f32.powi(k);
            let far =
                |root: f32, power: f64| (f64::from(root) / f64::from(v).powf(power) - 1.0).abs();
            assert!(far(cube_root(v), 1.0 / 3.0) < 3e-7 && far(fifth_root(v), 0.2) < 3e-7, "{v}");
        }
        // 0 is on the line; whatever the root says there must not be seen.
        assert_eq!((linear(0.0), encoded(-0.0)), (0.0, 0.0));
    }
}
