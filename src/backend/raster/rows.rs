//! Some rows of a picture, in whichever format, and what all bands do with them.

use fearless_simd::Simd;

use super::blend::Cover;
use super::coverage::Runs;
use crate::geom::DeviceRect;
use crate::mem::Bitmap;

/// Some rows of a picture whose pixels have `PIXEL` bytes.
pub(super) struct Rows<'a, const PIXEL: usize> {
    pub(super) pixels: &'a mut [u8],
    pub(super) area: DeviceRect,
}

impl<'a, const PIXEL: usize> Rows<'a, PIXEL> {
    /// The rows from `top` on, as many as `pixels` holds.
    pub(super) fn new(pixels: &'a mut [u8], width: u32, top: usize) -> Self {
        let rows = (pixels.len() / (width as usize * PIXEL)) as u32;
        let (top, size) = (top as i32, DeviceRect::of_size(width, rows));
        Self { pixels, area: DeviceRect { top, bottom: top + size.bottom, ..size } }
    }

    /// `len` pixels from `(x, y)` on; none when they are not all there.
    #[inline]
    pub(super) fn at(&mut self, y: i32, x: i32, len: usize) -> &mut [u8] {
        let first = self.place(y, x);
        self.pixels.get_mut(first..first + len * PIXEL).unwrap_or_default()
    }

    /// The pixels from `(x, y)` on to the end of the last row, and the bytes of a row.
    #[inline]
    pub(super) fn from(&mut self, y: i32, x: i32) -> (&mut [u8], usize) {
        let (first, row) = (self.place(y, x), self.area.width() as usize * PIXEL);
        (self.pixels.get_mut(first..).unwrap_or_default(), row)
    }

    /// Bytes before the pixel at `(x, y)`.
    #[inline]
    fn place(&self, y: i32, x: i32) -> usize {
        let stride = self.area.width() as usize;
        ((y - self.area.top) as usize * stride + (x - self.area.left) as usize) * PIXEL
    }

    /// Copies `area` from a picture of the same format that lies at `(x, y)`.
    pub(super) fn put(&mut self, picture: &Bitmap, area: DeviceRect, x: i32, y: i32) {
        for row in area.top..area.bottom {
            let to = self.at(row, area.left, area.width() as usize);
            let first = (row - y) as usize * picture.stride() + (area.left - x) as usize * PIXEL;
            if let Some(from) = picture.data().get(first..first + to.len()) {
                to.copy_from_slice(from);
            }
        }
    }
}

/// What paints runs onto rows.
pub(super) trait OnRows<const PIXEL: usize> {
    /// The rows.
    fn rows(&mut self) -> Rows<'_, PIXEL>;
}

/// Paints runs and makes transparent black what lies between them in `area`, as the modes do that change
/// pixels outside the shape: each of the five gives transparent black where the source is. Runs come row by
/// row.
pub(super) struct Unbounded<P, const PIXEL: usize> {
    painter: P,
    area: DeviceRect,
    /// The next pixel that is neither painted nor cleared.
    at: (i32, i32),
}

impl<P: OnRows<PIXEL>, const PIXEL: usize> Unbounded<P, PIXEL> {
    pub(super) fn new(painter: P, area: DeviceRect) -> Self {
        Self { painter, area, at: (area.top, area.left) }
    }

    fn clear(&mut self, y: i32, from: i32, to: i32) {
        if from < to {
            self.painter.rows().at(y, from, (to - from) as usize).fill(0);
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

impl<S: Simd, P: Runs<S> + OnRows<PIXEL>, const PIXEL: usize> Runs<S> for Unbounded<P, PIXEL> {
    #[inline(always)]
    fn run(&mut self, simd: S, y: i32, x: i32, len: usize, cover: Cover<'_>) {
        self.clear_to(y, x);
        self.painter.run(simd, y, x, len, cover);
        self.at = (y, x + len as i32);
    }
}
