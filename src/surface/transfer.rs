//! Pictures that change hands: from an image or a canvas to another canvas without being copied, and to other threads
//! as the bytes they are stored in.

use std::sync::Arc;

use super::{Base, Surface};
use crate::error::{Error, Result};
use crate::list::DeferredPixels;
use crate::mem::{Bitmap, PixelFormat, make_valid};

impl Surface {
    /// Shows a picture and nothing else.
    pub fn show(&mut self, bitmap: Arc<Bitmap>) {
        self.take_shape((bitmap.width(), bitmap.height()), bitmap.format(), false);
        self.base = Base::Bitmap(bitmap);
    }

    /// Shows what another surface shows, which is blank then.
    pub fn take_over(&mut self, from: &mut Self) -> Result<()> {
        let picture = from.snapshot()?;
        self.take_shape((from.width, from.height), from.format, from.opaque);
        from.reset(from.width, from.height);
        if let Some(picture) = picture {
            self.base = Base::Picture(picture);
        }
        Ok(())
    }

    fn take_shape(&mut self, (width, height): (u32, u32), format: PixelFormat, opaque: bool) {
        self.reset(width, height);
        (self.format, self.opaque) = (format, opaque);
    }

    /// Writes all pixels as they are stored: premultiplied, in the surface's own format.
    pub fn read_stored(&mut self, out: &mut [u8]) -> Result<()> {
        if out.len() != self.bytes() {
            return Err(Error::internal("the buffer has not the size of the pixels"));
        }
        match self.snapshot()? {
            Some(picture) => out.copy_from_slice(picture.pixels()?.data()),
            None => out.fill(0),
        }
        Ok(())
    }

    /// Shows pixels that [`Surface::read_stored`] wrote, perhaps elsewhere: any bytes are made a picture.
    pub fn write_stored(&mut self, stored: &[u8]) -> Result<()> {
        if stored.len() != self.bytes() {
            return Err(Error::internal("the bytes are not as many as the pixels take"));
        }
        let Some(size) = self.size() else { return Ok(()) };
        let mut bitmap = Bitmap::with_format(self.recorder.ledger(), size, self.format)?;
        bitmap.data_mut().copy_from_slice(stored);
        make_valid(bitmap.data_mut(), self.format);
        self.show(Arc::new(bitmap));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::Context;
    use crate::geom::{DeviceRect, Rect};
    use crate::mem::{ColorSpace, Depth, Ledger};

    fn filled(ledger: &Arc<Ledger>, format: PixelFormat) -> Surface {
        let mut surface = Surface::new(ledger, 3, 2).unwrap();
        surface.set_format(format);
        let mut context = Context::new(ledger).unwrap();
        let rect = Rect::new(1.0, 0.0, 2.0, 2.0);
        surface.record(|out| context.fill_rect(out, rect)).unwrap();
        surface
    }

    fn alphas(surface: &mut Surface) -> Vec<u8> {
        let area = DeviceRect::of_size(surface.width(), surface.height());
        let mut out = vec![0; area.pixels() as usize * 4];
        surface.read(area, &mut out, PixelFormat::default()).unwrap();
        out.chunks_exact(4).map(|pixel| pixel[3]).collect()
    }

    #[test]
    fn what_is_taken_over_is_gone_where_it_was_and_not_copied() {
        let ledger = Ledger::new();
        let mut from = filled(&ledger, PixelFormat::default());
        let mut to = Surface::new(&ledger, 9, 9).unwrap();
        to.take_over(&mut from).unwrap();
        assert_eq!((to.width(), to.height()), (3, 2));
        assert_eq!(alphas(&mut to), [0, 255, 255, 0, 255, 255]);
        assert_eq!(alphas(&mut from), [0; 6]);
        assert_eq!(ledger.snapshot().bitmaps, 1);
        drop((from, to));
        assert_eq!(ledger.live(), 0);
    }

    #[test]
    fn stored_pixels_come_back_in_every_format() {
        let ledger = Ledger::new();
        for depth in [Depth::Unorm8, Depth::Float16] {
            let format = PixelFormat { depth, space: ColorSpace::DisplayP3 };
            let mut from = filled(&ledger, format);
            let mut bytes = vec![1; 6 * format.pixel_bytes()];
            from.read_stored(&mut bytes).unwrap();
            let mut to = Surface::new(&ledger, 3, 2).unwrap();
            to.set_format(format);
            to.write_stored(&bytes).unwrap();
            let mut again = vec![0; bytes.len()];
            to.read_stored(&mut again).unwrap();
            assert_eq!(bytes, again);
            assert!(to.write_stored(&bytes[1..]).is_err());
            assert!(to.read_stored(&mut again[1..]).is_err());
        }
    }
}
