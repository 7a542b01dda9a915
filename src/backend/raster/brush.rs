//! Runs of coverage to pixels.

use fearless_simd::Simd;

use super::blend::{Cover, Solid, pixels};
use super::coverage::{Runs, row_by_row};
use super::deep;
use super::ink::{GradientInk, ImageInk};
use super::rows::{OnRows, Rows};
use crate::geom::DeviceRect;
use crate::paint::CompositeMode;

/// Pixels that are fetched at a time: they stay in the processor's nearest cache.
const CHUNK: usize = 256;

/// What is poured into a shape.
pub(super) enum Brush<'a> {
    Solid(Solid),
    Gradient(&'a GradientInk, CompositeMode),
    Image(&'a ImageInk, CompositeMode),
    /// Computed in f32 and rounded.
    Deep(&'a deep::Ink, CompositeMode),
}

/// Paints runs onto rows.
pub(super) struct Painter<'a, 'b> {
    pub(super) rows: Rows<'a, 4>,
    pub(super) brush: &'b Brush<'b>,
}

impl OnRows<4> for Painter<'_, '_> {
    fn rows(&mut self) -> Rows<'_, 4> {
        Rows { pixels: self.rows.pixels, area: self.rows.area }
    }
}

impl<S: Simd> Runs<S> for Painter<'_, '_> {
    #[inline(always)]
    fn block(&mut self, simd: S, area: DeviceRect, mask: &[u8], stride: usize) {
        if !self.solid_block(simd, area, (mask, stride)) {
            row_by_row(self, simd, area, (mask, stride));
        }
    }

    #[inline(always)]
    fn run(&mut self, simd: S, y: i32, x: i32, len: usize, cover: Cover<'_>) {
        match self.brush {
            Brush::Solid(solid) => solid.run(simd, self.rows.at(y, x, len), cover),
            Brush::Gradient(ink, mode) => match ink.row_color(y) {
                Some(color) => {
                    Solid::new(*mode, color).run(simd, self.rows.at(y, x, len), cover);
                }
                None => self.fetched(simd, *mode, ink.is_opaque(), (y, x, len), cover, |x, out| {
                    ink.row(simd, x, y, out);
                }),
            },
            Brush::Image(ink, mode) => match ink.direct_row((x, y), len, cover) {
                Some((row, cover)) => pixels(simd, *mode, self.rows.at(y, x, len), row, cover),
                None => self.fetched(simd, *mode, ink.is_opaque(), (y, x, len), cover, |x, out| {
                    ink.row(simd, x, y, out);
                }),
            },
            Brush::Deep(ink, mode) => {
                self.fetched(simd, *mode, false, (y, x, len), cover, |x, out| {
                    ink.row(simd, x, y, out);
                });
            }
        }
    }
}

impl Painter<'_, '_> {
    /// All rows at once, for what most blocks are: glyphs in one colour. False when it is another brush.
    #[inline(always)]
    fn solid_block<S: Simd>(
        &mut self,
        simd: S,
        area: DeviceRect,
        (mask, stride): (&[u8], usize),
    ) -> bool {
        let Brush::Solid(solid) = self.brush else { return false };
        let (rows, row_bytes) = self.rows.from(area.top, area.left);
        let height = area.height() as usize;
        let rows = rows.chunks_mut(row_bytes).take(height).zip(mask.chunks(stride));
        solid.lay_over(simd, area.width() as usize, rows)
    }

    #[inline(always)]
    fn fetched<S: Simd>(
        &mut self,
        simd: S,
        mode: CompositeMode,
        opaque: bool,
        (y, mut x, len): (i32, i32, usize),
        cover: Cover<'_>,
        fetch: impl Fn(i32, &mut [u8]),
    ) {
        let row = self.rows.at(y, x, len);
        let replaces = mode == CompositeMode::Copy || (mode == CompositeMode::SourceOver && opaque);
        if replaces && matches!(cover, Cover::Full) {
            return fetch(x, row);
        }
        let mut buffer = [0u8; CHUNK * 4];
        for (i, part) in row.chunks_mut(CHUNK * 4).enumerate() {
            let source = &mut buffer[..part.len()];
            fetch(x, source);
            let cover = cover.part(i * CHUNK, part.len() / 4);
            pixels(simd, mode, part, source, cover);
            x += CHUNK as i32;
        }
    }
}
