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
