//! Every mode but `source-over`: by blocks of pixels, whatever the source and cover.
//!
//! A mode is one plain loop over whole vectors; the cover is applied before or after it by loops that
//! all modes share. So there is one loop for each mode and level and not twelve. What is not a whole
//! block, or covered in part, is composited in a buffer. Called by the parent module.

use fearless_simd::Simd;
use fearless_simd::prelude::*;
use fearless_simd_macros::simd;

use super::lanes::{Half, Mask, Px, Row, Same, each, mix, scale};
use super::{Cover, Source, exact, over, planar};
use crate::paint::CompositeMode;

/// Bytes of a block: 64 pixels, small enough to stay in the nearest cache.
const BLOCK: usize = 256;
/// Bytes of a vector, eight pixels.
const VECTOR: usize = 32;

/// Composites with any mode.
#[simd]
pub(super) fn run<S: Simd>(
    simd: S,
    mode: CompositeMode,
    dst: &mut [u8],
    source: Source<'_>,
    cover: Cover<'_>,
) {
    if mode == CompositeMode::SourceOver {
        return over::run(simd, dst, source, cover);
    }
    let color = match source {
        Source::Color(color) => repeat(color),
        Source::Pixels(_) => [0; BLOCK],
    };
    for (i, part) in dst.chunks_mut(BLOCK).enumerate() {
        let (at, len) = (i * BLOCK, part.len());
        let src = match source {
            Source::Color(_) => &color[..len],
            Source::Pixels(pixels) => &pixels[at..at + len],
        };
        block(simd, mode, part, src, of_part(cover, at / 4, len / 4));
    }
}

fn repeat(color: [u8; 4]) -> [u8; BLOCK] {
    let mut block = [0; BLOCK];
    block.as_chunks_mut::<4>().0.fill(color);
    block
}

fn of_part(cover: Cover<'_>, at: usize, run: usize) -> Cover<'_> {
    match cover {
        Cover::Mask(mask) => Cover::Mask(&mask[at..at + run]),
        other => other,
    }
}

/// One block, or the shorter end of a run.
#[inline(always)]
fn block<S: Simd>(simd: S, mode: CompositeMode, dst: &mut [u8], src: &[u8], cover: Cover<'_>) {
    let len = dst.len();
    if matches!(cover, Cover::Full) && len.is_multiple_of(VECTOR) {
        return blend(simd, mode, dst, src);
    }
    let (mut new, mut weak) = ([0; BLOCK], [0; BLOCK]);
    new[..len].copy_from_slice(dst);
    weak[..len].copy_from_slice(src);
    let whole = len.next_multiple_of(VECTOR);
    if weakens(mode) {
        scale_by(simd, &mut weak[..len], cover);
        blend(simd, mode, &mut new[..whole], &weak[..whole]);
        dst.copy_from_slice(&new[..len]);
    } else {
        blend(simd, mode, &mut new[..whole], &weak[..whole]);
        mix_by(simd, dst, &new[..len], cover);
    }
}

/// The cover weakens the source before it is composited. All other modes are linear in the source and
/// leave the backdrop alone where it is transparent: mixing the result with the backdrop is then the
/// same, and rounded less.
fn weakens(mode: CompositeMode) -> bool {
    mode.is_unbounded() || mode == CompositeMode::Lighter
}

/// `pixels` times their cover.
#[inline(always)]
fn scale_by<S: Simd>(simd: S, pixels: &mut [u8], cover: Cover<'_>) {
    match cover {
        Cover::Full => {}
        Cover::Even(part) => each(
            simd,
            pixels,
            Same(Half::splat(simd, u16::from(part))),
            #[inline(always)]
            |pixels, weight| scale(pixels, weight),
        ),
        Cover::Mask(mask) => each(
            simd,
            pixels,
            Mask(mask),
            #[inline(always)]
            |pixels, weight| scale(pixels, weight),
        ),
    }
}

/// From `dst` towards `new` by the cover.
#[inline(always)]
fn mix_by<S: Simd>(simd: S, dst: &mut [u8], new: &[u8], cover: Cover<'_>) {
    match cover {
        Cover::Full => dst.copy_from_slice(new),
        Cover::Even(part) => each(
            simd,
            dst,
            (Row(new), Same(Half::splat(simd, u16::from(part)))),
            #[inline(always)]
            |old, (new, weight)| mix(old, new, weight),
        ),
        Cover::Mask(mask) => super::lerp(simd, dst, new, mask),
    }
}

/// Composites whole vectors, fully covered.
#[simd]
fn blend<S: Simd>(simd: S, mode: CompositeMode, dst: &mut [u8], src: &[u8]) {
    use CompositeMode as Mode;
    // A closure, because only that can be told to be always inlined where the level is known.
    macro_rules! with {
        ($blend:path) => {
            vectors(
                simd,
                dst,
                src,
                #[inline(always)]
                |d, s| $blend(d, s),
            )
        };
    }
    match mode {
        Mode::SourceOver => over::run(simd, dst, Source::Pixels(src), Cover::Full),
        Mode::SourceIn => with!(exact::source_in),
        Mode::SourceOut => with!(exact::source_out),
        Mode::SourceAtop => with!(exact::source_atop),
        Mode::DestinationOver => with!(exact::destination_over),
        Mode::DestinationIn => with!(exact::destination_in),
        // What is to be cleared comes as opaque black.
        Mode::DestinationOut | Mode::Clear => with!(exact::destination_out),
        Mode::DestinationAtop => with!(exact::destination_atop),
        Mode::Lighter => with!(exact::lighter),
        Mode::Copy => dst.copy_from_slice(src),
        Mode::Xor => with!(exact::xor),
        Mode::Multiply => with!(exact::multiply),
        Mode::Screen => with!(exact::screen),
        Mode::Overlay => with!(exact::overlay),
        Mode::Darken => with!(exact::darken),
        Mode::Lighten => with!(exact::lighten),
        Mode::ColorDodge => with!(planar::color_dodge),
        Mode::ColorBurn => with!(planar::color_burn),
        Mode::HardLight => with!(exact::hard_light),
        Mode::SoftLight => with!(planar::soft_light),
        Mode::Difference => with!(exact::difference),
        Mode::Exclusion => with!(exact::exclusion),
        Mode::Hue => with!(planar::hue),
        Mode::Saturation => with!(planar::saturation),
        Mode::Color => with!(planar::color),
        Mode::Luminosity => with!(planar::luminosity),
    }
}

/// Never part of its caller: 24 modes in one function take the compiler minutes at the plain level.
#[inline(never)]
#[simd]
fn vectors<S: Simd>(simd: S, dst: &mut [u8], src: &[u8], blend: impl Fn(Px<S>, Px<S>) -> Px<S>) {
    let pairs = dst.as_chunks_mut::<VECTOR>().0.iter_mut().zip(src.as_chunks::<VECTOR>().0);
    for (d, s) in pairs {
        blend(Px::load_array_ref(simd, d), Px::load_array_ref(simd, s)).store_array(d);
    }
}
