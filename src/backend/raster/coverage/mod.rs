//! How much of each pixel a shape covers.
//!
//! Shapes are lines in device space in 24.8 fixed point ([`Lines`]). [`Cells`] adds up, for some rows,
//! the signed area that each line leaves to its right in every pixel, exactly, in integers: the order
//! of the lines, and where the rows are cut into bands, make no difference. A sweep along the rows then
//! turns the sums into runs of coverage, which a [`Runs`] takes. Rectangles, glyphs and clips make runs
//! of their own.

mod cells;
mod lines;
mod rect;

pub(super) use cells::{Cells, Rule};
pub(super) use lines::{Line, Lines, LongPath};
pub(super) use rect::RectCover;

use fearless_simd::Simd;

use super::blend::Cover;
use crate::geom::DeviceRect;

/// Takes runs of coverage, each row's from left to right.
pub(super) trait Runs<S: Simd> {
    /// The `len` pixels from `(x, y)` on; `len` is never 0 and a mask has that length.
    fn run(&mut self, simd: S, y: i32, x: i32, len: usize, cover: Cover<'_>);

    /// The pixels of `area` by a mask, whose rows are `stride` apart.
    #[inline(always)]
    fn block(&mut self, simd: S, area: DeviceRect, mask: &[u8], stride: usize) {
        row_by_row(self, simd, area, (mask, stride));
    }
}

/// A block as runs.
#[inline(always)]
pub(super) fn row_by_row<S: Simd>(
    runs: &mut (impl Runs<S> + ?Sized),
    simd: S,
    area: DeviceRect,
    (mask, stride): (&[u8], usize),
) {
    let width = area.width() as usize;
    for (row, y) in mask.chunks(stride).zip(area.top..area.bottom) {
        runs.run(simd, y, area.left, width, Cover::Mask(&row[..width.min(row.len())]));
    }
}
