//! Pixels that are more than eight bits of sRGB: half floats, Display P3, and the rows that lead from one
//! to the other.
//!
//! Bitmaps are premultiplied in their own format; files and `ImageData` are straight, in one of their own.
//! Called by `surface` and `codec` where pixels leave or come, and by `backend/raster` in between. The loops
//! are plain: the compiler makes vectors of them, and none adds in another order, so every level gives the
//! same bytes.

mod half;
mod planes;
mod space;

use fearless_simd::Simd;
use fearless_simd_macros::simd;

use super::simd::{at_level, level};
use super::{ColorSpace, Depth, PixelFormat, premultiply, unpremultiply_into};
pub(crate) use planes::{LANES, Planes};
pub use space::convert_color;

/// Bytes of 16-bit RGBA.
const WORDS: usize = 8;

/// Straight pixels of another format from a row of a bitmap's. The shorter of the two decides how many.
pub fn read_row(from: &[u8], format: PixelFormat, to: &mut [u8], wanted: PixelFormat) {
    if format == wanted && !format.is_deep() {
        return unpremultiply_into(from, to);
    }
    at_level!(level(), simd => read(simd, from, format, to, wanted));
}

/// A row of a bitmap's pixels from straight ones of another format; what is no finite number is 0 or the
/// largest one. The shorter of the two decides how many.
pub fn write_row(from: &[u8], given: PixelFormat, to: &mut [u8], format: PixelFormat) {
    if format == given && !format.is_deep() {
        let run = from.len().min(to.len());
        to[..run].copy_from_slice(&from[..run]);
        return premultiply(&mut to[..run]);
    }
    at_level!(level(), simd => write(simd, from, given, to, format));
}

/// Straight 16-bit channels, the high byte first, from a row of half floats.
pub fn read_words(from: &[u8], to: &mut [u8]) {
    at_level!(level(), simd => words(simd, from, to));
}

/// Premultiplied pixels of eight bits, from a row of half floats: what lies beyond them is cut off.
pub fn read_bytes(from: &[u8], to: &mut [u8]) {
    at_level!(level(), simd => bytes(simd, from, to));
}

#[simd]
fn read<S: Simd>(_: S, from: &[u8], format: PixelFormat, to: &mut [u8], wanted: PixelFormat) {
    let (source, target) = (format.pixel_bytes() * LANES, wanted.pixel_bytes() * LANES);
    for (from, to) in from.chunks(source).zip(to.chunks_mut(target)) {
        let mut planes = Planes::default();
        match format.depth {
            Depth::Unorm8 => planes.load_bytes(from),
            Depth::Float16 => planes.load_halves(from),
        }
        planes.unpremultiply();
        space::convert(format.space, wanted.space, &mut planes);
        match wanted.depth {
            Depth::Unorm8 => planes.store_bytes(to),
            Depth::Float16 => planes.store_halves(to),
        }
    }
}

#[simd]
fn write<S: Simd>(_: S, from: &[u8], given: PixelFormat, to: &mut [u8], format: PixelFormat) {
    let (source, target) = (given.pixel_bytes() * LANES, format.pixel_bytes() * LANES);
    for (from, to) in from.chunks(source).zip(to.chunks_mut(target)) {
        let mut planes = Planes::default();
        match given.depth {
            Depth::Unorm8 => planes.load_bytes(from),
            Depth::Float16 => planes.load_any_halves(from),
        }
        space::convert(given.space, format.space, &mut planes);
        planes.premultiply();
        match format.depth {
            Depth::Unorm8 => {
                planes.hold_to_alpha();
                planes.store_bytes(to);
            }
            Depth::Float16 => planes.store_halves(to),
        }
    }
}

#[simd]
fn words<S: Simd>(_: S, from: &[u8], to: &mut [u8]) {
    for (from, to) in from.chunks(8 * LANES).zip(to.chunks_mut(WORDS * LANES)) {
        let mut planes = Planes::default();
        planes.load_halves(from);
        planes.unpremultiply();
        planes.store_words(to);
    }
}

#[simd]
fn bytes<S: Simd>(_: S, from: &[u8], to: &mut [u8]) {
    for (from, to) in from.chunks(8 * LANES).zip(to.chunks_mut(4 * LANES)) {
        let mut planes = Planes::default();
        planes.load_halves(from);
        planes.hold_to_alpha();
        planes.store_bytes(to);
    }
}

impl Planes {
    /// Premultiplied pixels into another space, in place.
    #[inline(always)]
    pub(crate) fn convert(&mut self, from: ColorSpace, to: ColorSpace) {
        if from != to {
            self.unpremultiply();
            space::convert(from, to, self);
            self.premultiply();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mem::levels;

    fn formats() -> Vec<PixelFormat> {
        let spaces = [ColorSpace::Srgb, ColorSpace::DisplayP3];
        let depths = [Depth::Unorm8, Depth::Float16];
        let both = |space| depths.map(|depth| PixelFormat { depth, space });
        spaces.into_iter().flat_map(both).collect()
    }

    /// Opaque and translucent straight pixels within sRGB, some more than a block.
    fn bytes() -> Vec<u8> {
        (0..150u32)
            .flat_map(|i| {
                let alpha = if i % 3 == 0 { 255 } else { i * 37 % 256 };
                [i * 5 % 256, i * 11 % 256, i * 23 % 256, alpha].map(|v| v as u8)
            })
            .collect()
    }

    const SRGB: PixelFormat = PixelFormat { depth: Depth::Unorm8, space: ColorSpace::Srgb };

    #[test]
    fn what_is_written_is_read_from_every_format() {
        let straight = bytes();
        for format in formats() {
            let mut stored = vec![0; 150 * format.pixel_bytes()];
            write_row(&straight, SRGB, &mut stored, format);
            let mut back = vec![9; straight.len()];
            read_row(&stored, format, &mut back, SRGB);
            for (got, wanted) in back.as_chunks::<4>().0.iter().zip(straight.as_chunks::<4>().0) {
                let alpha = wanted[3];
                assert_eq!(got[3], alpha, "{format:?}");
                // Bytes lose what little alpha lets through, and Display P3's are coarser than sRGB's where
                // those are dark.
                let steps = if format.space == ColorSpace::DisplayP3 { 1000 } else { 300 };
                let lost = if format.is_deep() { 0 } else { steps / u32::from(alpha.max(1)) };
                let most = if alpha == 0 { 255 } else { 1 + lost };
                let near = got.iter().zip(wanted).all(|(a, b)| u32::from(a.abs_diff(*b)) <= most);
                assert!(near, "{format:?}: {got:?} {wanted:?}");
            }
        }
    }

    #[test]
    fn every_level_gives_the_same_bytes() {
        let straight = bytes();
        for format in formats() {
            for wanted in formats() {
                let rows = levels().into_iter().map(|level| {
                    let mut stored = vec![0; 150 * format.pixel_bytes()];
                    at_level!(level, simd => write(simd, &straight, SRGB, &mut stored, format));
                    let mut out = vec![0; 150 * wanted.pixel_bytes()];
                    at_level!(level, simd => read(simd, &stored, format, &mut out, wanted));
                    (stored, out)
                });
                let rows: Vec<_> = rows.collect();
                assert!(rows.iter().all(|row| *row == rows[0]), "{format:?} {wanted:?}");
            }
        }
    }

    #[test]
    fn a_colour_without_alpha_is_none() {
        let deep = PixelFormat { depth: Depth::Float16, ..SRGB };
        let mut out = [9; 4];
        read_row(&[0, 0x3c, 0, 0x3c, 0, 0x3c, 0, 0], deep, &mut out, SRGB);
        assert_eq!(out, [0; 4]);
    }
}
