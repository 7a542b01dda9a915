//! Blocks of 8 x 8 samples to quantized coefficients.
//!
//! The cosine transform in the factorization of Arai, Agui and Nakajima (Trans. IEICE E-71, 1988),
//! five multiplications for eight samples; the factors it leaves to the end are part of the
//! quantizer. In `f32`, each operation rounded by itself, so that every vector level agrees.

use fearless_simd::prelude::*;
use fearless_simd::{Simd, f32x8, i32x8};
use fearless_simd_macros::simd;

use super::header::{COLOURS, LUMA};

/// `1 / (2 sqrt 2)` and `cos(k pi / 16) / 2`: what the factorization leaves out, to be divided by.
const LEFT_OUT: [f64; 8] = [
    2.828_427_124_746_19,
    3.923_141_121_612_921_7,
    3.695_518_130_045_147,
    3.325_878_449_210_180_7,
    2.828_427_124_746_19,
    2.222_280_932_078_408_5,
    1.530_733_729_460_359_2,
    0.780_361_288_064_513_5,
];

/// Added to a float below 2²², leaves its nearest whole number in the low bits.
const ROUND: f32 = 12_582_912.0;

/// One quantization table.
pub(super) struct Quantizer {
    /// Row by row, as it stands in the standard.
    pub(super) steps: [u8; 64],
    /// By column, what a coefficient is multiplied by.
    factors: [[f32; 8]; 8],
}

impl Quantizer {
    pub(super) fn luma(quality: u8) -> Self {
        Self::new(&LUMA, quality)
    }

    pub(super) fn colours(quality: u8) -> Self {
        Self::new(&COLOURS, quality)
    }

    /// The standard's table, scaled as every encoder of the Independent JPEG Group's line does.
    fn new(table: &[u8; 64], quality: u8) -> Self {
        let quality = u32::from(quality.clamp(1, 100));
        let percent = if quality < 50 { 5000 / quality } else { 200 - 2 * quality };
        let steps = table.map(|step| ((u32::from(step) * percent + 50) / 100).clamp(1, 255) as u8);
        let mut factors = [[0.0; 8]; 8];
        for (i, &step) in steps.iter().enumerate() {
            let (row, column) = (i / 8, i % 8);
            let divisor = f64::from(step) * LEFT_OUT[row] * LEFT_OUT[column];
            factors[column][row] = (1.0 / divisor) as f32;
        }
        Self { steps, factors }
    }
}

/// A block's coefficients, column by column.
#[derive(Clone)]
pub(super) struct Block {
    pub(super) levels: [i32; 64],
    /// A bit for each that is not zero.
    pub(super) present: u64,
}

/// The blocks of a strip's plane, row by row.
pub(super) type Transformed = Vec<Block>;

/// Transforms and quantizes a plane whose sides are multiples of 8.
#[simd]
pub(super) fn transform<S: Simd>(
    simd: S,
    samples: &[f32],
    width: usize,
    quantizer: &Quantizer,
    out: &mut Transformed,
) {
    out.resize(samples.len() / 64, Block { levels: [0; 64], present: 0 });
    let mut blocks = out.iter_mut();
    for rows in samples.chunks_exact(width * 8) {
        let mut lines = rows.chunks_exact(width).map(|line| line.as_chunks::<8>().0);
        let lines: [&[[f32; 8]]; 8] = std::array::from_fn(|_| lines.next().unwrap_or_default());
        for (x, block) in blocks.by_ref().take(width / 8).enumerate() {
            let mut rows = lines.map(|line| f32x8::load_array_ref(simd, &line[x]));
            eight(&mut rows);
            transpose(&mut rows);
            eight(&mut rows);
            quantize(simd, rows, quantizer, block);
        }
    }
}

/// The one-dimensional transform down all eight columns at once.
#[inline(always)]
fn eight<S: Simd>(v: &mut [f32x8<S>; 8]) {
    let [s0, s1, s2, s3] = [v[0] + v[7], v[1] + v[6], v[2] + v[5], v[3] + v[4]];
    let [d0, d1, d2, d3] = [v[0] - v[7], v[1] - v[6], v[2] - v[5], v[3] - v[4]];
    let (outer, inner) = (s0 + s3, s1 + s2);
    let (outer_less, inner_less) = (s0 - s3, s1 - s2);
    v[0] = outer + inner;
    v[4] = outer - inner;
    // cos(pi / 4)
    let turned = (inner_less + outer_less) * 0.707_106_77;
    v[2] = outer_less + turned;
    v[6] = outer_less - turned;

    let (a, b, c) = (d3 + d2, d2 + d1, d1 + d0);
    // cos(3 pi / 8), and cos(pi / 8) less and more that
    let shared = (a - c) * 0.382_683_43;
    let low = a * 0.541_196_1 + shared;
    let high = c * 1.306_563 + shared;
    let middle = b * 0.707_106_77;
    let (more, less) = (d0 + middle, d0 - middle);
    v[5] = less + low;
    v[3] = less - low;
    v[1] = more + high;
    v[7] = more - high;
}

/// Rows to columns: three times, the first half is shuffled into the second like cards, and each time
/// the six bits of an element's place turn by one.
#[inline(always)]
fn transpose<S: Simd>(v: &mut [f32x8<S>; 8]) {
    for _ in 0..3 {
        let [a, b, c, d, e, f, g, h] = *v;
        let [(a, b), (c, d), (e, f), (g, h)] =
            [a.interleave(e), b.interleave(f), c.interleave(g), d.interleave(h)];
        *v = [a, b, c, d, e, f, g, h];
    }
}

#[inline(always)]
fn quantize<S: Simd>(simd: S, v: [f32x8<S>; 8], quantizer: &Quantizer, block: &mut Block) {
    let lines = block.levels.as_chunks_mut::<8>().0.iter_mut();
    block.present = 0;
    for (i, (line, factors)) in lines.zip(&quantizer.factors).enumerate() {
        let scaled = v[i] * f32x8::load_array_ref(simd, factors) + ROUND;
        let levels = scaled.bitcast::<i32x8<S>>() - ROUND.to_bits() as i32;
        block.present |= levels.simd_ne(0).to_bitmask() << (i * 8);
        levels.store_array(line);
    }
}
