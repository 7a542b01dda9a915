//! Gaussian blur of premultiplied RGBA8 and of coverage, in place.
//!
//! A line is blurred with a [`kernel::Kernel`], all rows and then all columns, sixteen lines at a time
//! ([`strip::Strip`]). The time does not depend on sigma, and nothing depends on how a picture is cut
//! into bands: a blur takes its whole picture at once. What is outside of the picture is transparent,
//! so callers give it [`Blur::reach`] pixels of room on each side where it should run out softly.
//!
//! Called by `shadow` and `filter`, which also charge [`Blur::scratch_bytes`].

mod kernel;
mod rect;
mod strip;
mod wide;

use fearless_simd::{Level, Simd};
use fearless_simd_macros::simd;

use crate::mem::{self, at_level};
use kernel::Kernel;
use strip::{LANES, Strip};
use wide::{Small, small_size};

/// Strips of columns that are blurred together: their lanes are the 64 bytes of a cache line.
const GROUP: usize = 4;

/// A blur along both axes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Blur {
    x: Kernel,
    y: Kernel,
    /// The picture is made so many times half as large for it.
    halvings: u32,
}

/// A picture is made smaller until the blur is no wider than this.
const SMALL_SIGMA: f64 = 64.0;
/// … but not more often than for Chromium's widest blur.
const MAX_HALVINGS: u32 = 4;

impl Blur {
    /// For pictures, with a sigma for each axis.
    pub(super) fn of_picture(x: f64, y: f64) -> Self {
        let halvings = halvings(x.max(y));
        let scale = f64::from(1 << halvings);
        Self { x: Kernel::for_picture(x / scale), y: Kernel::for_picture(y / scale), halvings }
    }

    /// For coverage, such as a shadow's.
    pub(super) fn of_mask(x: f64, y: f64) -> Self {
        Self { x: Kernel::for_mask(x), y: Kernel::for_mask(y), halvings: 0 }
    }

    /// How many pixels it spreads to the left and right, up and down.
    pub(super) fn reach(&self) -> (usize, usize) {
        (self.x.reach() << self.halvings, self.y.reach() << self.halvings)
    }

    /// Bytes it works with beside a picture with pixels of `size` bytes.
    pub(super) fn scratch_bytes(&self, width: usize, height: usize, size: usize) -> usize {
        if self.halvings > 0 {
            let (width, height) = small_size(self.halvings, width, height);
            // Besides the picture a line of sums.
            return self.strip_bytes(width, height) + (height + 4) * width * size;
        }
        self.strip_bytes(width, height)
    }

    fn strip_bytes(&self, width: usize, height: usize) -> usize {
        let columns = GROUP * Strip::bytes(&self.y, height);
        columns.max(Strip::bytes(&self.x, width))
    }

    /// Blurs premultiplied RGBA8.
    pub(super) fn pixels(&self, pixels: &mut [u8], width: usize) {
        self.pixels_at(mem::level(), pixels, width);
    }

    /// Blurs coverage, a byte a pixel.
    pub(super) fn coverage(&self, coverage: &mut [u8], width: usize) {
        self.coverage_at(mem::level(), coverage, width);
    }

    fn pixels_at(&self, level: Level, pixels: &mut [u8], width: usize) {
        self.bytes_at::<4>(level, pixels, width);
    }

    fn coverage_at(&self, level: Level, coverage: &mut [u8], width: usize) {
        self.bytes_at::<1>(level, coverage, width);
    }

    /// Blurs pixels of `SIZE` bytes.
    fn bytes_at<const SIZE: usize>(&self, level: Level, bytes: &mut [u8], width: usize) {
        if self.halvings == 0 || bytes.is_empty() {
            return self.narrow_at::<SIZE>(level, bytes, width);
        }
        let mut small = Small::<SIZE>::of(bytes, width, self.halvings);
        self.narrow_at::<SIZE>(level, &mut small.pixels, small.width);
        small.enlarge(bytes, width);
    }

    fn narrow_at<const SIZE: usize>(&self, level: Level, bytes: &mut [u8], width: usize) {
        at_level!(level, simd => {
            rows::<_, SIZE>(simd, &self.x, bytes, width);
            columns(simd, &self.y, bytes, width * SIZE);
        });
    }
}

fn halvings(sigma: f64) -> u32 {
    if sigma <= kernel::MAX_SIGMA {
        return 0;
    }
    let narrow = |n: &u32| sigma / f64::from(1 << n) <= SMALL_SIGMA;
    (1..MAX_HALVINGS).find(narrow).unwrap_or(MAX_HALVINGS)
}

/// Blurs every column of bytes.
#[simd]
fn columns<S: Simd>(simd: S, kernel: &Kernel, bytes: &mut [u8], stride: usize) {
    if *kernel == Kernel::Identity || stride == 0 {
        return;
    }
    let height = bytes.len() / stride;
    let mut strips: [Strip; GROUP] = std::array::from_fn(|_| Strip::new(kernel, height));
    for left in (0..stride).step_by(LANES * GROUP) {
        let right = stride.min(left + LANES * GROUP);
        for (y, row) in bytes.chunks_exact(stride).enumerate() {
            for (strip, part) in strips.iter_mut().zip(row[left..right].chunks(LANES)) {
                strip.put(simd, y, part);
            }
        }
        for strip in &mut strips[..(right - left).div_ceil(LANES)] {
            strip.run(simd, kernel);
        }
        for (y, row) in bytes.chunks_exact_mut(stride).enumerate() {
            for (strip, part) in strips.iter().zip(row[left..right].chunks_mut(LANES)) {
                part.copy_from_slice(&strip.output()[y][..part.len()]);
            }
        }
    }
}

/// Blurs every row of pixels of `SIZE` bytes.
#[simd]
fn rows<S: Simd, const SIZE: usize>(simd: S, kernel: &Kernel, bytes: &mut [u8], width: usize) {
    if *kernel == Kernel::Identity || width == 0 {
        return;
    }
    let together = LANES / SIZE;
    let mut strip = Strip::new(kernel, width);
    let stride = width * SIZE;
    for rows in bytes.chunks_mut(stride * together) {
        interleave::<S, SIZE>(simd, rows, stride, &mut strip);
        strip.run(simd, kernel);
        for (lane, row) in rows.chunks_exact_mut(stride).enumerate() {
            let from = lane * SIZE;
            for (pixel, cells) in row.chunks_exact_mut(SIZE).zip(strip.output()) {
                pixel.copy_from_slice(&cells[from..from + SIZE]);
            }
        }
    }
}

/// Lays rows beside each other; lanes without a row keep what they had, which nobody reads.
#[simd]
fn interleave<S: Simd, const SIZE: usize>(simd: S, rows: &[u8], stride: usize, strip: &mut Strip) {
    for (lane, row) in rows.chunks_exact(stride).enumerate() {
        let from = lane * SIZE;
        for (pixel, cells) in row.chunks_exact(SIZE).zip(strip.input()) {
            for (to, &value) in cells[from..from + SIZE].iter_mut().zip(pixel) {
                *to = i16::from(value);
            }
        }
    }
    let _ = simd;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::{DeviceRect, Rect};
    use crate::mem::levels;

    /// Bytes without a pattern.
    fn noise(count: usize) -> Vec<u8> {
        let mut state = 1u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        (0..count).map(|_| next()).collect()
    }

    /// The kernel applied as it is defined, without regard to time.
    fn plain(line: &[u8], kernel: &Kernel) -> Vec<u8> {
        let weights = kernel.weights();
        let reach = kernel.reach();
        let at = |i: usize, k: usize| (i + k).checked_sub(reach).and_then(|i| line.get(i));
        let sum = |i: usize| {
            let parts = weights.iter().enumerate();
            parts.map(|(k, w)| w * f64::from(*at(i, k).unwrap_or(&0))).sum::<f64>()
        };
        (0..line.len()).map(|i| sum(i).round() as u8).collect()
    }

    #[test]
    fn a_row_and_a_column_are_convolved() {
        for sigma in [0.4, 0.9, 1.0, 1.3, 1.9, 2.0, 2.5, 5.0, 10.0, 60.0, 135.0] {
            let blur = Blur::of_mask(sigma, sigma);
            let line = noise(100);
            let wanted = plain(&line, &blur.x);
            let (mut row, mut column) = (line.clone(), line.clone());
            Blur::of_mask(sigma, 0.0).coverage(&mut row, 100);
            Blur::of_mask(0.0, sigma).coverage(&mut column, 1);
            assert_eq!(row, column);
            let worst = row.iter().zip(&wanted).map(|(a, b)| a.abs_diff(*b)).max();
            // Exact but where a mean lies within f32's precision of a half.
            assert!(worst <= Some(1), "{sigma}: {worst:?}");
        }
    }

    #[test]
    fn every_level_gives_the_same_bytes() {
        for (width, height) in [(1, 1), (3, 50), (17, 5), (70, 33)] {
            for (x, y) in [(0.7, 1.4), (2.0, 3.0), (9.0, 0.0), (0.0, 20.0), (135.0, 300.0)] {
                for blur in [Blur::of_mask(x, y), Blur::of_picture(x, y)] {
                    let source = noise(width * height * 4);
                    let results = levels().into_iter().map(|level| {
                        let mut pixels = source.clone();
                        blur.pixels_at(level, &mut pixels, width);
                        let mut coverage = source[..width * height].to_vec();
                        blur.coverage_at(level, &mut coverage, width);
                        (pixels, coverage)
                    });
                    let results: Vec<_> = results.collect();
                    assert!(results.windows(2).all(|two| two[0] == two[1]));
                }
            }
        }
    }

    #[test]
    fn pixels_are_four_planes() {
        let (width, height) = (29, 31);
        let blur = Blur::of_picture(3.0, 4.0);
        let mut pixels = noise(width * height * 4);
        let channel = |pixels: &[u8], c: usize| -> Vec<u8> {
            pixels.iter().skip(c).step_by(4).copied().collect()
        };
        let mut planes: Vec<_> = (0..4).map(|c| channel(&pixels, c)).collect();
        blur.pixels(&mut pixels, width);
        for (c, plane) in planes.iter_mut().enumerate() {
            blur.coverage(plane, width);
            assert_eq!(channel(&pixels, c), *plane);
        }
    }

    #[test]
    fn what_is_even_stays_and_colour_stays_below_alpha() {
        for sigma in [1.0, 10.0, 135.0, 400.0] {
            let blur = Blur::of_picture(sigma, 0.0);
            let side = 2 * blur.reach().0 + 1;
            let mut row = vec![255; side];
            blur.coverage(&mut row, side);
            if sigma <= 135.0 {
                assert_eq!(row[side / 2], 255, "{sigma}");
            }
        }
        let mut pixels = noise(40 * 40 * 4);
        for pixel in pixels.chunks_exact_mut(4) {
            pixel[3] = pixel[0].max(pixel[1]).max(pixel[2]);
        }
        Blur::of_picture(2.5, 6.0).pixels(&mut pixels, 40);
        assert!(pixels.chunks_exact(4).all(|p| p[..3].iter().all(|c| *c <= p[3])));
    }

    #[test]
    fn a_rectangle_has_a_short_way() {
        let area = DeviceRect::of_size(120, 100);
        for sigma in [0.5, 1.5, 4.0, 5.0, 15.0] {
            let blur = Blur::of_mask(sigma, sigma);
            let rect = Rect::new(40.25, 38.5, 37.5, 20.0);
            let mut wanted = vec![0; 120 * 100];
            for (at, value) in wanted.iter_mut().enumerate() {
                let (x, y) = ((at % 120) as f64, (at / 120) as f64);
                let part =
                    |from: f64, to: f64, at: f64| (to.min(at + 1.0) - from.max(at)).clamp(0.0, 1.0);
                let part = part(rect.x, rect.right(), x) * part(rect.y, rect.bottom(), y);
                *value = (part * 255.0).round() as u8;
            }
            blur.coverage(&mut wanted, 120);
            let quick = blur.rect(&rect, area);
            let worst = quick.iter().zip(&wanted).map(|(a, b)| a.abs_diff(*b)).max();
            assert!(worst <= Some(1), "{sigma}: {worst:?}");
        }
    }

    #[test]
    fn nothing_is_no_trouble() {
        let blur = Blur::of_mask(5.0, 5.0);
        blur.pixels(&mut [], 0);
        blur.coverage(&mut [], 7);
        assert!(blur.rect(&Rect::new(0.0, 0.0, 5.0, 5.0), DeviceRect::EMPTY).is_empty());
    }
}
