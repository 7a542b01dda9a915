//! A picture that is made and read a few rows at a time.

use std::sync::Arc;

use super::picture::Picture;
use crate::backend::raster;
use crate::codec::Rows;
use crate::error::{Error, Result};
use crate::geom::Size;
use crate::list::DeferredPixels;
use crate::mem::{Bitmap, Ledger, PixelFormat};

/// Bytes of a strip, unless the few rows it has at least take more.
pub(super) const STRIP_BYTES: usize = 16 * 1024 * 1024;

/// The rows of a picture, of which a strip at a time has pixels.
#[derive(Debug)]
pub(super) struct Strips {
    picture: Arc<Picture>,
    ledger: Arc<Ledger>,
    /// The strip that was drawn last.
    strip: Option<Bitmap>,
    /// Its first row.
    top: u32,
}

impl Strips {
    /// Nothing is drawn yet.
    pub(super) fn new(picture: Arc<Picture>) -> Result<Self> {
        let ledger = picture.ledger()?;
        Ok(Self { picture, ledger, strip: None, top: 0 })
    }

    /// Rows of a strip: whole bands, which is what makes its pixels those of the whole picture.
    fn height(&self) -> u32 {
        let stride = self.size().width() as usize * self.format().pixel_bytes();
        let bands = (STRIP_BYTES / (stride * raster::BAND_ROWS)).max(1);
        u32::try_from(bands * raster::BAND_ROWS).unwrap_or(u32::MAX)
    }

    /// Draws the strip with row `y`.
    fn draw(&mut self, y: u32) -> Result<()> {
        let (size, height) = (self.size(), self.height());
        let top = y - y % height;
        let rows = height.min(size.height().saturating_sub(top));
        let size = Size::new(size.width(), rows).ok_or_else(no_such_row)?;
        // One that has the size is drawn over, or else goes first: there is never room for two.
        let strip = self.strip.take().filter(|strip| strip.size() == size);
        let mut strip = match strip {
            Some(strip) => strip,
            None => Bitmap::with_format(&self.ledger, size, self.format())?,
        };
        self.picture.draw_rows(top, &mut strip)?;
        (self.strip, self.top) = (Some(strip), top);
        Ok(())
    }
}

impl Rows for Strips {
    fn size(&self) -> Size {
        self.picture.size()
    }

    fn format(&self) -> PixelFormat {
        self.picture.format()
    }

    fn ledger(&self) -> &Arc<Ledger> {
        &self.ledger
    }

    fn is_opaque(&self) -> bool {
        self.picture.is_opaque()
    }

    fn row(&mut self, y: u32) -> Result<&[u8]> {
        let is_there = |strip: &Bitmap| y >= self.top && y - self.top < strip.height();
        if !self.strip.as_ref().is_some_and(is_there) {
            self.draw(y)?;
        }
        let strip = self.strip.as_ref().ok_or_else(no_such_row)?;
        let stride = strip.stride();
        let start = (y - self.top) as usize * stride;
        strip.data().get(start..start + stride).ok_or_else(no_such_row)
    }
}

fn no_such_row() -> Error {
    Error::internal("a row was asked for that the picture has not")
}
