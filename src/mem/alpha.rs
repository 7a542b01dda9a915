//! Premultiplied and straight alpha, 8 bits a channel, exactly rounded.
//!
//! Bitmaps are premultiplied; files and `ImageData` are straight. Decoders, encoders and
//! `getImageData` convert here and nowhere else. Called from every module that crosses that border.

use fearless_simd::{Simd, f32x4, f32x8, i32x8, prelude::*, u8x32, u32x8};
use fearless_simd_macros::simd;

use super::simd::{at_level, level};

/// Bytes of eight pixels: most have one kind of alpha, all of it or none.
const BLOCK: usize = 32;
/// Added before a quotient is cut: a half, and a little more than the factors' error, so that ties round
/// up. Anything but a tie is at least 1 / 510 away from one.
const HALF: f32 = 0.5001;
/// `255 / a`, and 0 for 0: a transparent pixel becomes transparent black.
static FACTORS: [f32; 256] = factors();

const fn factors() -> [f32; 256] {
    let mut table = [0.0; 256];
    let mut a = 1;
    while a < 256 {
        table[a] = 255.0 / a as f32;
        a += 1;
    }
    table
}

/// `round(c · a / 255)`. No ties exist, because 255 is odd.
#[inline(always)]
pub(crate) fn multiply(c: u8, a: u8) -> u8 {
    let product = u16::from(c) * u16::from(a) + 128;
    ((product + (product >> 8)) >> 8) as u8
}

/// The alpha that all pixels have, where that is 0 or 255.
#[inline(always)]
fn even_alpha(pixels: &[u8; BLOCK]) -> Option<u8> {
    let pixels = pixels.as_chunks::<4>().0;
    let (all, any) = pixels.iter().fold((255, 0), |(all, any), p| (all & p[3], any | p[3]));
    match (all, any) {
        (255, _) => Some(255),
        (_, 0) => Some(0),
        _ => None,
    }
}

/// Turns straight RGBA into premultiplied RGBA in place. A trailing partial pixel stays as it is.
pub fn premultiply(pixels: &mut [u8]) {
    at_level!(level(), simd => premultiply_rows(simd, pixels));
}

#[simd]
fn premultiply_rows<S: Simd>(_: S, pixels: &mut [u8]) {
    let (blocks, rest) = pixels.as_chunks_mut::<BLOCK>();
    for block in blocks {
        match even_alpha(block) {
            Some(255) => {}
            Some(_) => *block = [0; BLOCK],
            None => {
                let alphas: [u8; BLOCK] =
                    std::array::from_fn(|i| if i % 4 == 3 { 255 } else { block[i | 3] });
                block.iter_mut().zip(alphas).for_each(|(c, a)| *c = multiply(*c, a));
            }
        }
    }
    for pixel in rest.as_chunks_mut::<4>().0 {
        let [r, g, b, a] = *pixel;
        *pixel = [multiply(r, a), multiply(g, a), multiply(b, a), a];
    }
}

/// Writes premultiplied `source` as straight RGBA to `target`; a transparent pixel becomes
/// transparent black. The shorter of the two decides how many pixels are converted.
pub fn unpremultiply_into(source: &[u8], target: &mut [u8]) {
    at_level!(level(), simd => unpremultiply_rows(simd, source, target));
}

#[simd]
fn unpremultiply_rows<S: Simd>(simd: S, source: &[u8], target: &mut [u8]) {
    let whole = source.len().min(target.len()) / 4 * 4;
    let (blocks, rest) = source[..whole].as_chunks::<BLOCK>();
    let (out, out_rest) = target[..whole].as_chunks_mut::<BLOCK>();
    for (block, out) in blocks.iter().zip(out) {
        match even_alpha(block) {
            Some(255) => *out = *block,
            Some(_) => *out = [0; BLOCK],
            None => straight(simd, block, out),
        }
    }
    if !rest.is_empty() {
        let (mut block, mut straightened) = ([0; BLOCK], [0; BLOCK]);
        block[..rest.len()].copy_from_slice(rest);
        straight(simd, &block, &mut straightened);
        out_rest.copy_from_slice(&straightened[..rest.len()]);
    }
}

#[inline(always)]
fn straight<S: Simd>(simd: S, source: &[u8; BLOCK], target: &mut [u8; BLOCK]) {
    let (first, second) = u8x32::from_slice(simd, source).widen();
    let ((a, b), (c, d)) = (first.widen(), second.widen());
    let (a, b) = (quotients(a, source[3], source[7]), quotients(b, source[11], source[15]));
    let (c, d) = (quotients(c, source[19], source[23]), quotients(d, source[27], source[31]));
    a.relaxed_narrow(b).relaxed_narrow(c.relaxed_narrow(d)).store_slice(target);
    (3..BLOCK).step_by(4).for_each(|i| target[i] = source[i]);
}

/// The channels of two pixels by their alphas, rounded.
#[inline(always)]
fn quotients<S: Simd>(pixels: u32x8<S>, a: u8, b: u8) -> u32x8<S> {
    let simd = pixels.token();
    let factor = |a: u8| f32x4::splat(simd, FACTORS[usize::from(a)]);
    let rounded = pixels.to_float::<f32x8<S>>() * factor(a).combine(factor(b)) + HALF;
    // Capped where a colour is above its alpha, which no well-formed pixel has.
    rounded.min(255.0).to_int::<i32x8<S>>().bitcast()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn premultiplying_rounds_all_pairs_to_nearest() {
        for a in 0..=255u8 {
            for c in 0..=255u8 {
                let mut pixel = [c, 0, 255, a];
                premultiply(&mut pixel);
                let nearest = (u32::from(c) * u32::from(a) + 127) / 255;
                assert_eq!(pixel, [nearest as u8, 0, a, a], "{c} x {a}");
            }
        }
    }

    #[test]
    fn unpremultiplying_rounds_all_pairs_to_nearest() {
        for a in 0..=255u8 {
            for c in 0..=255u8 {
                let mut straight = [9; 4];
                unpremultiply_into(&[c, 0, a, a], &mut straight);
                let (num, den) = (u32::from(c) * 510 + u32::from(a), u32::from(a) * 2);
                let nearest = num.checked_div(den).unwrap_or(0).min(255) as u8;
                let full = if a == 0 { 0 } else { 255 };
                assert_eq!(straight, [nearest, 0, full, a], "{c} / {a}");
            }
        }
    }

    #[test]
    fn the_way_back_is_exact_for_every_stored_pixel() {
        // A premultiplied pixel that leaves as straight RGBA and comes back is the same pixel.
        for a in 0..=255u8 {
            for c in 0..=a {
                let mut pixel = [0; 4];
                unpremultiply_into(&[c, c, c, a], &mut pixel);
                premultiply(&mut pixel);
                assert_eq!(pixel, [c, c, c, a]);
            }
        }
    }

    #[test]
    fn uneven_lengths_convert_whole_pixels_only() {
        let mut bytes = [200, 200, 200, 0, 7, 7];
        premultiply(&mut bytes);
        assert_eq!(bytes, [0, 0, 0, 0, 7, 7]);
        let mut short = [1; 5];
        unpremultiply_into(&[1, 2, 3, 255, 4, 5, 6, 255], &mut short);
        assert_eq!(short, [1, 2, 3, 255, 1]);
    }
}
