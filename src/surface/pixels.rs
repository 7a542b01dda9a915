//! `getImageData` and `putImageData`: straight-alpha pixels in and out.
//! <https://html.spec.whatwg.org/multipage/canvas.html#pixel-manipulation>

use std::sync::Arc;

use super::Surface;
use super::strips::Strips;
use crate::codec::Rows;
use crate::context::Context;
use crate::error::{Error, ErrorKind, Result};
use crate::geom::{DeviceRect, Size};
use crate::mem::{Bitmap, PixelFormat, fill_opaque, read_row, write_row};

impl Surface {
    /// Writes the straight-alpha RGBA pixels of `area` into `out`, in the format `wanted`; what lies
    /// outside the canvas is transparent black.
    pub fn read(&mut self, area: DeviceRect, out: &mut [u8], wanted: PixelFormat) -> Result<()> {
        let pixel = wanted.pixel_bytes();
        let stride = area.width() as usize * pixel;
        if out.len() != stride * area.height() as usize {
            return Err(Error::internal("the buffer has not the size of the area to be read"));
        }
        let inside = area.intersect(&DeviceRect::of_size(self.width(), self.height()));
        let bitmap;
        let mut pixels: Option<Box<dyn Rows + '_>> = if self.is_vast() {
            self.strips()?
        } else {
            bitmap = self.pixels()?;
            bitmap.as_deref().map(|bitmap| Box::new(bitmap) as Box<dyn Rows>)
        };
        if pixels.is_none() || inside != area {
            out.fill(0);
        }
        if inside.is_empty() {
            return Ok(());
        }
        let skip = (inside.left - area.left) as usize * pixel;
        let bytes = inside.width() as usize * pixel;
        let rows = out.chunks_exact_mut(stride).skip((inside.top - area.top) as usize);
        let own = self.format.pixel_bytes();
        let (from, own_bytes) = (inside.left as usize * own, inside.width() as usize * own);
        for (y, to) in (inside.top as u32..).zip(rows.take(inside.height() as usize)) {
            let to = &mut to[skip..skip + bytes];
            match &mut pixels {
                Some(rows) => {
                    let row = &rows.row(y)?[from..from + own_bytes];
                    read_row(row, self.format, to, wanted);
                }
                None if self.opaque => fill_opaque(to, wanted),
                None => {}
            }
        }
        Ok(())
    }

    /// The rows of a canvas that is never drawn whole.
    fn strips(&mut self) -> Result<Option<Box<dyn Rows>>> {
        let picture = self.snapshot()?;
        picture.map(|picture| Ok(Box::new(Strips::new(picture)?) as Box<dyn Rows>)).transpose()
    }

    /// Puts the part `dirty` of a straight-alpha picture `width` pixels wide, in the format `given`,
    /// whose corner goes to the device pixel `at`.
    pub fn write(
        &mut self,
        context: &mut Context,
        (data, given): (&[u8], PixelFormat),
        width: u32,
        dirty: DeviceRect,
        at: (i32, i32),
    ) -> Result<()> {
        let stride = width as usize * given.pixel_bytes();
        let height = data.len().checked_div(stride).unwrap_or(0);
        let whole = DeviceRect::of_size(width, u32::try_from(height).unwrap_or(u32::MAX));
        // Only what lands on the canvas is worth copying.
        let canvas = DeviceRect::of_size(self.width(), self.height());
        let reach = DeviceRect {
            left: canvas.left.saturating_sub(at.0),
            top: canvas.top.saturating_sub(at.1),
            right: canvas.right.saturating_sub(at.0),
            bottom: canvas.bottom.saturating_sub(at.1),
        };
        let part = dirty.intersect(&whole).intersect(&reach);
        let Some(size) = Size::new(part.width(), part.height()) else { return Ok(()) };
        let mut bitmap = Bitmap::with_format(self.recorder.ledger(), size, self.format)?;
        let (skip, bytes) = (part.left as usize * given.pixel_bytes(), bitmap.stride());
        let rows = data.chunks_exact(stride).skip(part.top as usize);
        for (to, from) in bitmap.data_mut().chunks_exact_mut(bytes).zip(rows) {
            write_row(&from[skip..], given, to, self.format);
        }
        let (x, y) = (at.0 + part.left, at.1 + part.top);
        self.record(|out| context.put_pixels(out, Arc::new(bitmap), x, y))
    }

    /// A canvas without pixels can't be encoded.
    pub fn size_to_encode(&self) -> Result<Size> {
        self.size().ok_or_else(|| {
            let (w, h) = (self.width(), self.height());
            let message = format!("a canvas of {w}x{h} has no pixels to encode");
            Error::new(ErrorKind::IndexSize, message)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mem::{ColorSpace, Depth, Ledger};

    const BYTES: PixelFormat = PixelFormat { depth: Depth::Unorm8, space: ColorSpace::Srgb };

    fn rect(left: i32, top: i32, right: i32, bottom: i32) -> DeviceRect {
        DeviceRect { left, top, right, bottom }
    }

    #[test]
    fn what_is_put_is_read_and_outside_is_transparent() {
        let ledger = Ledger::new();
        let mut surface = Surface::new(&ledger, 4, 4).unwrap();
        let mut context = Context::new(&ledger).unwrap();
        let data: Vec<u8> = (0..16).flat_map(|i| [i * 16, 255 - i, i, 255]).collect();
        surface.write(&mut context, (&data, BYTES), 4, rect(0, 0, 4, 4), (2, -1)).unwrap();
        let mut out = vec![9; 4 * 4 * 4];
        surface.read(rect(1, 0, 5, 4), &mut out, BYTES).unwrap();
        // Row 0 of the canvas holds row 1 of the picture, from column 2 on.
        assert_eq!(out[0..4], [0; 4]);
        assert_eq!(out[4..12], data[16..24]);
        assert_eq!(out[12..16], [0; 4], "outside");
        assert_eq!(out[3 * 16 + 4..3 * 16 + 8], [0; 4], "below the picture");
    }

    #[test]
    fn reading_a_blank_canvas_allocates_nothing() {
        let ledger = Ledger::new();
        let mut surface = Surface::new(&ledger, 1000, 1000).unwrap();
        let mut out = [7; 4];
        surface.read(rect(5, 5, 6, 6), &mut out, BYTES).unwrap();
        assert_eq!((out, ledger.snapshot().peak), ([0; 4], 0));
        surface.set_opaque();
        surface.read(rect(5, 5, 6, 6), &mut out, BYTES).unwrap();
        assert_eq!(out, [0, 0, 0, 255]);
    }

    #[test]
    fn far_away_pictures_cost_nothing() {
        let ledger = Ledger::new();
        let mut surface = Surface::new(&ledger, 4, 4).unwrap();
        let mut context = Context::new(&ledger).unwrap();
        for at in [(i32::MAX, 0), (i32::MIN, i32::MIN), (4, 0), (-2, 0)] {
            surface.write(&mut context, (&[1; 16], BYTES), 2, rect(0, 0, 2, 2), at).unwrap();
        }
        assert_eq!(ledger.snapshot().peak, 0);
    }
}
