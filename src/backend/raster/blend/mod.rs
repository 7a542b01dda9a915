//! Span compositors: a row of source pixels or one colour onto a row of the target.
//!
//! All modes of <https://drafts.fxtf.org/compositing/>, for premultiplied RGBA8, 4 bytes a pixel. The
//! source is first multiplied by how much of the pixel the shape covers, then composited. Pixels are
//! valid (no colour above its alpha), and what comes out is. Each SIMD level gives the same bytes.
//! What lies outside the shape or the clip is the caller's business, also for the modes that clear
//! it. Called by `band`, inside one `at_level!` for many runs.

mod exact;
mod general;
mod lanes;
mod mask;
#[cfg(test)]
pub(super) mod model;
mod over;
mod planar;
#[cfg(test)]
mod tests;

use fearless_simd::Simd;
use fearless_simd_macros::simd;

use crate::mem::multiply;
use crate::paint::CompositeMode;
pub(super) use mask::{lerp, make_opaque, multiply_mask, scale_mask};

/// How much of each pixel the shape covers.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cover<'a> {
    /// All of it.
    Full,
    /// The same part of each, 255 being all.
    Even(u8),
    /// One byte a pixel.
    Mask(&'a [u8]),
}

impl<'a> Cover<'a> {
    /// The cover of some pixels of a run.
    #[inline(always)]
    pub(super) fn part(self, at: usize, count: usize) -> Self {
        match self {
            Self::Mask(mask) => Self::Mask(mask.get(at..at + count).unwrap_or_default()),
            other => other,
        }
    }

    /// This cover of something that is there by `alpha` of 255 only; `None` for masks, which would have to be
    /// copied.
    #[inline(always)]
    pub(super) fn weakened(self, alpha: u8) -> Option<Self> {
        match (self, alpha) {
            (cover, 255) => Some(cover),
            (Self::Full, alpha) => Some(Self::Even(alpha)),
            (Self::Even(part), alpha) => Some(Self::Even(multiply(part, alpha))),
            (Self::Mask(_), _) => None,
        }
    }

    /// The cover of the first `run` pixels, and how many of those it knows.
    #[inline(always)]
    fn trim(self, run: usize) -> (Self, usize) {
        match self {
            Self::Even(255) => (Self::Full, run),
            Self::Mask(mask) => {
                let run = run.min(mask.len());
                (Self::Mask(&mask[..run]), run)
            }
            other => (other, run),
        }
    }
}

/// What is drawn.
#[derive(Clone, Copy)]
enum Source<'a> {
    /// One colour everywhere.
    Color([u8; 4]),
    /// A pixel for each of the target's.
    Pixels(&'a [u8]),
}

/// What a colour and a mode come down to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    /// Nothing changes.
    Keep,
    /// Where fully covered, the target becomes the colour, or transparent.
    Replace { by: [u8; 4], otherwise: CompositeMode },
    /// The mode's formula.
    Blend(CompositeMode),
}

/// One colour and a mode, looked at once for many runs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Solid {
    color: [u8; 4],
    act: Act,
}

impl Solid {
    /// `color` is premultiplied.
    pub(super) fn new(mode: CompositeMode, color: [u8; 4]) -> Self {
        use CompositeMode as Mode;
        let act = match (mode, color[3]) {
            (mode, 0) if !mode.is_unbounded() => Act::Keep,
            (Mode::Copy, _) | (Mode::SourceOver, 255) => {
                Act::Replace { by: color, otherwise: mode }
            }
            (Mode::DestinationOut, 255) => Act::Replace { by: [0; 4], otherwise: mode },
            _ => Act::Blend(mode),
        };
        Self { color, act }
    }

    /// Composites the first `width` pixels of rows, each by its own mask, in the usual mode: looks at the colour but
    /// once. False, and nothing done, in another mode.
    #[inline(always)]
    pub(super) fn lay_over<'a, S: Simd>(
        &self,
        simd: S,
        width: usize,
        rows: impl Iterator<Item = (&'a mut [u8], &'a [u8])>,
    ) -> bool {
        use CompositeMode::SourceOver;
        let is_usual =
            matches!(self.act, Act::Replace { otherwise: SourceOver, .. } | Act::Blend(SourceOver));
        if is_usual {
            over::rows(simd, self.color, width, rows);
        }
        is_usual
    }

    /// Composites onto a run. A mask that is shorter than the run ends it. Inlined, because most runs
    /// are a few pixels long.
    #[inline(always)]
    pub(super) fn run<S: Simd>(&self, simd: S, dst: &mut [u8], cover: Cover<'_>) {
        let (cover, run) = cover.trim(dst.len() / 4);
        let dst = &mut dst[..run * 4];
        let mode = match (self.act, cover) {
            (Act::Keep, _) => return,
            (Act::Replace { by, .. }, Cover::Full) => return dst.as_chunks_mut().0.fill(by),
            (Act::Replace { otherwise, .. }, _) => otherwise,
            (Act::Blend(mode), _) => mode,
        };
        match mode {
            CompositeMode::SourceOver => over::run(simd, dst, Source::Color(self.color), cover),
            _ => general::run(simd, mode, dst, Source::Color(self.color), cover),
        }
    }
}

/// Composites the pixels of `src` onto those of `dst`. The shortest of target, source and mask
/// decides how many.
#[simd]
pub(super) fn pixels<S: Simd>(
    simd: S,
    mode: CompositeMode,
    dst: &mut [u8],
    src: &[u8],
    cover: Cover<'_>,
) {
    let (cover, run) = cover.trim((dst.len() / 4).min(src.len() / 4));
    let (dst, src) = (&mut dst[..run * 4], &src[..run * 4]);
    match (mode, cover) {
        (CompositeMode::Copy, Cover::Full) => dst.copy_from_slice(src),
        (CompositeMode::SourceOver, _) => over::run(simd, dst, Source::Pixels(src), cover),
        _ => general::run(simd, mode, dst, Source::Pixels(src), cover),
    }
}
