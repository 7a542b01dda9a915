//! Runs of coverage to pixels.

use fearless_simd::Simd;

use super::blend::{Cover, Solid, pixels};
use super::coverage::Runs;
use super::deep;
use super::ink::{GradientInk, ImageInk};
use crate::geom::DeviceRect;
use crate::paint::CompositeMode;

/// Pixels that are fetched at a time: they stay in the processor's nearest cache.
const CHUNK: usize = 256;

/// Some rows of a picture.
pub(super) struct Rows<'a> {
    pub(super) pixels: &'a mut [u8],
    pub(super) area: DeviceRect,
}

impl Rows<'_> {
    /// `len` pixels from `(x, y)` on; none when they are not all there.
    #[inline]
    pub(super) fn at(&mut self, y: i32, x: i32, len: usize) -> &mut [u8] {
        let stride = self.area.width() as usize;
        let first = (y - self.area.top) as usize * stride + (x - self.area.left) as usize;
        self.pixels.get_mut(first * 4..(first + len) * 4).unwrap_or_default()
    }
}

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
    pub(super) rows: Rows<'a>,
    pub(super) brush: &'b Brush<'b>,
}

impl<S: Simd> Runs<S> for Painter<'_, '_> {
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
            let cover = match cover {
                Cover::Mask(mask) => Cover::Mask(&mask[i * CHUNK..][..part.len() / 4]),
                other => other,
            };
            pixels(simd, mode, part, source, cover);
            x += CHUNK as i32;
        }
    }
}

/// Paints runs onto rows and makes transparent black what lies between them in `area`, as the modes do
/// that change pixels outside the shape: each of the five gives transparent black where the source is.
/// Runs come row by row.
pub(super) struct Unbounded<'a, 'b> {
    pub(super) painter: Painter<'a, 'b>,
    area: DeviceRect,
    /// The next pixel that is neither painted nor cleared.
    at: (i32, i32),
}

impl<'a, 'b> Unbounded<'a, 'b> {
    pub(super) fn new(painter: Painter<'a, 'b>, area: DeviceRect) -> Self {
        Self { painter, area, at: (area.top, area.left) }
    }

    fn clear(&mut self, y: i32, from: i32, to: i32) {
        if from < to {
            self.painter.rows.at(y, from, (to - from) as usize).fill(0);
        }
    }

    /// Clears up to a pixel.
    fn clear_to(&mut self, y: i32, x: i32) {
        while self.at.0 < y {
            self.clear(self.at.0, self.at.1, self.area.right);
            self.at = (self.at.0 + 1, self.area.left);
        }
        self.clear(y, self.at.1, x);
    }

    /// Clears what is left.
    pub(super) fn finish(mut self) {
        let (bottom, left) = (self.area.bottom, self.area.left);
        self.clear_to(bottom, left);
    }
}

impl<S: Simd> Runs<S> for Unbounded<'_, '_> {
    #[inline(always)]
    fn run(&mut self, simd: S, y: i32, x: i32, len: usize, cover: Cover<'_>) {
        self.clear_to(y, x);
        self.painter.run(simd, y, x, len, cover);
        self.at = (y, x + len as i32);
    }
}
