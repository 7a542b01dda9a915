//! `source-over`, the mode of nearly every call: each kind of source and cover has its own loop.
//!
//! <https://drafts.fxtf.org/compositing/#porterduffcompositingoperators_srcover>: the source plus what
//! it lets through of the backdrop. Numerators over 255 are summed and rounded once. Called by the
//! parent module.

use fearless_simd::Simd;
use fearless_simd::prelude::*;
use fearless_simd_macros::simd;

use super::lanes::{
    self, BLOCK, Feed, Half, Halves, Mask, Px, Row, Same, alpha, div255, each, inverse, scale,
};
use super::{Cover, Source};

/// Composites with `source-over`.
#[inline(always)]
pub(super) fn run<S: Simd>(simd: S, dst: &mut [u8], source: Source<'_>, cover: Cover<'_>) {
    match (source, cover) {
        (Source::Color(source), Cover::Full) => color(simd, dst, source, 255),
        (Source::Color(source), Cover::Even(part)) => color(simd, dst, source, part),
        (Source::Color(source), Cover::Mask(mask)) => color_through(simd, dst, source, mask),
        (Source::Pixels(src), Cover::Full) => row(simd, dst, src),
        (Source::Pixels(src), Cover::Even(part)) => row_faded(simd, dst, src, part),
        (Source::Pixels(src), Cover::Mask(mask)) => row_through(simd, dst, src, mask),
    }
}

/// One colour under the same cover: all but the backdrop's part is computed before the loop.
#[simd]
fn color<S: Simd>(simd: S, dst: &mut [u8], color: [u8; 4], cover: u8) {
    let color = lanes::splat(simd, color);
    let cover = Half::splat(simd, u16::from(cover));
    let rest = inverse(div255(alpha(color) * cover));
    let half = Half::splat(simd, 128);
    let source = Halves::of(color).times(cover).plus(Halves { even: half, odd: half });
    each(
        simd,
        dst,
        Same(()),
        #[inline(always)]
        |d, ()| Halves::of(d).times(rest).plus(source).rounded_with_half(),
    );
}

/// One colour through a mask.
#[simd]
fn color_through<S: Simd>(simd: S, dst: &mut [u8], color: [u8; 4], mask: &[u8]) {
    through(simd, color, std::iter::once((dst, mask)));
}

/// One colour onto the first `width` pixels of rows, through a mask each.
#[simd]
pub(super) fn rows<'a, S: Simd, I: Iterator<Item = (&'a mut [u8], &'a [u8])>>(
    simd: S,
    color: [u8; 4],
    width: usize,
    rows: I,
) {
    let rows = rows.map(
        #[inline(always)]
        |(row, mask)| {
            let width = width.min(row.len() / lanes::BYTES).min(mask.len());
            (&mut row[..width * lanes::BYTES], &mask[..width])
        },
    );
    through(simd, color, rows);
}

#[inline(always)]
fn through<'a, S: Simd>(
    simd: S,
    color: [u8; 4],
    rows: impl Iterator<Item = (&'a mut [u8], &'a [u8])>,
) {
    let opaque = color[3] == 255;
    let color = lanes::splat(simd, color);
    let (source, full) = (Halves::of(color), alpha(color));
    for (row, mask) in rows {
        if opaque {
            each(
                simd,
                row,
                Mask(mask),
                #[inline(always)]
                |d, cover| lay(source, cover, cover, d),
            );
        } else {
            each(
                simd,
                row,
                Mask(mask),
                #[inline(always)]
                |d, cover| lay(source, cover, div255(full * cover), d),
            );
        }
    }
}

/// Pixels, fully covered. Sixteen that are all transparent or all opaque, as most of a sprite's are, need
/// no arithmetic.
#[simd]
fn row<S: Simd>(simd: S, dst: &mut [u8], src: &[u8]) {
    let (blocks, rest) = dst.as_chunks_mut::<{ 2 * BLOCK }>();
    let (sources, tail) = src.as_chunks::<{ 2 * BLOCK }>();
    let alphas = lanes::splat(simd, [0, 0, 0, 255]);
    for (d, s) in blocks.iter_mut().zip(sources) {
        let first = Px::from_slice(simd, &s[..BLOCK]);
        let second = Px::from_slice(simd, &s[BLOCK..]);
        // (One alpha tells whether it is worth looking at all.)
        match s[3] {
            0 if (first | second).simd_eq(0).all_true() => continue,
            255 if ((first & second) | !alphas).simd_eq(255).all_true() => {
                *d = *s;
                continue;
            }
            _ => {}
        }
        let (left, right) = d.split_at_mut(BLOCK);
        lay_pixels(Px::from_slice(simd, left), first).store_slice(left);
        lay_pixels(Px::from_slice(simd, right), second).store_slice(right);
    }
    each(
        simd,
        rest,
        Row(tail),
        #[inline(always)]
        |d, s| lay_pixels(d, s),
    );
}

/// The source is added as it is, so only the backdrop's part is rounded.
#[inline(always)]
fn lay_pixels<S: Simd>(d: Px<S>, s: Px<S>) -> Px<S> {
    s + scale(d, inverse(alpha(s)))
}

/// Pixels, all covered by the same part.
#[simd]
fn row_faded<S: Simd>(simd: S, dst: &mut [u8], src: &[u8], cover: u8) {
    let cover = Half::splat(simd, u16::from(cover));
    row_under(simd, dst, (Row(src), Same(cover)));
}

/// Pixels through a mask.
#[simd]
fn row_through<S: Simd>(simd: S, dst: &mut [u8], src: &[u8], mask: &[u8]) {
    row_under(simd, dst, (Row(src), Mask(mask)));
}

#[inline(always)]
fn row_under<S: Simd>(simd: S, dst: &mut [u8], feed: impl Feed<S, Item = (Px<S>, Half<S>)>) {
    each(
        simd,
        dst,
        feed,
        #[inline(always)]
        |d, (s, cover)| lay(Halves::of(s), cover, div255(alpha(s) * cover), d),
    );
}

/// The source times the cover over the backdrop; `opacity` is the source's alpha times the cover.
/// The sum stays below 65,153 because the opacity is rounded by less than half a step.
#[inline(always)]
fn lay<S: Simd>(source: Halves<S>, cover: Half<S>, opacity: Half<S>, d: Px<S>) -> Px<S> {
    source.times(cover).plus(Halves::of(d).times(inverse(opacity))).rounded()
}
