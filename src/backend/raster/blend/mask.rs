//! Sums on masks and on whole rows: clips, opacity of a mask, opaque canvases.
//!
//! The loops on bytes are plain: the compiler makes vectors of them, and whole numbers give the same
//! bytes at every width. Called by `backend/raster`.

use fearless_simd::Simd;
use fearless_simd_macros::simd;

use super::lanes::{Mask, Row, each, mix};
use crate::mem::multiply;

/// Moves each pixel of `dst` towards `new` by its byte of `mask`: how a clip lets through what a mode
/// made of its pixels. The shortest decides how many pixels.
#[simd]
pub(in crate::backend::raster) fn lerp<S: Simd>(simd: S, dst: &mut [u8], new: &[u8], mask: &[u8]) {
    let run = (dst.len() / 4).min(new.len() / 4).min(mask.len());
    let feed = (Row(&new[..run * 4]), Mask(&mask[..run]));
    each(
        simd,
        &mut dst[..run * 4],
        feed,
        #[inline(always)]
        |old, (new, weight)| mix(old, new, weight),
    );
}

/// `mask` times `by`, byte by byte: the intersection of two covers.
#[simd]
pub(in crate::backend::raster) fn multiply_mask<S: Simd>(_: S, mask: &mut [u8], by: &[u8]) {
    for (cover, &by) in mask.iter_mut().zip(by) {
        *cover = multiply(*cover, by);
    }
}

/// `mask` times one cover.
#[simd]
pub(in crate::backend::raster) fn scale_mask<S: Simd>(_: S, mask: &mut [u8], by: u8) {
    for cover in mask {
        *cover = multiply(*cover, by);
    }
}

/// Alpha becomes full. A premultiplied colour over black is the colour itself, so nothing else
/// changes.
#[simd]
pub(in crate::backend::raster) fn make_opaque<S: Simd>(_: S, dst: &mut [u8]) {
    for pixel in dst.as_chunks_mut::<4>().0 {
        *pixel = (u32::from_le_bytes(*pixel) | 0xff00_0000).to_le_bytes();
    }
}
