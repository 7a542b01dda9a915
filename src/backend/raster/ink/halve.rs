//! A picture at half its size, as Skia's mip levels are: pairs averaged, and an odd side's last
//! three pixels weighed 1, 2, 1 along with all others, so that nothing moves.

use std::sync::Arc;

use fearless_simd::{Simd, prelude::*, u8x32, u16x16, u32x8};
use fearless_simd_macros::simd;

use crate::error::{Error, Result};
use crate::geom::Size;
use crate::mem::{Bitmap, Ledger, at_level, level};

/// The picture at half its size, rounded down, but at least a pixel.
pub(crate) fn halve(from: &Bitmap) -> Result<Bitmap> {
    let ledger: &Arc<Ledger> = from.ledger();
    let half = |side: u32| (side / 2).max(1);
    let size = Size::new(half(from.width()), half(from.height()))
        .ok_or_else(|| Error::internal("a picture has no pixels"))?;
    let mut to = Bitmap::new(ledger, size)?;
    let to_stride = to.stride();
    at_level!(level(), simd => {
        let mut sums = vec![0; from.stride()];
        for (i, out) in to.data_mut().chunks_exact_mut(to_stride).enumerate() {
            halve_row(simd, from, i, &mut sums, out);
        }
    });
    Ok(to)
}

#[simd]
fn halve_row<S: Simd>(simd: S, from: &Bitmap, y: usize, sums: &mut [u16], out: &mut [u8]) {
    let stride = from.stride();
    let row = |y: usize| &from.data()[y * stride..(y + 1) * stride];
    let (width, height) = (from.width(), from.height());
    if width % 2 == 0 && height % 2 == 0 {
        return average(simd, row(2 * y), row(2 * y + 1), out);
    }
    // Sums of a column have this many bits more than a pixel.
    let column_bits = match height {
        1 => copy_sums(row(0), sums),
        _ if height % 2 == 0 => pair_sums(row(2 * y), row(2 * y + 1), sums),
        _ => triple_sums([row(2 * y), row(2 * y + 1), row(2 * y + 2)], sums),
    };
    match width {
        1 => finish_one(sums, column_bits, out),
        _ if width % 2 == 0 => finish_pairs(sums, column_bits + 1, out),
        _ => finish_triples(sums, column_bits + 2, out),
    }
}

#[inline(always)]
fn copy_sums(a: &[u8], sums: &mut [u16]) -> u32 {
    sums.iter_mut().zip(a).for_each(|(sum, &a)| *sum = u16::from(a));
    0
}

#[inline(always)]
fn pair_sums(a: &[u8], b: &[u8], sums: &mut [u16]) -> u32 {
    let both = a.iter().zip(b);
    sums.iter_mut().zip(both).for_each(|(sum, (&a, &b))| *sum = u16::from(a) + u16::from(b));
    1
}

#[inline(always)]
fn triple_sums([a, b, c]: [&[u8]; 3], sums: &mut [u16]) -> u32 {
    for (sum, ((&a, &b), &c)) in sums.iter_mut().zip(a.iter().zip(b).zip(c)) {
        *sum = u16::from(a) + 2 * u16::from(b) + u16::from(c);
    }
    2
}

/// Pixels that are alone in their row: their sums brought down to pixels.
#[inline(always)]
fn finish_one(sums: &[u16], bits: u32, out: &mut [u8]) {
    let half = (1u16 << bits) >> 1;
    out.iter_mut().zip(sums).for_each(|(out, sum)| *out = ((sum + half) >> bits) as u8);
}

/// Pairs of a row.
#[inline(always)]
fn finish_pairs(sums: &[u16], bits: u32, out: &mut [u8]) {
    let half = (1u16 << bits) >> 1;
    for (out, sums) in out.as_chunks_mut::<4>().0.iter_mut().zip(sums.as_chunks::<8>().0) {
        for c in 0..4 {
            out[c] = ((sums[c] + sums[c + 4] + half) >> bits) as u8;
        }
    }
}

/// Three neighbours weighed 1, 2, 1; the third is the first of the next three.
#[inline(always)]
fn finish_triples(sums: &[u16], bits: u32, out: &mut [u8]) {
    let half = (1u16 << bits) >> 1;
    let thirds = sums.get(8..).unwrap_or_default().chunks(8);
    let pairs = sums.as_chunks::<8>().0.iter().zip(thirds);
    for (out, (sums, third)) in out.as_chunks_mut::<4>().0.iter_mut().zip(pairs) {
        let Some(third) = third.first_chunk::<4>() else { continue };
        // At most 4 · 4 · 255, which fits.
        for c in 0..4 {
            out[c] = ((sums[c] + 2 * sums[c + 4] + third[c] + half) >> bits) as u8;
        }
    }
}

/// The mean of each two by two pixels of a pair of rows, which are twice as long as `out`.
#[simd]
pub(super) fn average<S: Simd>(simd: S, a: &[u8], b: &[u8], out: &mut [u8]) {
    let (blocks, rest) = out.as_chunks_mut::<32>();
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<64>(), b.as_chunks::<64>());
    for (out, (a, b)) in blocks.iter_mut().zip(a.iter().zip(b)) {
        average_eight(simd, a, b, out);
    }
    let pairs = a_rest.chunks_exact(8).zip(b_rest.chunks_exact(8));
    for (out, (a, b)) in rest.chunks_exact_mut(4).zip(pairs) {
        for (c, value) in out.iter_mut().enumerate() {
            let sum = [a[c], a[c + 4], b[c], b[c + 4]].map(u16::from).iter().sum::<u16>();
            *value = ((sum + 2) / 4) as u8;
        }
    }
}

#[inline(always)]
fn average_eight<S: Simd>(simd: S, a: &[u8; 64], b: &[u8; 64], out: &mut [u8; 32]) {
    let ((a0, a1), (b0, b1)) = (pair_eight(simd, a), pair_eight(simd, b));
    let two = u16x16::splat(simd, 2);
    ((a0 + b0 + two) >> 2).relaxed_narrow((a1 + b1 + two) >> 2).store_slice(out);
}

/// Eight sums of two neighbours.
#[inline(always)]
fn pair_eight<S: Simd>(simd: S, row: &[u8; 64]) -> (u16x16<S>, u16x16<S>) {
    let first = u8x32::from_slice(simd, &row[..32]).bitcast::<u32x8<S>>();
    let second = u8x32::from_slice(simd, &row[32..]).bitcast::<u32x8<S>>();
    let even = first.unzip_low(second).bitcast::<u8x32<S>>();
    let odd = first.unzip_high(second).bitcast::<u8x32<S>>();
    even.widening_add(odd)
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::mem::{at_level, levels};

    fn bitmap(width: u32, pixels: &[[u8; 4]]) -> Bitmap {
        let height = pixels.len() as u32 / width;
        let size = Size::new(width, height).unwrap();
        let mut bitmap = Bitmap::new(&Ledger::new(), size).unwrap();
        bitmap.data_mut().copy_from_slice(pixels.as_flattened());
        bitmap
    }

    #[test]
    fn pairs_are_averaged_and_odd_sides_weighed() {
        let even = bitmap(2, &[[0; 4], [100; 4], [30; 4], [72; 4]]);
        assert_eq!(halve(&even).unwrap().data(), [51; 4]);
        let odd = bitmap(3, &[[0; 4], [100; 4], [40; 4]].repeat(3));
        let half = halve(&odd).unwrap();
        assert_eq!((half.width(), half.height(), half.data()), (1, 1, &[60; 4][..]));
        let mixed = bitmap(5, &[[0; 4], [4; 4], [8; 4], [12; 4], [40; 4]].repeat(2));
        assert_eq!(halve(&mixed).unwrap().data(), [4, 4, 4, 4, 18, 18, 18, 18]);
        let line = bitmap(1, &[[10; 4], [20; 4], [30; 4], [40; 4]]);
        assert_eq!(halve(&line).unwrap().data(), [15, 15, 15, 15, 35, 35, 35, 35]);
    }

    #[test]
    fn every_level_averages_alike() {
        let row = |seed: u8| (0..=255).map(|i: u8| i.wrapping_mul(seed) ^ 90).collect::<Vec<_>>();
        let (a, b) = (row(7), row(201));
        for len in [4, 28, 32, 36, 128] {
            let want: Vec<_> = (0..len)
                .map(|i| {
                    let at = i / 4 * 8 + i % 4;
                    let sum = [a[at], a[at + 4], b[at], b[at + 4]].map(u16::from);
                    ((sum.iter().sum::<u16>() + 2) / 4) as u8
                })
                .collect();
            for level in levels() {
                let mut out = vec![0; len];
                at_level!(level, simd => average(simd, &a[..len * 2], &b[..len * 2], &mut out));
                assert_eq!(out, want, "{level:?} {len}");
            }
        }
    }
}
