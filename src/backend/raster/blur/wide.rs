//! Blurs wider than boxes can be: the picture is made smaller, blurred, and enlarged again. What such a
//! blur leaves is so smooth that nobody can tell.
//!
//! All of it is whole numbers, so the bytes depend on nothing else. Time and working memory are less than
//! those of a narrow blur.

use std::ops::Range;

/// A picture of pixels of `SIZE` bytes that is smaller by `1 << bits`, with a pixel around it: what the blur
/// carries past the edges shows when it is enlarged.
pub(super) struct Small<const SIZE: usize> {
    bits: u32,
    pub(super) width: usize,
    pub(super) pixels: Vec<u8>,
}

/// The sides of such a picture.
pub(super) fn small_size(bits: u32, width: usize, height: usize) -> (usize, usize) {
    let side = |side: usize| side.div_ceil(1 << bits) + 2;
    (side(width), side(height))
}

impl<const SIZE: usize> Small<SIZE> {
    /// The means of squares of pixels. What is outside of the picture is transparent.
    pub(super) fn of(pixels: &[u8], width: usize, bits: u32) -> Self {
        let stride = width * SIZE;
        let (small_width, small_height) = small_size(bits, width, pixels.len() / stride);
        let mut small = vec![0; small_width * SIZE * small_height];
        let mut sums = vec![0u32; small_width * SIZE];
        let rows = small.chunks_exact_mut(small_width * SIZE).skip(1);
        for (row, squares) in rows.zip(pixels.chunks(stride << bits)) {
            sums.fill(0);
            for line in squares.chunks_exact(stride) {
                let sums = sums[SIZE..].chunks_exact_mut(SIZE);
                for (sum, part) in sums.zip(line.chunks(SIZE << bits)) {
                    for pixel in part.as_chunks::<SIZE>().0 {
                        sum.iter_mut().zip(pixel).for_each(|(sum, v)| *sum += u32::from(*v));
                    }
                }
            }
            for (to, sum) in row.iter_mut().zip(&sums) {
                *to = ((sum + (1 << (2 * bits - 1))) >> (2 * bits)) as u8;
            }
        }
        Self { bits, width: small_width, pixels: small }
    }

    /// Writes it over the picture that it was made from, mixing four pixels for each.
    pub(super) fn enlarge(&self, pixels: &mut [u8], width: usize) {
        let stride = self.width * SIZE;
        let mut across = vec![0u32; stride];
        for (y, row) in pixels.chunks_exact_mut(width * SIZE).enumerate() {
            let (first, share) = self.place(y);
            let line = |at: usize| &self.pixels[at * stride..(at + 1) * stride];
            for (to, (a, b)) in across.iter_mut().zip(line(first).iter().zip(line(first + 1))) {
                *to = self.mix(u32::from(*a), u32::from(*b), share);
            }
            self.enlarge_row(&across, row);
        }
    }

    fn enlarge_row(&self, across: &[u32], row: &mut [u8]) {
        let half = 1 << (2 * self.bits + 1);
        for (x, pixel) in row.as_chunks_mut::<SIZE>().0.iter_mut().enumerate() {
            let (first, share) = self.place(x);
            let two: Range<usize> = first * SIZE..(first + 2) * SIZE;
            let (a, b) = across[two].split_at(SIZE);
            for (to, (a, b)) in pixel.iter_mut().zip(a.iter().zip(b)) {
                *to = ((self.mix(*a, *b, share) + half) >> (2 * self.bits + 2)) as u8;
            }
        }
    }

    /// The first of the two pixels that the centre of pixel `at` lies between, and the share of the
    /// second in parts of `2 << bits`.
    fn place(&self, at: usize) -> (usize, u32) {
        let whole = 1 << self.bits;
        // In halves of a large pixel, from the centre of the first small one on.
        let halves = 2 * (at + whole) + 1 - whole;
        (halves >> (self.bits + 1), (halves & (2 * whole - 1)) as u32)
    }

    /// Both, weighed; `2 << bits` times as large.
    fn mix(&self, a: u32, b: u32, share: u32) -> u32 {
        a * ((2 << self.bits) - share) + b * share
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_even_stays_inside() {
        for bits in 1..=4 {
            let mut row = vec![200; 100 * 100 * 4];
            let small = Small::<4>::of(&row, 100, bits);
            row.fill(0);
            small.enlarge(&mut row, 100);
            let middle = (50 * 100 + 50) * 4;
            assert_eq!(row[middle..middle + 4], [200; 4], "{bits}");
        }
    }

    #[test]
    fn a_slope_stays_a_slope() {
        let mut row: Vec<u8> = (0..200).collect();
        let wanted = row.clone();
        // As high as a square, so that no square is cut.
        let mut pixels = row.repeat(32);
        let small = Small::<1>::of(&pixels, 200, 3);
        pixels.fill(0);
        small.enlarge(&mut pixels, 200);
        row.copy_from_slice(&pixels[16 * 200..17 * 200]);
        let worst = (8..190).map(|x| row[x].abs_diff(wanted[x])).max();
        assert!(worst <= Some(1), "{worst:?}");
    }
}
