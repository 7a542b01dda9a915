//! Offsets of consecutive pixels, for gradients whose offset is no linear function of the column.
//!
//! Coordinates are computed in f64 at columns that [`BLOCK`] divides, and from there in f32 as start plus
//! step times columns, never by adding up: a pixel's offset is the same wherever a run starts. `radial` and
//! `conic` say what the offset is; `gradient` calls this.

use fearless_simd::prelude::*;
use fearless_simd::{Simd, f32x8};
use fearless_simd_macros::simd;

use crate::geom::{Point, Transform};

/// How far f32 walks. Its error is 2^-24 of the way, less than 1e-4 pixels.
const BLOCK: i32 = 512;
/// Offsets that are computed at once: small enough for the stack, enough to forget the calls.
pub(super) const CHUNK: usize = 64;
/// The offset of pixels that nothing is painted on.
pub(in crate::backend::raster) const NOTHING: f32 = -2.0;
/// Offsets are held in these bounds, where the colours of the outermost stops go on.
pub(super) const LOWEST: f32 = -1.0;
pub(super) const HIGHEST: f32 = 2.0;
/// Coordinates in a frame are held in these bounds, so that no power of them that is taken leaves f32.
/// Gradients have about the size 1 in their frames.
const FAR: f64 = 1e9;

/// What the offset is.
pub(super) trait Field: Copy {
    /// At these coordinates of the frame; NaN where nothing is painted.
    fn offset<S: Simd>(self, x: f32x8<S>, y: f32x8<S>) -> f32x8<S>;
}

/// Where a walk starts and how it goes on, in a frame's coordinates.
#[derive(Clone, Copy)]
pub(super) struct Walk {
    /// The centre of a pixel that begins a block.
    pub(super) start: Point,
    /// One column on.
    pub(super) step: Point,
    /// The first pixel wanted, counted from the start.
    pub(super) first: u32,
    /// How many pixels of the block are left.
    pub(super) left: usize,
}

impl Walk {
    /// From pixel (x, y) on; `frame` leads there from device space.
    pub(super) fn new(frame: &Transform, x: i32, y: i32) -> Self {
        let first = x.rem_euclid(BLOCK);
        let block = Point::new(f64::from(x) - f64::from(first) + 0.5, f64::from(y) + 0.5);
        Self {
            start: frame.map(block),
            step: Point::new(frame.a, frame.b),
            first: first.unsigned_abs(),
            left: BLOCK.abs_diff(first) as usize,
        }
    }

    /// Fills `offsets` from the first pixel on; none will be NaN.
    #[simd]
    #[inline(always)]
    pub(super) fn fill<S: Simd>(
        &self,
        simd: S,
        field: impl Field,
        offsets: &mut [f32; CHUNK],
        count: usize,
    ) {
        let near = |v: f64| v.clamp(-FAR, FAR) as f32;
        let (x0, y0) = (near(self.start.x), near(self.start.y));
        let (dx, dy) = (near(self.step.x), near(self.step.y));
        let mut column: f32x8<S> = f32x8::from_fn(simd, |i| (self.first + i as u32) as f32);
        for eight in offsets.chunks_exact_mut(8).take(count.div_ceil(8)) {
            let t = field.offset(column * dx + x0, column * dy + y0);
            let held = t.max(f32x8::splat(simd, LOWEST)).min(f32x8::splat(simd, HIGHEST));
            t.simd_eq(t).select(held, f32x8::splat(simd, NOTHING)).store_slice(eight);
            column += 8.0;
        }
    }

    /// The same in f64, for fields that f32 is not exact enough for.
    pub(super) fn fill_exactly(
        &self,
        offset: impl Fn(Point) -> f64,
        offsets: &mut [f32; CHUNK],
        count: usize,
    ) {
        for (i, to) in offsets.iter_mut().take(count.next_multiple_of(8)).enumerate() {
            let column = f64::from(self.first) + i as f64;
            let t = offset(self.start + self.step * column);
            let held = t.clamp(f64::from(LOWEST), f64::from(HIGHEST)) as f32;
            *to = if t.is_nan() { NOTHING } else { held };
        }
    }
}
