//! Premultiplied and straight alpha, 8 bits a channel, exactly rounded.
//!
//! Bitmaps are premultiplied; files and `ImageData` are straight. Decoders, encoders and
//! `getImageData` convert here and nowhere else. Called from every module that crosses that border.

/// `255 · 2³² / a`, rounded up. Rounded up and not down so that a tie (`x.5`) still rounds up; the
/// error, at most `255 / 2³²`, is far below the `1 / 510` that separates any other value from a tie.
static RECIPROCAL: [u64; 256] = reciprocals();

const fn reciprocals() -> [u64; 256] {
    let mut table = [0; 256];
    let mut a = 1;
    while a < 256 {
        table[a] = (255u64 << 32).div_ceil(a as u64);
        a += 1;
    }
    table
}

/// `round(c · a / 255)`. No ties exist, because 255 is odd.
fn multiply(c: u8, a: u8) -> u8 {
    let product = u32::from(c) * u32::from(a) + 128;
    ((product + (product >> 8)) >> 8) as u8
}

/// `round(c · 255 / a)` for `a > 0`, capped where `c > a`, which no well-formed pixel has.
fn divide(c: u8, a: u8) -> u8 {
    let quotient = (u64::from(c) * RECIPROCAL[usize::from(a)] + (1 << 31)) >> 32;
    quotient.min(255) as u8
}

/// Turns straight RGBA into premultiplied RGBA in place. A trailing partial pixel stays as it is.
pub fn premultiply(pixels: &mut [u8]) {
    for pixel in pixels.as_chunks_mut::<4>().0 {
        let [r, g, b, a] = *pixel;
        *pixel = [multiply(r, a), multiply(g, a), multiply(b, a), a];
    }
}

/// Writes premultiplied `source` as straight RGBA to `target`; a transparent pixel becomes
/// transparent black. The shorter of the two decides how many pixels are converted.
pub fn unpremultiply_into(source: &[u8], target: &mut [u8]) {
    let pixels = source.as_chunks::<4>().0.iter().zip(target.as_chunks_mut::<4>().0);
    for (pixel, straight) in pixels {
        let [r, g, b, a] = *pixel;
        *straight = match a {
            255 => *pixel,
            0 => [0; 4],
            _ => [divide(r, a), divide(g, a), divide(b, a), a],
        };
    }
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
